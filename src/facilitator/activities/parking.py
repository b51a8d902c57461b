"""What became of a note in the parking lot, in the words that the desk, the room and the paper share."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.model.notes import Note
from facilitator.model.say import say

OUTCOMES: Mapping[str, str] = {
    "": say("not settled yet"),
    "answered": say("answered"),
    "planned": say("planned"),
    "passed": say("passed to"),
    "declined": say("declined"),
}
"""The outcomes that the desk offers, as they are said; any other word stands for itself."""


def settled(note: Note) -> str:
    """What became of a parked note, at the beginning of a line of its own: "Passed to the council"."""
    words = note.outcome_words
    if not note.outcome:
        return words if words else say("Not settled yet")
    if OUTCOMES.get(note.outcome, note.outcome) == OUTCOMES["passed"]:
        return say("Passed to {whom}", whom=words) if words else say("Passed on")
    began = {"answered": say("Answered"), "planned": say("Planned"), "declined": say("Declined")}
    said = began.get(note.outcome) or note.outcome
    return say("{outcome}: {words}", outcome=said, words=words) if words else said


def became(note: Note) -> str:
    """What became of a parked note: "passed to the council", "answered: the council pays", "not settled yet"."""
    said, words = OUTCOMES.get(note.outcome, note.outcome), note.outcome_words
    if not note.outcome:
        return words or said
    if said == OUTCOMES["passed"]:
        return say("passed to {whom}", whom=words) if words else say("passed on")
    return say("{outcome}: {words}", outcome=said, words=words) if words else said
