"""Nothing a stranger sends, or does not send, takes more than its share; who behaves is not hindered by it."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from hypothesis import given, settings
from hypothesis import strategies as st
from web_helpers import entries, make

from facilitator.store.feed import open_feed
from facilitator.web import forms, serve
from facilitator.web.connection import PIECE, SPILT, Connection, Crowd, Limits
from facilitator.web.room import Room

LIMITS = Limits()
HOST = b"Host: 127.0.0.1\r\n"
LONG_S = 20.0
KERNEL = 16 * 2**20
"""Bytes that wait in the system between two processes."""


class Line:
    """One connection to the server, byte for byte."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self._head: asyncio.Future[bytes] | None = None

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def answer(self) -> tuple[int, dict[str, Any]]:
        """Status and body of the next answer, which is JSON."""
        coming = self._head or self.reader.readuntil(b"\r\n\r\n")
        self._head = None
        head = await asyncio.wait_for(coming, LONG_S)
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:-2])
        body = await asyncio.wait_for(self.reader.readexactly(int(fields[b"content-length"])), LONG_S)
        return int(head[9:12]), json.loads(body)

    async def closed(self) -> bytes:
        """Everything until the server closes."""
        came = b""
        with contextlib.suppress(ConnectionError):
            while piece := await asyncio.wait_for(self.reader.read(65536), LONG_S):
                came += piece
        return came

    async def flood(self, piece: bytes) -> int:
        """Send without end, until an answer comes or the server closes; how many bytes it took."""
        sent = 0
        self._head = asyncio.ensure_future(self.reader.readuntil(b"\r\n\r\n"))
        with contextlib.suppress(ConnectionError):
            while not self._head.done():
                await asyncio.wait_for(self.send(piece), LONG_S)
                sent += len(piece)
                await asyncio.sleep(0)
        return sent


class Hall:
    """A server over a room, on a socket of this computer."""

    def __init__(self, room: Room, server: serve.Server, port: int) -> None:
        self.room, self.server, self.port = room, server, port
        self._lines: list[Line] = []

    async def line(self, data: bytes = b"") -> Line:
        """A connection that the server has taken."""
        before = self.crowd.total_came
        line = Line(*await asyncio.open_connection("127.0.0.1", self.port))
        self._lines.append(line)
        while self.crowd.total_came == before:
            await asyncio.sleep(0.001)
        await line.send(data)
        return line

    @property
    def crowd(self) -> Counted:
        assert isinstance(self.server.server_state, Counted)
        return self.server.server_state

    async def until(self, done: Callable[[], bool]) -> None:
        async with asyncio.timeout(LONG_S):
            while not done():
                await asyncio.sleep(0.001)

    def comment(self, text: str, *, length: int | None = None) -> bytes:
        """A good phone's note."""
        body = json.dumps({"text": text}).encode()
        where = f"POST /{self.room.workshop.code}/stage/facts HTTP/1.1\r\n".encode()
        kind = b"Content-Type: application/json\r\nCookie: seat=" + b"a" * 32
        return where + HOST + kind + b"\r\nContent-Length: %d\r\n\r\n" % (length or len(body)) + body

    def chunked(self) -> bytes:
        """The head of a note whose length is not said."""
        where = f"POST /{self.room.workshop.code}/stage/facts HTTP/1.1\r\n".encode()
        return where + HOST + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"

    def stream(self) -> bytes:
        return f"GET /{self.room.workshop.code}/events HTTP/1.1\r\n".encode() + HOST + b"\r\n"

    async def hang_up(self) -> None:
        for line in self._lines:
            line.writer.transport.abort()


class Counted(Crowd):
    """Counts who came."""

    total_came = 0

    def came(self, line: Connection) -> None:
        self.total_came += 1
        super().came(line)


@contextlib.asynccontextmanager
async def hall(path: Path, limits: Limits) -> AsyncIterator[Hall]:
    room = Room(open_feed(path))
    room.start()
    sock = serve.bind("127.0.0.1", 0)
    server = serve.Server(serve.config(room, limits.backlog), room, limits)
    server.server_state = Counted(limits)
    serving = asyncio.ensure_future(server.serve(sockets=[sock]))
    place = Hall(room, server, sock.getsockname()[1])
    try:
        await place.until(lambda: server.started)
        yield place
    finally:
        await place.hang_up()
        server.should_exit = True
        await serving
        await room.close()


