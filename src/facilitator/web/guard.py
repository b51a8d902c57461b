"""The outermost layer: no exception gets out, no stranger's page gets in, and every answer has the safe headers."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from facilitator.activities.contract import Refused
from facilitator.model.say import say
from facilitator.web.answers import CLOSE, HTML, JSON, NO_STORE, answer, headers_of, refusal, shows_pages
from facilitator.web.forms import Gone, body_of, form_of
from facilitator.web.language import VARY, reader_of
from facilitator.web.listeners import Receive, Send
from facilitator.web.pages import code_page

logger = logging.getLogger(__name__)

App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

POLICY = (
    b"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE_HEADERS = [
    (b"content-security-policy", POLICY),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
"""`same-origin`, not `no-referrer`: with the latter, browsers send `Origin: null` with our own forms."""

BUSY = say("The laptop could not answer just now. Your text is safe on this phone; it is sent again.")


BUSY_BY_HAND = say("The laptop could not answer just now, and this was not saved. Go back and send it again.")


class Guard:
    """ASGI middleware. `names` are the host names, besides IP addresses and localhost, that mean this computer."""

    def __init__(self, app: App, names: frozenset[str] = frozenset()) -> None:
        self._app, self._names = app, names
        self._known: set[bytes] = set()

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False
        headers: dict[bytes, bytes] = {}

        async def guarded(message: MutableMapping[str, Any]) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [*message["headers"], *SAFE_HEADERS]
            await send(message)

        try:
            headers = scope["by_name"] = headers_of(scope)
            refused = self._refused(scope, headers)
            if refused:
                await self._say(guarded, *refused, headers, await typed(scope, receive, headers))
                return
            await self._app(scope, receive, guarded)
        except Exception:
            logger.exception("A request to %s could not be answered", scope.get("path"))
            if not started:
                await self._say(guarded, 503, BUSY, headers, scope.get("typed") or {})

    @staticmethod
    async def _say(
        send: Send, status: int, sentence: str, headers: Mapping[bytes, bytes], form: Mapping[str, Any]
    ) -> None:
        """Refuse: to a script in JSON, to a person with a page that holds what was typed."""
        retry = status == 503
        more = [NO_STORE, CLOSE, *([(b"retry-after", b"2")] if retry else [])]
        if not shows_pages(headers):
            await answer(send, status, [JSON, *more], refusal(sentence, headers, retry=retry))
            return
        page = code_page(reader_of(headers), BUSY_BY_HAND if retry else sentence, form, asks=False)
        await answer(send, status, [HTML, VARY, *more], page)

    def _refused(self, scope: MutableMapping[str, Any], headers: dict[bytes, bytes]) -> tuple[int, str] | None:
        host = headers.get(b"host", b"")
        if host not in self._known and not self._ours(host):
            return 421, say("This is not an address of this workshop. Type the address that the room's screen shows.")
        origin = headers.get(b"origin")
        if origin is not None and scope["method"] == "POST" and origin.partition(b"://")[2] != host:
            if origin == b"null" and headers.get(b"sec-fetch-site") == b"same-origin":
                return None  # our own page, in a browser that tells no page's name
            return 403, say("This was sent from another site's page. Open the workshop's own page.")
        return None

    def _ours(self, host: bytes) -> bool:
        name = hostname(host)
        if name and name != "localhost" and name not in self._names and not _is_address(name):
            return False
        if len(self._known) < 100:
            self._known.add(host)
        return True


async def typed(scope: MutableMapping[str, Any], receive: Receive, headers: Mapping[bytes, bytes]) -> dict[str, Any]:
    """What a form that is refused holds; nothing where it cannot be read, or a script sent it."""
    if scope["method"] != "POST" or not shows_pages(headers):
        return {}
    try:
        return await form_of(headers.get(b"content-type"), await body_of(receive, headers))
    except (Refused, Gone):
        return {}


def hostname(host: bytes) -> str:
    """The name or address in a Host header, without the port."""
    text = host.decode("latin-1").strip().lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0].rstrip(".")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
