"""Answers from a table that somebody made, one answer a row: what an activity makes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.model.packed import Packed
from facilitator.model.people import Groups
from facilitator.model.run import StageRun


@dataclass(frozen=True, slots=True)
class Asked:
    """What a stage asks: the key and version of its questionnaire, and the wave in which it asks ("" where once)."""

    key: str
    version: str
    wave: str


@dataclass(frozen=True, slots=True)
class Filled:
    """The answers of one person to a questionnaire, by question: `token` tells their forms from those of others.

    `group` is their partner group, "" where nobody said; `source` how the form came in.
    """

    token: str
    group: str
    answers: Mapping[str, Any]
    source: str


def asks_nothing(run: StageRun) -> Asked | None:
    """Of an activity that has no questionnaires."""
    return None


def no_answer(run: StageRun, item: str, value: str, groups: Groups) -> Any:
    """Of one that asks nothing."""
    return None


def no_items(run: StageRun) -> list[str]:
    """Of one that asks nothing."""
    return []


def no_form(run: StageRun, filled: Filled) -> Packed:
    """Of one that has no forms."""
    return Packed()


@dataclass(frozen=True, slots=True)
class Intake:
    """`asked` says what a stage asks, None for nothing; `answer` is a cell as an answer, `(question, answer)`, None for
    an empty one (raises Refused with a sentence); `form` the entry of a whole form; `items` what may be
    answered in a stage.
    """

    asked: Callable[[StageRun], Asked | None] = asks_nothing
    answer: Callable[[StageRun, str, str, Groups], tuple[str, Any] | None] = no_answer
    form: Callable[[StageRun, Filled], Packed] = no_form
    items: Callable[[StageRun], list[str]] = no_items
