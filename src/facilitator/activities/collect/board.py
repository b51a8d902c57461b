"""The board of a collecting stage: every note a card, sorted by the field that makes columns."""

from __future__ import annotations

from facilitator.activities.boards import NoteBoard


class Board(NoteBoard):
    """Notes as they come: cards at the desk, pages of large notes on the wall."""
