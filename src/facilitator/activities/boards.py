"""The two boards of an activity as the window knows them, one at the desk and one on the wall, and columns of notes.

An activity's `desk.py` has its `Board` for the facilitator, its `wall.py` the `Board` that the room sees. They share
no class: the wall is given only what the room may see. Most are made from `desk.NoteDesk` and `wall.NoteWall`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, cast

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from facilitator.activities.contract import surface
from facilitator.looks.qt.cards.data import Column
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.tokens import Theme
from facilitator.model.method import Field
from facilitator.model.notes import Note
from facilitator.model.packed import Packed
from facilitator.model.people import OTHER, Groups
from facilitator.model.run import StageRun
from facilitator.model.say import say
from facilitator.model.workshop import Workshop

NOT_SAID = say("Not said")


@dataclass(frozen=True, slots=True)
class LookAt:
    """A wish to see another stage on the board, by its id; it is opened to nobody."""

    stage: str


@dataclass(frozen=True, slots=True)
class FileUnder:
    """A wish to file the chosen notes under another lens, by its id."""

    lens: str


Request = Packed | LookAt | FileUnder
"""What a board at the desk may ask for: what an entry is to hold, or something that the window does."""


class Shown(Protocol):
    """What a board at the desk and one on the wall have in common."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it with nothing on it yet."""

    @property
    def widget(self) -> QWidget:
        """What is placed in the window."""

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names the notes that differ since the last call, None means all."""

    def show_results(self, ranks: Mapping[str, int]) -> None:
        """What a later vote on this stage's items came to, `{key: rank from 1}`, for boards that draw it."""

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""

    def shown_keys(self) -> list[str]:
        """The notes that stand on this board now, in the order of the stage."""

    def shown_texts(self) -> list[str]:
        """The words that stand on this board now, in the order of the stage."""


class DeskBoard(Shown, Protocol):
    """What the facilitator works on, `desk.Board`.

    `asked(request)` asks for an act of the stage that is shown; `chosen(keys)`; `opened(key)` on Enter or a double
    click; `menu_asked(key, global place)`.
    """

    @property
    def asked(self) -> SignalInstance:
        """An act is asked for."""

    @property
    def chosen(self) -> SignalInstance:
        """Other notes are chosen."""

    @property
    def opened(self) -> SignalInstance:
        """A note is to be read."""

    @property
    def menu_asked(self) -> SignalInstance:
        """The menu of a note is wanted."""

    @staticmethod
    def key_rows() -> tuple[KeyRow, ...]:
        """What keys do on it, beside those of the menus."""

    @property
    def details(self) -> QWidget | None:
        """What stands in the pane at the side while this board is shown; None for a board that has nothing there."""

    @property
    def wide(self) -> bool:
        """Whether it has the width of the agenda too, unless that is asked for."""

    def know(self, workshop: Workshop) -> None:
        """Told of the workshop round the stage, before it is shown and when something else changed."""

    def chosen_keys(self) -> list[str]:
        """The chosen notes, in the order of choosing."""

    def choose(self, key: str) -> None:
        """Choose one note and bring it into sight; "" chooses none."""

    def find_text(self, text: str) -> list[str]:
        """Fade the notes without these words; the keys of those with them. "" shows all again."""

    def show_withheld(self, on: bool) -> None:
        """Whether hidden notes stand among the others, their words covered."""

    def set_text_scale(self, scale: float) -> None:
        """Letters so many times as large."""


class FileEditor(Protocol):
    """Edits one file that an activity keeps (see `shelves.py`), `desk_files.Editor`. Nothing is written by it."""

    @property
    def changed(self) -> SignalInstance:
        """The text is another, or was checked anew."""

    @property
    def widget(self) -> QWidget:
        """What is placed in the window."""

    def open_text(
        self, text: str, name: str, *, before: str = "", taken: Collection[str] = (), closed: str = ""
    ) -> None:
        """Show the text of the file `name`. `before` is the one that it was made from, `taken` are versions that others
        have; `closed` says why it can only be read.
        """

    def text(self) -> str:
        """The text as it is now; what is being typed is in it after `keep`."""

    def keep(self) -> None:
        """Take what was typed and not yet taken."""

    def undo(self) -> None:
        """Take back the last change."""

    def redo(self) -> None:
        """Bring back what was taken back."""

    def may_step(self) -> tuple[bool, bool]:
        """Whether there is anything to undo, and whether to redo."""

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""


class WallBoard(Shown, Protocol):
    """What the room reads from eight metres, `wall.Board`: pages that turn, and nothing that scrolls."""

    def stands(self, run: StageRun) -> bool:
        """Whether the board stands there for a stage also while the room may see none of its notes."""

    @property
    def turned(self) -> SignalInstance:
        """`(page, pages)` when another page is shown."""

    def next_page(self) -> None:
        """Turn to the next page, after the last to the first."""

    def previous_page(self) -> None:
        """Turn back, from the first to the last."""

    def set_scale(self, scale: float) -> None:
        """Px here for a px of a wall 1080 px high."""

    def set_per_page(self, count: int) -> None:
        """Six, four or two notes a page; fewer means larger letters."""

    def sight(self) -> object | None:
        """What is in sight, to be compared with what was before; None for a board that cannot tell."""


def desk(kind: str) -> type[DeskBoard]:
    """The desk's board of an activity. Raises KeyError for an unknown one."""
    return cast(type[DeskBoard], surface(kind, "desk").Board)


def editor(kind: str) -> FileEditor:
    """A new editor for the files that an activity keeps. Raises ModuleNotFoundError where it keeps none."""
    return cast(FileEditor, surface(kind, "desk_files").Editor())


def editor_keys(kind: str) -> tuple[KeyRow, ...]:
    """What keys do in it, beside those of the menus."""
    return cast(tuple[KeyRow, ...], surface(kind, "desk_files").Editor.key_rows())


def wall(kind: str) -> type[WallBoard]:
    """The wall's board of an activity. Raises KeyError for an unknown one."""
    return cast(type[WallBoard], surface(kind, "wall").Board)


def columns_for(field: Field, notes: Iterable[Note], groups: Groups) -> list[Column]:
    """The columns of a field: its choices or the partner groups in use, and one for notes that say nothing."""
    used = {column_of(field, note) for note in notes}
    if field.kind == "group":
        names = [g.id for g in groups if g.id in used]
        names += sorted(used - set(names) - {"", OTHER}) + ([OTHER] if OTHER in used else [])
        found = [Column(name, groups.label(name)) for name in names]
    else:
        found = [Column(choice.value, choice.label, choice.symbol) for choice in field.choices]
    return [*found, Column("", NOT_SAID)] if "" in used else found


def has_columns(field: Field | None, columns: Iterable[Column], notes: Iterable[Note]) -> bool:
    """Whether there is a column for each of these."""
    known = {column.key for column in columns} if field else {""}
    return all(column_of(field, note) in known for note in notes)


def column_of(field: Field | None, note: Note) -> str:
    """The column of a note: its answer to the field that sorts the board; "" when it gave none that counts."""
    if field is None:
        return ""
    value = str(note.fields.get(field.id) or "")
    if not value or field.kind != "choice":
        return value
    return value if any(choice.value == value for choice in field.choices) else ""
