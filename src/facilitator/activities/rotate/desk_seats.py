"""The desk's list of people in the circle: number, name, group, place now, and what is to be respected."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from facilitator.activities.rotate.bodies import Left, Seated, Wish
from facilitator.activities.rotate.facts import Seat, State
from facilitator.activities.rotate.rules import have_met
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.guard import guarded_or
from facilitator.looks.qt.kit import label, refill
from facilitator.looks.qt.words import t
from facilitator.model.people import Groups
from facilitator.model.say import Listed, say

_HEADS = (say("No."), say("Name"), say("Group"), say("Place"), say("To respect"))
_FLAGS: dict[str, Callable[[Seat], bool]] = {
    "stays": lambda seat: seat.stays,
    "quiet": lambda seat: seat.quiet,
    "observer": lambda seat: seat.observer,
}
_TURNED: dict[str, Callable[[Seat], Seated]] = {
    "stays": lambda seat: Seated(seat.key, stays=not seat.stays),
    "quiet": lambda seat: Seated(seat.key, quiet=not seat.quiet),
    "observer": lambda seat: Seated(seat.key, observer=not seat.observer),
}
_NO_INDEX = QModelIndex()
_NUMBER = re.compile(r"(-?)(\d{1,3})")
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list."""

    key: str
    cells: tuple[str, ...]


def rows_of(state: State, groups: Groups) -> list[Row]:
    """Everybody with a number, in order, with their place in the round that goes on or comes first."""
    n = max(1, state.round)
    here = state.rounds[n - 1] if n <= len(state.rounds) else []
    at = {key: number for number, place in enumerate(here, 1) for key in place}
    return [
        Row(
            seat.key,
            (
                str(seat.no),
                seat.name,
                groups.short(seat.group) if seat.group else "",
                say("P{number}", number=at[seat.key]) if seat.key in at else "",
                _respect(seat),
            ),
        )
        for seat in state.seats.values()
    ]


def _respect(seat: Seat) -> str:
    flags = (
        (seat.left, say("gone")),
        (seat.observer, say("watches")),
        (seat.stays, say("stays in place")),
        (seat.quiet, say("quiet corner")),
    )
    found = tuple(words for on, words in flags if on)
    return say("{remarks}", remarks=Listed(found, "")) if found else ""


