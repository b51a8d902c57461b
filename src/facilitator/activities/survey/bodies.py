"""What the entries of a questionnaire hold: a filled-in form, how many were given out, words kept from being quoted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from facilitator.model.packed import ALWAYS, EMPTY, Packed, Switched, taken, whole


@dataclass(frozen=True)
class FilledIn(Packed):
    """One filled-in form; without answers it is taken back, unless its words were `erased`.

    `form` is the number of a paper form, 0 for a phone; `assisted` when somebody helped with it.
    """

    kind: ClassVar[str] = "answers"
    counts_one: ClassVar[bool] = True
    version: str = field(default="", metadata=ALWAYS)
    answers: Mapping[str, Any] = field(default=EMPTY, metadata=ALWAYS)
    form: int = 0
    assisted: bool = False
    wave: str = ""

    def takes_back(self) -> bool:
        """Where it has no answers, and never had words that were erased."""
        return not self.answers and not self.erased


def _people(value: object) -> int | None:
    found = whole(value)
    return found if found is not None and found >= 0 else None


@dataclass(frozen=True)
class GivenOut(Packed):
    """How many people were present when the forms were given out; None when nobody knows."""

    kind: ClassVar[str] = "forms_given_out"
    present: int | None = field(default=None, metadata={**ALWAYS, **taken(_people)})


@dataclass(frozen=True)
class Withheld(Switched):
    """The answer to a question on the form `target` (its public name) is kept from being quoted, or may be again."""

    kind: ClassVar[str] = "quote_withheld"
    target: str = field(default="", metadata=ALWAYS)
    question: str = field(default="", metadata=ALWAYS)
