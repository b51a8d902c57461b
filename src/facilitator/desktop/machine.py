"""This program and this computer: how the program is started again, and where documents are kept."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths

_M_ARENA_MAX = -8


def program() -> list[str]:
    """The words that start this program again, without arguments."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "facilitator"]


def documents() -> Path:
    """Where programmes are kept unless somebody chooses otherwise."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()


def few_heaps() -> None:
    """Keep the C library from giving every new thread a heap of its own, each with its own leftovers (glibc alone)."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)
