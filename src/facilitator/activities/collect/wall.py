"""A collecting stage on the wall: pages of large notes; words that several said stand once."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QWidget

from facilitator.activities import lenses
from facilitator.activities.collect.rules import answer_to
from facilitator.activities.wall_lens import LensWall
from facilitator.looks.qt.words import room_t
from facilitator.looks.tokens import Theme
from facilitator.model.notes import Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun


class Board(LensWall):
    """Notes as they come; an idea with what it answers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._said: Counter[str] = Counter()

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names the notes that differ since the last call, None means all."""
        super().show_state(run, groups, None if _counts_words(run) else changed)

    def wall_text(self, note: Note) -> str:
        """A note; an idea with what it answers; a fact with whether it is known; a word with how many said it."""
        times = self._said[_said(note)]
        if times > 1:
            return f"{note.text}  \u00d7{times}"
        field = next((f for f in self.run.stage.fields if f.kind == "item"), None) if self.run else None
        known = lenses.by_key(self.run.state.feed()) if self.run and field else {}
        item = known.get(str(note.fields.get(field.id, ""))) if field else None
        if item:
            return f"{note.text}\n{room_t('answers: {risk}', risk=item.text)}"
        sorts = self.run.stage.columns if self.run and lenses.of(self.run.stage) else None
        status = answer_to(sorts, note) if sorts else ""
        return room_t("{state}: {what}", state=status, what=note.text) if status else super().wall_text(note)

    def _notes(self, run: StageRun) -> list[Note]:
        """Words that several said stand once, those of most people first."""
        notes = super()._notes(run)
        if not _counts_words(run):
            return notes
        first = {_said(note): note for note in reversed(notes)}
        self._said = Counter(map(_said, notes))
        return sorted(first.values(), key=lambda note: (-self._said[_said(note)], note.seq))


def _counts_words(run: StageRun) -> bool:
    """Whether the stage asks for a word that nobody signs, and counts its answers."""
    return bool(run.stage.options.get("tally")) and run.stage.anonymity == "nothing"


def _said(note: Note) -> str:
    return note.text.casefold().strip(" .!")
