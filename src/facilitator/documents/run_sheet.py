"""The run sheet: what who leads needs beside the laptop, a page a method, with room to write what it really took."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from facilitator.activities.paper import together
from facilitator.documents.contract import Document, Order, Say
from facilitator.documents.last_resort import Part as Made
from facilitator.documents.planned import Part, Step, about_plan, at_clock, length, nothing, parts, seen
from facilitator.looks.blocks import (
    About,
    Block,
    Column,
    Heading,
    PageBreak,
    Points,
    Run,
    Table,
    TableRow,
    Text,
    WritingLines,
    body,
    cell,
    keep,
    remark,
)
from facilitator.model.say import Listed, say
from facilitator.model.stage_words import GROUPINGS
from facilitator.model.workshop import Workshop

TITLE = say("Run sheet")
_COLUMNS = (
    Column(say("Time"), 0.09),
    Column(say("Stage"), 0.16),
    Column(say("Say"), 0.43),
    Column(say("Screen and phones"), 0.22),
    Column(say("Actual"), 0.1),
)
_OWN_PAGE = 3
"""A method of so many stages begins on a page of its own."""
_CLOCK = say("The clock on the laptop counts if they differ.")


def _about(order: Order, printable: Say) -> About:
    return about_plan(order, TITLE, printable, across=True)


def _parts(order: Order, _missing: Callable[[], str]) -> list[Made]:
    workshop = order.workshop
    every = parts(workshop)
    made: list[Made] = []
    for before, part in zip((None, *every), every, strict=False):
        page = before is not None and max(len(before.steps), len(part.steps)) >= _OWN_PAGE
        made.append(Made(part.title, partial(_method, workshop, part, first=before is None, page=page)))
    return [*made, Made(TITLE, lambda: [remark(_CLOCK)])]


def _method(workshop: Workshop, part: Part, *, first: bool, page: bool) -> list[Block]:
    """One method, on a `page` of its own where it or the one before is long."""
    made: list[Block] = [Heading(workshop.info.title, 1)] if first else [PageBreak()] if page else []
    made += [Heading(part.title, 2, _when(workshop, part)), *_aims(part)]
    if part.block is not None and part.block.method.prepare:
        made.append(body(together(*part.block.method.prepare), say("Prepare:")))
    rows = [_row(workshop, step) for step in part.steps]
    pauses = frozenset(at for at, step in enumerate(part.steps) if step.rests)
    return [*made, Table(rows, _COLUMNS, pauses=pauses)]


def _when(workshop: Workshop, part: Part) -> str:
    """`40 min, 10:20 to 11:00 · at least 32 min`."""
    least = sum(step.run.stage.minutes_min for step in part.steps)
    start, end = at_clock(workshop, part.at), at_clock(workshop, part.end)
    told: list[str] = [length(part.minutes)]
    told += [say("{start} to {end}", start=start, end=end)] if start else []
    told += [say("at least {minutes} min", minutes=least)] if least < part.minutes else [say("not to be made shorter")]
    groupings = list(dict.fromkeys(GROUPINGS[step.run.stage.grouping] for step in part.steps))
    return say("{facts}", facts=Listed((*told, *(groupings if len(groupings) == 1 else ())), "\u00b7"))


def _aims(part: Part) -> list[Block]:
    """What it is for, and where late minutes can come from."""
    made: list[Block] = []
    if part.block is not None and part.block.method.purpose:
        made.append(body(part.block.method.purpose, say("Aim:")))
    give = [(step.run.stage, step.minutes - step.run.stage.minutes_min) for step in part.steps]
    gives = [say("{minutes} from {stage}", minutes=spare, stage=stage.title) for stage, spare in give if spare > 0]
    if gives:
        total = sum(spare for _stage, spare in give if spare > 0)
        words = say("take up to {n} minute: {stages}.", "take up to {n} minutes: {stages}.",
                    n=total, stages=Listed(tuple(gives), ""))  # fmt: skip
        made.append(body(words, say("If late:")))
    return made


def _row(workshop: Workshop, step: Step) -> TableRow:
    stage = step.run.stage
    start = at_clock(workshop, step.at)
    time = keep(Text((Run(start),), "time"), cell(length(step.minutes))) if start else cell(length(step.minutes))
    named = keep(cell(stage.title, bold=True), *((remark(stage.goal),) if stage.goal else ()))
    asked = [cell(question, bold=True) for question in stage.asks]
    said = keep(*asked, *((Points(stage.script),) if stage.script else ()))
    first, *rest = seen(step.run)
    screen = keep(cell(first.words), *(remark(say("Phones: {what}", what=each.words)) for each in rest))
    return [time, named, said, screen, WritingLines(1)]


DOCUMENT = Document("run-sheet", TITLE, _parts, _about, nothing)
