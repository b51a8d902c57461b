"""The web app, a value made from a room: routes and what stands round them."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

import facilitator
from facilitator.activities import contract
from facilitator.looks.languages import Reader
from facilitator.model.say import say
from facilitator.web import pages, taking
from facilitator.web.answers import CLOSE, JSON, NO_STORE, answer, refusal, shows_pages, wants_json
from facilitator.web.assets import asset
from facilitator.web.guard import App, Guard, typed
from facilitator.web.language import VARY, chosen, reader_of, set_cookie
from facilitator.web.listeners import Receive, Send, event
from facilitator.web.pages import Said
from facilitator.web.room import Room
from facilitator.web.seats import Seat, seat_of
from facilitator.web.taking import NO_CODE, Taking, same_code

FOR_GOOD = "public, max-age=31536000, immutable"
_NO_METHOD = say("That cannot be done at this address.")


def app(room: Room) -> Starlette:
    """The web app of one room. The room must be started inside the event loop that serves it."""
    submit = Taking(room, taking.submit)
    routes = [
        Route("/{code}/stage/{stage}", submit, methods=["POST"]),
        Route("/{code}/state", _bound(room, state)),
        Route("/{code}/events", Events(room), methods=["GET"]),
        Route("/ready", _bound(room, ready)),
        Route("/favicon.ico", _bound(room, favicon)),
        Route("/static/{name}", _bound(room, static)),
        Route("/", _bound(room, front)),
        Route("/{code}", _bound(room, page)),
        Route("/{code}/join", Taking(room, taking.join), methods=["POST"]),
        Route("/{code}/next-person", Taking(room, taking.next_person), methods=["POST"]),
        Route("/{code}/stage/{stage}/withdraw", Taking(room, taking.withdraw), methods=["POST"]),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, names=room.names), Middleware(Express, submit=submit)],
        exception_handlers={HTTPException: _refused},
    )


class Express:
    """ASGI middleware that takes a comment straight to its endpoint: in a burst, finding the route costs a tenth."""

    def __init__(self, app: App, submit: App) -> None:
        self._app, self._submit = app, submit

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http" and scope["method"] == "POST":
            parts = scope["path"].split("/")
            if len(parts) == 4 and parts[2] == "stage" and parts[3]:
                scope["path_params"] = {"code": parts[1], "stage": parts[3]}
                await self._submit(scope, receive, send)
                return
        await self._app(scope, receive, send)


WORTH_PACKING = 8000
"""Bytes from which on a page is packed."""

Handler = Callable[[Room, Request], Awaitable[Response]]


def _bound(room: Room, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def bound(request: Request) -> Response:
        room.last_stir = time.monotonic()
        return await handler(room, request)

    return bound


def _json(data: dict[str, Any], status: int = 200) -> Response:
    return Response(json.dumps(data, ensure_ascii=False), status, {"cache-control": "no-store"}, "application/json")


def _reader(request: Request) -> Reader:
    return reader_of(request.scope["by_name"], request.scope["query_string"])


def _html(request: Request, body: bytes, status: int = 200) -> Response:
    """A page; a large one is packed for phones that can unpack it, as old phones sit on slow links."""
    packed = len(body) > WORTH_PACKING and b"gzip" in request.scope["by_name"].get(b"accept-encoding", b"")
    response = Response(gzip.compress(body, 4, mtime=0) if packed else body, status, media_type="text/html")
    response.raw_headers += [NO_STORE, VARY]
    if packed:
        response.raw_headers += [(b"content-encoding", b"gzip"), (b"vary", b"accept-encoding")]
    return _remembering(request, response)


def _remembering(request: Request, response: Response) -> Response:
    """The answer, which has the phone keep the language that the address names."""
    if language := chosen(request.scope["query_string"]):
        response.raw_headers.append(set_cookie(language))
    return response


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 400
    more = dict((error.headers if isinstance(error, HTTPException) else None) or {})
    sentence, headers = _NO_METHOD if status == 405 else NO_CODE, request.scope["by_name"]
    code = request.path_params.get("code", "")
    if status == 405 and request.method == "GET" and b"text/html" in headers.get(b"accept", b""):
        return RedirectResponse(f"/{quote(code)}", 303)
    if shows_pages(headers) or (status == 404 and request.method == "GET" and not wants_json(headers)):
        form = await typed(request.scope, request.receive, headers)
        response = _html(request, pages.code_page(_reader(request), sentence, form, asks=status == 404), status)
        response.headers.update(more)
        return response
    body = refusal(sentence, headers, retry=False)
    return Response(body, status, {**more, "cache-control": "no-store"}, "application/json")


async def front(room: Room, request: Request) -> Response:
    """`GET /`: on to the open workshop, or the question for the code."""
    code = room.workshop.code
    asked = request.query_params.get("code", "")
    if (asked and same_code(asked, code)) or (not asked and room.workshop.finished_at is None):
        return _remembering(request, RedirectResponse(f"/{code}", 303, {"cache-control": "no-store"}))
    return _html(request, pages.code_page(_reader(request), NO_CODE if asked else ""))


async def page(room: Room, request: Request) -> Response:
    """`GET /CODE`: the page of the open stage."""
    if not same_code(request.path_params["code"], room.workshop.code):
        raise HTTPException(404)
    seat = _seat(request.scope)
    room.presence.seen(seat.cookie, time.monotonic())
    asked = request.query_params
    said = Said(saved=asked.get("saved", ""), done=thanks(room, asked), early=asked.get("early", ""))
    response = _html(request, pages.workshop_page(room, seat, _reader(request), said))
    if seat.alone:
        response.raw_headers.append(seat.set_cookie())
    return response


def _seat(scope: Mapping[str, Any]) -> Seat:
    return seat_of(scope["by_name"].get(b"cookie"), scope["query_string"])


def thanks(room: Room, asked: Mapping[str, str]) -> str:
    """What a page says after something was sent without script: `done` is its kind, `at` its stage."""
    kind = contract.kind_of(room.workshop.run(asked.get("at", "")), asked.get("done", ""))
    if "late" in asked:
        return pages.LATE
    return kind.back if "back" in asked else kind.thanks


async def state(room: Room, request: Request) -> Response:
    """`GET /CODE/state`."""
    workshop, now = room.workshop, room.now()
    if not same_code(request.path_params["code"], workshop.code):
        if shows_pages(request.scope["by_name"]):
            raise HTTPException(404)
        body = refusal(NO_CODE, request.scope["by_name"], retry=False)
        return Response(body, 404, {"cache-control": "no-store"}, "application/json")
    seat = _seat(request.scope)
    if not seat.fresh:
        room.presence.seen(seat.cookie, time.monotonic())
    run = workshop.current if workshop.finished_at is None else None
    stage = {
        "id": run.id if run else "",
        "activity": run.stage.activity if run else "",
        "title": run.stage.title if run else "",
        "prompt": run.prompt if run else "",
        "open": bool(run and run.takes_entries(now)),
    }
    people = max(len(workshop.people), workshop.people.connected)
    timer = pages.clock_state(run, now)
    told = _json({"seq": room.shown_seq, "server_now": now / 1000, "stage": stage, "timer": timer, "people": people})
    told.headers["x-cookie"] = "no" if seat.alone else "yes"
    return told


async def ready(room: Room, request: Request) -> Response:
    """`GET /ready`."""
    seq = room.programme.seq
    about = {"ready": room.ready, "version": facilitator.__version__, "seq": seq}
    about |= {"workshop": room.workshop.id, "file": room.file}
    return _json(about, 200 if room.ready else 503)


async def static(room: Room, request: Request) -> Response:
    """`GET /static/NAME`: the style sheet and the script, kept by phones for good since their names hold a hash."""
    found = asset(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    headers = {"cache-control": FOR_GOOD, "content-type": found.kind, "vary": "accept-encoding"}
    if b"gzip" in request.scope["by_name"].get(b"accept-encoding", b""):
        return Response(found.packed, 200, {**headers, "content-encoding": "gzip"})
    return Response(found.plain, 200, headers)


async def favicon(room: Room, request: Request) -> Response:
    """`GET /favicon.ico`: there is none."""
    return Response(b"", 204, {"cache-control": "public, max-age=86400"})


class Events:
    """`GET /CODE/events`: server-sent events."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Tell one phone of changes until it goes."""
        room, headers = self._room, scope["by_name"]
        room.last_stir = time.monotonic()
        if not same_code(scope["path_params"]["code"], room.workshop.code):
            await answer(send, 404, [JSON, NO_STORE, CLOSE], refusal(NO_CODE, headers, retry=False))
            return
        head = [(b"content-type", b"text/event-stream"), NO_STORE, (b"x-accel-buffering", b"no")]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        if scope["method"] == "HEAD":
            await send({"type": "http.response.body", "body": b""})
            return
        seen = _seen(headers.get(b"last-event-id"), scope["query_string"])
        late = seen is not None and seen < room.shown_seq
        first = b"retry: 2000\n\n" + (event(room.shown_seq, room.workshop.open_id) if late else b": ready\n\n")
        seat = _seat(scope)
        room.presence.streaming(seat.cookie, 1)
        try:
            await room.listeners.serve(receive, send, first, seat.cookie)
        finally:
            room.presence.streaming(seat.cookie, -1)


def _seen(last_event: bytes | None, query: bytes) -> int | None:
    """The seq that a phone has seen: its Last-Event-ID, else `?after=`."""
    after = query.partition(b"after=")[2].partition(b"&")[0]
    for value in (last_event, after):
        if value and value.isdigit() and len(value) < 19:
            return int(value)
    return None
