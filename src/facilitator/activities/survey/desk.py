"""A questionnaire at the desk: how many forms are in, paper forms, and counts once it is closed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator.activities.desk import NoteDesk
from facilitator.activities.survey.board_desk import DeskPanel
from facilitator.looks.tokens import Theme
from facilitator.model.people import Groups
from facilitator.model.run import StageRun


class Board(NoteDesk):
    """Forms in, of people present. The facilitator's own notes stand under it as cards."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.panel = DeskPanel(self)
        self.layers.insertWidget(0, self.panel, 3)
        self.panel.asked.connect(self.asked)
        self.setFocusProxy(self.panel)

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names the forms and notes that differ since the last call, None means all."""
        super().show_state(run, groups, changed)
        self.cards.setVisible(len(run.notes) > 0)
        self.panel.show_run(run, groups)
