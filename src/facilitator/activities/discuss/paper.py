"""Slips for a talk, where lines are asked for; nobody writes anything in one that is only led."""

from __future__ import annotations

from facilitator.activities import slips
from facilitator.looks.blocks import Block
from facilitator.model.run import StageRun
from facilitator.model.say import say


def forms(run: StageRun, blank: slips.Blank) -> list[Block]:
    """A slip a copy, with the line first, then who takes it on and by when."""
    return slips.slips(run, blank, words=say("The line")) if run.stage.options.get("lines") else []
