"""The development plan in documents: a few sentences in summaries, and the whole of it in a document of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.looks.blocks import (
    Band,
    Bar,
    Block,
    Callout,
    Cell,
    Column,
    Heading,
    Member,
    Table,
    TableRow,
    WritingLines,
    body,
    cell,
    keep,
    remark,
)
from facilitator.model.people import Groups
from facilitator.model.programme import Programme
from facilitator.model.say import Listed, Message, as_day, say
from facilitator.model.suppression import Decision
from facilitator.programme.aspect import Report
from facilitator.programme.contract import groups
from facilitator.programme.listed import under_subjects
from facilitator.programme.plan.listed import Plan, loads, of_programme
from facilitator.programme.plan.rules import HOW_FAR, STATUS, TOGETHER, Review, Row, State
from facilitator.programme.plan.tables import COLUMNS, tables
from facilitator.programme.plan.told import moved, short_day

SIGNS = {
    "not started": "\u25cb",
    "on track": "\u2192",
    "at risk": "\u26a0",
    "late": "!",
    "done": "\u2713",
    "dropped": "\u00d7",
}
"""The sign beside the word for where an action stands."""
_BLANK_ROWS = 9


def section(programme: Programme, decision: Decision) -> list[Block]:
    """How many actions there are and how they stand; nothing where there is no plan."""
    state: State = programme.aspects["plan"]
    if not state.rows:
        return []
    plan = of_programme(programme)
    leading = Listed(tuple(say("{group} {n}", "{group} {n}", group=each.label, n=each.open)
                           for each in loads(programme, plan)), "")  # fmt: skip
    found = [body(_counted(plan))]
    if plan.open:
        found.append(body(say("{leading}.", leading=leading), say("Open actions by who leads them:")))
    found += [remark(words) for words in _left(plan)]
    if state.next_review:
        found.append(remark(_next(state)))
    return [Heading(say("Development plan"), 3), *found]


def _counted(plan: Plan) -> Message:
    done = sum(each.status == "done" for each in plan.finished)
    dropped = len(plan.finished) - done
    return say(
        "The plan has {n} action: {open} open, {done} done, {dropped} dropped.",
        "The plan has {n} actions: {open} open, {done} done, {dropped} dropped.",
        n=len(plan.actions),
        open=len(plan.open),
        done=done,
        dropped=dropped,
    )


def _left(plan: Plan) -> Iterator[Message]:
    if plan.unowned:
        yield say("{n} more has no lead yet, so it does not count as an action.",
                  "{n} more have no lead yet, so they do not count as actions.", n=len(plan.unowned))  # fmt: skip
    if plan.undated:
        yield say("{n} more has a lead and no date yet, so it does not count as an action.",
                  "{n} more have a lead and no date yet, so they do not count as actions.",
                  n=len(plan.undated))  # fmt: skip


def _next(state: State) -> Message:
    day = as_day(state.next_review)
    if state.next_time:
        return say("Next review: {day}, {time}", day=day, time=state.next_time)
    return say("Next review: {day}", day=day)


# ---------------------------------------------------------------------- the document


def document(programme: Programme, decision: Decision) -> list[Block]:
    """Every action under its theme, what is no action yet, who leads how many, and the log; without a row a form."""
    state: State = programme.aspects["plan"]
    if not state.rows:
        return _form(groups(programme))
    plan, known = of_programme(programme), groups(programme)
    found: list[Block] = [remark(_counted(plan))]
    found += [remark(_next(state))] if state.next_review else []
    return [
        *found,
        _table(programme, plan, known),
        *_apart(plan, known),
        *_carried(programme, plan),
        *_together(state),
        *_log(state),
    ]


def _columns() -> list[Column]:
    return [
        Column(say("no."), 0.3, "number"),
        Column(say("objective"), 1.3),
        Column(say("action"), 1.9),
        Column(say("lead"), 1.35),
        Column(say("with"), 1.1),
        Column(say("by"), 0.95),
        Column(say("we will know when"), 1.6),
        Column(say("status"), 1.0),
        Column(say("last review"), 1.3),
    ]


def _table(programme: Programme, plan: Plan, known: Groups) -> Table:
    rows: list[TableRow] = []
    n = 0
    for subject, those in under_subjects(programme, plan.actions, lambda each: each.theme):
        if those:
            rows.append(Band(subject.name or say("No theme")))
        for each in those:
            n += 1
            rows.append([str(n), *_cells(each, known)])
    return Table(rows, _columns())


def _cells(row: Row, known: Groups) -> list[Cell]:
    partners = say("{partners}", partners=Listed(tuple(known.short(each) for each in row.partners), ""))
    reviewed: list[Block] = [cell(row.note)] if row.note else []
    reviewed += [remark(short_day(row.last_review))] if row.last_review else []
    return [
        row.objective,
        cell(row.action, bold=True),
        keep(*_lead(row, known)),
        partners if row.partners else say("alone"),
        short_day(row.due),
        row.measure,
        say("{sign} {status}", sign=SIGNS[row.stands], status=STATUS[row.stands]),
        keep(*reviewed) if reviewed else say("not yet"),
    ]


def _lead(row: Row, known: Groups) -> Iterator[Block]:
    if row.lead_group:
        yield Member(known.no(row.lead_group) or "other", known.short(row.lead_group))
    agreed = say("said yes") if row.lead_accepted else say("provisional: has not said yes")
    yield remark(say("{name}, {agreed}", name=row.lead, agreed=agreed) if row.lead else agreed)


def _apart(plan: Plan, known: Groups) -> Iterator[Block]:
    """What is no action yet, in boxes, and who leads how many."""
    boxes: list[Block] = []
    for row in plan.unowned:
        by = as_day(row.due)
        words = say("{action}, by {day}", action=row.action, day=by) if row.due else row.action
        boxes.append(Callout(words, lead=say("No lead yet:")))
    for row in plan.undated:
        who = row.lead or known.label(row.lead_group)
        boxes.append(Callout(say("{action}, led by {who}", action=row.action, who=who), lead=say("No date yet:")))
    if boxes:
        yield Heading(say("Not actions yet"), 2, aside=say("they count once they have a lead and a date"))
        yield from boxes


def _carried(programme: Programme, plan: Plan) -> Iterator[Block]:
    """Who leads how many actions, as a table of bars."""
    if not plan.actions:
        return
    carry = loads(programme, plan)
    largest = float(max(each.open for each in carry) or 1)
    rows: list[TableRow] = [
        [
            Member(each.no or "other", each.label),
            Bar(float(each.open), largest, str(each.open)),
            str(each.finished),
        ]
        for each in carry
    ]
    columns = [Column(say("partner group"), 2.0), Column(say("open"), 2.0), Column(say("finished"), 0.8, "number")]
    yield Heading(say("Who leads how many"), 2)
    yield Table(rows, columns)


def _together(state: State) -> Iterator[Block]:
    if not any(state.together.values()):
        return
    asked = say("asked on {day}", day=as_day(state.asked)) if state.asked else ""
    rows: list[TableRow] = [[words, HOW_FAR[state.together.get(name, "")]] for name, words in TOGETHER.items()]
    yield Heading(say("Made together?"), 2, aside=asked)
    yield Table(rows, [Column(say("what was asked"), 2.0), Column(say("answer"), 1.0)])


def _log(state: State) -> Iterator[Block]:
    """What reviews said, line after line; a row that was taken away is still named by what it was."""
    if not state.log:
        return
    rows: list[TableRow] = [_line(each, state) for each in state.log]
    columns = [
        Column(say("review"), 1.2),
        Column(say("action"), 2.0),
        Column(say("status"), 1.4),
        Column(say("what was said"), 2.6),
    ]
    yield Heading(say("Review log"), 2, aside=say("added to, never changed"))
    yield Table(rows, columns)


def _line(line: Review, state: State) -> list[Cell]:
    row = state.rows.get(line.id)
    of = (
        say("{where}, {n} person", "{where}, {n} people", n=line.people, where=line.where)
        if line.people
        else line.where
    )
    when: list[Block] = [cell(say("{day}", day=as_day(line.date)))]
    when += [remark(of)] if of else []
    return [keep(*when), row.action if row else say("An action that was taken away"), moved(line), line.words]


def _form(known: Groups) -> list[Block]:
    """An empty plan to write on by hand, with what belongs into it."""
    rows: Sequence[TableRow] = [
        [str(n), *(WritingLines(2) if at in (0, 1, 5) else "" for at in range(8))] for n in range(1, _BLANK_ROWS + 1)
    ]
    return [
        body(say("One row for each thing that will be done: small, with a date and a name. Without a lead or a date it "
                 "is not an action yet.")),
        Table(list(rows), _columns()),
    ]  # fmt: skip


REPORT = Report(section, tables=tables, columns=COLUMNS, parts={"development-plan": document})