Play = Callable[[Callable[[Hall], Awaitable[None]]], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "trial.facilitator"
    make(path)
    return path


def play(path: Path, scenario: Callable[[Hall], Awaitable[None]], limits: Limits = LIMITS) -> None:
    """Run a scenario against a server; afterwards no connection is left."""

    async def run() -> None:
        async with hall(path, limits) as place:
            await scenario(place)
            await place.hang_up()
            await place.until(lambda: not place.crowd.connections)

    asyncio.run(asyncio.wait_for(run(), 60))


@pytest.fixture(autouse=True)
def _nothing_is_logged(caplog: pytest.LogCaptureFixture) -> AsyncIterator[None]:
    yield
    assert [record.getMessage() for record in caplog.records if record.levelname != "DEBUG"] == []


HEADS = {
    "header": b"GET /ready HTTP/1.1\r\n" + HOST + b"X: ",
    "name": b"GET /ready HTTP/1.1\r\n" + HOST,
    "address": b"GET /",
}


@pytest.mark.parametrize("start", HEADS.values(), ids=HEADS)
def test_a_head_without_end_is_refused_and_closed(path: Path, start: bytes) -> None:
    async def scenario(place: Hall) -> None:
        line = await place.line(start)
        sent = await line.flood(b"a" * PIECE)
        status, body = await line.answer()
        assert (status, body["retry"]) == (431, False)
        assert await line.closed() == b""
        assert sent <= LIMITS.head + SPILT + KERNEL
        await place.until(lambda: not place.crowd.connections)

    play(path, scenario)


def test_a_head_of_many_fields_is_refused(path: Path) -> None:
    async def scenario(place: Hall) -> None:
        line = await place.line(b"GET /ready HTTP/1.1\r\n" + HOST + b"a: b\r\n" * LIMITS.fields + b"\r\n")
        assert (await line.answer())[0] == 431
        assert await line.closed() == b""
        line = await place.line(b"GET /ready HTTP/1.1\r\n" + HOST + b"a: b\r\n" * (LIMITS.fields - 1) + b"\r\n")
        assert (await line.answer())[0] == 200

    play(path, scenario)


def test_a_large_head_within_the_limit_is_read(path: Path) -> None:
    async def scenario(place: Hall) -> None:
        start = b"GET /ready HTTP/1.1\r\n" + HOST + b"Cookie: "
        line = await place.line(start + b"c" * (LIMITS.head - len(start) - 4) + b"\r\n\r\n")
        assert (await line.answer())[0] == 200

    play(path, scenario)


def test_slow_heads_keep_nobody_waiting_and_are_closed(path: Path) -> None:
    async def scenario(place: Hall) -> None:
        slow = [await place.line(HEADS["header"]) for _ in range(50)]
        good = await place.line(place.comment("Good"))
        assert (await good.answer())[0] == 201
        place.crowd.look(LIMITS.head_s / 2)
        for line in slow:
            await line.send(b"a")
        place.crowd.look(LIMITS.head_s / 2 + 1)
        assert {await line.closed() for line in slow} == {b""}
        await good.send(place.comment("And again"))
        assert (await good.answer())[0] == 201

    play(path, scenario)
    assert [e.body["text"] for e in entries(path, "note")] == ["Good", "And again"]


def test_who_says_nothing_is_let_go(path: Path) -> None:
    async def scenario(place: Hall) -> None:
        silent, blank = await place.line(), await place.line(b"\r\n")
        await place.until(lambda: any(line.held for line in place.crowd.all()))
        place.crowd.look(LIMITS.head_s + 1)
        assert await blank.closed() == b""
        assert len(place.crowd.connections) == 1
        place.crowd.look(LIMITS.idle_s)
        assert await silent.closed() == b""

    play(path, scenario)


def test_a_body_that_does_not_come_is_not_waited_for(path: Path) -> None:
    async def scenario(place: Hall) -> None:
        none = await place.line(place.comment("", length=500))
        late = await place.line(b"GET /ready HTTP/1.1\r\n" + HOST + b"Content-Length: 9\r\n\r\n")
        assert (await late.answer())[0] == 200
        await place.until(lambda: not any(line.silent for line in place.crowd.all()))
        place.crowd.look(LIMITS.body_s + 1)
        assert (await none.closed(), await late.closed()) == (b"", b"")

    play(path, scenario)
    assert entries(path, "note") == []


def test_a_body_that_is_too_large_before_its_end_is_refused_and_closed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "DRAIN", 0)

    async def scenario(place: Hall) -> None:
        most = forms.LIMIT + 1
        line = await place.line(place.chunked() + b"%x\r\n" % most + b"a" * most)
        assert (await line.answer())[0] == 413
        assert await line.closed() == b""

    play(path, scenario)


