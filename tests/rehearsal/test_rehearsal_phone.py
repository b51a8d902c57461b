"""The pretend phone against a server that answers what the test wants."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from facilitator.model import moment
from facilitator.rehearsal.phone import PER_SECOND, Answer, Phone

Talk = Callable[[Phone], "asyncio.Future[object]"]


async def against(answers: list[bytes], talk: object) -> tuple[object, list[bytes]]:
    """What `talk(phone)` gives when the server sends these answers in turn; and what the server was sent."""
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next((int(line[15:]) for line in head.split(b"\r\n") if line.startswith(b"Content-Length:")), 0)
        heard.append(head + await reader.readexactly(length))
        writer.write(answers[min(len(heard), len(answers)) - 1])
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        assert callable(talk)
        return await talk(Phone(f"http://127.0.0.1:{port}/4172")), heard
    finally:
        server.close()
        await server.wait_closed()


def reply(status: int, body: str, *more: str) -> bytes:
    """An answer of a server."""
    return "\r\n".join([f"HTTP/1.1 {status} X", f"content-length: {len(body)}", *more, "", body]).encode()


def test_it_keeps_its_cookie_and_sends_json() -> None:
    async def talk(phone: Phone) -> Answer:
        await phone.get()
        return await phone.post("/stage/one", {"text": "Grüße", "key": "k"})

    answers = [reply(200, "<p>", "Set-Cookie: seat=abc; Path=/"), reply(201, '{"seq": 7}')]
    answer, heard = asyncio.run(against(answers, talk))
    assert isinstance(answer, Answer)
    assert (answer.status, answer.data()) == (201, {"seq": 7})
    assert heard[0].startswith(b"GET /4172 HTTP/1.1\r\n")
    assert b"Cookie: seat=abc\r\n" in heard[1]
    assert heard[1].startswith(b"POST /4172/stage/one HTTP/1.1\r\n")
    assert b"Gr\\u00fc\\u00dfe" in heard[1]


@pytest.mark.parametrize("busy", [reply(503, '{"retry": true}', "Retry-After: 0.01"), b""])
def test_it_sends_the_same_again_until_it_is_taken(busy: bytes) -> None:
    async def talk(phone: Phone) -> Answer:
        return await phone.post("/stage/one", {"text": "x", "key": "k"})

    answer, heard = asyncio.run(against([busy, reply(201, '{"seq": 1}')], talk))
    assert isinstance(answer, Answer)
    assert answer.status == 201
    assert len(heard) == 2
    assert heard[0] == heard[1]


def test_it_reads_an_answer_in_chunks() -> None:
    async def talk(phone: Phone) -> Answer:
        return await phone.get("/state")

    chunked = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n5\r\n: 10}\r\n0\r\n\r\n'
    answer, _ = asyncio.run(against([chunked], talk))
    assert isinstance(answer, Answer)
    assert answer.data() == {"a": 10}


def test_it_hears_which_stage_is_open() -> None:
    async def talk(phone: Phone) -> list[str]:
        return [stage async for stage in phone.changes()]

    stream = (
        b'HTTP/1.1 200 OK\r\n\r\n: ready\n\nid: 3\nevent: changed\ndata: {"seq": 3, "stage": "one"}\n\n: still here\n\n'
    )
    heard, _ = asyncio.run(against([stream], talk))
    assert heard == ["one"]


def test_it_asks_for_what_changed_since_it_looked() -> None:
    async def talk(phone: Phone) -> list[str]:
        return [stage async for stage in phone.changes(41)]

    _, heard = asyncio.run(against([b"HTTP/1.1 200 OK\r\n\r\n: ready\n\n"], talk))
    assert heard[0].startswith(b"GET /4172/events?after=41 HTTP/1.1\r\n")


def test_its_pace_follows_the_rehearsals_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[float] = []

    async def rest(seconds: float) -> None:
        rests.append(seconds)

    async def talk(phone: Phone) -> None:
        for number in range(60):
            await phone.post("/stage/one", {"text": "x", "key": f"k{number}"})

    monkeypatch.setenv(moment.VARIABLE, "0,1000")
    monkeypatch.setattr(asyncio, "sleep", rest)
    _, heard = asyncio.run(against([reply(201, '{"seq": 1}')], talk))
    assert len(heard) == 60
    assert all(seconds <= 45 / (PER_SECOND * 1000) for seconds in rests)
