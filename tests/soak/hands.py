"""Hands: keys, mouse and words as the system would send them to whatever window has them now."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

Key, Mod, Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton
CTRL, ALT, SHIFT = Mod.ControlModifier, Mod.AltModifier, Mod.ShiftModifier
PLAIN = (
    *(Key.Key_T, Key.Key_T, Key.Key_Escape, Key.Key_Escape, Key.Key_N, Key.Key_PageUp, Key.Key_PageDown, Key.Key_Tab),
    *(Key.Key_Backtab, Key.Key_Return, Key.Key_Enter, Key.Key_Space, Key.Key_F6, Key.Key_F1, Key.Key_F11, Key.Key_B),
    *(Key.Key_H, Key.Key_Q, Key.Key_F, Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_Home),
    *(Key.Key_End, Key.Key_Plus, Key.Key_Minus, Key.Key_Equal, Key.Key_Period, Key.Key_Delete, Key.Key_Backspace),
    *(Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_9, Key.Key_W, Key.Key_R, Key.Key_Y, Key.Key_K, Key.Key_G, Key.Key_U),
    *(Key.Key_Question, Key.Key_Menu, Key.Key_Insert, Key.Key_A, Key.Key_D, Key.Key_Comma, Key.Key_Slash, Key.Key_F2),
)
CHORDS = (
    *((CTRL, key) for key in (Key.Key_Z, Key.Key_Z, Key.Key_B, Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_F, Key.Key_A)),
    *((CTRL, key) for key in (Key.Key_N, Key.Key_P, Key.Key_E, Key.Key_C, Key.Key_V, Key.Key_X, Key.Key_Return)),
    *((CTRL, key) for key in (Key.Key_Home, Key.Key_End, Key.Key_Tab)),
    *((ALT, key) for key in (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_F, Key.Key_E, Key.Key_V)),
    *((SHIFT, key) for key in (Key.Key_Tab, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End)),
    (CTRL | SHIFT, Key.Key_Z),
)


def front() -> QWidget | None:
    """The window that has the hands' attention: an open list, a dialog, else the active window, else any."""
    found = QApplication.activePopupWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()
    return found or next((top for top in QApplication.topLevelWidgets() if top.isVisible()), None)


def handle(widget: QWidget | None) -> QWindow | None:
    """The system's window of a widget."""
    return widget.window().windowHandle() if widget is not None else None


_together: list[QWidget | None] = []
"""What lay over the window when keys began to go down, or up, that have not all done so yet."""


def over() -> QWidget | None:
    """The list or dialog that lies over everything else now."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget()


def is_pressing() -> bool:
    """Whether keys go down or up together: the window must live until they have, or until a dialog has come of it.

    Qt's own tests let events through between Ctrl and the letter, and hold the window by nothing.
    """
    return bool(_together) and over() is _together[-1]


@contextlib.contextmanager
def _pressing() -> Iterator[None]:
    _together.append(over())
    try:
        yield
    finally:
        _together.pop()


def press_key(key: Key, mod: Mod = Mod.NoModifier) -> None:
    """Press and release one key."""
    window = QGuiApplication.focusWindow() or handle(front())
    if window is not None and _there(window):
        with _pressing():
            QTest.keyPress(window, key, mod)
        if _there(window):  # a key may close the window that it is pressed in
            with _pressing():
                QTest.keyRelease(window, key, mod)


def aim() -> str:
    """What hears the next key."""
    window, focus = QGuiApplication.focusWindow(), QApplication.focusWidget()
    return f"in {window.objectName() if window else 'no window'}, to {type(focus).__name__ if focus else 'nobody'}"


def _there(window: QWindow) -> bool:
    return isValid(window) and window in QGuiApplication.allWindows() and window.isVisible()


def type_words(words: str) -> None:
    """Give words to what has the focus, as an input method does."""
    focus = QApplication.focusWidget()
    if focus is not None:
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(focus, event)


def spot(chance: random.Random, widget: QWidget) -> QPoint:
    """A point within a widget."""
    window = handle(widget)
    size = widget.size().boundedTo(window.size()) if window is not None else widget.size()
    return QPoint(chance.randrange(max(1, size.width())), chance.randrange(max(1, size.height())))


def click(widget: QWidget, at: QPoint, button: Button = Button.LeftButton, *, twice: bool = False) -> None:
    """Click on a point of a window."""
    window = handle(widget)
    if window is not None:
        for _ in range(2 if twice else 1):
            if _there(window):
                QTest.mousePress(window, button, Mod.NoModifier, at)
            if _there(window):
                QTest.mouseRelease(window, button, Mod.NoModifier, at)


def push(button: QAbstractButton) -> None:
    """Click on the middle of a button."""
    click(button.window(), button.mapTo(button.window(), button.rect().center()))


def buttons(top: QWidget) -> list[QAbstractButton]:
    """The buttons of a window that can be seen and pressed, in an order that does not depend on chance."""
    inside = QRect(QPoint(0, 0), top.size())
    found = [each for each in top.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]
    return [each for each in found if inside.contains(each.mapTo(top, each.rect().center()))]


class Drag:
    """One drag at a time. It may have to be ended from within, when Qt waits in it for the mouse."""

    def __init__(self) -> None:
        self._window: QWindow | None = None
        self._at = QPoint()

    @property
    def is_on(self) -> bool:
        """Whether a mouse button is held."""
        return self._window is not None

    def run(self, chance: random.Random, widget: QWidget) -> None:
        """Press, move, release."""
        self._window, self._at = handle(widget), spot(chance, widget)
        if self._window is None or not self._window.isVisible():
            self._window = None
            return
        QTest.mousePress(self._window, Button.LeftButton, Mod.NoModifier, self._at)
        if self._window is None or not isValid(widget):
            self.end()
            return  # the press took the window away
        goal = spot(chance, widget)
        for step in range(1, 7):
            if self._window is None:
                return  # ended from within
            if not _there(self._window):
                break
            self._at = self._at + (goal - self._at) * step / 6
            QTest.mouseMove(self._window, self._at)
        self.end()

    def end(self) -> None:
        """Release the button where the mouse is."""
        window, self._window = self._window, None
        if window is not None and _there(window):
            QTest.mouseRelease(window, Button.LeftButton, Mod.NoModifier, self._at)


def wheel(chance: random.Random, widget: QWidget) -> None:
    """Turn the wheel a little."""
    window = handle(widget)
    if window is not None and window.isVisible():
        mod = CTRL if chance.random() < 0.2 else Mod.NoModifier
        turn = QPoint(0, chance.choice((-480, -120, 120, 480)))
        QTest.wheelEvent(window, spot(chance, widget), turn, QPoint(), mod)
