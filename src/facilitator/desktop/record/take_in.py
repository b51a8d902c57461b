"""Taking in comments, or answers that came back: what is taken, what not and why is shown before, with a few rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableWidget, QTableWidgetItem, QWidget

from facilitator.desktop.parts.dialogs import House
from facilitator.desktop.parts.within import size_within
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.words import t
from facilitator.model.workshop import Workshop
from facilitator.records.comments_in import Plan
from facilitator.records.csv_in import ENCODINGS
from facilitator.store.faults import Fault

Look = Callable[[str, str], Plan]
"""What a file would bring to a stage (by id; "" is as its rows say), read in an encoding ("" is the likeliest)."""


class TakeInDialog(House):
    """Shows what `look` finds for the stage and the encoding that are chosen; `plan` is what was agreed to."""

    def __init__(self, name: str, workshop: Workshop, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(t("Import from {name}", name=name), parent)
        self._look = look
        self.plan: Plan | None = None
        size_within(self, 720, 560)
        self.stage, self.encoding = QComboBox(), QComboBox()
        self.stage.setAccessibleName(t("Stage"))
        self.encoding.setAccessibleName(t("How its characters are stored"))
        self.stage.addItem(t("Stage: as the rows say, else the open one"), "")
        for run in (*workshop.stages, workshop.parking):
            self.stage.addItem(t("Stage: {title}", title=t(run.stage.title)), run.id)
        self.encoding.addItem(t("Characters: best guess"), "")
        for key, words in ENCODINGS.items():
            self.encoding.addItem(t("Characters: {encoding}", encoding=t(words)), key)
        self.read = label("", "body", "quiet", wrap=True)
        self.rows = QTableWidget()
        self.rows.setAccessibleName(t("The first rows"))
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setTabKeyNavigation(False)
        self.about = label("", "body", wrap=True)
        for widget in (self.stage, self.encoding, self.read, self.rows, self.about):
            self.column.addWidget(widget)
        self.column.setStretchFactor(self.rows, 1)
        self.go_on = Button(t("Import them"), look="primary")
        self.go_on.clicked.connect(self.accept)
        self.finish(self.closing(t("Leave it")), self.go_on)
        self.stage.currentIndexChanged.connect(lambda _: self._show())
        self.encoding.currentIndexChanged.connect(lambda _: self._show())
        self._show()

    def _show(self) -> None:
        """Look at the file anew."""
        try:
            self.plan = self._look(str(self.stage.currentData()), str(self.encoding.currentData()))
        except Fault as fault:
            self.plan = None
            self.about.setText(t(fault.sentence))
        self.go_on.setEnabled(self.plan is not None and self.plan.new > 0)
        self.stage.setVisible(self.plan is None or not self.plan.returned)
        self.read.setText(self._how_read())
        self._show_rows()
        if self.plan is not None:
            self.about.setText("\n".join(t(sentence) for sentence in self.plan.told))

    def _how_read(self) -> str:
        if self.plan is None:
            return ""
        encoding = t(ENCODINGS[self.plan.sheet.encoding])
        if self.plan.sheet.guessed:
            return t(
                "Read as {encoding}, which is a guess: look at the first rows, and choose another if they look wrong.",
                encoding=encoding,
            )
        return t("Read as {encoding}.", encoding=encoding)

    def _show_rows(self) -> None:
        first = self.plan.sheet.first if self.plan else [[]]
        self.rows.setColumnCount(len(first[0]))
        for column, cell in enumerate(first[0]):
            head = QTableWidgetItem(cell.strip())
            head.setToolTip(cell.strip())
            self.rows.setHorizontalHeaderItem(column, head)
        self.rows.setRowCount(len(first) - 1)
        for at, row in enumerate(first[1:]):
            for column, cell in enumerate(row[: len(first[0])]):
                item = QTableWidgetItem(cell)
                item.setToolTip(cell)
                self.rows.setItem(at, column, item)
