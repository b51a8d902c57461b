"""Handouts on paper: cards to lead by, four a page; cards to fold for tables; the poster that says how to join."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.looks.fonts import Fonts
from facilitator.looks.handouts import Cue, Cues, Handout, Poster, Square, TableCard, TableCards
from facilitator.looks.pdf.base import FOOT, Flowable, Style, ink, inked, layout, style
from facilitator.looks.pdf.marked import Barred, Iconed, Point, display, framed_code, icon_at, led
from facilitator.looks.pdf.stack import Shrunk, Stack
from facilitator.looks.pdf.text import draw_line, one_line, text

_HEAVY, _THIN = 1.6, 0.6
_PAD = 15.0
_PHONE = (62.0, 104.0)
"""How wide and high the picture of a phone is, points."""
_SIZES = (
    (25.0, 15.0), (22.0, 15.0), (22.0, 13.5), (19.0, 13.5), (19.0, 12.0), (16.5, 12.0), (16.5, 11.0), (14.0, 11.0),
    (12.0, 10.0),
)  # fmt: skip
"""Points that a card's question and what is said may have, the largest first."""
_STANDING = (30.0, 26.0, 22.0, 18.0, 15.0, 12.0)
_ROUND = 6.0


def pages(block: Handout, fonts: Fonts) -> list[Flowable]:
    """A part for each page."""
    match block:
        case Cues():
            return [CuePage(cards, fonts) for cards in sheets(block.cards)]
        case TableCards():
            return [TablePage(card, block.fold, fonts) for card in block.cards]
        case Poster():
            return [PosterPage(block, fonts)]


