"""What later stages make of a stage's items: how many may be ranked, and the ranks of a vote for boards to draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from facilitator.model.moment import now_ms
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop


def picks(groups: int, wanted: int = 3) -> int:
    """How many choices each person should rank: all of up to four groups, else at most half of them."""
    return groups if groups <= 4 else max(1, min(wanted, groups // 2))


def places(ranks: Mapping[str, int]) -> dict[str, str]:
    """Each rank in figures, `2`, or `2=` where others have the same."""
    many = Counter(ranks.values())
    return {key: f"{rank}=" if many[rank] > 1 else str(rank) for key, rank in ranks.items()}


def ranks_for(workshop: Workshop, run: StageRun, *, room: bool = False) -> dict[str, int]:
    """The rank of each item of a stage by its key, from 1; of several votes the last one counts.

    Empty until a stage that ranks them (it `judges`) is closed or revealed; with `room`, revealed.
    """
    same = {each.id for each in workshop.stages if each.shares_with(run)}
    found: dict[str, int] = {}
    for later in workshop.stages:
        known = later.revealed or not (room or later.answers_open(now_ms()))
        if later.judges and known and same & set(later.stage.feeds):
            found = later.ranks() or found
    return found
