"""Where wording may mislead: a driver that is a restrainer's mirror, and two changes in one sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from facilitator.model.notes import Note

MOST_SHARED = 0.6
"""From this part of the shorter one's words on, two forces look like one idea and its absence."""
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been by for from has have in is it its no not of on or our so some that the their them "
        "there they this to too us very was we were will with without lack enough little few many more less",
    )
)
_TWO = re.compile(r"\b(and|as well as|plus)\b|&", re.IGNORECASE)


def mirrors(drivers: Sequence[Note], restrainers: Sequence[Note]) -> list[tuple[Note, Note]]:
    """Pairs that may be one idea and its absence: a driver and a restrainer that share most of their words."""
    having: dict[str, list[int]] = {}
    for place, note in enumerate(restrainers):
        for stem in _stems(note.text):
            having.setdefault(stem, []).append(place)
    found = []
    for driver in drivers:
        words = _stems(driver.text)
        shared = Counter(place for stem in words for place in having.get(stem, ()))
        for place, count in sorted(shared.items()):
            if count / min(len(words), len(_stems(restrainers[place].text))) >= MOST_SHARED:
                found.append((driver, restrainers[place]))
    return found


def two_changes(wanted: str) -> bool:
    """Whether what is wanted may be two changes in one: it has an "and"."""
    return _TWO.search(wanted) is not None


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(w[:5] for w in words if w not in _EMPTY and len(w) > 2)
