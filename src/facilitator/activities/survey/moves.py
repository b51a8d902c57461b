"""What moved between two waves: counts of the same people first, then how all of them answered each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from facilitator.activities.survey.between import PAIRED, pair_in_turn
from facilitator.activities.survey.form import Form
from facilitator.activities.survey.instrument import NONE, POINTS, WAVES, Question
from facilitator.activities.survey.pairing import Pairs
from facilitator.activities.survey.rules import State

Both: TypeAlias = tuple[Form, Form]
"""The forms of one person, before and after."""
BEFORE, AFTER = WAVES
Late: TypeAlias = tuple[Collection[str], Collection[str]]
"""The tokens of forms that were added to each wave."""


@dataclass(frozen=True, slots=True)
class Move:
    """How the same people answered a statement both times. `toward` is the way that is hoped for, by its direction.

    `before` and `after` count the points 1 to 5; whoever left it out, or did not know, in either wave is in none.
    """

    question: Question
    toward: int
    same: int
    away: int
    before: tuple[int, ...]
    after: tuple[int, ...]

    @property
    def n(self) -> int:
        """How many gave a point both times."""
        return self.toward + self.same + self.away

    @property
    def agreed(self) -> tuple[int, int]:
        """How many agreed, before and after."""
        return sum(self.before[3:]), sum(self.after[3:])


def movement(question: Question, pairs: Sequence[Both]) -> Move:
    """What moved in one statement among some people."""
    points = [(a.answers.get(question.id), b.answers.get(question.id)) for a, b in pairs]
    scored = [(a, b) for a, b in points if a in POINTS and b in POINTS]
    ways = Counter((b > a) - (b < a) for a, b in scored)
    up = 1 if question.direction >= 0 else -1
    before, after = (Counter(each[wave] for each in scored) for wave in (0, 1))
    return Move(
        question,
        ways[up],
        ways[0],
        ways[-up],
        tuple(before[point] for point in POINTS),
        tuple(after[point] for point in POINTS),
    )


def spread(question: Question, forms: Sequence[Form]) -> tuple[int, ...]:
    """How many of one wave's people gave each point."""
    given = Counter(form.answers.get(question.id) for form in forms)
    return tuple(given[point] for point in POINTS)


def unsure(question: Question, forms: Sequence[Form]) -> int:
    """How many of one wave's people did not know, or said that it does not apply; they are in no other count."""
    return sum(form.answers.get(question.id) == NONE for form in forms)


def statements(state: State) -> list[Question]:
    """What people are asked to agree with, in order."""
    return state.instrument.with_role("statement")


@dataclass(frozen=True, slots=True)
class Waves:
    """Two waves that belong together: their forms, and which of these are of the same people.

    `state` is a stage that asks the questionnaire: all of them ask the same, in the same words. `told` is how they are
    told, PAIRED or APART; "" while nothing of them is.
    """

    state: State
    before: Sequence[Form]
    after: Sequence[Form]
    found: Pairs[Form]
    told: str = ""

    @classmethod
    def put_together(
        cls, state: State, before: Sequence[Form], after: Sequence[Form], told: str, late: Late = ((), ())
    ) -> Waves:
        """Two waves, with their forms paired in the way that the questionnaire says.

        `late` are the tokens of those that were added, by wave: whoever is paired with one of them is in no group.
        """
        first, more = pair_in_turn(before, after, late, state.way)
        added = tuple((state.nobodys(one), other) for one, other in more.pairs)
        found = Pairs((*first.pairs, *added), more.before_only, more.after_only, more.ambiguous)
        return cls(state, before, after, found, told)

    @property
    def paired(self) -> bool:
        """Whether what moved among the same people is told of them, and not how each wave answered by itself."""
        return self.told == PAIRED

    @property
    def pairs(self) -> Sequence[Both]:
        """The people who answered both times."""
        return self.found.pairs

    def of(self, wave: str) -> Sequence[Form]:
        """The forms of one wave."""
        return self.before if wave == BEFORE else self.after


def of_day(state: State) -> Waves:
    """The two waves of one workshop; of one that asks only one of them nothing is told by itself."""
    late = [{form.token for form in state.added(wave)} for wave in WAVES]
    told = state.told_as if len(state.phases) > 1 else ""
    return Waves.put_together(state, state.counted(BEFORE), state.counted(AFTER), told, (late[0], late[1]))


def named_group(state: State, form: Form) -> str:
    """The partner group that a form's writer named; empty for none."""
    asked = state.instrument.with_role("group")
    return str(form.answers.get(asked[0].id, "")) if asked else ""
