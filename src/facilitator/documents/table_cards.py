"""Cards for the tables, to fold and stand up: the table's number, its question, and how to join."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from facilitator.documents import joining
from facilitator.documents.contract import Document, Order, Say
from facilitator.documents.last_resort import Part as Made
from facilitator.documents.planned import about_plan
from facilitator.looks.blocks import About, Block
from facilitator.looks.handouts import TableCard, TableCards
from facilitator.model.say import say
from facilitator.model.workshop import Workshop

TITLE = say("Table cards")
UNSAID = 6
"""So many tables, where nobody has said how many there are."""
MOST = 100
"""So many tables at most: more have no room in any hall."""


def _about(order: Order, printable: Say) -> About:
    return about_plan(order, TITLE, printable, bare=True)


def _parts(order: Order, _missing: Callable[[], str]) -> list[Made]:
    return [Made(TITLE, partial(_cards, order))]


def _cards(order: Order) -> list[Block]:
    over, question = _question(order.workshop)
    code, lines = joining.page(order), tuple(_joining(order))
    tables = range(1, min(MOST, order.workshop.info.tables or UNSAID) + 1)
    cards = tuple(TableCard(say("Table"), str(number), over, question, code, lines) for number in tables)
    return [TableCards(cards, say("fold here, stand it up"))]


def _question(workshop: Workshop) -> tuple[str, str]:
    """What stands on every table: the workshop's challenge, else the first question that is asked at tables."""
    if workshop.info.challenge:
        return say("Today\u2019s question"), workshop.info.challenge
    asked = [run.stage.asks[0] for run in workshop.stages if "tables" in run.stage.grouping and run.stage.asks]
    return (say("The question at the tables"), asked[0]) if asked else ("", workshop.info.title)


def _joining(order: Order) -> list[tuple[str, str]]:
    info, typed = order.workshop.info, joining.typed(order)
    found = [(say("Wi-Fi"), info.wifi)] if info.wifi else []
    found += [(say("Scan this square, or type"), typed)] if typed else []
    return [*found, (say("code"), order.workshop.code)]


DOCUMENT = Document("table-cards", TITLE, _parts, _about)
