"""The Record place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.desktop.desk import Desk


class RecordPlace(QWidget):
    """Record."""

    said = Signal(str, str, str)
    told_path = Signal(str, str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def refresh(self) -> None:
        """Anew."""
