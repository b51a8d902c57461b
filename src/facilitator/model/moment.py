"""This computer's clock; in a rehearsal one that runs faster, the same in every process of the rehearsal."""

from __future__ import annotations

import os
import time
from functools import cache

VARIABLE = "FACILITATOR_REHEARSAL_CLOCK"
"""`START,SPEED`: from START (milliseconds since 1970) on, time runs SPEED times as fast."""


@cache
def _read(setting: str) -> tuple[int, float] | None:
    start, _, speed = setting.partition(",")
    try:
        return (int(start), float(speed)) if speed else None
    except ValueError:
        return None


def _rehearsal() -> tuple[int, float] | None:
    return _read(os.environ.get(VARIABLE, ""))


def rehearsal_clock(speed: float) -> str:
    """A value for VARIABLE that makes the processes started with it run `speed` times as fast from now on."""
    return f"{time.time_ns() // 1_000_000},{speed}"


def now_ms() -> int:
    """Milliseconds since 1970, UTC."""
    real = time.time_ns() // 1_000_000
    if (rehearsal := _rehearsal()) is None:
        return real
    start, speed = rehearsal
    return start + int((real - start) * speed)


def steady() -> float:
    """Seconds of a clock that only goes forward, whatever is done to the computer's time; as fast as `now_ms`."""
    return time.monotonic() * speed()


def speed() -> float:
    """How many times as fast as real time the clock runs: 1.0 outside a rehearsal."""
    rehearsal = _rehearsal()
    return rehearsal[1] if rehearsal else 1.0
