"""What the entries of a force field hold: the change, whether it is clear, scores, what was agreed, verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from facilitator.model.packed import ALWAYS, Packed, taken, whole, wholes

NO_SCORE = -1


def _score(value: object) -> int | None:
    found = whole(value)
    return found if found in range(6) else None


def _scores(value: object) -> tuple[int, ...] | None:
    found = wholes(value)
    return None if found is None else tuple(each for each in found if each in range(6))


@dataclass(frozen=True)
class Changed(Packed):
    """The change under discussion has other words, of what it says: how it is, what is wanted, by when, where."""

    kind: ClassVar[str] = "change"
    now: str | None = None
    wanted: str | None = None
    by: str | None = None
    scope: str | None = None


@dataclass(frozen=True)
class Clear(Packed):
    """Whether the change is clear to one person."""

    kind: ClassVar[str] = "clear"
    counts_one: ClassVar[bool] = True
    clear: bool = field(default=False, metadata=ALWAYS)


@dataclass(frozen=True)
class ClearHands(Packed):
    """How many hands said so, and how many not; it replaces what was counted before."""

    kind: ClassVar[str] = "clear_hands"
    clear: int = field(default=0, metadata=ALWAYS)
    unclear: int = field(default=0, metadata=ALWAYS)


@dataclass(frozen=True)
class Rating(Packed):
    """One person's score of the force `target` on a scale: 1 to 5, 0 where they cannot judge, NO_SCORE for none."""

    kind: ClassVar[str] = "rating"
    counts_one: ClassVar[bool] = True
    target: str = field(default="", metadata=ALWAYS)
    scale: str = field(default="", metadata=ALWAYS)
    value: int = field(default=NO_SCORE, metadata={**ALWAYS, **taken(_score)})


@dataclass(frozen=True)
class Tally(Packed):
    """Scores of one force that were read from paper; they replace those read before."""

    kind: ClassVar[str] = "tally"
    target: str = field(default="", metadata=ALWAYS)
    scale: str = field(default="", metadata=ALWAYS)
    values: tuple[int, ...] | None = field(default=None, metadata=taken(_scores))


@dataclass(frozen=True)
class Agreed(Packed):
    """What the room agreed for one force: a score on either scale (0 takes it back), and the reason.

    The reason is for the `scale`; where that is not named, for the score that is given with it, else for the
    strength.
    """

    kind: ClassVar[str] = "agreed"
    target: str = field(default="", metadata=ALWAYS)
    strength: int | None = field(default=None, metadata=taken(_score))
    changeability: int | None = field(default=None, metadata=taken(_score))
    reason: str | None = None
    scale: str = ""

    @property
    def explains(self) -> str:
        """The scale that the reason is for."""
        alone = self.strength is None and self.changeability is not None
        return "changeability" if self.scale == "changeability" or (alone and not self.scale) else "strength"

    @property
    def scores(self) -> Mapping[str, int | None]:
        """The scores by their scale."""
        return {"strength": self.strength, "changeability": self.changeability}


@dataclass(frozen=True)
class After(Packed):
    """How strong the room expects one force to be after what is to be done."""

    kind: ClassVar[str] = "after"
    target: str = field(default="", metadata=ALWAYS)
    strength: int | None = field(default=None, metadata=taken(_score))


@dataclass(frozen=True)
class Verdict(Packed):
    """One person's verdict; without a choice it is taken back."""

    kind: ClassVar[str] = "verdict"
    counts_one: ClassVar[bool] = True
    choice: str = field(default="", metadata=ALWAYS)

    def takes_back(self) -> bool:
        """Where it has no choice."""
        return not self.choice


@dataclass(frozen=True)
class Hands(Packed):
    """How many hands each verdict got, and the condition that was said; what it does not say stays as it was."""

    kind: ClassVar[str] = "hands"
    counts: Mapping[str, int] | None = None
    condition: str | None = None


@dataclass(frozen=True)
class Focus(Packed):
    """The force that the room talks about; none is all of them."""

    kind: ClassVar[str] = "focus"
    target: str = field(default="", metadata=ALWAYS)
