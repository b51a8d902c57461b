"""The rows of risks, benefits and ideas: a change puts in, takes out or redraws only the rows that differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from facilitator.activities.lenses import Lens


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
            return f"{self.words}, {self.about}, answers nothing yet"
        if not self.idea:
            return f"{self.risk.lens.full}: {self.risk.words}. No idea yet"
        return f"{self.words}, {self.about}, answers {self.risk.words}"


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
