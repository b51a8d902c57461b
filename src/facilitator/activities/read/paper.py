"""Slips for stories, visions and ideas: what a phone asks, without what is known already."""

from __future__ import annotations

from facilitator.activities import slips
from facilitator.activities.read import rules
from facilitator.looks.blocks import Block
from facilitator.model.run import StageRun
from facilitator.model.say import say

_WORDS = {
    rules.CRITIQUE: say("What it would mean for people like you"),
    rules.VISION: say("What happens on that day"),
    rules.IDEAS: say("What is done"),
    rules.OFFERS: say("Who you are, and what you can bring"),
}


def forms(run: StageRun, blank: slips.Blank) -> list[Block]:
    """A slip a copy; nothing while groups report to the room, and no question that the group's own box answers."""
    phase = run.state.phase(run.id)
    if phase == rules.PLENARY:
        return []
    words = _WORDS.get(phase, say("Your words"))
    return slips.slips(run, blank, words=words, without=rules.left_out(run.stage))
