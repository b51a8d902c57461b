"""The desk of an aspect that keeps things of one kind: all in a ledger, a field for a new one, one chosen beside."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from facilitator.looks.qt.guard import guarded_or
from facilitator.looks.qt.kit import button, label, line
from facilitator.looks.qt.ledger import Ledger
from facilitator.looks.qt.words import t
from facilitator.model.acts import new_id
from facilitator.model.packed import Packed
from facilitator.model.programme import Programme
from facilitator.programme.listed import Latest
from facilitator.programme.wording import LONGEST

Thing = TypeVar("Thing")


class LedgerDesk(QWidget, Generic[Thing]):
    """The things in a list, and the chosen one beside it. `asked(body)` asks to keep something."""

    asked = Signal(object)

    def __init__(self, name: str, columns: Sequence[tuple[str, float]], new: str, nothing: str) -> None:
        """`new` is asked in the field below the ledger, `nothing` is said where there is no thing yet."""
        super().__init__()
        self._programme: Programme | None = None
        self._comments = Latest()
        self._wanted = ""
        self.ledger = Ledger(name, columns)
        self.list = self.ledger.list
        self.new, self.add = line(new, LONGEST), button(t("Add"), icon="plus")
        self.sum, self.refusal = label("", "strong", wrap=True), label("", "label", "bad", wrap=True)
        self.nothing = label(nothing, "body", "quiet", wrap=True)
        self.refusal.hide()
        self.list.chosen.connect(lambda _: self._show_chosen())
        self.list.installEventFilter(self)
        self.new.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)

    def _arrange(self, above: Sequence[QWidget | QLayout], beside: Sequence[QWidget], right: QWidget | QLayout) -> None:
        """Lay it out: what stands above the ledger, what stands beside the field for a new thing, and at the right."""
        left, below, row = QVBoxLayout(), QHBoxLayout(), QHBoxLayout(self)
        left.setContentsMargins(24, 16, 24, 16)
        left.setSpacing(8)
        for part in (*above, self.refusal, self.nothing):
            if isinstance(part, QWidget):
                left.addWidget(part)
            else:
                left.addLayout(part)
        below.addWidget(self.new, 1)
        for widget in (*beside, self.add):
            below.addWidget(widget)
        left.addWidget(self.ledger, 1)
        left.addLayout(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 7)
        if isinstance(right, QWidget):
            row.addWidget(right, 3)
        else:
            row.addLayout(right, 3)

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    # ------------------------------------------------------------------ what each desk says of itself

    @abstractmethod
    def show_programme(self, programme: Programme) -> None:
        """Show the things as they are now."""

    @abstractmethod
    def _things(self, programme: Programme) -> Mapping[str, Thing]:
        """All things, by their ids."""

    @abstractmethod
    def _show_chosen(self) -> None:
        """Show what is chosen."""

    @abstractmethod
    def _begun(self, key: str, words: str) -> Packed:
        """The body that tells of a new thing."""

    @abstractmethod
    def _take(self, key: int) -> bool:
        """Do what a key asks for at the chosen thing; whether it asks for anything."""

    # ------------------------------------------------------------------ what all do

    def _shown(self, programme: Programme) -> None:
        """The lines are in the list: choose what was just written, and show what is chosen."""
        if self._wanted in self._things(programme):
            self.list.choose(self._wanted)
            self._wanted = ""
        self._show_chosen()

    def _chosen(self) -> Thing | None:
        return None if self._programme is None else self._things(self._programme).get(self.list.key)

    def refuse(self, sentence: str) -> None:
        """Say why something was not kept, and show again what is."""
        if self._programme is not None:
            self.show_programme(self._programme)
        self.refusal.setText(sentence)
        self.refusal.show()

    def _add(self) -> None:
        words = self.new.text().strip()
        if words:
            self._wanted = new_id()
            self.new.clear()
            self.asked.emit(self._begun(self._wanted, words))

    @guarded_or(bool)
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """The keys of the list, where something is chosen."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or self._chosen() is None:
            return False
        return self._take(event.key())
