"""Loads the fonts that come with the program under a name of their own.

A computer may have another Inter, with figures of uneven width. Qt mixes files of one family name freely, weight by
weight, so a clock would jump and bold could look lighter than regular. Our copy is therefore renamed in memory.
"""

from __future__ import annotations

import struct
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

_THEIRS, _OURS = "Inter", "House"  # of one length, so that nothing in the file moves
_WORD = 0x100000000


def register(folder: Path) -> dict[str, str]:
    """Load every TrueType file in `folder`; returns the name to ask for by family name: {"Inter": "House", ...}."""
    families: set[str] = set()
    for path in sorted(folder.glob("*.ttf")):
        number = QFontDatabase.addApplicationFontFromData(QByteArray(renamed(path.read_bytes())))
        families |= set(QFontDatabase.applicationFontFamilies(number))
    return {family.replace(_OURS, _THEIRS): family for family in families}


def renamed(font: bytes) -> bytes:
    """The font file with our name in its name table and its sums put right; as it was if it has no such table."""
    tables = _tables(font)
    if "name" not in tables or "head" not in tables:
        return font
    made = bytearray(font)
    record, start, length = tables["name"]
    names = font[start : start + length]
    for code in ("utf-16-be", "ascii"):
        names = names.replace(_THEIRS.encode(code), _OURS.encode(code))
    change = _sum(names) - _sum(font[start : start + length])
    made[start : start + length] = names
    _add(made, record + 4, change)
    _add(made, tables["head"][1] + 8, -2 * change)  # the whole file's sum holds the table and the table's own sum
    return bytes(made)


def _tables(font: bytes) -> dict[str, tuple[int, int, int]]:
    """Where each table's record is, where the table starts, and its length, by tag."""
    (count,) = struct.unpack_from(">H", font, 4)
    found = {}
    for record in range(12, 12 + 16 * count, 16):
        tag, _, start, length = struct.unpack_from(">4sLLL", font, record)
        found[tag.decode("latin-1")] = (record, start, length)
    return found


def _sum(table: bytes) -> int:
    padded = table + bytes(-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) % _WORD


def _add(font: bytearray, place: int, change: int) -> None:
    old: int = struct.unpack_from(">L", font, place)[0]
    struct.pack_into(">L", font, place, (old + change) % _WORD)
