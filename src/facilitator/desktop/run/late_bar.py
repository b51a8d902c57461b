"""What came after its question was closed: listed over the board, to be taken or left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.looks.qt.kit import button, label, margins, put_text
from facilitator.looks.qt.words import t
from facilitator.model.bodies import LateTaken, Noted
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop

_LONGEST = 80


class LateBar(QFrame):
    """`asked(body)` when what is ticked is taken; `left` when the bar is closed, whatever was done."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "warn")
        self.boxes: list[tuple[QCheckBox, tuple[str, ...]]] = []
        self._words = label("", "label", parent=self, wrap=True)
        self._list = QVBoxLayout()
        self.yes = button(t("Take what is ticked"), parent=self)
        self.no = button(t("Leave it"), look="quiet", parent=self)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        column = QVBoxLayout(self)
        margins(column, 12, 6, 8, 6)
        column.addWidget(self._words)
        column.addLayout(self._list)
        column.addLayout(row)
        self.yes.clicked.connect(self._take)
        self.no.clicked.connect(self.close_bar)
        self.hide()

    def open_for(self, workshop: Workshop) -> None:
        """List what came late in every stage of a workshop, all of it ticked."""
        for box, _keys in self.boxes:
            self._list.removeWidget(box)
            box.deleteLater()
        self.boxes = []
        for run in workshop.stages:
            self._add(run)
        put_text(self._words, t("This came after its question was closed. Taken, it counts and is marked as late."))
        self.show()
        self.no.setFocus()

    def close_bar(self) -> None:
        """Go back to the board."""
        self.hide()
        self.left.emit()

    def _add(self, run: StageRun) -> None:
        notes = {key: entry for key, entry in run.late.items() if entry.kind == Noted.kind}
        for key, entry in notes.items():
            said = " ".join(Noted.read(entry.body).text.split())
            short = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip()}…"
            self._add_box(t("{stage}: {words}", stage=t(run.stage.title), words=short), (key,))
        rest = tuple(key for key in run.late if key not in notes)
        if rest:
            words = t("{stage}: {n} answer", "{stage}: {n} answers", n=len(rest), stage=t(run.stage.title))
            self._add_box(words, rest)

    def _add_box(self, words: str, keys: tuple[str, ...]) -> None:
        box = QCheckBox(words, self)
        box.setChecked(True)
        self._list.addWidget(box)
        self.boxes.append((box, keys))

    def _take(self) -> None:
        targets = sorted(key for box, keys in self.boxes if box.isChecked() for key in keys)
        if targets:
            self.asked.emit(LateTaken(tuple(targets)))
        self.close_bar()
