"""What activities say of all workshops of a programme together, as far as the one rule on small groups lets it."""

from __future__ import annotations

from typing import Any

from facilitator.activities import contract as activities
from facilitator.looks.blocks import Block
from facilitator.model.programme import Programme
from facilitator.model.record import in_order_of_days
from facilitator.model.suppression import Decision


def sections(programme: Programme, decision: Decision) -> list[Block]:
    """What every activity says of several workshops; nothing where there is only one."""
    every = in_order_of_days(programme.workshops.values())
    return [b for kind in activities.KINDS for b in activities.report(kind).across.section(every, decision)]


def overall(programme: Programme, decision: Decision) -> list[Block]:
    """What every activity adds to the overall summary alone."""
    every = in_order_of_days(programme.workshops.values())
    return [b for kind in activities.KINDS for b in activities.report(kind).across.overall(every, decision)]


def rows(programme: Programme, decision: Decision) -> dict[str, list[dict[str, Any]]]:
    """The rows that activities add to their tables, of several workshops together."""
    every = in_order_of_days(programme.workshops.values())
    found: dict[str, list[dict[str, Any]]] = {}
    for kind in activities.KINDS:
        for name, made in activities.report(kind).across.rows(every, decision).items():
            found.setdefault(name, []).extend(made)
    return found
