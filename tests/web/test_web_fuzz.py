"""Whatever is sent, the answer is one of those that the contract names, in the shape that it names."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_helpers import BASE, Phone, entries, make

from facilitator.store.feed import open_feed
from facilitator.web.room import Room

MANY = int(os.environ.get("FACILITATOR_FUZZ", "300"))
ALLOWED = {200, 201, 303, 400, 404, 405, 409, 413, 415, 421, 429}
texts = st.text(max_size=300) | st.sampled_from(["", "a" * 200, "\u202e\u0000", "=1+1", "<script>", "👩‍👩‍👧", "ﷺ"])
names = st.sampled_from(["text", "key", "group", "table", "question", "disputed", "target", "choice", "x"])
values = st.recursive(
    texts | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)
bodies = (
    st.binary(max_size=400)
    | st.dictionaries(names, values, max_size=6).map(lambda d: json.dumps(d).encode())
    | st.dictionaries(names, texts, max_size=6).map(
        lambda d: "&".join(f"{k}={v}" for k, v in d.items()).encode("utf-8", "replace")
    )
)
kinds = st.sampled_from(
    [
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=b",
        "text/plain",
        "",
        "é/ü",
    ]
)
paths = st.sampled_from(["stage/facts", "stage/deciding", "stage/parking", "stage/feelings", "join", "next-person"])
places = (
    paths | st.sampled_from(["state", "", "stage/facts/withdraw"]) | st.text(max_size=20).map(lambda t: f"stage/{t}")
)
methods = st.sampled_from(["POST", "POST", "POST", "GET", "PUT", "HEAD"])
accepts = st.sampled_from(["text/html", "application/json", "*/*"])


class Hall:
    """A room and a phone that stay open from one example to the next."""

    def __init__(self, path: Path) -> None:
        self.loop = asyncio.new_event_loop()
        make(path)
        self.room = Room(open_feed(path))
        self.loop.run_until_complete(self._start())

    async def _start(self) -> None:
        self.room.start()
        self.phone = Phone(self.room)

    def ask(self, method: str, where: str, body: bytes, headers: dict[str, Any]) -> Any:
        self.phone.cookies.clear()
        url = BASE + quote(where, safe="/", errors="replace")
        return self.loop.run_until_complete(self.phone.request(method, url, content=body, headers=headers))

    def close(self) -> None:
        self.loop.run_until_complete(self.phone.aclose())
        self.loop.run_until_complete(self.room.close())
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()


def test_no_request_breaks_the_room(tmp_path: Path) -> None:
    path = tmp_path / "trial.facilitator"
    hall = Hall(path)

    @settings(max_examples=MANY, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(methods, places, bodies, kinds, accepts)
    def storm(method: str, place: str, body: bytes, kind: str, accept: str) -> None:
        headers = {"content-type": kind.encode("latin-1"), "accept": accept}
        answer = hall.ask(method, f"/{hall.room.workshop.code}/{place}".rstrip("/"), body, headers)
        assert answer.status_code in ALLOWED
        if answer.status_code >= 400 and method != "HEAD" and "json" in answer.headers["content-type"]:
            assert set(answer.json()) == {"error", "retry"}

    try:
        storm()
    finally:
        hall.close()
    stored = entries(path)
    assert {e.kind for e in stored} <= {"workshop", "method", "stage_opened", "timer", "note", "joined", "presence"}
    assert all("\u202e" not in str(e.body) and "\x00" not in str(e.body) for e in stored)
