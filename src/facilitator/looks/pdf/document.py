"""The printed document: A4 in ink, running head, foot line with "page of pages", outline, and its facts for readers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from math import atan2, degrees
from os import fspath
from pathlib import Path
from typing import Any, BinaryIO

from reportlab.platypus import BaseDocTemplate, CondPageBreak, Frame, PageTemplate

from facilitator.looks.bars import Pattern
from facilitator.looks.blocks import About, Block, Column, Paper, Sheet
from facilitator.looks.fonts import Fonts
from facilitator.looks.languages import reader
from facilitator.looks.pdf.bars import bar, legend, stacked_bar
from facilitator.looks.pdf.base import (
    ACROSS,
    FOOT,
    LETTER,
    MARGIN,
    TOP,
    UPRIGHT,
    Canvas,
    Flowable,
    Pages,
    Style,
    ink,
    inked,
    laid_out,
    style,
)
from facilitator.looks.pdf.blocks import NewPage, NewSheet, flowables
from facilitator.looks.pdf.lines import Line
from facilitator.looks.pdf.marks import Box, draw_area, draw_symbol, group_symbol
from facilitator.looks.pdf.parts import (
    Heading,
    gap,
    heading,
    keep,
    key_figures,
    labelled,
    note_box,
    small,
    two_columns,
)
from facilitator.looks.pdf.stack import least_height
from facilitator.looks.pdf.table import Cell, table
from facilitator.looks.pdf.text import Words, draw_line, draw_shape, one_line, text
from facilitator.looks.pdf.whereabouts import Placed, Whereabouts
from facilitator.looks.scripts import safe
from facilitator.model.say import Message, say

__all__ = [
    "Box", "Cell", "Column", "Document", "Flowable", "Fonts", "Pattern", "Style", "Words",
    "bar", "draw_area", "draw_symbol", "gap", "group_symbol", "heading", "keep", "key_figures",
    "labelled", "legend", "note_box", "render", "small", "stacked_bar", "style", "table", "text", "two_columns",
]  # fmt: skip

_FIRST_TOP = 45.0
_PLACE_OF_PAGE = (38.0, 52.0, 130.0)
"""Room for the place of a page below 10, of one above, and of one of a form, pt; more where its words are longer."""
_BESIDE = 4.0
_SMALLEST, _ENDLESS = 0.75, 100_000.0


class Document:
    """One document on its way to paper: add blocks, then build. All words given here may be in any script."""

    def __init__(
        self,
        target: Path | str | BinaryIO,
        title: str,
        *,
        fonts: Fonts | None = None,
        head_left: str = "",
        head_right: str = "",
        foot_left: str = "",
        foot_middle: str = "",
        foot_below: str = "",
        foot_seal: str = "",
        author: str = "",
        subject: str = "",
        lang: str = "en-GB",
        stamp: str = "",
        paper: Paper = "a4",
        seal: str = "",
        across: bool = False,
        bare: bool = False,
        invariant: bool = False,
    ) -> None:
        """`foot_below` stands under the foot in a line or two, `foot_seal` at their right, never cut; `stamp` is a
        large grey word behind every page; `across` lays the paper on its long side; `bare`: no running head;
        `invariant` leaves out dates: equal words, equal files.
        """
        self.fonts = fonts or Fonts()
        self.pages = 0
        self._head, self._bare = (head_left, head_right), bare
        self._foot, self._below, self._seal = (foot_left, foot_middle), foot_below, foot_seal
        self._stamp, self._read = stamp, reader(lang)
        self._layout = ACROSS if across else UPRIGHT
        sheet = LETTER if paper == "letter" else UPRIGHT.size
        self._sheet = (sheet[1], sheet[0]) if across else sheet
        self._parts: list[Flowable] = []
        self._sheets: list[NewSheet] = []
        self._template: Any = BaseDocTemplate(
            fspath(target) if isinstance(target, (str, Path)) else target,
            pagesize=self._sheet,
            title=safe(title),
            author=safe(author),
            subject=safe(subject),
            creator="Facilitator",
            keywords=seal,
            lang=self._read.language,
            displayDocTitle=True,
            invariant=1 if invariant else None,
            pageCompression=1,
        )

    def add(self, *parts: Block | Flowable) -> None:
        """Puts blocks at the end of the document, or parts that only paper has, such as boxes to tick."""
        for part in parts:
            with laid_out(self._layout):
                made = [part] if isinstance(part, Flowable) else flowables([part], self.fonts)
            if self._sheets and self._sheets[-1].code and not isinstance(part, Sheet):
                made.insert(0, NewSheet(""))
            self._sheets += [one for one in made if isinstance(one, NewSheet)]
            self._parts += made

    def new_page(self) -> None:
        """What is added next begins on a new page, unless it does so anyway."""
        self._parts.append(NewPage())

    def build(self) -> int:
        """Writes the document and returns its number of pages. Raises OSError if the target cannot be written."""
        with laid_out(self._layout):
            self._build()
        return self.pages

    def _build(self) -> None:
        story: list[Flowable] = []
        where = Whereabouts(self.fonts, self._read)
        first = "later" if self._parts and isinstance(self._parts[0], NewSheet) else "first"
        tops = {"first": _FIRST_TOP, "later": TOP}
        self._template.addPageTemplates([self._page(name, tops[name]) for name in dict.fromkeys((first, "later"))])
        for at, part in enumerate(self._parts):
            if isinstance(part, Heading):
                story.append(CondPageBreak(self._needed(at)))
            if isinstance(part, NewSheet):
                part.begins = where.leave
            story.append(part if isinstance(part, NewPage) else Placed(part, where))
        self._template.build([*story, _LastPage(self)], canvasmaker=Pages)

    def _needed(self, at: int) -> float:
        """The room that a heading needs for itself, the headings after it, and the start of what they are about."""
        room = 0.0
        for part in self._parts[at:]:
            room += part.getSpaceBefore() + part.getSpaceAfter()
            if not isinstance(part, Heading):
                return min(room + least_height(part, self._layout.width), self._layout.body - 1)
            room += part.wrap(self._layout.width, self._layout.body)[1]
        return min(room, self._layout.body - 1)

    def _page(self, name: str, top: float) -> Any:
        wide, tall = self._layout.width, self._layout.size[1] - top - FOOT
        frame = Frame(MARGIN, FOOT, wide, tall, 0, 0, 0, 0, id=name)
        return PageTemplate(
            id=name, frames=[frame], onPage=self._underlay, onPageEnd=self._furnish, autoNextPageTemplate="later"
        )

    def _underlay(self, canvas: Canvas, _template: object) -> None:
        page = self._layout.size
        if self._sheet != page:
            fits = min(there / laid for there, laid in zip(self._sheet, page, strict=True))
            canvas.translate(*((there - laid * fits) / 2 for there, laid in zip(self._sheet, page, strict=True)))
            canvas.scale(fits, fits)
        if self._stamp:
            _draw_stamp(canvas, self._stamp, self.fonts, page)

    def _furnish(self, canvas: Canvas, _template: object) -> None:
        canvas.saveState()
        if sheet := self._sheet_on(canvas.getPageNumber()):
            self._draw_head(canvas, self._head[0], sheet.code)
        elif canvas.getPageNumber() > 1 and not self._bare:
            self._draw_head(canvas, *self._head)
        self._draw_foot(canvas)
        canvas.restoreState()

    def _sheet_on(self, page: int) -> NewSheet | None:
        """The form to which a page belongs, which has begun by then."""
        found = next((sheet for sheet in reversed(self._sheets) if 0 < sheet.first <= page), None)
        return found if found and found.code else None

    def _draw_head(self, canvas: Canvas, left: str, right: str) -> None:
        look = style("small")
        after = self._fitting(look, right, self._layout.width * 0.6)
        before = one_line(look, left, self.fonts, self._layout.width - after.width - 20)
        y = self._layout.size[1] - 53
        draw_line(canvas, before, MARGIN, y)
        draw_line(canvas, after, MARGIN + self._layout.width - after.width, y)
        canvas.setStrokeColor(inked("text"))
        canvas.setLineWidth(0.6)
        canvas.line(MARGIN, y - 7.5, MARGIN + self._layout.width, y - 7.5)

    def _draw_foot(self, canvas: Canvas) -> None:
        look = style("small")
        left, middle = self._foot
        page = canvas.getPageNumber()
        free = self._layout.width - self._place_width(page)
        before = self._fitting(look, left, free if not middle else free * 0.55)
        after = self._fitting(look, middle, free - before.width - 10)
        draw_line(canvas, before, MARGIN, 42)
        draw_line(canvas, after, MARGIN + free - after.width, 42)
        self._draw_below(canvas, look)
        canvas.setStrokeColor(inked("line"))
        canvas.setLineWidth(0.6)
        canvas.line(MARGIN, 56, MARGIN + self._layout.width, 56)
        canvas.doForm(_page_form(page))

    def _place_width(self, page: int) -> float:
        """Room for the place of a page before it is known of how many: for as many pages as are likely."""
        sheet = self._sheet_on(page)
        likely = max(page, sheet.first + 8) if sheet else 99 if page < 10 else 999
        told = one_line(style("small"), self._read(self._place(page, likely)), self.fonts, self._layout.width)
        return max(_PLACE_OF_PAGE[2 if sheet else page > 9], told.width + _BESIDE)

    def _draw_below(self, canvas: Canvas, look: Style) -> None:
        """What stands under the foot: on one line, if it may be a little smaller for it, else on two."""
        seal = one_line(look, self._seal, self.fonts, _ENDLESS)
        free = self._layout.width - seal.width - (12 if seal.width else 0)
        fitted = replace(look, size=look.size * _SMALLEST)
        if one_line(fitted, self._below, self.fonts, _ENDLESS).width <= free:
            draw_line(canvas, self._fitting(look, self._below, free), MARGIN, 31)
        else:
            first, rest = text(fitted, self._below, self.fonts).cut(free, 1)
            for words, y in ((first, 31), (rest, 21)):
                for line in words.setting(free).lines[:1]:
                    draw_line(canvas, line, MARGIN, y)
        draw_line(canvas, seal, MARGIN + self._layout.width - seal.width, 31)

    def _fitting(self, look: Style, words: str, width: float) -> Line:
        """Words on one line, in smaller letters where they are long; cut only where that would be too small to read."""
        whole = one_line(look, words, self.fonts, _ENDLESS).width
        scale = max(_SMALLEST, min(1.0, width / max(whole, 1.0)))
        return one_line(replace(look, size=look.size * scale) if scale < 1 else look, words, self.fonts, width)

    def _number_pages(self, canvas: Canvas) -> None:
        """Writes "page of pages" for every page, once the last one is known."""
        self.pages = canvas.getPageNumber()
        for page in range(1, self.pages + 1):
            line = one_line(style("small"), self._read(self._place(page, self.pages)), self.fonts, self._layout.width)
            canvas.beginForm(_page_form(page), 0, 0, *self._layout.size)
            draw_line(canvas, line, MARGIN + self._layout.width - line.width, 42)
            canvas.endForm()
        canvas.showOutline()

    def _place(self, page: int, last: int) -> Message:
        """Which page it is, of how many: of its form, where it belongs to one, else of the document that ends so."""
        sheet = self._sheet_on(page)
        if not sheet:
            return say("{page} of {pages}", page=page, pages=last)
        last = min((after.first - 1 for after in self._sheets if after.first > page), default=last)
        no, pages = page - sheet.first + 1, last - sheet.first + 1
        if sheet.many:
            return say("page {page} of {pages} of these forms", page=no, pages=pages)
        return say("page {page} of {pages} of this form", page=no, pages=pages)


class _LastPage(Flowable):
    """Stands at the end of the last page and tells the document how many there are."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document

    def frameAction(self, _frame: object) -> None:
        """Needs no room, where a part of no height would go to a page of its own below a full one."""
        self._document._number_pages(self.canv)


