"""A vote at the desk: how many have voted, and the ranking once it is locked."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator.activities.desk import NoteDesk
from facilitator.activities.vote.board_desk import VoteDesk
from facilitator.looks.tokens import Theme
from facilitator.model.people import Groups
from facilitator.model.run import StageRun


class Board(NoteDesk):
    """The list of what is voted on; the notes written in this very stage stand under it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.desk = VoteDesk(theme, self)
        self.layers.insertWidget(0, self.desk, 3)
        self.desk.asked.connect(self.asked)
        self.setFocusProxy(self.desk.list)

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names what differs since the last call, None means all."""
        super().show_state(run, groups, changed)
        self.cards.setVisible(len(run.notes) > 0)
        self.desk.show_vote(run)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        super().set_theme(theme)
        self.desk.set_theme(theme)
