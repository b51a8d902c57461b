"""What the entries hold that keep a programme going: each says some of what is known, and the rest stays as it was."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from facilitator.model.packed import ALWAYS, Packed


@dataclass(frozen=True)
class StepTold(Packed):
    """What is known of the step `id` of the delivery plan: what is to be there, who sees to it (a name that may be
    given, and `owner_group` by its id), `by` which date (ISO 8601), and its `state`.
    """

    kind: ClassVar[str] = "delivery_step"
    id: str = field(default="", metadata=ALWAYS)
    text: str | None = None
    owner: str | None = None
    owner_group: str | None = None
    by: str | None = None
    state: str | None = None


@dataclass(frozen=True)
class StepRemoved(Packed):
    """The step `id` goes."""

    kind: ClassVar[str] = "delivery_step_removed"
    id: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class MeetingTold(Packed):
    """What is known of the meeting `id` of the task group: its `date` (ISO 8601) and `time` ("10:00"), what it is
    `called`, how many `came` once it was held, and a `note` of what it settled.
    """

    kind: ClassVar[str] = "task_meeting"
    id: str = field(default="", metadata=ALWAYS)
    date: str | None = None
    time: str | None = None
    called: str | None = None
    came: int | None = None
    note: str | None = None


@dataclass(frozen=True)
class MeetingRemoved(Packed):
    """The meeting `id` goes."""

    kind: ClassVar[str] = "task_meeting_removed"
    id: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class IndicatorTold(Packed):
    """What is known of the indicator `id`: its words, what is counted for it, the `target`, the date on which it was
    `agreed` (ISO 8601), and what came out (`result`).
    """

    kind: ClassVar[str] = "indicator"
    id: str = field(default="", metadata=ALWAYS)
    text: str | None = None
    measure: str | None = None
    target: str | None = None
    agreed: str | None = None
    result: str | None = None


@dataclass(frozen=True)
class IndicatorRemoved(Packed):
    """The indicator `id` goes."""

    kind: ClassVar[str] = "indicator_removed"
    id: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class PaperTold(Packed):
    """How it stands with one `paper` of the workshop `of`: its `state`, empty where nobody says; and `why` it does not
    apply.
    """

    kind: ClassVar[str] = "evidence_paper"
    paper: str = field(default="", metadata=ALWAYS)
    of: str = field(default="", metadata=ALWAYS)
    state: str = ""
    why: str = ""
