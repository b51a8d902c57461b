"""The proposals of a programme in the records for others: a row each, theme after theme, the main one first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.model.programme import Programme
from facilitator.model.suppression import Decision
from facilitator.programme.listed import numbers
from facilitator.programme.proposals.listed import by_theme

Row = dict[str, Any]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "proposals": ("id", "theme", "text", "main", "basis", "firmness", "comment_ids"),
}
"""The table with its columns, as the outside is promised them."""


def tables(programme: Programme, decision: Decision) -> dict[str, list[Row]]:
    """`proposals`, where there is any."""
    known = numbers(programme)
    rows: list[Row] = [
        {
            "id": each.id,
            "theme": subject.name,
            "text": each.text,
            "main": each.main,
            "basis": each.basis,
            "firmness": each.firmness,
            "comment_ids": known.of(each.targets),
        }
        for subject, those in by_theme(programme)
        for each in those
    ]
    return {"proposals": rows} if rows else {}
