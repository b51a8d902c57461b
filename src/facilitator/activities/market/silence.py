"""While topics are proposed: how long nobody has, and what a facilitator may do about it. Silence is held first."""

from __future__ import annotations

from facilitator.model.run import StageRun
from facilitator.model.say import say

HOLD_S, PAIRS_S, SEED_S = 90, 180, 360


def nudge(quiet_s: int, topics: int) -> str:
    """What to do after so many seconds without a new topic; `topics` is how many there are."""
    if quiet_s < HOLD_S:
        return say("Hold the silence.")
    if topics:
        return say("Ask once: is that all? Then close this part.")
    if quiet_s < PAIRS_S:
        return say("Read the theme aloud again, slowly. Then wait.")
    if quiet_s < SEED_S:
        return say("Let pairs talk for three minutes: what would you regret not talking about? Then ask again.")
    return say("Only now bring a prepared question. Mark it as prepared; it is printed as such.")


def quiet_for(run: StageRun, now: int) -> int:
    """Seconds since the last topic, or since the stage was opened."""
    opened = run.spans[-1][0] if run.spans else now
    last = max((note.at for note in run.own_notes()), default=opened)
    return max(0, now - max(opened, last)) // 1000
