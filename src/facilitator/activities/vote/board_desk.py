"""A vote at the desk: who has voted, the list or the ranking, and hands counted for the line that is chosen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from facilitator.activities.vote import rules
from facilitator.activities.vote.bodies import HandCount
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import ElidedLabel
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.tokens import Theme
from facilitator.model.run import CLOSED, StageRun

Index = QModelIndex | QPersistentModelIndex
_RESULT = Qt.ItemDataRole.UserRole
_PLACE, _BAR, _NUMBER = 44, 200, 56
MOST = 5000


def is_locked(run: StageRun) -> bool:
    """Whether the facilitator may see totals: nothing can change any more, or the room sees them too."""
    return run.revealed or run.status == CLOSED


class Ranking(QAbstractListModel):
    """Everything voted on: in its own order while the vote is open, best first once it is locked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.results: list[rules.Result] = []
        self.locked = False
        self.ranked = False
        self.most = 0

    def show_vote(self, run: StageRun) -> None:
        """Take a stage as it is; nothing is told where nothing differs."""
        state: rules.State = run.state
        locked = is_locked(run)
        if locked:
            results = rules.results(state)
        else:
            results = [rules.Result(item, 0, 0, 0, 0, False) for item in state.candidates()]
        ranked = state.terms().style == rules.RANK
        if (results, locked, ranked) == (self.results, self.locked, self.ranked):
            return
        order, before = [r.item.id for r in results], [r.item.id for r in self.results]
        if order == before:
            self._take(results, locked, ranked)
            self.dataChanged.emit(self.index(0), self.index(len(results) - 1))
            return
        if set(order) == set(before):
            self._sort(before, results, locked, ranked)
            return
        self.beginResetModel()
        self._take(results, locked, ranked)
        self.endResetModel()

    def _sort(self, before: list[str], results: list[rules.Result], locked: bool, ranked: bool) -> None:
        """The same things in another order: whatever is chosen stays chosen."""
        self.layoutAboutToBeChanged.emit()
        self._take(results, locked, ranked)
        places = {result.item.id: row for row, result in enumerate(results)}
        kept = self.persistentIndexList()
        self.changePersistentIndexList(kept, [self.index(places[before[index.row()]]) for index in kept])
        self.layoutChanged.emit()

    def _take(self, results: list[rules.Result], locked: bool, ranked: bool) -> None:
        self.results, self.locked, self.ranked = results, locked, ranked
        self.most = max((r.points for r in results), default=0)

    @guarded_or(int)
    def rowCount(self, parent: Index | None = None, /) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.results)

    @guarded_or(lambda: None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        """The words of one, or the whole result."""
        result = self.results[index.row()]
        if role == _RESULT:
            return result
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(result) if self.locked else result.item.text
        return None

    def words(self, result: rules.Result) -> str:
        """`2=. Open the hall: 7 points, 2 first choices, 4 voters by phone`."""
        points = f"{result.points} {'points' if self.ranked else 'dots'}"
        return f"{place_words(result)}. {result.item.text}: {points}, {self.aside(result)}".lstrip(". ")

    def aside(self, result: rules.Result) -> str:
        """How the points came together."""
        first = f"{result.first} first, " if self.ranked else ""
        return f"{first}{result.voters} {'voter' if result.voters == 1 else 'voters'} by phone"


def place_words(result: rules.Result) -> str:
    """`2`, `2=` for a shared place, nothing for what nobody gave anything."""
    if not result.points:
        return ""
    return f"{result.rank}=" if result.tied else str(result.rank)


class Line(QStyledItemDelegate):
    """Draws one: place, words, a bar with its points, and how they came together."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme = theme

    @guarded_or(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        """One height for all, after the letters in use."""
        return QSize(200, QFontMetrics(qt.font("strong")).height() + QFontMetrics(qt.font("caption")).height() + 16)

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Place, words and bar side by side."""
        model, result = index.model(), index.data(_RESULT)
        if not isinstance(model, Ranking) or not isinstance(result, rules.Result):
            return
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, qt.colour("selected", self.theme))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), qt.colour("fill", self.theme))
        left, end = box.left() + 12, box.right() - 12
        if model.locked:
            self._say(painter, QRectF(left, box.top(), _PLACE, box.height()), place_words(result), "strong")
            left += _PLACE
            end = self._bar(painter, box, end, model, result)
        room = QRectF(left, box.top() + 6, max(0.0, end - left - 16), box.height() - 12)
        if model.locked:
            half = room.height() * 0.58
            upper = QRectF(room.left(), room.top(), room.width(), half)
            self._say(painter, upper, result.item.text, "strong" if result.points else "body")
            lower = QRectF(room.left(), room.top() + half, room.width(), room.height() - half)
            self._say(painter, lower, model.aside(result), "caption", "text_2")
        else:
            self._say(painter, room, result.item.text, "body")
        painter.setPen(qt.colour("line", self.theme))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()

    def _bar(self, painter: QPainter, box: QRectF, end: float, model: Ranking, result: rules.Result) -> float:
        """The bar and its number at the right; returns where they begin."""
        wide = min(_BAR, box.width() * 0.3)
        number = QRectF(end - _NUMBER, box.top(), _NUMBER, box.height())
        self._say(painter, number, str(result.points), "strong")
        start = number.left() - 12 - wide
        ground = QRectF(start, box.center().y() - 6, wide, 12)
        painter.fillRect(ground, qt.colour("sunken", self.theme))
        share = result.points / model.most if model.most else 0.0
        painter.fillRect(QRectF(ground.left(), ground.top(), wide * share, 12), qt.colour("text_strong", self.theme))
        return start

    def _say(self, painter: QPainter, box: QRectF, words: str, kind: str, role: str = "text") -> None:
        """One line at the left of a box, in its middle, shortened where it does not fit."""
        painter.setFont(qt.font(kind))
        painter.setPen(qt.colour(role, self.theme))
        shown = painter.fontMetrics().elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