class SeatModel(QAbstractTableModel):
    """The list as Qt reads it; only lines that differ are told anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        """Take the lines as they are now."""
        if [row.key for row in rows[: len(self.rows)]] != [row.key for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        old, more = self.rows, len(rows) - len(self.rows)
        if more:
            self.beginInsertRows(QModelIndex(), len(old), len(rows) - 1)
        self.rows = rows
        if more:
            self.endInsertRows()
        for at, (before, row) in enumerate(zip(old, rows, strict=False)):
            if before != row:
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(_HEADS) - 1))

    @guarded_or(int)
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many have a number."""
        return 0 if parent.isValid() else len(self.rows)

    @guarded_or(int)
    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """How much is told of each."""
        return 0 if parent.isValid() else len(_HEADS)

    @guarded_or(lambda: None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if role == Qt.ItemDataRole.DisplayRole and index.isValid():
            return t(self.rows[index.row()].cells[index.column()])
        return None

    @guarded_or(lambda: None)
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heads of the columns, which say themselves whole in a tip where a column is narrow."""
        words = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        return t(_HEADS[section]) if role in words and orientation == Qt.Orientation.Horizontal else None


class CardPanel(QWidget):
    """Lines for the chosen person; Enter takes them. `asked(body)`.

    It never shows a wish, nor what somebody gave on their phone for those with whom the wish is mutual.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: State | None = None
        self.seat: Seat | None = None
        self.told = label("", "label", parent=self, wrap=True)
        self.contact, self.again = QLineEdit(self), QLineEdit(self)
        self.contact.setMaxLength(40)
        self.contact.setAccessibleName(t("How to reach them"))
        self.contact.setToolTip(t("Only shown to people they both want to meet again."))
        self.again.setAccessibleName(t("Numbers they would like to meet again"))
        self.again.setToolTip(t("Numbers from their card. A minus before a number takes the wish back."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.contact, self.again, self.told):
            column.addWidget(part)
        self.contact.editingFinished.connect(self._keep_contact)
        self.again.returnPressed.connect(self._take_wishes)
        self.hide()

    def show_seat(self, state: State | None, seat: Seat | None) -> None:
        """Take what stands on the card of a person; without one the panel goes."""
        other = (seat.key if seat else "") != (self.seat.key if self.seat else "")
        self.state, self.seat = state, seat
        begun = state is not None and state.begun > 0
        self.setVisible(seat is not None and (begun or not seat.person))
        if seat is None:
            return
        self.contact.setPlaceholderText(t("How to reach number {number}", number=seat.no))
        self.again.setPlaceholderText(t("Number {number} would like to meet again: numbers", number=seat.no))
        self.contact.setVisible(not seat.person)
        if other or not self.contact.hasFocus():
            self.contact.setText("" if seat.person else seat.contact)
        if other:
            self.again.clear()
            self._say("")
        self.again.setVisible(begun)

    def _say(self, words: str, tone: str = "quiet") -> None:
        qt.mark(self.told, tone=tone)
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _keep_contact(self) -> None:
        said = " ".join(self.contact.text().split())
        if self.seat is not None and not self.seat.person and said != self.seat.contact:
            self.asked.emit(Seated(self.seat.key, contact=said))

    def _take_wishes(self) -> None:
        """Every number has to be somebody whom they met; else nothing is taken and the line says why."""
        if self.state is None or self.seat is None:
            return
        state, me = self.state, self.seat
        by_no = {seat.no: seat.key for seat in state.seats.values()}
        found = [(sign, int(number)) for sign, number in _NUMBER.findall(self.again.text())]
        strange = [str(no) for _sign, no in found if not have_met(state, me.key, by_no.get(no, ""))]
        if strange or not found:
            never = t("Number {number} has not met {others}.", number=me.no, others=Listed(tuple(strange), ""))
            self._say(never if strange else t("Type the numbers from the card."), "bad")
            return
        for sign, no in found:
            choice = "no" if sign else "yes"
            self.asked.emit(Wish(by_no[no], choice, about=me.key, source="paper"))
        self.again.clear()
        self._say(t("Saved. Nobody is told unless both want to meet again."))


class SeatPanel(QWidget):
    """People with their numbers; adds those without a phone. `asked(body)` asks for a change."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: State | None = None
        self.model = SeatModel(self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(t("People and their numbers"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        head = self.table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.ensurePolished()
        for column, width in enumerate((56, 100, 64, 60)):
            self.table.setColumnWidth(column, max(width, head.sectionSizeHint(column)))
        head.setSectionResizeMode(len(_HEADS) - 1, QHeaderView.ResizeMode.Stretch)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(t("First name (optional)"))
        self.name.setAccessibleName(t("First name of someone without a phone"))
        self.name.setMaxLength(40)
        self.group = QComboBox(self)
        self.group.setAccessibleName(t("Their group"))
        self.group.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.add = Button(t("Add"), icon_name="plus", parent=self)
        self.flags = {
            "stays": Button(t("Stays in place"), parent=self),
            "quiet": Button(t("Quiet corner"), parent=self),
            "observer": Button(t("Watches"), parent=self),
        }
        self.gone = Button(t("Has left"), parent=self)
        self.card = CardPanel(self)
        self.card.asked.connect(self.asked)
        self._arrange()
        self.add.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)
        self.gone.clicked.connect(self._turn_gone)
        for name, button in self.flags.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, name=name: self._turn(name))
        self.table.selectionModel().selectionChanged.connect(self._follow)
        self.setFocusProxy(self.table)
        self._follow()

    def _arrange(self) -> None:
        adding = QHBoxLayout()
        adding.setSpacing(8)
        adding.addWidget(self.name, 1)
        adding.addWidget(self.group)
        adding.addWidget(self.add)
        deeds = QWidget(self)
        turning = WrapRow(deeds, gap=6)
        for button in (*self.flags.values(), self.gone):
            turning.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(adding)
        column.addWidget(self.table, 1)
        column.addWidget(deeds)
        column.addWidget(self.card)

    def show_state(self, state: State, groups: Groups) -> None:
        """Show the people as they are now."""
        self.state = state
        wanted = [("", t("No group")), *((g.id, g.short) for g in groups)]
        refill(self.group, wanted)
        self.group.setVisible(len(wanted) > 1)
        self.model.show_rows(rows_of(state, groups))
        self._follow()

    def chosen(self) -> Seat | None:
        """The seat that is chosen in the list."""
        rows = self.table.selectionModel().selectedRows()
        return self.state.seats.get(self.model.rows[rows[0].row()].key) if rows and self.state else None

    def _follow(self) -> None:
        seat = self.chosen()
        for name, button in self.flags.items():
            button.setEnabled(seat is not None)
            button.setChecked(seat is not None and _FLAGS[name](seat))
        self.gone.setEnabled(seat is not None)
        self.gone.setText(t("Is back") if seat is not None and seat.left else t("Has left"))
        self.card.show_seat(self.state, seat)

    def _add(self) -> None:
        name, group = self.name.text().strip(), str(self.group.currentData() or "")
        self.asked.emit(Seated(name=name, partner=group, source="facilitator"))
        self.name.clear()
        self.name.setFocus()

    def _turn(self, name: str) -> None:
        seat = self.chosen()
        if seat is not None:
            self.asked.emit(_TURNED[name](seat))

    def _turn_gone(self) -> None:
        seat = self.chosen()
        if seat is not None:
            self.asked.emit(Seated(seat.key) if seat.left else Left(seat.key))
