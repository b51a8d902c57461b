"""What a board shows: cards and columns as plain values, and the ordered list that screen readers walk."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from facilitator.looks.qt.guard import guarded_or
from facilitator.looks.qt.words import t
from facilitator.model.say import say

MARK_WORDS: Final[dict[str, str]] = {
    "new": say("New"),
    "waiting": say("Waiting"),
    "withheld": say("Withheld"),
    "edited": say("Edited"),
    "late": say("Late"),
    "disputed": say("Disputed"),
    "merged": say("Merged"),
}
SPOKEN_SHOWN: Final = say("on the room screen")
HIDDEN_WORDS: Final = say("Hidden until opened")


@dataclass(frozen=True, slots=True)
class Card:
    """One note. `group_no` 1-6 gives the look of a partner group, 0 a plain note; `marks` are names of states.

    `corner` is drawn; `corner_said` are its words for a screen reader and for Find where the drawn ones are too short.
    """

    key: str
    text: str
    column: str = ""
    group: str = ""
    group_no: int = 0
    corner: str = ""
    corner_said: str = ""
    time: str = ""
    marks: tuple[str, ...] = ()
    mark_note: str = ""
    badge: str = ""

    @property
    def withheld(self) -> bool:
        """True when the words must not be seen on the board."""
        return "withheld" in self.marks

    def words(self) -> str:
        """The text to draw: the note's own, or a stand-in while it is withheld."""
        return t(HIDDEN_WORDS) if self.withheld else self.text

    def state_words(self, but: Sequence[str] = ()) -> list[str]:
        """The states that are told in words, in a fixed order, without those named in `but`."""
        return [t(word) for mark, word in MARK_WORDS.items() if mark in self.marks and mark not in but]

    def spoken(self, column_title: str = "") -> str:
        """The whole card as one sentence for a screen reader."""
        corner = self.corner_said or self.corner
        parts = [self.words(), self.group, corner, self.time, column_title, *self.state_words()]
        if "shown" in self.marks:
            parts.append(t(SPOKEN_SHOWN))
        parts += [self.mark_note, self.badge]
        return t.listed(parts, "")


@dataclass(frozen=True, slots=True)
class Column:
    """A heading on the board; `symbol` is "+", "±" or "−" in a ring, or nothing."""

    key: str
    title: str
    symbol: str = ""


class Density(Enum):
    """How closely the cards stand."""

    COSY = "cosy"
    COMPACT = "compact"
    DENSE = "dense"


COSY_UP_TO: Final = 12
COMPACT_UP_TO: Final = 119


def density_for(count: int) -> Density:
    """The density for so many cards."""
    if count <= COSY_UP_TO:
        return Density.COSY
    return Density.COMPACT if count <= COMPACT_UP_TO else Density.DENSE


def plain(text: str) -> str:
    """Text without case and accents, for finding."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def matches(card: Card, wanted: str) -> bool:
    """True when every word of `wanted` (already `plain`) occurs in the card; withheld words are not searched."""
    haystack = plain(" ".join((card.words(), card.group, card.corner, card.corner_said, card.badge, card.mark_note)))
    return all(word in haystack for word in wanted.split())


class CardModel(QAbstractListModel):
    """The cards of a board in reading order: column after column, top to bottom.

    Rows are kept a block per column, so that adding a card at the end of a column costs the same at any size.
    """

    KEY_ROLE = int(Qt.ItemDataRole.UserRole)

    def __init__(self) -> None:
        super().__init__()
        self._blocks: list[list[str]] = [[]]
        self._titles: list[str] = [""]
        self._cards: dict[str, Card] = {}

    @guarded_or(int)
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Number of cards; a card has no children."""
        return 0 if parent is not None and parent.isValid() else len(self._cards)

    @guarded_or(lambda: None)
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The words (display), the whole sentence (accessible text, tool tip) or the key (KEY_ROLE)."""
        if not index.isValid() or not 0 <= index.row() < len(self._cards):
            return None
        key, title = self._at(index.row())
        if role == int(Qt.ItemDataRole.DisplayRole):
            return self._cards[key].words()
        if role in (int(Qt.ItemDataRole.AccessibleTextRole), int(Qt.ItemDataRole.ToolTipRole)):
            return self._cards[key].spoken(title)
        return key if role == self.KEY_ROLE else None

    def row_of(self, key: str, block: int) -> int:
        """Row of a card that stands in a block."""
        return self._start(block) + self._blocks[block].index(key)

    def reset(self, blocks: Sequence[tuple[str, list[str]]], cards: dict[str, Card]) -> None:
        """Show other blocks, each a title and its keys; both are shared with the board, not copied."""
        self.beginResetModel()
        self._titles = [title for title, _ in blocks]
        self._blocks = [keys for _, keys in blocks]
        self._cards = cards
        self.endResetModel()

    def append(self, card: Card, block: int) -> None:
        """Put a card at the end of a block."""
        row = self._start(block) + len(self._blocks[block])
        self.beginInsertRows(QModelIndex(), row, row)
        self._blocks[block].append(card.key)
        self._cards[card.key] = card
        self.endInsertRows()

    def remove(self, key: str, block: int) -> None:
        """Take a card out of a block."""
        row = self.row_of(key, block)
        self.beginRemoveRows(QModelIndex(), row, row)
        self._blocks[block].remove(key)
        del self._cards[key]
        self.endRemoveRows()

    def change(self, card: Card, block: int) -> None:
        """Tell listeners that a card says something else now."""
        self._cards[card.key] = card
        index = self.index(self.row_of(card.key, block))
        self.dataChanged.emit(index, index)

    def _start(self, block: int) -> int:
        return sum(len(keys) for keys in self._blocks[:block])

    def _at(self, row: int) -> tuple[str, str]:
        for keys, title in zip(self._blocks, self._titles, strict=True):
            if row < len(keys):
                return keys[row], title
            row -= len(keys)
        raise IndexError(row)
