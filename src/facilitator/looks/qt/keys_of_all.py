"""Keys that belong to a widget as a whole, whichever field in it has the focus: such as undo in an editor of forms."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.looks.qt.guard import guarded, guarded_or


class KeysOfAll(QWidget):
    """While it is seen, the keys that `_deed` knows do their deed wherever in it they are pressed."""

    @abstractmethod
    def _deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does; None where it means nothing to the whole."""

    @abstractmethod
    def _typed(self, watched: QWidget) -> None:
        """Told of a widget in it in which a key was let go."""

    @guarded
    def showEvent(self, event: QShowEvent, /) -> None:
        """Watch the keys of everything inside."""
        super().showEvent(event)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    @guarded
    def hideEvent(self, event: QHideEvent, /) -> None:
        """Watch no longer."""
        super().hideEvent(event)
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    @guarded_or(bool)
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Keys of the whole are taken from the field that has the focus."""
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget) or not self.isAncestorOf(watched):
            return False
        if event.type() == QEvent.Type.KeyRelease:
            self._typed(watched)
        deed = self._deed(event)
        if deed is None or event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            deed()
        return True
