"""The answers to what people said: every main point, answered or not, theme by theme."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.documents.about import about_programme, title_of_programme, told
from facilitator.documents.contract import Document, Order
from facilitator.documents.last_resort import Part
from facilitator.looks.blocks import Heading, remark
from facilitator.model.say import Message, say


def of_register(key: str, kind: Message, title: Message) -> Document:
    """A document of the register of answers; there is nothing to print before anything is to be answered."""

    def nothing(order: Order) -> str:
        if told(key, order):
            return ""
        return say("No answer was asked for yet. Write down what people said in Evaluate, under Answers.")

    def parts(order: Order, _missing: Callable[[], str]) -> list[Part]:
        return [Part(kind, lambda: [remark(title_of_programme(order)), Heading(title, 1), *told(key, order)])]

    return Document(key, kind, parts, about_programme(kind), nothing, overall=True)


DOCUMENT = of_register("answers", say("Answers"), say("Answers to what people said"))
