"""What became of a note in the parking lot, in the words that the desk, the room and the paper share."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.model.notes import Note

OUTCOMES: Mapping[str, str] = {
    "": "not settled yet",
    "answered": "answered",
    "planned": "planned",
    "passed": "passed to",
    "declined": "declined",
}
"""The outcomes that the desk offers, as they are said; any other word stands for itself."""


def became(note: Note) -> str:
    """What became of a parked note: "passed to the council", "answered: the council pays", "not settled yet"."""
    said, words = OUTCOMES.get(note.outcome, note.outcome), note.outcome_words
    if not note.outcome:
        return words or said
    if said == OUTCOMES["passed"]:
        return f"{said} {words}" if words else "passed on"
    return f"{said}: {words}" if words else said
