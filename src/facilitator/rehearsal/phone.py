"""A pretend phone: plain HTTP over sockets of its own, a cookie, and the events it listens to."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from facilitator.model.moment import speed

TIMEOUT_S = 30.0
TRIES = 6
BURST, PER_SECOND = 15.0, 0.8
"""A pretend person never sends faster than this, so that the server has no reason to slow it down (seconds of this
computer's clock, which runs faster in a rehearsal)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered. `headers` have small letters."""

    status: int
    headers: Mapping[str, str]
    text: str

    def data(self) -> dict[str, Any]:
        """The JSON object in it; an empty one when there is none."""
        try:
            found = json.loads(self.text)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


class Phone:
    """One phone. `url` is the workshop's page, `http://HOST:PORT/CODE`."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        self.page = parts.path.rstrip("/")
        self._cookies: dict[str, str] = {}
        self._left, self._at = BURST, time.monotonic()

    async def get(self, path: str = "") -> Answer:
        """The page, or what stands below it (`/state`)."""
        return await self._send("GET", self.page + path, "text/html,application/json")

    async def post(self, path: str, form: Mapping[str, Any]) -> Answer:
        """Send a JSON object; it is tried again, the same, while the server cannot be reached or is busy."""
        await self._pace()
        answer = Answer(0, {}, "")
        for number in range(TRIES):
            try:
                answer = await self._send("POST", self.page + path, "application/json", json.dumps(form))
            except (OSError, TimeoutError, asyncio.IncompleteReadError):
                await asyncio.sleep(0.2 * (number + 1))
                continue
            if answer.status not in (429, 503):
                break
            await asyncio.sleep(min(float(answer.headers.get("retry-after", "1") or 1), 5.0))
        return answer

    async def _pace(self) -> None:
        now = time.monotonic()
        pace = PER_SECOND * speed()
        self._left = min(BURST, self._left + (now - self._at) * pace) - 1
        self._at = now
        if self._left < 0:
            await asyncio.sleep(-self._left / pace)

    async def changes(self, after: int = 0) -> AsyncIterator[str]:
        """The id of the open stage, each time the server says that something has changed; ends with the connection.

        Where something has changed since `after`, the place in the log that is known already, it comes at once.
        """
        reader, writer = await asyncio.wait_for(asyncio.open_connection(self._host, self._port), TIMEOUT_S)
        try:
            writer.write(self._head("GET", f"{self.page}/events?after={after}", "text/event-stream", b"") + b"\r\n")
            await writer.drain()
            while line := await reader.readline():
                if line.startswith(b"data:"):
                    yield str(json.loads(line[5:]).get("stage", ""))
        finally:
            writer.close()

    async def _send(self, method: str, path: str, accept: str, body: str = "") -> Answer:
        return await asyncio.wait_for(self._exchange(method, path, accept, body.encode()), TIMEOUT_S)

    async def _exchange(self, method: str, path: str, accept: str, body: bytes) -> Answer:
        reader, writer = await asyncio.open_connection(self._host, self._port)
        try:
            head = self._head(method, path, accept, body)
            writer.write(head + b"Connection: close\r\n\r\n" + body)
            await writer.drain()
            raw = await reader.read()
        finally:
            writer.close()
        return self._parse(raw)

    def _head(self, method: str, path: str, accept: str, body: bytes) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self._host}:{self._port}", f"Accept: {accept}"]
        if self._cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self._cookies.items()))
        if body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, ""]).encode()

    def _parse(self, raw: bytes) -> Answer:
        head, _, body = raw.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        if not re.match(r"HTTP/1\.[01] \d{3}", first):
            raise OSError("the server gave no answer")
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        for line in lines:
            name, _, value = line.partition(":")
            if name.lower() == "set-cookie":
                cookie, _, held = value.strip().partition(";")[0].partition("=")
                self._cookies[cookie] = held
        if "chunked" in headers.get("transfer-encoding", ""):
            body = _unchunk(body)
        return Answer(int(first.split()[1]), headers, body.decode("utf-8", "replace"))


def _unchunk(body: bytes) -> bytes:
    whole = b""
    while body:
        size, _, rest = body.partition(b"\r\n")
        length = int(size.split(b";")[0] or b"0", 16)
        if not length:
            break
        whole += rest[:length]
        body = rest[length + 2 :]
    return whole
