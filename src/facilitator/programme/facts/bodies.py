"""What the entries hold that tell the facts of a programme: each says some, and the others stay as they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from facilitator.model.bodies import ProgrammeTold, groups_in
from facilitator.model.packed import ALWAYS, Packed, listed, taken


def _members(value: object) -> tuple[Mapping[str, Any], ...] | None:
    given = listed(value)
    return None if given is None else tuple(each for each in given if isinstance(each, Mapping))


@dataclass(frozen=True)
class FactsTold(ProgrammeTold):
    """Facts of the programme. `groups` are the partner groups, `task_group` its members, each by `name` and `group`."""

    sponsor: str | None = None
    starts: str | None = None
    ends: str | None = None
    objectives: tuple[str, ...] | None = None
    groups: tuple[Mapping[str, Any], ...] | None = field(default=None, metadata=taken(groups_in))
    task_group: tuple[Mapping[str, Any], ...] | None = field(default=None, metadata=taken(_members))


@dataclass(frozen=True)
class ChallengeTold(Packed):
    """Words of the challenge `id`: a new one where it is not there yet."""

    kind: ClassVar[str] = "challenge"
    id: str = field(default="", metadata=ALWAYS)
    text: str | None = None
    settled: str | None = None
    open: str | None = None
    unknown: str | None = None
    said: str | None = None


@dataclass(frozen=True)
class ChallengeRemoved(Packed):
    """The challenge `id` goes."""

    kind: ClassVar[str] = "challenge_removed"
    id: str = field(default="", metadata=ALWAYS)
