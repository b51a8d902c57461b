"""The rows of the plan as they are read: what is open by date, what is finished, and what is no action yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.model.people import Groups
from facilitator.model.programme import Programme
from facilitator.model.say import Message, say
from facilitator.programme.contract import groups
from facilitator.programme.plan.rules import Row, State

MANY = 12
"""So many open actions a group keeps in mind."""
_FEW_DAYS = 4
_COUNTED = re.compile(
    r"\b(\d+|one|two|three|four|five|six|eight|ten|twelve|monthly|weekly|quarterly)\W+(\w+\W+)?"
    r"(meetings?|sessions?|visits?|workshops?)\b|\b(meetings?|sessions?|workshops?)\W+(is|are|was|were)?\W*held\b",
    re.IGNORECASE,
)
"""A measure that counts meetings, as far as English words tell."""


@dataclass(frozen=True, slots=True)
class Load:
    """How many actions a partner group leads: those that are open, and those that are finished."""

    group: str
    label: str
    no: int
    open: int
    finished: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows: the actions that are `open` by their date, those that are `finished`, and those that are none yet."""

    open: tuple[Row, ...]
    finished: tuple[Row, ...]
    unowned: tuple[Row, ...]
    undated: tuple[Row, ...]

    @property
    def actions(self) -> tuple[Row, ...]:
        """Every row that counts as an action."""
        return (*self.open, *self.finished)


def of_programme(programme: Programme) -> Plan:
    """The rows of a programme. One without a lead is listed as that, whether it has a date or not."""
    state: State = programme.aspects["plan"]
    rows = sorted(state.rows.values(), key=lambda each: each.due)
    counted = [each for each in rows if each.is_action]
    return Plan(
        tuple(each for each in counted if not each.finished),
        tuple(each for each in counted if each.finished),
        tuple(each for each in rows if not each.owned),
        tuple(each for each in rows if each.owned and not each.due),
    )


def loads(programme: Programme, plan: Plan) -> list[Load]:
    """How many actions each partner group leads; those that lead nothing too, and last whoever is in none of them."""
    known: Groups = groups(programme)
    going, over = Counter(each.lead_group for each in plan.open), Counter(each.lead_group for each in plan.finished)
    ids = [*(group.id for group in known), *(name for name in {**going, **over} if known.get(name) is None)]
    return [
        Load(name, known.label(name) if name else say("No partner group"), known.no(name), going[name], over[name])
        for name in ids
    ]


def warnings(programme: Programme) -> Iterator[Message]:
    """What the facilitator may want to change in the plan before it is printed."""
    plan = of_programme(programme)
    n = len(plan.open)
    if n > MANY:
        yield say("{n} action is open. A group keeps {most} in mind.",
                  "{n} actions are open. A group keeps {most} in mind.", n=n, most=MANY)  # fmt: skip
    for load in loads(programme, plan):
        if n > 1 and load.open == n:
            yield say("{group} leads every open action. Ask who else could lead one.", group=load.label)
        elif n > 2 and 2 * load.open > n:
            yield say("{group} leads more than half of the open actions.", group=load.label)
    for row in plan.open:
        if _COUNTED.search(row.measure):
            yield say("\u201c{action}\u201d is measured by counting meetings. What will be different for people?",
                      action=row.action)  # fmt: skip
    days = Counter(row.due for row in plan.open)
    if n >= _FEW_DAYS and days and 2 * max(days.values()) > n:
        yield say("More than half of the open actions are due on one day.")
