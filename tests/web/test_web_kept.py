"""What a page says is kept and not kept of each of its forms is what the file then holds."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from page_forms import Form, forms_of
from web_helpers import GROUPS, Phone, W, append, at_stage, entries, play

import upstream
from facilitator.activities import library
from facilitator.model import acts
from facilitator.model.entry import Entry
from facilitator.store import file
from facilitator.web.seats import Buckets

HTML = {"accept": "text/html"}
PROMISE = re.compile(r"<b>Kept:</b>(.*?)<b>Not kept:</b>(.*?)</p>", re.DOTALL)
NUMBER, SEAT = "a number that tells which answers", "a seat code that tells what is from the same phone"


def promised(page: str, form: Form) -> tuple[str, str]:
    """`(kept, not kept)` of one form: what stands in it, or else what is said of the open stage."""
    inside = page.partition(f'action="{form.action}"')[2].partition("</form>")[0]
    own = PROMISE.findall(inside) if form.action.endswith(("/join", "/parking")) else []
    kept, dropped = (unescape(re.sub("<[^>]*>", "", part)) for part in (own or PROMISE.findall(page))[-1])
    return kept, dropped


def faults(entry: Entry, kept: str, dropped: str) -> list[str]:
    """What the file holds of an entry though it was not said, or though the opposite was said."""
    body = entry.body
    token = body.get("token") or (body.get("fields") or {}).get("token")
    holds = {
        "your words": body.get("text"),
        "your group": body.get("group"),
        "your table": body.get("table"),
        "a name": body.get("name"),
        "how people may reach you": body.get("contact"),
        NUMBER: token,
        SEAT: entry.person,
        "the time": entry.at,
    }
    missing = [words for words, there in holds.items() if there and words not in kept]
    false = [words for words in ("your group", "your table") if holds[words] and words in dropped]
    return missing + false + (["your name"] if body.get("name") and "your name" in dropped else [])


@pytest.mark.parametrize("key", library.methods())
def test_every_form_of_every_stage_says_what_the_file_then_holds(tmp_path: Path, key: str) -> None:
    path, seen = tmp_path / "day.facilitator", set[str]()
    wrong: dict[tuple[str, str], list[str]] = {}
    file.create(path)
    append(path, *acts.create({"title": "Day", "tables": 4}, [library.find(key)], groups=GROUPS, workshop=W))

    async def send(phone: Phone, page: str, form: Form, fields: dict[str, str]) -> None:
        before = len(entries(path))
        await phone.post(form.action, data=fields, headers=HTML)
        for entry in entries(path)[before:]:
            if entry.kind != "presence":
                seen.add(entry.kind)
                if found := faults(entry, *promised(page, form)):
                    wrong[entry.stage, entry.kind] = found

    async def scenario(phone: Phone) -> None:
        phone.room.buckets = Buckets(burst=10_000)
        for run in phone.room.workshop.stages:
            append(path, acts.open_stage(phone.room.workshop, run.id), at_stage("covered", run.id))
            append(path, *upstream.notes(phone.room.workshop, run))
            phone.room.follow()
            done: set[tuple[object, ...]] = set()
            for _again in range(2):
                page = (await phone.get(f"/{phone.code}", headers=HTML)).text
                for form in forms_of(page):
                    for fields in form.filled():
                        look = (form.action, *fields, fields.get("act"), fields.get("choice"))
                        if look not in done and not form.action.endswith(("next-person", "withdraw")):
                            done.add(look)
                            await send(phone, page, form, {**fields, "group": "par", "table": "2"})

    play(path, scenario)
    assert {"joined", "note"} <= seen
    assert wrong == {}
