"""The list of paragraphs at the desk: a line for each story, its paragraphs under it, the marks beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from facilitator.activities.read import rules
from facilitator.activities.read.page import shown_counts
from facilitator.activities.read.scenarios import KINDS
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.rows import SteadyList
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_CELL, _PAD, _NUMBER = 62, 10, 40
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, slots=True)
class Row:
    """A story's name (no key), or a paragraph: `name` such as A2, its words, its counts in the order of the kinds."""

    key: str
    name: str
    text: str
    added: bool = False
    counts: tuple[int, ...] = ()


class Stories(QAbstractListModel):
    """All stories, one after another. Counts are there once marking is over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.most = 0

    def show_state(self, state: rules.State, *, locked: bool) -> None:
        """Take the stories as they are; only rows that differ are told."""
        counts = state.counts() if locked else {}
        rows: list[Row] = []
        for story in state.scenarios():
            rows.append(Row("", t.reader(story.name), t.reader(story.values)))
            for p in story.paragraphs:
                given = tuple(counts[p.id][kind.value] for kind in KINDS) if counts else ()
                rows.append(Row(p.id, f"{story.letter}{p.number}", t.reader(p.text), p.added, given))
        old, before, self.most = self.rows, self.most, max((n for row in rows for n in row.counts), default=0)
        if [(r.key, r.name, r.text) for r in rows] != [(r.key, r.name, r.text) for r in old]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        elif [(r.added, bool(r.counts)) for r in rows] != [(r.added, bool(r.counts)) for r in old]:
            self.layoutAboutToBeChanged.emit()
            self.rows = rows
            self.layoutChanged.emit()
        else:
            self._draw_changes(old, rows, all_grounds=before != self.most)

    def _draw_changes(self, old: list[Row], rows: list[Row], *, all_grounds: bool) -> None:
        """Tell of the rows that differ: their words are as high as before, and stand where they stood."""
        self.rows = rows
        if all_grounds:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        for place, (was, now) in enumerate(zip(old, rows, strict=True)):
            if was != now:
                self.dataChanged.emit(self.index(place), self.index(place))

    @guarded_or(int)
    def rowCount(self, parent: Index | None = None, /) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @guarded_or(lambda: Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index, /) -> Qt.ItemFlag:
        """A story's name is not chosen, only read."""
        given = super().flags(index)
        return given if self.rows[index.row()].key else given & ~Qt.ItemFlag.ItemIsSelectable

    @guarded_or(lambda: None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        """The words of a row with its marks, or the whole row."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            counted = {kind.value: n for kind, n in zip(KINDS, row.counts, strict=False)}
            said = f" ({t(shown_counts(counted))})" if row.counts else ""
            return f"{row.name} {row.text}{said}"
        return None


class Line(QStyledItemDelegate):
    """Draws a row: the number, the words as high as they need, and a cell for each kind of mark."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self.theme: Theme = theme
        self._view = parent

    @guarded_or(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        """As high as the words need at this width."""
        row, width = index.data(ROW), self._view.viewport().width()
        if not row.key:
            under = QFontMetrics(qt.font("caption")).height() if row.text else 0
            return QSize(width, QFontMetrics(qt.font("strong")).height() + under + 2 * _PAD)
        metrics = QFontMetrics(qt.font("body"))
        box = metrics.boundingRect(0, 0, self._words_width(width, row), 100_000, _WRAP, row.text)
        more = QFontMetrics(qt.font("caption")).height() if row.added else 0
        return QSize(width, max(box.height() + more, metrics.height() * 2) + 2 * _PAD)

    def _words_width(self, width: int, row: Row) -> int:
        cells = _CELL * len(KINDS) + 12 if row.counts else 0
        return max(80, width - 12 - _NUMBER - cells - 12)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """One row."""
        row, model = index.data(ROW), index.model()
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.key and option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, qt.colour("selected", self.theme))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), qt.colour("fill", self.theme))
        if row.key:
            self._draw_paragraph(painter, box, row)
            if row.counts and isinstance(model, Stories):
                self._draw_marks(painter, box, row, model.most)
        else:
            self._draw_name(painter, box, row)
        painter.setPen(qt.colour("line", self.theme))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()

    def _letters(self, painter: QPainter, kind: str, role: str = "text") -> None:
        painter.setFont(qt.font(kind))
        painter.setPen(qt.colour(role, self.theme))

    def _draw_name(self, painter: QPainter, box: QRectF, row: Row) -> None:
        self._letters(painter, "strong")
        inside = box.adjusted(12, _PAD, -12, -_PAD)
        painter.drawText(inside, _WRAP, row.name)
        if row.text:
            top = inside.top() + painter.fontMetrics().height()
            self._letters(painter, "caption", "text_2")
            shown = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, int(inside.width()))
            painter.drawText(QRectF(inside.left(), top, inside.width(), inside.bottom() - top), _WRAP, shown)

    def _draw_paragraph(self, painter: QPainter, box: QRectF, row: Row) -> None:
        self._letters(painter, "label", "text_2")
        painter.drawText(QRectF(box.left() + 12, box.top() + _PAD, _NUMBER, box.height()), _WRAP, row.name)
        self._letters(painter, "body")
        wide = self._words_width(int(box.width()), row)
        inside = QRectF(box.left() + 12 + _NUMBER, box.top() + _PAD, wide, box.height() - 2 * _PAD)
        painter.drawText(inside, _WRAP, row.text)
        if row.added:
            self._letters(painter, "caption", "text_2")
            high = painter.fontMetrics().height()
            painter.drawText(QRectF(inside.left(), inside.bottom() - high, wide, high), _WRAP, t("Added in the room"))

    def _draw_marks(self, painter: QPainter, box: QRectF, row: Row, most: int) -> None:
        """A cell a kind: symbol over number, on a ground that is the darker the more there are; the word is the tip."""
        left = box.right() - 12 - _CELL * len(KINDS)
        ground, strong, quiet = (qt.colour(role, self.theme) for role in ("text_strong", "text", "text_2"))
        cells = [QRectF(left + n * _CELL, box.top() + 4, _CELL - 4, box.height() - 8) for n in range(len(KINDS))]
        high, middle = min((box.height() - 8) / 2, 24.0), cells[0].center().y()
        for cell, n in zip(cells, row.counts, strict=True):
            ground.setAlphaF(0.05 + (0.3 * n / most if most else 0.0))
            painter.fillRect(cell, ground)
        for letters, top in (("strong", middle - high), ("caption", middle)):
            painter.setFont(qt.font(letters))
            for kind, cell, n in zip(KINDS, cells, row.counts, strict=True):
                painter.setPen(strong if n else quiet)
                words = f"{kind.symbol} {n}" if letters == "strong" else t(kind.label)
                painter.drawText(QRectF(cell.left(), top, cell.width(), high), _CENTRE, words)


class ParagraphList(SteadyList):
    """Shows the stories, each paragraph as high as its words need at this width."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(t("Stories, paragraph by paragraph"), parent)
        self.setItemDelegate(Line(theme, self))
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.setItemDelegate(Line(theme, self))
