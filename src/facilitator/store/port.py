"""The port of the store: the verbs of a programme's log, who keeps its room pages, what every store promises."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from facilitator.model import kinds
from facilitator.model.entry import Draft, Entry
from facilitator.model.mixing import Move
from facilitator.store.faults import Fault, KeyTaken

EVERYTHING = 10_000_000
WAIT_S = 5.0
"""So many seconds somebody else who is writing is waited for."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a draft is stored. `fresh` is False when its key was there already with the same content.

    A question for the computer's clock (`ClockSet`) is stored only where the answer is news: else it has no number, 0.
    """

    seq: int
    at: int
    fresh: bool


Outcome = Stored | KeyTaken | Fault
"""What became of one draft of a batch."""


Blanks = Mapping[str, Collection[kinds.Path]]
"""What is erased, by the key of its entry: paths into its body; the path `()` is the whole body, and its person."""
Echoes = Mapping[str, Collection[str]]
"""The kinds of entry that are erased with the entry that their `target` names, and their fields; WHOLE is the body."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """The process that keeps a room page, and who started it. Port 0 and no url while it is starting or ending."""

    pid: int = 0
    starter: int = 0
    port: int = 0
    url: str = ""


class Hold(Protocol):
    """A room page is this process's own, until it is released or the process ends, in whatever way."""

    def tell(self, port: int = 0, url: str = "") -> None:
        """Say where the page is; without a port that it is starting or ending."""

    def release(self) -> None:
        """Let go, and leave nothing behind."""


class Keeping(Protocol):
    """Who keeps the room page of one workshop of a programme: one process at most. Any thread may ask, and even when
    the programme is in its place no more.
    """

    @property
    def identity(self) -> str:
        """Which programme it is, for processes to agree on."""

    @property
    def workshop(self) -> str:
        """The workshop's id."""

    def who(self) -> Keeper | None:
        """Who keeps it now; None when nobody does. Raises Fault when that cannot be asked."""

    def take(self) -> Hold:
        """Have it be this process's own. Raises Fault that says where the page is on already."""


class Feed(Protocol):
    """An open programme. Threads must not share one, but for `identity`, `again` and `keeping`; processes each open
    their own.

    Every store promises this, and one test holds each store to it:
    order: once entry n can be pulled, none below n ever appears; numbers may be left out.
    keys: a key is stored once for ever; asked for again it gives the same seq, or KeyTaken for other words.
    keeping: what `append` has answered for outlives the end of this process and of the computer's power. A call that
    raised may have stored all of its batch or nothing: whoever asks again with the same keys gets each stored once.
    time: `at` is the store's own clock, read once nobody else can come before. Where that clock was put forward or back
    since something was last stored in a workshop, an entry that says so (`ClockSet`) comes first.
    keepers: of all processes, wherever they run, one at most holds the room page of a workshop; when it ends, nobody.
    """

    @property
    def identity(self) -> str:
        """Which programme this is, for processes to agree on; a copy has another one."""

    @property
    def read_only(self) -> str:
        """Why nothing can be stored in it, as a sentence that says what to do; empty where it can."""

    def append(self, drafts: Sequence[Draft]) -> list[Outcome]:
        """Store drafts together; one outcome a draft, in order. A draft with a `seq` keeps it, where all of the batch
        have one and come after everything that is there. Raises Fault when nothing could be stored.
        """

    def pull(self, after: int, limit: int = EVERYTHING) -> list[Entry]:
        """The entries with `seq > after`, in order, at most `limit`. Raises Fault."""

    def blank(self, blanks: Blanks, echoes: Echoes, *, moves: Sequence[Move] = (), told: Sequence[Draft] = ()) -> int:
        """Take words out of entries, and of those that repeat or answer them, with no trace left, here and in every
        safe copy. Returns how many of the entries were there. Raises Fault.

        Or take the order and the times out of entries, by `moves`: all of them, or none where one is not as it was.
        What is `told` of it is stored with it, so that who follows reads what it read before anew.
        """

    def changed(self) -> bool:
        """Whether anything may have been stored or blanked since this was last asked; costs a few microseconds.

        Raises Fault; Moved when another programme, or none, stands where this one stood.
        """

    def again(self, wait_s: float = WAIT_S) -> Feed:
        """Another feed of this very programme, for another thread. Raises Fault; Moved when it is not there."""

    def keeping(self, workshop: str) -> Keeping:
        """Who keeps the room page of a workshop of this programme."""

    def close(self) -> None:
        """Let go of the programme."""
