"""The delivery plan and the papers of the events in the records for others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.model.programme import Programme
from facilitator.model.record import held_or_planned, in_order
from facilitator.model.suppression import Decision
from facilitator.programme.delivery.rules import PAPERS, State

Row = dict[str, Any]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "delivery_plan": ("id", "objective", "owner_group", "by", "state"),
    "evidence_checklist": ("workshop", "date", "paper", "state", "why"),
}
"""The tables with their columns."""


def tables(programme: Programme, decision: Decision) -> dict[str, list[Row]]:
    """`delivery_plan` and `evidence_checklist`, where anything is written down."""
    state: State = programme.aspects["delivery"]
    steps: list[Row] = [
        {"id": each.id, "objective": each.text, "owner_group": each.owner_group, "by": each.by, "state": each.state}
        for each in state.steps.values()
    ]
    papers: list[Row] = [
        {"workshop": each.info.title, "date": held_or_planned(each), "paper": str(PAPERS[key]), "state": paper.state,
         "why": paper.why}
        for each in in_order(programme)
        for key in PAPERS
        if (paper := state.papers.get((each.id, key)))
    ]  # fmt: skip
    return {name: rows for name, rows in (("delivery_plan", steps), ("evidence_checklist", papers)) if rows}
