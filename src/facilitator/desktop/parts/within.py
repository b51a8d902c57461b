"""Windows stay within a screen that is there, whatever was remembered, unplugged or too small."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from facilitator.looks.qt import look as qt

_EDGE = 8


class Screens(QObject):
    """Watches the screens for its owner."""

    changed = Signal()
    """A screen came, went, or has another size; told once the system is done with that."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            for screen in app.screens():
                screen.availableGeometryChanged.connect(self._later)
            app.screenAdded.connect(self._added)
            app.screenRemoved.connect(self._later)

    def _added(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self._later)
        self._later()

    def _later(self, *_: object) -> None:
        QTimer.singleShot(0, self, self.changed.emit)  # a screen that was taken away is then among them no more


def within(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """A rectangle moved, and made smaller where it must be, so that all of it lies on one screen.

    That is the screen on which most of it lies, else the first.
    """
    if not screens:
        return QRect(wanted)
    screen = _most(wanted, screens)
    found = QRect(wanted.topLeft(), wanted.size().boundedTo(screen.size()))
    found.moveLeft(max(screen.left(), min(found.left(), screen.right() - found.width() + 1)))
    found.moveTop(max(screen.top(), min(found.top(), screen.bottom() - found.height() + 1)))
    return found


def _most(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """The screen on which most of a rectangle lies, else the first."""

    def shared(screen: QRect) -> int:
        both = screen.intersected(wanted)
        return max(0, both.width()) * max(0, both.height())

    return max(screens, key=shared)


def free_screens() -> list[QRect]:
    """The screens without the bars of the desktop, the main one first."""
    main = QGuiApplication.primaryScreen()
    screens = sorted(QGuiApplication.screens(), key=lambda screen: screen is not main)
    return [screen.availableGeometry() for screen in screens]


def size_within(window: QWidget, width: int, height: int) -> None:
    """Give a window that is not shown yet a size, px in usual lettering, of as much as its parent's screen has.

    Where it stands on that screen is left to the desktop.
    """
    screens, parent = free_screens(), window.parentWidget()
    size = QSize(width, height) * max(1.0, qt.scale())
    if screens:
        screen = _most(parent.window().geometry(), screens) if parent is not None else screens[0]
        size = size.boundedTo(screen.marginsRemoved(_frame(window)).size())
    window.setMinimumSize(window.minimumSize().boundedTo(size))
    window.resize(size)


def keep_within(window: QWidget) -> None:
    """Put a window, with its frame, within a screen that is there; one that fills a screen is left to fill it."""
    if window.isFullScreen() or window.isMaximized():
        return
    screens = free_screens()
    frame = _frame(window)
    now = window.geometry()
    there = within(now.marginsAdded(frame), screens).marginsRemoved(frame)
    window.setMinimumSize(window.minimumSize().boundedTo(there.size()))
    if there != now:
        window.setGeometry(there)


def keep_all_within() -> None:
    """Put every window that is shown within a screen that is there."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and window.windowType() in (Qt.WindowType.Window, Qt.WindowType.Dialog):
            keep_within(window)


def grow_within(window: QWidget, height: int) -> None:
    """Make a window so high, px, if it is lower and its screen has so much."""
    if height > window.height():
        window.resize(window.width(), height)
        keep_within(window)


def _frame(window: QWidget) -> QMargins:
    """What the desktop draws around a window; before that is known what a title bar and a frame may need."""
    inner, outer = window.geometry(), window.frameGeometry()
    if outer != inner:
        return QMargins(
            inner.left() - outer.left(),
            inner.top() - outer.top(),
            outer.right() - inner.right(),
            outer.bottom() - inner.bottom(),
        )
    return QMargins(_EDGE, window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight) + _EDGE, _EDGE, _EDGE)
