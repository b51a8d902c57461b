"""Parts of a printed document, in ink only. They take plain values and know nothing of workshops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from facilitator.looks.fonts import Fonts
from facilitator.looks.pdf.base import Flowable, inked, layout, style
from facilitator.looks.pdf.marks import draw_symbol, symbol_name
from facilitator.looks.pdf.stack import Framed, SideBySide, Stack, framed_height
from facilitator.looks.pdf.text import Words, text
from facilitator.looks.scripts import safe


class Heading(Words):
    """A heading that readers find in the document's outline. `level` 1 is the document's title."""

    level = 2
    title = ""

    def draw(self) -> None:
        """Draws the heading and marks its place in the outline."""
        x, y = self.canv.absolutePosition(0, 0)
        key = f"place-{self.canv.getPageNumber()}-{x:.0f}-{y:.0f}"
        self.canv.bookmarkHorizontal(key, 0, self.height)
        depth = min(self.level - 1, int(self.canv._doc.outline.currentlevel) + 1)
        self.canv.addOutlineEntry(self.title or "-", key, depth)
        super().draw()


class KeyFigures(Flowable):
    """A strip of figures with words under them, between a heavy and a thin rule."""

    def __init__(self, figures: Sequence[tuple[str, str]], fonts: Fonts) -> None:
        super().__init__()
        words = replace(style("body"), after=0.0)
        self.columns = [Stack([text("figure", figure, fonts), text(words, said, fonts)]) for figure, said in figures]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        wide = self._place(width)
        self.width = width
        self.height = max((column.wrap(wide - 20, height)[1] for column in self.columns), default=0.0) + 20
        return self.width, self.height

    def draw(self) -> None:
        """Draws rules and figures."""
        canvas, wide = self.canv, self._place(self.width)
        canvas.setStrokeColor(inked("text"))
        canvas.setLineWidth(1.6)
        canvas.line(0, self.height, self.width, self.height)
        canvas.setLineWidth(0.6)
        canvas.line(0, 0, self.width, 0)
        canvas.setStrokeColor(inked("line"))
        for at, column in enumerate(self.columns):
            if at:
                canvas.line(at * wide, 0, at * wide, self.height - 0.8)
            column.drawOn(canvas, at * wide + (10 if at else 0), self.height - 9 - column.height)

    def getSpaceBefore(self) -> float:
        """Free points above."""
        return 12.0

    def getSpaceAfter(self) -> float:
        """Free points below."""
        return 12.0

    def _place(self, width: float) -> float:
        return width / max(1, len(self.columns))


class Labelled(Flowable):
    """A partner group's symbol with words beside it."""

    def __init__(self, symbol: str, words: Words) -> None:
        super().__init__()
        self.symbol, self.words = symbol, words

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self.width, self.height = width, self.words.wrap(width - 13, height)[1]
        return self.width, self.height

    def draw(self) -> None:
        """Draws the symbol on the middle of the first line."""
        middle = self.height - self.words.setting(self.width - 13).leading / 2
        draw_symbol(self.canv, self.symbol, 4, middle, 8)
        self.words.drawOn(self.canv, 13, 0)


class Gap(Flowable):
    """Free points between two parts."""

    def __init__(self, points: float) -> None:
        super().__init__()
        self.width, self.height = 0.0, points

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its height, or less at the foot of a page."""
        return 0.0, min(self.height, height)

    def draw(self) -> None:
        """Nothing to draw."""


def heading(words: str, level: int, fonts: Fonts, aside: str = "") -> Heading:
    """A heading of level 1 (title), 2 or 3, with small words after it; the page never breaks right under it."""
    look = style("h1" if level == 1 else "h2" if level == 2 else "h3")
    spans = [(look, fonts.printable(safe(words)))]
    if aside:
        small = replace(style("small"), before=look.before, after=look.after)
        spans.append((small, " " + fonts.printable(safe(aside))))
    made = Heading(spans, fonts)
    made.style = look
    made.level = level
    made.title = " ".join(safe(words).split())
    return made


def key_figures(figures: Sequence[tuple[str, str]], fonts: Fonts) -> KeyFigures:
    """The strip at the top of a summary: up to five figures, each with what it counts."""
    return KeyFigures(figures, fonts)


def two_columns(left: Sequence[Flowable], right: Sequence[Flowable]) -> SideBySide:
    """Two columns of equal width, tops level."""
    return SideBySide([Stack(left), Stack(right)], (1, 1))


def keep(*parts: Flowable) -> Stack:
    """Parts that stay on one page, such as a chart and its words of caution."""
    return Stack(parts)


def small(words: str, fonts: Fonts) -> Words:
    """A line of caution or explanation in small grey letters."""
    return text("small", words, fonts)


def note_box(words: str, fonts: Fonts, lead: str = "", line: Literal["dashed", "solid"] = "dashed") -> Framed:
    """A framed note; `lead` stands before it in semi-bold. Dashed: still open. Solid: settled."""
    return Framed(Stack([text(replace(style("body"), after=0.0), words, fonts, lead)], page=framed_height()), line)


def labelled(group: int | str, words: str, fonts: Fonts) -> Labelled:
    """A partner group's name with its symbol before it, for a table cell."""
    return Labelled(symbol_name(group), text("table", words, fonts))


def gap(points: float) -> Gap:
    """Free space of so many points, at most a page's."""
    return Gap(min(points, layout().body))
