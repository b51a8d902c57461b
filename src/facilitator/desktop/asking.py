"""Asking in a dialogue, which is put away afterwards: what hears of its parts would keep it for ever."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog
from shiboken6 import isValid


def ask(dialog: QDialog) -> bool:
    """Show a dialogue until it is answered; whether it was accepted. It can be read until control goes back to Qt."""
    accepted = bool(dialog.exec())
    if isValid(dialog):  # else it went with its window while it was shown
        dialog.deleteLater()
    return accepted
