"""Two waves hold against who keeps every export: between no two of them is there so little that somebody is told."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping
from typing import Any

import pytest
from programme_waves import DAY, asks
from survey_day import AT, GROUPS
from waves_day import REPORTING, W, method

from facilitator.activities.survey.pairing import code_of
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.model.method import Method
from facilitator.model.suppression import LEAST
from facilitator.programme import across
from facilitator.programme import contract as programmes
from facilitator.programme.disclosure import decided
from facilitator.records.tables import tables

Row = Mapping[str, Any]
PLACES = ("VCS", "CCM", "LA", "PAR", "")
WAYS = ("toward", "same", "away")


class Rooms:
    """A programme over months, and what somebody has who gets every table after each thing that happens."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.at, self.typed = chance, AT, 0
        self.programme = programmes.empty()
        self.found: list[dict[tuple[str, ...], Row]] = []

    def holds(self, workshop: str, asked: Method) -> None:
        """A workshop that asks one wave, or both."""
        info = {"title": workshop, "date": "2011-11-15"}
        for draft in acts.create(info, [asked], groups=GROUPS, workshop=workshop):
            self._happens(draft)
        self._happens(Draft("attendance", {"groups": {"VCS": 20, "CCM": 12, "LA": 10, "PAR": 8}}, workshop))

    def stage(self, kind: str, stage: str, workshop: str = W) -> None:
        """A wave opens or closes."""
        self._happens(Draft(kind, {}, workshop, stage))
        self._look()

    def form(self, wave: str, person: int, source: str = "phone", workshop: str = W) -> None:
        """Somebody's form, with their card; now and then one statement is left out."""
        self.typed += 1
        given = {name: self.chance.randint(1, 5) for name in ("A1", "A2", "A3") if self.chance.random() < 0.8}
        group = PLACES[person % len(PLACES)]
        answers = {**(given or {"A1": 3}), **({"partner_group": group} if group else {})}
        body = {"version": "S1", "answers": answers, "token": f"t{self.typed}", "wave": wave, "source": source}
        self._happens(Draft("answers", {**body, "code": code_of(f"card {person}")}, workshop, wave))
        self._look()

    def asked(self, wave: str, people: list[int], later: list[int], workshop: str = W) -> None:
        """A wave from opening to closing, and what is typed in from paper after it."""
        self.stage("stage_opened", wave, workshop)
        for person in people:
            self.form(wave, person, workshop=workshop)
        self.stage("stage_closed", wave, workshop)
        for person in later:
            self.form(wave, person, "paper", workshop)

    def some(self, most: int) -> list[int]:
        """Some people, each once."""
        return self.chance.sample(range(30), self.chance.randint(0, most))

    def _happens(self, draft: Draft) -> None:
        self.at += 60_000
        seq = self.programme.seq + 1
        self.programme.fold(
            Entry(seq, draft.key, draft.workshop, draft.stage, self.at, "", draft.kind, dict(draft.body))
        )

    def _look(self) -> None:
        rows = [
            {**row, "where": workshop.id}
            for workshop in self.programme.workshops.values()
            for row in tables(self.programme, workshop, self.at).get("attitudes", ())
        ]
        told = across.rows(self.programme, decided(self.programme)).get("attitudes", ())
        rows += [{**row, "where": row["workshop"]} for row in told]
        shown = [row for row in rows if row["shown"] in (True, "yes")]
        self.found.append({(row["where"], row["item"], row["group"]): row for row in shown})


def told(row: Row) -> dict[str, tuple[int, ...]]:
    """What a row tells of answers: which way people moved, and how each wave answered."""
    spread = {wave: tuple(int(row[f"{wave}_{n}"] or 0) for n in range(1, 6)) for wave in ("before", "after")}
    return {**spread, "ways": tuple(int(row[way] or 0) for way in WAYS)}


def safe(before: Row, after: Row) -> bool:
    """Whether what lies between two tellings of a row is nobody, or many who did not all answer alike."""
    for name, first in told(before).items():
        second = told(after)[name]
        between = [b - a for a, b in zip(first, second, strict=True)]
        if sum(first) and sum(second) and any(between):
            many = min(between) >= 0 and sum(between) >= LEAST
            if not many or (sum(between) < 10 and max(between) == sum(between)):
                return False
    return True


def holds_against_all(rooms: Rooms) -> None:
    """No row changes by few people; no row tells of pairs what it told before of everybody; groups stay."""
    for before, after in itertools.combinations(rooms.found, 2):
        for key in before.keys() & after.keys():
            assert (before[key]["toward"] == "") == (after[key]["toward"] == ""), key
            assert safe(before[key], after[key]), (key, told(before[key]), told(after[key]))
            assert key[2] == "all" or told(before[key]) == told(after[key]) or key[0] == "all", key


@pytest.mark.parametrize("seed", range(16))
def test_no_two_exports_of_a_day_have_few_people_between_them(seed: int) -> None:
    rooms = Rooms(random.Random(seed))
    rooms.holds(W, method(reporting=REPORTING))
    rooms.asked("before", rooms.some(24), rooms.some(12))
    rooms.asked("after", rooms.some(24), rooms.some(26))
    if seed % 2:
        rooms.asked("before", rooms.some(3), rooms.some(26))
    holds_against_all(rooms)


@pytest.mark.parametrize("seed", range(12))
def test_no_two_exports_of_a_programme_have_few_people_between_them(seed: int) -> None:
    rooms = Rooms(random.Random(seed))
    for number, wave in enumerate(("before", "after", "after", "before")):
        workshop = f"w{number}month"
        rooms.holds(workshop, asks(wave, reporting=REPORTING))
        rooms.asked(wave, rooms.some(24), rooms.some(12), workshop)
        rooms.at += 60 * DAY
    by_wave = [
        [row for key, row in export.items() if key[0].startswith("w") and ";" not in key[0] and key[1] == "A1"]
        for export in rooms.found
    ]
    together = any(";" in key[0] for export in rooms.found for key in export)
    assert not (together and any(by_wave)), "a wave is told by itself, or with the other, and never both"
    holds_against_all(rooms)


@pytest.mark.parametrize("seed", range(8))
def test_what_is_added_up_grows_only_by_what_is_told_by_itself(seed: int) -> None:
    rooms = Rooms(random.Random(seed))
    for number in range(3):
        workshop = f"w{number}month"
        rooms.holds(workshop, method(reporting=REPORTING))
        people = rooms.some(26)
        rooms.asked("before", people, [], workshop)
        rooms.asked("after", people[: rooms.chance.choice((2, 6, 24))], rooms.some(4), workshop)
        rooms.at += 60 * DAY
    holds_against_all(rooms)


def test_a_wave_is_not_told_while_the_other_is_to_come() -> None:
    rooms = Rooms(random.Random(1))
    rooms.holds(W, method())
    rooms.asked("before", list(range(20)), [])
    assert rooms.found[-1] == {}
    rooms.asked("after", list(range(1, 20)), [])
    assert rooms.found[-1][W, "A1", "all"]["n_paired"] == 19
