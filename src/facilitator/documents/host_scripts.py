"""What the hosts at the tables need: each stage in which they have something to do, to be given to each of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from facilitator.documents.contract import Document, Order, Say
from facilitator.documents.last_resort import Part as Made
from facilitator.documents.planned import Part, Step, about_plan, at_clock, length, parts
from facilitator.looks.blocks import About, Block, Heading, Keep, Points, WritingLines, body, remark
from facilitator.model.say import say
from facilitator.model.workshop import Workshop

TITLE = say("Scripts for the hosts at the tables")


def _about(order: Order, printable: Say) -> About:
    return about_plan(order, TITLE, printable)


def _nothing(order: Order) -> str:
    if any(run.stage.host_script for run in order.workshop.stages):
        return ""
    return say("No stage has anything for the hosts at the tables to do or say.")


def _parts(order: Order, _missing: Callable[[], str]) -> list[Made]:
    workshop = order.workshop
    hosted = [part for part in parts(workshop) if any(step.run.stage.host_script for step in part.steps)]
    made = [Made(workshop.info.title, partial(_opening, workshop))]
    return [*made, *(Made(part.title, partial(_method, workshop, part)) for part in hosted)]


def _opening(workshop: Workshop) -> list[Block]:
    made: list[Block] = [Heading(workshop.info.title, 1)]
    task = say("You look after one table: everyone there is heard, and what they say is kept as they say it.")
    made.append(body(task))
    return [*made, body("", say("Your table:")), WritingLines(1)]


def _method(workshop: Workshop, part: Part) -> list[Block]:
    made: list[Block] = [Heading(part.title, 2)]
    return [*made, *(_step(workshop, step) for step in part.steps if step.run.stage.host_script)]


def _step(workshop: Workshop, step: Step) -> Block:
    stage, start = step.run.stage, at_clock(workshop, step.at)
    when = say("{time}, {length}", time=start, length=length(step.minutes)) if start else length(step.minutes)
    asked = [body(question, say("The question:")) for question in stage.asks]
    hint = [remark(stage.hint)] if stage.hint else []
    return Keep((Heading(stage.title, 3, when), *asked, *hint, Points(stage.host_script)))


DOCUMENT = Document("host-scripts", TITLE, _parts, _about, _nothing)