class VoteDesk(QWidget):
    """`asked((kind, body))` asks for hands to be counted."""

    asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run: StageRun | None = None
        self.voted, self.about = _label("heading"), _label("label", "quiet")
        self.about.setWordWrap(True)
        self.ranking = Ranking(self)
        self.list = QListView(self)
        self.list.setModel(self.ranking)
        self.list.setItemDelegate(Line(theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("What is voted on")
        self.hands = Hands(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.voted, self.about, self.list, self.hands):
            column.addWidget(part, 1 if part is self.list else 0)
        self.list.selectionModel().currentChanged.connect(self._follow)
        self.hands.count.clicked.connect(self._count)

    def show_vote(self, run: StageRun) -> None:
        """Show a stage as it is now."""
        other, self.run = run is not self.run, run
        state: rules.State = run.state
        chosen = "" if other else self.chosen()
        self.ranking.show_vote(run)
        _say(self.voted, voted_words(state, run.present))
        _say(self.about, self._about_words(run))
        keys = [r.item.id for r in self.ranking.results]
        if chosen in keys and chosen != self.chosen():
            self.list.setCurrentIndex(self.ranking.index(keys.index(chosen)))
        self._follow()

    def _about_words(self, run: StageRun) -> str:
        state: rules.State = run.state
        apart = (
            f"{len(state.ballots)} by phone, {state.hand_voters} by hands or on paper. " if state.hand_voters else ""
        )
        if not is_locked(run):
            return f"{apart}Totals stay closed until you close the vote. Choose a line to type in hands for it."
        ties = "= shares its place: a tie is not broken for you. " if any(r.tied for r in self._given()) else ""
        return f"{apart}{ties}{state.terms().words()}"

    def _given(self) -> list[rules.Result]:
        return [r for r in self.ranking.results if r.points]

    def chosen(self) -> str:
        """The id of the line that is chosen; "" when none is."""
        result = self.list.currentIndex().data(_RESULT)
        return result.item.id if isinstance(result, rules.Result) else ""

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.list.setItemDelegate(Line(theme, self.list))

    def _follow(self) -> None:
        result = self.list.currentIndex().data(_RESULT)
        if self.run is None or not isinstance(result, rules.Result):
            self.hands.hide()
            return
        state: rules.State = self.run.state
        self.hands.show_line(result.item.id, result.item.text, state)

    def _count(self) -> None:
        if self.run is None or not self.hands.line:
            return
        counts = {**self.run.state.hands, self.hands.line: self.hands.points.value()}
        self.asked.emit(("hand_votes", HandCount(counts, self.hands.voters.value()).pack()))


class Hands(QFrame):
    """What hands or paper gave to the chosen line, and how many people voted that way in all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = ""
        self.setProperty("panel", "card")
        self.title = ElidedLabel("", "label", self)
        self.caption = _label("label", "quiet")
        self.points, self.voters = _number("Dots or points by hands"), _number("People who voted by hands")
        self.count = Button("Count hands", parent=self)
        self.count.setAutoDefault(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self.title, 1)
        row.addWidget(self.caption)
        row.addWidget(self.points)
        row.addWidget(_label("label", "quiet", "from so many people in all"))
        row.addWidget(self.voters)
        row.addWidget(self.count)
        self.hide()

    def show_line(self, line: str, text: str, state: rules.State) -> None:
        """Take what was counted for a line; a number being typed is not taken away."""
        other, self.line = line != self.line, line
        self.title.setText(f"Hands for: {text}")
        _say(self.caption, "points" if state.terms().style == rules.RANK else "dots")
        for box, value in ((self.points, state.hands.get(line, 0)), (self.voters, state.hand_voters)):
            if (other and box is self.points) or not box.hasFocus():
                box.setValue(value)
        self.show()


def voted_words(state: rules.State, present: int = 0) -> str:
    """`17 of 25 have voted`; without how many are present, `17 have voted`."""
    n = state.voters()
    if not n:
        return f"Nobody of {present:,} has voted yet" if present else "Nobody has voted yet"
    return " ".join(rules.turnout(n, present))


def _number(name: str) -> QSpinBox:
    made = QSpinBox()
    made.setRange(0, MOST)
    made.setAccessibleName(name)
    made.setFixedWidth(76)
    return made


def _label(kind: str, tone: str = "", words: str = "") -> QLabel:
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    qt.mark(made, type=kind, tone=tone)
    return made


def _say(label: QLabel, words: str) -> None:
    if label.text() != words:
        label.setText(words)
