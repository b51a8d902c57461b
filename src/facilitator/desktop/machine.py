"""This program and this computer: how the program is started again, and where documents are kept."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths


def program() -> list[str]:
    """The words that start this program again, without arguments."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "facilitator"]


def documents() -> Path:
    """Where programmes are kept unless somebody chooses otherwise."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()
