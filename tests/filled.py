"""How a paper's pages are filled: none begins without its heading, none ends with one, none is nearly blank."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader

from facilitator.looks.pdf.base import FOOT, PAGE, TOP, UPRIGHT

MOST_BLANK = 0.35
LEAST_LINES = 6


class Line(NamedTuple):
    """Words on a page: how many points above its foot, in which font, of which size."""

    y: float
    words: str
    font: str
    size: float

    @property
    def heads(self) -> bool:
        """Whether it is a heading of a section."""
        return self.font.endswith("Inter-Bold") and self.size > 12


def lines(page: PageObject) -> list[Line]:
    """What stands between head and foot, from the top."""
    found: list[Line] = []

    def visit(words: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if words.strip() and FOOT <= y <= PAGE[1] - TOP + 5:
            found.append(Line(y, words.strip(), str(font["/BaseFont"]) if font else "", size))

    page.extract_text(visitor_text=visit)
    return sorted(found, key=lambda line: -line.y)


def is_well_filled(pages: Sequence[list[Line]], most: float = MOST_BLANK) -> None:
    """Each page but the first begins with a heading or with what goes on; of none but the last is more blank than
    `most` of it.
    """
    for page in pages[1:]:
        assert page[0].heads or "(continued)" in page[0].words, page[0]
    for page in pages:
        assert not page[-1].heads, page[-1]
    for page in pages[:-1]:
        assert page[-1].y - FOOT < most * UPRIGHT.body, page[-1]
    assert len({round(line.y) for line in pages[-1]}) >= LEAST_LINES, pages[-1]


def pages_of(path: Path) -> list[list[Line]]:
    """The lines of each page of a paper."""
    return [lines(page) for page in PdfReader(path).pages]
