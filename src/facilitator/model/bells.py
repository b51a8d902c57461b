"""What a stage's clock lets the room hear, and when: soft sounds, by its profile. Nothing is played here."""

from __future__ import annotations

from facilitator.model.clock import MINUTE, Clock

BELL, CHIME, SOON, CALL = "bell", "chime", "soon", "call"
SOUNDS = (BELL, CHIME, SOON, CALL)
"""A round is over; a silence is over, or what is written locks; it is over soon; come back from the break."""
LATE = 5_000
"""A sound that is later than this (ms) is left out: the computer slept, or minutes were taken away."""


def end_of(clock: Clock) -> str:
    """What a clock rings at its end; "" for nothing."""
    return {"HARD": CHIME, "QUIET": CHIME, "ROUND": BELL, "BREAK": CALL}.get(clock.profile, "")


def cues(clock: Clock) -> list[tuple[int, str]]:
    """`(ms left, sound)` for everything that a clock rings, in order. Talk (SOFT) and OPEN stages are silent."""
    total, last = clock.total, [(0, end_of(clock))]
    before: list[tuple[int, str]] = []
    if clock.profile == "HARD":
        before = [(5 * MINUTE, SOON)] if total >= 15 * MINUTE else []
        before += [(MINUTE, SOON), (10_000, SOON)]
    elif clock.profile == "ROUND":
        before = [(30_000, SOON)]
    elif clock.profile == "BREAK":
        before = [(5 * MINUTE, SOON), (MINUTE, CALL)]
    return [(left, sound) for left, sound in (*before, *last) if sound and (not left or 2 * left <= total)]


def rung(clock: Clock, before: int, now: int) -> str:
    """What rings now, if `before` (ms) were left a moment ago; "" for nothing."""
    left = clock.remaining(now)
    if not clock.running:
        return ""
    heard = [sound for at, sound in cues(clock) if left <= at < before and at - left <= LATE]
    return heard[-1] if heard else ""
