"""Collected entries in the record: every one that stands, word for word, under the question it answers."""

from __future__ import annotations

from collections import Counter
from typing import Any

from facilitator.activities import paper
from facilitator.looks.pdf import Flowable
from facilitator.model.method import Field
from facilitator.model.notes import LIVE
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

Row = dict[str, Any]


def section(run: StageRun, context: paper.Context) -> list[Flowable]:
    """The stage's notes, then what was left out and why."""
    return [*paper.verbatim(run, context), *paper.left_out(run, context)]


def rows(run: StageRun, groups: Groups) -> dict[str, list[Row]]:
    """`counts`: how many of the entries that stand gave each answer to the stage's own questions."""
    fields = [field for field in run.stage.fields if field.kind in ("choice", "flag", "group")]
    return {"counts": [row for field in fields for row in _counts(run, field, groups)]}


def _counts(run: StageRun, field: Field, groups: Groups) -> list[Row]:
    given = Counter(note.fields.get(field.id) for note in paper.having(run, LIVE))
    answers: list[tuple[Any, str]] = [(c.value, c.label) for c in field.choices]
    if field.kind == "flag":
        answers = [(True, "yes")]
    elif field.kind == "group":
        answers = [(value, groups.label(str(value))) for value in sorted(v for v in given if v)]
    return [{"question": field.label, "answer": label, "n": given[value]} for value, label in answers]
