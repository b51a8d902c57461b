"""Two waves as a table for others: a row a statement and reporting group, every figure empty where it is not shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facilitator.activities.survey.instrument import POINTS, Question
from facilitator.activities.survey.moves import AFTER, BEFORE, Move, movement, paired, spread, statements, unsure
from facilitator.activities.survey.report_waves import may_show, of_one_mind
from facilitator.activities.survey.rules import Form, State
from facilitator.activities.survey.suppress import LEAST
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

Row = dict[str, Any]
ALL = "all"
FIGURES = (
    *("n_attended", "n_before", "n_after", "n_paired", "toward", "same", "away"),
    *(f"{wave}_{point}" for wave in (BEFORE, AFTER) for point in POINTS),
    *("dk_before", "dk_after"),
)
COLUMNS = ("survey", "version", "item", "direction", "group", *FIGURES, "shown")
"""What stands in the table, promised to the outside."""


def rows(run: StageRun, groups: Groups) -> list[Row]:
    """The table of the last of a questionnaire's waves; a first wave that a second one follows has none."""
    state: State = run.state
    if state.wave_of(run.id) == BEFORE and len(state.phases) > 1:
        return []
    pairs = paired(state).pairs
    return [_row(run, question, pairs) for question in statements(state)]


def _row(run: StageRun, question: Question, pairs: Sequence[tuple[Form, Form]]) -> Row:
    """One statement, over everybody: of the same people where there are enough of them, else of each wave's own."""
    state: State = run.state
    before, after = state.counted(BEFORE), state.counted(AFTER)
    head = {
        "survey": state.instrument.key,
        "version": state.instrument.version,
        "item": question.id,
        "direction": "-" if question.direction < 0 else "+",
        "group": ALL,
    }
    n = {"n_attended": run.present or "", "n_before": len(before), "n_after": len(after), "n_paired": len(pairs)}
    dk = {"dk_before": unsure(question, before), "dk_after": unsure(question, after)}
    move = movement(question, pairs)
    if move.n >= LEAST and not of_one_mind(move):
        return _whole(head, {**n, **_moved(move), **dk})
    waves = {BEFORE: spread(question, before), AFTER: spread(question, after)}
    if len(pairs) < LEAST and all(map(may_show, waves.values())):
        return _whole(head, {**n, **_spread(waves), **dk})
    return _whole(head, {})


def _moved(move: Move) -> Row:
    ways = {"toward": move.toward, "same": move.same, "away": move.away}
    return {**ways, **_spread({BEFORE: move.before, AFTER: move.after})}


def _spread(waves: Mapping[str, Sequence[int]]) -> Row:
    return {f"{wave}_{point}": n for wave, counts in waves.items() for point, n in zip(POINTS, counts, strict=True)}


def _whole(head: Row, figures: Row) -> Row:
    """A row with every column; without figures it is hidden."""
    return {**head, **{name: figures.get(name, "") for name in FIGURES}, "shown": bool(figures)}
