"""Rows of the log read off the pages of a file, without the tree that leads to them: where that is damaged."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

_LEAF = 0x0D
_TEXT, _WHOLE, _NOTHING = "text", "whole", "nothing"
_SHAPE = (_NOTHING, _TEXT, _TEXT, _TEXT, _WHOLE, _TEXT, _TEXT, _TEXT)
"""What the columns of a row of the log hold; the first, its number, stands before the row."""
_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 8: 0, 9: 0}
"""Bytes of a whole number, by how it is stored."""


def rows_on(raw: bytes) -> Iterator[tuple[Any, ...]]:
    """Every row of a log that stands whole on some page, in the order of the pages."""
    size = int.from_bytes(raw[16:18], "big")
    size = 65536 if size == 1 else size
    if size not in {2**n for n in range(9, 17)}:
        size = 4096
    usable = size - raw[20] if len(raw) > 20 else size
    for start in range(0, len(raw), size):
        page = raw[start : start + size]
        head = 0 if start else 100
        if len(page) <= head + 8 or page[head] != _LEAF:
            continue
        for cell in range(int.from_bytes(page[head + 3 : head + 5], "big")):
            at = head + 8 + 2 * cell
            with contextlib.suppress(ValueError, IndexError):
                yield _row(raw, page, int.from_bytes(page[at : at + 2], "big"), size, usable)


def _row(raw: bytes, page: bytes, at: int, size: int, usable: int) -> tuple[Any, ...]:
    """The row that begins there. Raises ValueError or IndexError where none does."""
    length, at = _number(page, at)
    seq, at = _number(page, at)
    local = _local(length, usable)
    payload = page[at : at + local]
    if local < length:
        payload += _rest(raw, int.from_bytes(page[at + local : at + local + 4], "big"), length - local, size, usable)
    if len(payload) < length:
        raise ValueError("cut")
    header, place = _number(payload, 0)
    kinds = []
    while place < header:
        kind, place = _number(payload, place)
        kinds.append(kind)
    if tuple(map(_shape, kinds)) != _SHAPE:
        raise ValueError("no row of a log")
    found: list[Any] = [seq]
    for kind in kinds[1:]:
        width = (kind - 13) // 2 if kind >= 13 else _SIZES[kind]
        part = payload[place : place + width]
        place += width
        found.append(part.decode() if kind >= 13 else int.from_bytes(part, "big", signed=True) if width else kind - 8)
    return tuple(found)


def _local(length: int, usable: int) -> int:
    """How many bytes of a row stand on the page itself."""
    if length <= usable - 35:
        return length
    least = (usable - 12) * 32 // 255 - 23
    most = least + (length - least) % (usable - 4)
    return most if most <= usable - 35 else least


def _rest(raw: bytes, page: int, length: int, size: int, usable: int) -> bytes:
    """What of a row stands on further pages, one leading to the next."""
    found = b""
    while page and len(found) < length:
        start = (page - 1) * size
        if start + usable > len(raw):
            raise ValueError("cut")
        found += raw[start + 4 : start + min(usable, 4 + length - len(found))]
        page = int.from_bytes(raw[start : start + 4], "big")
    return found


def _number(given: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where what follows it begins."""
    found = 0
    for n in range(8):
        found = found << 7 | given[at + n] & 0x7F
        if given[at + n] < 0x80:
            return found, at + n + 1
    return found << 8 | given[at + 8], at + 9


def _shape(kind: int) -> str:
    if kind == 0:
        return _NOTHING
    if kind >= 13 and kind % 2:
        return _TEXT
    return _WHOLE if kind in _SIZES else ""
