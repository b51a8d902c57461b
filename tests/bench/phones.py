"""Pretend phones: many connections in one thread, to this computer alone, each wait bounded."""

from __future__ import annotations

import contextlib
import json
import secrets
import selectors
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench import rooms
from bench.table import NotMeasured

HOST = "127.0.0.1"


@dataclass(eq=False, slots=True)
class Line:
    """One connection: what still has to be sent, what came, and who is told when something came."""

    socket: socket.socket
    heard: Callable[[Line], None]
    out: bytes = b""
    came: bytearray = field(default_factory=bytearray)
    gone: bool = False


class Net:
    """All connections of one measurement."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self.lines: set[Line] = set()

    def __enter__(self) -> Net:
        _allow_many()
        return self

    def __exit__(self, *of_error: object) -> None:
        for line in list(self.lines):
            self.hang_up(line)
        self._selector.close()

    def dial(self, port: int, out: bytes, heard: Callable[[Line], None]) -> Line:
        """Connect and send; `heard(line)` is called whenever something has come, or the other side is gone."""
        sock = socket.socket()
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with contextlib.suppress(BlockingIOError):
            sock.connect((HOST, port))
        line = Line(sock, heard, out)
        self.lines.add(line)
        self._selector.register(sock, selectors.EVENT_WRITE, line)
        return line

    def send(self, line: Line, out: bytes) -> None:
        """Send more on a connection that is open."""
        line.came.clear()
        line.out = out
        self._push(line)
        if line.out:
            self._selector.modify(line.socket, selectors.EVENT_WRITE, line)

    def hang_up(self, line: Line) -> None:
        """Close a connection."""
        if line in self.lines:
            self.lines.discard(line)
            self._selector.unregister(line.socket)
            line.socket.close()

    def turn(self, wait: float = 0.0) -> None:
        """Send and hear what can be sent and heard now, waiting at most `wait` seconds for the first."""
        for key, ready in self._selector.select(wait):
            line: Line = key.data
            if line not in self.lines:
                continue
            if ready & selectors.EVENT_WRITE:
                self._push(line)
                if not line.out and not line.gone:
                    self._selector.modify(line.socket, selectors.EVENT_READ, line)
            else:
                self._take(line)

    def until(self, done: Callable[[], bool], seconds: float) -> None:
        """Turn until something is done. Raises NotMeasured when it is not in time."""
        end = time.perf_counter() + seconds
        while not done():
            if time.perf_counter() > end:
                raise NotMeasured(f"not done within {seconds:.0f} s")
            self.turn(0.05)

    def rest(self, seconds: float) -> None:
        """Turn for so long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.turn(left)

    def _push(self, line: Line) -> None:
        try:
            line.out = line.out[line.socket.send(line.out) :]
        except BlockingIOError:
            return
        except OSError:
            self._lose(line)

    def _take(self, line: Line) -> None:
        try:
            data = line.socket.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._lose(line)
            return
        line.came += data
        line.heard(line)

    def _lose(self, line: Line) -> None:
        line.gone = True
        line.heard(line)
        self.hang_up(line)


