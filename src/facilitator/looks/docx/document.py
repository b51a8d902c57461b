"""Blocks as a text document to edit: real headings, lists and tables, figures as pictures with their tables."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, assert_never

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from facilitator.looks import blocks, handed, handouts
from facilitator.looks.blocks import About, Block, Column
from facilitator.looks.docx import contents
from facilitator.looks.docx.style import CALLOUT, FIGURE, HEAD, LARGE, LINE, QUIET, TIME, WIDE, WORDS, prepare
from facilitator.looks.drawings import DRAWN, drawing
from facilitator.looks.fonts import Fonts
from facilitator.looks.languages import reader, told
from facilitator.looks.pdf.worn import TILE, Tile
from facilitator.looks.picture import png
from facilitator.looks.scripts import safe, starts_rtl
from facilitator.model.say import say

_LONGEST = 255
"""So many signs may stand in what the file says of itself."""
_BOX, _RING = "\u2610", "\u25cb"
_SIGN = 115
"""How wide a sign of a title is, at most times, in twentieths of a point."""
_CELL_EDGES = 220
"""What a cell keeps free at its two sides, in twentieths of a point."""


def render(about: About, parts: Iterable[Sequence[Block]], fonts: Fonts) -> bytes:
    """The document as a DOCX."""
    writer = _Writer(about, fonts)
    for part in parts:
        for block in part:
            writer.write(block)
    return writer.finished()


class _Writer:
    """Writes blocks one after another; tables hold their own."""

    def __init__(self, about: About, fonts: Fonts) -> None:
        self._about, self._fonts = about, fonts
        self._document = Document()
        prepare(self._document, about)
        self._headings: list[tuple[int, str]] = []
        self._place: Any = self._document
        self._wide = WIDE.twips
        self._after_title: Any = None
        self._breaks = False
        self._below: Paragraph | None = None  # the empty one that Word wants under a table, while nothing follows it

    def finished(self) -> bytes:
        """The whole file, with its contents list under the title."""
        if self._after_title is not None:
            title = reader(self._about.lang)(say("Contents"))
            contents.add(self._document, self._after_title, title, self._headings)
        if self._below is not None:  # no page of its own for it
            self._below.paragraph_format.line_spacing = Pt(1)
        properties, about = self._document.core_properties, self._about
        told = [safe(words)[:_LONGEST] for words in (about.title, about.author, about.subject)]
        properties.title, properties.author, properties.subject = told
        properties.created = properties.modified = datetime.fromtimestamp(about.made_at / 1000, UTC)
        properties.language, properties.comments, properties.keywords = about.lang, "", about.seal
        target = io.BytesIO()
        self._document.save(target)
        return target.getvalue()

    def write(self, block: Block) -> None:
        """Writes a block where the last one ended."""
        match block:
            case blocks.Table():
                self._table(block)
            case blocks.Figure():
                self._figure(block)
            case blocks.Ticks() | blocks.WritingLines() | blocks.Slips():
                self._blank(block)
            case handouts.Cues() | handouts.TableCards() | handouts.Poster():
                self._all(told(handed.shown(block), reader(self._about.lang)))
            case blocks.Keep():
                self._all(block.parts)
            case blocks.SideBySide():
                self._all((*block.left, *block.right))
            case blocks.Cards():
                self._all([part for card in block.cards for part in card])
            case blocks.PageBreak():
                self._breaks = True
            case blocks.OnScreen():
                pass
            case blocks.Sheet():
                self._breaks = True
                self._all(block.shown)
            case _:
                self._wording(block)

    def _blank(self, block: blocks.Blank) -> None:
        match block:
            case blocks.Ticks():
                self._paragraph(WORDS, blocks.Run("   ".join(f"{_BOX} {words}".strip() for words in block.words)))
            case blocks.WritingLines():
                for _line in range(block.count):
                    self._paragraph(LINE)
            case blocks.Slips():
                self._slips(block)
            case _:
                assert_never(block)

    def _all(self, given: Iterable[Block]) -> None:
        for block in given:
            self.write(block)

    def _wording(self, block: blocks.Wording) -> None:
        match block:
            case blocks.Heading():
                self._heading(block)
            case blocks.Text():
                style = {"body": "Normal", "remark": QUIET, "cell": WORDS, "time": TIME, "large": LARGE}[block.role]
                self._paragraph(style, *block.runs)
            case blocks.Quote():
                self._paragraph("Quote", blocks.Run(f"\u201c{block.words}\u201d"))
            case blocks.Listing():
                self._listing(block)
            case blocks.Points():
                self._all(blocks.cell(f"{_RING} {words}") for words in block.words)
            case blocks.Callout():
                lead = [blocks.Run(f"{block.lead} ", bold=True)] if block.lead else []
                self._paragraph(CALLOUT, *lead, blocks.Run(block.words))
            case blocks.KeyFigures():
                for figure, words in block.on_paper:
                    self._paragraph(FIGURE, blocks.Run(f"{figure} ", bold=True), blocks.Run(words))
            case blocks.Member():
                self._paragraph(WORDS, blocks.Run(block.words))
            case blocks.Worn():
                self._worn(block)
            case _:
                assert_never(block)

    def _paragraph(self, style: str = "Normal", *runs: blocks.Run) -> Paragraph:
        made = Paragraph(self._place._element.add_p(), self._place) if self._in_cell else self._body()
        if style != "Normal":
            made._p.style = style.replace(" ", "")
        for run in runs:
            made.add_run(safe(run.words)).bold = run.bold or None
        if starts_rtl("".join(run.words for run in runs)):
            _from_the_right(made)
        return made

    def _worn(self, block: blocks.Worn) -> None:
        """A lens's symbol on its colour, and its name."""
        made = self._paragraph()
        picture = io.BytesIO(png(Tile(block.lens, block.symbol), TILE))
        made.add_run().add_picture(picture, width=Pt(TILE))._inline.docPr.set("descr", "")
        made.add_run(f" {safe(block.words)}").bold = True

    @property
    def _in_cell(self) -> bool:
        return isinstance(self._place, _Cell)

    def _body(self) -> Paragraph:
        """A new paragraph; where it begins a page after a table, the one that stands under the table already.

        Left there it would have a page of its own below a table that fills the one before.
        """
        made: Paragraph = self._below if self._breaks and self._below else self._document.add_paragraph()
        self._below = None
        if self._breaks:
            made.paragraph_format.page_break_before = True
            made.paragraph_format.space_after = None
            self._breaks = False
        return made

    def _under_table(self) -> None:
        self._below = self._body()
        self._below.paragraph_format.space_after = 0

    def _new_page(self) -> None:
        """Begins the page that a table is to begin on: a table itself cannot."""
        if self._breaks and not self._in_cell:
            self._body().paragraph_format.space_after = 0

    def _heading(self, block: blocks.Heading) -> None:
        aside = [blocks.Run(f"  {block.aside}")] if block.aside else []
        made = self._paragraph(f"Heading {block.level}", blocks.Run(block.words), *aside)
        if aside:
            made.runs[-1].style = "Aside"
        self._headings.append((block.level, safe(block.words)))
        contents.bookmark(made, len(self._headings))
        if block.level == 1 and self._after_title is None:
            self._after_title = made

    def _listing(self, block: blocks.Listing) -> None:
        number = _new_list(self._document) if block.numbered else None
        for words in block.entries:
            made = self._paragraph("List Number" if block.numbered else "List Bullet", blocks.Run(words))
            if number is not None:
                numbering = made._p.get_or_add_pPr().get_or_add_numPr()
                numbering.get_or_add_ilvl().val, numbering.get_or_add_numId().val = 0, number

    def _figure(self, block: blocks.Figure) -> None:
        shape = (
            self._paragraph()
            .add_run()
            .add_picture(io.BytesIO(png(drawing(block.drawing, self._fonts), DRAWN)), width=WIDE)
        )
        shape._inline.docPr.set("descr", safe(block.alt))
        shape._inline.docPr.set("title", safe(block.title))
        self._paragraph("Caption", blocks.Run(f"{block.title}. ", bold=True), blocks.Run(block.alt))
        self._table(block.table)

    # ------------------------------------------------------------------ tables

    def _table(self, block: blocks.Table) -> None:
        many = len(block.columns)
        self._new_page()
        made = self._place.add_table(0, many) if self._in_cell else self._document.add_table(0, many)
        made.style, made.autofit = "Table Grid", False
        widths = _widths(block.columns, self._wide)
        for grid, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
            grid.set(qn("w:w"), str(width))
        titles = [blocks.Text((blocks.Run(column.title, bold=True),), "cell") for column in block.columns]
        self._row(made, titles, block.columns, widths, head=True)
        last = len(block.rows) - 1
        for at, row in enumerate(block.rows):
            if isinstance(row, blocks.Band):
                self._band(made, row, sum(widths), len(widths))
            else:
                self._row(made, row, block.columns, widths, bold=block.total and at == last)
        if not self._in_cell:
            self._under_table()

    def _row(
        self,
        table: WordTable,
        cells: Sequence[blocks.Cell],
        columns: Sequence[Column],
        widths: Sequence[int],
        *,
        head: bool = False,
        bold: bool = False,
    ) -> None:
        row, outside = _new_row(table, head=head), self._place
        for given, column, width in zip(map(blocks.on_paper, cells), columns, widths, strict=True):
            self._into(_new_cell(row, table, width))
            strong = bold or column.kind == "strong"
            if isinstance(given, str):
                self._paragraph(QUIET if column.kind == "small" and not bold else WORDS, blocks.Run(given, strong))
            elif isinstance(given, blocks.Bar):
                self._paragraph(WORDS, blocks.Run(given.words, bold=True))
            else:
                self.write(given)
            if not self._place.paragraphs:
                self._paragraph()
            if column.kind == "number":
                for paragraph in self._place.paragraphs:
                    paragraph.alignment = HEAD
        self._into(outside)

    def _band(self, table: WordTable, band: blocks.Band, width: int, span: int) -> None:
        outside = self._place
        self._into(_new_cell(_new_row(table), table, width, span))
        made = self._paragraph(WORDS, blocks.Run(band.words, bold=True))
        made.paragraph_format.keep_with_next = True
        if band.aside:
            made.add_run(f"  {safe(band.aside)}").style = "Aside"
        self._into(outside)

    def _into(self, place: Any) -> None:
        self._place = place

    def _slips(self, block: blocks.Slips) -> None:
        """Two beside each other, in boxes to cut along; each stays on one page."""
        wide, outside = self._wide // 2, self._place
        self._new_page()
        made = self._document.add_table(0, 2)
        made.style, made.autofit = "Table Grid", False
        for grid in made._tbl.tblGrid.gridCol_lst:
            grid.set(qn("w:w"), str(wide))
        for at in range(0, len(block.slips), 2):
            row = _new_row(made)
            for slip in (*block.slips[at : at + 2], None)[:2]:
                self._into(_new_cell(row, made, wide))
                self._wide = wide - _CELL_EDGES
                self._slip(slip)
        self._into(outside)
        self._wide = WIDE.twips
        self._under_table()

    def _slip(self, slip: blocks.Slip | None) -> None:
        if slip is not None:
            self._all(slip.parts)
        self._paragraph(QUIET, blocks.Run(slip.code if slip else ""))


