"""Another order of the lenses while the day runs."""

from __future__ import annotations

from facilitator.activities import lenses
from facilitator.model.bodies import Reordered
from facilitator.model.entry import Draft
from facilitator.model.run import WAITING, StageRun
from facilitator.model.workshop import Workshop


def moved(workshop: Workshop, run: StageRun, by: int) -> Draft | None:
    """The stage one place earlier (-1) or later (1) in the day, as long as both wait and wear a lens that does not
    steer: what is open or over, and what begins and ends, stays where it is. None where it cannot be moved.
    """
    stages = workshop.stages
    at = stages.index(run) if run in stages else -1
    if at < 0 or not 0 <= at + by < len(stages):
        return None
    other = stages[at + by]
    if other.block != run.block or not all(_may_move(each) for each in (run, other)):
        return None
    stages[at], stages[at + by] = other, run
    return Reordered(tuple(each.id for each in stages)).draft(workshop.id)


def _may_move(run: StageRun) -> bool:
    lens = lenses.of(run.stage)
    return lens is not None and not lens.steers and run.status == WAITING
