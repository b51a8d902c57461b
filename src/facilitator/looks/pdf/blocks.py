"""Blocks on paper: every block as the parts of a page that it is printed with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import zip_longest
from typing import Any, assert_never

from reportlab.platypus.doctemplate import FrameBreak

from facilitator.looks import blocks, handouts
from facilitator.looks.arrows import Links
from facilitator.looks.blocks import Block, Column
from facilitator.looks.drawings import DRAWN, drawing
from facilitator.looks.fonts import Fonts
from facilitator.looks.pdf.bars import bar
from facilitator.looks.pdf.base import Flowable, Style, StyleName, layout, style
from facilitator.looks.pdf.by_hand import Ticks, WritingLines, slip_pages
from facilitator.looks.pdf.handouts import pages
from facilitator.looks.pdf.marked import Point
from facilitator.looks.pdf.parts import gap, heading, keep, key_figures, labelled, note_box, two_columns
from facilitator.looks.pdf.stack import Shrunk, Stack
from facilitator.looks.pdf.table import Band, Cell, table
from facilitator.looks.pdf.text import Words, text
from facilitator.looks.pdf.worn import worn
from facilitator.looks.scripts import safe

_ROLES: dict[str, StyleName] = {"body": "body", "remark": "small", "cell": "table", "time": "time", "large": "figure"}
_HIGHEST = 500.0
"""Points that a chart may be high: a higher one is a table alone."""
_COMPANY = 110.0
"""Points that a page has at least of what goes on from the one before, or goes over to the one after."""

_A_LITTLE = 1.16
"""So many times the height of a page a form may need to be made smaller for it: its letters stay above 10 points."""


def flowables(given: Iterable[Block], fonts: Fonts) -> list[Flowable]:
    """The parts of a page for each block, in order."""
    return [part for block in given for part in _flowables(block, fonts)]


def _wording(block: blocks.Wording, fonts: Fonts) -> list[Flowable]:
    match block:
        case blocks.Heading():
            return [heading(block.words, block.level, fonts, block.aside)]
        case blocks.Text():
            return [_text(block, fonts)]
        case blocks.Quote():
            return [text("strong", f"\u201c{block.words}\u201d", fonts)]
        case blocks.Listing():
            numbers = [f"{n}." if block.numbered else "" for n in range(1, len(block.entries) + 1)]
            return [text("body", words, fonts, n) for n, words in zip(numbers, block.entries, strict=True)]
        case blocks.Points():
            return [Stack([Point(words, style("table").size, fonts, 0.15) for words in block.words])]
        case blocks.Callout():
            return [note_box(block.words, fonts, block.lead, "solid" if block.settled else "dashed")]
        case blocks.KeyFigures():
            return [key_figures(block.on_paper, fonts)]
        case blocks.Member():
            return [labelled(block.group, block.words, fonts)]
        case blocks.Worn():
            return [worn(block.lens, block.symbol, block.words, fonts)]
        case _:
            assert_never(block)


def _flowables(block: Block, fonts: Fonts) -> list[Flowable]:
    match block:
        case blocks.Table():
            return [_table(block, fonts)]
        case blocks.Figure():
            return _figure(block, fonts)
        case blocks.Ticks() | blocks.WritingLines() | blocks.Slips():
            return _blank(block, fonts)
        case handouts.Cues() | handouts.TableCards() | handouts.Poster():
            return [part for page in pages(block, fonts) for part in (NewPage(), page)]
        case blocks.Keep():
            parts = flowables(block.parts, fonts)
            return [Stack(parts, loose=True).in_company(_COMPANY) if block.loose else Stack(parts, on=_figures(block))]
        case blocks.SideBySide():
            return [two_columns(flowables(block.left, fonts), flowables(block.right, fonts))]
        case blocks.Cards():
            return [_cards(block, fonts)]
        case blocks.PageBreak():
            return [NewPage()]
        case blocks.OnScreen():
            return []
        case blocks.Sheet():
            return [NewSheet(block.code, many=block.many), *_on_one_page(flowables(_sheet(block), fonts), block.many)]
        case _:
            return _wording(block, fonts)


def _blank(block: blocks.Blank, fonts: Fonts) -> list[Flowable]:
    match block:
        case blocks.Ticks():
            return [Ticks(block.words, fonts, block.room)]
        case blocks.WritingLines():
            return [WritingLines(block.count, fills=block.fills)]
        case blocks.Slips():
            slips = [(flowables(slip.parts, fonts), slip.code) for slip in block.slips]
            pages = slip_pages(slips, fonts)
            return [part for page in pages for part in (NewPage(), page)]
        case _:
            assert_never(block)


class NewPage(Flowable):
    """Where a new page begins, unless one has begun just before."""

    def frameAction(self, frame: Any) -> None:
        """What reportlab asks of a part that has no room of its own: to do something to the page it stands on."""
        if not frame._atTop:
            frame.add_generated_content(FrameBreak)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """No room at all."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Nothing to draw."""


