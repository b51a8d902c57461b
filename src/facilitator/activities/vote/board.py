"""The board of a vote: how many have voted; once it is locked the ranking, at the desk and then for the room."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator.activities.boards import Face, NoteBoard
from facilitator.activities.vote import rules
from facilitator.activities.vote.board_desk import VoteDesk
from facilitator.activities.vote.board_wall import VoteWall
from facilitator.looks.tokens import Theme
from facilitator.model.people import Groups
from facilitator.model.run import StageRun


class Board(NoteBoard):
    """Signals and methods are those of every board; the notes written in this very stage stand under the list."""

    always = True

    def __init__(self, face: Face, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(face, theme, parent)
        self.desk = VoteDesk(theme, self) if face == "desk" else None
        self.tally: VoteWall | None = None
        if self.desk and self.cards:
            self.layers.insertWidget(0, self.desk, 3)
            self.desk.asked.connect(self.asked)
            self.setFocusProxy(self.desk.list)
        if self.wall is not None:
            self.layers.removeWidget(self.wall)
            self.wall.deleteLater()
            self.tally = VoteWall(theme, self)
            self.wall = self.tally
            self.layers.addWidget(self.tally, 1)
            self.tally.turned.connect(self.turned)

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names what differs since the last call, None means all."""
        if self.tally is not None:
            self.run, self.groups = run, groups
            self.tally.show_vote(run)
            return
        super().show_state(run, groups, changed)
        if self.desk and self.cards:
            self.cards.setVisible(len(run.notes) > 0)
            self.desk.show_vote(run)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        super().set_theme(theme)
        if self.desk:
            self.desk.set_theme(theme)

    def shown_keys(self) -> list[str]:
        """What the room reads by name; at the desk the notes of the stage."""
        if self.tally is None:
            return super().shown_keys()
        return [r.item.id for r in rules.results(self.run.state)] if self.run and self.run.revealed else []

    def shown_texts(self) -> list[str]:
        """The words that stand on this board now."""
        return self.tally.words() if self.tally is not None else super().shown_texts()
