"""What the entries of a questionnaire hold: a filled-in form, how many were given out, words kept from being quoted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from facilitator.model.packed import ALWAYS, EMPTY, Packed, Switched, listed, taken, text, texts, whole

CALLER = "caller"
"""Where a form came from that was answered on the telephone."""


@dataclass(frozen=True)
class FilledIn(Packed):
    """One filled-in form; without answers it is taken back, unless its words were `erased`.

    `form` is the number of a paper form, 0 for a phone; `assisted` when somebody helped with it. Its `source` is CALLER
    where somebody rang its writer and keyed in what they said. `code` is what its
    writer typed in to have it paired with a form of another wave: the code of a card, or one of their own making.
    """

    kind: ClassVar[str] = "answers"
    counts_one: ClassVar[bool] = True
    version: str = field(default="", metadata=ALWAYS)
    answers: Mapping[str, Any] = field(default=EMPTY, metadata=ALWAYS)
    form: int = 0
    assisted: bool = False
    wave: str = ""
    code: str = ""

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
class AllCounted(Packed):
    """Every form that came so far counts as if it had come in time: nobody was given a paper or a table before."""

    kind: ClassVar[str] = "forms_counted"


@dataclass(frozen=True)
class Withheld(Switched):
    """The answer to a question on the form `target` (its public name) is kept from being quoted, or may be again."""

    kind: ClassVar[str] = "quote_withheld"
    target: str = field(default="", metadata=ALWAYS)
    question: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class Merged:
    """Partner groups that are reported as one: its id, what it is called, and the ids of the groups in it."""

    id: str
    label: str
    of: tuple[str, ...]

    def to_body(self) -> dict[str, Any]:
        """It as a body holds it."""
        return {"id": self.id, "label": self.label, "of": list(self.of)}


def merged(value: object) -> tuple[Merged, ...] | None:
    """Reporting groups as a body, or a stage's options, hold them; what is none is left out."""
    given = listed(value)
    if given is None:
        return None
    found = []
    for each in given:
        of = texts(each.get("of")) if isinstance(each, Mapping) else None
        if of and (name := text(each.get("id"))):
            found.append(Merged(name, text(each.get("label")) or name, of))
    return tuple(found)


@dataclass(frozen=True)
class Reporting(Packed):
    """How two waves are reported: by which `groups`, which nobody changes once the first wave has opened, and whether
    the chart has `plain` bars, all of one length. It says of itself that it is `settled`, not from the desk, so that
    Undo passes it by: groups that are taken back after the first wave would be chosen late as well.
    """

    kind: ClassVar[str] = "survey_reporting"
    groups: tuple[Mapping[str, Any], ...] | None = field(default=None, metadata=taken(listed))
    plain: bool | None = None
    source: str = field(default="settled", kw_only=True, metadata=ALWAYS)
