"""How many comments each theme has, by workshop and group, as documents tell it; each figure opens its comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.kit import button, label, put_text
from facilitator.looks.qt.words import t
from facilitator.model.programme import Programme
from facilitator.model.say import as_day, say
from facilitator.model.suppression import Decision
from facilitator.programme.comments import Comment
from facilitator.programme.disclosure import decided
from facilitator.programme.themes.counts import EVERYWHERE, NOWHERE, OPEN, Counts, beside, counted, raised, titles
from facilitator.programme.themes.desk_trail import Behind, Trail
from facilitator.programme.themes.rules import State

DASH = "\u2013"
"""Stands for a number that is told to nobody else."""
SORTED, ALL = "+", ""
"""Stand for a theme where every comment is meant that somebody sorted, and every one."""
_REST = {
    NOWHERE: say("Could not be placed"),
    SORTED: say("Sorted"),
    OPEN: say("Not sorted yet"),
    ALL: say("Every comment"),
}
_NAME, _FIGURE, _MOST = 180, 60, 220
"""How wide columns are, px in usual lettering: what is counted at least, a figure at least, and its head at most."""
_NO_INDEX = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """A row: a theme, or what stands for one, in a workshop or EVERYWHERE, and its cells as they are shown."""

    theme: str
    where: str
    cells: tuple[str, ...]


class CountModel(QAbstractTableModel):
    """The figures as Qt reads them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heads: Sequence[tuple[str, str]] = ()
        self.lines: Sequence[Line] = ()

    def show_lines(self, heads: Sequence[tuple[str, str]], lines: Sequence[Line]) -> bool:
        """Show these figures under heads, each with what it is in full; whether they stand where others stood."""
        others = heads != self.heads or [(x.theme, x.where) for x in lines] != [(x.theme, x.where) for x in self.lines]
        if others:
            self.beginResetModel()
        self.heads, self.lines = heads, lines
        if others:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(heads) - 1))
        return others

    @guarded_or(int)
    def rowCount(self, parent: _Index = _NO_INDEX, /) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.lines)

    @guarded_or(int)
    def columnCount(self, parent: _Index = _NO_INDEX, /) -> int:
        """What is counted, everybody's, each group's, the first and the last day."""
        return 0 if parent.isValid() else len(self.heads)

    @guarded_or(lambda: None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        """The words of a cell; themes stand out from their workshops."""
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.FontRole:
            return qt.font("strong" if line.where == EVERYWHERE and not self._is_day(column) else "body")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(column)
        if role == Qt.ItemDataRole.ToolTipRole and line.cells[column] == DASH:
            return t("Not told: too few, or it would tell a number that is too small.")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.cells[column]
        return None

    @guarded_or(lambda: None)
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole, /
    ) -> object:
        """The heads of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        short, whole = self.heads[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return short
        return (whole or short) if role == Qt.ItemDataRole.ToolTipRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        """Figures stand at the end of their column."""
        words = not column or self._is_day(column)
        return Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignLeft if words else Qt.AlignmentFlag.AlignRight)

    def _is_day(self, column: int) -> bool:
        return column >= len(self.heads) - 2


class CountTable(QTableView):
    """The figures; the arrow keys and a click choose one."""

    opened = Signal(int, int)
    """The figure in that row and column is to be opened."""
    entered_figure = Signal()
    """Enter was pressed: go on to what is behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts = CountModel(self)
        self.setModel(self.counts)
        self.setAccessibleName(t("Comments by theme"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """The names have the room that the figures leave."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give each column its room."""
        head, taken = self.horizontalHeader(), 0
        for column in range(1, self.counts.columnCount()):
            least = max(round(_FIGURE * qt.scale()), self.sizeHintForColumn(column))
            wide = max(least, min(head.sectionSizeHint(column), round(_MOST * qt.scale())))
            self.setColumnWidth(column, wide)
            taken += wide
        self.setColumnWidth(0, max(round(_NAME * qt.scale()), self.viewport().width() - taken))

    @guarded
    def currentChanged(self, current: _Index, previous: _Index, /) -> None:
        """Another figure is chosen."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.opened.emit(current.row(), current.column())

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Enter goes on to the comments."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_figure.emit()
        else:
            super().keyPressEvent(event)


class CountsView(QWidget):
    """The table, and beside it the comments behind the figure that is chosen. `left` asks to go back to sorting."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._programme: Programme | None = None
        self._made: Counts | None = None
        self._decision = Decision()
        self.table = CountTable()
        self.model = self.table.counts
        self.trail = Trail()
        self.back, self.aside = button(t("Back to sorting")), label("", "caption", "quiet", wrap=True)
        self.back.clicked.connect(self.left)
        self.table.opened.connect(self._open)
        self.table.entered_figure.connect(self.trail.list.setFocus)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(label(t("Choose a figure to see the comments behind it."), "body", "quiet", wrap=True), 1)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        note = t("These are comments, not people, as documents tell them. A dash stands for a number that is told to "
                 "nobody, because it is too small or would tell one that is.")  # fmt: skip
        column.addWidget(label(note, "caption", "quiet", wrap=True))
        column.addWidget(self.aside)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addLayout(column, 5)
        row.addWidget(self.trail, 3)

    def show_programme(self, programme: Programme) -> None:
        """Show the figures as they are now."""
        self._programme, self._decision = programme, decided(programme)
        made = self._made = counted(programme)
        told = [t(words) for words in beside(made)]
        put_text(self.aside, t.listed(told, ""))
        self.aside.setVisible(bool(told))
        heads = ((t("best match"), ""), (t("all"), ""), *((group.short, group.label) for group in made.groups.values()),
                 (t("first raised"), ""), (t("last raised"), ""))  # fmt: skip
        if self.model.show_lines(heads, tuple(self._lines(programme, made))):
            self.table.fit()
            self.trail.empty(t("Every figure opens the comments it was counted from."))
        elif (index := self.table.currentIndex()).isValid():
            self._open(index.row(), index.column())

    def _lines(self, programme: Programme, made: Counts) -> Iterator[Line]:
        state: State = programme.aspects["themes"]
        for theme in (*made.themes, *_REST):
            known = state.themes.get(theme)
            name = t("{number} {name}", number=state.number(theme), name=known.name) if known else t(_REST[theme])
            yield self._line(programme, theme, EVERYWHERE, name)
            if len(made.workshops) > 1:
                for where, title in titles(made):
                    yield self._line(programme, theme, where, title)

    def _line(self, programme: Programme, theme: str, where: str, name: str) -> Line:
        every = self._of(theme, where)
        counted_so = theme not in _REST
        groups = [self._told(theme, where, group) for group in self._groups()] if counted_so else []
        told = [
            (DASH if self._made and self._made.kept_back(where, group) else "") if those is None else str(len(those))
            for group, those in zip(self._groups(), groups, strict=False)
        ] or ["" for _ in self._groups()]
        days = [t(say("{day}", day=as_day(day))) if day else "" for day in raised(programme, every)]
        return Line(theme, where, (name, str(len(every)), *told, *days))

    def _groups(self) -> list[str]:
        return list(self._made.groups) if self._made else []

    def _of(self, theme: str, where: str) -> Sequence[Comment]:
        if self._made is None:
            return ()
        if theme == SORTED:
            return self._made.sorted(where)
        return self._made.of(theme, where) if theme else self._made.within(where)

    def _told(self, theme: str, where: str, group: str) -> Sequence[Comment] | None:
        if self._made is None:
            return None
        return self._made.told(self._decision, theme, where, group)

    def _open(self, row: int, column: int) -> None:
        """Show what is behind a figure; behind a day is what everybody wrote."""
        line, made, programme = self.model.lines[row], self._made, self._programme
        if made is None or programme is None:
            return
        groups = list(made.groups)
        group = groups[column - 2] if 2 <= column < 2 + len(groups) else ""
        group = "" if line.theme in _REST else group
        those = self._told(line.theme, line.where, group) if group else self._of(line.theme, line.where)
        if those is None:
            self.trail.empty(t("This figure is not told: there are too few, or it would tell a number that is too "
                               "small. What everyone wrote stands under all."))  # fmt: skip
            return
        state: State = programme.aspects["themes"]
        known = state.themes.get(line.theme)
        names = dict(titles(made))
        where = names.get(line.where, t("All workshops")) if len(names) > 1 else t.listed(names.values())
        about = known.name if known else t(_REST[line.theme])
        named = t.listed((where, made.groups[group].label if group else ""))
        self.trail.show_behind(programme, Behind(those, about, named, self._may_name))

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Escape goes back to sorting."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _may_name(self, comment: Comment) -> bool:
        if self._made is None or self._programme is None:
            return False
        state: State = self._programme.aspects["themes"]
        return self._made.may_name(self._decision, state.of(comment.key), comment)
