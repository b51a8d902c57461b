"""What a widget does about another look, once Qt has been through all widgets.

For another theme or lettering Qt goes through a list of all widgets that it made before, and tells one after the other.
Whoever builds, ends or moves a widget when told leaves it with a list that is no longer true, and the program may end.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QWidget

_LOOKS = (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange)


class Anew(QTimer):
    """Does `work` in the next turn of the loop, once for all changes of look that its owner was told of until then."""

    def __init__(self, owner: QWidget, work: Callable[[], None], *looks: QEvent.Type) -> None:
        super().__init__(owner, singleShot=True, interval=0)
        self._looks = looks or _LOOKS
        self.timeout.connect(work)

    def take(self, event: QEvent) -> None:
        """See to a change that the owner was told of, if it is one of the look."""
        if event.type() in self._looks:
            self.start()
