"""What is said of hands that were counted, on paper and at the desk."""

from __future__ import annotations

from facilitator.model.say import Listed, Message, say
from facilitator.programme.proposals.rules import Said


def hands(said: Said) -> Message:
    """How many hands there were for it, against it, and of those who could live with it."""
    counted = said.hands
    parts = [say("{n} for", "{n} for", n=counted.get("for", 0))]
    if counted.get("live_with"):
        parts.append(say("{n} could live with it", "{n} could live with it", n=counted["live_with"]))
    if counted.get("against"):
        parts.append(say("{n} against", "{n} against", n=counted["against"]))
    if of := counted.get("of"):
        told = Listed(tuple(parts), "")
        return say("Hands, of {n} person: {parts}", "Hands, of {n} people: {parts}", n=of, parts=told)
    return say("Hands: {parts}", parts=Listed(tuple(parts), ""))
