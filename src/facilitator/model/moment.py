"""This computer's clock; in a rehearsal one that runs faster, the same in every process of the rehearsal."""

from __future__ import annotations

import os
import time

VARIABLE = "FACILITATOR_REHEARSAL_CLOCK"
"""`START,SPEED`: from START (milliseconds since 1970) on, time runs SPEED times as fast."""


def _setting() -> tuple[int, float] | None:
    start, _, speed = os.environ.get(VARIABLE, "").partition(",")
    try:
        return (int(start), float(speed)) if speed else None
    except ValueError:
        return None


_REHEARSAL = _setting()


def rehearsal_clock(speed: float) -> str:
    """A value for VARIABLE that makes the processes started with it run `speed` times as fast from now on."""
    return f"{time.time_ns() // 1_000_000},{speed}"


def now_ms() -> int:
    """Milliseconds since 1970, UTC."""
    real = time.time_ns() // 1_000_000
    if _REHEARSAL is None:
        return real
    start, speed = _REHEARSAL
    return start + int((real - start) * speed)


def speed() -> float:
    """How many times as fast as real time the clock runs: 1.0 outside a rehearsal."""
    return _REHEARSAL[1] if _REHEARSAL else 1.0
