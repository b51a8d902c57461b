"""The day as it is planned, for the papers that it is led by: methods with their stages, and when each begins."""

from __future__ import annotations

from dataclasses import dataclass, replace

from facilitator.activities import contract
from facilitator.documents.about import about
from facilitator.documents.contract import Order, Say
from facilitator.documents.summary_head import moment
from facilitator.looks.blocks import About
from facilitator.looks.handouts import Seen
from facilitator.model.facts import Block
from facilitator.model.run import StageRun
from facilitator.model.say import Clock, Message, as_day, say
from facilitator.model.stage_words import SEEN
from facilitator.model.workshop import Workshop

NOTHING = say("Nothing is planned yet: add a method first.")
_DAY = 24 * 60
_SEEN = dict(SEEN)


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of the plan: `at` is how many minutes after the beginning it begins."""

    run: StageRun
    at: int

    @property
    def minutes(self) -> int:
        """How long it is planned to be."""
        return self.run.stage.minutes

    @property
    def rests(self) -> bool:
        """Whether it is a break."""
        return self.run.stage.timer == "BREAK"


@dataclass(frozen=True, slots=True)
class Part:
    """Stages of one method that follow each other; a method may have several such parts in a day."""

    block: Block | None
    steps: tuple[Step, ...]

    @property
    def at(self) -> int:
        """How many minutes after the beginning it begins."""
        return self.steps[0].at

    @property
    def minutes(self) -> int:
        """How long it is planned to be."""
        return sum(step.minutes for step in self.steps)

    @property
    def end(self) -> int:
        """How many minutes after the beginning it is over."""
        return self.at + self.minutes

    @property
    def title(self) -> str:
        """The method's title; of a stage that stands alone in its part though its method has more, the stage's."""
        alone = len(self.steps) == 1 and (self.block is None or len(self.block.method.stages) > 1)
        return self.steps[0].run.stage.title if alone or self.block is None else self.block.method.title


def parts(workshop: Workshop) -> list[Part]:
    """The plan in the order of the day."""
    found: list[tuple[Block | None, list[Step]]] = []
    at = 0
    for run in workshop.stages:
        block = workshop.block_of(run)
        if not found or found[-1][0] is not block:
            found.append((block, []))
        found[-1][1].append(Step(run, at))
        at += run.stage.minutes
    return [Part(block, tuple(steps)) for block, steps in found]


def at_clock(workshop: Workshop, minutes: int) -> str:
    """When something begins that begins so many minutes after the beginning; empty where the plan names no time."""
    hours, colon, rest = workshop.info.starts.partition(":")
    if not (colon and hours.isdigit() and rest.isdigit()):
        return ""
    now = (int(hours) * 60 + int(rest) + minutes) % _DAY
    return say("{time}", time=Clock(f"{now // 60:02d}:{now % 60:02d}"))


def length(minutes: int) -> Message:
    """`40 min`, as it stands beside a time."""
    return say("{minutes} min", minutes=minutes)


def day_and_place(workshop: Workshop, printable: Say = str) -> str:
    """`15 November 2011 · Poole`; empty where the plan says neither. Everybody's words in it go through `printable`."""
    day, place = workshop.info.date, printable(workshop.info.place)
    if day and place:
        return say("{day} \u00b7 {place}", day=as_day(day), place=place)
    return say("{day}", day=as_day(day)) if day else place


def seen(run: StageRun) -> tuple[Seen, ...]:
    """What the room's screen and the phones show in a stage."""
    stage = run.stage
    screen = _SEEN.get(stage.screen, _SEEN["prompt"])
    if stage.screen == "notes" and stage.visibility == "private":
        screen = say("The question; the notes when you reveal them")
    if stage.screen == "notes" and stage.visibility == "host":
        screen = say("The question alone")
    if stage.timer == "BREAK":
        return (Seen("screen", say("When to be back")),)
    return Seen("screen", screen), Seen("phone", contract.activity(stage.activity).title)


def nothing(order: Order) -> str:
    """Why there is nothing to print of a plan; empty where there is something."""
    return "" if order.workshop.stages else NOTHING


def about_plan(order: Order, kind: Message, printable: Say, *, across: bool = False, bare: bool = False) -> About:
    """What a paper of the plan says of itself; everybody's words in it go through `printable`."""
    when = day_and_place(order.workshop, printable) if across else ""
    made = say("Made {moment}", moment=moment(order.workshop, order.made_at))
    return replace(about(order, kind, printable), made=made, across=across, bare=bare, when=when)
