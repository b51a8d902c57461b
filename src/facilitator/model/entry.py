"""What is asked for (`Draft`) and what is stored (`Entry`): the one currency of the house."""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

Body = Mapping[str, Any]

LATEST = 4_102_444_800_000
"""The year 2100, in milliseconds since 1970: no time of an entry lies after it."""
_KEPT_CONTROLS = "\n\t"
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U0001d159")
"""Fillers that Unicode counts among letters, marks and symbols, and that show nothing."""
_SEEN_FORMATS = frozenset("\u06dd\u070f\u08e2\U000110bd\U000110cd") | frozenset(map(chr, range(0x600, 0x606)))
"""Signs of the category "format" that are seen."""


def new_key() -> str:
    """A random key of 128 bits, as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def public(key: str) -> str:
    """The name of an entry that others may know: leads nowhere, while the key itself lets its writer take it back."""
    return hashlib.sha256(key.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that somebody asks for. `at` is set by the store unless given (milliseconds since 1970, UTC).

    `seq` is given by what was stored elsewhere before, and is kept where it comes after everything that is there.
    Whatever enters a programme is a Draft first, and holds no sign that no text may hold (see `washed`).
    """

    kind: str
    body: Body
    workshop: str = ""
    stage: str = ""
    person: str = ""
    key: str = field(default_factory=new_key)
    at: int | None = None
    seq: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", _washed(self.body))


class Misshapen(ValueError):
    """What should be an entry lacks a part, the one that is named, or has it in another shape."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored entry. `seq` is its place in the log; `at` is milliseconds since 1970, UTC."""

    seq: int
    key: str
    workshop: str
    stage: str
    at: int
    person: str
    kind: str
    body: Body

    def to_json(self) -> dict[str, Any]:
        """The entry as plain JSON values, field by field."""
        return {
            "seq": self.seq,
            "key": self.key,
            "workshop": self.workshop,
            "stage": self.stage,
            "at": self.at,
            "person": self.person,
            "kind": self.kind,
            "body": dict(self.body),
        }

    def as_draft(self) -> Draft:
        """What asks for this very entry in another place: same key, same time, same number where that can be."""
        return Draft(self.kind, self.body, self.workshop, self.stage, self.person, self.key, self.at, self.seq)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Entry:
        """The entry that `to_json` wrote. Raises Misshapen when the shape is wrong."""
        wanted = {"seq": int, "key": str, "workshop": str, "stage": str, "at": int, "person": str, "kind": str}
        for name, kind in wanted.items():
            if not isinstance(data.get(name), kind) or isinstance(data.get(name), bool):
                raise Misshapen(name)
        if not isinstance(data.get("body"), dict):
            raise Misshapen("body")
        return cls(**{name: data[name] for name in wanted}, body=data["body"])


def pack(body: Body) -> str:
    """A body as one line of JSON, keys sorted, so that equal bodies are equal text."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _washed(value: Any) -> Any:
    if isinstance(value, str):
        return washed(value)
    if isinstance(value, Mapping):
        return {washed(str(name)): _washed(each) for name, each in value.items()}
    return [_washed(each) for each in value] if isinstance(value, (list, tuple)) else value


def washed(text: str) -> str:
    """Text without control characters, lone surrogates, noncharacters and direction overrides; all else as it was.

    A sign that this computer does not know yet is kept: somebody typed it.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c in _KEPT_CONTROLS or _may_stand(c))


def _may_stand(c: str) -> bool:
    if c in _BIDI_CONTROLS or unicodedata.category(c) in ("Cc", "Cs"):
        return False
    return not (0xFDD0 <= ord(c) <= 0xFDEF or ord(c) & 0xFFFE == 0xFFFE)


def shows(text: str) -> bool:
    """Whether there is a sign in it that can be seen: neither space nor control, filler nor tag."""
    return any(
        c in _SEEN_FORMATS
        or (
            unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp")
            and c not in _BLANK
            and not unicodedata.name(c, "").startswith(("VARIATION SELECTOR", "MONGOLIAN FREE VARIATION"))
        )
        for c in text
    )


def clean(text: str) -> str:
    """Text as it is stored: composed (NFC) and `washed`; "" where nothing in it can be seen.

    Line breaks are kept as `\\n`; white space at both ends goes. Wording is never touched.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if text.isascii() and text.isprintable():
        return text.strip()
    kept = unicodedata.normalize("NFC", washed(text)).strip()
    return kept if shows(kept) else ""


def iso(at: int) -> str:
    """Milliseconds since 1970 as ISO 8601 in UTC, to the minute; of a time that no calendar has, the nearest day."""
    return datetime.fromtimestamp(_on_calendar(at) / 1000, UTC).strftime("%Y-%m-%dT%H:%MZ")


def local(at: int, zone: str = "") -> datetime:
    """Milliseconds since 1970 as a time in a zone, or else on this computer's clock, with its zone; of one that no
    calendar has, the nearest day.
    """
    from facilitator.model import zones

    there = _on_calendar(at) / 1000
    return datetime.fromtimestamp(there, zones.zone(zone)) if zone else datetime.fromtimestamp(there).astimezone()


def _on_calendar(at: int) -> int:
    return max(0, min(at, LATEST))
