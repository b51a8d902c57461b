"""A led conversation on the wall: agreed lines with their support."""

from __future__ import annotations

from facilitator.activities.discuss import rules
from facilitator.activities.wall_lens import LensWall
from facilitator.looks.qt.words import room_t
from facilitator.model.notes import Note


class Board(LensWall):
    """Lines, and under each how many support it."""

    def wall_text(self, note: Note) -> str:
        """A line, and under it how many support it."""
        if self.run is None or not rules.takes_support(self.run.stage):
            return note.text
        counts = self.run.state.support(note.key)
        if not rules.counts_shown(self.run):
            n = sum(counts.values())
            return f"{note.text}\n{room_t(rules.answered_words(n))}" if n else note.text
        return f"{note.text}\n{room_t(rules.support_words(counts))}" if sum(counts.values()) else note.text
