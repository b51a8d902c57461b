"""Paper for an open space: the principles, and slips for a topic, a point of a report, an action."""

from __future__ import annotations

from facilitator.activities import slips
from facilitator.activities.market import report, rules
from facilitator.activities.market.facts import HARVEST, HUDDLE, NEWS, OPEN, PARTS, PROPOSE, SESSIONS
from facilitator.looks.blocks import Block, Ticks, WritingLines, remark
from facilitator.model.run import StageRun
from facilitator.model.say import say


def forms(run: StageRun, blank: slips.Blank) -> list[Block]:
    """A sheet of the principles; a slip a copy, where topics are named, reports written or actions agreed."""
    phase = rules.phase_of(run)
    if phase == OPEN:
        return slips.sheets(say("How open space works"), report.principles(), blank)
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
