"""A lens on paper: its symbol on a tile of its colour, and its name beside it."""

from __future__ import annotations

from facilitator.looks.fonts import Fonts
from facilitator.looks.icon_lines import lines
from facilitator.looks.pdf.base import Flowable, paint
from facilitator.looks.pdf.text import Words, text
from facilitator.looks.tokens import load

TILE = 18.0
"""How wide and high a tile is, points."""
_GAP, _OF = 8.0, 16.0


class Tile(Flowable):
    """The symbol on its colour, `side` points wide."""

    def __init__(self, lens: str, symbol: str, side: float = TILE) -> None:
        super().__init__()
        self.look, self.symbol, self.side = load().lens(lens), symbol, side

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points."""
        self.width = self.height = self.side
        return self.width, self.height

    def draw(self) -> None:
        """Ground, outline and the lines of the symbol."""
        canvas, side, inner = self.canv, self.side, self.side * 0.72
        canvas.saveState()
        canvas.setFillColor(paint(self.look.fill))
        canvas.setStrokeColor(paint(self.look.edge))
        canvas.setLineWidth(0.6)
        canvas.rect(0, 0, side, side, stroke=1, fill=1)
        canvas.setStrokeColor(paint(self.look.on))
        canvas.setLineWidth(1.5 * inner / _OF)
        away = (side - inner) / 2
        for line in lines(self.symbol):
            path = canvas.beginPath()
            for at, (x, y) in enumerate(line):
                (path.lineTo if at else path.moveTo)(away + x * inner / _OF, side - away - y * inner / _OF)
            canvas.drawPath(path, stroke=1, fill=0)
        canvas.restoreState()


class Worn(Flowable):
    """A tile with the lens's name beside it."""

    def __init__(self, tile: Tile, words: Words) -> None:
        super().__init__()
        self.tile, self.words = tile, words

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        self.tile.wrap(width, height)
        self.width, self.height = width, max(TILE, self.words.wrap(width - TILE - _GAP, height)[1])
        return self.width, self.height

    def draw(self) -> None:
        """The tile at the left, the words in its middle."""
        self.tile.drawOn(self.canv, 0, (self.height - TILE) / 2)
        self.words.drawOn(self.canv, TILE + _GAP, (self.height - self.words.height) / 2)

    def getSpaceAfter(self) -> float:
        """Free points below."""
        return 6.0


def worn(lens: str, symbol: str, words: str, fonts: Fonts) -> Worn:
    """A lens with its name."""
    return Worn(Tile(lens, symbol), text("table_strong", words, fonts))
