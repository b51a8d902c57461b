"""All events in documents and tables: who came, how many people that were, and what became of their promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from facilitator.looks.blocks import Bar, Block, Column, Heading, Table, TableRow, body, remark
from facilitator.model.programme import Programme
from facilitator.model.record import day
from facilitator.model.say import Day, say
from facilitator.model.suppression import Decision
from facilitator.programme.aspect import Report
from facilitator.programme.events.attendance import ALL, Line, events, lines
from facilitator.programme.events.bodies import DONE, NOT_DONE, PARTLY, UNKNOWN
from facilitator.programme.events.promises import Promise, became, promises
from facilitator.programme.events.rules import State

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "attendance": ("workshop", "date", "group", "expected", "came", "people", "shown"),
}
"""The table with its columns, as the outside is promised it."""
OUTCOME_WORDS = {
    DONE: say("done"),
    PARTLY: say("partly"),
    NOT_DONE: say("not done"),
    UNKNOWN: say("not known"),
}
DASH = "\u2013"
"""Stands for a number that may not be told."""


def tables(programme: Programme, decision: Decision) -> dict[str, list[dict[str, Any]]]:
    """`attendance`: a row an event and partner group, then all events; everybody of an event has no group."""
    return {"attendance": [_row(line) for line in lines(programme, decision)]} if events(programme) else {}


def _row(line: Line) -> dict[str, Any]:
    figures = {"expected": line.expected, "came": line.came, "people": line.people}
    return {
        "workshop": line.workshop.info.title if line.workshop else "",
        "date": day(line.workshop) if line.workshop else "",
        "group": line.label,
        **{name: "" if n is None else n for name, n in figures.items()},
        "shown": line.shown,
    }


def overall(programme: Programme, decision: Decision) -> list[Block]:
    """What became of what people meant to do; nothing where nobody meant to do anything."""
    every = promises(programme)
    if not every:
        return []
    return [Heading(say("What people meant to do"), 2), body(how_many(every)), *_became(every, decision)]


def how_many(every: list[Promise]) -> str:
    """How many there are, and of how many it may be asked what became of them."""
    forms = say("{n} form says what someone means to do", "{n} forms say what someone means to do", n=len(every))
    agreed = say("{n} person agreed to be asked about it", "{n} people agreed to be asked about it",
                 n=sum(each.agreed for each in every))  # fmt: skip
    asked = say("{n} was asked after three months", "{n} were asked after three months",
                n=sum(each.asked for each in every))  # fmt: skip
    return say("{forms}; {agreed}, and {asked}.", forms=forms, agreed=agreed, asked=asked)


def _became(every: list[Promise], decision: Decision) -> Iterator[Block]:
    found = became(every)
    n = sum(found.values())
    if not n:
        return
    if n < decision.least:
        yield body(say("Too few were asked to say what became of it."))
        return
    most = max(found.values())
    rows: list[TableRow] = [[OUTCOME_WORDS[name], Bar(many, most, str(many))] for name, many in found.items()]
    yield Table(rows, [Column(say("what became of it"), 0.3), Column(say("promises"), 0.7)], heads=False)
    yield remark(say(
        "Of {n} that was asked about. Not known: whoever meant to do it could not be reached, or did not say.",
        "Of {n} that were asked about. Not known: whoever meant to do it could not be reached, or did not say.", n=n,
    ))  # fmt: skip


def people_words(programme: Programme) -> str:
    """How many different people took part, where somebody counted them; empty where nobody did."""
    state: State = programme.aspects["events"]
    if not state.people:
        return ""
    n = sum(state.people.values())
    return say("They were {n} different person, by the lists of those who signed in.",
               "They were {n} different people, by the lists of those who signed in.", n=n)  # fmt: skip


def attended(programme: Programme, decision: Decision) -> list[Block]:
    """A row an event with everybody and each partner group, and all events together."""
    every = list(lines(programme, decision))
    groups = [(line.group, line.label) for line in every if line.workshop is None and line.group != ALL]
    rows = [_event(every, each, [name for name, _label in groups]) for each in (*events(programme), None)]
    columns = [Column(say("event"), 3.6), Column(say("expected"), 0.8, "number"), Column(say("came"), 0.7, "number")]
    columns += [Column(label, 1.0, "number") for _name, label in groups]
    found: list[Block] = [Table(rows, columns, total=True)]
    if any(not line.shown for line in every):
        found.append(remark(say(
            "A dash stands for fewer than {n} person of a group, and for a number that would tell such a one by "
            "subtraction.",
            "A dash stands for fewer than {n} people of a group, and for a number that would tell such a one by "
            "subtraction.", n=decision.least,
        )))  # fmt: skip
    return found


def _event(every: list[Line], workshop: object, groups: list[str]) -> TableRow:
    here = {line.group: line for line in every if line.workshop is workshop}
    whole = here[ALL]
    named = say("All events")
    if whole.workshop is not None:
        on = Day(date.fromisoformat(day(whole.workshop)))
        named = say("{workshop}, {day}", workshop=whole.workshop.info.title, day=on)
    return [named, _figure(whole.expected), _figure(whole.came), *(_came(here.get(name)) for name in groups)]


def _figure(n: int | None) -> str:
    return "" if n is None else f"{n:,}"


def _came(line: Line | None) -> str:
    if line is None:
        return ""
    return _figure(line.came) if line.shown else DASH


def people(programme: Programme, decision: Decision) -> list[Block]:
    """Attendances and different people side by side, by partner group; nothing where nobody counted the people."""
    state: State = programme.aspects["events"]
    every = [line for line in lines(programme, decision) if line.workshop is None]
    if not state.people:
        return []
    rows: list[TableRow] = [
        [line.label, _figure(line.came) or DASH, _figure(line.people) or DASH] for line in every if line.group != ALL
    ]
    rows += [[say("All"), _figure(line.came), _figure(line.people)] for line in every if line.group == ALL]
    columns = [Column(say("partner group"), 2.0), Column(say("attendances"), 1.0, "number")]
    columns.append(Column(say("different people"), 1.0, "number"))
    return [Heading(say("Attendances and people"), 2), Table(rows, columns, total=True), body(people_words(programme))]


REPORT = Report(
    tables=tables,
    columns=COLUMNS,
    overall=overall,
    parts={"attended": attended, "people": people},
)
