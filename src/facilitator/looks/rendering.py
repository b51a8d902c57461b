"""The forms that a document of blocks can take. Each is loaded only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal, Protocol

from facilitator.looks.blocks import About, Block
from facilitator.looks.fonts import Fonts
from facilitator.looks.languages import ENGLISH, reader, told

Form = Literal["pdf", "html", "docx"]


class Renderer(Protocol):
    """What makes a document of blocks."""

    def __call__(self, about: About, parts: Iterable[Sequence[Block]], fonts: Fonts) -> bytes:
        """The whole file. Each part is taken when those before it are done; `fonts` are for its drawings."""


def renderer(form: Form) -> Renderer:
    """The renderer of a form, which says everything in the document's language, and says which that is."""
    plain = _renderer(form)

    def render(about: About, parts: Iterable[Sequence[Block]], fonts: Fonts) -> bytes:
        to = reader(about.lang)
        about = replace(about, lang=to.language)
        if to.language == ENGLISH:
            return plain(about, parts, fonts)
        return plain(told(about, to), (told(list(part), to) for part in parts), fonts)

    return render


def _renderer(form: Form) -> Renderer:
    if form == "html":
        from facilitator.looks.html import document as html

        return html.render
    if form == "docx":
        from facilitator.looks.docx import document as docx

        return docx.render
    from facilitator.looks.pdf import document as pdf

    return pdf.render
