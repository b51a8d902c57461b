"""What is asked for when cards are to stand elsewhere: in another column, or at another place of theirs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from facilitator.looks.qt.cards.choice import Choice
from facilitator.looks.qt.cards.scene import CardScene


def beside(order: Sequence[str], keys: Sequence[str], by: int) -> int | None:
    """Before which of the others `keys` come to stand, one place above (-1) or below (1); None at the end of them.

    `keys` stand in `order`, as sorted there; the others are counted from 0, and their number is the place after them.
    """
    at = order.index(keys[0]) - 1 if by < 0 else order.index(keys[-1]) - len(keys) + 2
    return at if 0 <= at <= len(order) - len(keys) else None


class Moves(QObject):
    """Turns a drop or a key into a wish for the chosen cards, else for the current one.

    `asked(keys, column, before)`: `column` is None where each stays in its own; they are to stand right before the card
    `before`, or last (""), and None where only the column is named. What would change nothing is not asked for.
    """

    asked = Signal(list, object, object)

    def __init__(self, scene: CardScene, choice: Choice) -> None:
        super().__init__(choice)
        self._scene, self._choice = scene, choice

    def to_column(self, number: int) -> None:
        """Ask for another column, if any of them is not there yet."""
        keys = self._keys()
        if keys and 0 <= number < len(self._scene.columns) and self._elsewhere(keys, number):
            self.asked.emit(keys, self._scene.columns[number].key, None)

    def step(self, by: int) -> None:
        """Ask for the column at the left (-1) or at the right (1) of the current card."""
        item = self._scene.items_by_key.get(self._choice.current)
        if item is not None:
            self.to_column(item.slot.section + by)

    def turn(self, by: int) -> None:
        """Ask for the place above (-1) or below (1): all of them that are in the column of the current card."""
        item = self._scene.items_by_key.get(self._choice.current)
        if item is None:
            return
        order = self._scene.column_order(item.slot.section)
        keys = self._among(order)
        rest = [key for key in order if key not in keys]
        at = beside(order, keys, by)
        if at is not None:
            self._put(order, keys, rest[at] if at < len(rest) else "")

    def drop(self, number: int, before: str) -> None:
        """Ask for a place in a column."""
        keys = self._among(self._scene.reading_order())
        if keys and self._elsewhere(keys, number):
            self.asked.emit(keys, self._scene.columns[number].key, before)
        elif keys:
            self._put(self._scene.column_order(number), keys, before)

    def _put(self, order: Sequence[str], keys: list[str], before: str) -> None:
        rest = [key for key in order if key not in keys]
        at = rest.index(before) if before in rest else len(rest)
        if [*rest[:at], *keys, *rest[at:]] != order:
            self.asked.emit(keys, None, before)

    def _keys(self) -> list[str]:
        current = [self._choice.current] if self._choice.current else []
        return self._choice.chosen() or current

    def _among(self, order: Sequence[str]) -> list[str]:
        """Those that are to move, in this order."""
        keys = set(self._keys())
        return [key for key in order if key in keys]

    def _elsewhere(self, keys: list[str], number: int) -> bool:
        """Whether one of them is not in a column yet."""
        return any(self._scene.items_by_key[key].slot.section != number for key in keys)