def render(about: About, parts: Iterable[Iterable[Block]], fonts: Fonts) -> bytes:
    """The document as a PDF. Each part is taken when those before it are set."""
    target = BytesIO()
    document = Document(
        target,
        about.title,
        fonts=fonts,
        head_left=say("{day} \u00b7 {title}", day=about.when, title=about.title) if about.when else about.title,
        head_right=about.kind,
        foot_left=about.warning,
        foot_middle=about.made,
        foot_below=about.notice,
        foot_seal=about.records,
        author=about.author,
        subject=about.subject,
        lang=about.lang,
        stamp=about.stamp,
        paper=about.paper,
        seal=about.seal,
        across=about.across,
        bare=about.bare,
    )
    for part in parts:
        document.add(*part)
    document.build()
    return target.getvalue()


def _page_form(page: int) -> str:
    return f"page-{page}"


def _draw_stamp(canvas: Canvas, word: str, fonts: Fonts, page: tuple[float, float]) -> None:
    """A large word from corner to corner, light enough to read on, dark enough to be seen on a copy."""
    look = Style(100.0, 100.0, "display", ink("selected"), kern=True)
    wide = one_line(look, word, fonts, 100_000.0).width
    size = min(150.0, 100.0 * 680 / max(wide, 1.0))
    line = one_line(Style(size, size, "display", look.colour, kern=True), word, fonts, 100_000.0)
    canvas.saveState()
    canvas.translate(page[0] / 2, page[1] / 2)
    canvas.rotate(degrees(atan2(page[1], page[0])))
    draw_shape(canvas, line, -line.width / 2, -size * 0.36)
    canvas.restoreState()
