"""The stages of a method in order, to walk, drag, and move with Alt and an arrow."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from facilitator.desktop.plan.stages import ROW, RowPainter
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.forms import Table, plain, whole
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import sign_button
from facilitator.looks.qt.rows import moved_one
from facilitator.looks.qt.words import t
from facilitator.model.say import say

_AT = Qt.ItemDataRole.UserRole
KEYS = (
    KeyRow("Alt+Up|Alt+Down", say("Move a stage of the method")),
    KeyRow("Del", say("Take a stage out of the method")),
)


class StepList(QListWidget):
    """The rows: first the method itself, then its stages."""

    moved = Signal(int, int)
    """A stage from one place to another, both from 0."""
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(RowPainter(self))
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setAccessibleName(t("Stages of the method. Alt with an arrow moves a stage."))
        qt.mark(self, panel="board")
        self.model().rowsMoved.connect(lambda *_: QTimer.singleShot(0, self, self._dropped))

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Alt with an arrow moves the stage, Delete takes it away."""
        key, at = event.key(), self.currentRow() - 1
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            to = at + (1 if key == Qt.Key.Key_Down else -1)
            if at >= 0 and 0 <= to < self.count() - 1:
                self.moved.emit(at, to)
        elif key == Qt.Key.Key_Delete and at >= 0:
            self.removed.emit(at)
        else:
            super().keyPressEvent(event)

    def _dropped(self) -> None:
        moved = moved_one([int(self.item(row).data(_AT)) for row in range(self.count())])
        if moved is not None:
            self.moved.emit(*moved)


class Steps(QWidget):
    """The list and what can be done to it. `chosen` gives a place from 0, or -1 for the method itself."""

    chosen = Signal(int)
    moved = Signal(int, int)
    removed = Signal(int)
    added = Signal(int)
    """A new stage is wanted at this place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = StepList()
        self.add = Button(t("Add"), icon_name="plus", look="quiet")
        self.up, self.down = Button(t("Up"), look="quiet"), Button(t("Down"), look="quiet")
        self.away = sign_button("trash", t("Take this stage out (Delete)"))
        self.add.setToolTip(t("Add a stage after the chosen one"))
        self.add.setAccessibleName(t("Add a stage"))
        self.away.setAccessibleName(t("Take this stage out"))
        self.up.setToolTip(t("Move it up (Alt with the arrow up)"))
        self.down.setToolTip(t("Move it down (Alt with the arrow down)"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(0)
        row.addWidget(self.add)
        row.addStretch(1)
        for button in (self.up, self.down, self.away):
            row.addWidget(button)
        column.addLayout(row)
        self.list.currentRowChanged.connect(self._walked)
        self.list.moved.connect(self.moved)
        self.list.removed.connect(self.removed)
        self.add.clicked.connect(lambda: self.added.emit(self.at() + 1))
        self.up.clicked.connect(lambda: self.moved.emit(self.at(), self.at() - 1))
        self.down.clicked.connect(lambda: self.moved.emit(self.at(), self.at() + 1))
        self.away.clicked.connect(lambda: self.removed.emit(self.at()))

    def at(self) -> int:
        """The place of the chosen stage, or -1."""
        return max(-1, self.list.currentRow() - 1)

    def show_method(
        self, title: str, stages: Sequence[Table], wrong: Collection[str], doubtful: Collection[str]
    ) -> None:
        """Show these stages; `wrong` and `doubtful` hold the ids (or numbers) of stages with something to look at."""
        rows = [(-1, ("", title or t("About the method"), t("title, purpose, preparation"), (), _sign("", wrong, ())))]
        for at, stage in enumerate(stages):
            name = str(stage.get("id", at + 1))
            minutes = stage.get("minutes")
            length = whole(minutes.get("default"), 5) if isinstance(minutes, dict) else 5
            words = plain(stage.get("goal")) or plain(stage.get("activity"))
            rows.append(
                (
                    at,
                    (
                        t("{minutes} min", minutes=length),
                        plain(stage.get("title")),
                        words,
                        (),
                        _sign(name, wrong, doubtful),
                    ),
                )
            )
        now = self.list.currentRow()
        with QSignalBlocker(self.list):
            while self.list.count() > len(rows):
                self.list.takeItem(self.list.count() - 1)
            while self.list.count() < len(rows):
                self.list.addItem(QListWidgetItem())
            for row, (at, shown) in enumerate(rows):
                item = self.list.item(row)
                item.setData(_AT, at)
                item.setData(ROW, shown)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{shown[1]}. {shown[0]}. {shown[2]}")
                able = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                item.setFlags(able | Qt.ItemFlag.ItemIsDragEnabled if at >= 0 else able)
            self.list.setCurrentRow(min(max(0, now), len(rows) - 1))
        self._limit()

    def choose(self, at: int) -> None:
        """Choose a stage, or -1 for the method itself; tells nobody."""
        with QSignalBlocker(self.list):
            self.list.setCurrentRow(at + 1)
        self._limit()

    def _walked(self, row: int) -> None:
        self._limit()
        if row >= 0:
            self.chosen.emit(row - 1)

    def _limit(self) -> None:
        at, last = self.at(), self.list.count() - 2
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < last)
        self.away.setEnabled(at >= 0 and last > 0)


def _sign(name: str, wrong: Collection[str], doubtful: Collection[str]) -> str:
    return "alert" if name in wrong else "warn" if name in doubtful else ""
