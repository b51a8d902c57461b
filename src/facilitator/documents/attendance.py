"""Who was expected and who came to the events of a programme, and how many different people that were."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.documents.about import about_programme, title_of_programme, told
from facilitator.documents.contract import Document, Order
from facilitator.documents.last_resort import Part
from facilitator.documents.overall_summary import nothing_held
from facilitator.looks.blocks import Block, Heading, body, remark
from facilitator.model.say import say

KIND = say("Attendance")


def _parts(order: Order, missing: Callable[[], str]) -> list[Part]:
    """The parts in order, each ready to be made."""
    return [
        Part(KIND, lambda: _opening(order)),
        Part(say("Attendances and people"), lambda: told("people", order)),
        Part(say("How to read this"), lambda: _reading(missing())),
    ]


def _opening(order: Order) -> list[Block]:
    return [remark(KIND), Heading(title_of_programme(order), 1), *told("attended", order)]


def _reading(missing: str) -> list[Block]:
    twice = body(say("An attendance is one person at one event: whoever came twice is counted twice."))
    return [twice, *([remark(missing)] if missing else [])]


DOCUMENT = Document("attendance", KIND, _parts, about_programme(KIND), nothing_held, overall=True)
