"""The room screen's face of a board: pages of notes in letters that are read from eight metres. Nothing scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import Final

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from facilitator.looks.qt.cards.data import Card, Column
from facilitator.looks.qt.cards.signs import draw_ring
from facilitator.looks.qt.cards.text import is_right_to_left, lay
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.look import colour, font_of
from facilitator.looks.qt.wall.fit import FOOT, WALL, Fit
from facilitator.looks.qt.wall.pages import GRIDS, Need, Place, anchor, paginate
from facilitator.looks.qt.words import room_t
from facilitator.looks.tokens import Theme, load

TURN_MS: Final = 20_000
AT_ONCE: Final = 36
"""So many notes are fitted whatever it takes; more of them by and by, while the window stays free."""
_FIT_SECONDS: Final = 0.008
_NEVER: Final = ("withheld", "waiting")
_RADIUS, _FOOT_GAP, _LEAST_HEIGHT = 12, 16, 40


class NotePages(QWidget):
    """Pages of notes. Letters are 52 px on a wall 1080 px high, and never under 36 px of it; long notes take more room.

    `turned(page, pages)` tells the page in sight, counted from 1, and how many there are, whenever either changes.
    While very many notes are still being fitted, neither is told nor drawn.
    """

    turned = Signal(int, int)

    def __init__(self, theme: Theme = "projector", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = theme
        self._scale: float | None = None
        self._per_page = 6
        self._cards: list[Card] = []
        self._signs: dict[str, str] = {}
        self._pages: list[list[Place]] = []
        self._page = 0
        self._fit = Fit(0, 0, 0, 6)
        self._needs: dict[str, tuple[tuple[str, str], list[Need]]] = {}
        self._told = (0, 0)
        self._sight: object = None
        self._whole = True
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._fit_more)
        self._leaving: QPixmap | None = None
        self._motion = True
        self._by_itself = True
        self._turner = QTimer(self)
        self._turner.setInterval(TURN_MS)
        self._turner.timeout.connect(self.next_page)
        self._fade = self._make_fade()
        self._window: QWidget | None = None

    def set_theme(self, theme: Theme) -> None:
        """Use the look "projector" for a lit room, "projector_dim" for a dark one."""
        self._theme = theme
        self.update()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """The columns whose symbols the notes wear in a ring; a note of a column without one wears none."""
        self._signs = {column.key: column.symbol for column in columns}
        self._lay_out(self._keys())
        self.update()

    def set_per_page(self, count: int) -> None:
        """Six, four or two notes a page; fewer means larger letters. Raises ValueError for another number."""
        if count not in GRIDS:
            raise ValueError(f"notes per page must be one of {sorted(GRIDS)}, not {count}")
        self._per_page = count
        self._lay_out(self._keys())

    def set_scale(self, scale: float | None) -> None:
        """Px on this screen per px of a wall 1080 high; None takes it from the height of the window."""
        if scale != self._scale:
            self._scale = scale
            self._lay_out(self._keys())

    def set_motion(self, moving: bool) -> None:
        """Let pages fade into each other, or not."""
        self._motion = moving

    def set_turning(self, by_itself: bool) -> None:
        """Let pages turn by themselves, or only by hand (as while the room screen is held)."""
        self._by_itself = by_itself
        self._tell()

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these, in this order; withheld and waiting ones never reach the wall. The page being read stays."""
        before = self._keys()
        self._cards = _shown(cards)
        self._lay_out(before)

    def add_cards(self, cards: Sequence[Card]) -> None:
        """Show these after the others, which stay where they are."""
        if len(self._pages) < 2 or not self._whole:
            self.show_cards([*self._cards, *cards])
            return
        more = _shown(cards)
        self._cards += more
        last = [place.need for place in self._pages[-1]]
        self._pages[-1:] = paginate([*last, *(need for card in more for need in self._needs_of(card))], self._per_page)
        self._tell()

    def next_page(self) -> None:
        """Turn to the next page, after the last to the first."""
        self._turn(self._page + 1)

    def previous_page(self) -> None:
        """Turn back, from the first to the last."""
        self._turn(self._page - 1)

    @property
    def cards(self) -> Sequence[Card]:
        """Every note that it shows, in order, on whichever page."""
        return tuple(self._cards)

    @property
    def laid_out(self) -> Sequence[Sequence[Place]]:
        """What stands where, page by page."""
        return tuple(tuple(page) for page in self._pages)

    def page(self) -> int:
        """The page in sight, counted from 1; 0 when there is nothing."""
        return self._page + 1 if self._pages else 0

    def pages(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def is_whole(self) -> bool:
        """Whether every note is fitted, so that the number of pages is known."""
        return self._whole

    def sight(self) -> object:
        """What is in sight now, to be compared with what was in sight before."""
        places = self._pages[self._page] if self._pages else []
        said = (self.page(), self.pages()) if self._whole else ()
        return (self._fit, said, tuple((place, self._sign_of(place.need.key)) for place in places))

    def is_turning(self) -> bool:
        """True while pages turn by themselves."""
        return self._turner.isActive()

    def places(self) -> list[tuple[str, QRectF]]:
        """The notes in sight and where they stand, in px of this widget."""
        if not self._pages:
            return []
        return [(place.need.key, self._fit.box(place)) for place in self._pages[self._page]]

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._lay_out(self._keys())

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        """Follow the height of the window it is shown in, and begin to turn."""
        super().showEvent(event)
        if self._window is not self.window():
            if self._window is not None:
                self._window.removeEventFilter(self)
            self._window = self.window()
            self._window.installEventFilter(self)
        self._lay_out(self._keys())

    @guarded
    def hideEvent(self, event: QHideEvent) -> None:
        """Stop turning while nobody sees it."""
        super().hideEvent(event)
        self._turner.stop()

    @guarded_or(bool)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lay out again when the window changes its height."""
        if event.type() == QEvent.Type.Resize and watched is not self:
            self._lay_out(self._keys())
        return False

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page; while it turns, the page that leaves over it."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw(painter)
            if self._leaving is not None:
                painter.setOpacity(1.0 - float(self._fade.currentValue() or 0.0))
                painter.drawPixmap(0, 0, self._leaving)

    def _make_fade(self) -> QVariantAnimation:
        fade = QVariantAnimation(self)
        fade.setDuration(load().motion["base"])
        fade.setStartValue(0.0)
        fade.setEndValue(1.0)
        fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        fade.valueChanged.connect(self.update)
        fade.finished.connect(self._left)
        return fade

    def _left(self) -> None:
        self._leaving = None
        self.update()

    def _keys(self) -> list[str]:
        return [card.key for card in self._cards]

    def _unit(self) -> float:
        """Px of this screen per px of a wall 1080 high."""
        return self._scale if self._scale is not None else self.window().height() / WALL

    def _turn(self, page: int) -> None:
        if len(self._pages) < 2:
            return
        if self._motion and self.isVisible():
            self._leaving = self.grab()
            self._fade.start()
        self._page = page % len(self._pages)
        if self._page == 0:
            self._pages, _ = self._paginate(0)
        self._turner.stop()
        self._tell()

    def _tell(self) -> None:
        """Start or stop the turning of pages, and tell of another page or number of pages."""
        if len(self._pages) < 2 or not self.isVisible() or not self._by_itself:
            self._turner.stop()
        elif not self._turner.isActive():
            self._turner.start()
        sight = self.sight()
        if sight != self._sight:
            self._sight = sight
            self.update()
        told = (self.page(), self.pages())
        if told != self._told and self._whole:
            self._told = told
            self.turned.emit(*told)

    def _lay_out(self, before: Sequence[str]) -> None:
        """Make the pages again; the page in sight begins with the same note as before."""
        reading = [place.need.key for place in self._pages[self._page]] if self._pages else []
        start = anchor(before, self._keys(), reading) if self._page or not self._whole else 0
        self._pages, self._page = self._paginate(start)
        self._tell()

    def _fit_more(self) -> None:
        self._lay_out(self._keys())

    def _paginate(self, start: int) -> tuple[list[list[Place]], int]:
        """The pages, a new one beginning at the note number `start`, and the number of that page."""
        columns, rows = GRIDS[self._per_page]
        for foot in (0, FOOT) if len(self._cards) <= columns * rows else (FOOT,):
            self._set_fit(foot)
            if self._fit.height < _LEAST_HEIGHT or self._fit.width < _LEAST_HEIGHT:
                self._whole = True
                return [], 0
            earlier, later = self._fitted(start)
            front = paginate(earlier, self._per_page)
            pages = front + paginate(later, self._per_page)
            if len(pages) <= 1:
                break
        return pages, min(len(front), max(0, len(pages) - 1))

    def _set_fit(self, foot: int) -> None:
        unit = self._unit()
        fit = Fit(self.width(), self.height() - foot * unit, unit, self._per_page)
        if fit != self._fit:
            self._fit = fit
            self._needs.clear()

    def _fitted(self, start: int) -> tuple[list[Need], list[Need]]:
        """What notes need before number `start`, nothing unless all of them are fitted, and from there on.

        More are fitted as long as there is time, those from `start` on first; for a new size little is done at once,
        as another often follows.
        """
        until = perf_counter() + (_FIT_SECONDS if self._needs else 0)
        later, all_later = self._needs_until(self._cards[start:], until)
        earlier, all_earlier = self._needs_until(self._cards[:start], until) if all_later else ([], False)
        self._whole = all_later and all_earlier
        if not self._whole:
            self._more.start()
        return (earlier if all_earlier else []), later

    def _needs_until(self, cards: Sequence[Card], until: float) -> tuple[list[Need], bool]:
        """What the first of these notes need, and whether that is all of them."""
        needs: list[Need] = []
        for number, card in enumerate(cards):
            if number >= AT_ONCE and card.key not in self._needs and perf_counter() > until:
                return needs, False
            needs += self._needs_of(card)
        return needs, True

    def _needs_of(self, card: Card) -> list[Need]:
        sign = self._signs.get(card.column, "")
        known = self._needs.get(card.key)
        if known is None or known[0] != (card.text, sign):
            known = ((card.text, sign), self._fit.needs(card.key, card.text, bool(sign)))
            self._needs[card.key] = known
        return known[1]

    def _draw(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), colour("window", self._theme))
        if not self._pages:
            return
        for place in self._pages[self._page]:
            self._draw_note(painter, place)
        if len(self._pages) > 1 and self._whole:
            unit = self._unit()
            painter.setFont(font_of(load().type_projector("min"), unit))
            painter.setPen(colour("text_2", self._theme))
            foot = QRectF(0, self.height() - (FOOT - _FOOT_GAP) * unit, self.width(), (FOOT - _FOOT_GAP) * unit)
            said = room_t("{page} of {pages}", page=self.page(), pages=self.pages())
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, said)

    def _draw_note(self, painter: QPainter, place: Place) -> None:
        unit, fit, need = self._unit(), self._fit, place.need
        box = fit.box(place)
        line = max(1.0, 2 * unit)
        painter.setBrush(colour("card", self._theme))
        painter.setPen(QPen(colour("line", self._theme), line))
        inner = box.adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(inner, _RADIUS * unit, _RADIUS * unit)
        sign = self._sign_of(need.key)
        backwards = is_right_to_left(need.text)
        if sign:
            draw_ring(painter, fit.ring(box, backwards), sign, colour("text", self._theme))
        room = fit.words(box, bool(sign), backwards)
        laid = lay(need.text, fit.font(need.size), room.width(), fit.line(need.size))
        painter.setPen(colour("text", self._theme))
        laid.draw(painter, room.left(), room.top() + (room.height() - laid.height) / 2)

    def _sign_of(self, key: str) -> str:
        known = self._needs.get(key)
        return known[0][1] if known is not None else ""


def _shown(cards: Sequence[Card]) -> list[Card]:
    return [card for card in cards if not any(mark in card.marks for mark in _NEVER)]
