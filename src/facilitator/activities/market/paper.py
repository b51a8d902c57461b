"""Slips for an open space: a topic, a point of a report, an action; nothing where people only walk about."""

from __future__ import annotations

from facilitator.activities import slips
from facilitator.activities.market import rules
from facilitator.activities.market.facts import HARVEST, HUDDLE, NEWS, PARTS, PROPOSE, SESSIONS
from facilitator.looks.blocks import Block, Ticks, WritingLines, remark
from facilitator.model.run import StageRun
from facilitator.model.say import say


def forms(run: StageRun, blank: slips.Blank) -> list[Block]:
    """A slip a copy, where topics are named, reports written or actions agreed."""
    phase = rules.phase_of(run)
    if phase in (PROPOSE, NEWS):
        room = (WritingLines(1, fills=True), *slips.line(say("Place and time, or later")))
        return slips.slips(run, blank, words=say("Your topic, in a few words"), room=room)
    if phase in (SESSIONS, HARVEST):
        parts = Ticks(tuple(PARTS.values()))
        first = [*slips.line(say("Which topic?")), remark(say("What is it?")), parts]
        return slips.slips(run, blank, words=say("One point"), first=first)
    if phase == HUDDLE:
        first = slips.line(say("Your huddle’s topic"))
        return slips.slips(run, blank, words=say("What will be done"), first=first)
    return []
