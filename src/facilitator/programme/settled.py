"""By which groups people are told in figures, where it was settled that several partner groups are one."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.activities.contract import report
from facilitator.model.suppression import Reported
from facilitator.model.workshop import Workshop


def settled(workshops: Iterable[Workshop]) -> tuple[Reported, ...]:
    """The groups that were settled, where all workshops that settled any agree; else none, and every partner group
    stands by itself.
    """
    runs = (run for workshop in workshops for run in workshop.stages)
    every = {tuple(found) for run in runs if (found := report(run.stage.activity).reporting(run))}
    return every.pop() if len(every) == 1 else ()
