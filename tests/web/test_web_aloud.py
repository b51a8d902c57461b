"""Every page of every method, read aloud: dates and numbers as people say them, and nothing asked in vain."""

from __future__ import annotations

import asyncio
import contextlib
import html
import re
from pathlib import Path

import pytest
from page_forms import forms_of
from web_helpers import GROUPS, Phone, W, append, play

from facilitator.activities import contract, library
from facilitator.activities.contract import Refused
from facilitator.looks.languages import reader
from facilitator.model import acts
from facilitator.model.bodies import Joined
from facilitator.model.entry import Draft
from facilitator.model.notes import LIVE
from facilitator.store import file
from facilitator.store.feed import open_feed
from facilitator.web.pages import sender_of, workshop_page
from facilitator.web.room import Room
from facilitator.web.seats import Seat, new_seat

HTML = {"accept": "text/html"}
_THINGS = "choice|dot|form|group|hour|idea|line|mark|minute|note|point|round|score|second|topic|vote"
RAW = (
    re.compile(r"\b\d{4}-\d\d-\d\d\b"),
    re.compile(rf"(?<![\d,.])1 (?:(?:{_THINGS})s|people)\b"),
    re.compile(rf"\b(?:[2-9]|\d\d+) (?:{_THINGS}|person)\b"),
    re.compile(r"\b\d+(?:st|nd|rd|th)\b"),
    re.compile(r"\bn ?= ?\d|\bn \d"),
)
"""What nobody would say so: a date for machines, a wrong plural, a number with an ending, an abbreviation."""


def spoken(page: str) -> str:
    """What people read on a page, labels that are only heard among it."""
    heard = " ".join(re.findall(r'aria-label="([^"]*)"', page))
    shown = re.sub(r"(?s)<(script|style)\b.*?</\1>|<textarea\b.*?</textarea>|<[^>]*>", " ", page)
    return html.unescape(f"{shown} {heard}")


class Phones:
    """Two phones in one workshop."""

    def __init__(self, path: Path, method: str) -> None:
        file.create(path)
        append(path, *acts.create({"title": "Day", "tables": 2}, [library.find(method)], groups=GROUPS, workshop=W))
        self.path, self.room = path, Room(open_feed(path))
        self.seats = [new_seat(), new_seat()]
        for seat, group in zip(self.seats, ("par", "vcs"), strict=True):
            self.do(Joined(group=group, table="1").draft(W, person=seat.person(W)))

    def do(self, *drafts: Draft) -> None:
        """Something happens, and the room page hears of it."""
        append(self.path, *drafts)
        self.room.follow()

    def page(self, seat: Seat) -> str:
        """What a phone shows."""
        return workshop_page(self.room, seat, reader()).decode()

    def send(self, stage: str, seat: Seat) -> None:
        """Whoever has the phone fills in and sends every form that it shows."""
        run = self.room.workshop.runs[stage]
        for form in forms_of(self.page(seat)):
            for fields in form.filled():
                sender = sender_of(self.room, seat, run)
                with contextlib.suppress(Refused):
                    said = contract.page(run.stage.activity).read(run, fields, sender)
                    draft = said.draft(W, stage, person=sender.person)
                    if not run.check(draft):
                        self.do(draft)

    def read(self) -> str:
        """What both phones say, one after the other."""
        return " ".join(spoken(self.page(seat)) for seat in self.seats)


@pytest.mark.parametrize("method", library.methods())
def test_no_page_shows_a_date_or_a_number_as_nobody_would_say_it(tmp_path: Path, method: str) -> None:
    phones, wrong = Phones(tmp_path / "day.facilitator", method), set()
    for run in list(phones.room.workshop.stages):
        phones.do(acts.open_stage(phones.room.workshop, run.id))
        for seat in (*phones.seats, *phones.seats):
            phones.send(run.id, seat)
            said = phones.read()
            wrong |= {(run.id, found[0]) for pattern in RAW for found in pattern.finditer(said)}
        phones.do(Draft("revealed", {}, W, run.id))
        said = phones.read()
        wrong |= {(run.id, found[0]) for pattern in RAW for found in pattern.finditer(said)}
    asyncio.run(phones.room.close())
    assert wrong == set()


def test_what_somebody_said_at_the_sign_in_can_be_changed_all_day(tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    file.create(path)
    append(path, *acts.create({"title": "Day"}, [library.find("arrival")], workshop=W))

    async def scenario(phone: Phone) -> None:
        room = phone.room

        def at(*drafts: Draft) -> None:
            append(path, *drafts)
            room.follow()

        async def page(more: str = "") -> str:
            return (await phone.get(f"/{phone.code}{more}", headers=HTML)).text

        at(acts.open_stage(room.workshop, "sign-in"))
        first = await page()
        await phone.post(f"/{phone.code}/stage/sign-in", data={"key": "consent1", "photo": "yes"}, headers=HTML)
        assert forms(first) != forms(await page()), "a page in use would not show the form again"
        assert "Save the change" in await page()
        at(acts.open_stage(room.workshop, "welcome"))
        assert "Change what you said: Arrival and sign-in" in await page()
        assert "Are you happy to be in photos?" in await page("?early=sign-in")
        said = await phone.post(f"/{phone.code}/stage/sign-in", data={"key": "consent2", "photo": "no"}, headers=HTML)
        assert said.status_code == 303
        run = room.workshop.runs["sign-in"]
        assert [note.fields["photo"] for note in run.notes if note.status == LIVE] == ["no"]
        at(Draft("finished", {}, W))
        assert "Change what you said" not in await page()
        late = await phone.post(f"/{phone.code}/stage/sign-in", data={"key": "consent3", "photo": "yes"})
        assert late.status_code == 409

    play(path, scenario)


def forms(page: str) -> list[str]:
    """What tells one state of the forms of a page from another."""
    return re.findall(r'data-form="([^"]*)"', page)


@pytest.mark.parametrize(("method", "stage"), [("lunch", "lunch"), ("energiser", "stretch"), ("arrival", "welcome")])
def test_where_nothing_is_to_be_typed_nobody_is_told_to_talk(tmp_path: Path, method: str, stage: str) -> None:
    phones = Phones(tmp_path / "day.facilitator", method)
    phones.do(acts.open_stage(phones.room.workshop, stage))
    said = phones.read()
    asyncio.run(phones.room.close())
    assert "There is nothing to type" in said
    assert "talking" not in said
