"""What lies between two tellings of the same figures: how few people of a questionnaire would be told by taking one
paper from the next.

Two waves are told in one of two ways, and for good: what moved among the people who answered both times, or what each
wave answered by itself. Who has both could take one from the other, and would have those who answered only once.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from facilitator.activities.survey.instrument import NONE, POINTS, WAVES, Question
from facilitator.activities.survey.pairing import Coded, Pairs, pair
from facilitator.activities.survey.released import Released, many
from facilitator.model.suppression import LEAST, MOST

PAIRED, APART = "paired", "apart"
"""How two waves are told; while it is not settled, nothing of them is."""
_IN_WORDS = ("text", "date", "group")


class Answered(Coded, Protocol):
    """A form, as far as its answers go, and when it came."""

    @property
    def late(self) -> bool:
        """Whether it says of itself that it came after the form was closed."""

    @property
    def answers(self) -> Mapping[str, Any]:
        """The answers by question."""


F = TypeVar("F", bound=Answered)
C = TypeVar("C", bound=Coded)


def nobody_told(answers: Sequence[Hashable]) -> bool:
    """Whether so many answered, and not as one, that nobody is told from their answers: or nobody did."""
    return not answers or len(answers) >= MOST or (len(answers) >= LEAST and len(set(answers)) > 1)


def may_be_added(questions: Iterable[Question], forms: Sequence[Answered]) -> bool:
    """Whether forms may be added to figures that somebody may have: of every question, since some leave one out."""
    asked = [question.id for question in questions if question.kind not in _IN_WORDS]
    return all(
        nobody_told([str(form.answers[name]) for form in forms if form.answers.get(name, NONE) != NONE])
        for name in asked
    )


def may_be_paired(statements: Iterable[Question], before: Sequence[tuple[F, F]], after: Sequence[tuple[F, F]]) -> bool:
    """Whether figures of some pairs may go on to others: all of those before, and none or many more."""
    known = {(first.token, second.token) for first, second in before}
    new = [(first, second) for first, second in after if (first.token, second.token) not in known]
    if len(after) - len(new) < len(known) or not many(LEAST, len(new)):
        return False
    return all(moves_tell_nobody(question.id, new) for question in statements)


def moves_tell_nobody(name: str, pairs: Sequence[tuple[F, F]]) -> bool:
    """Of one statement: which way people moved, and how they answered each time."""
    scored = [(first.answers.get(name), second.answers.get(name)) for first, second in pairs]
    points = [(a, b) for a, b in scored if a in POINTS and b in POINTS]
    ways = ([(b > a) - (b < a) for a, b in points], [a for a, _b in points], [b for _a, b in points])
    return all(nobody_told(way) for way in ways)


def pair_in_turn(
    before: Sequence[C], after: Sequence[C], late: tuple[Collection[str], Collection[str]], way: str
) -> tuple[Pairs[C], Pairs[C]]:
    """The pairs among the forms that were there when both waves closed, then those that came with forms added `late`
    (their tokens, by wave): what is paired stays so.
    """
    first = pair(_without(before, late[0]), _without(after, late[1]), way)
    if not any(late):
        return first, Pairs((), first.before_only, first.after_only, first.ambiguous)
    taken = [{both[n].token for both in first.pairs} for n in (0, 1)]
    return first, pair(_without(before, taken[0]), _without(after, taken[1]), way)


def _without(forms: Sequence[C], tokens: Collection[str]) -> list[C]:
    return [form for form in forms if form.token not in tokens]


def pairs(told: Mapping[str, Released[F]], way: str) -> list[tuple[F, F]]:
    """Everybody who is paired among the forms of two waves that are counted."""
    before, after = (told[wave] for wave in WAVES)
    late = (before.late.keys(), after.late.keys())
    both = pair_in_turn(list(before.every.values()), list(after.every.values()), late, way)
    return [*both[0].pairs, *both[1].pairs]


def told_as(told: Mapping[str, Released[F]], way: str) -> str:
    """How two waves are told of which nothing was told so far: "" not yet.

    Each by itself only once the second was closed: until then those who are paired may still come.
    """
    before, after = (told[wave] for wave in WAVES)
    if not before.tells and not after.tells:
        return ""
    if len(pair(list(before.first.values()), list(after.first.values()), way).pairs) >= LEAST:
        return PAIRED
    return APART if after.closed_at is not None and not after.open else ""
