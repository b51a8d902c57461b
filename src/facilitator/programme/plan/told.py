"""What is said of the plan on paper and at the desk alike."""

from __future__ import annotations

from dataclasses import replace

from facilitator.model.say import Day, Message, as_day, say
from facilitator.programme.plan.rules import STATUS, Review


def moved(line: Review) -> Message:
    """From where to where an action went in a review."""
    now = STATUS[line.status]
    if not line.before:
        return say("new: {now}", now=now)
    if line.before == line.status:
        return now
    return say("{before} \u2192 {now}", before=STATUS[line.before], now=now)


def short_day(iso_date: str) -> str:
    """A day with a short month, for a narrow column."""
    day = as_day(iso_date)
    return say("{day}", day=replace(day, short=True)) if isinstance(day, Day) else day
