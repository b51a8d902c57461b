"""A phone without script is told after everything that it sends what has become of it, in that kind's own words."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from every_form import HTML, send_every_form
from page_forms import Form
from web_helpers import Phone, entries

from facilitator.activities import contract, library
from facilitator.model.entry import Body
from facilitator.model.packed import Packed

NOTE = re.compile(r'id="saved" class="card"')
DONE = re.compile(r'id="done" role="status">.*?<span>(.*?)</span></p>', re.DOTALL)


def said(page: str) -> str:
    """What a page says of what was sent just now; `a note` where it shows the note itself."""
    found = DONE.search(page)
    return unescape(found[1]) if found else "a note" if NOTE.search(page) else ""


async def send(phone: Phone, path: Path, form: Form, fields: dict[str, str]) -> dict[str, str]:
    """Send one form; what was said by the kind of what was stored, nothing where it was refused."""
    before = len(entries(path))
    answer = await phone.post(form.action, data=fields, headers=HTML)
    if answer.status_code != 303:
        return {}
    page = (await phone.get(answer.headers["location"], headers=HTML)).text
    stored = [entry for entry in entries(path)[before:] if entry.kind != "presence"]
    return {entry.kind: said(page) for entry in stored[-1:]}


@pytest.mark.parametrize("key", library.methods())
def test_everything_that_a_page_sends_is_answered_in_words(tmp_path: Path, key: str) -> None:
    path, told = tmp_path / "day.facilitator", dict[str, str]()

    async def sending(phone: Phone, _page: str, form: Form, fields: dict[str, str]) -> None:
        told.update(await send(phone, path, form, fields))

    send_every_form(path, key, sending)
    assert told
    assert [kind for kind, words in told.items() if not words] == []


SENT = {
    "cluster": ("copied", "grouped", "merge_answer", "placed"),
    "discuss": ("support",),
    "forces": ("clear", "rating", "verdict"),
    "market": ("came", "convening", "dropped", "interest", "merge_answered", "merge_offered", "placed", "read"),
    "read": ("mark",),
    "rotate": ("highlight", "left", "seat", "team", "tick", "wish"),
    "survey": ("answers",),
    "vote": ("vote",),
}
"""What the phones of each activity send besides notes."""


@pytest.mark.parametrize("activity", SENT)
def test_each_kind_that_phones_send_has_its_own_thanks(activity: str) -> None:
    kinds = {kind.name: kind for kind in contract.activity(activity).kinds}
    assert {name for name, kind in kinds.items() if kind.thanks} == set(SENT[activity])
    for name in SENT[activity]:
        assert kinds[name].thanks.endswith("."), name
        assert (kinds[name].body.takes_back is Packed.takes_back) == (not kinds[name].back), name


@pytest.mark.parametrize(
    ("activity", "kind", "gives", "takes"),
    [
        ("vote", "vote", {"choices": {"a": 1}}, {"choices": {}}),
        ("discuss", "support", {"choice": "support"}, {"choice": ""}),
        ("forces", "verdict", {"choice": "go"}, {"choice": ""}),
        ("read", "mark", {"on": True}, {"on": False}),
        ("rotate", "tick", {"on": True}, {"on": False}),
        ("rotate", "highlight", {"on": True}, {"on": False}),
        ("survey", "answers", {"answers": {"q": 1}}, {"answers": {}}),
        ("market", "interest", {"on": True}, {"on": False}),
        ("market", "placed", {"room": "r1", "slot": "s1"}, {"room": "", "slot": ""}),
        ("market", "dropped", {"reason": "late"}, {"on": False}),
        ("market", "convening", {"name": "Ann"}, {"name": ""}),
        ("market", "merge_answered", {"yes": True}, {"yes": False}),
    ],
)
def test_what_is_taken_back_is_not_called_saved(activity: str, kind: str, gives: Body, takes: Body) -> None:
    found = next(each for each in contract.activity(activity).kinds if each.name == kind)
    assert not found.takes_back(gives)
    assert found.takes_back(takes)
