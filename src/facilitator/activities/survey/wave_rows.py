"""Two waves as a table for others: a row a statement and reporting group, every figure empty where it is not shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facilitator.activities.survey.instrument import POINTS, Question
from facilitator.activities.survey.moves import AFTER, BEFORE, Move, Waves, of_day, spread, statements, unsure
from facilitator.activities.survey.rules import State
from facilitator.activities.survey.told_waves import BOTH, Line, compares, how_many, lines, one_wave
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.suppression import Decision

Row = dict[str, Any]
ALL = "all"
BOTH_NAMES = {BEFORE: "n_before", AFTER: "n_after", BOTH: "n_paired"}
"""The columns that say how many answered in each wave, and both times."""
FIGURES = (
    *("n_attended", "n_before", "n_after", "n_paired", "toward", "same", "away"),
    *(f"{wave}_{point}" for wave in (BEFORE, AFTER) for point in POINTS),
    *("dk_before", "dk_after"),
)
COLUMNS = ("survey", "version", "item", "direction", "group", *FIGURES, "shown")
"""What stands in the table, promised to the outside."""


def rows(run: StageRun, groups: Groups, decision: Decision, where: str) -> list[Row]:
    """The table of the last of a questionnaire's waves, everybody first and then each reporting group."""
    return waves_rows(of_day(run.state), groups, decision, where, run.present) if compares(run) else []


def waves_rows(waves: Waves, groups: Groups, decision: Decision, where: str, attended: int) -> list[Row]:
    """The table of two waves that are counted at a place. `attended`: how many there were, 0 where nobody knows."""
    asked = statements(waves.state)
    if not waves.paired:
        return [_apart(waves, question, decision, where, attended) for question in asked]
    return [
        _row(waves, line, decision, where, attended)
        for question in asked
        for line in lines(waves, question, groups, decision, where)
    ]


def head(state: State, question: Question, group: str) -> Row:
    """What a row is of."""
    return {
        "survey": state.instrument.key,
        "version": state.instrument.version,
        "item": question.id,
        "direction": "-" if question.direction < 0 else "+",
        "group": group,
    }


def _row(waves: Waves, line: Line, decision: Decision, where: str, attended: int) -> Row:
    """A statement among everybody, or among a reporting group, of the people who answered both times."""
    question, start = line.move.question, head(waves.state, line.move.question, line.label or ALL)
    if line.hidden:
        return whole(start, {})
    figures: Row = {}
    if not line.name:
        figures = totals(waves, question, attended)
    else:
        n = how_many(waves, line.name, decision, where)
        figures = {column: n[wave] for wave, column in BOTH_NAMES.items()}
    return whole(start, {**figures, **(ways(line.move) if line.shown else {})}, shown=line.shown)


def totals(waves: Waves, question: Question, attended: int) -> Row:
    """How many there were, how many answered when, and how many did not know."""
    n = {"n_before": len(waves.before), "n_after": len(waves.after), "n_paired": len(waves.pairs)}
    unknown = {"dk_before": unsure(question, waves.before), "dk_after": unsure(question, waves.after)}
    return {"n_attended": attended or None, **n, **unknown}


def _apart(waves: Waves, question: Question, decision: Decision, where: str, attended: int) -> Row:
    """Of waves that are not paired what each wave answered, and nothing of what moved."""
    told = {
        wave: spread(question, waves.of(wave))
        for wave in (BEFORE, AFTER)
        if decision.shows((one_wave(question, wave), where))
    }
    figures = {**totals(waves, question, attended), **_spread(told)} if told else {}
    return whole(head(waves.state, question, ALL), figures, shown=bool(told))


def ways(move: Move) -> Row:
    """What moved, and how the same people answered each time."""
    told = {"toward": move.toward, "same": move.same, "away": move.away}
    return {**told, **_spread({BEFORE: move.before, AFTER: move.after})}


def _spread(waves: Mapping[str, Sequence[int]]) -> Row:
    return {f"{wave}_{point}": n for wave, counts in waves.items() for point, n in zip(POINTS, counts, strict=True)}


def whole(start: Row, figures: Row, *, shown: bool = False) -> Row:
    """A row with every column; what may not be told is empty."""
    told = {name: "" if figures.get(name) is None else figures[name] for name in FIGURES}
    return {**start, **told, "shown": shown}
