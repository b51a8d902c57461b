"""Which cards of a board are chosen, and on which one the keys act."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from facilitator.looks.qt.cards.layout import neighbour
from facilitator.looks.qt.cards.scene import CardScene


class Choice(QObject):
    """The chosen keys in the order of choosing, the current card, and the anchor from which Shift extends."""

    changed = Signal()
    moved = Signal()

    def __init__(self, scene: CardScene, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._keys: dict[str, None] = {}
        self.current = ""
        self._anchor = ""

    def chosen(self) -> list[str]:
        """The chosen cards."""
        return list(self._keys)

    def holds(self, key: str) -> bool:
        """True if the card is chosen."""
        return key in self._keys

    def only(self, key: str) -> None:
        """Choose this card and no other."""
        self._anchor = key
        self._stand_on(key)
        self.take([key])

    def toggle(self, key: str) -> None:
        """Add the card to the choice, or take it out."""
        self._anchor = key
        self._stand_on(key)
        self.take([k for k in self._keys if k != key] if key in self._keys else [*self._keys, key])

    def extend(self, key: str) -> None:
        """Choose everything from the anchor to this card, in reading order."""
        order = self._scene.reading_order()
        if self._anchor not in self._scene.items_by_key or self._anchor not in order:
            self._anchor = key
        first, last = sorted((order.index(self._anchor), order.index(key)))
        self._stand_on(key)
        self.take(order[first : last + 1])

    def everything(self) -> None:
        """Choose every card in sight of the search."""
        self.take(self._scene.reading_order())

    def take(self, keys: Iterable[str]) -> None:
        """Choose exactly these; tells of it only if that is another choice."""
        items = self._scene.items_by_key
        wanted = {key: None for key in keys if key in items}
        if list(wanted) == list(self._keys):
            return
        for key in self._keys.keys() - wanted.keys():
            if key in items:
                items[key].mark(chosen=False)
        for key in wanted:
            items[key].mark(chosen=True)
        self._keys = wanted
        self.changed.emit()

    def forget_lost(self) -> None:
        """Drop cards that are no longer on the board."""
        if self.current and self.current not in self._scene.items_by_key:
            self._stand_on("")
        if any(key not in self._scene.items_by_key for key in self._keys):
            self.take(list(self._keys))

    def walk(self, dx: int, dy: int, extend: bool) -> None:
        """Step to the neighbour; from nowhere, to the first card."""
        item = self._scene.items_by_key.get(self.current)
        if item is None:
            self.jump(0, False)
            return
        slot = neighbour(self._scene.sections, item.slot, dx, dy)
        if slot is not None:
            (self.extend if extend else self.only)(slot.key)

    def jump(self, place: int, extend: bool) -> None:
        """Go to a place in reading order: 0 the first card, -1 the last."""
        order = self._scene.reading_order()
        if order:
            (self.extend if extend else self.only)(order[place])

    def _stand_on(self, key: str) -> None:
        if key != self.current:
            self.current = key
            self.moved.emit()
