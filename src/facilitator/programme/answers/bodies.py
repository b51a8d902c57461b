"""What the entries of the register of answers hold. Its rows and the themes are named by ids, comments by their keys;
days are ISO 8601.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from facilitator.model.packed import ALWAYS, Packed, called


@dataclass(frozen=True)
class AnswerAsked(Packed):
    """What is known of the row `id`, a new one where it is not there yet: what people said, in their words (`point`),
    its theme, the comments `targets` that say so, and on which `date` an answer was asked for.
    """

    kind: ClassVar[str] = "answer_asked"
    id: str = field(default="", metadata=ALWAYS)
    point: str | None = field(default=None, metadata=called("point"))
    theme: str | None = None
    targets: tuple[str, ...] | None = None
    date: str | None = None


@dataclass(frozen=True)
class AnswerGiven(Packed):
    """The answer to the row `id`: done, will, cannot, not_ours, or "" for none any more; in their `words`, from whom,
    from which partner group (`who_group`), `by` when it will be, and on which `date` it came.
    """

    kind: ClassVar[str] = "answer_given"
    id: str = field(default="", metadata=ALWAYS)
    answer: str = field(default="", metadata=ALWAYS)
    words: str = ""
    who: str = ""
    who_group: str = ""
    by: str = ""
    date: str = ""


@dataclass(frozen=True)
class AnswerRemoved(Packed):
    """The row `id` goes; its comments may be put behind another."""

    kind: ClassVar[str] = "answer_removed"
    id: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class AnswersDue(Packed):
    """Until when the answers are to be `back`, and whom people at home ask about them (`contact`)."""

    kind: ClassVar[str] = "answers_due"
    back: str | None = None
    contact: str | None = None
