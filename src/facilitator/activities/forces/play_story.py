"""What a pretend room says of a change: the words and numbers of a sample, or the words that come with the method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from facilitator.activities import playing
from facilitator.activities.forces import bodies


class Scores(NamedTuple):
    """How strong a force is said to be: median, lowest, highest, by how many; and how far it can be shifted."""

    median: int
    low: int
    high: int
    n: int
    changeability: int

    def values(self, people: int) -> list[int]:
        """A score for each of so many people, 0 for those who cannot judge; median, lowest and highest are these."""
        judged = max(3, min(self.n, people))
        others = (judged - 3) // 4
        below, above = max(self.low, self.median - 1), min(self.high, self.median + 1)
        middle = [self.median] * (judged - 2 - 2 * others)
        made = [self.low, self.high, *[below] * others, *[above] * others, *middle]
        return [made[place * 7 % judged] for place in range(judged)][:people] + [0] * (people - judged)


class Idea(NamedTuple):
    """What is done to a force, or `add` for a new driver, and the step it begins with."""

    effect: str
    text: str
    first_step: str


class Force(NamedTuple):
    """A force of one side as different people say it, and what is done about it; `scores` are those of a sample."""

    side: str
    says: tuple[str, ...]
    ideas: tuple[Idea, ...]
    scores: Scores | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A force field from the change to the verdict. `verdict` says how many gave which, None where chance decides.

    `kept` is the place of the force that the room agrees on, with the number and the reason.
    """

    change: bodies.Changed
    forces: tuple[Force, ...]
    doubts: tuple[str, ...]
    new: Idea
    condition: str
    kept: tuple[int, int, str]
    verdict: Mapping[str, int] | None = None


def story(sample: Mapping[str, Any]) -> Story:
    """The story that a sample tells; that of the method itself where it tells none."""
    return _of_sample(sample) if sample else _of_method()


def _of_sample(sample: Mapping[str, Any]) -> Story:
    step, dealt = sample["first_step"], Counter[str]()
    forces = []
    for each in sample["forces"]:
        side = each["side"]
        ideas = [Idea(effect, text, step) for effect, text in sample["ideas"][side]]
        at = dealt[side] % len(ideas)
        dealt[side] += 1
        scores = Scores(*[*each["strength"], each["changeability"]])
        forces.append(Force(side, (each["text"],), (*ideas[at:], *ideas[:at]), scores))
    return _made(sample, forces, sample["doubts"], step, sample["verdict"])


def _of_method() -> Story:
    words = playing.told("force-field")
    forces = [
        Force(each["side"], tuple(each["says"]), tuple(Idea(*idea) for idea in each["ideas"]))
        for each in words["name"]["forces"]
    ]
    return _made(words, forces, words["state"]["notes"], words["first_step"])


def _made(
    words: Mapping[str, Any],
    forces: Sequence[Force],
    doubts: Sequence[str],
    step: str,
    verdict: Mapping[str, int] | None = None,
) -> Story:
    kept = words["kept"]
    return Story(
        bodies.Changed(**words["change"]),
        tuple(forces),
        tuple(doubts),
        Idea("add", words["new"], step),
        words["condition"],
        (kept["force"], kept["strength"], kept["reason"]),
        verdict,
    )
