"""A place of the window: what the frame shows in its middle, and asks of whatever it shows."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget


class Place(QWidget):
    """One place, such as Plan or Record."""

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        return []

    def first_pane(self) -> QWidget | None:
        """What has the focus when the place is entered; None when there is no pane."""
        return next(iter(self.panes()), None)

    def entered(self) -> None:
        """Show what is true now: the place was entered."""

    def keep(self) -> None:
        """Keep what was typed and not yet kept."""


def leave_field(window: QWidget) -> None:
    """Take the focus out of a field of a window, so that what was typed there is kept."""
    focus = QApplication.focusWidget()
    if focus is not None and window.isAncestorOf(focus):
        focus.clearFocus()
