"""The list of safe copies: when each was made and how many notes are in it. Nothing is ever overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from facilitator.desktop.parts.background import aside
from facilitator.desktop.parts.dialogs import House
from facilitator.desktop.parts.within import size_within
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.words import t
from facilitator.model.say import Clock, Day
from facilitator.paths import stem
from facilitator.store import copies

_COPY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Copy:
    """A safe copy of `path`: when it was made, its notes, and what is wrong with it ("" when it is sound)."""

    path: Path
    copy: Path
    made: str
    notes: int
    wrong: str


def look(paths: Sequence[Path]) -> list[Copy]:
    """Every safe copy of those files, newest first, each opened and checked. Takes its time: do it aside."""
    found = []
    for path in paths:
        for copy in copies.of(path):
            report = copies.check(copy)
            made = said(copy.stem.removeprefix(stem(path)).strip())
            wrong = report.problems[0] if report.problems else ""
            found.append(Copy(path, copy, made, report.kinds.get("note", 0), wrong))
    return found


def said(stamp: str) -> str:
    """The time in a safe copy's name as people say it: 24 November 2026, 10:30. Anything else stays as it is."""
    try:
        at = datetime.strptime(stamp, "%Y-%m-%d %H.%M.%S")
    except ValueError:
        return stamp
    return t("{day}, {time}", day=Day(at.date()), time=Clock(f"{at:%H:%M}"))


class RestoreDialog(House):
    """Choose a safe copy, and what to do with it. `chosen` is `(programme, copy, in its place)`."""

    def __init__(self, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(
            t("Safe copies"),
            parent,
            t("Made by themselves when a programme is opened, every ten minutes, and when a workshop is finished."),
        )
        self.chosen: tuple[Path, Path, bool] | None = None
        self.copies: list[Copy] = []
        size_within(self, 640, 480)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([t("Made"), t("Notes"), t("Programme")])
        self.list.setRootIsDecorated(False)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAccessibleName(t("Safe copies"))
        self.list.setColumnWidth(0, 260)
        self.list.itemSelectionChanged.connect(self._chosen)
        self.list.itemActivated.connect(lambda _item, _column: self._take(False))
        self.column.addWidget(self.list, 1)
        self.state = label(t("Looking at the safe copies"), tone="quiet", wrap=True)
        self.column.addWidget(self.state)
        self.open_copy = Button(t("Open a copy of it"), look="primary")
        self.open_copy.clicked.connect(lambda: self._take(False))
        self.replace = Button(t("Put it in the programme’s place"))
        self.replace.setToolTip(t("The programme as it is now is kept beside it under another name."))
        self.replace.clicked.connect(lambda: self._take(True))
        self.finish(self.closing(), self.replace, self.open_copy)
        self._chosen()
        aside(self, lambda: look(paths), self._show, self.state.setText)

    def _show(self, copies: list[Copy]) -> None:
        self.copies = copies
        words = t("Open a copy to look at it; neither the programme nor the safe copy is changed by that.")
        self.state.setText(words if copies else t("There are no safe copies yet."))
        for copy in copies:
            notes = t.reader(copy.wrong) or str(copy.notes)
            cells = (copy.made, notes, copy.path.name)
            item = QTreeWidgetItem(cells)
            for column, words in enumerate(cells):
                item.setToolTip(column, words)
            item.setData(0, _COPY, copy)
            item.setDisabled(bool(copy.wrong))
            self.list.addTopLevelItem(item)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)

    def _chosen(self) -> None:
        there = bool(self.list.selectedItems())
        self.open_copy.setEnabled(there)
        self.replace.setEnabled(there)

    def _take(self, in_place: bool) -> None:
        items = self.list.selectedItems()
        if items:
            copy: Copy = items[0].data(0, _COPY)
            self.chosen = (copy.path, copy.copy, in_place)
            self.accept()
