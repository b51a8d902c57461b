"""What is level in a vote, and what the parts of something joined had each, for all who show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from facilitator.activities.vote.rules import RANK, Result, State, homes
from facilitator.model.item import Item
from facilitator.model.say import Listed, Message, say

MOST_NAMED = 6
"""So many of a tie are named; of more it is said how many there are."""


def ties(results: Iterable[Result]) -> list[Message]:
    """Each tie in points as a sentence: what is level, and what, if anything, decides the order."""
    level: dict[int, list[Result]] = {}
    for result in results:
        if result.points:
            level.setdefault(result.points, []).append(result)
    return [_tie(points, those) for points, those in level.items() if len(those) > 1]


def _tie(points: int, those: list[Result]) -> Message:
    named = [say("\u201c{title}\u201d", title=r.item.text) for r in those]
    if (more := len(named) - MOST_NAMED) > 1:
        named[MOST_NAMED:] = [say("{n} more", "{n} more", n=more)]
    names = Listed(tuple(named))
    if not any(r.by_first for r in those):
        return say("A tie: {names} have {points} each and share place {place}.",
                   points=points, names=names, place=those[0].rank)  # fmt: skip
    if more > 1:
        return say("A tie in points: {names} have {points} each. The number of first choices decides the order.",
                   points=points, names=names)  # fmt: skip
    first = Listed(tuple(str(r.first) for r in those), "")
    return say("A tie in points: {names} have {points} each. The number of first choices ({first}) decides the order.",
               points=points, names=names, first=first)  # fmt: skip


def apart(state: State) -> dict[str, list[tuple[Item, int]]]:
    """What was joined since, by the id of what it counts for: each part with the points of its own, the kept one
    first.
    """
    terms, found = state.terms(), state.candidates()
    home, given = homes(found), Counter(state.hands)
    for ballot in state.ballots.values():
        for key, n in ballot.items():
            given[key] += terms.points[n - 1] if terms.style == RANK else n
    parts: dict[str, list[tuple[Item, int]]] = {}
    for item in sorted(found, key=lambda item: home[item.id] != item.id):
        parts.setdefault(home[item.id], []).append((item, given[item.id]))
    return {key: those for key, those in parts.items() if len(those) > 1}