def test_a_body_without_end_is_not_read_for_ever(path: Path) -> None:
    async def scenario(place: Hall) -> None:
        line = await place.line(place.chunked())
        sent = await line.flood(b"1000\r\n" + b"a" * 4096 + b"\r\n")
        assert sent <= LIMITS.body + KERNEL
        await place.until(lambda: not place.crowd.connections)

    play(path, scenario)


def test_a_body_without_end_behind_an_answer_is_closed(path: Path) -> None:
    async def scenario(place: Hall) -> None:
        line = await place.line(b"GET /ready HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n")
        assert (await line.answer())[0] == 200
        assert await line.flood(b"1000\r\n" + b"a" * 4096 + b"\r\n") <= LIMITS.body + KERNEL
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await line.answer()

    play(path, scenario)


@pytest.mark.parametrize("trail", [b"5;" + b"x" * PIECE, b"0\r\nX: " + b"x" * PIECE, b"0\r\n" + b"a: b\r\n" * 700])
def test_what_hangs_on_a_body_is_not_without_end(path: Path, trail: bytes) -> None:
    async def scenario(place: Hall) -> None:
        line = await place.line(place.chunked() + trail)
        await line.flood(b"x" * PIECE)
        assert (await line.answer())[0] in (400, 431)
        assert await line.closed() == b""

    play(path, scenario)


NOT_HTTP = {
    "TLS": bytes.fromhex("16030100f8010000f40303") + bytes(200),
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "folded": b"GET /ready HTTP/1.1\r\n" + HOST + b"A: b\r\n c\r\n\r\n",
    "letters": b"hello?\r\n\r\n",
    "noughts": bytes(500),
    "version": b"GET / HTTP/9.9\r\n\r\n",
    "address": b"GET http://[::1 HTTP/1.1\r\n" + HOST + b"\r\n",
    "two lengths": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "chunk": b"POST /X/join HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nnone\r\n",
}


@pytest.mark.parametrize("data", NOT_HTTP.values(), ids=NOT_HTTP)
def test_what_is_not_http_is_refused_and_closed(path: Path, data: bytes) -> None:
    async def scenario(place: Hall) -> None:
        line = await place.line(data)
        status, body = await line.answer()
        assert (status, set(body)) == (400, {"error", "retry"})
        assert await line.closed() == b""

    play(path, scenario)


def test_an_upgrade_is_not_taken_up_and_the_question_is_answered(path: Path) -> None:
    async def scenario(place: Hall) -> None:
        for kind in (b"h2c", b"websocket"):
            line = await place.line(
                b"GET /ready HTTP/1.1\r\n" + HOST + b"Connection: Upgrade\r\nUpgrade: " + kind + b"\r\n\r\n"
            )
            assert (await line.answer())[0] == 200

    play(path, scenario)


def test_who_waits_to_be_told_to_send_on_is_told(path: Path) -> None:
    async def scenario(place: Hall) -> None:
        head, body = place.comment("Told").split(b"\r\n\r\n")
        line = await place.line(head + b"\r\nExpect: 100-continue\r\n\r\n")
        assert await asyncio.wait_for(line.reader.readuntil(b"\r\n\r\n"), LONG_S) == b"HTTP/1.1 100 Continue\r\n\r\n"
        await line.send(body)
        assert (await line.answer())[0] == 201

    play(path, scenario)


def test_questions_without_end_are_not_all_taken(path: Path) -> None:
    async def scenario(place: Hall) -> None:
        line = await place.line()
        await line.send((b"GET /ready HTTP/1.1\r\n" + HOST + b"\r\n") * 1000)
        assert (await line.closed()).count(b"HTTP/1.1 200 OK") <= LIMITS.queued + 1

    play(path, scenario)


