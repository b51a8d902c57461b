"""What became of a parked note, in words."""

from __future__ import annotations

import pytest

from facilitator.activities.parking import OUTCOMES, became
from facilitator.model.notes import Note


def settled(outcome: str, words: str = "") -> Note:
    """A parked note with an outcome."""
    note = Note("k", 1, 0, "", "Who pays?", "objective")
    note.outcome, note.outcome_words = outcome, words
    return note


@pytest.mark.parametrize(
    ("outcome", "words", "said"),
    [
        ("", "", "not settled yet"),
        ("answered", "The council pays", "answered: The council pays"),
        ("planned", "", "planned"),
        ("passed", "the council", "passed to the council"),
        ("passed", "", "passed on"),
        ("later", "In writing", "later: In writing"),
        ("", "Goes to the board", "Goes to the board"),
    ],
)
def test_an_outcome_reads_as_a_sentence(outcome: str, words: str, said: str) -> None:
    assert became(settled(outcome, words)) == said


def test_every_outcome_of_the_desk_has_words() -> None:
    assert all(OUTCOMES.values())
