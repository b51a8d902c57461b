"""The evaluation summary of one workshop: at a glance, then word for word, then how to read it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from facilitator.activities import contract
from facilitator.activities.paper import NOTHING, Context, having, joined_notes, note_rows, standing
from facilitator.activities.parking import settled
from facilitator.documents.about import about_record
from facilitator.documents.contract import Document, Order, Say
from facilitator.documents.last_resort import Part, lines_of
from facilitator.documents.reading import how_to_read
from facilitator.documents.summary_head import MINUTES, aimed, opening, rated, stage_title, times, told
from facilitator.looks.blocks import About, Block, Column, Heading, Keep, OnScreen, Table, TableRow, body, remark
from facilitator.model.notes import MERGED
from facilitator.model.programme import Programme
from facilitator.model.run import StageRun
from facilitator.model.say import say
from facilitator.model.workshop import Workshop
from facilitator.programme import across
from facilitator.programme import contract as programmes

KIND = say("Evaluation summary")
READING = say("How to read this summary")
PARKING = say("Parking lot")
BEHIND = say("The comments behind the figures")


def _about(order: Order, printable: Say) -> About:
    return about_record(order, KIND, printable)


def _parts(order: Order, missing: Callable[[], str]) -> list[Part]:
    """The parts in order, each ready to be made."""
    workshop, context = order.workshop, order.context
    apart = order.least if order.published else 0
    return [
        Part(
            workshop.info.title,
            lambda: opening(workshop, order.programme, context, apart),
            lambda: told(workshop, apart),
        ),
        Part(say("Evaluation"), lambda: rated(workshop, context)),
        Part(say("Aims"), lambda: aimed(workshop)),
        Part(say("The programme"), lambda: _programme(order.programme, context)),
        Part(MINUTES, lambda: times(workshop, context)),
        *(
            Part(stage_title(n, run), partial(stage_section, stage_title(n, run), run, context), partial(lines_of, run))
            for n, run in enumerate(workshop.stages, 1)
        ),
        Part(
            PARKING,
            lambda: _parking(workshop, context),
            lambda: [f"{note.no}. {note.text}" for _run, note in workshop.parked()],
        ),
        Part(BEHIND, lambda: _behind(order, context)),
        Part(READING, lambda: _reading(order, missing()), lambda: how_to_read(workshop, order.least, apart)),
    ]


def _programme(programme: Programme, context: Context) -> list[Block]:
    return [*programmes.sections(programme, context.decision), *across.sections(programme, context.decision)]


def _behind(order: Order, context: Context) -> list[Block]:
    """What figures were counted from, where there is no paper."""
    found = programmes.behind(order.programme, order.workshop, context.decision)
    return [OnScreen((Heading(BEHIND, 2), *found))] if found else []


def _reading(order: Order, missing: str) -> list[Block]:
    apart = order.least if order.published else 0
    said = [*how_to_read(order.workshop, order.least, apart), missing]
    return [Heading(READING, 2), Keep(tuple(remark(words) for words in said if words), loose=True)]


def stage_section(title: str, run: StageRun, context: Context) -> list[Block]:
    """A stage under its heading: its aim, what was written, and what its activity makes of it."""
    printed = standing(run)
    joined = len(having(run, MERGED))
    many = contract.report(run.stage.activity).counted(run, printed)
    if joined:
        many = say("{notes} and {n} joined with them", "{notes} and {n} joined with them", notes=many, n=joined)
    aside = many if printed else ""
    if goal := run.stage.goal:
        aim = say("the aim was: {goal}", goal=goal)
        aside = say("{notes} \u00b7 {aim}", notes=many, aim=aim) if printed else aim
    head = Heading(title, 2, aside=aside)
    told = [remark(words) for words in (run.by_card(), run.too_many()) if words]
    return [head, *contract.report(run.stage.activity).section(run, context), *told]


def _parking(workshop: Workshop, context: Context) -> list[Block]:
    parked = workshop.parked()
    items = say("{n} item", "{n} items", n=len(parked))
    found: list[Block] = [Heading(PARKING, 2, aside=items if parked else "")]
    if not parked:
        return [*found, body(NOTHING)]
    columns = [Column(say("no."), 0.06, "small"), Column(say("kept for later"), 0.42)]
    columns += [Column(say("from"), 0.2, "small"), Column(say("what became of it"), 0.32)]
    rows: list[TableRow] = []
    for run, note in parked:
        outcome = settled(note)
        made = note_rows(run, note, joined_notes(run).get(note.key, ()), context)
        rows += [[*cells, "" if at else outcome] for at, cells in enumerate(made)]
    return [*found, Table(rows, columns)]


DOCUMENT = Document("evaluation-summary", KIND, _parts, _about)
