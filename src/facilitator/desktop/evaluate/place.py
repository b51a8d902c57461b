"""The Evaluate place: what comes of the comments and answers of all workshops, aspect by aspect."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from facilitator.desktop.evaluate.codebook import Codebook
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.place import Place
from facilitator.looks.qt.words import t
from facilitator.model.packed import Packed
from facilitator.programme import contract, desks


class EvaluatePlace(Place):
    """A tab for each aspect that is worked on here. What is not in sight is shown when it is gone to."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.aspects = {name: desks.desk(name) for name in desks.at("evaluate")}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for name, part in self.aspects.items():
            self.tabs.addTab(part.widget, t(contract.aspect(name).title))
            part.asked.connect(self._ask)
        self.codebook = Codebook(desk)
        self.codebook.failed.connect(self._refuse)
        self.said = self.codebook.said
        self.tabs.setCornerWidget(self.codebook)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.tabs.currentChanged.connect(lambda _: self.refresh())
        desk.changed.connect(self._changed)

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        names = list(self.aspects)
        return self.aspects[names[self.tabs.currentIndex()]].panes()

    def entered(self) -> None:
        """Show what is true now: the place was entered."""
        self.refresh()

    def refresh(self) -> None:
        """Show what the log says now, in the tab that is in sight."""
        list(self.aspects.values())[self.tabs.currentIndex()].show_programme(self._desk.programme)

    def _changed(self, changes: list[Any]) -> None:
        if self.isVisible():
            self.refresh()

    def _ask(self, said: Packed) -> None:
        if refusal := self._desk.ask_programme(said):
            self._refuse(t(refusal))

    def _refuse(self, sentence: str) -> None:
        list(self.aspects.values())[self.tabs.currentIndex()].refuse(sentence)

    def only_to_read(self) -> None:
        """Switch off what takes a codebook in."""
        self.codebook.only_to_read()
