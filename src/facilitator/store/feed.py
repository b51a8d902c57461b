"""Opening a programme by `where` it is, and following it: all that the rest of the house knows of how it is kept.

What an open one is stands in `facilitator.store.port`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from facilitator.model.entry import Draft, Entry
from facilitator.store import copies, file, rescue, sqlite
from facilitator.store.faults import Fault, ReadOnly
from facilitator.store.identity import keep_apart
from facilitator.store.keeper import FileKeeping, lead_alone
from facilitator.store.port import EVERYTHING, WAIT_S, Feed, Hold, Keeping
from facilitator.store.readonly import ReadOnlyFeed

READER_WAIT_S = 1.0
"""So many seconds one that mostly reads, in a loop that must go on, waits for somebody else who is writing."""


def is_there(where: Path) -> bool:
    """Whether anything is at `where`, be it a programme or not."""
    try:
        return where.exists()
    except OSError:  # a name that no system takes
        return False


def prepare(where: Path) -> str:
    """Make sure that the programme at `where` can be used, and bring it up to date if it is older. Raises Fault.

    Returns the name under which something was put aside that belonged to another programme; mostly empty.
    """
    if file.is_read_only(where):
        return ""
    aside = keep_apart(where)
    copies.refuse_damaged(where)
    aside = file.prepare(where) or aside
    return aside.name if aside else ""


def save_readable(where: Path, new: Path) -> int:
    """Save what can still be read of the damaged programme at `where` as a new one; returns how many entries it was.

    Raises Fault when nothing can be read, or something is at `new` already.
    """
    return rescue.save_readable(where, new, sqlite.add)


@contextlib.contextmanager
def create_feed(where: Path) -> Iterator[Feed]:
    """A new programme with nothing in it, open while the block lasts; where the block fails none is left.

    Raises Fault when something is at `where` already, or nothing can be made there.
    """
    with sqlite.create(where) as feed:
        yield feed


@contextlib.contextmanager
def open_or_create(where: Path) -> Iterator[Feed]:
    """The programme at `where`, open while the block lasts; made where there is none, as by `create_feed`."""
    with create_feed(where) if not is_there(where) else contextlib.closing(open_feed(where)) as feed:
        yield feed


def append_to(where: Path, drafts: Sequence[Draft]) -> None:
    """Store drafts in the programme at `where`, which is open for that alone. Raises Fault."""
    with contextlib.closing(open_feed(where)) as feed:
        feed.append(drafts)


def open_feed(where: Path, *, wait_s: float = WAIT_S) -> Feed:
    """The programme at `where`, brought up to date if it is older; `read_only` where nothing can be written.

    Raises Fault when there is none that can be used.
    """
    if file.is_read_only(where):
        return ReadOnlyFeed(where)
    try:
        prepare(where)
        return sqlite.SqliteFeed(where, wait_s=wait_s)
    except ReadOnly:  # the system did not know; SQLite does
        return ReadOnlyFeed(where)


def read_only(where: Path) -> str:
    """Why nothing can be stored in the programme at `where`, and what to do; empty where it can, or there is none."""
    with contextlib.suppress(Fault), contextlib.closing(open_feed(where)) as feed:
        return feed.read_only
    return ""


def keeping(where: Path, workshop: str) -> Keeping:
    """Who keeps the room page of a workshop of the programme at `where`. Raises Fault when there is none."""
    return FileKeeping(_identity(where), workshop)


def _identity(where: Path) -> str:
    if not file.is_read_only(where):
        return file.identity(where)
    with contextlib.closing(ReadOnlyFeed(where)) as feed:
        return feed.identity


def lead(where: Path) -> Hold | None:
    """Be the one window in which the programme at `where` is led, until the hold is released or the process ends.

    None where another window has it. Raises Fault when there is no programme.
    """
    return lead_alone(_identity(where))


class Cursor:
    """Follows a programme through a feed of its own, which it takes over and closes."""

    def __init__(self, feed: Feed, after: int = 0) -> None:
        self.after = after
        self._feed = feed
        self._more = False

    def close(self) -> None:
        """Let go of the programme."""
        self._feed.close()

    def again(self) -> list[Entry]:
        """What was pulled by now, as it is now: words and order may have been taken out. Raises Fault."""
        return [entry for entry in self._feed.pull(0) if entry.seq <= self.after]

    def pull(self, limit: int = EVERYTHING) -> list[Entry]:
        """What was stored since the last call, at most `limit`; an empty list costs a few microseconds.

        Raises Fault; Moved when another programme, or none, stands where this one stood.
        """
        self._more = self._feed.changed() or self._more
        if not self._more:
            return []
        found = self._feed.pull(self.after, limit)
        if found:
            self.after = found[-1].seq
        self._more = len(found) == limit
        return found
