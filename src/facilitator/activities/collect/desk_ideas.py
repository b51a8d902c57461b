"""Risks and benefits beside the ideas that answer them, joined by lines: the desk's board where notes answer others.

A row has one idea, or a risk that no idea answers yet. A risk with several ideas stands beside the first of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from facilitator.activities import lenses
from facilitator.activities.desk_lens_parts import draw_chip
from facilitator.activities.lenses import Lens
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.cards.text import Laid, lay
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme
from facilitator.model.say import say

Index = QModelIndex | QPersistentModelIndex
_LINK, _GAP, _PAD = 64, 8, 12
_KEPT = 4000
"""So many laid out texts are kept; then all are laid out anew as they come."""
_STEP = Qt.KeyboardModifier.AltModifier
KEYS = (
    KeyRow("Alt+Up|Alt+Down", say("Link the idea to another risk")),
    KeyRow("Alt+Left", say("Link the idea to no risk")),
)


@dataclass(frozen=True, slots=True)
class Risk:
    """What an idea may answer: a risk or a benefit, why it is one, and the lens it was found through."""

    key: str
    words: str
    why: str
    lens: Lens


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `idea` is a note's key ("" for none), `risk` what it answers, `first` and `last` of those that do."""

    idea: str = ""
    words: str = ""
    about: str = ""
    risk: Risk | None = None
    first: bool = True
    last: bool = True

    @property
    def place(self) -> tuple[str, str]:
        """What the row is: an idea under what it answers. Moved to another answer it is another row."""
        return self.idea, self.risk.key if self.risk else ""

    def shown(self) -> str:
        """The words of the idea; where there is none, of what it might answer."""
        return self.words or (self.risk.words if self.risk else "")

    def sought(self) -> str:
        """The words by which the row is found."""
        return f"{self.words} {self.risk.words if self.risk else ''}"

    def spoken(self) -> str:
        """The row as a screen reader says it."""
        if self.risk is None:
            return t("{idea}, {about}, answers nothing yet", idea=self.words, about=self.about)
        lens, risk = self.risk.lens.full, self.risk.words
        if not self.idea:
            return t("{lens}: {risk}. No idea yet", lens=lens, risk=risk)
        return t("{idea}, {about}, answers {risk}", idea=self.words, about=self.about, risk=risk)


