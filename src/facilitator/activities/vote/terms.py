"""The rules of a vote: dots with a budget, or choices in order, what they count, and the words for all that."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.model.say import Listed, say

DOTS, RANK = "dots", "rank"


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules of one vote, stored with its result.

    `budget`: dots a person has, or choices a person ranks. `cap`: most dots on one item. `points`: what the first,
    second... choice counts. `own`: whether people may vote for what their own group brought.
    """

    style: str
    budget: int
    cap: int
    points: tuple[int, ...]
    own: bool

    def counts(self) -> str:
        """What one's choices count, in a sentence."""
        points = self.points[: self.budget]
        if len(points) < 2:
            n = points[0] if points else 0
            return say("Your choice gets {n} point.", "Your choice gets {n} points.", n=n)
        if len(set(points)) == 1:
            return say("Each choice gets {n} point.", "Each choice gets {n} points.", n=points[0])
        return say("Your choices count, in that order: {points}.", points=Listed(points))

    def _ranked(self) -> str:
        points = self.points[: self.budget]
        if len(points) < 2:
            n = points[0] if points else 0
            return say(
                "Each person made one choice, for {n} point.", "Each person made one choice, for {n} points.", n=n
            )
        return say(
            "Each person made {n} choice in order, for {points} points.",
            "Each person made up to {n} choices in order, for {points} points.",
            n=self.budget,
            points=Listed(points),
        )

    def words(self) -> str:
        """The rules in a sentence, for phones, the room and the record."""
        if self.style == RANK:
            return self._ranked()
        return say(
            "Each person had {n} dot, at most {cap} on one.",
            "Each person had {n} dots, at most {cap} on one.",
            n=self.budget,
            cap=self.cap,
        )
