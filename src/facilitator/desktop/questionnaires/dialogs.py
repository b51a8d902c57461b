"""What is asked about a questionnaire before something is done with it."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from facilitator.desktop.parts.dialogs import House
from facilitator.desktop.questionnaires.shelf import Book
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.fields import Labelled
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.words import t
from facilitator.model.run import StageRun


class StageDialog(House):
    """Asks which stage of the workshop asks a questionnaire."""

    def __init__(self, book: Book, runs: list[StageRun], parent: QWidget | None = None) -> None:
        title = t("Ask “{title}” in", title=book.title)
        super().__init__(title, parent, t("It takes the place of what the stage asks now, until it has been open."))
        self.stage = QComboBox()
        for run in runs:
            self.stage.addItem(t(run.stage.title), run.id)
        self.setMinimumWidth(420)
        self.column.addWidget(Labelled(t("Stage"), self.stage))
        if not book.stays:
            self.column.addWidget(label(t("Your draft is locked with that: its words stay."), "body", wrap=True))
        go = Button(t("Ask it there"), look="primary")
        go.clicked.connect(self.accept)
        self.finish(self.closing(t("Leave it")), go)
