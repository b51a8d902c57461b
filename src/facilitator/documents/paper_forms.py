"""Paper for everybody without a phone: for each stage the slip, sheet or form that says what a phone page says."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial

from facilitator.activities import contract
from facilitator.activities.slips import A_PAGE, Blank
from facilitator.documents.about import about
from facilitator.documents.contract import REHEARSAL, Document, Order, Say
from facilitator.documents.last_resort import Part
from facilitator.looks.blocks import About, Block, Sheet, Slip, Slips, remark, strong
from facilitator.model import cards
from facilitator.model.record import day
from facilitator.model.run import StageRun
from facilitator.model.say import as_day, say
from facilitator.model.workshop import Workshop

TITLE = say("Paper forms")
CARDS = 30
"""So many cards with a code are printed at least where a stage asks for one."""
BACK = say("Please give this back.")


def document(stages: Collection[str] | None = None, *, copies: int = A_PAGE) -> Document:
    """Forms for some stages by their ids, None for all; `copies` of each, numbered from 1."""

    def parts(order: Order, _missing: Callable[[], str]) -> list[Part]:
        return _parts(order.workshop, stages, copies)

    def nothing(order: Order) -> str:
        unknown = set(stages or ()) - {run.id for run in order.workshop.stages}
        if unknown:
            return say("There is no stage '{stage}' in this workshop.", stage=min(unknown))
        return "" if parts(order, str) else say("These stages need no paper: nothing is written or chosen in them.")

    return Document("paper-forms", TITLE, parts, _about, nothing)


def blank(workshop: Workshop, run: StageRun, copies: int = A_PAGE) -> Blank:
    """What the forms of a stage are made with."""
    place = [each.id for each in workshop.stages].index(run.id) + 1
    where = say("{code}, stage {no}", code=workshop.code, no=place)
    date = _day(workshop)
    return Blank(workshop.groups, workshop.info.title, where, run.stage.title, date, max(1, copies))


def _day(workshop: Workshop) -> str:
    """The workshop's day in words."""
    return say("{day}", day=as_day(day(workshop)))


def _parts(workshop: Workshop, stages: Collection[str] | None, copies: int) -> list[Part]:
    """A part a stage that has forms, each on pages of its own."""
    wanted = [run for run in workshop.stages if stages is None or run.id in stages]
    made = {
        run.id: [*contract.forms(run, blank(workshop, run, copies)), *_cards(workshop, run, copies)] for run in wanted
    }
    return [Part(run.stage.title, partial(list, made[run.id])) for run in wanted if made[run.id]]


def _cards(workshop: Workshop, run: StageRun, copies: int) -> list[Block]:
    """A card with a code for everybody, where a stage asks for one: more than there are people."""
    if not cards.asked(run.stage):
        return []
    many = min(cards.MOST, max(copies, CARDS, run.present + run.present // 4))
    sheet = blank(workshop, run, many)
    told = say("Type this code on your phone when it asks for it. Nobody notes who has which card.")
    made = [
        Slip((strong(cards.code(workshop.secret, run.root, number)), remark(run.stage.title), remark(told)), sheet.day)
        for number in range(1, many + 1)
    ]
    how = say("Cut out the cards, shuffle them, and let each person draw one.")
    over = say("{stage}: {n} card", "{stage}: {n} cards", stage=run.stage.title, n=many)
    return [Sheet(how, over, (Slips(tuple(made)),), many=True)]


def _about(order: Order, printable: Say) -> About:
    """What the forms say of themselves; everybody's words in it go through `printable`."""
    made = REHEARSAL if order.stamp else ""
    return replace(about(order, TITLE, printable), warning=BACK, made=made, notice="", when=_day(order.workshop))


DOCUMENT = document()
