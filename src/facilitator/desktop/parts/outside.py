"""What the computer's other programs show: a file, a folder, a web page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_outside(path: Path) -> None:
    """Open a file or a folder with the computer's own program for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
