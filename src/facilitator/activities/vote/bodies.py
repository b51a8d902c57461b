"""What the entries of a vote hold: a person's ballot, and what was counted as hands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from facilitator.model.packed import ALWAYS, EMPTY, Packed


@dataclass(frozen=True)
class Ballot(Packed):
    """One person's whole ballot: dots, or the place from 1, by item. Without choices it is taken back.

    `source` is `paper` for one that was filled in by hand and typed in at the desk.
    `checked` is whether the phone's group or table was known, so that none of it could go to what these brought.
    """

    kind: ClassVar[str] = "vote"
    counts_one: ClassVar[bool] = True
    choices: Mapping[str, int] = field(default=EMPTY, metadata=ALWAYS)
    checked: bool = False

    def takes_back(self) -> bool:
        """Where it has no choices."""
        return not self.choices


@dataclass(frozen=True)
class HandCount(Packed):
    """Points by item that `voters` people without a phone gave; it replaces what was counted before."""

    kind: ClassVar[str] = "hand_votes"
    counts: Mapping[str, int] = field(default=EMPTY, metadata=ALWAYS)
    voters: int = field(default=0, metadata=ALWAYS)
    source: str = field(default="facilitator", metadata=ALWAYS, kw_only=True)
