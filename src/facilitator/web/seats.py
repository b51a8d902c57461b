"""Seats: a random cookie a phone (or a person on a shared phone), and what is reckoned from it. Never an address."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass

COOKIE_HOURS = 16
BURST = 20
PER_SECOND = 1.0
PRESENT_S = 45.0
_COOKIE = re.compile(rb"(?:^|[;\s])seat=([0-9a-f]{32})(?:$|[;\s])")
_QUERY = re.compile(rb"(?:^|&)seat=([0-9a-f]{32})(?:$|&)")
_NAME = re.compile(r"[0-9a-f]{32}")
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat. `fresh` when its cookie was made just now and has still to be sent to the phone.

    `carried` when the page brought it, in its address or a form, since the browser sent no cookie. Whoever keeps
    cookies and comes by such an address, which somebody passed on, gets a seat of their own with the cookie.
    """

    cookie: str
    fresh: bool = False
    carried: bool = False

    @property
    def alone(self) -> bool:
        """Whether no cookie told it, so that the page has to bring it."""
        return self.fresh or self.carried

    def person(self, workshop: str) -> str:
        """Who it is in one workshop."""
        return _short("person", workshop, self.cookie)

    def token(self, workshop: str, stage: str) -> str:
        """What counts the seat once within one stage of one workshop; it leads to none of its other entries."""
        return _short("token", workshop, " ", stage, self.cookie)

    def set_cookie(self) -> tuple[bytes, bytes]:
        """The header that gives the cookie to the phone."""
        own = new_seat().cookie if self.carried else self.cookie
        value = f"seat={own}; Path=/; HttpOnly; SameSite=Lax; Max-Age={COOKIE_HOURS * 3600}"
        return b"set-cookie", value.encode()


def _short(*parts: str) -> str:
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:16]


def new_seat() -> Seat:
    """A seat that nobody has sat in."""
    return Seat(secrets.token_hex(16), True)


def seat_of(cookies: bytes | None, query: bytes = b"") -> Seat:
    """The seat that a Cookie header names, else the one in the address, else a new one."""
    found = _COOKIE.search(cookies) if cookies else None
    if found:
        return Seat(found[1].decode())
    brought = _QUERY.search(query) if query else None
    return Seat(brought[1].decode(), carried=True) if brought else new_seat()


def seat_in(form: Mapping[str, object], seat: Seat) -> Seat:
    """The seat that a form brings, where no cookie told it."""
    brought = form.get("seat")
    if not seat.fresh or not isinstance(brought, str) or not _NAME.fullmatch(brought):
        return seat
    return Seat(brought, carried=True)


class Buckets:
    """How fast one seat may send: a burst, then a steady pace. Seconds are of any clock that only goes forward."""

    def __init__(self, burst: int = BURST, per_second: float = PER_SECOND) -> None:
        self._burst, self._pace = burst, per_second
        self._left: dict[str, tuple[float, float]] = {}
        self._most = _MOST

    def __len__(self) -> int:
        """How many seats are remembered."""
        return len(self._left)

    def take(self, seat: str, now: float) -> float:
        """0 when the seat may send now; else how many seconds to wait."""
        left, at = self._left.get(seat, (float(self._burst), now))
        left = min(float(self._burst), left + (now - at) * self._pace)
        if left < 1:
            return (1 - left) / self._pace
        if len(self._left) > self._most:
            self._forget(now)
        self._left[seat] = (left - 1, now)
        return 0.0

    def _forget(self, now: float) -> None:
        full = self._burst / self._pace
        self._left = {seat: state for seat, state in self._left.items() if now - state[1] < full}
        self._most = 2 * len(self._left) + _MOST


class Presence:
    """Which seats are here, and which wrote in which stage. How many are here goes into the log, and a token for each
    that wrote in a stage: from it nobody can tell which seat that was, and no note has it.
    """

    def __init__(self) -> None:
        self._seen: dict[str, float] = {}
        self._streams: dict[str, int] = {}
        self._wrote: dict[str, set[str]] = {}

    def seen(self, seat: str, now: float) -> None:
        """A request came from that seat."""
        self._seen[seat] = now

    def streaming(self, seat: str, by: int) -> None:
        """A stream of that seat was opened (1) or closed (-1)."""
        left = self._streams.get(seat, 0) + by
        if left > 0:
            self._streams[seat] = left
        else:
            self._streams.pop(seat, None)

    def wrote(self, stage: str, seat: str) -> None:
        """That seat sent something that was stored."""
        self._wrote.setdefault(stage, set()).add(seat)

    def here(self, now: float) -> int:
        """How many seats are here."""
        self._seen = {seat: at for seat, at in self._seen.items() if now - at < PRESENT_S}
        return len(self._streams.keys() | self._seen.keys())

    def news(self, known: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
        """The tokens of those who wrote, by stage, that are not known yet."""
        tokens = {stage: {_short("wrote", stage, seat) for seat in seats} for stage, seats in self._wrote.items()}
        return {
            stage: sorted(more) for stage, found in tokens.items() if (more := found.difference(known.get(stage, ())))
        }
