"""The development plan of a programme: who does what by when. Without a plan it is a form to write on by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from facilitator.documents.contract import Document, Order, Say
from facilitator.documents.last_resort import Part
from facilitator.documents.overall_summary import about_programme
from facilitator.looks.blocks import About, Heading
from facilitator.model.say import say
from facilitator.programme.contract import part
from facilitator.programme.disclosure import decided

KEY = "development-plan"
KIND = say("Development plan")


def _about(order: Order, printable: Say) -> About:
    return replace(about_programme(KIND)(order, printable), across=True)


def _parts(order: Order, missing: Callable[[], str]) -> list[Part]:
    programme = order.programme
    title = programme.title or order.workshop.info.title
    return [
        Part(
            KIND, lambda: [Heading(KIND, 1, aside=title), *part(KEY, programme, decided(programme, least=order.least))]
        )
    ]


DOCUMENT = Document(KEY, KIND, _parts, _about, overall=True)
