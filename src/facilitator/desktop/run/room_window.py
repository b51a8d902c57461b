"""The window on the room's screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QWidget

from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.settings import Settings
from facilitator.desktop.parts.within import Screens, keep_within
from facilitator.desktop.run.scene import Scene
from facilitator.desktop.run.screens import room_screen, screen_label
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.words import t


class RoomWindow(QWidget):
    """Fills the room's screen, or is a movable window when there is only one. It never takes the keyboard.

    `placed(name)` tells on which screen it is now; an empty name means a window on the facilitator's own screen.
    """

    placed = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(None)
        self._settings = settings
        self.scene = Scene(desk, "projector", self)
        self.on_screen = ""
        self.setWindowTitle(t("Room screen"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setMinimumSize(320, 180)
        Screens(self).changed.connect(self._put_again)

    def open(self) -> None:
        """Show it on the room's screen, or as a window."""
        self._put(room_screen(self._settings.screen))

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """The picture fills it."""
        super().resizeEvent(event)
        self.scene.setGeometry(self.rect())

    @guarded
    def closeEvent(self, event: QCloseEvent, /) -> None:
        """Tell that the room sees nothing any more."""
        super().closeEvent(event)
        self.closed.emit()

    def leave(self) -> None:
        """Close it for good."""
        self.scene.release()
        self.close()
        self.deleteLater()

    def _put(self, screen: QScreen | None) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus
        if screen is None:
            self.setWindowFlags(flags)
            self.unsetCursor()
            self.showNormal()
            self.resize(960, 540)
            keep_within(self)
        else:
            self.setWindowFlags(flags | Qt.WindowType.FramelessWindowHint)
            self.setCursor(Qt.CursorShape.BlankCursor)
            self.setGeometry(screen.geometry())
            self.showFullScreen()
        self.on_screen = screen_label(screen) if screen is not None else ""
        self.placed.emit(self.on_screen)

    def _put_again(self) -> None:
        if self.isVisible():
            self.open()
