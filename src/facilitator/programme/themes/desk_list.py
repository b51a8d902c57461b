"""The list of every comment: one row each, painted, with its theme or the one that is suggested; no widget a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.rows import SteadyList
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import load
from facilitator.model.say import Listed, say
from facilitator.programme.comments import Comment
from facilitator.programme.themes.features import plain
from facilitator.programme.themes.offers import Offer
from facilitator.programme.themes.rules import State
from facilitator.programme.themes.standing import Since

COMMENTS = "application/x-facilitator-comments"
"""What a drag of chosen rows carries: their keys, a line each."""
KEYS = (
    KeyRow("1-9", say("Themes: put the chosen comments into that theme, go to the next open one")),
    KeyRow("Alt+1", say("Themes: give the chosen comments theme 1 as a further one, or take it off; Alt+2 is theme 2")),
    KeyRow("Return", say("Themes: take the suggestion")),
    KeyRow("Backspace", say("Themes: refuse the suggestion; in a second reading, go back to the comment before")),
    KeyRow("0", say("Themes: the chosen comments could not be placed")),
    KeyRow("B", say("Themes, talking differences over: both themes belong; 1 keeps the first, 2 takes the second")),
    KeyRow("Delete", say("Themes: take the chosen comments out of their themes")),
)
ROW, PAD, CHIP = 58, 14, 24
MANY = 200
"""Where more rows than this change at once, all in sight are painted anew."""
ALL, TO_DO, NOWHERE = "", "to do", "nowhere"
"""What the list may be narrowed to, beside one theme by its id."""
BOTH, FIRST, SECOND = "both", "first", "second"
"""What is settled where two people differ."""
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to: words in it, a workshop, a stage of it, and how far or in which theme it is."""

    words: str = ""
    workshop: str = ""
    stage: str = ""
    which: str = ALL


