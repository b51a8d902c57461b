"""Pages on the wall: of a stage's notes in large letters, or drawn by the activity itself."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.activities.boards import column_of, columns_for, has_columns
from facilitator.looks.qt.cards.data import Card, Column
from facilitator.looks.qt.wall.board import NotePages
from facilitator.looks.qt.wall.drawn import DrawnWall
from facilitator.looks.tokens import Theme
from facilitator.model.notes import LIVE, Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun, answers_now, on_wall


class NoteWall(QWidget):
    """Pages of the notes that the room may see; a `boards.WallBoard`, whose signal and methods it has."""

    turned = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run: StageRun | None = None
        self.groups = Groups()
        self.pages = NotePages(theme, self)
        self._columns: list[Column] = []
        self._hung: dict[str, Card] = {}
        self._last = self._turns = 0
        self.layers = QVBoxLayout(self)
        self.layers.setContentsMargins(0, 0, 0, 0)
        self.layers.setSpacing(0)
        self.layers.addWidget(self.pages, 1)
        self.pages.turned.connect(self.turned)

    # ------------------------------------------------------------------ what a caller says

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def stands(self, run: StageRun) -> bool:
        """Not without a note that the room may see."""
        return False

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names the notes that differ since the last call, None means all."""
        other = run is not self.run
        self.run, self.groups = run, groups
        if other or changed is None or not self._hang(run, changed):
            self._hang_all(run)

    def show_results(self, ranks: Mapping[str, int]) -> None:
        """What a later vote on this stage's items came to; pages of notes do not show it."""

    def next_page(self) -> None:
        """Turn to the next page, after the last to the first."""
        self.pages.next_page()

    def previous_page(self) -> None:
        """Turn back, from the first to the last."""
        self.pages.previous_page()

    def sight(self) -> object | None:
        """What is in sight, to be compared with what was before."""
        return self.pages.sight()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.pages.set_theme(theme)

    def set_scale(self, scale: float) -> None:
        """Px here for a px of a wall 1080 px high."""
        self.pages.set_scale(scale)

    def set_per_page(self, count: int) -> None:
        """Six, four or two notes a page; fewer means larger letters."""
        self.pages.set_per_page(count)

    def shown_keys(self) -> list[str]:
        """The notes that stand on this board now, in the order of the stage."""
        return [note.key for note in self._notes(self.run)] if self.run else []

    def shown_texts(self) -> list[str]:
        """The words that stand on this board now, in the order of the stage."""
        return [self.wall_text(note) for note in self._notes(self.run) if note.status == LIVE] if self.run else []

    # ------------------------------------------------------------------ what an activity may change

    def wall_text(self, note: Note) -> str:
        """The words of a note on the wall."""
        return note.text

    def _notes(self, run: StageRun) -> list[Note]:
        return on_wall(run)

    def _stands(self, run: StageRun, note: Note) -> bool:
        return note.on_screen(run.open_to_room) and answers_now(run, note)

    # ------------------------------------------------------------------ pages

    def _hang_all(self, run: StageRun) -> None:
        notes = self._notes(run)
        field = run.stage.columns
        wanted = columns_for(field, notes, self.groups) if field else []
        if wanted != self._columns:
            self._columns = wanted
            self.pages.set_columns(wanted)
        self._hung = {note.key: self._wall_card(run, note) for note in notes}
        self._last, self._turns = notes[-1].seq if notes else 0, run.notes.turns
        self.pages.show_cards(list(self._hung.values()))

    def _hang(self, run: StageRun, changed: set[str]) -> bool:
        """Change some notes on the wall; False when all have to be looked at: other columns, or one among the rest."""
        here = sorted((note for key in changed if (note := run.notes.get(key)) is not None), key=lambda n: n.seq)
        there = [note for note in here if self._stands(run, note)]
        new = [note for note in there if note.key not in self._hung]
        among = bool(new) and (self._turns > 0 or new[0].seq < self._last)
        turned = run.notes.turns != self._turns
        if among or turned or not has_columns(run.stage.columns, self._columns, there):
            return False
        cards = {note.key: self._wall_card(run, note) for note in there}
        gone = [note.key for note in here if note.key not in cards and note.key in self._hung]
        differ = any(self._hung.get(key, card) != card for key, card in cards.items())
        self._last = new[-1].seq if new else self._last
        self._hung.update(cards)
        for key in gone:
            del self._hung[key]
        if gone or differ:
            self.pages.show_cards(list(self._hung.values()))
        elif new:
            self.pages.add_cards([cards[note.key] for note in new])
        return True

    def _wall_card(self, run: StageRun, note: Note) -> Card:
        return Card(note.key, self.wall_text(note), column_of(run.stage.columns, note))


class DrawnBoard(DrawnWall):
    """Pages that an activity draws itself; with `show_state` and what it shows a `boards.WallBoard`."""

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def stands(self, run: StageRun) -> bool:
        """Always: it draws what there is."""
        return True

    def show_results(self, ranks: Mapping[str, int]) -> None:
        """What a later vote on this stage's items came to, for walls that draw it."""

    def sight(self) -> object | None:
        """It cannot tell."""
        return None
