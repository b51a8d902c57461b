"""The questionnaire on paper, numbered as the desk numbers it for typing in."""

from __future__ import annotations

from facilitator.activities import slips
from facilitator.activities.survey import keyed
from facilitator.activities.survey.figures import choice, points
from facilitator.activities.survey.instrument import SCORES, Question
from facilitator.activities.survey.rules import State
from facilitator.looks.blocks import Block, Column, Table, TableRow, Ticks, WritingLines, body, cell, keep
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import say, say_as


def forms(run: StageRun, blank: slips.Blank) -> list[Block]:
    """The whole form a page."""
    state: State = run.state
    instrument = state.instrument
    asked = [q for q in instrument.questions if q.kind != "group" or blank.groups]
    found: list[Block] = [body(instrument.intro)] if instrument.intro else []
    rows: list[TableRow] = []
    for number, question in enumerate(asked, 1):
        title, place = cell(slips.numbered(number, question.text), bold=True), _place(question, blank.groups)
        if question.kind in ("text", "group"):
            found += [*_rows(rows), keep(title, place)]
            rows = []
        else:
            rows.append([title, place])
    found += [*_rows(rows), Ticks((say("Someone helped me with this form"),))]
    return slips.sheets(instrument.title or run.stage.title, found, blank)


def _rows(rows: list[TableRow]) -> list[Block]:
    return [Table(rows, [Column(say("question"), 0.44), Column(say("answer"), 0.56)], heads=False)] if rows else []


def _place(question: Question, groups: Groups) -> Ticks | WritingLines:
    """Where the answer goes: boxes with the signs that the desk types in, or lines."""
    if question.kind in ("text", "date"):
        return WritingLines(2 if question.kind == "text" else 1)
    if question.kind == "consent":
        return Ticks((say("Yes"), say("No")))
    if question.kind == "score":
        return Ticks(tuple(str(score) for score in SCORES), "close")
    if question.kind == "scale":
        none = [say_as("does not apply", "n/a")] if question.none else []
        return Ticks((*points(question), *none), "even")
    labels = [choice(place, label) for place, (_value, label) in enumerate(keyed.choices(question, groups), 1)]
    return Ticks((*labels, *([say("Another group")] if question.kind == "group" else [])))
