"""The evidence checklist: for each event of a programme which papers there are, are missing, or do not apply."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.documents.contract import Document, Order, Say
from facilitator.documents.last_resort import Part
from facilitator.documents.overall_summary import about_programme
from facilitator.looks.blocks import About, Block, Heading, body
from facilitator.model.programme import Programme
from facilitator.model.say import say
from facilitator.programme.contract import sheet

KEY = "evidence-checklist"
TITLE = say("Evidence checklist")


def _about(order: Order, printable: Say) -> About:
    return about_programme(order, TITLE, printable)


def _parts(order: Order, _missing: Callable[[], str]) -> list[Part]:
    return [Part(TITLE, lambda: _page(order.programme))]


def _page(programme: Programme) -> list[Block]:
    told = say("The paper is meant here, not the data: answers may be there of which nothing was ever printed.")
    return [Heading(programme.title or TITLE, 1), body(told), *sheet(programme, KEY)]


DOCUMENT = Document(KEY, TITLE, _parts, _about, overall=True)
