"""A leaflet to take home: what people said, what happens now, who answers, by when."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.documents.contract import Document, Order, Say
from facilitator.documents.last_resort import Part
from facilitator.documents.overall_summary import about_programme
from facilitator.looks.blocks import About, Heading, remark
from facilitator.model.say import say
from facilitator.programme.contract import papers
from facilitator.programme.disclosure import decided

KEY = "leaflet"
KIND = say("Leaflet")
TITLE = say("You said. Here is what happens now.")


def _about(order: Order, printable: Say) -> About:
    return about_programme(order, printable, KIND)


def _nothing(order: Order) -> str:
    if papers(KEY, order.programme, decided(order.programme)):
        return ""
    return say("No answer was asked for yet. Write down what people said in Evaluate, under Answers.")


def _parts(order: Order, missing: Callable[[], str]) -> list[Part]:
    programme = order.programme
    title = programme.title or order.workshop.info.title
    return [Part(KIND, lambda: [remark(title), Heading(TITLE, 1), *papers(KEY, programme, decided(programme))])]


DOCUMENT = Document(KEY, KIND, _parts, _about, _nothing, overall=True)
