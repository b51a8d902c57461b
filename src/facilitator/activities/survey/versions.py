"""Versions of a questionnaire: what differs from the one it was made from, and what the new one is called."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher

from facilitator.activities.survey.instrument import Instrument, Question

SAME, WORDS, NEW = "same", "words", "new"
"""How a question stands to the version that it came from."""
_NUMBER = re.compile(r"(\d+)(?!.*\d)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a question; `changed` where the earlier version says something else there."""

    words: str
    changed: bool


def next_version(version: str, taken: Collection[str]) -> str:
    """What comes after a version: S1 gives S2, or S3 where that is taken; one without a figure gets one."""
    known = {each.casefold() for each in taken}
    found = _NUMBER.search(version)
    for n in range(int(found[1]) + 1 if found else 2, 10**9):
        made = f"{version[: found.start()]}{n}{version[found.end() :]}" if found else f"{version}-{n}".strip("-")
        if made.casefold() not in known:
            return made
    return version


def is_same(made: Instrument, before: Instrument) -> bool:
    """Whether nothing that people read or answer differs, so that it is the same version."""
    return made.wording == before.wording


def stands(question: Question, before: Instrument | None) -> str:
    """SAME, WORDS or NEW, against the version that it was made from."""
    was = before.question(question.id) if before else None
    if was is None:
        return NEW
    return SAME if _wording(question) == _wording(was) else WORDS


def _wording(question: Question) -> tuple[object, ...]:
    return (question.words, question.role, question.direction, question.waves)


def pieces(now: str, before: str) -> list[Piece]:
    """The words of a question, those that are new told apart."""
    new, old = now.split(), before.split()
    found = []
    for tag, _, _, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if end > begin:
            found.append(Piece(" ".join(new[begin:end]), tag != "equal"))
    return found
