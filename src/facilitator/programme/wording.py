"""What is wrong with the words and days of any aspect, as a sentence: one way to say it for all of them."""

from __future__ import annotations

from datetime import date

from facilitator.model.packed import Packed
from facilitator.model.say import say

LONGEST = 2000
"""Characters of one text."""
_A_DAY = "2011-04-01"


def wrong_days(*days: str | None) -> str | None:
    """Why one of these is no date (ISO 8601); None where all are, or are empty."""
    for day in days:
        try:
            date.fromisoformat(day or _A_DAY)
        except ValueError:
            return say("'{day}' is not a date such as 2011-04-01.", day=str(day)[:20])
    return None


def too_long(*texts: str | None) -> str | None:
    """Why one of these has no room; None where all have."""
    if any(len(each or "") > LONGEST for each in texts):
        return say("This is too long: {n} character fits.", "This is too long: {n} characters fit.", n=LONGEST)
    return None


def words_too_long(said: Packed) -> str | None:
    """The same of every text of a body."""
    return too_long(*(words for words in said.pack().values() if isinstance(words, str)))
