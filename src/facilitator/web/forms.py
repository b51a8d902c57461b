"""Reading what a phone sent: its size, its kind, its fields. Nothing is believed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from typing import Any
from urllib.parse import parse_qsl

from facilitator.activities.contract import Refused
from facilitator.model.say import say
from facilitator.web.listeners import Receive

LIMIT = 64 * 1024
DRAIN = 1024 * 1024
BODY_S = 20.0
_FIELDS = 200
TOO_LARGE = say("This is too much for one message. Shorten it, or send it as two.")
_NOT_WHOLE = say("Part of the message did not arrive. Send it again.")
_BROKEN = say("The message could not be read. Send it again.")


class Gone(Exception):
    """The phone went away before its message was whole."""


async def body_of(receive: Receive, headers: Mapping[bytes, bytes]) -> bytes:
    """The whole body. Raises Refused (413 too large, 400 not whole) and Gone."""
    declared = None if b"transfer-encoding" in headers else headers.get(b"content-length")
    if declared is not None and not declared.isdigit():
        raise Refused(_BROKEN)
    if declared is not None and len(declared) < 12 and int(declared) <= LIMIT:
        message = await receive()
        if not message.get("more_body") and message["type"] == "http.request":
            return _bytes(message)
        return await _rest(receive, message)
    if declared is not None:
        await _drain(receive, int(declared[:12]))
        raise Refused(TOO_LARGE, 413)
    return await _rest(receive, await receive())


def _bytes(message: Mapping[str, Any]) -> bytes:
    body = message.get("body", b"")
    return body if isinstance(body, bytes) else bytes(body)


async def _rest(receive: Receive, message: Mapping[str, Any]) -> bytes:
    parts, size = [], 0
    try:
        async with asyncio.timeout(BODY_S):
            while message["type"] == "http.request":
                parts.append(_bytes(message))
                size += len(parts[-1])
                if size > LIMIT:
                    await _drain(receive, DRAIN)
                    raise Refused(TOO_LARGE, 413)
                if not message.get("more_body"):
                    return b"".join(parts)
                message = await receive()
    except TimeoutError:
        raise Refused(_NOT_WHOLE) from None
    raise Gone


async def _drain(receive: Receive, size: int) -> None:
    """Read and drop a little more, so that the refusal reaches a phone that is still sending; then stop reading."""
    if size > DRAIN:
        return
    left = DRAIN
    try:
        async with asyncio.timeout(2.0):
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if message["type"] != "http.request" or not message.get("more_body"):
                    return
    except TimeoutError:
        return


async def form_of(kind: bytes | None, raw: bytes) -> dict[str, Any]:
    """The fields of a body by its Content-Type. Raises Refused (415 another type, 400 broken)."""
    name = (kind or b"").split(b";", 1)[0].strip().lower()
    try:
        if name == b"application/json":
            return _object(raw)
        if name == b"application/x-www-form-urlencoded":
            return _first(parse_qsl(raw.decode(), keep_blank_values=True, max_num_fields=_FIELDS, errors="strict"))
        if name == b"multipart/form-data":
            return await _multipart(kind or b"", raw)
    except (ValueError, RecursionError):
        raise Refused(_BROKEN) from None
    raise Refused(say("Send a form, or JSON."), 415)


def _object(raw: bytes) -> dict[str, Any]:
    data = json.loads(raw)
    if not isinstance(data, dict):
        raise Refused(say("Send a JSON object, with the fields by name."))
    return data


def _first(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    return dict(reversed(pairs))


async def _multipart(kind: bytes, raw: bytes) -> dict[str, Any]:
    from starlette.datastructures import Headers
    from starlette.formparsers import MultiPartException, MultiPartParser

    async def stream() -> AsyncGenerator[bytes, None]:
        yield raw

    headers = Headers(raw=[(b"content-type", kind)])
    try:
        parser = MultiPartParser(headers, stream(), max_files=0, max_fields=_FIELDS, max_part_size=LIMIT)
        form = await parser.parse()
    except (MultiPartException, KeyError, LookupError, AssertionError):
        raise Refused(_BROKEN) from None
    return _first([(name, value) for name, value in form.multi_items() if isinstance(value, str)])
