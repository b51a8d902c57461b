"""What the entries of a vote hold: a person's ballot, and what was counted as hands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from facilitator.model.entry import Body
from facilitator.model.kinds import amounts


@dataclass(frozen=True, slots=True)
class Ballot:
    """One person's whole ballot: dots, or the place from 1, by item. Without choices it is taken back.

    `group` and `table` are the sender's, where the stage keeps them.
    """

    choices: Mapping[str, int] = field(default_factory=dict)
    token: str = ""
    group: str = ""
    table: str = ""

    @classmethod
    def read(cls, body: Body) -> Self:
        """The ballot in an entry's body; of its choices those that are whole numbers above zero."""
        return cls(amounts(body.get("choices")), *(str(body.get(name, "")) for name in ("token", "group", "table")))

    def pack(self) -> dict[str, Any]:
        """The ballot as an entry's body holds it."""
        sender = {name: value for name, value in (("group", self.group), ("table", self.table)) if value}
        return {"choices": dict(self.choices), "token": self.token, **sender}


@dataclass(frozen=True, slots=True)
class HandCount:
    """Points by item that `voters` people without a phone gave; it replaces what was counted before."""

    counts: Mapping[str, int] = field(default_factory=dict)
    voters: int = 0

    @classmethod
    def read(cls, body: Body) -> Self:
        """The count in an entry's body; what is no whole number above zero counts nothing."""
        return cls(amounts(body.get("counts")), amounts({"voters": body.get("voters")}).get("voters", 0))

    def pack(self) -> dict[str, Any]:
        """The count as an entry's body holds it."""
        return {"counts": dict(self.counts), "voters": self.voters, "source": "facilitator"}
