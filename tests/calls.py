"""Counts calls, which are the same on every computer, where milliseconds are not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def counted(change: Callable[[], object], events: tuple[str, ...] = ("call",)) -> int:
    """How many calls something makes; with "c_call" among the `events` also those of what is built in."""
    calls = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in events

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        change()
    finally:
        sys.setprofile(before)
    return calls