class NewSheet(NewPage):
    """Where the pages of a form begin: from the page `first`, once that is known. An empty `code`: those of no form."""

    def __init__(self, code: str, *, many: bool = False) -> None:
        super().__init__()
        self.code, self.many = code, many
        self.first = 0
        self.begins: Callable[[], None] | None = None

    def frameAction(self, frame: Any) -> None:
        """Begins at the top of a page, be it the next one."""
        if frame._atTop:
            self.first = self.canv.getPageNumber()
            if self.begins:
                self.begins()
        else:
            frame.add_generated_content(FrameBreak, self)


def _sheet(block: blocks.Sheet) -> list[Block]:
    return [*([blocks.Heading(block.title, 2)] if block.title else []), *block.parts]


def _on_one_page(parts: list[Flowable], many: bool) -> list[Flowable]:
    """A form that is a little longer than a page, a little smaller: nobody loses its second page."""
    whole = Stack(parts)
    if many or not layout().body < whole.wrap(layout().width, layout().body)[1] < layout().body * _A_LITTLE:
        return parts
    return [Shrunk(whole, layout().body - 1)]


def _text(block: blocks.Text, fonts: Fonts) -> Words:
    look = style(_ROLES[block.role])
    last = len(block.runs) - 1
    return Words(
        [
            (_bold(look, alone=at == last) if run.bold else look, fonts.printable(safe(run.words)))
            for at, run in enumerate(block.runs)
        ],
        fonts,
    )


def _bold(look: Style, *, alone: bool) -> Style:
    """The same in semi-bold; the last of a paragraph keeps the room around it."""
    return replace(look, weight="semibold") if alone else Style(look.size, look.leading, "semibold", look.colour)


def _table(block: blocks.Table, fonts: Fonts) -> Flowable:
    rows = [_row(row, fonts) for row in block.rows]
    bands = {
        at: Band(fonts.printable(safe(row.words)), row.minor)
        for at, row in enumerate(block.rows)
        if isinstance(row, blocks.Band)
    }
    return table(rows, block.columns, fonts, head=block.heads, total=block.total, bands=bands, pauses=block.pauses)


def _row(row: blocks.TableRow, fonts: Fonts) -> list[Cell]:
    if isinstance(row, blocks.Band):
        return [row.words if row.minor else _band(row, fonts)]
    return [_cell(blocks.on_paper(cell), fonts) for cell in row]


def _band(band: blocks.Band, fonts: Fonts) -> Flowable:
    made = heading(band.words, 3, fonts, aside=band.aside)
    return keep(gap(3), Words([(replace(look, before=0.0), said) for look, said in made.spans], fonts))


def _cell(cell: blocks.Printed, fonts: Fonts) -> Cell:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, blocks.Bar):
        return bar(cell.value, cell.largest, fonts, cell.words)
    return _flowables(cell, fonts)[0]


def _cards(block: blocks.Cards, fonts: Fonts) -> Flowable:
    boxes: list[Cell] = [keep(*flowables(card, fonts)) for card in block.cards]
    rows = list(zip_longest(boxes[::2], boxes[1::2], fillvalue=""))
    return table(rows, [Column(), Column()], fonts, head=False)


# ---------------------------------------------------------------------- figures


def _figures(block: blocks.Keep) -> int | None:
    """Where the table of its one figure stands among its parts, which may go on where the drawing does not."""
    drawn = [at for at, part in enumerate(block.parts) if isinstance(part, blocks.Figure) and part.also_table]
    return drawn[0] + 1 if len(drawn) == 1 else None


def _figure(block: blocks.Figure, fonts: Fonts) -> list[Flowable]:
    drawn = drawing(block.drawing, fonts)
    if isinstance(block.drawing, Links) and drawn.wrap(DRAWN, _HIGHEST)[1] > _HIGHEST:
        return [_table(block.table, fonts)]
    return [drawn, _table(block.table, fonts)] if block.also_table else [drawn]
