"""What an aspect says of itself, in its `__init__.py`, without any toolkit."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.model.kinds import Kind


@dataclass(frozen=True, slots=True)
class Aspect:
    """The kinds of entry that an aspect folds, with what follows from each: which of its words can be erased."""

    kinds: tuple[Kind, ...]
