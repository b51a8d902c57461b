"""The forms of a sample's own people: as many of each answer as the sample says, dealt out so that none go together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import gcd
from typing import Any

from facilitator.activities.playing import Role
from facilitator.activities.survey.instrument import YES, Instrument

_STRIDES = (1, 7, 9, 11, 13, 17, 19)
"""How far apart the answers of one kind are dealt, by question, so that a form has not the lowest of everything."""


def present(given: Mapping[str, Any], roles: Sequence[Role]) -> list[Role]:
    """Who is still there when the forms are given out."""
    return [role for role in roles if role.id not in given.get("absent", ())]


def forms(given: Mapping[str, Any], instrument: Instrument, people: int) -> list[dict[str, Any]]:
    """The answers of so many people, as a phone sends them, to the questions that the sample has numbers or words for.

    `counts` says how many gave each answer of a question, in the order of its answers; `words` what was written, each
    with the answers that go with it, by people who may all be quoted.
    """
    found: list[dict[str, Any]] = [{} for _ in range(people)]
    for at, (name, counts) in enumerate(given.get("counts", {}).items()):
        values = [value for value, n in zip(_values(instrument, name), counts, strict=False) for _ in range(n)]
        for place in range(people):
            if (dealt := place * _stride(at, people) % people) < len(values):
                found[place][name] = values[dealt]
    for at, answers in enumerate(given.get("words", ())):
        if people:
            asked = {name: answer for name, answer in answers.items() if instrument.question(name)}
            found[(3 + 5 * at) % people] |= {**asked, "quote": YES}
    return found


def _stride(at: int, people: int) -> int:
    """A step that comes by everybody once."""
    wanted = _STRIDES[at % len(_STRIDES)]
    return next(step for step in range(wanted, wanted + people + 1) if gcd(step, people) == 1)


def _values(instrument: Instrument, name: str) -> list[Any]:
    question = instrument.question(name)
    if question is None:
        return []
    return [choice.value for choice in question.choices] or list(range(1, 6))
