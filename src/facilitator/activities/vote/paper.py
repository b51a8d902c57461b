"""Ballots on paper: what is voted on, with room for dots or for first, second and third."""

from __future__ import annotations

from facilitator.activities import slips
from facilitator.activities.vote import rules
from facilitator.looks.blocks import Block, Column, Table, TableRow, Ticks, body
from facilitator.model.run import StageRun
from facilitator.model.say import say


def forms(run: StageRun, blank: slips.Blank) -> list[Block]:
    """A ballot a page."""
    state: rules.State = run.state
    terms = state.terms()
    ranked = terms.style == rules.RANK
    boxes = Ticks(tuple(f"{n}." for n in range(1, terms.budget + 1)) if ranked else ("",) * terms.cap)
    names = [item.text for item in state.candidates()] or [""] * slips.BLANK_ROWS
    rows: list[TableRow] = [[str(n), name, boxes] for n, name in enumerate(names, 1)]
    columns = [Column(say("no."), 0.4, "small"), Column(say("what you vote on"), 3.4), Column(say("your choice"), 2.0)]
    said = run.stage.hint or (
        say("Choose up to {n}, in order.", "Choose up to {n}, in order.", n=terms.budget)
        if ranked
        else say("You have {n} dot.", "You have {n} dots.", n=terms.budget)
    )
    return slips.sheets(run.prompt, [body(said), Table(rows, columns)], blank)