def _widths(columns: Sequence[Column], wide: int) -> list[int]:
    """The widths of columns in twentieths of a point: by their shares, but none too narrow for a word of its title."""
    whole = sum(column.share for column in columns)
    widths = [round(wide * column.share / whole) for column in columns]
    for at, column in enumerate(columns):
        longest = max(map(len, column.title.split()), default=0)
        lacks = min(_SIGN * longest + _CELL_EDGES, wide // 5) - widths[at]
        if lacks > 0:
            widths[at] += lacks
            widths[widths.index(max(widths))] -= lacks
    return widths


def _new_row(table: WordTable, *, head: bool = False) -> Any:
    row = OxmlElement("w:tr")
    settings = OxmlElement("w:trPr")
    for name in ("w:cantSplit", *(["w:tblHeader"] if head else [])):
        settings.append(OxmlElement(name))
    row.append(settings)
    table._tbl.append(row)
    return row


def _new_cell(row: Any, table: WordTable, width: int, span: int = 1) -> _Cell:
    made: Any = OxmlElement("w:tc")
    settings, wide = OxmlElement("w:tcPr"), OxmlElement("w:tcW")
    wide.set(qn("w:w"), str(width))
    wide.set(qn("w:type"), "dxa")
    settings.append(wide)
    if span > 1:
        across = OxmlElement("w:gridSpan")
        across.set(qn("w:val"), str(span))
        settings.append(across)
    made.append(settings)
    row.append(made)
    return _Cell(made, table)


def _new_list(document: Any) -> int:
    """The number of a list that begins at 1 again."""
    numbering = document.part.numbering_part.element
    of_style = document.styles["List Number"].element.pPr.numPr.numId.val
    abstract = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == of_style)
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _from_the_right(paragraph: Paragraph) -> None:
    """Sets a paragraph from right to left."""
    mark = OxmlElement("w:bidi")
    paragraph._p.get_or_add_pPr().insert_element_before(mark, "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    for run in paragraph.runs:
        run.font.rtl = True
