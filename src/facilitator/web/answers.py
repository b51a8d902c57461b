"""Answers and refusals: JSON for scripts, a page for plain forms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from facilitator.web.language import reader_of
from facilitator.web.listeners import Send

Scope = Mapping[str, Any]
Headers = list[tuple[bytes, bytes]]

JSON = (b"content-type", b"application/json")
HTML = (b"content-type", b"text/html; charset=utf-8")
NO_STORE = (b"cache-control", b"no-store")
CLOSE = (b"connection", b"close")


def headers_of(scope: Scope) -> dict[bytes, bytes]:
    """The request's headers by their names in small letters; of several with one name the last."""
    return dict(scope["headers"])


def wants_json(headers: Mapping[bytes, bytes]) -> bool:
    """Whether the sender is a script: it sent or accepts JSON, or says that it is one."""
    return (
        b"json" in headers.get(b"content-type", b"")
        or b"application/json" in headers.get(b"accept", b"")
        or headers.get(b"x-requested-with", b"") == b"fetch"
    )


def shows_pages(headers: Mapping[bytes, bytes]) -> bool:
    """Whether the sender is a browser that shows the answer to a person."""
    return not wants_json(headers) and b"text/html" in headers.get(b"accept", b"")


def refusal(sentence: str, headers: Mapping[bytes, bytes], *, retry: bool, late: bool = False) -> bytes:
    """The body of a refusal, in the language of the phone that sent these headers. `late`: it may be sent as late."""
    said = {"error": reader_of(headers)(sentence), "retry": retry, **({"late": True} if late else {})}
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")


async def answer(send: Send, status: int, headers: Headers, body: bytes = b"") -> None:
    """Send a whole answer."""
    length = (b"content-length", b"%d" % len(body))
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body})
