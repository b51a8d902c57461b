"""One filled-in form of a questionnaire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.activities.survey.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Form:
    """One filled-in form. `number` is that of a paper form, 0 for a phone; `assisted` when somebody helped with it;
    `late` when a phone sent it as one that comes late.
    """

    key: str
    seq: int
    token: str
    version: str
    answers: Mapping[str, Any]
    source: str = "phone"
    number: int = 0
    assisted: bool = False
    wave: str = ""
    code: str = ""
    late: bool = False


def paper_token(number: int) -> str:
    """What counts a paper form once: the same number keyed in again takes its place."""
    return f"paper-{number}"


def fitting(instrument: Instrument, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Those answers that the questionnaire has a question for and that the question takes."""
    return {q.id: answers[q.id] for q in instrument.questions if q.id in answers and q.accepts(answers[q.id])}
