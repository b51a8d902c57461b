"""What the web tests share: a file with an open workshop, the app over it, and clients that need no network."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx

from facilitator.activities.contract import KINDS
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.model.method_file import parse
from facilitator.store import file
from facilitator.store.feed import open_feed
from facilitator.store.port import Feed
from facilitator.store.rows import COLUMNS, entry_of
from facilitator.web.app import app
from facilitator.web.room import Room

PATIENCE_S = 30.0
W = "wtest001"
BASE = "http://127.0.0.1:8000"
GROUPS = [{"id": "vcs", "label": "Voluntary & community sector"}, {"id": "par", "label": "Parents"}]
METHOD = """
key = "trial"
title = "Trial"
purpose = "p"
credit = "c"
[[stages]]
id = "facts"
title = "Facts"
activity = "collect"
questions = ["What do you know?", "What was new?"]
limit = 100
[[stages.fields]]
id = "disputed"
label = "Somebody sees this differently"
kind = "flag"
[[stages]]
id = "feelings"
title = "Feelings"
activity = "collect"
prompt = "How does it feel?"
visibility = "private"
anonymity = "nothing"
[[stages.fields]]
id = "tone"
label = "Tone"
kind = "choice"
choices = [{ value = "+", label = "Good" }, { value = "-", label = "Bad" }]
[[stages]]
id = "named"
title = "Named"
activity = "collect"
prompt = "Who?"
anonymity = "named"
options = { each = 2 }
[[stages]]
id = "deciding"
title = "Deciding"
activity = "discuss"
questions = ["What are we ready to try?"]
options = { lines = 2, support = true }
"""


def make(path: Path, stage: str = "facts", **info: Any) -> str:
    """A programme file with one workshop whose `stage` is open; returns the code."""
    file.create(path)
    method = parse(METHOD, "trial.toml", KINDS)
    drafts = acts.create({"title": "Trial day", "tables": 4, **info}, [method], groups=GROUPS, workshop=W)
    append(path, *drafts)
    if stage:
        append(path, at_stage("stage_opened", stage), at_stage("timer", stage, verb="start"))
    return str(drafts[0].body["code"])


def at_stage(kind: str, stage: str, **body: Any) -> Draft:
    """An act of the facilitator on a stage."""
    return Draft(kind, body, W, stage)


def append(path: Path, *drafts: Draft) -> None:
    """Write into the file from outside, as the desktop does."""
    log = open_feed(path)
    log.append(drafts)
    log.close()


def entries(path: Path, kind: str = "") -> list[Entry]:
    """What is in the file, all or one kind. Only read: to open a feed costs eight times as much."""
    with contextlib.closing(file.connect(path)) as db:
        rows = db.execute(f"SELECT {COLUMNS} FROM log WHERE ? IN ('', kind) ORDER BY seq", (kind,)).fetchall()
    return [entry_of(row) for row in rows]


class Phone(httpx.AsyncClient):
    """A client with cookies, over the app of one room."""

    def __init__(self, room: Room, **more: Any) -> None:
        self.app = app(room)
        self.room = room
        super().__init__(transport=httpx.ASGITransport(self.app), base_url=BASE, **more)

    @property
    def code(self) -> str:
        return self.room.workshop.code

    async def send_note(self, stage: str, **body: Any) -> httpx.Response:
        """Send a draft as the script does."""
        return await self.post(f"/{self.code}/stage/{stage}", json=body)


Scenario = Callable[[Phone], Awaitable[None]]


def play(path: Path, scenario: Scenario, feed: Feed | None = None, **options: Any) -> None:
    """Open the room of a file, or of a feed of it, and run a scenario against its app."""

    async def run() -> None:
        room = Room(feed or open_feed(path), **options)
        room.start()
        try:
            async with Phone(room) as phone:
                await scenario(phone)
        finally:
            await room.close()

    asyncio.run(asyncio.wait_for(run(), 60))


class Stream:
    """An event stream read straight from the app."""

    def __init__(self, phone: Phone, path: str, headers: list[tuple[bytes, bytes]] | None = None) -> None:
        where, _, query = path.partition("?")
        self.scope = {
            "type": "http",
            "method": "GET",
            "path": where,
            "query_string": query.encode(),
            "headers": [(b"host", b"127.0.0.1:8000"), *(headers or [])],
        }
        self.phone = phone
        self.written: asyncio.Queue[bytes] = asyncio.Queue()
        self.status = 0
        self.leave = asyncio.Event()

    async def __aenter__(self) -> Stream:
        self.task = asyncio.create_task(self.phone.app(self.scope, self._receive, self._send))
        await self.next()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.leave.set()
        await asyncio.wait_for(self.task, PATIENCE_S)

    async def _receive(self) -> dict[str, Any]:
        await self.leave.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.written.put_nowait(message.get("body", b""))

    async def next(self) -> str:
        """The next piece written."""
        self.last = (await asyncio.wait_for(self.written.get(), PATIENCE_S)).decode()
        return self.last

    async def changed(self) -> dict[str, Any]:
        """The data of the next `changed` event."""
        while "event: changed" not in (text := await self.next()):
            pass
        found: dict[str, Any] = json.loads(text.partition("data: ")[2].partition("\n")[0])
        return found
