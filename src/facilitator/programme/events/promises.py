"""What people meant to do, on the forms of all events, and what became of it when they were asked after three months.

Nobody is named: a promise is known by the form that it stands on. It is asked about only where whoever made it agreed
to that, on a slip of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from facilitator.activities.contract import Promised, report
from facilitator.model.programme import Programme
from facilitator.model.record import day
from facilitator.model.workshop import Workshop
from facilitator.programme.events.attendance import events
from facilitator.programme.events.bodies import OUTCOMES
from facilitator.programme.events.rules import Followed, State

MONTHS = 3
"""So many months after an event people are asked."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody meant to do, the event where they said so, and what is known of it since."""

    workshop: Workshop
    said: Promised
    followed: Followed

    @property
    def key(self) -> str:
        """What it is called in the log."""
        return self.said.key

    @property
    def due(self) -> date:
        """The day from which it may be asked about."""
        return months_after(date.fromisoformat(day(self.workshop)), MONTHS)

    @property
    def agreed(self) -> bool:
        """Whether whoever made it may be asked: they said so, or answered."""
        return self.followed.agreed or self.asked

    @property
    def asked(self) -> bool:
        """Whether they were asked."""
        return bool(self.followed.outcome)


def promises(programme: Programme) -> list[Promise]:
    """All of them, event by event."""
    state: State = programme.aspects["events"]
    return [
        Promise(workshop, said, state.of(said.key))
        for workshop in events(programme)
        for run in workshop.stages
        if run.root == run.id
        for said in report(run.stage.activity).promised(run)
    ]


def became(some: Sequence[Promise]) -> dict[str, int]:
    """How many of them came to which end; of those that were not asked about nothing."""
    counted = Counter(each.followed.outcome for each in some if each.asked)
    return {outcome: counted[outcome] for outcome in OUTCOMES}


def months_after(first: date, many: int) -> date:
    """The same day of a month so many months later, or its last one."""
    year, month = divmod(first.month - 1 + many, 12)
    for last in (first.day, 30, 29, 28):
        try:
            return date(first.year + year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(first)
