"""Pages of notes of a stage that may wear a lens, and beside them what earlier lenses found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.activities import lenses
from facilitator.activities.lenses import Found
from facilitator.activities.wall import NoteWall
from facilitator.looks.qt.cards.text import Laid, lay
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.icons import draw_icon
from facilitator.looks.qt.look import colour, font_of
from facilitator.looks.qt.wall.board import TURN_MS
from facilitator.looks.qt.words import room_t
from facilitator.looks.tokens import Theme, TypeSpec
from facilitator.model.notes import Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

_WORDS, _HEAD, _EDGE, _GAP, _MOST_LINES = 38, 84, 28, 22, 3
"""Px of a wall 1080 px high: letters, the head with the lens, the room round it and between; lines of one thing."""
_SHARES = (62, 38)


class Beside(QWidget):
    """What an earlier lens found, under its symbol and name. What has no room comes by and by, page after page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: list[Found] = []
        self._theme: Theme = theme
        self._unit, self._at = 1.0, 0
        self._turner = QTimer(self, interval=TURN_MS)
        self._turner.timeout.connect(self._turn)
        self.hide()

    def show_found(self, found: Sequence[Found]) -> None:
        """Show these; nothing hides it."""
        if list(found) != self.found:
            self.found = list(found)
            self._at = min(self._at, max(0, len(self._lines()) - 1))
            self.setAccessibleName(" ".join(self.texts()))
            self.update()
        self.setVisible(bool(found))

    def texts(self) -> list[str]:
        """Every word of it, on whichever page."""
        return [words for found in self.found for words in (room_t(found.title), *map(room_t.reader, found.words))]

    def set_look(self, theme: Theme, unit: float) -> None:
        """Draw in another theme, or so many px for a px of a wall 1080 px high."""
        self._theme, self._unit = theme, unit
        self.update()

    def _lines(self) -> list[tuple[Found, str]]:
        return [(found, words) for found in self.found for words in found.words]

    def _turn(self) -> None:
        pages = self._pages()
        self._at = (self._at + 1) % max(1, len(pages))
        self.update()

    def _pages(self) -> list[list[tuple[Found, str]]]:
        """The things in order, as many to a page as there is room for."""
        unit, high = self._unit, self.height() - _EDGE * self._unit
        pages: list[list[tuple[Found, str]]] = []
        left, head = 0.0, None
        for found, words in self._lines():
            needs = self._laid(words).height + _GAP * unit
            title = 0.0 if found is head else _HEAD * unit
            if not pages or needs + title > left:
                pages.append([])
                left, title = high, _HEAD * unit
            left, head = left - needs - title, found
            pages[-1].append((found, words))
        return pages

    def _laid(self, words: str) -> Laid:
        spec = TypeSpec(_WORDS, _WORDS * 1.2, 500)
        width = max(1.0, self.width() - 2 * _EDGE * self._unit)
        return lay(room_t.reader(words), font_of(spec, self._unit), width, _WORDS * 1.2 * self._unit, _MOST_LINES)

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        """Pages turn while somebody sees it."""
        super().showEvent(event)
        self._turner.start()

    @guarded
    def hideEvent(self, event: QHideEvent) -> None:
        """Stop turning while nobody sees it."""
        super().hideEvent(event)
        self._turner.stop()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """The page in sight: each lens with its symbol and title, and under it what it found."""
        unit, pages = self._unit, self._pages()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("line", self._theme), max(1.0, 2 * unit)))
            painter.setBrush(colour("sunken", self._theme))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12 * unit, 12 * unit)
            y, head = _EDGE * unit / 2, None
            for found, words in pages[min(self._at, len(pages) - 1)] if pages else []:
                if found is not head:
                    self._draw_head(painter, found, y)
                    y, head = y + _HEAD * unit, found
                laid = self._laid(words)
                painter.setPen(colour("text", self._theme))
                laid.draw(painter, _EDGE * unit, y)
                y += laid.height + _GAP * unit

    def _draw_head(self, painter: QPainter, found: Found, y: float) -> None:
        unit, look = self._unit, found.lens.look(self._theme)
        side = 56 * unit
        box = QRectF(_EDGE * unit, y + 8 * unit, side, side)
        painter.setPen(QPen(QColor(look.edge), max(1.0, 2 * unit)))
        painter.setBrush(QColor(look.fill))
        painter.drawRoundedRect(box, 10 * unit, 10 * unit)
        inside = box.adjusted(*(10 * unit * way for way in (1, 1, -1, -1)))
        draw_icon(painter, inside, found.lens.symbol, QColor(look.on))
        painter.setFont(font_of(TypeSpec(36, 44, 650), unit))
        painter.setPen(colour("text", self._theme))
        room = QRectF(box.right() + 16 * unit, box.top(), self.width() - box.right() - 24 * unit, side)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, room_t(found.title))


class LensWall(NoteWall):
    """Pages of notes, each with its reason; beside them what the room builds on, as soon as the stage is open."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.beside = Beside(theme, self)
        self._theme, self._unit = theme, 1.0
        row = QHBoxLayout()
        row.setSpacing(24)
        self.layers.removeWidget(self.pages)
        row.addWidget(self.beside, _SHARES[1])
        row.addWidget(self.pages, _SHARES[0])
        self.layers.addLayout(row, 1)

    def stands(self, run: StageRun) -> bool:
        """Where earlier lenses found something for the room to look at."""
        return bool(lenses.before_the_room(run))

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names the notes that differ since the last call, None means all."""
        self.beside.show_found(lenses.before_the_room(run))
        super().show_state(run, groups, changed)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        super().set_theme(theme)
        self._theme = theme
        self.beside.set_look(theme, self._unit)

    def set_scale(self, scale: float) -> None:
        """Px here for a px of a wall 1080 px high."""
        super().set_scale(scale)
        self._unit = scale
        self.beside.set_look(self._theme, scale)

    def sight(self) -> object | None:
        """What is in sight, to be compared with what was before."""
        return (super().sight(), tuple(self.beside.texts()))

    def shown_keys(self) -> list[str]:
        """The notes that stand on this board now, those that earlier lenses found first."""
        return [*(key for found in self.beside.found for key in found.keys), *super().shown_keys()]

    def shown_texts(self) -> list[str]:
        """The words that stand on this board now."""
        return [*self.beside.texts(), *super().shown_texts()]

    def wall_text(self, note: Note) -> str:
        """A note, and under it its reason."""
        why = str(note.fields.get("why", ""))
        return f"{note.text}\n{room_t('because {why}', why=why)}" if why else note.text
