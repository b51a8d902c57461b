"""Those who listen for changes: one write a listener and batch, and a line of comment now and then."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

LINGER_S = 0.02
REST_S = 0.0002
"""After telling everybody the next time waits so long for each listener: in a full hall, writing must not starve."""
STILL_HERE_S = 15.0
STILL_HERE = b": still here\n\n"
MOST_WAITING = 64
MOST_OF_A_SEAT = 6
"""Streams; a browser opens no more connections than that to one place. One more ends the oldest."""

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Listener:
    """One open stream. A phone that reads too slowly is let go: it comes back and asks for everything."""

    __slots__ = ("_wake", "gone", "waiting")

    def __init__(self) -> None:
        self.waiting: list[bytes] = []
        self.gone = False
        self._wake: asyncio.Future[None] | None = None

    def tell(self, data: bytes) -> None:
        """Have data written soon."""
        self.waiting.append(data)
        self.gone = self.gone or len(self.waiting) > MOST_WAITING
        self._stir()

    def end(self, _: object = None) -> None:
        """Have the stream closed soon."""
        self.gone = True
        self._stir()

    def _stir(self) -> None:
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)

    async def next(self) -> bytes:
        """What is to be written now; empty when the stream has ended."""
        while not self.waiting and not self.gone:
            self._wake = asyncio.get_running_loop().create_future()
            await self._wake
        data, self.waiting = b"".join(self.waiting), []
        return b"" if self.gone else data


class Listeners:
    """All open streams of one workshop."""

    def __init__(self, linger_s: float = LINGER_S) -> None:
        self._all: set[Listener] = set()
        self._of_seat: dict[str, list[Listener]] = {}
        self._linger = linger_s
        self._due = False
        self._latest = (0, "")
        self._told_at = 0.0

    def __len__(self) -> int:
        return len(self._all)

    def changed(self, seq: int, stage: str) -> None:
        """Something that phones show has changed; told once for all that changes within the linger."""
        self._latest = (seq, stage)
        if not self._due and self._all:
            self._due = True
            loop = asyncio.get_running_loop()
            rested = self._told_at + len(self._all) * REST_S - loop.time()
            loop.call_later(max(self._linger, rested), self._tell)

    def _tell(self) -> None:
        self._due = False
        self._told_at = asyncio.get_running_loop().time()
        data = event(*self._latest)
        for listener in self._all:
            listener.tell(data)

    def still_here(self) -> None:
        """Keep the streams open through whatever lies between."""
        for listener in self._all:
            listener.tell(STILL_HERE)

    def end(self) -> None:
        """Close every stream."""
        for listener in self._all:
            listener.end()

    async def serve(self, receive: Receive, send: Send, first: bytes, seat: str) -> None:
        """Write to one seat's phone until it goes, beginning with `first`. The answer's head is written already."""
        listener = Listener()
        self._all.add(listener)
        own = self._of_seat.setdefault(seat, [])
        own.append(listener)
        if len(own) > MOST_OF_A_SEAT:
            own.pop(0).end()
        watch = asyncio.ensure_future(_gone(receive))
        watch.add_done_callback(listener.end)
        try:
            await send({"type": "http.response.body", "body": first, "more_body": True})
            while data := await listener.next():
                await send({"type": "http.response.body", "body": data, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._all.discard(listener)
            if listener in own:
                own.remove(listener)
            if not own and self._of_seat.get(seat) is own:
                del self._of_seat[seat]
            watch.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def event(seq: int, stage: str) -> bytes:
    """The bytes of one `changed` event."""
    data = json.dumps({"seq": seq, "stage": stage}, ensure_ascii=False)
    return f"id: {seq}\nevent: changed\ndata: {data}\n\n".encode()
