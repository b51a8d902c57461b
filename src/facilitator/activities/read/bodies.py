"""What the entries of a scenario workshop hold: marks, hand counts, paragraphs added, roles that sit together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from facilitator.model.entry import clean
from facilitator.model.packed import ALWAYS, EMPTY, Packed, Switched, called, taken


@dataclass(frozen=True)
class Mark(Switched):
    """One mark of one person on a paragraph, given or (`on` false) taken back."""

    kind: ClassVar[str] = "mark"
    counts_one: ClassVar[bool] = True
    paragraph: str = field(default="", metadata=ALWAYS)
    mark: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class HandMarks(Packed):
    """Marks of a paragraph that were counted by hands or on paper, of `readers` people; it replaces those before."""

    kind: ClassVar[str] = "hand_marks"
    paragraph: str = field(default="", metadata=ALWAYS)
    counts: Mapping[str, int] = field(default=EMPTY, metadata=ALWAYS)
    readers: int = field(default=0, metadata=ALWAYS)
    source: str = field(default="facilitator", metadata=ALWAYS, kw_only=True)


def _cleaned(value: object) -> str:
    return clean(str(value or ""))


@dataclass(frozen=True)
class Added(Packed):
    """A paragraph that was added in the room to the story with this letter, cleaned."""

    kind: ClassVar[str] = "paragraph_added"
    scenario: str = field(default="", metadata=ALWAYS)
    text: str = field(default="", metadata={**ALWAYS, **taken(_cleaned)})
    source: str = field(default="facilitator", metadata=ALWAYS, kw_only=True)


@dataclass(frozen=True)
class Joined(Packed):
    """A role group that is too small sits with the `host`; with nobody it sits alone again."""

    kind: ClassVar[str] = "roles_joined"
    role: str = field(default="", metadata=ALWAYS)
    host: str = field(default="", metadata={**ALWAYS, **called("with")})
    source: str = field(default="facilitator", metadata=ALWAYS, kw_only=True)
