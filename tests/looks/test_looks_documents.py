"""Blocks as a web page and as a text document; drawings as SVG and as pictures."""

from __future__ import annotations

import html
import io
import re
from itertools import pairwise
from typing import Any

import docx
import pytest
from every_block import ARROWS, EVERY, LINKS, SHARES, TABLE, words_of
from PIL import Image

from facilitator.looks import bars, blocks
from facilitator.looks.arrows import Arrows, Push
from facilitator.looks.blocks import (
    About,
    Column,
    Drawing,
    Table,
)
from facilitator.looks.drawings import drawing
from facilitator.looks.fonts import Fonts
from facilitator.looks.picture import png
from facilitator.looks.rendering import renderer
from facilitator.looks.svg import svg
from facilitator.model.say import say

FONTS = Fonts()
ABOUT = About("A day", kind="Evaluation summary", stamp="REHEARSAL", made="Made today", notice="A notice")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def page(*given: blocks.Block) -> str:
    return renderer("html")(ABOUT, [given], FONTS).decode()


def seen(made: str) -> str:
    """The words of a page with single spaces."""
    plain = re.sub(r"<style>.*?</style>", "", made, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", plain)).split())


def text_document(*given: blocks.Block) -> Any:
    return docx.Document(io.BytesIO(renderer("docx")(ABOUT, [given], FONTS)))


def test_every_kind_of_block_is_on_the_page_with_all_its_words() -> None:
    made = page(*EVERY)
    assert [word for word in words_of(EVERY) if " ".join(word.split()) not in seen(made)] == []
    figures = [block for block in EVERY if isinstance(block, blocks.Figure)]
    codes = ["A square code for a phone\u2019s camera."] * 2
    named = re.findall(r"role='img' aria-label='([^']*)'", made)
    assert sorted(named) == sorted([*codes, *(figure.alt for figure in figures)])
    for words in ("REHEARSAL", "Made today", "A notice", "Skip to the content"):
        assert words in seen(made)


@pytest.mark.parametrize("after", [TABLE, blocks.Heading("A heading", 2), blocks.Text((blocks.Run("Words"),))])
def test_no_empty_line_stands_between_a_table_and_the_next_page(after: blocks.Block) -> None:
    """Under a table that fills its page it would have a page to itself."""
    body = text_document(TABLE, blocks.PageBreak(), after).element.body
    below = body.findall(f"{W}tbl")[0].getnext()
    assert below.tag == f"{W}p"
    assert below.find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_the_contents_list_stands_apart_from_what_follows() -> None:
    headings = (blocks.Heading("A day", 1), blocks.Heading("One", 2), blocks.Heading("Two", 2))
    listed = [made for made in text_document(*headings).paragraphs if made.style.name == "Normal"]
    assert [made.text for made in listed if made.text] == ["Contents", "One", "Two"]
    assert [made.paragraph_format.space_after.pt > 0 for made in listed[-3:]] == [False, False, True]


def test_the_line_that_must_stand_under_the_last_table_takes_no_room() -> None:
    made = text_document(TABLE)
    assert made.paragraphs[-1].text == ""
    assert made.paragraphs[-1].paragraph_format.line_spacing.pt == 1


def test_every_kind_of_block_is_in_the_text_document_with_all_its_words() -> None:
    body = text_document(*EVERY).element.body
    said = " ".join("".join(e.text or "\n" for e in body.iter(f"{W}t", f"{W}br", f"{W}p")).split())
    assert [word for word in words_of(EVERY, drawn=False) if " ".join(word.split()) not in said] == []


def test_what_is_behind_a_figure_is_on_the_page_and_not_on_paper() -> None:
    behind = blocks.OnScreen((Table([[blocks.Named("17", "c-a", whole=True), "Open it"]], [Column("of")] * 2),))
    figure = Table([[blocks.Named("17", "c-a"), blocks.Counted("1", (blocks.Source("c-a", "17"),))]], [Column("n")] * 2)
    made = page(figure, behind)
    assert "Open it" in seen(made)
    assert made.count('id="c-a"') == 1 < made.index('id="c-a"') - made.index('href="#c-a"'), "it leads to the whole"
    said = "".join(e.text or "" for e in text_document(figure, behind).element.body.iter(f"{W}t"))
    assert "1" in said and "Open it" not in said


def test_a_table_or_slips_after_a_page_break_begin_the_new_page() -> None:
    slips = blocks.Slips((blocks.Slip((blocks.strong("One"),), "code"),))
    for what in (TABLE, slips):
        body = text_document(blocks.body("Before"), blocks.PageBreak(), what).element.body
        (table,) = body.iterchildren(f"{W}tbl")
        assert table.getprevious().find(f".//{W}pageBreakBefore") is not None
        assert table.getnext().find(f".//{W}pageBreakBefore") is None


def test_no_column_is_too_narrow_for_a_word_of_its_title() -> None:
    made = text_document(
        Table([["1", "Words", "2"]], [Column("no.", 0.01), Column("as written"), Column("leverage", 0.02)])
    )
    widths = [int(grid.get(f"{W}w")) for grid in made.element.body.iter(f"{W}gridCol")]
    assert widths[0] >= 500
    assert widths[2] >= 1000
    assert sum(widths) == pytest.approx(9978, abs=3)


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_a_sentence_may_stand_wherever_words_may(form: Any) -> None:
    told = say("<b>{n} \ud800note</b>", n=3)
    every = (
        blocks.Heading(told, 2, told),
        blocks.body(told),
        Table([[told, blocks.Ticks((told,))]], [Column(told)] * 2),
    )
    made = renderer(form)(ABOUT, [every], FONTS)
    if form == "html":
        assert made.decode().count("&lt;b&gt;3") == 8
        assert "<b>3" not in made.decode()


def test_markup_in_words_is_words() -> None:
    nasty = "<script>alert('1')</script> & {{ 7*7 }} \x00\ufffe\ud800"
    every = (blocks.Heading(nasty, 2, nasty), blocks.body(nasty, nasty), blocks.Callout(nasty, nasty))
    made = page(*every, blocks.Table([[nasty]], [blocks.Column(nasty)]))
    assert "<script" not in made
    assert "<script>alert('1')</script> & {{ 7*7 }} [?]" in seen(made)
    assert "alert" in text_document(*every).paragraphs[0].text


def test_each_list_begins_with_one_and_a_page_break_is_the_next_paragraphs() -> None:
    made = text_document(blocks.Listing(("a",)), blocks.PageBreak(), blocks.Listing(("b",)), blocks.Listing(("c", "d")))
    numbers = [p.pPr.numPr.numId.val for p in made.element.body.iter(f"{W}p")]
    assert len(set(numbers)) == 3 and numbers[2] == numbers[3]
    assert [bool(p.paragraph_format.page_break_before) for p in made.paragraphs] == [False, True, False, False]


def test_whatever_stands_in_a_cell_stands_in_its_cell() -> None:
    inner = blocks.Table([["inside", "too"]], [blocks.Column("a"), blocks.Column("b")])
    figure = blocks.Figure("Ratings", "A bar each.", SHARES, TABLE)
    rows = [[blocks.keep(inner, figure), blocks.keep()], ["last", "of all"]]
    made = text_document(blocks.Table(rows, [blocks.Column("c"), blocks.Column("d")]))
    assert len(made.tables) == 1
    first, second = made.tables[0].rows[1].cells
    assert [table.rows[1].cells[0].text for table in first.tables][:1] == ["inside"] and len(first.tables) == 2
    assert [paragraph.text for paragraph in second.paragraphs] == [""]
    assert [cell.text for cell in made.tables[0].rows[2].cells] == ["last", "of all"]
    assert "inside" in seen(page(blocks.Table(rows, [blocks.Column("c"), blocks.Column("d")])))


def test_words_from_right_to_left_begin_at_the_right() -> None:
    made = text_document(blocks.body("\u0645\u0631\u062d\u0628\u0627 12"), blocks.body("Hello"))
    assert ["bidi" in p.xml for p in made.element.body.iter(f"{W}p")] == [True, False]
    assert made.paragraphs[0].runs[0].font.rtl
    assert re.search(r'<p class="body" dir="auto">', page(blocks.body("Hello")))


def test_what_paper_leaves_out_of_a_table_is_told_to_readers() -> None:
    made = page(blocks.Table([["Parents", "4"]], [blocks.Column("group"), blocks.Column("people")], heads=False))
    assert re.search(r'<tr class="unseen"><th scope="col"[^>]*><span>group</span></th>', made)


@pytest.mark.parametrize("data", [SHARES, ARROWS, LINKS])
def test_a_drawing_is_the_same_size_in_every_form_and_has_ink(data: Drawing) -> None:
    made = str(svg(drawing(data, FONTS), 499.0, "What it shows"))
    wide, high = (float(value) for value in re.findall(r"viewBox='-3 -3 (\d+) (\d+)'", made)[0])
    with Image.open(io.BytesIO(png(drawing(data, FONTS), 499.0))) as picture:
        assert picture.size == pytest.approx((3 * wide, 3 * high), abs=3)
        dark = sum(picture.convert("L").point(lambda level: level < 128, "1").histogram()[1:])
    assert 500 < dark < 0.2 * picture.width * picture.height


def test_hatching_stays_inside_its_arrow() -> None:
    arrows = Arrows(("Left", "Right"), (Push("", 5),), ())
    made = str(svg(drawing(arrows, FONTS), 499.0))
    box = re.search(r"<polygon points='([\d., ]+)' fill='#FFFFFF'/>", made)
    assert box
    corners = [tuple(map(float, corner.split(","))) for corner in box[1].split()]
    lines = re.findall(r"<polyline points='([\d.]+),([\d.]+) ([\d.]+),([\d.]+)'[^>]*stroke-width='0.5'", made)
    assert len(lines) > 20
    for number, (low, high) in enumerate((min(c), max(c)) for c in zip(*corners, strict=True)):
        assert all(low - 0.11 <= float(line[at]) <= high + 0.11 for line in lines for at in (number, number + 2))


def test_a_letter_with_a_hole_keeps_it() -> None:
    table = bars.Shares((("none", ""),), (bars.ShareRow("O" * 8, (1,)),))
    with Image.open(io.BytesIO(png(drawing(table, FONTS), 499.0))) as picture:
        letters = picture.convert("L").crop((9, 9, 9 + 3 * 74, 9 + 3 * 20))
    middle = [letters.getpixel((x, letters.height // 2)) for x in range(letters.width)]
    changes = sum((a < 128) != (b < 128) for a, b in pairwise(middle))
    assert changes >= 4 * 7


def test_there_is_no_figure_without_its_table() -> None:
    made = page(blocks.Figure("Ratings", "A bar each.", SHARES, TABLE))
    assert made.index("<svg") < made.index("<figcaption") < made.index("<table")
