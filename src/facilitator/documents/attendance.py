"""Who was expected and who came to the events of a programme, and how many different people that were."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.documents.contract import Document, Order
from facilitator.documents.last_resort import Part
from facilitator.documents.overall_summary import about_programme, nothing_held
from facilitator.looks.blocks import Block, Heading, body, remark
from facilitator.model.say import say
from facilitator.programme.contract import part
from facilitator.programme.disclosure import decided

KIND = say("Attendance")


def _parts(order: Order, missing: Callable[[], str]) -> list[Part]:
    """The parts in order, each ready to be made."""
    programme = order.programme
    return [
        Part(KIND, lambda: _opening(order)),
        Part(say("Attendances and people"), lambda: part("people", programme, decided(programme, least=order.least))),
        Part(say("How to read this"), lambda: _reading(missing())),
    ]


def _opening(order: Order) -> list[Block]:
    decision = decided(order.programme, least=order.least)
    return [
        remark(KIND),
        Heading(order.programme.title or order.workshop.info.title, 1),
        *part("attended", order.programme, decision),
    ]


def _reading(missing: str) -> list[Block]:
    told = body(say("An attendance is one person at one event: whoever came twice is counted twice."))
    return [told, *([remark(missing)] if missing else [])]


DOCUMENT = Document("attendance", KIND, _parts, about_programme(KIND), nothing_held, overall=True)
