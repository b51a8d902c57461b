"""Each activity in which a person answers once says how many answered, to be held against the people in the room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from any_day import DAYS, folded
from vote_day import a_vote, act, cast

from facilitator.model.entry import Entry
from facilitator.model.workshop import Workshop


def counted(day: str, people: int) -> Workshop:
    """A day in which so many were counted in the room."""
    entries = [replace(entry, seq=n) for n, entry in enumerate(DAYS[day](), 1) if entry.kind != "attendance"]
    last = Entry(len(entries) + 1, "room", entries[-1].workshop, "", 1, "", "attendance", {"groups": {"par": people}})
    return folded([*entries, last])[1]


@pytest.mark.parametrize(
    ("day", "activities"),
    [("forces", {"forces"}), ("survey", {"survey"}), ("scenario", {"read"})],
)
def test_answers_are_held_against_the_people_counted(day: str, activities: set[str]) -> None:
    answered = {run.id: run.state.answered_by(run.id) for run in counted(day, 1).stages}
    most = max(answered.values())
    assert {run.stage.activity for run in counted(day, 1).stages if answered[run.id]} == activities
    assert [run.id for run in counted(day, most).stages if run.too_many()] == []
    beyond = [run.id for run in counted(day, most - 1).stages if run.too_many()] if most > 1 else []
    assert beyond == [stage for stage, n in answered.items() if n == most > 1]


def test_nothing_is_said_where_nobody_was_counted() -> None:
    assert [run.id for run in counted("survey", 0).stages if run.too_many()] == []


def test_ballots_are_held_against_the_people_counted() -> None:
    run = a_vote()
    for n in range(4):
        cast(run, f"t{n}", k0=1)
    act(run, "hand_votes", counts={"key0": 1}, voters=2)
    said = []
    for run.counted in (0, 5, 6):
        said.append(bool(run.too_many()))
    assert said == [False, True, False]
