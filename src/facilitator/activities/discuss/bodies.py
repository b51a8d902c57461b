"""What the entries of a led conversation hold: one person's answer to a line, and hands counted for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from facilitator.model.packed import ALWAYS, EMPTY, Packed


@dataclass(frozen=True)
class Support(Packed):
    """One person's answer to the line `target`; without a choice it is taken back."""

    kind: ClassVar[str] = "support"
    counts_one: ClassVar[bool] = True
    target: str = field(default="", metadata=ALWAYS)
    choice: str = field(default="", metadata=ALWAYS)

    def takes_back(self) -> bool:
        """Where it has no choice."""
        return not self.choice


@dataclass(frozen=True)
class HandCount(Packed):
    """How many hands each answer to the line `target` got; it replaces what was counted before."""

    kind: ClassVar[str] = "hands"
    target: str = field(default="", metadata=ALWAYS)
    counts: Mapping[str, int] = field(default=EMPTY, metadata=ALWAYS)
