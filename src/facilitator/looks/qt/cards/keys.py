"""The keyboard on a board: walk, extend, choose all, open, and move to a column without a drag."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from facilitator.looks.qt.cards.choice import Choice
from facilitator.looks.qt.keylist import KeyRow
from facilitator.model.say import say

_Key = Qt.Key
_STEPS: Final = {_Key.Key_Left: (-1, 0), _Key.Key_Right: (1, 0), _Key.Key_Up: (0, -1), _Key.Key_Down: (0, 1)}
_ENDS: Final = {_Key.Key_Home: 0, _Key.Key_End: -1}
_ENTER: Final = (_Key.Key_Return, _Key.Key_Enter)
KEYS: Final = (
    KeyRow("Left|Right|Up|Down", say("Walk from note to note; with Shift choose more of them")),
    KeyRow("Home|End", say("Go to the first note, or the last")),
    KeyRow("Ctrl+A", say("Choose every note")),
    KeyRow("Return", say("Open the note")),
    KeyRow("1-9", say("Move the chosen notes to that column")),
    KeyRow("Alt+Left|Alt+Right", say("Move the chosen notes to the next column")),
    KeyRow("Alt+Up|Alt+Down", say("Move the chosen notes up or down in their column")),
    KeyRow("Esc", say("Choose no note")),
)


class Keys(QObject):
    """Turns key presses into steps. `column_asked` carries a column's number from 0, `step_asked` -1 or 1 for the
    column at the left or the right, `turn_asked` for the place above or below.
    """

    column_asked = Signal(int)
    step_asked = Signal(int)
    turn_asked = Signal(int)
    activated = Signal()

    def __init__(self, choice: Choice) -> None:
        super().__init__(choice)
        self._choice = choice

    def press(self, event: QKeyEvent, columns: int) -> bool:
        """Do what the key says; False if it means nothing here and belongs to the window."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = _Key(event.key())
        shift = Qt.KeyboardModifier.ShiftModifier
        if held == Qt.KeyboardModifier.AltModifier:
            return self._ask_step(key, columns)
        if held == Qt.KeyboardModifier.ControlModifier and key == _Key.Key_A:
            self._choice.everything()
            return True
        if held not in (Qt.KeyboardModifier.NoModifier, shift):
            return False
        if key in _STEPS or key in _ENDS:
            self._go(key, held == shift)
            return True
        return held != shift and self._act(key, columns)

    def _go(self, key: Qt.Key, extend: bool) -> None:
        if key in _STEPS:
            self._choice.walk(*_STEPS[key], extend)
        else:
            self._choice.jump(_ENDS[key], extend)

    def _ask_step(self, key: Qt.Key, columns: int) -> bool:
        across, down = _STEPS.get(key, (0, 0))
        if down and self._choice.current:
            self.turn_asked.emit(down)
        elif across and columns:
            self.step_asked.emit(across)
        else:
            return False
        return True

    def _act(self, key: Qt.Key, columns: int) -> bool:
        if key in _ENTER and self._choice.current:
            self.activated.emit()
            return True
        number = key.value - _Key.Key_1.value
        if 0 <= number < min(9, columns) and (self._choice.chosen() or self._choice.current):
            self.column_asked.emit(number)
            return True
        if key == _Key.Key_Escape and self._choice.chosen():
            self._choice.take(())
            return True
        return False
