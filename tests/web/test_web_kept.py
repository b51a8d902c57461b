"""What a page says is kept and not kept of each of its forms is what the file then holds."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from every_form import HTML, send_every_form
from page_forms import Form
from web_helpers import Phone, entries

from facilitator.activities import library
from facilitator.model.entry import Entry
from facilitator.model.people import OTHER
from facilitator.records import exports, load

PROMISE = re.compile(r"<b>Kept:</b>(.*?)<b>Not kept:</b>(.*?)</p>", re.DOTALL)
NAME, CONTACT, OWN = "Sentinella Vardy", "sentinella@reach.example", "Sentinella's own group"
IN_NO_REPORT = "It is in no report, but the facilitator’s file keeps it."
NUMBER, SEAT = "a number that tells which answers", "a seat code that tells what is from the same phone"


def promised(page: str, form: Form) -> tuple[str, str]:
    """`(kept, not kept)` of one form: what stands in it, or else what is said of the open stage."""
    inside = page.partition(f'action="{form.action}"')[2].partition("</form>")[0]
    own = PROMISE.findall(inside) if form.action.endswith(("/join", "/parking")) else []
    kept, dropped = (unescape(re.sub("<[^>]*>", "", part)) for part in (own or PROMISE.findall(page))[-1])
    return kept, dropped


def token_of(entry: Entry) -> str:
    """The number of a phone that an entry holds."""
    return str(entry.body.get("token") or (entry.body.get("fields") or {}).get("token") or "")


def unsaid(told: list[tuple[Entry, str]], titles: dict[str, str]) -> list[tuple[str, str]]:
    """`(stage, other)` where one number stands in both and what was said at the first does not name the other."""
    stages: dict[str, set[str]] = {}
    for entry, _ in told:
        stages.setdefault(token_of(entry), set()).add(entry.stage)
    return [
        (entry.stage, other)
        for entry, kept in told
        for other in stages[token_of(entry)] - {entry.stage}
        if f"{titles[other]}" not in kept.partition(NUMBER)[2] or titles[entry.stage] not in kept.partition(NUMBER)[2]
    ]


def faults(entry: Entry, kept: str, dropped: str) -> list[str]:
    """What the file holds of an entry though it was not said, or though the opposite was said."""
    body, token = entry.body, token_of(entry)
    holds = {
        "your words": body.get("text"),
        "your group": body.get("group"),
        "your table": body.get("table"),
        "a name": body.get("name"),
        "how people can reach you": body.get("contact"),
        NUMBER: token,
        SEAT: entry.person,
        "the time": entry.at,
    }
    missing = [words for words, there in holds.items() if there and words not in kept]
    false = [words for words in ("your group", "your table") if holds[words] and words in dropped]
    return missing + false + (["your name"] if body.get("name") and "your name" in dropped else [])


@pytest.mark.parametrize("key", library.methods())
def test_every_form_of_every_stage_says_what_the_file_then_holds(tmp_path: Path, key: str) -> None:
    path, seen, told = tmp_path / "day.facilitator", set[str](), list[tuple[Entry, str]]()
    wrong: dict[tuple[str, str], list[str]] = {}

    async def send(phone: Phone, page: str, form: Form, fields: dict[str, str]) -> None:
        before = len(entries(path))
        typed = {"name": NAME, "contact": CONTACT} if "contact" in fields else {}
        assert not typed or IN_NO_REPORT in page
        await phone.post(form.action, data={**fields, **typed, **group_of(phone, form)}, headers=HTML)
        for entry in entries(path)[before:]:
            if entry.kind != "presence":
                seen.add(entry.kind)
                told.extend([(entry, promised(page, form)[0])] if token_of(entry) else [])
                if found := faults(entry, *promised(page, form)):
                    wrong[entry.stage, entry.kind] = found

    send_every_form(path, key, send)
    assert {"joined", "note"} <= seen
    assert wrong == {}
    programme, workshop = load.workshop(path)
    assert unsaid(told, {run.id: run.stage.title for run in workshop.stages}) == []
    reports = exports.export(programme, workshop, ["csv"], tmp_path / "out")
    tables = "".join(each.read_text(encoding="utf-8-sig") for each in reports)
    assert any(each.name.endswith("comments.csv") for each in reports)
    assert [words for words in (NAME, CONTACT) if words in tables] == []
    everything = tables.encode() + path.read_bytes() + exports.to_json(programme, workshop)
    assert OWN.encode() not in everything


def group_of(phone: Phone, form: Form) -> dict[str, str]:
    """The group and the table that a form brings; own words for a group where the stage that is open keeps nobody."""
    run = phone.room.workshop.run(form.action.rpartition("/stage/")[2])
    nobody = run is not None and run.stage.anonymity == "nothing"
    return {"group": OTHER if nobody else "par", "group_words": OWN, "table": "2"}
