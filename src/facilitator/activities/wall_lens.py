"""Pages of notes of a stage that may wear a lens."""

from __future__ import annotations

from facilitator.activities.wall import NoteWall
from facilitator.looks.qt.words import room_t
from facilitator.model.notes import Note


class LensWall(NoteWall):
    """Pages of notes, each with its reason."""

    def wall_text(self, note: Note) -> str:
        """A note, and under it its reason."""
        why = str(note.fields.get("why", ""))
        return f"{note.text}\n{room_t('because {why}', why=why)}" if why else note.text
