"""The answers to what people said: every main point, answered or not, theme by theme."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.documents.contract import Document, Order
from facilitator.documents.last_resort import Part
from facilitator.documents.overall_summary import about_programme
from facilitator.looks.blocks import Block, Heading, remark
from facilitator.model.say import say
from facilitator.programme.contract import part
from facilitator.programme.disclosure import decided

KEY = "answers"
KIND = say("Answers")
TITLE = say("Answers to what people said")


def _told(order: Order) -> list[Block]:
    return part(KEY, order.programme, decided(order.programme, least=order.least))


def _nothing(order: Order) -> str:
    if _told(order):
        return ""
    return say("No answer was asked for yet. Write down what people said in Evaluate, under Answers.")


def _parts(order: Order, missing: Callable[[], str]) -> list[Part]:
    title = order.programme.title or order.workshop.info.title
    return [Part(KIND, lambda: [remark(title), Heading(TITLE, 1), *_told(order)])]


DOCUMENT = Document(KEY, KIND, _parts, about_programme(KIND), _nothing, overall=True)
