"""The times of a day: as planned, as they were for what is done, and as they will be if the rest goes to plan.

The window's clock, its agenda and what comes next are all told from here, so that they agree. All times are
milliseconds since 1970.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from facilitator.model.run import CLOSED, OPEN, StageRun
from facilitator.model.workshop import Workshop
from facilitator.model.zones import UNKNOWN, zone

_ANOTHER_DAY = 12 * 3_600_000
"""Milliseconds: what is so far from its plan is neither late nor early, but held on another day."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """`planned` and `expected` are `(start, end)` by stage; a stage that was passed over is not expected.

    `begun` is whether any stage was opened; `next_at` when the open stage will be over, or now; `ends` when the last of
    what is still to come will be over, or the last of what was held was; `plan_ends` when it should have been.
    `other_day` is the day of the plan where the day goes on at another time altogether.
    """

    planned: dict[str, tuple[int, int]]
    expected: dict[str, tuple[int, int]]
    begun: bool
    next_at: int
    ends: int
    plan_ends: int
    other_day: date | None = None

    @property
    def drift(self) -> int:
        """Milliseconds behind the plan (above zero) or ahead of it; 0 before anything was opened."""
        return self.ends - self.plan_ends if self.begun else 0


def timetable(workshop: Workshop, now: int) -> Timetable:
    """The times of a workshop as things stand.

    The plan begins at the time that it names, on the day on which the first stage was opened, if that is its date. A
    rehearsal, a day without a time and one held on another date begin when their first stage is opened.
    """
    runs = workshop.stages
    first = min((run.spans[0][0] for run in runs if run.spans), default=None)
    start = _start(workshop)
    if first is None:
        begins = now if start is None else max(now, start)
        plan = begins if start is None else start
    else:
        begins, plan = now, first if start is None or not _on_its_day(workshop, first) else start
    planned = _in_a_row(runs, plan)
    last = max((n for n, run in enumerate(runs) if run.spans), default=-1)
    expected = {
        run.id: (run.spans[0][0], run.spans[-1][1] or now) for run in runs if run.status == CLOSED and run.spans
    }
    at = begins
    current = workshop.current
    if current is not None:
        at = now + max(0, _left(current, now))
        expected[current.id] = (current.spans[0][0] if current.spans else now, at)
    next_at = at
    to_come = _in_a_row([run for n, run in enumerate(runs) if n > last and run.status not in (OPEN, CLOSED)], at)
    expected |= to_come
    goes_on = current is not None or bool(to_come)
    ends = max((end for _, end in (to_come or expected).values()), default=at)
    plan_ends = max((end for _, end in planned.values()), default=plan)
    ends = max(ends, at) if goes_on else ends
    apart = first is not None and abs(ends - plan_ends) >= _ANOTHER_DAY
    return Timetable(
        planned,
        {run.id: expected[run.id] for run in runs if run.id in expected},
        first is not None,
        next_at,
        ends,
        plan_ends,
        _day_of(workshop, plan) if apart else None,
    )


def _left(run: StageRun, now: int) -> int:
    """How long an open stage has still to go, below zero when over: by its clock, or by its plan where that is off."""
    by_clock = run.clock.started is not None and not run.round
    return run.clock.remaining(now) if by_clock else run.planned() - run.actual(now)


def _in_a_row(runs: list[StageRun], at: int) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for run in runs:
        found[run.id] = (at, at + run.planned())
        at += run.planned()
    return found


def _start(workshop: Workshop) -> int | None:
    """When the plan says that the day begins; None where it names no date or no time, and for a rehearsal."""
    info = workshop.info
    try:
        at = datetime.strptime(f"{info.date} {info.starts}", "%Y-%m-%d %H:%M")
        moment = at.replace(tzinfo=zone(workshop.zone or UNKNOWN)).timestamp()
    except (ValueError, OverflowError, OSError):
        return None
    return None if workshop.rehearsal else round(moment * 1000)


def _on_its_day(workshop: Workshop, at: int) -> bool:
    day = _day_of(workshop, at)
    return day is not None and day.isoformat() == workshop.info.date


def _day_of(workshop: Workshop, at: int) -> date | None:
    """The date of a time, where the workshop is; None for a time that has none."""
    try:
        return datetime.fromtimestamp(at / 1000, zone(workshop.zone or UNKNOWN)).date()
    except (ValueError, OverflowError, OSError):
        return None
