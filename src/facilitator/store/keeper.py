"""Who keeps the room page of a workshop of a programme in a file: a lock that ends with its process.

And one at a time for what two threads or processes must not do side by side (`alone`). The lock is on a small file in
the user's own folder, never on the programme nor beside it. What stands in that file says where the page is, for
whoever comes second.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from facilitator.model.reasons import reason
from facilitator.model.say import say
from facilitator.paths import own, own_folder, user_data
from facilitator.store.faults import Fault
from facilitator.store.port import Hold, Keeper

MOMENT_S = 1.0
"""Somebody who only looks whether the lock is held has it for an instant."""
PASSAGE_S = 10.0
"""So long the one that is starting or ending is waited for."""
_PASSING = say("The room page of this workshop is just starting or ending elsewhere. Try again in a minute.")
_FAR = 1 << 20
"""Windows keeps others from reading a locked byte: it is one far behind the words."""
_ROOM = 1024
_BINARY = getattr(os, "O_BINARY", 0)


class FileHold:
    """The lock, held until it is released or the process ends, in whatever way."""

    def __init__(self, place: Path, descriptor: int) -> None:
        self._place, self._descriptor = place, descriptor
        self.tell()

    def tell(self, port: int = 0, url: str = "") -> None:
        """Say where the page is; without a port that it is starting or ending."""
        words = json.dumps(asdict(Keeper(os.getpid(), os.getppid(), port, url))).encode()
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, words.ljust(_ROOM))

    def release(self) -> None:
        """Let go, and leave no file behind."""
        if sys.platform == "win32":  # there an open file cannot be removed, least of all one that somebody else holds
            os.close(self._descriptor)
            with contextlib.suppress(OSError):
                self._place.unlink()
        else:
            with contextlib.suppress(OSError):
                self._place.unlink()
            os.close(self._descriptor)


@dataclass(frozen=True, slots=True)
class FileKeeping:
    """The port `Keeping` by locks: one for each file, known by its identity, and workshop."""

    identity: str
    workshop: str

    @property
    def place(self) -> Path:
        """The lock's file, which is there while somebody has the lock."""
        return _lock("room-page", f"{self.identity} {self.workshop}")

    def take(self) -> Hold:
        """The lock. Raises Fault that says where the page is on already."""
        began = time.monotonic()
        while True:
            if (hold := _try(self.place)) is not None:
                return hold
            there = self.who()
            waited = time.monotonic() - began
            if there is not None and there.url and waited > MOMENT_S:
                raise Fault(
                    say(
                        "The room page of this workshop is on already at {url}. Stop that one to start another.",
                        url=there.url,
                    )
                )
            if waited > PASSAGE_S:
                raise Fault(_PASSING)
            time.sleep(0.02)

    def who(self) -> Keeper | None:
        """Who has the lock now; None when nobody has it."""
        try:
            descriptor = os.open(self.place, os.O_RDONLY | _BINARY)
        except OSError:
            return None
        try:
            if _locked(descriptor, shared=True):
                return None
            os.lseek(descriptor, 0, os.SEEK_SET)
            return _read(os.read(descriptor, _ROOM))
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def alone(what: str, wait_s: float = PASSAGE_S) -> Iterator[None]:
    """Let only one thread of all processes in here for the same `what`. Who has waited too long, or can have no lock,
    goes in all the same.
    """
    place = _lock("alone", what)
    began, hold = time.monotonic(), None
    try:
        with contextlib.suppress(Fault):
            while (hold := _try(place)) is None and time.monotonic() - began < wait_s:
                time.sleep(0.01)
        yield
    finally:
        if hold is not None:
            hold.release()


def lead_alone(identity: str) -> Hold | None:
    """The lock of the one window that leads a programme; None when another has it. Raises Fault where none can be."""
    return _try(_lock("window", identity))


def _read(words: bytes) -> Keeper:
    """What the lock's file says; nothing in particular while it is being written."""
    try:
        return Keeper(**json.loads(words))
    except (ValueError, TypeError):
        return Keeper()


def _lock(kind: str, what: str) -> Path:
    return user_data() / "locks" / f"{kind}-{hashlib.sha256(os.fsencode(what)).hexdigest()[:24]}.lock"


def _try(place: Path) -> FileHold | None:
    """The lock when it is free; None when somebody has it, or the file under it was just removed."""
    try:
        own_folder(place.parent)
        descriptor = own(str(place), os.O_RDWR | os.O_CREAT | _BINARY)
    except OSError as error:
        raise Fault(
            say("The folder {folder} cannot be written to: {why}.", folder=place.parent, why=reason(error))
        ) from None
    if _locked(descriptor) and _is_at(descriptor, place):
        return FileHold(place, descriptor)
    os.close(descriptor)
    return None


def _is_at(descriptor: int, place: Path) -> bool:
    """Whether the open file is still the one at its place."""
    try:
        return os.path.samestat(os.fstat(descriptor), place.stat())
    except OSError:
        return False


def _locked(descriptor: int, *, shared: bool = False) -> bool:
    """Lock an open file if nobody else has it locked; closing it, or the end of the process, lets it go."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
