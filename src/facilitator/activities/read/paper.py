"""Slips for stories, visions and ideas: what a phone asks, without what is known already."""

from __future__ import annotations

from facilitator.activities import slips
from facilitator.activities.read import rules
from facilitator.looks.blocks import Block, Column, Heading, Table, TableRow, body
from facilitator.model.run import StageRun
from facilitator.model.say import own_words, say

_WORDS = {
    rules.CRITIQUE: say("What it would mean for people like you"),
    rules.VISION: say("What happens on that day"),
    rules.IDEAS: say("What is done"),
    rules.OFFERS: say("Who you are, and what you can bring"),
}


def forms(run: StageRun, blank: slips.Blank) -> list[Block]:
    """The stories to be read and a slip a copy; nothing while groups report to the room, and no question that the
    group's own box answers.
    """
    phase = run.state.phase(run.id)
    if phase == rules.PLENARY:
        return []
    words = _WORDS.get(phase, say("Your words"))
    stories = _stories(run, blank) if phase == rules.READ else []
    return [*stories, *slips.slips(run, blank, words=words, without=rules.left_out(run.stage))]


def _stories(run: StageRun, blank: slips.Blank) -> list[Block]:
    """Every story a copy, each paragraph with the name by which a slip asks for it."""
    state: rules.State = run.state
    parts: list[Block] = []
    if interest := str(run.stage.options.get("interest", "")):
        parts.append(body(own_words(interest)))
    for story in state.scenarios():
        rows: list[TableRow] = [[f"{story.letter}{p.number}", p.text] for p in story.paragraphs]
        columns = [Column(say("no."), 0.08, "small"), Column(say("paragraph"), 0.92)]
        parts += [Heading(story.name, 2, aside=story.values), Table(rows, columns)]
    return slips.sheets(say("The stories"), parts, blank) if state.scenarios() else []
