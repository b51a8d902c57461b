"""What an aspect says of itself, in its `__init__.py`, without any toolkit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from facilitator.model.kinds import Kind
from facilitator.model.programme import Programme
from facilitator.model.suppression import Table


def nothing(programme: Programme) -> Sequence[Table]:
    """Of an aspect that shows no figures by partner group."""
    return ()


@dataclass(frozen=True, slots=True)
class Aspect:
    """The kinds of entry that an aspect folds, with what follows from each: which of its words can be erased.

    `published` are the figures by partner group that any part of it may show (see `model/suppression`).
    """

    kinds: tuple[Kind, ...]
    published: Callable[[Programme], Sequence[Table]] = nothing
