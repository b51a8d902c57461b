"""The one rule on small groups: what of all that is published together may be shown, so that nobody can be found.

Callers make tables of their figures (`by_group`, `pooled`, or `Table` by hand) and ask the `Decision` of all of them.
"""

from __future__ import annotations

from facilitator.model.suppression.deciding import COUNTED, HIDDEN, SHOWN, Decision, decide, named
from facilitator.model.suppression.figures import (
    LEAST,
    MOST,
    PER_CENT_FROM,
    PUBLISHED,
    SMALL,
    Cell,
    Figure,
    Goes,
    Key,
    Reported,
    Table,
    Tally,
    by_group,
    per_cent,
    place,
    pooled,
    together,
)

__all__ = [
    "COUNTED",
    "HIDDEN",
    "LEAST",
    "MOST",
    "PER_CENT_FROM",
    "PUBLISHED",
    "SHOWN",
    "SMALL",
    "Cell",
    "Decision",
    "Figure",
    "Goes",
    "Key",
    "Reported",
    "Table",
    "Tally",
    "by_group",
    "decide",
    "named",
    "per_cent",
    "place",
    "pooled",
    "together",
]
