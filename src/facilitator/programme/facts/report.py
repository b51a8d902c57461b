"""The facts of a programme in a document: what is filled in, and nothing of what is not. Who is in it stays unnamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from facilitator.looks.blocks import Band, Block, Column, Heading, Listing, Table, TableRow, body, remark
from facilitator.model.programme import Programme
from facilitator.model.say import Listed, Message, as_day, say
from facilitator.model.suppression import Decision
from facilitator.programme.aspect import Report
from facilitator.programme.facts.rules import Challenge, State

_HOW_FAR = (("settled", say("settled")), ("open", say("open")), ("unknown", say("not yet known")))


def section(programme: Programme, decision: Decision) -> list[Block]:
    """Sponsor and dates, what it is for, its challenges, its groups; nothing where no fact was given."""
    state: State = programme.aspects["facts"]
    found = [*_facts(state), *_objectives(state), *_challenges(state), *_people(state)]
    return [Heading(say("The programme"), 2, aside=programme.title), *found] if found else []


def _facts(state: State) -> Iterator[Block]:
    if state.sponsor:
        yield body(state.sponsor, say("Sponsor:"))
    if dates := _dates(state):
        yield body(dates)


def _dates(state: State) -> Message | None:
    first, last = as_day(state.starts), as_day(state.ends)
    if state.starts and state.ends:
        return say("It runs from {first} to {last}.", first=first, last=last)
    if state.starts:
        return say("It began on {first}.", first=first)
    return say("It ends on {last}.", last=last) if state.ends else None


def _objectives(state: State) -> Iterator[Block]:
    if state.objectives:
        yield Heading(say("What it is for"), 3)
        yield Listing(state.objectives)


def _challenges(state: State) -> Iterator[Block]:
    """Each with what is settled, open and not yet known, as the sponsor last said it."""
    told = [each for each in state.challenges.values() if each.text]
    if not told:
        return
    rows: list[TableRow] = []
    for each in told:
        rows += [Band(each.text, _when_said(each)), *_how_far(each)]
    yield Heading(say("Its challenge") if len(told) == 1 else say("Its challenges"), 3)
    yield Table(rows, [Column(say("how far"), 0.2, "small"), Column(say("what is said"), 0.8)], heads=False)


def _how_far(challenge: Challenge) -> list[list[str]]:
    said = {"settled": challenge.settled, "open": challenge.open, "unknown": challenge.unknown}
    rows = [[label, said[name]] for name, label in _HOW_FAR if said[name]]
    return rows or [["", say("Nothing is said about it yet.")]]


def _when_said(challenge: Challenge) -> str:
    return say("as said on {day}", day=as_day(challenge.said)) if challenge.said else ""


def _people(state: State) -> Iterator[Block]:
    names = [state.groups.label(group.id) for group in state.groups]
    if names:
        yield body(say("{groups}.", groups=Listed(tuple(names))), say("Partner groups:"))
    if not state.task_group:
        return
    of = Counter(member.group for member in state.task_group if state.groups.get(member.group))
    told = [
        say("{n} from {group}", "{n} from {group}", n=of[group.id], group=group.label)
        for group in state.groups
        if of[group.id]
    ]
    many = len(state.task_group)
    if told:
        yield remark(say("{n} person in the task group: {who}.", "{n} people in the task group: {who}.",
                         n=many, who=Listed(tuple(told), "")))  # fmt: skip
    else:
        yield remark(say("{n} person in the task group.", "{n} people in the task group.", n=many))


REPORT = Report(section)
