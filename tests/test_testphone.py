"""The page for one test phone: who reached it is known, nothing else is, and it cannot be worn out."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Callable, Iterator

import pytest

from facilitator import testphone
from facilitator.testphone import TestPage

PATIENCE_S = 20.0


def until(true: Callable[[], object]) -> None:
    """Wait for a condition."""
    ends = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends, "waited too long"
        time.sleep(0.005)


@pytest.fixture
def page() -> Iterator[TestPage]:
    """A page that only this computer can reach."""
    made = TestPage("127.0.0.1", 0)
    yield made
    made.close()


def ask(page: TestPage, verb: str, path: str) -> tuple[int, str]:
    """One request; the status, and the words that came."""
    link = http.client.HTTPConnection("127.0.0.1", page.port, timeout=PATIENCE_S)
    link.request(verb, path)
    came = link.getresponse()
    words = came.read().decode()
    link.close()
    return came.status, words


def test_a_phone_that_gets_the_page_is_known_by_its_address(page: TestPage) -> None:
    status, words = ask(page, "GET", "/")
    assert (status, "This phone can get in" in words, "Say hello" in words) == (200, True, True)
    assert [(v.phone, v.reached, v.hello) for v in page.visits] == [("127.0.0.1", "127.0.0.1", False)]
    assert "heard this phone" in ask(page, "POST", "/hello")[1]
    assert page.visits[-1].hello
    assert page.url("192.168.43.20") == f"http://192.168.43.20:{page.port}/"


def test_nothing_else_is_served(page: TestPage) -> None:
    assert ask(page, "GET", "/favicon.ico")[0] == 404
    assert page.visits == []


def test_who_says_nothing_keeps_nobody_out(page: TestPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(testphone, "PATIENCE_S", 0.05)
    silent = [socket.create_connection(("127.0.0.1", page.port)) for _ in range(30)]
    silent[0].sendall(b"x" * 20_000)
    until(lambda: _got(page))
    for each in silent:
        each.close()


def _got(page: TestPage) -> bool:
    try:
        return ask(page, "GET", "/")[0] == 200
    except (OSError, http.client.HTTPException):
        return False


def test_a_page_that_is_closed_or_has_lived_long_is_gone(page: TestPage, monkeypatch: pytest.MonkeyPatch) -> None:
    page.close()
    assert not page.on
    until(lambda: not _got(page))
    monkeypatch.setattr(testphone, "LIFE_S", 0.0)
    short = TestPage("127.0.0.1", 0)
    until(lambda: not short.on)


def test_a_port_in_use_is_passed_over() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = int(other.getsockname()[1])
        made = TestPage("127.0.0.1", port)
        assert port < made.port < port + testphone.TRIED
        made.close()
