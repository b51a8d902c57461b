"""A stand-in for the Run place until the console is there."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from facilitator.desktop.desk import Desk
from facilitator.desktop.settings import Settings


class Console(QWidget):
    """Shows that the Run place is still to come."""

    def __init__(self, desk: Desk, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.addWidget(QLabel("Run"))

    def actions_by_menu(self) -> dict[str, list[QAction]]:
        """None yet."""
        return {}
