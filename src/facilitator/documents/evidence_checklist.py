"""The evidence checklist: for each event of a programme which papers there are, are missing, or do not apply."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.documents.about import about_programme, told
from facilitator.documents.contract import Document, Order
from facilitator.documents.last_resort import Part
from facilitator.looks.blocks import Block, Heading, body
from facilitator.model.say import say

KEY = "evidence-checklist"
TITLE = say("Evidence checklist")


def _parts(order: Order, _missing: Callable[[], str]) -> list[Part]:
    return [Part(TITLE, lambda: _page(order))]


def _page(order: Order) -> list[Block]:
    meant = say("The paper is meant here, not the data: answers may be there of which nothing was ever printed.")
    return [Heading(order.programme.title or TITLE, 1), body(meant), *told(KEY, order)]


DOCUMENT = Document(KEY, TITLE, _parts, about_programme(TITLE), overall=True)