def sheets(cards: Sequence[Cue]) -> list[list[Cue | None]]:
    """The cards of each page: the pages are cut in one go, and the four piles put on each other are in order."""
    many = -(-len(cards) // 4)
    places = [[pile * many + sheet for pile in range(4)] for sheet in range(many)]
    return [[cards[at] if at < len(cards) else None for at in page] for page in places]


class _Page(Flowable):
    """A part that takes all of a page."""

    def __init__(self, fonts: Fonts) -> None:
        super().__init__()
        self.fonts = fonts

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """All of a page."""
        self.width, self.height = width, min(height, layout().body - 1)
        return self.width, self.height

    def put(self, part: Flowable, x: float, top: float, width: float) -> float:
        """Draws a part from its upper left corner; where it ends."""
        tall = part.wrap(width, self.height)[1]
        part.drawOn(self.canv, x, top - tall)
        return top - tall

    def rule(self, x: float, y: float, width: float, thick: float) -> None:
        """A line across, in ink or grey."""
        self.canv.setStrokeColor(inked("text" if thick > _THIN else "line"))
        self.canv.setLineWidth(thick)
        self.canv.line(x, y, x + width, y)

    def cut(self, *ends: tuple[float, float, float, float]) -> None:
        """Dashed lines to cut or fold along."""
        self.canv.saveState()
        self.canv.setStrokeColor(inked("text_2"))
        self.canv.setLineWidth(_THIN)
        self.canv.setDash([2, 2])
        for one in ends:
            self.canv.line(*one)
        self.canv.restoreState()

    def fits(self, words: str, sizes: Sequence[float], room: tuple[float, float]) -> Flowable:
        """Words in the largest of some sizes in which they have room: width and height, in points."""
        made = display(words, sizes[-1], self.fonts)
        for size in sizes:
            made = display(words, size, self.fonts)
            if made.wrap(room[0], self.height)[1] <= room[1] and made.longest_word() <= room[0]:
                return made
        return Shrunk(made, room[1])


class CuePage(_Page):
    """Up to four cards, to be cut apart."""

    def __init__(self, cards: Sequence[Cue | None], fonts: Fonts) -> None:
        super().__init__(fonts)
        self.cards = list(cards)

    def draw(self) -> None:
        """Draws the cutting lines and the cards."""
        wide, tall = self.width / 2, self.height / 2
        self.cut((wide, 0, wide, self.height), (0, tall, self.width, tall))
        for at, card in enumerate(self.cards):
            x, top = at % 2 * wide + _PAD, self.height - at // 2 * tall - _PAD
            if card is not None:
                self._card(card, x, top, wide - 2 * _PAD, tall - 2 * _PAD)

    def _card(self, card: Cue, x: float, top: float, wide: float, tall: float) -> None:
        y = self._head(card, x, top, wide)
        low = self._foot(card, x, top - tall, wide)
        room = y - low - 20
        for size, small in _SIZES:
            question = display(card.question, size, self.fonts)
            points = Stack([Point(words, small, self.fonts) for words in card.points])
            high = question.wrap(wide - 13, tall)[1], points.wrap(wide, tall)[1]
            if sum(high) + 14 <= room and question.longest_word() <= wide - 13:
                break
        whole = Stack([Barred(question), points])
        self.put(Shrunk(whole, room), x, y - 10, wide)

    def _head(self, card: Cue, x: float, top: float, wide: float) -> float:
        end = one_line(replace(style("strong"), after=0.0), card.length, self.fonts, wide / 2)
        free = wide - end.width - 10
        time = one_line(Style(22.0, 26.0, "display", ink("text"), kern=True, track=-20), card.at, self.fonts, free)
        used = time.width + 8 if card.at else 0.0
        title = one_line(Style(15.0, 19.0, "bold", ink("text"), kern=True), card.title, self.fonts, free - used)
        base = top - 19
        draw_line(self.canv, time, x, base)
        draw_line(self.canv, title, x + used, base)
        draw_line(self.canv, end, x + wide - end.width, base)
        self.rule(x, base - 9, wide, _HEAVY)
        return base - 9

    def _foot(self, card: Cue, x: float, bottom: float, wide: float) -> float:
        place = one_line(style("small"), card.place, self.fonts, wide * 0.4)
        following = one_line(style("table_strong"), card.following, self.fonts, wide - place.width - 8)
        draw_line(self.canv, place, x, bottom + 2)
        draw_line(self.canv, following, x + wide - following.width, bottom + 2)
        y = bottom + 17
        self.rule(x, y, wide, _HEAVY)
        parts = [Iconed(each, self.fonts) for each in card.seen]
        tall = sum(part.wrap(wide, self.height)[1] + 3 for part in parts)
        y += tall + 8
        self.rule(x, y, wide, _THIN)
        at = y - 5
        for part in parts:
            at = self.put(part, x, at, wide) - 3
        return y


class TablePage(_Page):
    """A card for a table: the upper half is the lower turned round, so that it stands when it is folded."""

    def __init__(self, card: TableCard, fold: str, fonts: Fonts) -> None:
        super().__init__(fonts)
        self.card, self.fold = card, fold

    def draw(self) -> None:
        """Draws both halves and where to fold."""
        middle = layout().size[1] / 2 - FOOT
        self.cut((0, middle, self.width, middle))
        look = style("small")
        line = one_line(look, self.fold, self.fonts, self.width / 2)
        self.canv.setFillColor("#FFFFFF")
        self.canv.rect(10, middle - 6, line.width + 12, 12, stroke=0, fill=1)
        draw_line(self.canv, line, 16, middle - 3.5)
        tall = min(middle, self.height - middle) - 22
        self._half(tall)
        self.canv.saveState()
        self.canv.translate(self.width, 2 * middle)
        self.canv.rotate(180)
        self._half(tall)
        self.canv.restoreState()

    def _half(self, top: float) -> None:
        left = self.width * 0.34
        self.canv.setStrokeColor(inked("text"))
        self.canv.setLineWidth(_HEAVY)
        self.canv.line(left, 4, left, top)
        self._number(left - 24, top)
        x, wide = left + 24, self.width - left - 24
        low = self._joining(x, wide)
        y = top
        if self.card.over:
            y = self.put(text("table", self.card.over, self.fonts), x, y, wide) - 6
        if self.card.question:
            question = self.fits(self.card.question, _STANDING, (wide - 13, y - low - 14))
            self.put(Barred(question), x, y, wide)

    def _number(self, wide: float, top: float) -> None:
        y = self.put(display(self.card.name, 22.0, self.fonts), 0, top - 20, wide)
        size = 210.0
        number = one_line(Style(size, size, "display", ink("text"), kern=True), self.card.number, self.fonts, 10_000)
        size *= min(1.0, wide / max(number.width, 1.0))
        number = one_line(Style(size, size, "display", ink("text"), kern=True), self.card.number, self.fonts, 10_000)
        draw_line(self.canv, number, 0, y - size * 0.8)

    def _joining(self, x: float, wide: float) -> float:
        """How to join, at the foot; where it ends above."""
        side = 130.0 if self.card.code else 0.0
        if self.card.code:
            framed_code(self.canv, self.card.code, x, 4, side)
        parts: list[Flowable] = []
        for lead, words in self.card.joining:
            parts += [text("table", lead, self.fonts)] if lead else []
            parts += [display(words, 15.0, self.fonts)]
        beside = wide - side - (16 if side else 0)
        column = Shrunk(Stack(parts), 128.0)
        tall = column.wrap(beside, self.height)[1]
        column.drawOn(self.canv, x + wide - beside, 4 + max(0.0, (side - tall) / 2))
        return 4 + max(side, tall) + 12


class PosterPage(_Page):
    """How to join: two codes, what can be typed instead, and three steps in pictures."""

    def __init__(self, poster: Poster, fonts: Fonts) -> None:
        super().__init__(fonts)
        self.poster = poster

    def draw(self) -> None:
        """Draws the page from above."""
        poster, wide = self.poster, self.width
        y = self.put(self.fits(poster.title, (42.0, 36.0, 30.0, 25.0), (wide, 90.0)), 0, self.height, wide) - 2
        under = text(Style(14.0, 18.0, "regular", ink("text")), poster.under, self.fonts)
        y = self.put(Shrunk(under, 40.0), 0, y, wide) - 10
        self.rule(0, y, wide, _HEAVY)
        y -= 12
        half = (wide - 30) / 2
        low = min(self._square(square, at * (half + 30), y, half) for at, square in enumerate(poster.squares))
        y = self._typed(low - 8, wide)
        self._asked(self._steps(y - 20, wide), wide)

    def _square(self, square: Square, x: float, top: float, wide: float) -> float:
        self._badge(square.number, x + 15, top - 15, 15.0)
        title = self.fits(square.title, (22.0, 18.0, 15.0), (wide - 42, 27.0))
        tall = title.wrap(wide - 42, 100)[1]
        title.drawOn(self.canv, x + 40, top - 15 - tall / 2)
        y, side = top - 36, wide - 6
        if square.code:
            framed_code(self.canv, square.code, x, y - side, side)
        else:
            self.canv.saveState()
            self.canv.setDash([3, 2])
            self.canv.setStrokeColor(inked("text"))
            self.canv.setLineWidth(1.0)
            self.canv.roundRect(x, y - side, side, side, _ROUND)
            self.canv.restoreState()
            instead = text(Style(15.0, 20.0, "regular", ink("text")), square.instead, self.fonts)
            self.put(Shrunk(instead, side - 40), x + 20, y - 30, side - 40)
        y -= side + 6
        for lead, words in square.lines:
            y = self.put(led(lead, words, 13.0, self.fonts), x, y, wide)
        return y

    def _badge(self, number: str, x: float, y: float, radius: float) -> None:
        self.canv.setFillColor(inked("text"))
        self.canv.circle(x, y, radius, stroke=0, fill=1)
        look = Style(radius * 1.15, radius * 1.3, "bold", ink("text_on_fill"))
        line = one_line(look, number, self.fonts, 100)
        draw_line(self.canv, line, x - line.width / 2, y - look.size * 0.36)

    def _typed(self, top: float, wide: float) -> float:
        """What is typed instead of a code, in large figures in one frame."""
        typed = self.poster.typed
        if not typed:
            return top
        tall, free = 66.0, wide - 32
        whole = [
            one_line(Style(36.0, 40.0, "display", ink("text"), kern=True), w, self.fonts, 9_000) for _l, w in typed
        ]
        size = 36.0 * min(1.0, (free - 24 * (len(typed) - 1)) / max(1.0, sum(line.width for line in whole)))
        self.canv.setStrokeColor(inked("text"))
        self.canv.setLineWidth(_HEAVY)
        self.canv.roundRect(0, top - tall, wide, tall, _ROUND)
        x = 16.0
        for at, (lead, words) in enumerate(typed):
            line = one_line(Style(size, size, "display", ink("text"), kern=True), words, self.fonts, free)
            small = one_line(style("table"), lead, self.fonts, free)
            last = at == len(typed) - 1 and at
            draw_line(self.canv, small, wide - 16 - small.width if last else x, top - 17)
            draw_line(self.canv, line, wide - 16 - line.width if last else x, top - 22 - size * 0.88)
            x += line.width + 24
        return top - tall

    def _steps(self, top: float, wide: float) -> float:
        """The steps beside each other, each with a phone that shows its icon."""
        steps = self.poster.steps
        (phone, tall), each = _PHONE, (wide - 12 * (len(steps) - 1)) / max(1, len(steps))
        low = top - tall
        for at, step in enumerate(steps):
            x = at * (each + 12)
            self._phone(step.icon, x, top - tall)
            self._badge(str(at + 1), x + phone + 21, top - 11, 10.0)
            words = text(Style(13.0, 17.0, "regular", ink("text")), step.words, self.fonts)
            low = min(low, self.put(Shrunk(words, tall), x + phone + 11, top - 26, each - phone - 11))
        return low

    def _phone(self, icon: str, x: float, y: float) -> None:
        wide, tall = _PHONE
        self.canv.setStrokeColor(inked("text"))
        self.canv.setLineWidth(2.0)
        self.canv.roundRect(x, y, wide, tall, 8)
        self.canv.line(x + wide / 2 - 7, y + tall - 8, x + wide / 2 + 7, y + tall - 8)
        icon_at(self.canv, icon, x + wide / 2 - 18, y + tall / 2 - 20, 36.0)

    def _asked(self, top: float, wide: float) -> None:
        self.rule(0, top - 18, wide, _HEAVY)
        y = top - 28
        room = max(y, 1.0)
        parts = Stack([led(lead, words, 13.0, self.fonts) for lead, words in self.poster.asked])
        self.put(Shrunk(parts, room), 0, y, wide)
