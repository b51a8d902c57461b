"""Slips for a talk, where lines are asked for; nobody writes anything in one that is only led."""

from __future__ import annotations

from facilitator.activities import slips
from facilitator.looks.blocks import Block
from facilitator.model.run import StageRun


def forms(run: StageRun, blank: slips.Blank) -> list[Block]:
    """A slip a copy."""
    return slips.slips(run, blank) if run.stage.options.get("lines") else []
