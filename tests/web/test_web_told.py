"""Phones are told whenever their page is another one: also of what was changed in a stage that theirs builds on."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from web_helpers import GROUPS, W, append

import upstream
from facilitator.activities import library
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
