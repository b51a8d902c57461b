"""What keeps a programme going, in documents: steps, meetings, indicators beside what came out, papers of events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from facilitator.looks.blocks import Block, Column, Heading, Table, TableRow, cell, keep, remark
from facilitator.model.programme import Programme
from facilitator.model.record import by_clock, held, in_order
from facilitator.model.say import Clock, Day, Listed, as_day, say
from facilitator.model.suppression import Decision
from facilitator.model.workshop import Workshop
from facilitator.programme.aspect import Report
from facilitator.programme.contract import groups
from facilitator.programme.delivery.rules import (
    AVAILABLE,
    MISSING,
    NONE,
    PAPER_STATES,
    PAPERS,
    STATES,
    Indicator,
    Meeting,
    Paper,
    State,
    Step,
)
from facilitator.programme.delivery.tables import COLUMNS, tables

SIGNS = {AVAILABLE: "\u2713", MISSING: "\u25cb", NONE: "\u2013"}
"""How a paper stands, in a sign that a key explains."""


def section(programme: Programme, decision: Decision) -> list[Block]:
    """Steps, meetings and indicators; nothing of what is not filled in."""
    state: State = programme.aspects["delivery"]
    return [*_steps(programme, state), *_meetings(state), *_indicators(programme, state)]


def _steps(programme: Programme, state: State) -> Iterator[Block]:
    if not state.steps:
        return
    done = sum(each.state == "done" for each in state.steps.values())
    yield Heading(
        say("Delivery plan"), 3, say("{done} of {n} done", "{done} of {n} done", n=len(state.steps), done=done)
    )
    columns = [Column(say("what is to be there"), 3.0), Column(say("who sees to it"), 1.6), Column(say("by"), 1.2),
               Column(say("state"), 1.0)]  # fmt: skip
    yield Table([_step(programme, each) for each in state.steps.values()], columns)


def _step(programme: Programme, step: Step) -> TableRow:
    return [step.text, owner(programme, step), day_words(step.by), STATES[step.state]]


def day_words(day: str) -> str:
    """A date (ISO 8601) in words, or that there is none."""
    return say("{day}", day=as_day(day)) if day else say("no date")


def owner(programme: Programme, step: Step) -> str:
    """Who sees to a step: a name that may be given, else the partner group."""
    group = groups(programme).label(step.owner_group) if step.owner_group else ""
    if step.owner and group:
        return say("{name}, {group}", name=step.owner, group=group)
    return step.owner or group or say("no owner")


def _meetings(state: State) -> Iterator[Block]:
    if not state.meetings:
        return
    came = [each for each in state.in_order() if each.came is not None]
    yield Heading(say("Task group"), 3, say("met {n} time", "met {n} times", n=len(came)))
    columns = [Column(say("when"), 1.2), Column(say("what"), 1.2), Column(say("came"), 0.6, "number"),
               Column(say("what it settled"), 3.0)]  # fmt: skip
    yield Table([_meeting(each) for each in state.in_order()], columns)


def _meeting(meeting: Meeting) -> TableRow:
    day = day_words(meeting.date)
    when = say("{day}, {time}", day=day, time=Clock(meeting.time)) if meeting.time else day
    note = meeting.note or (say("to come") if meeting.came is None else "")
    return [when, meeting.called, "" if meeting.came is None else str(meeting.came), note]


def _indicators(programme: Programme, state: State) -> Iterator[Block]:
    if not state.indicators:
        return
    yield Heading(say("What was to be seen, and what came out"), 3)
    rows: list[TableRow] = []
    for each in state.indicators.values():
        told = [remark(say("Counted: {measure}", measure=each.measure))] if each.measure else []
        late = [remark(words)] if (words := late_words(programme, each)) else []
        agreed = day_words(each.agreed)
        rows.append(
            [keep(cell(each.text), *told, *late), agreed, each.target, each.result or say("Not written down yet.")]
        )
    columns = [Column(say("indicator"), 2.8), Column(say("agreed on"), 1.0), Column(say("target"), 0.9),
               Column(say("what came out"), 1.6)]  # fmt: skip
    yield Table(rows, columns)


def late_words(programme: Programme, indicator: Indicator) -> str:
    """That an indicator was added when the first event had begun; empty where it was there before."""
    events = [each for each in in_order(programme) if held(each)]
    if not events:
        return ""
    first = held(events[0])[0].isoformat()
    opened = min(run.spans[0][0] for run in events[0].stages if run.spans)
    if indicator.agreed > first:
        n = sum(held(each)[0].isoformat() < indicator.agreed for each in events)
        return say("Added when {n} event had been held.", "Added when {n} events had been held.", n=n)
    if indicator.told_at >= opened:
        day = Day(by_clock(events[0], indicator.told_at).date())
        return say("Written down here on {day}, when the first event had begun.", day=day)
    return ""


# ---------------------------------------------------------------------- papers


def checklist(programme: Programme, decision: Decision) -> list[Block]:
    """Which papers each event has: a row a paper, a column an event; the sums, and why what does not apply does not."""
    state: State = programme.aspects["delivery"]
    events = in_order(programme)
    columns = [
        Column(say("paper"), 3.0),
        *(Column(say("{no}", no=at), 0.6, "number") for at in range(1, len(events) + 1)),
    ]
    columns.append(Column(say("there, of those that apply"), 1.2, "number"))
    rows: list[TableRow] = []
    for key, words in PAPERS.items():
        found = [state.papers.get((each.id, key)) for each in events]
        rows.append([words, *(_sign(each) for each in found), _share(found)])
    signs = [say("{sign} {state}", sign=SIGNS[key], state=words) for key, words in PAPER_STATES.items()]
    made: list[Block] = [
        Table(rows, columns),
        remark(say("{signs}.", signs=Listed(tuple(signs), ""))),
        remark(paper_sums(programme)),
        Heading(say("The events"), 2),
        Table([_event(at, each) for at, each in enumerate(events, 1)],
              [Column(say("no."), 0.4, "small"), Column(say("event"), 3.0), Column(say("date"), 1.4)]),
    ]  # fmt: skip
    why = _whys(events, state)
    return [*made, *([Heading(say("Why something does not apply"), 2), *why] if why else [])]


def _sign(paper: Paper | None) -> str:
    return SIGNS[paper.state] if paper else "?"


def _share(found: list[Paper | None]) -> str:
    apply = [each for each in found if each and each.state != NONE]
    there = sum(each.state == AVAILABLE for each in apply)
    return say("{there} of {all}", there=there, all=len(apply))


def paper_sums(programme: Programme) -> str:
    """How many of the papers that apply there are, in all events together."""
    state: State = programme.aspects["delivery"]
    whole = [state.papers.get((each.id, key)) for each in in_order(programme) for key in PAPERS]
    states = Counter(each.state if each else "" for each in whole)
    if states.keys() <= {""}:
        return say("Nobody has said yet which papers there are.")
    apply = states[AVAILABLE] + states[MISSING]
    told = say("{there} of {n} paper that applies is available.", "{there} of {n} papers that apply are available.",
               n=apply, there=states[AVAILABLE])  # fmt: skip
    open_ = say("Of {n} nobody has said yet (?).", "Of {n} nobody has said yet (?).", n=states[""])
    return say("{one} {two}", one=told, two=open_) if states[""] else told


def _event(at: int, workshop: Workshop) -> TableRow:
    days = held(workshop)
    return [str(at), workshop.info.title, day_words(days[0].isoformat() if days else workshop.info.date)]


def _whys(events: list[Workshop], state: State) -> list[Block]:
    found: dict[str, list[str]] = {}
    for at, each in enumerate(events, 1):
        for key, words in PAPERS.items():
            paper = state.papers.get((each.id, key))
            if paper and paper.state == NONE:
                found.setdefault(paper.why, []).append(say("{paper}, event {no}", paper=words, no=at))
    rows: list[TableRow] = [[why, say("{which}", which=Listed(tuple(which), ";"))] for why, which in found.items()]
    return [Table(rows, [Column(say("why"), 1.0), Column(say("which"), 2.0)])] if rows else []


REPORT = Report(section, tables=tables, columns=COLUMNS, parts={"evidence-checklist": checklist})
