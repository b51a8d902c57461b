"""Any Unicode text whatever can be set, drawn and read again: nobody's words end the paper."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

import nasty
from facilitator.looks.fonts import Fonts
from facilitator.looks.pdf.base import StyleName
from facilitator.looks.pdf.document import (
    Column,
    Document,
    Flowable,
    bar,
    heading,
    keep,
    key_figures,
    labelled,
    legend,
    note_box,
    small,
    stacked_bar,
    table,
    text,
    two_columns,
)
from facilitator.looks.pdf.lines import levels_of
from facilitator.looks.scripts import safe

FONTS = Fonts()
WIDTHS = (9.0, 60.0, 180.0, 500.0)
LOOKS: tuple[StyleName, ...] = ("body", "strong", "h1", "figure")
_NAMED = re.compile(r"\[U\+([0-9A-F]{4,6})\]")


def in_order(few: str, many: str) -> bool:
    """Whether the letters of `few` stand in `many`, in the same order."""
    rest = iter(many)
    return all(letter in rest for letter in few)


def visible(words: str) -> str:
    """Words without what takes no place on a line."""
    return re.sub("[\\s\u200b\u200e\u200f\u061c]", "", words)


def is_set_whole(words: str, width: float, look: StyleName) -> None:
    """Sets words and looks whether each letter stands on a line, in order."""
    lines = text(look, words, FONTS, "1.").setting(width).lines
    said = "1." + FONTS.printable(safe(words))
    assert visible("".join(line.text for line in lines)) == visible(said)
    for line in lines:
        placed = "".join(piece.text for piece in line.pieces)
        assert sorted(visible(placed)) == sorted(visible(line.text))
    assert in_order(nasty.letters(words), nasty.letters(_NAMED.sub(lambda m: chr(int(m[1], 16)), said)))


@pytest.mark.parametrize("words", nasty.WORDS, ids=range(len(nasty.WORDS)))
def test_every_letter_of_nasty_words_is_set(words: str) -> None:
    for width in WIDTHS:
        is_set_whole(words, width, "body")


@settings(max_examples=120)
@given(nasty.words, st.sampled_from(WIDTHS), st.sampled_from(LOOKS))
def test_every_letter_of_any_words_is_set(words: str, width: float, look: StyleName) -> None:
    is_set_whole(words, width, look)


def every_part(words: str) -> list[Flowable]:
    """Each part of a document that takes words, with these."""
    columns = [Column(words, 0.3, "strong"), Column("b", 0.3), Column("c", 0.4, "number")]
    rows = [[words, labelled(1, words, FONTS), words], [words], ["a", keep(small(words, FONTS)), "1"]]
    return [
        heading(words, 1, FONTS, aside=words),
        heading(words, 3, FONTS),
        key_figures([(words[:40], words)] * 3, FONTS),
        two_columns([text("body", words, FONTS)], [heading(words, 2, FONTS), small(words, FONTS)]),
        note_box(words, FONTS, words),
        bar(1, 2, FONTS, words),
        stacked_bar([3, 1], ["dark", "none"], FONTS, labels=[words, words]),
        legend([("dark", words), ("none", words)], FONTS),
        table(rows, columns, FONTS, total=True),
    ]


def is_printed(words: str) -> None:
    """Prints every part with these words; the document opens."""
    target = io.BytesIO()
    document = Document(
        target,
        words,
        fonts=FONTS,
        head_left=words,
        head_right=words,
        foot_left=words,
        foot_middle=words,
        foot_below=words,
        author=words,
        subject=words,
        invariant=True,
    )
    document.add(*every_part(words))
    document.build()
    assert len(PdfReader(target).pages) == document.pages


@pytest.mark.parametrize("words", nasty.WORDS, ids=range(len(nasty.WORDS)))
def test_every_part_prints_nasty_words(words: str) -> None:
    is_printed(words)


@settings(max_examples=15)
@given(nasty.words)
def test_every_part_prints_any_words(words: str) -> None:
    is_printed(words)


def test_a_letter_newer_than_the_tables_of_directions_has_one() -> None:
    assert levels_of("\u05e9\u0378\u05e9", rtl=True) == [1, 2, 1]
    assert levels_of("a\u05ffa", rtl=False) == [0, 1, 0]
