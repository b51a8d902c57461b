"""Proceedings of an open space, for everybody who was there: the grid, a report for each topic, what was not held."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from facilitator.activities import contract
from facilitator.activities.paper import Context
from facilitator.documents.about import about_record
from facilitator.documents.contract import Document, Order, Say
from facilitator.documents.last_resort import Part, lines_of
from facilitator.documents.planned import day_and_place
from facilitator.documents.summary import stage_section
from facilitator.looks.blocks import About, Block, Callout, Figure, Heading, Table, body, remark
from facilitator.model.facts import Block as Method
from facilitator.model.run import StageRun
from facilitator.model.say import say
from facilitator.model.workshop import Workshop

TITLE = say("Proceedings")


def _about(order: Order, printable: Say) -> About:
    return about_record(order, TITLE, printable)


def _nothing(order: Order) -> str:
    if _gathered(order.workshop):
        return ""
    return say("Proceedings are made of an open space, and there is none in this workshop.")


def _gathered(workshop: Workshop) -> list[tuple[Method | None, list[StageRun]]]:
    """The methods in which people made the agenda themselves, with all their stages."""
    made = dict.fromkeys(run.block for run in workshop.stages if contract.report(run.stage.activity).proceeds)
    stages = [[run for run in workshop.stages if run.block == block] for block in made]
    return [(workshop.block_of(runs[0]), runs) for runs in stages]


def _parts(order: Order, missing: Callable[[], str]) -> list[Part]:
    workshop, context = order.workshop, order.context
    found: list[Part] = []
    for method, runs in _gathered(workshop):
        found.append(Part(workshop.info.title, partial(_opening, workshop, method)))
        found += [Part(run.stage.title, partial(_stage, run, context), partial(lines_of, run)) for run in runs]
    return [*found, Part(TITLE, lambda: [remark(words) for words in (missing(),) if words])]


def _stage(run: StageRun, context: Context) -> list[Block]:
    """What a stage left behind; nothing where it left no more than a sentence."""
    made = stage_section(run.stage.title, run, context)
    return made if any(isinstance(block, Table | Callout | Figure) for block in made) else []


def _opening(workshop: Workshop, method: Method | None) -> list[Block]:
    theme = method.challenge if method is not None else ""
    where = day_and_place(workshop)
    made: list[Block] = [remark(where)] if where else []
    made.append(Heading(theme or workshop.info.title, 1))
    made += [body(workshop.info.title)] if theme else []
    return [*made, body(say("Every report stands here as it was written, a topic after the other as they met."))]


DOCUMENT = Document("proceedings", TITLE, _parts, _about, _nothing)
