"""What the bar says when the computer's clock was put right."""

from __future__ import annotations

from facilitator.looks.qt.words import t
from facilitator.model.bodies import ClockSet, Opened
from facilitator.model.workshop import Workshop


def in_this_stage(workshop: Workshop | None) -> bool:
    """Whether it was put right since the stage that is open was opened, whoever noted it."""
    kinds = (entry.kind for entry in reversed(workshop.entries)) if workshop and workshop.current else iter(())
    return next((kind for kind in kinds if kind in (ClockSet.kind, Opened.kind)), "") == ClockSet.kind


def clock_was_set(minutes: int) -> str:
    """By so many minutes, forward or back (below zero)."""
    if minutes > 0:
        return t(
            "The computer's clock was put forward by {n} minute. Stages keep the time they had left, and times "
            "from before are told by the clock as it is now.",
            "The computer's clock was put forward by {n} minutes. Stages keep the time they had left, and times "
            "from before are told by the clock as it is now.",
            n=minutes,
        )
    return t(
        "The computer's clock was put back by {n} minute. Stages keep the time they had left, and times "
        "from before are told by the clock as it is now.",
        "The computer's clock was put back by {n} minutes. Stages keep the time they had left, and times "
        "from before are told by the clock as it is now.",
        n=-minutes,
    )
