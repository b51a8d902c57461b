"""What the entries of proposals hold. Proposals and themes are named by ids of their own, comments by their keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from facilitator.model.packed import ALWAYS, EMPTY, Packed, Switched


@dataclass(frozen=True)
class ProposalTold(Packed):
    """What is known of the proposal `id`, a new one where it is not there yet: its words, its theme, what it rests on
    (`basis`, and in words the `evidence`), and the comments `targets` behind it.
    """

    kind: ClassVar[str] = "proposal"
    id: str = field(default="", metadata=ALWAYS)
    text: str | None = None
    theme: str | None = None
    basis: str | None = None
    evidence: str | None = None
    targets: tuple[str, ...] | None = None


@dataclass(frozen=True)
class MainChosen(Switched):
    """The proposal `id` is the main one of its theme, in place of another; or (`on` false) none is."""

    kind: ClassVar[str] = "proposal_main"
    id: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class FirmnessTold(Packed):
    """How firm people left the proposal `id`, in their own `words`, on which `date`. Of one that is committed: `who`
    will do it, `by` when. `hands` are how many were `for` and `against` it, could `live_with` it, `of` how many.
    """

    kind: ClassVar[str] = "firmness"
    id: str = field(default="", metadata=ALWAYS)
    firmness: str = field(default="", metadata=ALWAYS)
    words: str = ""
    date: str = ""
    who: str = ""
    by: str = ""
    hands: Mapping[str, int] = field(default=EMPTY)


@dataclass(frozen=True)
class ProposalRemoved(Packed):
    """The proposal `id` goes."""

    kind: ClassVar[str] = "proposal_removed"
    id: str = field(default="", metadata=ALWAYS)
