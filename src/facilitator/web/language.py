"""Which language a phone reads: what its address names, else its cookie, else its browser; English for all others."""

from __future__ import annotations

import re
from collections.abc import Mapping

from facilitator.looks.languages import Reader, choose, languages, reader
from facilitator.web.seats import COOKIE_HOURS

VARY = (b"vary", b"accept-language, cookie")
_TAG = re.compile(rb"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
_COOKIE = re.compile(rb"(?:^|[;\s])lang=(" + _TAG.pattern + rb")(?:$|[;\s])")
_QUERY = re.compile(rb"(?:^|&)lang=(" + _TAG.pattern + rb")(?:$|&)")
_MOST = 20
"""So many wishes of one browser are looked at."""


def reader_of(headers: Mapping[bytes, bytes], query: bytes = b"") -> Reader:
    """The reader of the phone that asks, by its request's headers and query."""
    if b"lang=" in query and (language := chosen(query)):
        return reader(language)
    cookies = headers.get(b"cookie", b"")
    kept = _COOKIE.search(cookies) if b"lang=" in cookies else None
    return reader((_known(kept[1]) if kept else "") or _accepted(headers.get(b"accept-language", b"")))


def chosen(query: bytes) -> str:
    """The language that a query names with `lang=`; empty where it names none that there is."""
    found = _QUERY.search(query)
    return _known(found[1]) if found else ""


def set_cookie(language: str) -> tuple[bytes, bytes]:
    """The header that has the phone keep a language."""
    return b"set-cookie", f"lang={language}; Path=/; SameSite=Lax; Max-Age={COOKIE_HOURS * 3600}".encode()


def _known(tag: bytes) -> str:
    """The language there is for a tag; empty for none."""
    text = tag.decode()
    found = choose([text])
    return found if found != languages()[0] or text.lower().split("-")[0] == "en" else ""


def _accepted(header: bytes) -> str:
    """The best language there is for an Accept-Language header, whatever stands in it."""
    wishes: list[tuple[float, str]] = []
    for part in header.split(b",")[:_MOST]:
        tag, _, more = part.strip().partition(b";")
        if _TAG.fullmatch(tag.strip()) and (weight := _weight(more)) > 0:
            wishes.append((weight, tag.strip().decode()))
    return choose([tag for _, tag in sorted(wishes, key=lambda wish: -wish[0])])


def _weight(parameter: bytes) -> float:
    """The quality in `q=0.8`; 1 where none is named, 0 for one that cannot be read."""
    name, _, value = parameter.strip().partition(b"=")
    if not name:
        return 1.0
    fits = name.strip().lower() == b"q" and re.fullmatch(rb"[01](?:\.[0-9]{0,3})?", value.strip())
    return min(1.0, float(value)) if fits else 0.0
