"""Parts of handouts on paper: QR codes, icons, points to tick, questions with a bar, large words."""

from __future__ import annotations

from math import ceil

from facilitator.looks.fonts import Fonts
from facilitator.looks.handouts import Seen
from facilitator.looks.icon_lines import lines
from facilitator.looks.pdf.base import Canvas, Flowable, Style, ink, inked
from facilitator.looks.pdf.text import Words, text
from facilitator.looks.qr import bars, modules

_GAP = 8.0
_ROUND = 6.0


class Code(Flowable):
    """A QR code in black on white, so many points wide and high."""

    def __init__(self, words: str, side: float) -> None:
        super().__init__()
        self.words, self.side = words, side

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its size, whatever the width."""
        self.width, self.height = self.side, self.side
        return self.width, self.height

    def draw(self) -> None:
        """Draws the dark modules as bars."""
        each = self.side / len(modules(self.words))
        self.canv.setFillColor("#FFFFFF")
        self.canv.rect(0, 0, self.side, self.side, stroke=0, fill=1)
        self.canv.setFillColor("#000000")
        for row, first, many in bars(self.words):
            self.canv.rect(first * each, self.side - (row + 1) * each, many * each, each, stroke=0, fill=1)


class Point(Flowable):
    """Something to say, with a ring to tick."""

    def __init__(self, words: str, size: float, fonts: Fonts, gap: float = 0.45) -> None:
        """`size` in points; `gap` is what is free above, in sizes."""
        super().__init__()
        self.gap = gap
        self.words = text(Style(size, ceil(size * 1.3), "regular", ink("text")), words, fonts)
        self.size = size

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self.width, self.height = width, self.words.wrap(width - self._indent, height)[1]
        return self.width, self.height

    @property
    def _indent(self) -> float:
        return self.size * 1.45

    def draw(self) -> None:
        """Draws the ring on the middle of the first line."""
        middle = self.height - self.words.setting(self.width - self._indent).leading / 2
        self.canv.setStrokeColor(inked("text"))
        self.canv.setLineWidth(1.0)
        self.canv.circle(self.size * 0.45, middle, self.size * 0.42)
        self.words.drawOn(self.canv, self._indent, 0)

    def getSpaceBefore(self) -> float:
        """Free points above."""
        return self.size * self.gap


class Barred(Flowable):
    """A question with a bar at its side."""

    def __init__(self, part: Flowable) -> None:
        super().__init__()
        self.part = part

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self.width, self.height = width, self.part.wrap(width - 13, height)[1]
        return self.width, self.height

    def draw(self) -> None:
        """Draws bar and words."""
        self.canv.setStrokeColor(inked("text"))
        self.canv.setLineWidth(2.0)
        self.canv.line(1, 0, 1, self.height)
        self.part.drawOn(self.canv, 13, 0)

    def getSpaceAfter(self) -> float:
        """Free points below."""
        return _GAP


class Iconed(Flowable):
    """Small words behind an icon."""

    def __init__(self, seen: Seen, fonts: Fonts) -> None:
        super().__init__()
        self.icon, self.words = seen.icon, text("table", seen.words, fonts)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self.width, self.height = width, self.words.wrap(width - 19, height)[1]
        return self.width, self.height

    def draw(self) -> None:
        """Draws icon and words."""
        icon_at(self.canv, self.icon, 0, self.height - 13.5, 12.0)
        self.words.drawOn(self.canv, 19, 0)


def display(words: str, size: float, fonts: Fonts) -> Words:
    """Large words of a size in points."""
    return text(Style(size, ceil(size * 1.18), "display", ink("text"), kern=True, track=-15), words, fonts)


def led(lead: str, words: str, size: float, fonts: Fonts) -> Words:
    """Words of a size in points behind a word in semi-bold."""
    return text(Style(size, ceil(size * 1.35), "regular", ink("text")), words, fonts, lead)


def icon_at(canvas: Canvas, name: str, x: float, y: float, size: float) -> None:
    """An icon with its lower left corner there, `size` points wide and high."""
    canvas.saveState()
    canvas.setStrokeColor(inked("text"))
    canvas.setLineWidth(1.5 * size / 16)
    path = canvas.beginPath()
    for line in lines(name):
        for at, (across, down) in enumerate(line):
            (path.lineTo if at else path.moveTo)(x + across * size / 16, y + (16 - down) * size / 16)
    canvas.drawPath(path)
    canvas.restoreState()


def framed_code(canvas: Canvas, words: str, x: float, y: float, side: float) -> None:
    """A code in a frame with round corners."""
    canvas.setStrokeColor(inked("text"))
    canvas.setLineWidth(1.2)
    canvas.roundRect(x, y, side, side, _ROUND)
    code = Code(words, side - 8)
    code.wrap(side, side)
    code.drawOn(canvas, x + 4, y + 4)
