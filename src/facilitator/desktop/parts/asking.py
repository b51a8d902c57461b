"""Asking in a dialogue, which is put away afterwards: what hears of its parts would keep it for ever."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog
from shiboken6 import isValid


def ask(dialog: QDialog) -> bool:
    """Show a dialogue until it is answered, and throw it away; whether it was accepted.

    What its caller reads of it afterwards must be read at once: it goes when the window has time next. A dialogue that
    were only shown would stay a child of the window, with all that it showed, for as long as the window lives.
    """
    try:
        return bool(dialog.exec())
    finally:
        if isValid(dialog):  # else it went with its window while it was shown
            dialog.deleteLater()
