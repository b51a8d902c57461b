"""A phone without script is told after everything that it sends what has become of it, in that kind's own words."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from page_forms import Form, forms_of
from web_helpers import GROUPS, Phone, W, append, at_stage, entries, play

import upstream
from facilitator.activities import contract, library
from facilitator.model import acts
from facilitator.model.entry import Body
from facilitator.model.packed import Packed
from facilitator.store import file
from facilitator.web.seats import Buckets

HTML = {"accept": "text/html"}
NOTE = re.compile(r'id="saved" class="card"')
DONE = re.compile(r'id="done" role="status">.*?<span>(.*?)</span></p>', re.DOTALL)


def said(page: str) -> str:
    """What a page says of what was sent just now; `a note` where it shows the note itself."""
    found = DONE.search(page)
    return unescape(found[1]) if found else "a note" if NOTE.search(page) else ""


async def send_all(phone: Phone, path: Path) -> dict[str, str]:
    """Send every form of the page once for each of its buttons; what was said by the kind of what was stored."""
    told: dict[str, str] = {}
    home = f"/{phone.code}"
    sent: set[tuple[object, ...]] = set()
    for _again in range(2):
        for form in forms_of((await phone.get(home, headers=HTML)).text):
            for fields in form.filled():
                look = (form.action, *fields, fields.get("act"), fields.get("choice"))
                if look not in sent and "next-person" not in form.action:
                    sent.add(look)
                    told |= await send(phone, path, form, fields)
    return told


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
    file.create(path)
    append(path, *acts.create({"title": "Day", "tables": 4}, [library.find(key)], groups=GROUPS, workshop=W))

    async def scenario(phone: Phone) -> None:
        phone.room.buckets = Buckets(burst=10_000)
        for run in phone.room.workshop.stages:
            append(path, acts.open_stage(phone.room.workshop, run.id), at_stage("covered", run.id))
            append(path, *upstream.notes(phone.room.workshop, run))
            phone.room.follow()
            told.update(await send_all(phone, path))

    play(path, scenario)
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
