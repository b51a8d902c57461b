"""Taking comments or answers in from a file: what is taken, what not and why is shown before, with the first rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableWidget, QTableWidgetItem, QWidget

from facilitator.desktop.parts.dialogs import House
from facilitator.desktop.parts.within import size_within
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.words import t
from facilitator.model.programme import Programme
from facilitator.model.workshop import Workshop
from facilitator.records import answers_in
from facilitator.records.comments_in import Plan
from facilitator.records.csv_in import ENCODINGS
from facilitator.store.faults import Fault

Look = Callable[[str, str], Plan]
"""What a file would bring to one of the choices, read in an encoding ("" is the likeliest)."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where it may be put: what the list is called, and its choices with their words."""

    name: str
    choices: Sequence[tuple[str, str]]


def stages(workshop: Workshop) -> Where:
    """The stages that comments may be put into, by id; "" is as their rows say."""
    found = [("", t("Stage: as the rows say, else the open one"))]
    found += [(run.id, t("Stage: {title}", title=t(run.stage.title))) for run in (*workshop.stages, workshop.parking)]
    return Where(t("Stage"), found)


def surveys(programme: Programme, here: str) -> Where:
    """The surveys that answers may be taken in for, those of the workshop `here` first: its key and the workshop."""
    every = answers_in.asked(programme)
    alone = len(programme.workshops) == 1
    found = [
        (
            f"{key}\n{workshop}",
            t("Survey: {key}, version {version}", key=key, version=version)
            if alone
            else t("Survey: {key}, version {version}, in “{title}”", key=key, version=version,
                   title=programme.workshops[workshop].info.title),
        )
        for key, version, workshop in sorted(every, key=lambda each: each[2] != here)
    ]  # fmt: skip
    keys = dict.fromkeys((key, version) for key, version, _ in every)
    if not alone:
        found += [
            (f"{key}\n", t("Survey: {key}, version {version}, as the rows say", key=key, version=version))
            for key, version in keys
        ]
    return Where(t("Survey"), found or [("\n", t("No workshop asks a survey"))])


class TakeInDialog(House):
    """Shows what `look` finds for the stage and the encoding that are chosen; `plan` is what was agreed to."""

    def __init__(self, title: str, where: Where, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._look = look
        self.plan: Plan | None = None
        size_within(self, 720, 560)
        self.where, self.encoding = QComboBox(), QComboBox()
        self.where.setAccessibleName(where.name)
        self.encoding.setAccessibleName(t("How its characters are stored"))
        for key, words in where.choices:
            self.where.addItem(words, key)
        self.encoding.addItem(t("Characters: best guess"), "")
        for key, words in ENCODINGS.items():
            self.encoding.addItem(t("Characters: {encoding}", encoding=t(words)), key)
        self.read = label("", "body", "quiet", wrap=True)
        self.rows = QTableWidget()
        self.rows.setAccessibleName(t("The first rows"))
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setTabKeyNavigation(False)
        self.about = label("", "body", wrap=True)
        for widget in (self.where, self.encoding, self.read, self.rows, self.about):
            self.column.addWidget(widget)
        self.column.setStretchFactor(self.rows, 1)
        self.go_on = Button(t("Import them"), look="primary")
        self.go_on.clicked.connect(self.accept)
        self.finish(self.closing(t("Leave it")), self.go_on)
        self.where.currentIndexChanged.connect(lambda _: self._show())
        self.encoding.currentIndexChanged.connect(lambda _: self._show())
        self._show()

    def _show(self) -> None:
        """Look at the file anew."""
        try:
            self.plan = self._look(str(self.where.currentData()), str(self.encoding.currentData()))
        except Fault as fault:
            self.plan = None
            self.about.setText(t(fault.sentence))
        self.go_on.setEnabled(self.plan is not None and self.plan.new > 0)
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
