"""The times of a day agree with each other and with the plan, whatever has been opened when."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.model import acts
from facilitator.model.clock import MINUTE
from facilitator.model.entry import Draft, Entry
from facilitator.model.method import Method, Stage
from facilitator.model.programme import Programme
from facilitator.model.timetable import timetable
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes

MINUTES = (5, 10, 3, 7)
IDS = ("a", "b", "c", "d")
METHOD = Method(
    "m", "M", "To test.", "Nobody", tuple(Stage(i, i, "collect", minutes=n) for i, n in zip(IDS, MINUTES, strict=True))
)
BEGIN = round(datetime.fromisoformat("2026-11-24T10:20:00+00:00").timestamp() * 1000)


class Day:
    """A workshop whose clock stands where it is put."""

    def __init__(self, starts: str = "10:20", date: str = "2026-11-24", *, rehearsal: bool = False) -> None:
        self.programme: Programme = programmes.empty()
        self.now, self.seq = BEGIN, 0
        info = {"title": "Day", "date": date, "starts": starts}
        self.write(*acts.create(info, [METHOD], workshop="w", rehearsal=rehearsal))

    def write(self, *drafts: Draft) -> None:
        """Store drafts now."""
        for draft in drafts:
            self.seq += 1
            body = {**draft.body, "zone": "UTC"} if draft.kind == "workshop" else draft.body
            entry = Entry(self.seq, draft.key, draft.workshop, draft.stage, self.now, "", draft.kind, body)
            self.programme.fold(entry)

    def open(self, stage: str) -> None:
        """Open a stage and start its clock."""
        self.write(acts.open_stage(self.w, stage))
        self.write(acts.timer(self.w.runs[stage], self.w, "start"))

    @property
    def w(self) -> Workshop:
        """The workshop."""
        return self.programme.workshops["w"]


def test_before_the_day_everything_is_expected_as_planned() -> None:
    day = Day()
    day.now -= 30 * MINUTE
    times = timetable(day.w, day.now)
    assert times.expected == times.planned
    assert times.planned["b"] == (BEGIN + 5 * MINUTE, BEGIN + 15 * MINUTE)
    assert (times.ends, times.drift, times.begun) == (BEGIN + 25 * MINUTE, 0, False)


def test_a_day_that_begins_four_minutes_late_is_four_minutes_behind_its_plan() -> None:
    day = Day()
    day.now += 4 * MINUTE
    day.open("a")
    times = timetable(day.w, day.now)
    assert times.drift == 4 * MINUTE
    assert times.expected["d"][1] - times.planned["d"][1] == 4 * MINUTE


@pytest.mark.parametrize("how", [{"rehearsal": True}, {"date": "2026-12-01"}, {"starts": ""}])
def test_a_rehearsal_and_a_day_held_on_another_date_begin_when_they_begin(how: dict[str, Any]) -> None:
    day = Day(**how)
    day.now += 90 * MINUTE
    day.open("a")
    assert timetable(day.w, day.now).drift == 0


@pytest.mark.parametrize("years", [1, 40])
def test_a_day_that_is_opened_again_years_later_was_planned_for_another_day(years: int) -> None:
    day = Day()
    day.open("a")
    assert timetable(day.w, day.now + 6 * 60 * MINUTE).other_day is None
    later = timetable(day.w, day.now + years * 365 * 24 * 60 * MINUTE)
    assert later.other_day == date(2026, 11, 24)


def test_an_overrun_makes_the_day_late_by_what_it_is_over() -> None:
    day = Day()
    day.open("a")
    day.now += 4 * MINUTE
    assert timetable(day.w, day.now).drift == 0
    day.now += 4 * MINUTE
    times = timetable(day.w, day.now)
    assert times.drift == 3 * MINUTE
    assert times.next_at == day.now


def test_what_was_passed_over_is_expected_no_more_and_its_time_is_won() -> None:
    day = Day()
    day.open("a")
    day.open("c")
    times = timetable(day.w, day.now)
    assert "b" not in times.expected
    assert times.drift == -15 * MINUTE


def test_the_day_never_ends_in_the_past_while_something_is_open() -> None:
    """Also when the last stage was held before the others."""
    day = Day()
    day.open("d")
    day.now += 7 * MINUTE
    day.open("a")
    day.now += 20 * MINUTE
    times = timetable(day.w, day.now)
    assert times.ends == day.now
    assert times.next_at == day.now


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["open", "pause", "start", "add", "close"]),
            st.sampled_from(IDS),
            st.integers(0, 40 * MINUTE),
        ),
        max_size=12,
    )
)
def test_all_times_agree_whatever_is_done_in_whatever_order(deeds: list[tuple[str, str, int]]) -> None:
    day = Day()
    for deed, stage, later in deeds:
        day.now += later
        if deed == "open":
            day.write(acts.open_stage(day.w, stage))
        elif deed == "close" and day.w.current is not None:
            day.write(Draft("stage_closed", {}, "w", day.w.open_id))
        elif day.w.current is not None and deed != "close":
            day.write(acts.timer(day.w.current, day.w, deed, 60))
    times = timetable(day.w, day.now)
    assert times.drift == (times.ends - times.plan_ends if times.begun else 0)
    assert all(begin <= end for begin, end in (*times.planned.values(), *times.expected.values()))
    to_come = [times.expected[run.id] for run in day.w.stages if run.status == "waiting" and run.id in times.expected]
    chain = [times.next_at, *(at for pair in to_come for at in pair)]
    assert chain == sorted(chain)
    assert all(one[1] == other[0] for one, other in pairwise(to_come))
    if to_come:
        assert to_come[0][0] == times.next_at
        assert times.ends == to_come[-1][1]
    if day.w.current is not None:
        assert times.next_at >= day.now
        assert times.ends >= day.now
    told = {run.id for run in day.w.stages if run.status != "waiting"}
    assert told <= set(times.expected)


def test_a_minute_more_is_a_minute_later_for_all_that_follows() -> None:
    day = Day()
    day.open("a")
    before = timetable(day.w, day.now)
    day.write(acts.timer(day.w.current, day.w, "add", 60))
    after = timetable(day.w, day.now)
    assert after.drift - before.drift == MINUTE
    assert after.planned == before.planned
    for stage in ("b", "c", "d"):
        assert after.expected[stage] == tuple(at + MINUTE for at in before.expected[stage])
