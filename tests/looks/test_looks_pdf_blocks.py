"""Blocks on paper: every block is printed with all its words, and a drawing that is too high gives way to its table."""

from __future__ import annotations

import io
from dataclasses import fields, is_dataclass
from typing import Any, get_args

from pypdf import PdfReader

from facilitator.looks import blocks
from facilitator.looks.blocks import Band, Bar, Block, Column, Link, LinkBox, Links, Push, ShareRow, Stroke, Table
from facilitator.looks.pdf import Document

TABLE = Table(
    [Band("Ideas", "2 notes"), ["1", blocks.cell("Open the hall", "Start:")], ["2", Bar(2, 4, "two of four")]],
    [Column("no.", 0.1, "small"), Column("as written")],
)
SHARES = blocks.Shares((("dark", "1 low"), ("light", "2 high")), (ShareRow("The food", (3, 9), "n=12", "9 of 12"),))
ARROWS = blocks.Arrows(("Driving, 1", "Restraining, 1"), (Push("Need", 4, aside="3-5"),), (Push("Rent", 2),))
LINKS = Links(
    (LinkBox("a", "Trust", "3 notes"), LinkBox("b", "Rooms", "1 note")),
    (Link("a", "b", "leads to", Stroke()),),
    ((Stroke(), "leads to"),),
)
EVERY: tuple[Block, ...] = (
    blocks.Heading("A heading", 2, "beside it"),
    blocks.body("A paragraph.", "Led:"),
    blocks.strong("Loud"),
    blocks.remark("Small words."),
    blocks.Quote("Somebody said"),
    blocks.Listing(("First aim", "Second aim")),
    blocks.Callout("Nobody yet", "Open:", settled=False),
    blocks.KeyFigures((("23", "took part"),)),
    blocks.Member(2, "Parents"),
    TABLE,
    blocks.Figure("Ratings", "A bar each.", SHARES, TABLE),
    blocks.Figure("The field", "Arrows.", ARROWS, TABLE),
    blocks.Figure("The chart", "Boxes.", LINKS, TABLE, also_table=True),
    blocks.keep(blocks.body("Kept"), blocks.body("together")),
    blocks.SideBySide((blocks.body("On the left"),), (blocks.body("On the right"),)),
    blocks.Cards(((blocks.body("One card"),), (blocks.body("Two cards"),), (blocks.body("Three cards"),))),
    blocks.PageBreak(),
)


def printed(*given: Block) -> list[str]:
    """What stands on each page."""
    target = io.BytesIO()
    document = Document(target, "Blocks")
    document.add(*given)
    document.build()
    return [" ".join(page.extract_text().split()) for page in PdfReader(target).pages]


def words_of(value: Any) -> list[str]:
    """Every word of a block that stands on paper."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple | list):
        return [word for one in value for word in words_of(one)]
    silent = {"role", "kind", "key", "stroke", "title", "alt", "table", "start", "end"}
    if isinstance(value, Column):
        return [value.title]
    if is_dataclass(value):
        own = [f.name for f in fields(value) if f.name not in silent or isinstance(value, LinkBox)]
        return [word for name in own for word in words_of(getattr(value, name))]
    return []


def test_every_kind_of_block_is_printed_with_all_its_words() -> None:
    assert {type(block) for block in EVERY} == set(get_args(blocks.Block))
    said = " ".join(printed(*EVERY))
    patterns = set(get_args(blocks.Pattern))
    wanted = [word for block in EVERY for word in words_of(block) if word not in patterns and word not in ("a", "b")]
    assert [word for word in wanted if " ".join(word.split()) not in said] == []


def test_a_page_break_begins_one_page_and_no_empty_one() -> None:
    first, second = printed(blocks.body("One"), blocks.PageBreak(), blocks.PageBreak(), blocks.body("Two"))
    assert first.startswith("One") and second.startswith("Two")


def test_a_chart_too_high_for_a_page_is_a_table_alone() -> None:
    boxes = tuple(LinkBox(str(n), f"Box {n}", "1 note") for n in range(60))
    high = Links(boxes, (Link("0", "1", "leads to", Stroke()),), ((Stroke(), "leads to"),))
    said = " ".join(printed(blocks.Figure("The chart", "Boxes.", high, TABLE)))
    assert "Box 7" not in said
    assert "Open the hall" in said


def test_the_drawing_alone_is_printed_where_every_number_stands_on_it() -> None:
    said = " ".join(printed(blocks.Figure("Ratings", "A bar each.", SHARES, TABLE)))
    assert "The food" in said and "9 of 12" in said
    assert "Open the hall" not in said
