"""The Plan place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.desktop.desk import Desk


class PlanPlace(QWidget):
    """Plan."""

    open_room_asked = Signal()
    rehearse_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
