"""Forms over the tables of a file: fields by the names of the file, read from tables that may be wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from facilitator.looks.qt.fields import ChoiceField, GrowingText, Keeper, Labelled, NumberField, TextField
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.lines import LinesField, Thing
from facilitator.looks.qt.words import t
from facilitator.model.method_text import pairs_text
from facilitator.model.toml_file import NotToml, parsed

Table = dict[str, Any]
Notices = dict[str, tuple[bool, str]]
"""By name of a field: whether it is wrong (else only advice), and the sentence."""
NAMES = ("id", "key")


def texts(value: object) -> list[str]:
    """A list of texts, whatever the file has."""
    return [str(one) for one in value] if isinstance(value, list) else []


def whole(value: object, usual: int) -> int:
    """A whole number, whatever the file has."""
    return value if isinstance(value, int) and not isinstance(value, bool) else usual


def plain(value: object) -> str:
    """A text, whatever the file has."""
    return value if isinstance(value, str) else ""


class OptionsField(GrowingText):
    """A table as lines `name = value`. `changed_to` gives it once every line can be read."""

    changed_to = Signal(dict)
    trouble = Signal(str)

    def __init__(self) -> None:
        super().__init__("each = 3", breaks=True)
        self.committed.connect(self._read)

    def show_table(self, value: object) -> None:
        """Show a table."""
        self.show_value(pairs_text(value) if isinstance(value, dict) else "")

    def _read(self, text: str) -> None:
        try:
            table = parsed(text)
        except NotToml as error:
            self.trouble.emit(t("Not kept: {error}.", error=error.args[0]))
            return
        self.trouble.emit("")
        self.changed_to.emit(table)


class TableForm(QWidget):
    """A form over one table of the file. `edited` gives the names that changed with their values."""

    edited = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells: dict[str, Labelled] = {}
        self._shows: list[Callable[[Table], None]] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)

    # ------------------------------------------------------------------ building

    def heading(self, words: str, aside: str = "") -> None:
        """Begin a part of the form."""
        self.column.addSpacing(6)
        self.column.addWidget(label(words, "title"))
        if aside:
            line = label(aside, "caption", "quiet", wrap=True)
            self.column.addWidget(line)

    def text(self, name: str, words: str, placeholder: str = "", aside: str = "") -> Labelled:
        """A field of one line."""
        field = TextField(placeholder)
        field.committed.connect(lambda value: self.edited.emit({name: value}))
        self._shows.append(lambda table: field.show_value(plain(table.get(name))))
        return self._cell(name, words, field, aside)

    def long_text(self, name: str, words: str, placeholder: str = "", aside: str = "") -> Labelled:
        """A field that grows with its words."""
        field = GrowingText(placeholder)
        field.committed.connect(lambda value: self.edited.emit({name: value}))
        self._shows.append(lambda table: field.show_value(plain(table.get(name))))
        return self._cell(name, words, field, aside)

    def lines(self, name: str, words: str, one: Thing, placeholder: str, **more: Any) -> Labelled:
        """A list of texts."""
        field = LinesField(one, placeholder, **more)
        field.committed.connect(lambda value: self.edited.emit({name: value}))
        self._shows.append(lambda table: field.show_value(texts(table.get(name))))
        return self._cell(name, words, field)

    def choice(self, name: str, words: str, choices: Sequence[tuple[str, str]], usual: str) -> Labelled:
        """One of a few values."""
        field = ChoiceField(choices)
        field.committed.connect(lambda value: self.edited.emit({name: value}))
        self._shows.append(lambda table: field.show_value(plain(table.get(name, usual))))
        return self._cell(name, words, field)

    def number(self, name: str, words: str, low: int, high: int, usual: int) -> Labelled:
        """A whole number."""
        field = NumberField(low, high)
        field.committed.connect(lambda value: self.edited.emit({name: value}))
        self._shows.append(lambda table: field.show_value(whole(table.get(name), usual)))
        return self._cell(name, words, field)

    @property
    def first(self) -> QWidget:
        """The field that takes the focus when somebody comes to the form."""
        return self.cells["title"].findChildren(TextField)[0]

    def flag(self, name: str, words: str) -> QCheckBox:
        """Yes or no."""
        box = QCheckBox(words)
        box.toggled.connect(lambda on: self.edited.emit({name: on}))

        def show(table: Table) -> None:
            with QSignalBlocker(box):
                box.setChecked(table.get(name) is True)

        self._shows.append(show)
        return box

    def side_by_side(self, *cells: QWidget, shares: Sequence[int] = ()) -> None:
        """Put cells into one row."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for at, cell in enumerate(cells):
            grid.addWidget(cell, 0, at)
            grid.setColumnStretch(at, shares[at] if at < len(shares) else 1)
        self.column.addLayout(grid)

    def _cell(self, name: str, words: str, field: QWidget, aside: str = "") -> Labelled:
        cell = Labelled(words, field, aside)
        cell.setProperty("aside", aside)
        self.cells[name] = cell
        return cell

    # ------------------------------------------------------------------ showing

    def show_table(self, table: Table) -> None:
        """Show what the file has now; what somebody is typing stays."""
        for show in self._shows:
            show(table)

    def show_notices(self, notices: Notices) -> None:
        """Say under each field what is wrong with it, or what to think of."""
        for name, cell in self.cells.items():
            wrong, sentence = notices.get(name, (False, ""))
            aside = str(cell.property("aside") or "")
            cell.tell(sentence or aside, ("bad" if wrong else "warn") if sentence else "quiet")

    def keep(self, *, resting: bool = False) -> None:
        """Hand over what was typed and not yet handed over; names that others point to only once they are whole."""
        for keeper in self.findChildren(Keeper):
            half = resting and any(self.cells[n].isAncestorOf(_field(keeper)) for n in NAMES if n in self.cells)
            if keeper.typing and not half:
                keeper.keep()


def _field(keeper: Keeper) -> QWidget:
    field = keeper.parent()
    return field if isinstance(field, QWidget) else QWidget()
