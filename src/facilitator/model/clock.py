"""Stage clocks and the day's drift, reckoned from facts in the log, never from ticks.

All times are milliseconds since 1970; all lengths are milliseconds unless the name says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

MINUTE = 60_000
GRACE = 15_000
"""After a HARD stage's end, or after a stage is closed, phones may still send for this long."""

LONGEST_MINUTES = 24 * 60
"""A stage is no longer than a day."""

PROFILES = ("HARD", "SOFT", "OPEN", "ROUND", "QUIET", "BREAK")
PHASES = ("waiting", "calm", "wrap", "last", "over", "paused")


@dataclass(slots=True)
class Clock:
    """The clock of one stage: its length, when it started, and what was paused or added since."""

    profile: str
    length: int
    started: int | None = None
    paused: int | None = None
    stopped_for: int = 0
    added: int = 0

    def start(self, at: int) -> None:
        """Start, or go on after a pause. Starting a running clock changes nothing."""
        if self.started is None:
            self.started = at
        elif self.paused is not None:
            self.stopped_for += max(0, at - self.paused)
            self.paused = None

    def pause(self, at: int) -> None:
        """Stop for a while. Pausing a clock that does not run changes nothing."""
        if self.started is not None and self.paused is None:
            self.paused = at

    def add(self, seconds: int) -> None:
        """Lengthen (or shorten, below zero) by seconds, a day at most; the whole length never falls under zero."""
        most = LONGEST_MINUTES * MINUTE
        self.added = max(-self.length, min(most, self.added + max(-most, min(most, seconds * 1000))))

    @property
    def running(self) -> bool:
        """True between start and pause."""
        return self.started is not None and self.paused is None

    @property
    def total(self) -> int:
        """The length with what was added."""
        return self.length + self.added

    def elapsed(self, now: int) -> int:
        """How long the clock has run by `now`."""
        if self.started is None:
            return 0
        return max(0, (now if self.paused is None else self.paused) - self.started - self.stopped_for)

    def remaining(self, now: int) -> int:
        """What is left; below zero when over."""
        return self.total - self.elapsed(now)

    def ends_at(self, now: int) -> int | None:
        """When it reaches zero if nothing changes; None before the start and for an OPEN stage."""
        if self.started is None or self.profile == "OPEN":
            return None
        return now + self.remaining(now)

    def zones(self) -> tuple[int, int]:
        """`(wrap, last)`: how much is left when each warning begins; 0 where the profile has none.

        SOFT wraps up when 80 % has gone; HARD, ROUND and BREAK at five minutes when the stage is long enough.
        """
        if self.profile in ("OPEN", "QUIET"):
            return 0, 0
        last = min(MINUTE, self.total // 4)
        if self.profile == "SOFT":
            return max(self.total // 5, last), last
        wrap = 5 * MINUTE if self.total >= 15 * MINUTE else last
        return wrap, last

    def phase(self, now: int) -> str:
        """One of `PHASES`."""
        if self.started is None:
            return "waiting"
        if self.paused is not None:
            return "paused"
        left = self.remaining(now)
        if self.profile == "OPEN":
            return "calm"
        if left <= 0:
            return "over"
        wrap, last = self.zones()
        if left <= last:
            return "last"
        return "wrap" if left <= wrap else "calm"

    def locked(self, now: int) -> bool:
        """True when a HARD stage is past its end and its grace."""
        return self.profile == "HARD" and self.running and self.remaining(now) <= -GRACE


def figures(milliseconds: int) -> str:
    """`7:00`, `0:09`, `1:02:00`, or `+1:20` once below zero. Counts down by whole seconds begun."""
    over = milliseconds < 0
    seconds = -milliseconds // 1000 if over else -(-milliseconds // 1000)
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    text = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"+{text}" if over and text != "0:00" else text
