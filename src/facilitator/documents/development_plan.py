"""The development plan of a programme: who does what by when. Without a plan it is a form to write on by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from facilitator.documents.about import about_programme, title_of_programme, told
from facilitator.documents.contract import Document, Order, Say
from facilitator.documents.last_resort import Part
from facilitator.looks.blocks import About, Heading
from facilitator.model.say import say

KEY = "development-plan"
KIND = say("Development plan")


def _about(order: Order, printable: Say) -> About:
    return replace(about_programme(KIND)(order, printable), across=True)


def _parts(order: Order, missing: Callable[[], str]) -> list[Part]:
    return [Part(KIND, lambda: [Heading(KIND, 1, aside=title_of_programme(order)), *told(KEY, order)])]


DOCUMENT = Document(KEY, KIND, _parts, _about, overall=True)
