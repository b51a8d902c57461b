"""Two waves as a table for others: a row a statement and reporting group, every figure empty where it is not shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facilitator.activities.survey.instrument import POINTS, Question
from facilitator.activities.survey.moves import AFTER, BEFORE, Move, paired, spread, statements, unsure
from facilitator.activities.survey.rules import State
from facilitator.activities.survey.told_waves import BOTH, Line, compares, how_many, lines, one_wave
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.suppression import LEAST, Decision

Row = dict[str, Any]
ALL = "all"
FIGURES = (
    *("n_attended", "n_before", "n_after", "n_paired", "toward", "same", "away"),
    *(f"{wave}_{point}" for wave in (BEFORE, AFTER) for point in POINTS),
    *("dk_before", "dk_after"),
)
COLUMNS = ("survey", "version", "item", "direction", "group", *FIGURES, "shown")
"""What stands in the table, promised to the outside."""


def rows(run: StageRun, groups: Groups, decision: Decision, where: str) -> list[Row]:
    """The table of the last of a questionnaire's waves, everybody first and then each reporting group."""
    state: State = run.state
    if not compares(run):
        return []
    if len(paired(state).pairs) < LEAST:
        return [_apart(run, question, decision, where) for question in statements(state)]
    return [
        _row(run, line, decision, where)
        for question in statements(state)
        for line in lines(state, question, groups, decision, where)
    ]


def _head(state: State, question: Question, group: str) -> Row:
    return {
        "survey": state.instrument.key,
        "version": state.instrument.version,
        "item": question.id,
        "direction": "-" if question.direction < 0 else "+",
        "group": group,
    }


def _row(run: StageRun, line: Line, decision: Decision, where: str) -> Row:
    """A statement among everybody, or among a reporting group, of the people who answered both times."""
    state: State = run.state
    question, head = line.move.question, _head(run.state, line.move.question, line.label or ALL)
    if line.hidden:
        return _whole(head, {})
    figures: Row = {}
    if not line.name:
        figures = _totals(run, question)
    else:
        n = how_many(state, line.name, decision, where)
        figures = {"n_before": n[BEFORE], "n_after": n[AFTER], "n_paired": n[BOTH]}
    return _whole(head, {**figures, **(_moved(line.move) if line.shown else {})}, shown=line.shown)


def _totals(run: StageRun, question: Question) -> Row:
    state: State = run.state
    before, after, pairs = state.counted(BEFORE), state.counted(AFTER), paired(state).pairs
    n = {"n_attended": run.present or None, "n_before": len(before), "n_after": len(after), "n_paired": len(pairs)}
    return {**n, "dk_before": unsure(question, before), "dk_after": unsure(question, after)}


def _apart(run: StageRun, question: Question, decision: Decision, where: str) -> Row:
    """Of waves that are not paired what each wave answered, and nothing of what moved."""
    state: State = run.state
    waves = {
        wave: spread(question, state.counted(wave))
        for wave in (BEFORE, AFTER)
        if decision.shows((one_wave(question, wave), where))
    }
    figures = {**_totals(run, question), **_spread(waves)} if waves else {}
    return _whole(_head(state, question, ALL), figures, shown=bool(waves))


def _moved(move: Move) -> Row:
    ways = {"toward": move.toward, "same": move.same, "away": move.away}
    return {**ways, **_spread({BEFORE: move.before, AFTER: move.after})}


def _spread(waves: Mapping[str, Sequence[int]]) -> Row:
    return {f"{wave}_{point}": n for wave, counts in waves.items() for point, n in zip(POINTS, counts, strict=True)}


def _whole(head: Row, figures: Row, *, shown: bool = False) -> Row:
    """A row with every column; what may not be told is empty."""
    told = {name: "" if figures.get(name) is None else figures[name] for name in FIGURES}
    return {**head, **told, "shown": shown}
