"""What a pretend room says of a change: the words and numbers of a sample, or of a calendar for some halls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

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


class Force(NamedTuple):
    """A force of one side in somebody's words; `scores` are those of a sample."""

    side: str
    text: str
    scores: Scores | None = None


class Idea(NamedTuple):
    """What is done to a force of a side, or `add` for a new driver."""

    effect: str
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """A force field from the change to the verdict. `verdict` says how many gave which, None where chance decides.

    `kept` is the place of the force that the room agrees on, with the number and the reason.
    """

    change: bodies.Changed
    forces: tuple[Force, ...]
    doubts: tuple[str, ...]
    ideas: Mapping[str, tuple[Idea, ...]]
    new: str
    first_step: str
    condition: str
    kept: tuple[int, int, str] = (-1, 4, "those who are there every day see it so")
    verdict: Mapping[str, int] | None = None


def told(sample: Mapping[str, Any]) -> Story:
    """The story that a sample tells; the halls' where it tells none."""
    if not sample:
        return HALLS
    forces = tuple(
        Force(each["side"], each["text"], Scores(*[*each["strength"], each["changeability"]]))
        for each in sample["forces"]
    )
    kept = sample["kept"]
    return Story(
        bodies.Changed(**sample["change"]),
        forces,
        tuple(sample["doubts"]),
        {side: tuple(Idea(*each) for each in ideas) for side, ideas in sample["ideas"].items()},
        sample["new"],
        sample["first_step"],
        sample["condition"],
        (kept["force"], kept["strength"], kept["reason"]),
        sample["verdict"],
    )


HALLS = Story(
    bodies.Changed(
        now="each group books and pays for its own room",
        wanted="one shared calendar for all rooms in the quarter",
        by="9 months",
        scope="the quarter",
    ),
    (
        Force("driver", "Two halls stand empty in the afternoon"),
        Force("restrainer", "There is one key to the store room"),
        Force("driver", "Families ask for one place to look"),
        Force("restrainer", "Each group has its own rules for hiring"),
        Force("driver", "The council pays for a trial year"),
        Force("restrainer", "Nobody has hours to keep the calendar"),
        Force("driver", "Volunteers already share a phone list"),
        Force("restrainer", "The rent of two halls is paid in cash"),
        Force("driver", "The library offers a free page"),
        Force("restrainer", "Older members do not use the web"),
        Force("driver", "Three groups want the same evening"),
        Force("restrainer", "Insurance names a single hirer"),
        Force("driver", "The caretaker retires in spring"),
        Force("restrainer", "A booking page failed here before"),
    ),
    ("Which rooms are meant?", "Who may see the calendar?"),
    {
        "driver": (
            Idea("strengthen", "Ask the council to say so in writing"),
            Idea("strengthen", "Show the list at the next fair"),
        ),
        "restrainer": (
            Idea("weaken", "Write the rules of all groups on one page"),
            Idea("remove", "Have three more keys cut"),
            Idea("weaken", "Two people keep it for a month in turn"),
        ),
    },
    "A shared tea after each season",
    "ring the others this week",
    "a trial with two halls first",
)
