"""What the entries hold that span the events of a programme: people by partner group, and promises by their keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from facilitator.model.packed import ALWAYS, EMPTY, Packed, counts, taken

DONE, PARTLY, NOT_DONE, UNKNOWN = "done", "partly", "not", "unknown"
OUTCOMES = (DONE, PARTLY, NOT_DONE, UNKNOWN)
"""What can have become of what somebody meant to do; the last where whoever was asked did not say."""


@dataclass(frozen=True)
class PeopleTold(Packed):
    """How many different people of each partner group took part in all events, by the lists of those who signed in."""

    kind: ClassVar[str] = "people_told"
    people: Mapping[str, int] = field(default=EMPTY, metadata={**ALWAYS, **taken(counts)})


@dataclass(frozen=True)
class ExpectedTold(Packed):
    """How many people of each partner group were expected at the workshop `id`."""

    kind: ClassVar[str] = "people_expected"
    id: str = field(default="", metadata=ALWAYS)
    groups: Mapping[str, int] = field(default=EMPTY, metadata={**ALWAYS, **taken(counts)})


def _outcome(value: object) -> str | None:
    return value if isinstance(value, str) and value in ("", *OUTCOMES) else None


def _yes_or_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


@dataclass(frozen=True)
class PromiseFollowed(Packed):
    """What is known of the promise `target` since: whether whoever made it `agreed` to be asked, on which `date` they
    were (ISO 8601), and the `outcome`, empty where they were not asked.
    """

    kind: ClassVar[str] = "promise_followed"
    target: str = field(default="", metadata=ALWAYS)
    agreed: bool | None = field(default=None, metadata=taken(_yes_or_no))
    date: str | None = None
    outcome: str | None = field(default=None, metadata=taken(_outcome))

    def words(self) -> dict[str, Any]:
        """What it says anew."""
        told = {"agreed": self.agreed, "date": self.date, "outcome": self.outcome}
        return {name: value for name, value in told.items() if value is not None}
