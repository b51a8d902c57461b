"""A programme as its file and the `-wal` beside it hold it, put together in memory: neither is touched nor locked.

Only of a file that this process has not open: to read that in another way than by SQLite would drop its locks.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from facilitator.model.bodies import Created
from facilitator.model.reasons import reason
from facilitator.model.say import say
from facilitator.store.faults import Fault
from facilitator.store.file import connect, damaged, is_open_here
from facilitator.store.identity import FileId, read_mark

MOST_BYTES = 1 << 30
"""A larger file is not put into memory."""
_HEAD, _FRAME = 32, 24
_MAGIC = 0x377F0682
_TRIES = 5
_PAGES = frozenset(2**n for n in range(9, 17))

Stamp = tuple[tuple[FileId, int, int] | None, tuple[FileId, int, int] | None]
"""Of a file and its `-wal`: which it is, how many bytes, when it was last written to; None where there is none."""


@dataclass(frozen=True, slots=True)
class Image:
    """The bytes of a programme. `raw` is as SQLite reads it, with what was finished in the `-wal` laid over the file;
    `most` with whatever stands there, good or not; `below` the file alone. `torn` is whether what was finished in the
    `-wal` cannot all be read.
    """

    raw: bytes
    most: bytes
    below: bytes
    torn: bool


def stamp(path: Path) -> Stamp:
    """What tells whether a programme was written to; costs two looks at the disk."""
    return _stamped(path), _stamped(_wal(path))


def has_wal(path: Path) -> bool:
    """Whether anything stands in a `-wal` beside the file."""
    found = _stamped(_wal(path))
    return found is not None and found[1] > 0


def image(path: Path) -> Image | None:
    """A programme as it is now. None where it must be read by SQLite: it is open in this process, or somebody is
    writing into it, or it is too large. Raises Fault when it is not there or cannot be read.
    """
    for _ in range(_TRIES):
        before = stamp(path)
        if sum(each[1] for each in before if each) > MOST_BYTES or is_open_here(path):
            return None
        try:
            below, wal = path.read_bytes(), b""
            with contextlib.suppress(FileNotFoundError):
                wal = _wal(path).read_bytes()
        except FileNotFoundError:
            raise Fault(say("{name} is not there: it was moved or deleted.", name=path.name)) from None
        except OSError as error:
            raise Fault(say("{name} cannot be read: {why}.", name=path.name, why=reason(error))) from None
        if stamp(path) == before:
            return _put_together(below, wal)
    return None


def in_memory(raw: bytes) -> sqlite3.Connection:
    """A connection to such bytes; what is done through it reaches no disk."""
    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    modes = bytes(1 if mode == 2 else mode for mode in raw[18:20])  # what is in memory has no -wal
    if raw:
        db.deserialize(raw[:18] + modes + raw[20:])
    return db


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection by which a programme is read as it is now, and nothing changed. Raises Fault, also where what stands
    beside it cannot be laid over it.
    """
    found = image(path)
    if found is not None and found.torn:
        raise Fault(damaged(path, say("what was stored in it last, in {wal}, cannot all be read", wal=_wal(path).name)))
    if found is not None and found.raw != found.below and _is_of_another(found):
        raise Fault(
            say(
                "{wal}, which stands beside {name}, belongs to another file. Nothing was changed: move it elsewhere, "
                "then open {name} again.",
                wal=_wal(path).name,
                name=path.name,
            )
        )
    with contextlib.closing(in_memory(found.raw) if found is not None else connect(path)) as db:
        yield db


def _is_of_another(found: Image) -> bool:
    """Whether what is laid over a file takes away a workshop that was made in it, or its mark: nothing ever does."""
    try:
        with contextlib.closing(in_memory(found.below)) as db:
            mark, made = read_mark(db), set(db.execute(_MADE, (Created.kind,)))
        with contextlib.closing(in_memory(found.raw)) as db:
            is_other = mark != "" and read_mark(db) not in ("", mark)
            return is_other or not made <= set(db.execute(_MADE, (Created.kind,)))
    except (sqlite3.Error, UnicodeDecodeError):
        return False


_MADE = "SELECT key FROM log WHERE kind = ?"


# ---------------------------------------------------------------------- the -wal


def _put_together(below: bytes, wal: bytes) -> Image:
    size = int.from_bytes(wal[8:12], "big")
    if size not in _PAGES:
        size = int.from_bytes(below[16:18], "big")
    if size not in _PAGES or len(wal) < _HEAD + _FRAME:
        return Image(below, below, below, len(wal) > _HEAD + _FRAME)
    frames = list(_frames(wal, size))
    good = next((n for n, frame in enumerate(frames) if not frame.good), len(frames))
    done = max((n for n, frame in enumerate(frames[:good], 1) if frame.pages), default=0)
    ends = [n for n, frame in enumerate(frames) if n >= good and frame.pages]
    # what is finished is on disk before anything else begins: nothing follows what was only half written
    torn = bool(ends) and (ends[0] + 1 < len(frames) or not _is_head(wal))
    return Image(_laid(below, frames[:done], size), _laid(below, frames, size), below, torn)


@dataclass(frozen=True, slots=True)
class _Frame:
    """A page as it was written. `pages` is how many the file has from then on, where something was finished with it."""

    number: int
    pages: int
    page: bytes
    good: bool


def _is_head(wal: bytes) -> bool:
    return int.from_bytes(wal[:4], "big") & ~1 == _MAGIC and _sum(wal[:24], wal, (0, 0)) == _two(wal, 24)


def _frames(wal: bytes, size: int) -> Iterator[_Frame]:
    """The frames since the `-wal` was begun anew: those after the last that carries its salt are older."""
    good, now = _is_head(wal), _two(wal, 24)
    salt = wal[16:24] if good else wal[_HEAD + 8 : _HEAD + 16]
    places = range(_HEAD, len(wal) - _FRAME - size + 1, _FRAME + size)
    last = max((at for at in places if wal[at + 8 : at + 16] == salt), default=-1)
    for at in places:
        if at > last:
            return
        head, page = wal[at : at + _FRAME], wal[at + _FRAME : at + _FRAME + size]
        now = _sum(page, wal, _sum(head[:8], wal, now)) if good else now
        good = good and head[8:16] == salt and now == _two(head, 16)
        yield _Frame(*_two(head, 0), page, good)


def _two(raw: bytes, at: int) -> tuple[int, int]:
    one, two = struct.unpack_from(">II", raw, at)
    return one, two


def _sum(part: bytes, wal: bytes, before: tuple[int, int]) -> tuple[int, int]:
    """The checksum that runs through a `-wal`, taken on over one more part of it."""
    one, two = before
    order = ">" if wal[3] & 1 else "<"
    words = struct.unpack(f"{order}{len(part) // 4}I", part)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two


def _laid(below: bytes, frames: list[_Frame], size: int) -> bytes:
    """A file with pages laid over it, as long as the last that finished something says."""
    last = next((frame.pages for frame in reversed(frames) if frame.pages), 0)
    if not frames:
        return below
    longest = len(below) // size + len(frames) + 1
    pages = {frame.number: frame.page for frame in frames if 0 < frame.number <= longest}
    whole = bytearray(below)
    for number, page in pages.items():
        if len(whole) < number * size:
            whole.extend(bytes(number * size - len(whole)))
        whole[(number - 1) * size : number * size] = page
    return bytes(whole[: last * size] if 0 < last <= len(whole) // size else whole)


def _wal(path: Path) -> Path:
    return Path(f"{os.path.realpath(path)}-wal")


def _stamped(path: Path) -> tuple[FileId, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino), found.st_size, found.st_mtime_ns