def test_a_stream_with_a_question_behind_it_ends_with_its_phone(path: Path) -> None:
    async def scenario(place: Hall) -> None:
        line = await place.line(place.stream() + b"GET /ready HTTP/1.1\r\n" + HOST + b"\r\n")
        await place.until(lambda: len(place.room.listeners) == 1)
        line.writer.transport.abort()
        place.room.listeners.still_here()
        await place.until(lambda: not place.crowd.connections)
        await place.until(lambda: len(place.room.listeners) == 0)

    play(path, scenario)


def test_a_crowd_from_one_address_makes_room_for_who_comes(path: Path) -> None:
    limits = Limits(total=100, address=20)

    async def scenario(place: Hall) -> None:
        first = await place.line()
        streams = [await place.line(place.stream()) for _ in range(10)]
        await place.until(lambda: len(place.room.listeners) == 10)
        for number in range(20):
            await place.line(HEADS["header"])
            assert len(place.crowd.all()) <= 20, number
        good = await place.line(place.comment("Still heard"))
        assert (await good.answer())[0] == 201
        assert await first.closed() == b""
        assert len(place.room.listeners) == 10
        assert not any(stream.reader.at_eof() for stream in streams)
        for _ in range(40):
            await place.line(place.stream())
        await place.until(lambda: len(place.crowd.connections) <= 20)
        assert b"200 OK" in await streams[0].closed()

    play(path, scenario, limits)


def test_all_addresses_together_are_bounded_too(path: Path) -> None:
    limits = Limits(total=10, address=20)

    async def scenario(place: Hall) -> None:
        lines = [await place.line() for _ in range(12)]
        assert await lines[0].closed() == b""
        assert len(place.crowd.all()) <= 10

    play(path, scenario, limits)


def test_of_those_who_never_asked_only_the_youngest_stay(path: Path) -> None:
    limits = Limits(silent=3)

    async def scenario(place: Hall) -> None:
        lines = [await place.line() for _ in range(8)]
        place.crowd.look(limits.grace_s / 2)
        assert len(place.crowd.all()) == 8
        place.crowd.look(limits.grace_s)
        assert [await line.closed() for line in lines[:5]] == [b""] * 5
        await lines[7].send(place.comment("Still there"))
        assert (await lines[7].answer())[0] == 201

    play(path, scenario, limits)


def test_the_bounds_keep_files_in_reserve() -> None:
    for descriptors in (256, 1024, 4096, 65_536):
        limits = Limits.within(descriptors)
        assert 0 < limits.address < limits.total
        assert limits.backlog > 0
        assert limits.total + 4 * limits.backlog + 32 <= descriptors
    assert Limits.within(65_536) == Limits()


class Wire:
    """The other end of a connection, which remembers what it was told."""

    def __init__(self) -> None:
        self.written = bytearray()
        self.unread = 0
        self.closing = self.aborted = False

    def write(self, data: bytes) -> None:
        self.written += data

    def close(self) -> None:
        self.closing = True

    def abort(self) -> None:
        self.closing = self.aborted = True

    def is_closing(self) -> bool:
        return self.closing

    def get_write_buffer_size(self) -> int:
        return self.unread

    def get_extra_info(self, name: str) -> Any:
        return ("127.0.0.1", 5) if name.endswith("name") else None

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        """Told that nothing more comes."""

    def pause_reading(self) -> None:
        """Told to read later."""

    def resume_reading(self) -> None:
        """Told to read on."""


async def thanks(scope: Any, receive: Any, send: Any) -> None:
    """Reads and thanks."""
    while (message := await receive()).get("more_body"):
        pass
    if message["type"] == "http.request":
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def wired(crowd: Crowd) -> tuple[Connection, Wire]:
    config = uvicorn.Config(thanks, http=Connection, ws="none", lifespan="off", log_config=None)
    line, wire = Connection(config, crowd, {}, asyncio.get_running_loop()), Wire()
    line.connection_made(wire)
    return line, wire


