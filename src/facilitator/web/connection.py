"""Connections: nothing on one is without bound, neither bytes nor seconds, and no crowd of them fills the computer."""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from dataclasses import dataclass
from typing import Any, cast

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from facilitator.model.say import say
from facilitator.web.answers import CLOSE, JSON, NO_STORE, refusal
from facilitator.web.forms import TOO_LARGE
from facilitator.web.guard import SAFE_HEADERS

PIECE = 4096
"""The parser is fed in pieces of so many bytes: it keeps an unfinished line to itself, and is asked after each."""
SPILT = 256 * 1024
"""Bytes read and dropped after a refusal, so that it reaches who is still sending."""
READ = 4096
"""Bytes that a reader must have taken for its patience to begin again."""
IDLE, HEAD, BODY = range(3)
TOO_MUCH = say(
    "The browser sent too much along with the message. Clear what it keeps for this page, or use another browser."
)
BROKEN = say("This could not be read. Open the workshop's page again.")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one connection may take, and how many there may be. Sizes are in bytes, times in seconds.

    A hotspot makes a whole room look like one address: `address` has place for a thousand phones with six connections
    each. Only of those that have asked for nothing yet few are kept (`silent`, of those older than `grace_s`).
    `backlog` are taken at one stroke.
    """

    head: int = 16 * 1024
    fields: int = 100
    body: int = 2 * 1024 * 1024
    head_s: float = 10.0
    body_s: float = 30.0
    idle_s: float = 20.0
    unread_s: float = 30.0
    linger_s: float = 2.0
    queued: int = 8
    silent: int = 200
    grace_s: float = 2.0
    backlog: int = 2048
    total: int = 8192
    address: int = 6144

    @classmethod
    def within(cls, descriptors: int) -> Limits:
        """Limits for a process that may have so many files open; some are kept for the programme's own.

        From being taken to being closed again a connection goes four times round the loop.
        """
        backlog = min(cls().backlog, descriptors // 16)
        total = min(cls().total, descriptors - 4 * backlog - descriptors // 8)
        return cls(backlog=backlog, total=total, address=total * 3 // 4)


class Crowd(ServerState):
    """All connections of a server, by address in the order in which they came. Addresses are kept nowhere else.

    `now` is a clock that stands still while the server does: who waits for a computer that sleeps or is busy is not
    late. It goes forward with each look.
    """

    def __init__(self, limits: Limits = Limits()) -> None:
        super().__init__()
        self.limits = limits
        self.now = 0.0
        self._lines: dict[str, dict[Connection, None]] = {}
        self._count = 0

    def came(self, line: Connection) -> None:
        """One more. Where there are too many, those give way that have been of no use for longest."""
        mine = self._lines.get(line.address)
        if mine is None:
            mine = self._lines[line.address] = {}
        mine[line] = None
        self._count += 1
        if len(mine) > self.limits.address:
            _make_room(mine)
        elif self._count > self.limits.total:
            _make_room(max(self._lines.values(), key=len))

    def went(self, line: Connection) -> None:
        """One less."""
        mine = self._lines.get(line.address, {})
        if line in mine:
            del mine[line]
            self._count -= 1
            if not mine:
                del self._lines[line.address]

    def all(self) -> list[Connection]:
        """Those that are not ended."""
        return [line for mine in self._lines.values() for line in mine]

    def look(self, passed_s: float) -> None:
        """Let time pass, and end what has had its time."""
        self.now += passed_s
        for mine in list(self._lines.values()):
            for line in list(mine):
                line.look()
            silent = [line for line in mine if line.silent and self.now - line.made > self.limits.grace_s]
            for line in silent[: max(0, len(silent) - self.limits.silent)]:
                line.drop()


def _make_room(lines: dict[Connection, None]) -> None:
    """Those without a question first, then the oldest: what is asked for longest is a stream, and phones reopen it."""
    for line in heapq.nsmallest(max(1, len(lines) // 10), lines, key=lambda line: (line.busy, line.since)):
        line.drop()


class _Refused(Exception):
    """Leaves the parser; why is in the connection."""


class Connection(HttpToolsProtocol):
    """One connection. `held` counts the bytes that are not yet a whole head, or not yet words of a body."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A phone is there."""
        super().connection_made(cast(asyncio.Transport, transport))
        self.crowd = cast(Crowd, self.server_state)
        self.address = self.client[0] if self.client else ""
        self.made = self.since = self.crowd.now
        self.silent = True
        self.held = 0
        self.headers = []
        self._reading = IDLE
        self._taken, self._words = 0, False
        self._asked: deque[RequestResponseCycle] = deque()
        self._why = (400, BROKEN)
        self._over_at: float | None = None
        self._spilt = 0
        self._unread: tuple[int, float] | None = None
        self.crowd.came(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone: all that is still being answered hears of it, not the last alone."""
        self.crowd.went(self)
        for cycle in self._asked:
            cycle.disconnected = True
            cycle.message_event.set()
        self._asked.clear()
        self.pipeline.clear()
        super().connection_lost(exc)

    @property
    def busy(self) -> bool:
        """Whether something is being answered."""
        return bool(self._asked)

    @property
    def over(self) -> bool:
        """Whether nothing more is read."""
        return self._over_at is not None or self.transport.is_closing()

    def drop(self) -> None:
        """End it at once, also when the other side reads nothing."""
        self.crowd.went(self)
        self.transport.abort()

    def shutdown(self) -> None:
        """The server stops: what is being answered still is."""
        if self._over_at is not None:
            self.drop()
        else:
            super().shutdown()

    # ------------------------------------------------------------------ time

    def look(self) -> None:
        """End it when it has had its time."""
        limits, waited = self.crowd.limits, self.crowd.now - self.since
        if self._over_at is not None:
            late = self.crowd.now - self._over_at > limits.linger_s
        elif self._reading == HEAD:
            late = waited > limits.head_s
        elif self._reading == BODY:
            late = waited > limits.body_s
        else:
            late = not self._asked and waited > limits.idle_s and not self.transport.is_closing()
        if late or self._unread_for() > limits.unread_s:
            self.drop()

    def _unread_for(self) -> float:
        """For how many seconds the other side has not read what waits for it."""
        waits = self.transport.get_write_buffer_size()
        if not waits:
            self._unread = None
        elif self._unread is None or waits <= self._unread[0] - READ:
            self._unread = (waits, self.crowd.now)
        return self.crowd.now - self._unread[1] if self._unread else 0.0

    # ------------------------------------------------------------------ bytes

    def data_received(self, data: bytes) -> None:
        """Bytes came."""
        if self._over_at is not None:
            self._spilt += len(data)
            if self._spilt > SPILT:
                self.drop()
            return
        self._unset_keepalive_if_required()
        if self._reading == IDLE:
            self._reading, self.since = HEAD, self.crowd.now
        try:
            if len(data) <= PIECE:
                self._feed(data)
                return
            for start in range(0, len(data), PIECE):
                self._feed(data[start : start + PIECE])
                if self.over:
                    return
        except httptools.HttpParserUpgrade:
            return
        except httptools.HttpParserError:
            self._refuse(*self._why)

    def _feed(self, piece: bytes) -> None:
        self.parser.feed_data(piece)
        if self._reading == IDLE:
            return
        limits = self.crowd.limits
        self.held = 0 if self._words else self.held + len(piece)
        self._words = False
        if self.held > limits.head or len(self.headers) > limits.fields:
            self._refuse(431, TOO_MUCH)
        elif self._reading == BODY:
            self._taken += len(piece)
            if self._taken > limits.body:
                self._refuse(413, TOO_LARGE)

    def on_message_begin(self) -> None:
        """The first letter of a request."""
        super().on_message_begin()
        if self._reading == IDLE:
            self._reading, self.since = HEAD, self.crowd.now

    def on_headers_complete(self) -> None:
        """A whole head."""
        limits = self.crowd.limits
        if len(self.headers) > limits.fields:
            self._why = (431, TOO_MUCH)
            raise _Refused
        if len(self._asked) > limits.queued:
            raise _Refused
        super().on_headers_complete()
        self._asked.append(self.cycle)
        self._reading, self.since = BODY, self.crowd.now
        self.silent = False
        self.held = self._taken = 0

    def on_body(self, body: bytes) -> None:
        """Some of a body."""
        self._words = True
        super().on_body(body)

    def on_message_complete(self) -> None:
        """A whole request."""
        super().on_message_complete()
        self._reading, self.since = IDLE, self.crowd.now
        self.held, self._words = 0, False

    def on_response_complete(self) -> None:
        """A whole answer."""
        self._asked.popleft()
        if self._reading == IDLE:
            self.since = self.crowd.now
        super().on_response_complete()

    # ------------------------------------------------------------------ refusing

    def _refuse(self, status: int, sentence: str) -> None:
        """Read no more. What is being answered still is; who has no answer yet is told why."""
        self._over_at = self.crowd.now
        self.held = 0
        self._unset_keepalive_if_required()
        self.pipeline.clear()
        self.flow.resume_reading()
        unfinished = self._reading == BODY
        if unfinished and not self._asked:
            self.drop()
        elif self._asked and not (unfinished and len(self._asked) == 1 and not self._asked[0].response_started):
            self._asked[0].keep_alive = False
        else:
            for cycle in self._asked:
                cycle.disconnected = True
                cycle.message_event.set()
            self._say(status, refusal(sentence, dict(self.headers), retry=False))

    def _say(self, status: int, body: bytes) -> None:
        length = (b"content-length", b"%d" % len(body))
        headers: list[Any] = [*self.server_state.default_headers, JSON, NO_STORE, CLOSE, *SAFE_HEADERS, length]
        lines = b"".join(b"%s: %s\r\n" % header for header in headers)
        self.transport.write(STATUS_LINE[status] + lines + b"\r\n" + body)
        if self.transport.can_write_eof():
            self.transport.write_eof()
