"""What the room would do about the forces, in the record: where effort pays, idea by idea."""

from __future__ import annotations

from facilitator.activities import paper
from facilitator.activities.forces import figures, rules
from facilitator.activities.forces.facts import SIDES, Force
from facilitator.activities.forces.report_field import DASH, SIDE_WORDS
from facilitator.looks.blocks import Band, Block, Callout, Cell, Column, Member, Table, TableRow, cell, keep, remark
from facilitator.model.notes import Note
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, say

_DONE = {
    "weaken": say("Weaken:"),
    "remove": say("Remove:"),
    "strengthen": say("Strengthen:"),
    "add": say("Add a new driver:"),
}


def actions(run: StageRun, state: rules.State, context: paper.Context) -> list[Block]:
    """Where effort pays, restrainers first, with the ideas for each force; then new drivers; what cannot be moved."""
    ideas = state.actions()
    forces = figures.leverage(state)
    if not ideas and not any(f.leverage for f in forces):
        return paper.not_held(run)
    columns = [Column(say("leverage"), 0.7), Column(say("force"), 2.4), Column(say("idea"), 2.8)]
    columns += [Column(say("who"), 1.0), Column(say("first step"), 1.8, "small")]
    rows: list[TableRow] = []
    for side in reversed(SIDES):
        rows.append(Band(SIDE_WORDS[side]))
        for f in (f for f in forces if f.side == side):
            rows += _force_ideas(f, state, context)
    told = {n.key for f in forces for n in state.actions(f.note.key)}
    new = [n for n in ideas if n.fields["effect"] == "add" and n.key not in told]
    gone = [n for n in ideas if n.key not in told and n not in new]
    for title, those in ((say("New driving forces"), new), (say("On forces that are not in the table any more"), gone)):
        if those:
            rows.append(Band(title, say("{n} idea", "{n} ideas", n=len(those))))
            rows += [["", "", *cells] for n in those for cells in _idea_rows(state, n, context)]
    found: list[Block] = [Table(rows, columns)]
    unmovable = [f for f in forces if f.unmovable]
    if unmovable:
        heavy = Listed(tuple(f.note.text for f in unmovable), ";")
        found.append(Callout(say("{forces}.", forces=heavy), say("Hard to move from here, to plan to live with:")))
    if not ideas:
        found.append(Callout(say("Nobody wrote an idea. A picture without an action changes nothing.")))
    return found


def _force_ideas(force: Force, state: rules.State, context: paper.Context) -> list[list[Cell]]:
    score: Cell = DASH
    if force.leverage is not None:
        product = remark(f"{force.strength} \u00d7 {force.changeability}")
        score = keep(cell(str(force.leverage), bold=True), product)
    ideas = state.actions(force.note.key)
    if not ideas:
        return [[score, force.note.text, say("No idea yet."), "", ""]]
    first, *more = [cells for idea in ideas for cells in _idea_rows(state, idea, context)]
    return [[score, cell(force.note.text, bold=True), *first], *(["", "", *cells] for cells in more)]


def _idea_rows(state: rules.State, note: Note, context: paper.Context) -> list[list[Cell]]:
    """An idea with who and the first step, and those that were joined with it."""
    rows = [_idea(note, cell(note.text, _DONE.get(str(note.fields.get("effect", "")), ":")), context)]
    for other in state.notes.sources(note.key):
        words = remark(say("Joined with it: {words}", words=paper.quoted(other.text)))
        rows.append(_idea(other, words, context))
    return rows


def _idea(note: Note, words: Cell, context: paper.Context) -> list[Cell]:
    who = str(note.fields.get("who", ""))
    known = context.groups.get(who)
    owner: Cell = Member(context.groups.no(who), known.short) if known else (who or say("Nobody yet"))
    return [words, owner, str(note.fields.get("first_step", ""))]
