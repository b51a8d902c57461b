"""The comments behind the figures of themes, as others may read them: where each was said, and who sorted it."""

from __future__ import annotations

from facilitator.activities.paper import edited_words, source_id
from facilitator.looks.blocks import Block, Cell, Column, Member, Named, Table, TableRow, cell, keep, remark
from facilitator.model.programme import Programme
from facilitator.model.record import by_clock
from facilitator.model.say import Day, Time, say
from facilitator.model.suppression import Decision
from facilitator.model.workshop import Workshop
from facilitator.model.zones import UNKNOWN
from facilitator.programme.comments import Comment, by_number
from facilitator.programme.themes.counts import Counts, counted
from facilitator.programme.themes.rules import Coding, State

MOST = 1000
"""With more comments than this in the whole programme, those of the other workshops stand in documents of their own."""


def behind(programme: Programme, workshop: Workshop, decision: Decision) -> list[Block]:
    """A row for each comment that has a number: of all workshops, or of this one alone where there are too many."""
    state: State = programme.aspects["themes"]
    if not state.themes:
        return []
    made = counted(programme, decision.least)
    few = len(made.comments) <= MOST
    shown = [each for each in by_number(programme) if each.no and (few or each.workshop == workshop.id)]
    rows: list[TableRow] = [_row(programme, state, made, decision, each) for each in shown]
    columns = [
        Column(say("no."), 0.06, "small"),
        Column(say("words"), 0.4),
        Column(say("said"), 0.28),
        Column(say("theme"), 0.26),
    ]
    alone = say("The comments of the other workshops stand in the summary of each.")
    return [Table(rows, columns), *([] if few else [remark(alone)])] if rows else []


def _row(programme: Programme, state: State, made: Counts, decision: Decision, comment: Comment) -> list[Cell]:
    workshop = programme.workshops[comment.workshop]
    found = workshop.find(comment.key)
    words: list[Block] = [cell(comment.for_others or say("Withheld"))]
    if found and found[1].edited and comment.for_others:
        words.append(remark(edited_words(found[1])))
    if comment.joined:
        words.append(remark(say("Joined with another.")))
    day, time = Day(by_clock(workshop, comment.at).date()), Time(comment.at, workshop.zone or UNKNOWN)
    said: list[Block] = [cell(comment.where), remark(say("{day}, {time}", day=day, time=time))]
    if len(made.workshops) > 1:
        said.insert(0, remark(workshop.info.title))
    if made.may_name(decision, state.of(comment.key), comment):
        groups = workshop.groups
        said.append(Member(groups.no(comment.group) or "other", groups.short(comment.group)))
    number = Named(str(comment.no), source_id(comment.key), whole=True)
    return [number, keep(*words), keep(*said), keep(*_sorted(state, workshop, comment))]


def _sorted(state: State, workshop: Workshop, comment: Comment) -> list[Block]:
    codes = state.of(comment.key)
    if codes.unplaced:
        return [cell(say("Could not be placed")), remark(_by(state, workshop, codes.unplaced))]
    if not codes.primary:
        return [cell(say("Not sorted yet"))]
    also = [cell(state.themes[each.theme].name, say("Also:")) for each in codes.further]
    return [cell(state.themes[codes.theme].name), *also, remark(_by(state, workshop, codes.primary))]


def _by(state: State, workshop: Workshop, coding: Coding) -> str:
    """Who put it there, when, and whether the program had suggested it."""
    day, name = Day(by_clock(workshop, coding.at).date()), state.coders.get(coding.by, "")
    if coding.kept:
        by = say("By {name}, {day}, as suggested", name=name, day=day)
        return by if name else say("{day}, as suggested", day=day)
    return say("By {name}, {day}", name=name, day=day) if name else say("{day}", day=day)
