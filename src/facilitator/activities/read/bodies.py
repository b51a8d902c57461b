"""What the entries of a scenario workshop hold: marks, hand counts, paragraphs added, roles that sit together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from facilitator.model.entry import Body, clean
from facilitator.model.kinds import amounts


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of one person on a paragraph, given or (`on` false) taken back."""

    paragraph: str = ""
    mark: str = ""
    on: bool = True
    token: str = ""

    @classmethod
    def read(cls, body: Body) -> Self:
        """The mark in an entry's body."""
        paragraph, mark, token = (str(body.get(name) or "") for name in ("paragraph", "mark", "token"))
        return cls(paragraph, mark, bool(body.get("on", True)), token)

    def pack(self) -> dict[str, Any]:
        """The mark as an entry's body holds it."""
        return {"paragraph": self.paragraph, "mark": self.mark, "on": self.on, "token": self.token}


@dataclass(frozen=True, slots=True)
class HandMarks:
    """Marks of a paragraph that were counted by hands or on paper, of `readers` people; it replaces those before."""

    paragraph: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    readers: int = 0

    @classmethod
    def read(cls, body: Body) -> Self:
        """The count in an entry's body."""
        readers = amounts({"readers": body.get("readers")}).get("readers", 0)
        return cls(str(body.get("paragraph") or ""), amounts(body.get("counts")), readers)

    def pack(self) -> dict[str, Any]:
        """The count as an entry's body holds it."""
        found = {"paragraph": self.paragraph, "counts": dict(self.counts), "readers": self.readers}
        return {**found, "source": "facilitator"}


@dataclass(frozen=True, slots=True)
class Added:
    """A paragraph that was added in the room to the story with this letter."""

    scenario: str = ""
    text: str = ""

    @classmethod
    def read(cls, body: Body) -> Self:
        """The paragraph in an entry's body, cleaned."""
        return cls(str(body.get("scenario") or ""), clean(str(body.get("text") or "")))

    def pack(self) -> dict[str, Any]:
        """The paragraph as an entry's body holds it."""
        return {"scenario": self.scenario, "text": self.text, "source": "facilitator"}


@dataclass(frozen=True, slots=True)
class Joined:
    """A role group that is too small sits with the `host`; with nobody it sits alone again."""

    role: str = ""
    host: str = ""

    @classmethod
    def read(cls, body: Body) -> Self:
        """What an entry's body says."""
        return cls(str(body.get("role") or ""), str(body.get("with") or ""))

    def pack(self) -> dict[str, Any]:
        """It as an entry's body holds it."""
        return {"role": self.role, "with": self.host, "source": "facilitator"}
