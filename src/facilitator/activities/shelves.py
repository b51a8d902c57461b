"""Files that an activity keeps beside the methods, such as questionnaires: where they are, and what checks them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from facilitator.model.entry import Draft
from facilitator.model.run import StageRun
from facilitator.model.toml_file import Problem
from facilitator.model.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Leaf:
    """One such file as it was read. `lines` are what it asks, in order; `advice` is on its words.

    `sort` says what it is for. It is `usable` where nothing is wrong with it, and `locked` where its words stay for
    good; `made_from` is the key of the one that it was made from.
    """

    key: str
    title: str
    version: str
    sort: str
    lines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    advice: tuple[str, ...] = ()
    locked: bool = False
    made_from: str = ""

    @property
    def usable(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.problems


def no_leaf(text: str, name: str) -> Leaf:
    """Of an activity that keeps no files."""
    return Leaf("", "", "", "")


def no_copy(text: str, key: str, title: str, taken: Collection[str]) -> str:
    """Of one that keeps none."""
    return text


def no_new(key: str, title: str) -> str:
    """Of one that keeps none."""
    return ""


def as_it_was(text: str) -> str:
    """Of one that keeps none."""
    return text


def none_there(run: StageRun) -> str:
    """Of one whose stages hold none."""
    return ""


def nothing_put(workshop: Workshop, run: StageRun, text: str) -> list[Draft]:
    """Of one whose stages take none."""
    return []


def alone(workshop: Workshop, run: StageRun) -> list[StageRun]:
    """Of one whose stages ask nothing together."""
    return [run]


@dataclass(frozen=True, slots=True)
class Files:
    """What an activity keeps in `folder`, of the program's resources and of the facilitator's own; "" keeps nothing.

    `look` reads a text; `copied` is a text under another key and title, to be changed (`taken` are versions that are
    used); `blank` a new one; `locked` one whose words stay from now on. `of_stage` is what a stage asks as
    such a file, "" for nothing; `closed` says why that cannot be changed any more, "" where it can; `put` are the
    entries that have the stage, and those that ask the same, ask a file instead; `together` are all of these, in order.
    """

    folder: str = ""
    look: Callable[[str, str], Leaf] = no_leaf
    copied: Callable[[str, str, str, Collection[str]], str] = no_copy
    blank: Callable[[str, str], str] = no_new
    locked: Callable[[str], str] = as_it_was
    of_stage: Callable[[StageRun], str] = none_there
    closed: Callable[[StageRun], str] = none_there
    put: Callable[[Workshop, StageRun, str], list[Draft]] = nothing_put
    together: Callable[[Workshop, StageRun], list[StageRun]] = alone
