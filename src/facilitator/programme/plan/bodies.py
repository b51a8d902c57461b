"""What the entries of the development plan hold. Rows and themes are named by ids of their own, comments by keys; days
are ISO 8601.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from facilitator.model.packed import ALWAYS, Packed, called


@dataclass(frozen=True)
class RowTold(Packed):
    """What is known of the row `id` of the plan, a new one where it is not there yet: what is done for which objective
    and theme, who leads it, from which partner group (`lead_group`), whether they said yes, with whom, from when,
    until when, how one will know (`measure`), and on which comments it rests (`targets`). `status` is where it stood
    when it was written down.
    """

    kind: ClassVar[str] = "plan_row"
    id: str = field(default="", metadata=ALWAYS)
    objective: str | None = None
    theme: str | None = None
    action: str | None = None
    lead: str | None = None
    lead_group: str | None = None
    lead_accepted: bool | None = None
    partners: tuple[str, ...] | None = None
    start: str | None = None
    due: str | None = None
    measure: str | None = field(default=None, metadata=called("success_measure"))
    evidence: str | None = None
    resources: str | None = None
    depends_on: tuple[str, ...] | None = None
    targets: tuple[str, ...] | None = None
    status: str | None = None


@dataclass(frozen=True)
class Reviewed(Packed):
    """What a review on a `date` found of the row `id`: its `status` and, in its own `words`, why. `short` stands beside
    the row where the words are long. `where` is who looked, `people` how many.
    """

    kind: ClassVar[str] = "plan_reviewed"
    id: str = field(default="", metadata=ALWAYS)
    status: str = field(default="", metadata=ALWAYS)
    date: str = ""
    words: str = ""
    short: str = ""
    where: str = ""
    people: int = 0


@dataclass(frozen=True)
class RowRemoved(Packed):
    """The row `id` goes; what reviews said of it stays."""

    kind: ClassVar[str] = "plan_row_removed"
    id: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class NextReview(Packed):
    """The day of the next review, and at what `time` (`HH:MM`, or ""); no day for none."""

    kind: ClassVar[str] = "plan_next_review"
    date: str = field(default="", metadata=ALWAYS)
    time: str = ""


@dataclass(frozen=True)
class MadeTogether(Packed):
    """Whether the plan was made together, as it was asked on a `date`: each is "yes", "partly", "not yet", or ""
    where nobody asked.
    """

    kind: ClassVar[str] = "made_together"
    date: str | None = None
    equal_say: str | None = None
    different_voices: str | None = None
    open_to_all: str | None = None
    give_and_take: str | None = None
    parents_call_it_theirs: str | None = None
