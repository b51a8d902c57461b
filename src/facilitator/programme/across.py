"""What activities say of all workshops of a programme together, as far as the one rule on small groups lets it."""

from __future__ import annotations

from typing import Any

from facilitator.activities import contract as activities
from facilitator.looks.blocks import Block
from facilitator.model.programme import Programme
from facilitator.model.record import in_order_of_days
from facilitator.programme.disclosure import decided


def sections(programme: Programme, least: int | None = None) -> list[Block]:
    """What every activity says of several workshops; nothing where there is only one. `least` is another least group
    than the programme's, as in a published copy.
    """
    every, decision = in_order_of_days(programme.workshops.values()), decided(programme, least=least)
    return [b for kind in activities.KINDS for b in activities.report(kind).across.section(every, decision)]


def overall(programme: Programme, least: int | None = None) -> list[Block]:
    """What every activity adds to the overall summary alone."""
    every, decision = in_order_of_days(programme.workshops.values()), decided(programme, least=least)
    return [b for kind in activities.KINDS for b in activities.report(kind).across.overall(every, decision)]


def rows(programme: Programme) -> dict[str, list[dict[str, Any]]]:
    """The rows that activities add to their tables, of several workshops together."""
    every, decision = in_order_of_days(programme.workshops.values()), decided(programme)
    found: dict[str, list[dict[str, Any]]] = {}
    for kind in activities.KINDS:
        for name, made in activities.report(kind).across.rows(every, decision).items():
            found.setdefault(name, []).extend(made)
    return found