def test_who_does_not_read_the_answer_is_dropped_and_who_reads_slowly_is_not() -> None:
    async def scenario() -> None:
        crowd = Crowd(LIMITS)
        (still, deaf), (slow, reads) = wired(crowd), wired(crowd)
        for line in (still, slow):
            line.data_received(b"GET / HTTP/1.1\r\n\r\n")
        deaf.unread = reads.unread = 1_000_000
        for _ in range(20):
            crowd.look(LIMITS.unread_s / 2)
            reads.unread -= PIECE
        assert (deaf.aborted, reads.aborted) == (True, False)
        assert list(crowd.all()) == [slow]
        for line in (still, slow):
            line.connection_lost(None)

    asyncio.run(scenario())


def test_fields_without_end_are_counted_before_the_head_is_whole() -> None:
    async def scenario() -> None:
        line, wire = wired(Crowd(LIMITS))
        line.data_received(b"GET / HTTP/1.1\r\n" + b"a:\r\n" * LIMITS.fields)
        assert not line.over
        line.data_received(b"a:\r\n" * 2)
        assert line.over
        assert wire.written.startswith(b"HTTP/1.1 431 Request Header Fields Too Large\r\n")

    asyncio.run(scenario())


def test_who_goes_on_sending_after_a_refusal_is_dropped() -> None:
    async def scenario() -> None:
        line, wire = wired(Crowd(LIMITS))
        line.data_received(b"hello?\r\n")
        line.data_received(b"a" * SPILT)
        assert not wire.aborted
        line.data_received(b"a")
        assert wire.aborted

    asyncio.run(scenario())


def test_when_the_server_stops_a_refused_connection_does_not_hold_it_up() -> None:
    async def scenario() -> None:
        (refused, other), (idle, calm) = wired(Crowd(LIMITS)), wired(Crowd(LIMITS))
        refused.data_received(b"hello?\r\n")
        refused.shutdown()
        idle.shutdown()
        assert (other.aborted, calm.closing) == (True, True)

    asyncio.run(scenario())


def test_what_is_being_answered_is_answered_before_garbage_behind_it_ends_the_connection() -> None:
    async def scenario() -> None:
        crowd = Crowd(LIMITS)
        line, wire = wired(crowd)
        line.data_received(b"GET / HTTP/1.1\r\n\r\nhello?\r\n")
        while crowd.tasks:
            await asyncio.sleep(0)
        assert wire.written.startswith(b"HTTP/1.1 204 No Content\r\n")
        assert b" 400 " not in wire.written
        assert wire.closing

    asyncio.run(scenario())


parts = st.sampled_from(
    [
        b"GET / HTTP/1.1\r\n",
        b"POST /x HTTP/1.1\r\n",
        HOST,
        b"\r\n",
        b"\r\n\r\n",
        b"Content-Length: 5\r\n",
        b"Content-Length: 99999\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n",
        b"5\r\nhello\r\n",
        b"0\r\n\r\n",
        b"0\r\nX: y\r\n",
        b"5;a=b\r\n",
        b"Expect: 100-continue\r\n",
        b"Connection: close\r\n",
        b"Connection: Upgrade\r\nUpgrade: websocket\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"A: b\r\n" * 60,
        b"a" * 5000,
        b"\x16\x03\x01\x00",
    ]
) | st.binary(max_size=40)
cuts = st.lists(st.sampled_from([1, 2, 7, 50, 4096, 9000, 70_000]), min_size=1, max_size=8)


@settings(max_examples=300, deadline=None, database=None)
@given(st.lists(parts, max_size=30), cuts, st.booleans())
def test_no_bytes_break_a_connection_or_make_it_hold_more_than_its_bound(
    some: list[bytes], sizes: list[int], patient: bool
) -> None:
    async def scenario() -> None:
        crowd = Crowd(LIMITS)
        line, wire = wired(crowd)
        rest, turn = b"".join(some), 0
        while rest and not wire.closing:
            size = sizes[turn % len(sizes)]
            line.data_received(rest[:size])
            assert line.held <= LIMITS.head + PIECE
            assert len(line.headers) <= LIMITS.fields + PIECE // 4
            assert len(line.pipeline) <= LIMITS.queued
            rest, turn = rest[size:], turn + 1
            if patient:
                await asyncio.sleep(0)
        for _ in range(4):
            crowd.look(LIMITS.body_s + 1)
            await asyncio.sleep(0)
        assert wire.closing
        line.connection_lost(None)
        while crowd.tasks:
            await asyncio.sleep(0)
        assert not crowd.all()
        assert b"HTTP/1.1 500" not in wire.written

    asyncio.run(scenario())
