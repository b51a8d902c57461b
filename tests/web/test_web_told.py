"""Phones are told whenever their page is another one: also of what was changed in a stage that theirs builds on."""

from __future__ import annotations

import asyncio
import contextlib
import re
from pathlib import Path

import pytest
from page_forms import forms_of
from web_helpers import GROUPS, W, append

import upstream
from facilitator.activities import contract, library
from facilitator.activities.contract import Refused, Sender
from facilitator.looks.languages import reader
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.store import file
from facilitator.store.feed import open_feed
from facilitator.web.pages import workshop_page
from facilitator.web.room import Room
from facilitator.web.seats import new_seat


class Phone:
    """One phone's page of a workshop."""

    def __init__(self, path: Path) -> None:
        self.path, self.room, self.seat = path, Room(open_feed(path)), new_seat()

    def do(self, *drafts: Draft) -> None:
        """Something happens, and the room page hears of it."""
        append(self.path, *drafts)
        self.room.follow()

    def page(self) -> str:
        """What the phone shows: without the time, the number of the last entry, and keys that no form has twice."""
        page = workshop_page(self.room, self.seat, reader()).decode().replace(f'"{self.room.shown_seq}"', "")
        return re.sub(r"\b(\d{13}|\d{10}\.\d+|[0-9a-f]{32})\b", "", page)

    def untold(self, draft: Draft) -> bool:
        """Do something; whether the page is another one now, and phones were not told."""
        before, told = self.page(), self.room.shown_seq
        self.do(draft)
        return self.room.shown_seq == told and self.page() != before


@pytest.mark.parametrize("method", upstream.METHODS)
def test_phones_are_told_of_what_is_changed_upstream(tmp_path: Path, method: str) -> None:
    path, wrong = tmp_path / "day.facilitator", []
    file.create(path)
    append(path, *acts.create({"title": "Day", "tables": 4}, [library.find(method)], groups=GROUPS, workshop=W))
    phone = Phone(path)
    for upper, lower in upstream.METHODS[method]:
        workshop = phone.room.workshop
        run = workshop.runs[upper]
        written = upstream.notes(workshop, run)
        phone.do(acts.open_stage(workshop, upper), *written)
        keys = [note.key for note in written if run.notes.get(note.key)]
        phone.do(acts.open_stage(workshop, lower), Draft("revealed", {}, W, lower))
        changes = upstream.changes(workshop, run, keys) if keys else {}
        wrong += [f"{upper} to {lower}, {said}" for said, draft in changes.items() if phone.untold(draft)]
    asyncio.run(phone.room.close())
    assert wrong == []


@pytest.mark.parametrize("method", upstream.METHODS)
def test_phones_are_told_of_what_another_phone_sends_where_they_show_it(tmp_path: Path, method: str) -> None:
    found, wrong = library.find(method), []
    for number, (upper, lower) in enumerate(upstream.METHODS[method]):
        path = tmp_path / f"{number}.facilitator"
        file.create(path)
        append(path, *acts.create({"title": "Day", "tables": 4}, [found], groups=GROUPS, workshop=W))
        phone = Phone(path)
        workshop = phone.room.workshop
        phone.do(acts.open_stage(workshop, upper), *upstream.notes(workshop, workshop.runs[upper]))
        phone.do(acts.open_stage(workshop, lower))
        run, sender = workshop.runs[lower], Sender("somebody", "token", "par", "1")
        for form in forms_of(phone.page()):
            for fields in form.filled():
                with contextlib.suppress(Refused):
                    said = contract.page(run.stage.activity).read(run, fields, sender)
                    draft = said.draft(W, lower, person=sender.person)
                    if not run.check(draft) and phone.untold(draft):
                        wrong.append((lower, fields))
        asyncio.run(phone.room.close())
    assert wrong == []