def _allow_many() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = 8192 if hard == resource.RLIM_INFINITY else min(8192, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a phone got: the status (0: nothing), after how many seconds, when (time.perf_counter), and the body."""

    status: int
    waited: float
    at: float
    body: dict[str, Any]


def whole(came: bytes | bytearray) -> tuple[int, bytes] | None:
    """`(status, body)` once an answer is whole."""
    head, found, rest = bytes(came).partition(b"\r\n\r\n")
    if not found:
        return None
    length = 0
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return (int(head[9:12]), rest[:length]) if len(rest) >= length else None


def seat() -> str:
    """The cookie of a phone that has the page open."""
    return secrets.token_hex(16)


def comment(stage: str, cookie: str, key: str, text: str) -> bytes:
    """The request with which a phone sends a comment."""
    body = json.dumps({"text": text, "key": key, "group": "g1"}).encode()
    head = (
        f"POST /{rooms.CODE}/stage/{stage} HTTP/1.1\r\nHost: {HOST}\r\nAccept: application/json\r\n"
        f"X-Requested-With: fetch\r\nCookie: seat={cookie}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def listening(cookie: str) -> bytes:
    """The request with which a phone listens for changes."""
    head = f"GET /{rooms.CODE}/events HTTP/1.1\r\nHost: {HOST}\r\nAccept: text/event-stream\r\n"
    return f"{head}Cookie: seat={cookie}\r\n\r\n".encode()


def read_answer(line: Line, began: float) -> Answer | None:
    """The answer on a line once it is whole, or an empty one when the other side is gone."""
    found = whole(line.came)
    now = time.perf_counter()
    if found is None:
        return Answer(0, now - began, now, {}) if line.gone else None
    status, body = found
    try:
        data = json.loads(body)
    except ValueError:
        data = {}
    return Answer(status, now - began, now, data if isinstance(data, dict) else {})


def post_all(net: Net, port: int, requests: Sequence[bytes], seconds: float = 30.0) -> list[Answer]:
    """Every request at once, each on a connection of its own; the answers in the order in which they came."""
    answers: list[Answer] = []

    def ask(request: bytes) -> None:
        began = time.perf_counter()

        def heard(line: Line) -> None:
            answer = read_answer(line, began)
            if answer is not None:
                answers.append(answer)
                net.hang_up(line)

        net.dial(port, request, heard)

    for number, request in enumerate(requests):
        ask(request)
        if number % 32 == 31:
            net.turn()
    net.until(lambda: len(answers) == len(requests), seconds)
    return answers


def post_paced(net: Net, port: int, requests: Sequence[bytes], a_second: float) -> list[Answer]:
    """Requests at a steady pace, each on a connection of its own."""
    answers: list[Answer] = []
    began = time.perf_counter()
    for number, request in enumerate(requests):
        net.rest(began + number / a_second - time.perf_counter())
        _post(net, port, request, answers)
    net.until(lambda: len(answers) == len(requests), 20)
    return answers


def _post(net: Net, port: int, request: bytes, answers: list[Answer]) -> None:
    began = time.perf_counter()

    def heard(line: Line) -> None:
        answer = read_answer(line, began)
        if answer is not None:
            answers.append(answer)
            net.hang_up(line)

    net.dial(port, request, heard)


def post_on(net: Net, port: int, of_phones: Sequence[Sequence[bytes]], seconds: float = 60.0) -> list[Answer]:
    """Each phone keeps one connection and sends its next request as soon as the last is answered."""
    answers: list[Answer] = []

    def talk(requests: Sequence[bytes]) -> None:
        rest = list(requests)[::-1]
        began = time.perf_counter()

        def heard(line: Line) -> None:
            nonlocal began
            answer = read_answer(line, began)
            if answer is None:
                return
            answers.append(answer)
            if rest and not line.gone:
                began = time.perf_counter()
                net.send(line, rest.pop())
            else:
                net.hang_up(line)

        net.dial(port, rest.pop(), heard)

    for requests in of_phones:
        talk(requests)
    net.until(lambda: not net.lines, seconds)
    return answers


class Ears:
    """Phones that listen for changes; remembers when each was told of which seq."""

    def __init__(self, net: Net, port: int, count: int) -> None:
        self.told: list[list[tuple[float, int]]] = [[] for _ in range(count)]
        self._ready = 0
        for number in range(count):
            net.dial(port, listening(seat()), self._ear(number))
            if number % 32 == 31:
                net.turn()
        net.until(lambda: self._ready == count, 30)

    def _ear(self, number: int) -> Callable[[Line], None]:
        fresh = True

        def heard(line: Line) -> None:
            nonlocal fresh
            if line.gone:
                raise NotMeasured("a listening phone was let go")
            if fresh and b": ready" in line.came:
                fresh = False
                self._ready += 1
            start = line.came.rfind(b"id: ")
            if start >= 0 and b"\n\n" in line.came[start:]:
                seq = int(line.came[start + 4 :].split(b"\n", 1)[0])
                self.told[number].append((time.perf_counter(), seq))
                line.came.clear()

        return heard

    def latest(self) -> int:
        """The seq that all have been told of."""
        return min((ear[-1][1] if ear else 0) for ear in self.told)

    def all_knew(self, seq: int) -> float:
        """When the last of them was told of that seq or a later one."""
        return max(next(at for at, told in ear if told >= seq) for ear in self.told)
