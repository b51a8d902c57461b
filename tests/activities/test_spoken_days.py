"""A whole day of every activity in the language made by machine: no phone page leaves a word in English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from any_day import DAYS, reworded

import pseudo
from facilitator.looks.languages import reader
from facilitator.model.entry import Entry
from facilitator.programme import contract as programmes
from facilitator.web import pages

pytestmark = pytest.mark.usefixtures("machine")


@dataclass
class Watched:
    """A room whose day is told entry by entry, without a file."""

    workshop: Any
    at: int = 0
    shown_seq: int = 0

    def now(self) -> int:
        return self.at


@dataclass(frozen=True)
class Known:
    """The seat of somebody who is in a day already."""

    name: str
    mark: str
    alone = False
    carried = False

    def person(self, workshop: str) -> str:
        return self.name

    def token(self, workshop: str, stage: str) -> str:
        return self.mark


def in_greek(entries: Sequence[Entry]) -> list[Entry]:
    """A day in Greek letters, but for the words of the methods that come with the program."""
    told = reworded(entries, lambda text: text if text in pseudo.english() else pseudo.greek(text))
    return [
        ours if entry.kind == "method" else reworded([entry], pseudo.greek)[0]
        for entry, ours in zip(entries, told, strict=True)
    ]


@pytest.mark.walk
@pytest.mark.parametrize("name", DAYS)
def test_a_whole_day_speaks_to_every_phone(name: str) -> None:
    to, programme = reader(pseudo.LANGUAGE), programmes.empty()
    seen: set[str] = set()
    for entry in in_greek(DAYS[name]()):
        programme.take(entry)
        if not programme.workshops or entry.kind in ("joined", "presence"):
            continue
        workshop = next(iter(programme.workshops.values()))
        room: Any = Watched(workshop, entry.at)
        for person in ("", *list(workshop.people.by_id)[:2]):
            seat: Any = Known(person, "a")
            page = pages.workshop_page(room, seat, to).decode()
            assert pseudo.untold(page) == set(), (entry.kind, entry.stage)
            seen |= set(re.findall(r'data-stage="([^"]+)"', page))
    assert len(seen) > 1
