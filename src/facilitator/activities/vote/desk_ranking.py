"""The list at the desk of what is voted on: in its own order while the vote is open, then the ranking."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from facilitator.activities.vote import rules
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme, load
from facilitator.model.say import Message, say

Index = QModelIndex | QPersistentModelIndex
RESULT = Qt.ItemDataRole.UserRole
"""The role of a line's `rules.Result`."""
Drawn = tuple[str, str, int, int, int, int, bool]
"""What a line is drawn from: the item's id and words, and its figures."""
_ROLES = ("fill", "line", "selected", "sunken", "text", "text_2", "text_strong")
_PLACE, _BAR, _NUMBER = 44, 200, 56
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Ranking(QAbstractListModel):
    """Everything voted on: in its own order while the vote is open, best first once it is locked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.results: list[rules.Result] = []
        self._drawn: list[Drawn] = []
        self.locked = False
        self.ranked = False
        self.most = 0

    def show_vote(self, state: rules.State, *, locked: bool) -> None:
        """Take a vote as it is; only the lines that differ are told, and none where nothing does."""
        results = rules.results(state) if locked else [rules.Result(item) for item in state.candidates()]
        before, looked = self._drawn, (self.locked, self.ranked, self.most)
        order, was = [r.item.id for r in results], [drawn[0] for drawn in before]
        if order != was and set(order) != set(was):
            self.beginResetModel()
            self._take(state, results, locked=locked)
            self.endResetModel()
            return
        self._take(state, results, locked=locked)
        if order != was:
            self._carry_choice(was, order)
        if looked != (self.locked, self.ranked, self.most):
            self.dataChanged.emit(self.index(0), self.index(len(results) - 1))
            return
        differ = [row for row, (old, new) in enumerate(zip(before, self._drawn, strict=True)) if old != new]
        if differ:
            self.dataChanged.emit(self.index(differ[0]), self.index(differ[-1]))

    def _carry_choice(self, before: list[str], order: list[str]) -> None:
        """The same things in another order: whatever is chosen stays chosen. Rows are all alike: none needs a place."""
        places = {key: row for row, key in enumerate(order)}
        kept = self.persistentIndexList()
        self.changePersistentIndexList(kept, [self.index(places[before[index.row()]]) for index in kept])

    def _take(self, state: rules.State, results: list[rules.Result], *, locked: bool) -> None:
        self.results, self.locked = results, locked
        self._drawn = [(r.item.id, r.item.text, r.points, r.first, r.voters, r.rank, r.tied) for r in results]
        self.ranked = state.terms().style == rules.RANK
        self.most = max((r.points for r in results), default=0)

    @guarded_or(int)
    def rowCount(self, parent: Index | None = None, /) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.results)

    @guarded_or(lambda: None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        """The words of one, or the whole result."""
        result = self.results[index.row()]
        if role == RESULT:
            return result
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(result) if self.locked else result.item.text
        return None

    def words(self, result: rules.Result) -> str:
        """`2=. Open the hall: 7 points, 2 first, 4 voters by phone`."""
        n = result.points
        given = say("{n} point", "{n} points", n=n) if self.ranked else say("{n} dot", "{n} dots", n=n)
        place, item = result.earned, result.item.text
        if place:
            return t("{place}. {item}: {given}, {how}", place=place, item=item, given=given, how=self.how(result))
        return t("{item}: {given}, {how}", item=item, given=given, how=self.how(result))

    def how(self, result: rules.Result) -> Message:
        """How the points came together."""
        voters = say("{n} voter by phone", "{n} voters by phone", n=result.voters)
        return say("{first} first, {voters}", first=result.first, voters=voters) if self.ranked else voters


class Line(QStyledItemDelegate):
    """Draws one: place, words, a bar with its points, and how they came together."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._colours = {role: qt.colour(role, theme) for role in _ROLES}

    @guarded_or(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        """One height for all, after the letters in use."""
        return QSize(200, QFontMetrics(qt.font("strong")).height() + QFontMetrics(qt.font("caption")).height() + 16)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Place, words and bar side by side."""
        model, result = index.model(), index.data(RESULT)
        if not isinstance(model, Ranking) or not isinstance(result, rules.Result):
            return
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._colours["selected"])
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), self._colours["fill"])
        left, end = box.left() + 12, box.right() - 12
        if model.locked:
            self._say(painter, QRectF(left, box.top(), _PLACE, box.height()), result.earned, "strong")
            left += _PLACE
            end = self._bar(painter, box, end, model, result)
        room = QRectF(left, box.top() + 6, max(0.0, end - left - 16), box.height() - 12)
        if model.locked:
            half = room.height() * 0.58
            upper = QRectF(room.left(), room.top(), room.width(), half)
            self._say(painter, upper, result.item.text, "strong" if result.points else "body")
            lower = QRectF(room.left(), room.top() + half, room.width(), room.height() - half)
            self._say(painter, lower, t(model.how(result)), "caption", "text_2")
        else:
            self._say(painter, room, result.item.text, "body")
        painter.setPen(self._colours["line"])
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()

    def _bar(self, painter: QPainter, box: QRectF, end: float, model: Ranking, result: rules.Result) -> float:
        """The bar and its number at the right; returns where they begin."""
        wide = min(_BAR, box.width() * 0.3)
        number = QRectF(end - _NUMBER, box.top(), _NUMBER, box.height())
        self._say(painter, number, str(result.points), "strong")
        start = number.left() - 12 - wide
        ground = QRectF(start, box.center().y() - 6, wide, 12)
        painter.fillRect(ground, self._colours["sunken"])
        share = result.points / model.most if model.most else 0.0
        painter.fillRect(QRectF(ground.left(), ground.top(), wide * share, 12), self._colours["text_strong"])
        return start

    def _say(self, painter: QPainter, box: QRectF, words: str, kind: str, role: str = "text") -> None:
        """One line at the left of a box, in its middle, shortened where it does not fit."""
        painter.setFont(_letters(kind, qt.scale()))
        painter.setPen(self._colours[role])
        painter.drawText(box, _LEFT, _shortened(words, kind, int(box.width()), qt.scale()))


@lru_cache(maxsize=16)
def _letters(kind: str, scale: float) -> QFont:
    return qt.font_of(load().type(kind), scale)


@lru_cache(maxsize=1024)
def _shortened(words: str, kind: str, width: int, scale: float) -> str:
    """Words on one line, in letters of a kind and scale, cut where they are wider than so many px."""
    metrics = QFontMetrics(_letters(kind, scale))
    return metrics.elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, width)
