"""Cue cards: a card a stage to hold in the hand, four a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from facilitator.documents.contract import Document, Order, Say
from facilitator.documents.last_resort import Part as Made
from facilitator.documents.planned import Step, about_plan, at_clock, length, nothing, parts, seen
from facilitator.looks.blocks import About, Block
from facilitator.looks.handouts import Cue, Cues, Seen
from facilitator.model.say import say
from facilitator.model.workshop import Workshop

TITLE = say("Cue cards")
MOST_POINTS = 3
MORE = say("More is on the run sheet.")


def _about(order: Order, printable: Say) -> About:
    return about_plan(order, TITLE, printable, bare=True)


def _parts(order: Order, _missing: Callable[[], str]) -> list[Made]:
    return [Made(TITLE, partial(_cards, order.workshop))]


def _cards(workshop: Workshop) -> list[Block]:
    steps = [step for part in parts(workshop) for step in part.steps]
    return [Cues(tuple(_card(workshop, steps, at) for at in range(len(steps))))]


def _card(workshop: Workshop, steps: list[Step], at: int) -> Cue:
    step = steps[at]
    stage = step.run.stage
    question, *rest = (*stage.asks, stage.goal or stage.title)
    points = (*(rest[:-1] if stage.asks else ()), *stage.script)
    more = (Seen("sheet", MORE),) if len(points) > MOST_POINTS else ()
    return Cue(
        at_clock(workshop, step.at),
        stage.title,
        length(step.minutes),
        question,
        points[:MOST_POINTS],
        (*seen(step.run), *more),
        say("Card {no} of {last}", no=at + 1, last=len(steps)),
        _following(workshop, steps, at),
    )


def _following(workshop: Workshop, steps: list[Step], at: int) -> str:
    if at + 1 == len(steps):
        end = at_clock(workshop, steps[at].at + steps[at].minutes)
        return say("Finish, {time}", time=end) if end else say("Finish")
    following = steps[at + 1]
    start, title = at_clock(workshop, following.at), following.run.stage.title
    return say("Next, {time}: {stage}", stage=title, time=start) if start else say("Next: {stage}", stage=title)


DOCUMENT = Document("cue-cards", TITLE, _parts, _about, nothing)
