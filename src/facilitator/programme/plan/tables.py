"""The development plan in the records for others: a row each, actions by date, then those that are none yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.model.people import Groups
from facilitator.model.programme import Programme
from facilitator.model.suppression import Decision
from facilitator.programme.contract import groups
from facilitator.programme.listed import under_subjects
from facilitator.programme.plan.listed import of_programme
from facilitator.programme.plan.rules import Row

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "plan": (
        *("id", "objective", "theme", "action", "lead", "lead_group", "lead_accepted", "partners", "start", "due"),
        *("success_measure", "evidence", "resources", "status", "last_review", "review_note"),
    ),
}
"""The table with its columns, as the outside is promised them."""


def tables(programme: Programme, decision: Decision) -> dict[str, list[dict[str, Any]]]:
    """`plan`, where there is any row."""
    plan, known = of_programme(programme), groups(programme)
    every = (*plan.actions, *plan.unowned, *plan.undated)
    themes = {row.id: subject.name for subject, those in under_subjects(programme, every, _theme) for row in those}
    rows = [_row(each, themes[each.id], known) for each in every]
    return {"plan": rows} if rows else {}


def _theme(row: Row) -> str:
    return row.theme


def _row(row: Row, theme: str, known: Groups) -> dict[str, Any]:
    return {
        "id": row.id,
        "objective": row.objective,
        "theme": theme,
        "action": row.action,
        "lead": row.lead,
        "lead_group": known.label(row.lead_group) if row.lead_group else "",
        "lead_accepted": row.lead_accepted,
        "partners": ";".join(known.label(each) for each in row.partners),
        "start": row.start,
        "due": row.due,
        "success_measure": row.measure,
        "evidence": row.evidence,
        "resources": row.resources,
        "status": row.stands if row.owned or row.finished else "unowned",
        "last_review": row.last_review,
        "review_note": row.note,
    }