class CommentModel(QAbstractListModel):
    """The comments that are wanted, those still to be sorted first; they keep their places until others are wanted."""

    def __init__(self, offer: Callable[[str], Offer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer = offer
        self._comments: Sequence[Comment] = ()
        self._plain: list[str] = []
        self._rows: list[int] = []
        self._row_of: dict[str, int] = {}
        self._since = Since()
        self._titles: dict[str, str] = {}
        self.state = State()
        self.wanted = Wanted()
        self.refused: set[str] = set()

    @guarded_or(int)
    def rowCount(self, parent: _Index = _NO_INDEX, /) -> int:
        """How many are shown."""
        return 0 if parent.isValid() else len(self._rows)

    @guarded_or(lambda: None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        """What is read out of a row."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        comment = self.comment(index.row())
        codes = self.state.of(comment.key)
        where = self.title(codes.theme) if codes.theme else t("no theme yet")
        return t("{words}. {theme}", words=comment.text, theme=where)

    @guarded_or(lambda: Qt.ItemFlag.NoItemFlags)
    def flags(self, index: _Index, /) -> Qt.ItemFlag:
        """Rows are chosen and dragged."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    @guarded_or(list)
    def mimeTypes(self) -> list[str]:
        """What a drag carries."""
        return [COMMENTS]

    @guarded_or(QMimeData)
    def mimeData(self, indexes: Sequence[QModelIndex], /) -> QMimeData:
        """The keys of the rows."""
        data = QMimeData()
        data.setData(COMMENTS, "\n".join(self.comment(each.row()).key for each in indexes).encode())
        return data

    def comment(self, row: int) -> Comment:
        """The comment in a row."""
        return self._comments[self._rows[row]]

    def title(self, theme: str) -> str:
        """A theme as a chip has it: its number and its name."""
        found = self.state.themes.get(theme)
        return t("{number} {name}", number=self.state.number(theme), name=found.name) if found else ""

    def offered(self, key: str) -> Offer:
        """What is offered for a comment that is still to be sorted."""
        return Offer(()) if key in self.refused or self.state.of(key).done else self._offer(key)

    def show(self, comments: Sequence[Comment], state: State, wanted: Wanted) -> None:
        """Show these comments as they stand; only where others are wanted do rows change places."""
        if comments is not self._comments:
            self._plain = [plain(each.text) for each in comments]
        elif wanted == self.wanted:
            self._tell(state)
            return
        self.beginResetModel()
        self._comments, self.wanted, self.state = comments, wanted, state
        words = plain(wanted.words)
        fit = [at for at, each in enumerate(comments) if self._fits(at, each, words)]
        self._rows = sorted(fit, key=lambda at: state.of(comments[at].key).done)
        self._row_of = {comments[at].key: row for row, at in enumerate(self._rows)}
        self._since.moved(state)
        self._titles = self._named(state)
        self.endResetModel()

    def _fits(self, at: int, comment: Comment, words: str) -> bool:
        wanted, codes = self.wanted, self.state.of(comment.key)
        if wanted.workshop and comment.workshop != wanted.workshop:
            return False
        if (wanted.stage and comment.stage != wanted.stage) or words not in self._plain[at]:
            return False
        if wanted.which == TO_DO:
            return not codes.done
        if wanted.which == NOWHERE:
            return codes.unplaced is not None
        return not wanted.which or wanted.which in codes.all

    def _named(self, state: State) -> dict[str, str]:
        return {theme.id: theme.name for theme in state.themes.values()}

    def _tell(self, state: State) -> None:
        """Have those rows painted anew of which something changed."""
        moved, titles = self._since.moved(state), self._titles
        self.state, self._titles = state, self._named(state)
        if moved is None or titles != self._titles or len(moved) > MANY:
            self.repaint()
            return
        for row in (self._row_of[key] for key in moved if key in self._row_of):
            self.dataChanged.emit(self.index(row), self.index(row))

    def repaint(self) -> None:
        """Have every row in sight painted anew."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def next_open(self, row: int) -> int:
        """The next row that is still to be sorted, after this one and then from the beginning; else the row itself."""
        n = len(self._rows)
        ahead = (each % n for each in range(row + 1, row + 1 + n)) if n else iter(())
        return next((each for each in ahead if not self.state.of(self.comment(each).key).done), row)


class RowPainter(QStyledItemDelegate):
    """Paints a comment: its words, where it comes from, and at its end the theme it has, or in a dashed line the one
    that is suggested with the words that it shares. Without `themes` the words have all the room.
    """

    def __init__(
        self,
        model: CommentModel,
        places: Callable[[Comment], str],
        parent: QWidget | None = None,
        *,
        themes: bool = True,
    ) -> None:
        super().__init__(parent)
        self._model, self._places, self._themes = model, places, themes

    @guarded_or(QSize)
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index, /) -> QSize:
        """All rows are as tall."""
        return QSize(200, max(ROW, 2 * QFontMetrics(qt.font("body")).height() + 20))

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, /) -> None:
        """Ground, words, theme, line below."""
        painter.save()
        comment = self._model.comment(index.row())
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, qt.colour("selected" if chosen else "panel"))
        painter.setPen(QPen(qt.colour("line"), 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom() - 0.5), QPointF(rect.right(), rect.bottom() - 0.5))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), qt.colour("text"))
        inner = rect.adjusted(PAD, 8, -PAD, -8)
        taken = self._theme(painter, inner, comment, chosen) if self._themes else 0.0
        words = inner.adjusted(0, 0, -taken - PAD, 0)
        shown = t("Withheld: {words}", words=comment.text) if comment.withheld else comment.text
        for kind, role, said, place in (
            ("body", "text", shown, Qt.AlignmentFlag.AlignTop),
            ("caption", "text_2", self._places(comment), Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(qt.font(kind))
            painter.setPen(qt.colour(role))
            self._line(painter, words, said, place)
        painter.restore()

    def _line(self, painter: QPainter, rect: QRectF, words: str, place: Qt.AlignmentFlag) -> None:
        one = painter.fontMetrics().elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, int(place | Qt.AlignmentFlag.AlignLeft), one)

    def _theme(self, painter: QPainter, rect: QRectF, comment: Comment, chosen: bool) -> float:
        """Paint the theme, so that it stands out from the row; how wide it is."""
        codes = self._model.state.of(comment.key)
        offer = self._model.offered(comment.key)
        dashed, aside = False, ""
        if codes.theme:
            words = self._model.title(codes.theme)
            aside = t.listed(tuple(self._model.title(each.theme) for each in codes.further))
        elif codes.unplaced:
            words = t("could not be placed")
        elif offer.likely:
            words, dashed = t("{theme}?", theme=self._model.title(offer.likely)), True
            aside = t("shares: {words}", words=Listed(offer.shared, ""))
        else:
            words = t("no theme yet")
        painter.setFont(qt.font("caption"))
        metrics = painter.fontMetrics()
        most = int(rect.width() / 3)
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, most)
        wide = metrics.horizontalAdvance(words) + 16
        chip = QRectF(rect.right() - wide, rect.top(), wide, CHIP)
        if not aside:
            chip.moveTop(rect.center().y() - CHIP / 2)
        if codes.theme or dashed:
            painter.setPen(QPen(qt.colour("text_2"), 1, Qt.PenStyle.DashLine) if dashed else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if dashed else qt.colour("panel" if chosen else "sunken"))
            painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), load().radius["control"], CHIP / 4)
        painter.setPen(qt.colour("text" if codes.theme or dashed else "text_2"))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), words)
        aside = metrics.elidedText(aside, Qt.TextElideMode.ElideRight, most)
        if aside:
            painter.setPen(qt.colour("text_2"))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight), aside)
        return float(max(wide, metrics.horizontalAdvance(aside)))


class CommentList(SteadyList):
    """The list, with its keys. `placed(number, further)` asks for a theme by its number, 0 for none that fits."""

    placed = Signal(int, bool)
    taken = Signal()
    refused = Signal()
    cleared = Signal()
    chosen = Signal()
    """Other rows are chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(t("Comments"), parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Figures, Enter, Backspace and Delete sort; other signs do nothing; all else moves about."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        figure = event.key() - Qt.Key.Key_1 + 1
        if 1 <= figure <= 9:
            self.placed.emit(figure, alt)
        elif event.key() == Qt.Key.Key_0:
            self.placed.emit(0, False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Backspace:
            self.refused.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.cleared.emit()
        elif not event.text().strip() or not event.text().isprintable():
            super().keyPressEvent(event)

    @guarded
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection, /) -> None:
        """Other rows are chosen."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit()


class DifferenceList(SteadyList):
    """The comments on which two people differ, with its keys. `settled(how)` says what is to become of the chosen."""

    settled = Signal(str)
    chosen = Signal()
    """Another one is chosen."""

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """B keeps both, 1 the first and 2 the second; all else moves about."""
        figure = event.key() - Qt.Key.Key_1
        if event.key() == Qt.Key.Key_B or 0 <= figure <= 1:
            self.settled.emit(BOTH if event.key() == Qt.Key.Key_B else (FIRST, SECOND)[figure])
        else:
            super().keyPressEvent(event)

    @guarded
    def currentChanged(self, current: _Index, previous: _Index, /) -> None:
        """Another one is chosen."""
        super().currentChanged(current, previous)
        self.chosen.emit()
