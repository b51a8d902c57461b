"""Slips for what a group does with notes: where one belongs, what a group is called, an arrow, one or two."""

from __future__ import annotations

from facilitator.activities import slips
from facilitator.activities.cluster.facts import COMBINE, GROUP, RELATIONS_OF, TITLE, State
from facilitator.looks.blocks import Block, Ticks, WritingLines
from facilitator.model.run import StageRun
from facilitator.model.say import say


def forms(run: StageRun, blank: slips.Blank) -> list[Block]:
    """A slip a copy, for what a phone would be asked in this part of the method."""
    state: State = run.state
    phase = state.phase(run.id)
    if phase == GROUP:
        first = [*slips.line(say("This note")), *slips.line(say("belongs with this one, or with this group"))]
        return slips.slips(run, blank, words=say("A note is missing? Write it here."), first=first)
    if phase == TITLE:
        first = slips.line(say("Which group? Its number, or one of its notes"))
        return slips.slips(run, blank, words=say("What do these say together?"), first=first)
    if phase == COMBINE:
        return slips.slips(run, blank, first=_two(), words=say("Why?"))
    kinds = Ticks(tuple(RELATIONS_OF.values()))
    first = [*slips.line(say("This group")), kinds, *slips.line(say("to this group"))]
    return slips.slips(run, blank, words=say("Why, in a word or two"), first=first, room=(WritingLines(1, fills=True),))


def _two() -> list[Block]:
    """Two groups, and whether they are one."""
    answers = Ticks((say("The same: make them one"), say("Two: keep them apart")))
    return [*slips.line(say("This group")), *slips.line(say("and this one")), answers]
