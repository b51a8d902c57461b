"""The agenda: one page for the wall or the hand, in plain words, without what only who leads needs to know."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from facilitator.documents.contract import Document, Order, Say
from facilitator.documents.last_resort import Part as Made
from facilitator.documents.planned import Part, about_plan, at_clock, day_and_place, length, nothing, parts
from facilitator.looks.blocks import About, Block, Column, Heading, Run, Table, TableRow, Text, cell, keep, remark
from facilitator.model.say import say
from facilitator.model.workshop import Workshop

TITLE = say("Agenda")
_TIMED = (Column(say("When"), 0.15), Column(say("What"), 0.69), Column(say("How long"), 0.16, "number"))


def _about(order: Order, printable: Say) -> About:
    return about_plan(order, TITLE, printable)


def _parts(order: Order, _missing: Callable[[], str]) -> list[Made]:
    workshop = order.workshop
    return [Made(workshop.info.title, partial(_page, workshop))]


def _page(workshop: Workshop) -> list[Block]:
    where, every = day_and_place(workshop), parts(workshop)
    made: list[Block] = [remark(where)] if where else []
    made.append(Heading(workshop.info.title, 1))
    timed = bool(at_clock(workshop, 0))
    columns = _TIMED if timed else _TIMED[1:]
    rows: list[TableRow] = [_row(workshop, part, timed=timed) for part in every]
    if timed:
        rows.append([_time(workshop, every[-1].end), cell(say("Finish"), bold=True), ""])
    pauses = frozenset(at for at, part in enumerate(every) if all(step.rests for step in part.steps))
    made.append(Table(rows, columns, heads=False, pauses=pauses))
    if not timed:
        made.append(remark(say("The times follow.")))
    join = say("Join with your phone: scan the code on the screen, or type its address and {code}.", code=workshop.code)
    return [*made, Text((Run(join),))]


def _row(workshop: Workshop, part: Part, *, timed: bool) -> TableRow:
    rest = all(step.rests for step in part.steps)
    what = cell(part.title, bold=True)
    line = _happens(part)
    told = what if rest or not line else keep(what, cell(line))
    row = [told, length(part.minutes)]
    return [_time(workshop, part.at), *row] if timed else row


def _happens(part: Part) -> str:
    """What people do in a part, in a line: its question where it is one stage, else what the method is."""
    if len(part.steps) == 1 and part.steps[0].run.stage.asks:
        return part.steps[0].run.stage.asks[0]
    return part.block.method.summary if part.block is not None else ""


def _time(workshop: Workshop, minutes: int) -> Text:
    return Text((Run(at_clock(workshop, minutes)),), "time")


DOCUMENT = Document("agenda", TITLE, _parts, _about, nothing)
