"""Writes a document whole, whatever goes wrong in one of its parts."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from facilitator.documents.contract import Document, Order
from facilitator.documents.last_resort import plainly, printable, safely
from facilitator.looks.blocks import About, Block, Paper
from facilitator.looks.fonts import Fonts
from facilitator.looks.languages import ENGLISH
from facilitator.looks.rendering import Form, renderer
from facilitator.model.programme import Programme
from facilitator.model.workshop import Workshop
from facilitator.store.faults import Fault
from facilitator.store.whole import write_whole

logger = logging.getLogger(__name__)


def write(
    document: Document,
    workshop: Workshop,
    programme: Programme,
    out: Path,
    *,
    made_at: int,
    file_name: str = "",
    form: Form = "pdf",
    lang: str = ENGLISH,
    paper: Paper = "a4",
    published: bool = False,
) -> list[str]:
    """Write a document, whole or not at all. `made_at` (milliseconds since 1970) is the moment of printing.

    `file_name` is the programme file it is made from; `lang` and `paper` its language and what it is printed on.
    `published` makes a copy for everybody, which tells groups apart from PUBLISHED people on.
    Returns the titles of the parts that could only be shown plainly, which is none unless something is wrong with the
    program. Raises Fault when there is nothing to print, and when `out` cannot be written.
    """
    order = Order(workshop, programme, made_at, file_name, lang, paper, published)
    made, plain = make(document, order, form)
    of = list(programme.workshops) if document.overall else [workshop.id]
    write_whole({out: made}, [] if workshop.rehearsal else of)
    return plain


def make(document: Document, order: Order, form: Form = "pdf") -> tuple[bytes, list[str]]:
    """What the file of a document would hold, and the titles of the parts that could only be shown plainly.

    Raises Fault when there is nothing to print.
    """
    if nothing := document.nothing(order):
        raise Fault(nothing)
    plain: list[str] = []
    fonts, render = Fonts(named=order.lang == ENGLISH), renderer(form)
    missing = fonts.missing_note if form == "pdf" else str
    about = order.sealed(document.about(order, str), overall=document.overall)
    try:
        made = render(about, (part.make() for part in document.parts(order, missing)), fonts)
    except Exception:
        logger.exception("The document could not be made in one go; it is made part by part")

        def trial(blocks: list[Block]) -> bytes:
            return render(About(""), [blocks], fonts)

        found: list[list[Block]] = []
        for part in document.parts(order, missing):
            blocks, well = safely(part, trial)
            found.append(blocks)
            plain += [] if well else [part.title]
        about = order.sealed(document.about(order, partial(printable, trial=trial)), overall=document.overall)
        try:
            made = render(about, found, fonts)
        except Exception:
            logger.exception("The parts fail in company; all of them are shown plainly")
            parts = document.parts(order, missing)
            plain = [part.title for part in parts]
            made = render(about, [plainly(part, trial) for part in parts], fonts)
    return made, plain
