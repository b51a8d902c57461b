"""What the entries of a led conversation hold: one person's answer to a line, and hands counted for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from facilitator.model.entry import Body
from facilitator.model.kinds import amounts


@dataclass(frozen=True, slots=True)
class Support:
    """One person's answer to the line `target`; without a choice it is taken back."""

    target: str = ""
    choice: str = ""
    token: str = ""

    @classmethod
    def read(cls, body: Body) -> Self:
        """The answer in an entry's body."""
        return cls(*(str(body.get(name) or "") for name in ("target", "choice", "token")))

    def pack(self) -> dict[str, Any]:
        """The answer as an entry's body holds it."""
        return {"target": self.target, "choice": self.choice, "token": self.token}


@dataclass(frozen=True, slots=True)
class HandCount:
    """How many hands each answer to the line `target` got; it replaces what was counted before."""

    target: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, body: Body) -> Self:
        """The count in an entry's body."""
        return cls(str(body.get("target") or ""), amounts(body.get("counts")))

    def pack(self) -> dict[str, Any]:
        """The count as an entry's body holds it."""
        return {"target": self.target, "counts": dict(self.counts)}
