"""The register of answers in documents: a few sentences in summaries, the whole of it, and a leaflet to take home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.activities.paper import source_id
from facilitator.looks.blocks import (
    Band,
    Block,
    Callout,
    Cell,
    Column,
    Counted,
    Heading,
    KeyFigures,
    Listing,
    Member,
    Source,
    Table,
    TableRow,
    body,
    cell,
    keep,
    remark,
)
from facilitator.model.people import Groups
from facilitator.model.programme import Programme
from facilitator.model.say import Message, as_day, say
from facilitator.model.suppression import Decision
from facilitator.programme.answers.intake import INTAKE
from facilitator.programme.answers.listed import by_theme, counts, told
from facilitator.programme.answers.rules import ANSWERS, Point, State
from facilitator.programme.answers.tables import COLUMNS, tables
from facilitator.programme.aspect import Report
from facilitator.programme.contract import groups
from facilitator.programme.listed import Behind, numbers

SIGNS = {"done": "\u2713", "will": "\u2192", "cannot": "\u00d7", "not_ours": "\u25cb", "": "!"}
"""The sign beside the words for an answer."""
MOST = 5
"""So many points have room on a leaflet: those that most comments made."""


def section(programme: Programme, decision: Decision) -> list[Block]:
    """How many points were answered, and each that was not; nothing where no answer was asked for."""
    state: State = programme.aspects["answers"]
    if not state.points:
        return []
    found: list[Block] = [Heading(say("What people said, and the answers"), 3), body(told(state))]
    left = tuple(_quoted(each) for each in state.points.values() if not each.answer)
    return [*found, remark(say("No answer yet:")), Listing(left, numbered=False)] if left else found


def _quoted(point: Point) -> Message:
    return say("\u201c{words}\u201d", words=point.said)


# ---------------------------------------------------------------------- the register


def register(programme: Programme, decision: Decision) -> list[Block]:
    """Every point with its answer, or that there is none, theme by theme."""
    state: State = programme.aspects["answers"]
    if not state.points:
        return []
    known, behind, rows = groups(programme), numbers(programme), list[TableRow]()
    for subject, those in by_theme(programme):
        rows += [Band(subject.name or say("No theme")), *(_row(each, known, behind) for each in those)] if those else []
    figures = tuple((str(n), ANSWERS[answer]) for answer, n in counts(state).items())
    due = [remark(say("Answers are due back on {day}.", day=as_day(state.back)))] if state.back else []
    columns = [
        Column(say("people said"), 2.2),
        Column(say("comments"), 0.7, "number"),
        Column(say("answer"), 1.2),
        Column(say("in the words of those who answer"), 2.3),
        Column(say("who, when"), 1.5),
    ]
    return [KeyFigures(figures), Table(rows, columns), *due]


def _row(point: Point, known: Groups, behind: Behind) -> list[Cell]:
    those = behind.those(point.targets)
    sources = tuple(Source(source_id(each.key), str(each.no), each.where) for each in those if each.no)
    return [
        cell(_quoted(point), bold=True),
        Counted(str(len(those)), sources),
        say("{sign} {answer}", sign=SIGNS[point.answer], answer=ANSWERS[point.answer]),
        point.words if point.answer else _waiting(point),
        keep(*(_who(point, known) or [cell("")])),
    ]


def _waiting(point: Point) -> Message:
    if point.asked:
        return say("No answer yet, asked on {day}.", day=as_day(point.asked))
    return say("No answer yet.")


def _who(point: Point, known: Groups) -> list[Block]:
    """Who answers, for which partner group, by when or on which day."""
    found: list[Block] = []
    if point.who_group:
        found.append(Member(known.no(point.who_group) or "other", known.short(point.who_group)))
    if point.who:
        found.append(cell(point.who))
    if point.by:
        found.append(remark(say("by {day}", day=as_day(point.by))))
    elif point.at and point.answer:
        found.append(remark(say("answered on {day}", day=as_day(point.at))))
    return found


# ---------------------------------------------------------------------- the leaflet


def leaflet(programme: Programme, decision: Decision) -> list[Block]:
    """What people said, what happens now, who answers, by when; last what nobody answered yet."""
    state: State = programme.aspects["answers"]
    if not state.points:
        return []
    known, behind = groups(programme), numbers(programme)
    every = sorted(state.points.values(), key=lambda each: -len(behind.those(each.targets)))
    answered, waiting = [each for each in every if each.answer], [each for each in every if not each.answer]
    shown = answered[: MOST - 1] if waiting else answered[:MOST]
    room = max(1, MOST - len(shown))
    blocks = [block for each in shown for block in _item(each, known)]
    blocks += [_open(each, state) for each in waiting[:room]]
    return [*blocks, *_rest(state, [*answered[len(shown) :], *waiting[room:]]), *_contact(state)]


def _item(point: Point, known: Groups) -> Iterator[Block]:
    who = point.who or (known.label(point.who_group) if point.who_group else "")
    parts: list[Block] = [Heading(_quoted(point), 3)]
    answer = ANSWERS[point.answer]
    parts.append(body(point.words, say("{answer}:", answer=answer)) if point.words else body(answer))
    if who and point.by:
        parts.append(body(say("{who}, by {day}", who=who, day=as_day(point.by)), say("Who answers:")))
    elif who:
        parts.append(body(who, say("Who answers:")))
    yield keep(*parts)


def _open(point: Point, state: State) -> Block:
    if state.back:
        words = say("No one has answered yet. The answer is due on {day}.", day=as_day(state.back))
    else:
        words = say("No one has answered yet.")
    return Callout(words, lead=_quoted(point))


def _rest(state: State, left: Sequence[Point]) -> Iterator[Block]:
    if left:
        waiting = sum(not each.answer for each in left)
        yield remark(say("There is {n} more point, {waiting} of it without an answer yet. Ask for the whole list.",
                         "There are {n} more points, {waiting} of them without an answer yet. Ask for the whole list.",
                         n=len(left), waiting=waiting))  # fmt: skip


def _contact(state: State) -> Iterator[Block]:
    if state.contact:
        yield body(state.contact, say("Ask, or tell us that we got it wrong:"))


REPORT = Report(section, tables=tables, columns=COLUMNS, parts={"answers": register, "leaflet": leaflet}, intake=INTAKE)
