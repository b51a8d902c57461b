"""What a widget does about another look, once Qt has been through all widgets.

For another theme or lettering Qt goes through a list of all widgets that it made before, and tells one after the other.
Whoever builds, ends or moves a widget when told leaves it with a list that is no longer true, and the program may end.
A widget that is told by itself, as it is dressed before it is seen for the first time, does its work at once: how much
room it needs is asked right after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QWidget

_LOOKS = (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange)


class _Walk:
    """Whether Qt is going through all widgets."""

    goes_on = False


@contextmanager
def all_told() -> Iterator[None]:
    """In here Qt goes through all widgets."""
    _Walk.goes_on = True
    try:
        yield
    finally:
        _Walk.goes_on = False


class Anew(QTimer):
    """Does `work` in the next turn of the loop, once for all changes of look that its owner was told of until then; at
    once where nobody sees the owner and it was told by itself.
    """

    def __init__(self, owner: QWidget, work: Callable[[], None], *looks: QEvent.Type) -> None:
        super().__init__(owner, singleShot=True, interval=0)
        self._looks, self._owner, self._work = looks or _LOOKS, owner, work
        self.timeout.connect(work)

    def take(self, event: QEvent) -> None:
        """See to a change that the owner was told of, if it is one of the look."""
        if event.type() not in self._looks:
            return
        if _Walk.goes_on or self._owner.isVisible():
            self.start()
        else:
            self._work()
