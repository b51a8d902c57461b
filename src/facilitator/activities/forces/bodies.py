"""What phones send in a force field: whether the change is clear, scores, a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from facilitator.model.entry import Body

NO_SCORE = -1


@dataclass(frozen=True, slots=True)
class Clear:
    """Whether the change is clear to one person."""

    clear: bool = False
    token: str = ""

    @classmethod
    def read(cls, body: Body) -> Self:
        """The answer in an entry's body."""
        return cls(bool(body.get("clear")), str(body.get("token") or ""))

    def pack(self) -> dict[str, Any]:
        """The answer as an entry's body holds it."""
        return {"clear": self.clear, "token": self.token}


@dataclass(frozen=True, slots=True)
class Rating:
    """One person's score of the force `target` on a scale: 1 to 5, 0 where they cannot judge, NO_SCORE for none."""

    target: str = ""
    scale: str = ""
    value: int = NO_SCORE
    token: str = ""
    group: str = ""

    @classmethod
    def read(cls, body: Body) -> Self:
        """The score in an entry's body."""
        value = body.get("value")
        good = isinstance(value, int) and not isinstance(value, bool) and value in range(6)
        target, scale, token, group = (str(body.get(name) or "") for name in ("target", "scale", "token", "group"))
        return cls(target, scale, int(value) if good and value is not None else NO_SCORE, token, group)

    def pack(self) -> dict[str, Any]:
        """The score as an entry's body holds it."""
        found = {"target": self.target, "scale": self.scale, "value": self.value, "token": self.token}
        return found | ({"group": self.group} if self.group else {})


@dataclass(frozen=True, slots=True)
class Verdict:
    """One person's verdict; without a choice it is taken back."""

    choice: str = ""
    token: str = ""

    @classmethod
    def read(cls, body: Body) -> Self:
        """The verdict in an entry's body."""
        return cls(str(body.get("choice") or ""), str(body.get("token") or ""))

    def pack(self) -> dict[str, Any]:
        """The verdict as an entry's body holds it."""
        return {"choice": self.choice, "token": self.token}
