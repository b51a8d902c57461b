"""A page for one test phone: it says that it was reached, and hears a hello. Nothing of the phone is kept on disk.

It is no room page: it serves two small texts on a port of its own, bounded in time, bytes and connections, and ends by
itself.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from facilitator.model.moment import now_ms
from facilitator.model.say import say

PORT, TRIED = 8080, 20
"""The usual port of the room page, and so many behind it, as the room page tries them."""
LIFE_S = 900.0
"""After so long it ends by itself."""
PATIENCE_S = 3.0
"""So long a phone may take to ask."""
_TICK_S = 0.2
_BYTES, _AT_ONCE, _VISITS = 8192, 8, 200


@dataclass(frozen=True, slots=True)
class Visit:
    """A phone reached the page: when (ms), from which address, at which one of this computer, and with a hello."""

    at: int
    phone: str
    reached: str
    hello: bool = False


class TestPage:
    """Listens from the moment it is made until it is closed. `told` puts a sentence into the reader's language.

    Raises OSError where no port is free.
    """

    __test__ = False

    def __init__(self, host: str = "0.0.0.0", port: int = PORT, told: Callable[[str], str] = str) -> None:
        self.visits: list[Visit] = []
        self._pages = _pages(told)
        self._sock = _listening(host, port)
        self.port = int(self._sock.getsockname()[1])
        self._ends = time.monotonic() + LIFE_S
        self._closed = threading.Event()
        self._free = threading.Semaphore(_AT_ONCE)
        threading.Thread(target=self._listen, name="test page", daemon=True).start()

    @property
    def on(self) -> bool:
        """Whether it still listens."""
        return not self._closed.is_set()

    def url(self, ip: str) -> str:
        """What a phone opens, where this computer has that address."""
        return f"http://{ip}:{self.port}/"

    def close(self) -> None:
        """Listen no more; twice is once."""
        self._closed.set()

    def _listen(self) -> None:
        self._sock.settimeout(_TICK_S)
        with contextlib.closing(self._sock):
            while not self._closed.is_set() and time.monotonic() < self._ends:
                with contextlib.suppress(OSError):
                    phone, address = self._sock.accept()
                    if self._free.acquire(blocking=False):
                        threading.Thread(target=self._serve, args=(phone, str(address[0])), daemon=True).start()
                    else:
                        phone.close()
        self._closed.set()

    def _serve(self, phone: socket.socket, address: str) -> None:
        try:
            with contextlib.closing(phone):
                phone.settimeout(PATIENCE_S)
                asked = _first_line(phone)
                if asked[:1] in (["GET"], ["POST"]) and asked[1:2] in (["/"], ["/hello"]):
                    hello = asked[0] == "POST"
                    if len(self.visits) < _VISITS:
                        self.visits.append(Visit(now_ms(), address, str(phone.getsockname()[0]), hello))
                    phone.sendall(self._pages[hello])
                elif asked:
                    phone.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        except OSError as error:
            logging.getLogger(__name__).info("a test phone went away: %s", error)
        finally:
            self._free.release()


def _first_line(phone: socket.socket) -> list[str]:
    """The first line of a request, word by word; nothing where none comes in time, or too much does."""
    ends, heard = time.monotonic() + PATIENCE_S, b""
    while b"\r\n\r\n" not in heard and len(heard) < _BYTES and time.monotonic() < ends:
        more = phone.recv(2048)
        if not more:
            break
        heard += more
    return heard.split(b"\r\n", 1)[0].decode("latin-1").split() if b"\r\n\r\n" in heard else []


def _listening(host: str, port: int) -> socket.socket:
    why: OSError | None = None
    for number in range(port, port + TRIED) if port else (0,):
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
        sock.setsockopt(socket.SOL_SOCKET, exclusive if exclusive is not None else socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, number))
            sock.listen(_AT_ONCE)
        except OSError as error:
            sock.close()
            why = error
        else:
            return sock
    raise why or OSError()


def _pages(told: Callable[[str], str]) -> dict[bool, bytes]:
    """The page, and what stands there after a hello, each as a whole answer."""
    title = told(say("This phone can get in"))
    button = f'<form method="post" action="/hello"><button>{escape(told(say("Say hello")))}</button></form>'
    first = f"<p>{escape(told(say('It reached the computer in this room. Say hello, so that it shows there.')))}</p>"
    after = f"<p>{escape(told(say('Hello. The computer has heard this phone. You can close this page.')))}</p>"
    return {False: _answer(title, first + button), True: _answer(title, after)}


_LOOK = "font:20px/1.5 system-ui,sans-serif;max-width:30em;margin:2em auto;padding:0 1em;color:#14181C;background:#fff"
_BUTTON = "font:inherit;font-weight:600;padding:.7em 1.4em;border:0;border-radius:8px;background:#14181C;color:#fff"


def _answer(title: str, inside: str) -> bytes:
    page = (
        "<!doctype html><html><head><meta charset=utf-8>"
        '<meta name=viewport content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>body{{{_LOOK}}}button{{{_BUTTON}}}</style></head>"
        f"<body><h1>{escape(title)}</h1>{inside}</body></html>"
    ).encode()
    head = (
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n"
        f"Content-Length: {len(page)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + page
