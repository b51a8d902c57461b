"""The pulse of the window: a beat ten times a second, written where another process can read it.

A pause counts as a stall only where the window did not come to its turn although the processor was there for it: time
that its threads spent waiting for a processor is taken off, where the system tells it (Linux). So a busy machine is no
stall.
"""

from __future__ import annotations

import contextlib
import mmap
import struct
from pathlib import Path
from time import monotonic

BEAT_MS = 100
STALL_S = 2.0
HANGS_S = 60.0
"""A pause of so long is a stall whatever the machine is busy with."""
_FORM = struct.Struct("<dQ")


class Pulse:
    """The beats of one process. `beat` in the process itself, `last` in the one that watches it."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(_FORM.size))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), _FORM.size)

    def beat(self, acts: int) -> None:
        """It lives, and has done so many acts."""
        _FORM.pack_into(self._map, 0, monotonic(), acts)

    def last(self) -> tuple[float, int]:
        """When the last beat came (time.monotonic; 0 for never), and how many acts there were."""
        at, acts = _FORM.unpack_from(self._map, 0)
        return at, acts

    def close(self) -> None:
        """Let go of it."""
        self._map.close()


def waited(pid: int) -> dict[str, float]:
    """How many seconds each thread of a process has waited for a processor so far; nothing where this is not told."""
    found: dict[str, float] = {}
    with contextlib.suppress(OSError, ValueError, IndexError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError):
                words = (thread / "schedstat").read_text("ascii").split()
                found[thread.name] = int(words[1]) / 1e9
    return found


def kept_waiting(before: dict[str, float], after: dict[str, float]) -> float:
    """For how many seconds the machine kept a process from going on: what its threads waited, all in all.

    A thread that waits while it holds the interpreter keeps the window's thread waiting too.
    """
    return sum(seconds - before.get(thread, 0.0) for thread, seconds in after.items())


class Listener:
    """Looks at a pulse from outside and says when it stands still."""

    def __init__(self, pulse: Pulse, pid: int, stall_s: float = STALL_S) -> None:
        self._pulse, self._pid, self._stall_s = pulse, pid, stall_s
        self._at, self._waited = monotonic(), waited(pid)
        self._said = False
        self.worst, self.worst_of_all, self.stalls = 0.0, 0.0, 0

    def look(self) -> bool:
        """Look now; True once for each stall, as soon as it is one."""
        beat, _ = self._pulse.last()
        if beat > self._at:
            self._at, self._waited, self._said = beat, waited(self._pid), False
            return False
        whole = monotonic() - self._at
        own = whole - kept_waiting(self._waited, waited(self._pid))
        self.worst_of_all = max(self.worst_of_all, whole)
        self.worst = max(self.worst, own)
        if self._said or (own <= self._stall_s and whole <= HANGS_S):
            return False
        self._said = True
        self.stalls += 1
        return True

    def moved(self) -> float:
        """Seconds since the last beat."""
        return monotonic() - self._at
