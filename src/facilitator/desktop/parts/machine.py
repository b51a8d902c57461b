"""This computer: where documents are kept, and how its C library holds memory."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths

_M_ARENA_MAX, _M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD = -8, -3, -1
_LARGE, _SPARE = 256 * 1024, 4 * 1024 * 1024


def documents() -> Path:
    """Where programmes are kept unless somebody chooses otherwise."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()


def few_heaps() -> None:
    """Keep the C library from holding on to memory that nobody uses (glibc alone).

    It would give every new thread a heap of its own, and after the first large picture take all pictures from the heap,
    where what small things are left between them keeps their room from ever going back.
    """
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        for setting, value in ((_M_ARENA_MAX, 2), (_M_MMAP_THRESHOLD, _LARGE), (_M_TRIM_THRESHOLD, _SPARE)):
            library.mallopt(setting, value)
