"""Who was expected, who came, and how many different people that were, by event and partner group.

An attendance is one person at one event: whoever came twice is counted twice among them, and once among the people.
How many came to an event is a head count and always told; by partner group, what the one rule on small groups allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator.model.people import Group, Groups
from facilitator.model.programme import Programme
from facilitator.model.record import attendance, held, in_order_of_days
from facilitator.model.suppression import Decision, Goes, Table, Tally, by_group, pooled
from facilitator.model.workshop import Workshop
from facilitator.programme.events.rules import State

CAME, PEOPLE = "came", "different people"
"""What head counts, and different people, are called among all figures."""
ALL = ""
"""Stands for all groups, and for all events."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: an event, None for all of them, and a partner group, ALL for everybody. What nobody counted is None, and
    so is every figure of a row that is not `shown`.
    """

    workshop: Workshop | None
    group: str
    label: str
    expected: int | None
    came: int | None
    people: int | None
    shown: bool = True


def events(programme: Programme) -> list[Workshop]:
    """The workshops that were held, in the order of their days."""
    return [each for each in in_order_of_days(programme.workshops.values()) if held(each)]


def came(workshop: Workshop) -> dict[str, int]:
    """How many people of each partner group came to an event; "" of those who named none."""
    return {each.group: each.people for each in attendance(workshop)}


def groups_of(programme: Programme) -> Groups:
    """The partner groups of all events, as the first that has one calls it."""
    known = {group.id: group for workshop in reversed(events(programme)) for group in workshop.groups}
    order = [group.id for workshop in events(programme) for group in workshop.groups]
    return Groups(known[name] for name in dict.fromkeys(order))


def lines(programme: Programme, decision: Decision) -> Iterator[Line]:
    """Each event with everybody and then each of its groups, then all events together."""
    state: State = programme.aspects["events"]
    every = events(programme)
    for workshop in every:
        here, wanted = came(workshop), state.expected.get(workshop.id)
        n = sum(here.values())
        yield Line(workshop, ALL, "", sum(wanted.values()) if wanted else None, n, n)
        yield from _told(decision, workshop.id, [
            Line(workshop, group.id, group.label, None if wanted is None else wanted.get(group.id, 0),
                 here.get(group.id, 0), here.get(group.id, 0))
            for group in workshop.groups
        ])  # fmt: skip
    total = sum(sum(came(workshop).values()) for workshop in every)
    yield Line(None, ALL, "", _expected(programme), total, sum(state.people.values()) if state.people else None)
    yield from _told(decision, "", [_all_events(programme, decision, group) for group in groups_of(programme)])


def _all_events(programme: Programme, decision: Decision, group: Group) -> Line:
    """What all events together say of one group."""
    state: State = programme.aspects["events"]
    n = sum(came(workshop).get(group.id, 0) for workshop in events(programme))
    known = state.people.get(group.id, 0) if state.people else None
    told = known if not known or decision.counts((PEOPLE, PEOPLE, group.id)) else None
    return Line(None, group.id, group.label, _expected(programme, group.id), n, told)


def _told(decision: Decision, where: str, some: Sequence[Line]) -> Iterator[Line]:
    """Rows as they may be told. Where one is hidden, those of nobody are too: they would say whose that one is."""
    hidden = any(line.came and not decision.counts((CAME, where, line.group)) for line in some)
    for line in some:
        shows = decision.counts((CAME, where, line.group)) if line.came else not hidden
        yield line if shows else Line(line.workshop, line.group, line.label, None, None, None, shown=False)


def _expected(programme: Programme, group: str = ALL) -> int | None:
    """How many were expected at all events; None where somebody did not say it of one of them."""
    state: State = programme.aspects["events"]
    every = [state.expected.get(workshop.id) for workshop in events(programme)]
    known = [each for each in every if each is not None]
    if not known or len(known) < len(every):
        return None
    return sum(each.get(group, 0) if group else sum(each.values()) for each in known)


def published(programme: Programme) -> list[Table]:
    """The head counts by event and partner group, and the different people by partner group."""
    state: State = programme.aspects["events"]
    rows = {each.id: {group: Tally(n) for group, n in came(each).items() if n} for each in events(programme)}
    people = {group: Tally(n) for group, n in (state.people or {}).items() if n}
    tables = [pooled(CAME, rows, row=Goes.NEVER, group=Goes.LAST)] if any(rows.values()) else []
    return [*tables, *([by_group(PEOPLE, PEOPLE, people, total=Goes.NEVER)] if people else [])]
