"""Where in a document a page begins: what goes on at its top, under which headings, is said again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from facilitator.looks.fonts import Fonts
from facilitator.looks.pdf.base import Flowable, layout, style
from facilitator.looks.pdf.parts import Heading
from facilitator.looks.pdf.stack import Shrunk
from facilitator.looks.pdf.table import Table
from facilitator.looks.pdf.text import Words
from facilitator.model.say import Message, say

_GAP = 8.0


@dataclass
class Whereabouts:
    """The headings that the last part drawn stands under, by their levels below the document's title."""

    fonts: Fonts
    read: Callable[[Message], str]
    titles: dict[int, str] = field(default_factory=dict)

    def enter(self, heading: Heading) -> None:
        """What follows stands under this heading."""
        self.titles = {level: title for level, title in self.titles.items() if level < heading.level}
        if heading.level > 1:
            self.titles[heading.level] = heading.spans[0][1]

    def leave(self) -> None:
        """What follows stands under no heading yet."""
        self.titles.clear()

    def continued(self, part: Flowable) -> Words | None:
        """The line over a part that goes on here; None where it stands under no heading."""
        above = part.level if isinstance(part, Heading) else len(self.titles) + 2
        titles = [title for level, title in self.titles.items() if level < above]
        if not titles:
            return None
        first, *others = titles
        more = [*others, *(part.bands() if isinstance(part, Table) else ())]
        said = self.read(say("{heading} (continued)", heading=first))
        spans = [(style("strong"), said), *((style("small"), f" \u00b7 {words}") for words in more)]
        return Words([(replace(look, before=0.0, after=0.0), words) for look, words in spans], self.fonts)


class Placed(Flowable):
    """A part as it stands in a document: as it is, cut where it can be cut, and shrunk where nothing else is left.

    At the top of a page it says first under which headings it goes on.
    """

    _frame: Any

    def __init__(self, part: Flowable, where: Whereabouts) -> None:
        super().__init__()
        self.part, self.where = part, where
        self.over: Words | None = None
        self.settled = False

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size in points for a given width."""
        taken = self._taken(width, height)
        self.width, self.height = self.part.wrap(width, height - taken)
        self.height += taken
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """What fits into `height`, and the rest; nothing if it should go to the next page whole."""
        taken = self._taken(width, height)
        pieces = self._pieces(width, height - taken)
        if not pieces and height > layout().body - 1:
            pieces = [Shrunk(self.part, height - 1)]
        made = [Placed(piece, self.where) for piece in pieces]
        for first in made[:1]:
            first.over, first.settled = self.over, True
        return [*made]

    def draw(self) -> None:
        """Draws the part, under the line that says what goes on."""
        if isinstance(self.part, Heading):
            self.where.enter(self.part)
        taken = 0.0
        if self.over:
            taken = self.over.wrap(self.width, self.height)[1] + _GAP
            self.over.drawOn(self.canv, 0, self.height - taken + _GAP)
        self.part.drawOn(self.canv, 0, 0)

    def getSpaceBefore(self) -> float:
        """Free points above."""
        return self.part.getSpaceBefore()

    def getSpaceAfter(self) -> float:
        """Free points below."""
        return self.part.getSpaceAfter()

    def _taken(self, width: float, height: float) -> float:
        """The points that the line over the part takes: none but at a page's top, and where the part needs all."""
        if not self.settled:
            self.over = self.where.continued(self.part) if self._frame._atTop else None
        if self.over is None:
            return 0.0
        taken = self.over.wrap(width, height)[1] + _GAP
        if (
            self.settled
            or self.part.wrap(width, height - taken)[1] <= height - taken
            or self._pieces(width, height - taken)
        ):
            return taken
        self.over = None
        return 0.0

    def _pieces(self, width: float, height: float) -> list[Flowable]:
        pieces = self.part.split(width, height)
        return pieces if pieces and pieces[0].wrap(width, height)[1] <= height + 0.01 else []
