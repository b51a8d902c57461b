"""Attitudes over a whole programme as a table for others: surveys over several workshops, and what is added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facilitator.activities.survey.across_waves import Part, Pool, pools, surveys
from facilitator.activities.survey.instrument import Question
from facilitator.activities.survey.told_waves import how_many
from facilitator.activities.survey.wave_rows import ALL, BOTH_NAMES, Row, head, totals, waves_rows, ways, whole
from facilitator.model.record import day
from facilitator.model.suppression import Decision
from facilitator.model.workshop import Workshop


def rows(workshops: Sequence[Workshop], decision: Decision) -> Mapping[str, list[dict[str, Any]]]:
    """The rows of surveys over several workshops, with each workshop's name, and of what is added up, of `all`."""
    every, found = surveys(workshops), []
    for survey in every:
        if survey.over_several and survey.enough:
            made = waves_rows(survey.waves, survey.groups, decision, survey.where, survey.attended)
            found += [{**_place(survey.parts), **row} for row in made]
    for pool in pools(every):
        if pool.added:
            found += _pool_rows(pool, decision)
    return {"attitudes": found} if found else {}


def _place(parts: Sequence[Part]) -> Row:
    """Where rows of several workshops were asked: their names in the order in which they asked."""
    some = list(dict.fromkeys(part.workshop for part in parts))
    return {
        "workshop_id": ";".join(each.id for each in some),
        "workshop": "; ".join(each.info.title for each in some),
        "date": ";".join(day(each) for each in some),
        "stage_no": "",
        "stage": "",
    }


def _pool_rows(pool: Pool, decision: Decision) -> list[Row]:
    place = {"workshop_id": "", "workshop": ALL, "date": "", "stage_no": "", "stage": ""}
    asked = [survey.waves.state.instrument for survey in pool.surveys]
    names = {
        "survey": ";".join(dict.fromkeys(each.key for each in asked)),
        "version": ";".join(dict.fromkeys(each.version for each in asked)),
    }
    found = []
    for line in pool.lines(decision):
        start = {**place, **head(pool.surveys[0].waves.state, pool.question, line.label or ALL), **names}
        n = _numbers(pool, line.name, decision) if line.name else _totals(pool.question, pool)
        figures = {} if line.hidden else {**n, **(ways(line.move) if line.shown else {})}
        found.append(whole(start, figures, shown=line.shown))
    return found


def _totals(question: Question, pool: Pool) -> Row:
    each = [totals(survey.waves, question, survey.attended) for survey in pool.surveys]
    found: Row = {name: sum(row[name] for row in each) for name in each[0] if name != "n_attended"}
    return {**found, "n_attended": pool.attended or None}


def _numbers(pool: Pool, name: str, decision: Decision) -> Row:
    """How many of a reporting group answered when, where each survey may tell it."""
    each = [how_many(survey.waves, name, decision, survey.where) for survey in pool.surveys]
    found: Row = {}
    for wave, column in BOTH_NAMES.items():
        counts = [n[wave] for n in each]
        known = [n for n in counts if n is not None]
        found[column] = sum(known) if len(known) == len(counts) else None
    return found
