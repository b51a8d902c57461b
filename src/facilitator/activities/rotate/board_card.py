"""What stands on somebody's paper card, typed in at the desk: how to reach them, and whom they wish to meet again."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from facilitator.activities.rotate.facts import Seat, State
from facilitator.activities.rotate.rules import have_met
from facilitator.looks.qt import look as qt

_NUMBER = re.compile(r"(-?)(\d{1,3})")


class CardPanel(QWidget):
    """Lines for the chosen person; Enter takes them. `asked((kind, body))`.

    It never shows a wish, nor what somebody gave on their phone for those with whom the wish is mutual.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: State | None = None
        self.seat: Seat | None = None
        self.told = QLabel("", self)
        qt.mark(self.told, type="label")
        self.told.setWordWrap(True)
        self.contact, self.again = QLineEdit(self), QLineEdit(self)
        self.contact.setMaxLength(40)
        self.contact.setAccessibleName("How they may be reached")
        self.contact.setToolTip("Shown only to somebody with whom the wish to meet again is mutual.")
        self.again.setAccessibleName("Numbers they would like to meet again")
        self.again.setToolTip("Numbers from their card. A minus before a number takes the wish back.")
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
        self.contact.setPlaceholderText(f"How number {seat.no} may be reached")
        self.again.setPlaceholderText(f"Number {seat.no} would meet again: numbers")
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
            self.asked.emit(("seat", {"target": self.seat.key, "contact": said}))

    def _take_wishes(self) -> None:
        """Every number has to be somebody whom they met; else nothing is taken and the line says why."""
        if self.state is None or self.seat is None:
            return
        state, me = self.state, self.seat
        by_no = {seat.no: seat.key for seat in state.seats.values()}
        found = [(sign, int(number)) for sign, number in _NUMBER.findall(self.again.text())]
        strange = [str(no) for _sign, no in found if not have_met(state, me.key, by_no.get(no, ""))]
        if strange or not found:
            said = f"Number {me.no} has not met {', '.join(strange)}." if strange else "Type the numbers from the card."
            self._say(said, "bad")
            return
        for sign, no in found:
            choice = "no" if sign else "yes"
            self.asked.emit(("wish", {"from": me.key, "target": by_no[no], "choice": choice, "source": "paper"}))
        self.again.clear()
        self._say("Taken. Nobody hears of it unless both wish it.")
