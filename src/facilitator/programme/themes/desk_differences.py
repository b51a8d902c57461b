"""The comments on which two people differ, to be talked over and settled one after another, by keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.looks.qt.guard import guarded_or
from facilitator.looks.qt.kit import button, label, put_text
from facilitator.looks.qt.words import t
from facilitator.model.entry import new_key
from facilitator.model.packed import Packed
from facilitator.programme.comments import Comment
from facilitator.programme.themes.bodies import Coded, Unplaced
from facilitator.programme.themes.desk_grid import Grid
from facilitator.programme.themes.desk_list import BOTH, FIRST, SECOND, DifferenceList
from facilitator.programme.themes.report_second import theme_name
from facilitator.programme.themes.rules import Reading, State

_NO_INDEX = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_GAP = 6
"""Between two rows, px."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A comment that two people put elsewhere, and what has been settled since, "" for nothing yet."""

    key: str
    first: str
    second: str
    lines: tuple[str, ...]
    settled: bool = False


class DifferenceModel(QAbstractListModel):
    """The differences, a row each of the same height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Difference] = ()

    def show_rows(self, rows: Sequence[Difference]) -> None:
        """Show these; rows that stay keep their places."""
        others = [each.key for each in rows] != [each.key for each in self.rows]
        if others:
            self.beginResetModel()
        self.rows = rows
        if others:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    @guarded_or(int)
    def rowCount(self, parent: _Index = _NO_INDEX, /) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)

    @guarded_or(lambda: None)
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        """Its words, what each gave, and what was settled."""
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        return "\n".join(self.rows[index.row()].lines) if index.isValid() and role in shown else None


class Differences(QWidget):
    """The grid, the list of differences and what may be done with each. `asked(body)` asks to keep something."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._reading = State(), Reading("", "", {})
        self._comments: Mapping[str, Comment] = {}
        self.head, self.to_go = label("", "strong"), label("", "caption", "quiet")
        self.legend = label("", "caption", "quiet", wrap=True)
        self.grid, self.list = Grid(), DifferenceList(t("Comments on which the two differ"))
        self.model = DifferenceModel(self)
        self.list.setModel(self.model)
        self.list.setSpacing(_GAP)
        self.both = button(t("Both belong"), key="B")
        self.keep, self.take = button(t("Keep the first"), key="1"), button(t("Take the second"), key="2")
        for part, how in ((self.both, BOTH), (self.keep, FIRST), (self.take, SECOND)):
            part.clicked.connect(lambda _=False, how=how: self._settle(how))
        self.list.settled.connect(self._settle)
        self.list.chosen.connect(self._show_deeds)
        self.grid.opened.connect(self._show_rows)
        left, right, row, deeds = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(self), QHBoxLayout()
        left.addWidget(self.legend)
        left.addWidget(self.grid)
        left.addStretch(1)
        for part in (self.both, self.keep, self.take):
            deeds.addWidget(part)
        deeds.addStretch(1)
        for widget in (self.head, self.to_go, self.list):
            right.addWidget(widget)
        right.addLayout(deeds)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addLayout(right, 1)

    def show_reading(self, state: State, reading: Reading, comments: Mapping[str, Comment]) -> None:
        """Show where the two differ."""
        is_other = reading is not self._reading
        self._state, self._reading, self._comments = state, reading, comments
        before = self.grid.currentIndex()
        place = (before.row(), before.column())
        self.grid.show_reading(state, reading)
        if not is_other and min(place) >= 0:
            self.grid.setCurrentIndex(self.grid.cells.index(*place))
        name = state.coders.get(reading.by, "")
        put_text(self.legend, t("Down: the first sorting. Across: {name}. Framed: different.", name=name) if name else
                 t("Down: the first sorting. Across: the second. Framed: different."))  # fmt: skip
        self._show_rows()

    def _show_rows(self) -> None:
        chosen, reading = self.grid.chosen, self._reading
        different = [(key, one, reading.second[key]) for key, one in reading.first.items()
                     if reading.second.get(key, one) != one]  # fmt: skip
        shown = [each for each in different if chosen in (None, each[1:])]
        rows = [self._row(*each) for each in shown if each[0] in self._comments]
        key = self.chosen.key if self.chosen else ""
        self.model.show_rows(rows)
        keys = [each.key for each in rows]
        self.list.setCurrentIndex(self.model.index(keys.index(key) if key in keys else 0 if keys else -1))
        n, open_ones = len(rows), sum(not each.settled for each in rows)
        put_text(self.head, t("{n} comment to talk over", "{n} comments to talk over", n=n) if n else
                 t("There is nothing to talk over: both gave the same themes."))  # fmt: skip
        put_text(self.to_go, t("{n} is not settled yet.", "{n} are not settled yet.", n=open_ones) if open_ones else
                 t("All are settled. How far the two agreed stays as it was.") if n else "")  # fmt: skip
        self.list.setVisible(bool(n))
        self._show_deeds()

    def _row(self, key: str, first: str, second: str) -> Difference:
        state, name = self._state, self._state.coders.get(self._reading.by, "")
        codes = state.of(key)
        settled = self._reading.is_settled(codes)
        now = t.listed(tuple(self._title(theme) for theme in codes.all)) or t("could not be placed")
        lines = (
            " ".join(self._comments[key].text.split()),
            t("First: {theme}", theme=self._title(first)),
            t("{name}: {theme}", name=name or t("Second"), theme=self._title(second)),
            t("Settled: {theme}", theme=now) if settled else t("To be talked over"),
        )
        return Difference(key, first, second, lines, settled)

    def _title(self, theme: str) -> str:
        found = self._state.themes.get(theme)
        if found is None:
            return t(theme_name(self._state, theme))
        return t("{number} {name}", number=self._state.number(theme), name=found.name)

    @property
    def chosen(self) -> Difference | None:
        """The difference that is talked over."""
        index = self.list.currentIndex()
        return self.model.rows[index.row()] if index.isValid() and index.row() < len(self.model.rows) else None

    def _may(self, how: str) -> bool:
        """Whether a difference can be settled so: a theme that was removed is no answer, and none is not both."""
        row, themes = self.chosen, self._state.themes
        if row is None:
            return False
        known = {FIRST: not row.first or row.first in themes, SECOND: not row.second or row.second in themes}
        return known[how] if how != BOTH else row.first in themes and row.second in themes

    def _show_deeds(self) -> None:
        for part, how in ((self.both, BOTH), (self.keep, FIRST), (self.take, SECOND)):
            part.setVisible(self.chosen is not None)
            part.setEnabled(self._may(how))

    def _settle(self, how: str) -> None:
        """Keep what was agreed, and go to the next that is open."""
        row = self.chosen
        if row is None or not self._may(how):
            return
        for said in self._said(row, how):
            self.asked.emit(said)
        rows, at = self.model.rows, self.list.currentIndex().row()
        ahead = [*range(at + 1, len(rows)), *range(at)]
        follows = next((each for each in ahead if not rows[each].settled), at)
        self.list.setCurrentIndex(self.model.index(follows))

    def _said(self, row: Difference, how: str) -> list[Packed]:
        """What is kept: the first stays with whoever put it there, the second is of who read it then."""
        codes, second, together = self._state.of(row.key), self._reading.by, new_key()
        if how == SECOND:
            return [Coded((row.key,), row.second, by=second) if row.second else Unplaced((row.key,), by=second)]
        before = codes.primary or codes.unplaced
        by = before.by if before else ""
        if not row.first:
            return [Unplaced((row.key,), by=by)]
        first = Coded((row.key,), row.first, by=by, together=together)
        also = Coded((row.key,), row.second, further=True, by=second, together=together)
        return [first, also] if how == BOTH else [first]