class RowModel(QStandardItemModel):
    """The rows in order, each with its words and its size, `size_of(row)`, kept where Qt lays out without asking."""

    def __init__(self, size_of: Callable[[Row], QSize], parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.faded: set[str] = set()
        self._size_of = size_of

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; only those that differ are touched."""
        there = {row.place for row in rows}
        for number in reversed(range(len(self.rows))):
            if self.rows[number].place not in there:
                self.removeRow(number)
                del self.rows[number]
        here = {row.place for row in self.rows}
        if [row.place for row in self.rows] != [row.place for row in rows if row.place in here]:
            self.clear()
            self.rows = []
        for number, row in enumerate(rows):
            if number < len(self.rows) and self.rows[number].place == row.place:
                if self.rows[number] != row:
                    self.rows[number] = row
                    self._fill(self.item(number), row)
            else:
                self.rows.insert(number, row)
                made = QStandardItem()
                self._fill(made, row)
                self.insertRow(number, made)

    def measure(self) -> None:
        """Take the sizes anew: the width has changed."""
        self.blockSignals(True)
        for number, row in enumerate(self.rows):
            self.item(number).setSizeHint(self._size_of(row))
        self.blockSignals(False)

    def _fill(self, item: QStandardItem, row: Row) -> None:
        item.setText(row.shown())
        item.setData(row.spoken(), Qt.ItemDataRole.AccessibleTextRole)
        item.setSizeHint(self._size_of(row))


class RowPainter(QStyledItemDelegate):
    """Draws a row: the risk at the left, a line, the idea at the right."""

    def __init__(self, view: IdeaList) -> None:
        super().__init__(view)
        self._view = view
        self._laid: dict[tuple[str, str, int], Laid] = {}

    def forget(self) -> None:
        """Measure all words anew."""
        self._laid.clear()

    def size(self, row: Row) -> QSize:
        """A row is as high as the higher of its two boxes."""
        left = self._height(row.risk.words, row.risk.why) if row.first and row.risk else 0
        right = self._height(row.words, row.about) if row.idea else 0
        return QSize(self._view.viewport().width(), max(left, right) + _GAP)

    def _lay(self, words: str, kind: str) -> Laid:
        width = self._view.box_width() - 2 * _PAD - 34
        made = self._laid.get((words, kind, width))
        if made is None:
            if len(self._laid) >= _KEPT:
                self._laid.clear()
            font = qt.font(kind)
            made = self._laid[words, kind, width] = lay(words, font, width, font.pixelSize() * 1.35)
        return made

    def _height(self, words: str, under: str) -> int:
        made = self._lay(words, "strong").height + (self._lay(under, "label").height if under else 0)
        return max(44, round(made) + 2 * _PAD)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Draw one row."""
        row, view, rect = self._view.model_of_rows.rows[index.row()], self._view, QRectF(option.rect)
        width = view.box_width()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.idea in view.model_of_rows.faded:
            painter.setOpacity(0.3)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        right = QRectF(rect.x() + width + _LINK, rect.y(), width, rect.height() - _GAP)
        ideas = lenses.load().ideas
        risk = row.risk
        if risk and row.idea:
            self._link(painter, row, rect, qt.colour(ideas.look().edge))
        if risk and row.first:
            left = QRectF(rect.x(), rect.y(), width, self._height(risk.words, risk.why))
            self._box(painter, left, risk.lens, (risk.words, risk.why), chosen and not row.idea)
        if row.idea:
            right.setHeight(self._height(row.words, row.about))
            self._box(painter, right, ideas, (row.words, row.about), chosen)
        else:
            painter.setPen(qt.colour("text_2", view.theme))
            painter.setFont(qt.font("label"))
            painter.drawText(right.adjusted(_PAD, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), t("No idea yet"))
        painter.restore()

    def _link(self, painter: QPainter, row: Row, rect: QRectF, colour: QColor) -> None:
        """The line from a risk to its ideas: a trunk with a branch for each."""
        painter.setPen(QPen(colour, 2))
        left = rect.x() + self._view.box_width()
        trunk = left + _LINK / 2
        level = rect.y() + 22
        painter.drawLine(int(trunk if not row.first else left), int(level), int(left + _LINK), int(level))
        if not row.first:
            painter.drawLine(int(trunk), int(rect.y()), int(trunk), int(level))
        if not row.last:
            painter.drawLine(int(trunk), int(level), int(trunk), int(rect.bottom()) + 1)
        if row.first:
            painter.setBrush(colour)
            painter.drawEllipse(QRectF(left - 1, level - 4, 8, 8))

    def _box(self, painter: QPainter, box: QRectF, lens: Lens, words: tuple[str, str], chosen: bool) -> None:
        theme = self._view.theme
        look = lens.look(theme)
        painter.setBrush(qt.colour(look.wash) if lens.answers else qt.colour("card", theme))
        painter.setPen(QPen(qt.colour("text", theme), 2) if chosen else QPen(qt.colour(look.edge), 1))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        draw_chip(painter, QRectF(box.x() + _PAD, box.y() + 11, 22, 22), lens, theme)
        y = box.y() + _PAD
        for said, kind, role in ((words[0], "strong", "text"), (words[1], "label", "text_2")):
            if said:
                made = self._lay(said, kind)
                painter.setPen(qt.colour(role, theme))
                made.draw(painter, box.x() + _PAD + 34, y)
                y += made.height


class IdeaList(QListView):
    """The rows. `chosen(keys)` of ideas; `activated_key(key)`; `menu_asked(key, place)`; `link_asked(key, item)`.

    Alt+Up and Alt+Down link the chosen idea to the risk or benefit before or after its own, Alt+Left to none.
    """

    chosen = Signal(list)
    activated_key = Signal(str)
    menu_asked = Signal(str, QPoint)
    link_asked = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = theme
        self.order: list[str] = []
        self._painter = RowPainter(self)
        self.model_of_rows = RowModel(self._painter.size, self)
        self.setModel(self.model_of_rows)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(t("Risks and benefits, and the ideas that answer them"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        qt.mark(self, panel="board")
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit(self.chosen_keys()))
        self.activated.connect(lambda index: self._open(index.row()))

    def box_width(self) -> int:
        """How wide each of the two boxes of a row is."""
        return max(120, (self.viewport().width() - _LINK - 8) // 2)

    def show_rows(self, rows: Sequence[Row], order: Sequence[str]) -> None:
        """Show these rows; `order` lists what an idea may answer. What was chosen stays chosen."""
        kept, place = self.chosen_keys(), self.verticalScrollBar().value()
        self.order = list(order)
        self.model_of_rows.show_rows(rows)
        if place:
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(place)
        if kept != self.chosen_keys():
            self.choose(kept)

    def chosen_keys(self) -> list[str]:
        """The chosen ideas."""
        rows = self.model_of_rows.rows
        return [rows[i.row()].idea for i in self.selectedIndexes() if rows[i.row()].idea]

    def choose(self, keys: Sequence[str]) -> None:
        """Choose these ideas and bring the first into sight."""
        self.clearSelection()
        wanted = set(keys)
        there = [n for n, row in enumerate(self.model_of_rows.rows) if row.idea and row.idea in wanted]
        for number in there:
            self.selectionModel().select(
                self.model_of_rows.index(number, 0), self.selectionModel().SelectionFlag.Select
            )
        if there:
            index = self.model_of_rows.index(there[0], 0)
            self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.NoUpdate)
            self.scrollTo(index)

    def find_text(self, text: str) -> list[str]:
        """Fade the ideas without these words; the keys of those with them."""
        wanted = text.casefold().split()
        rows = [row for row in self.model_of_rows.rows if row.idea]
        found = [r.idea for r in rows if all(w in r.sought().casefold() for w in wanted)]
        self.model_of_rows.faded = {r.idea for r in rows} - set(found) if wanted else set()
        self.viewport().update()
        return found

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.theme = theme
        self.viewport().update()

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Alt with an arrow links; everything else as in any list, but letters search nothing."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: 0}
        if event.modifiers() & _STEP and event.key() in steps:
            self._link(steps[Qt.Key(event.key())])
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        """The menu of an idea."""
        index = self.indexAt(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else self.currentIndex()
        key = self.model_of_rows.rows[index.row()].idea if index.isValid() else ""
        if key:
            if key not in self.chosen_keys():
                self.choose([key])
            self.menu_asked.emit(key, event.globalPos())

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Lay out for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._painter.forget()
            self.model_of_rows.measure()
            self.scheduleDelayedItemsLayout()

    def _open(self, number: int) -> None:
        if self.model_of_rows.rows[number].idea:
            self.activated_key.emit(self.model_of_rows.rows[number].idea)

    def _link(self, step: int) -> None:
        keys = self.chosen_keys()
        row = next((r for r in self.model_of_rows.rows if keys and r.idea == keys[0]), None)
        if row is None or not self.order:
            return
        places = ["", *self.order]
        answers = row.place[1]
        place = places.index(answers) if answers in places else 0
        self.link_asked.emit(row.idea, places[(place + step) % len(places)] if step else "")
