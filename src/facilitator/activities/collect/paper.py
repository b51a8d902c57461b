"""Slips for words and choices, in the order of the phone's page."""

from __future__ import annotations

from facilitator.activities import slips
from facilitator.activities.collect.rules import is_form
from facilitator.looks.blocks import Block
from facilitator.model.run import StageRun


def forms(run: StageRun, blank: slips.Blank) -> list[Block]:
    """A slip a copy; on a form the choices come before the words."""
    ahead = [field.id for field in run.stage.fields] if is_form(run.stage) else []
    return slips.slips(run, blank, words=run.stage.options.get("label", ""), ahead=ahead)
