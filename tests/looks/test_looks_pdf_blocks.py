"""Blocks on paper: every block is printed with all its words, and a drawing that is too high gives way to its table."""

from __future__ import annotations

import io
from typing import get_args

from every_block import EVERY, SHARES, TABLE, words_of
from pypdf import PdfReader

from facilitator.looks import blocks
from facilitator.looks.arrows import Link, LinkBox, Links, Stroke
from facilitator.looks.blocks import (
    Block,
)
from facilitator.looks.pdf.document import Document


def printed(*given: Block) -> list[str]:
    """What stands on each page."""
    target = io.BytesIO()
    document = Document(target, "Blocks")
    document.add(*given)
    document.build()
    return [" ".join(page.extract_text().split()) for page in PdfReader(target).pages]


def test_every_kind_of_block_is_printed_with_all_its_words() -> None:
    assert {type(block) for block in EVERY} == set(get_args(blocks.Block))
    said = " ".join(printed(*EVERY))
    assert [word for word in words_of(EVERY) if " ".join(word.split()) not in said] == []


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
