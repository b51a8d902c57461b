"""Rows of fields at the desk, one a step, a meeting or an indicator: each field keeps what is typed in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.fields import ChoiceField, DateField, TextField
from facilitator.looks.qt.kit import label, refill
from facilitator.looks.qt.words import t
from facilitator.model.acts import new_id
from facilitator.model.packed import Packed

Ask = Callable[[Packed], None]
Kind = Callable[..., Packed]


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a row: which fact it keeps, its title, its share of the width; words to choose from, or a date, or how
    what is typed becomes what is kept.
    """

    name: str
    title: str
    share: int = 1
    choices: Sequence[tuple[str, str]] = ()
    is_date: bool = False
    read: Callable[[str], Any] = str
    valid: Callable[[str], bool] | None = None

    def made(self) -> TextField | ChoiceField | DateField:
        """The field itself."""
        if self.is_date:
            return DateField()
        return ChoiceField(self.choices) if self.choices else TextField(valid=self.valid)


class Rows(QWidget):
    """A table of fields under its title; the two `kinds` make the bodies that tell of its things and take one away."""

    def __init__(self, title: str, add: str, parts: Sequence[Part], kinds: tuple[Kind, Kind], ask: Ask) -> None:
        super().__init__()
        self._parts, self._ask = tuple(parts), ask
        self._told, self._gone = kinds
        self.fields: dict[str, list[TextField | ChoiceField | DateField]] = {}
        self.removals: dict[str, Button] = {}
        self._new = ""
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self.titles = [label(part.title, "caption", "quiet") for part in self._parts]
        for at, (part, over) in enumerate(zip(self._parts, self.titles, strict=True)):
            self._grid.addWidget(over, 0, at)
            self._grid.setColumnStretch(at, part.share)
            over.hide()
        self.add = Button(add, icon_name="plus", look="quiet")
        self.add.clicked.connect(self._add)
        below = QHBoxLayout()
        below.addWidget(self.add)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.sum = label("", "caption", "quiet")
        head = QHBoxLayout()
        head.addWidget(label(title, "title"))
        head.addStretch(1)
        head.addWidget(self.sum)
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addLayout(below)

    def show_things(self, things: Sequence[Any], choices: dict[str, list[tuple[str, str]]] | None = None) -> None:
        """Show steps, meetings or indicators as they are now; `choices` are those of a field that change."""
        known = [each.id for each in things]
        if list(self.fields) != known:
            self._lay(known)
            for over in self.titles:
                over.setVisible(bool(known))
        for number, each in enumerate(things, 1):
            for part, field in zip(self._parts, self.fields[each.id], strict=True):
                if choices and part.name in choices and isinstance(field, ChoiceField):
                    refill(field, choices[part.name])
                value = getattr(each, part.name)
                field.show_value("" if value is None else str(value))
                field.setAccessibleName(t("{title}, row {number}", title=part.title, number=number))
            self.removals[each.id].setAccessibleName(t("Take row {number} away", number=number))
        if self._new in self.fields:
            self.fields[self._new][0].setFocus()
            self._new = ""

    def _lay(self, known: Sequence[str]) -> None:
        """Put a row for each into the grid; those that stay keep their fields."""
        for key in [key for key in self.fields if key not in known]:
            for widget in (*self.fields.pop(key), self.removals.pop(key)):
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.fields = {key: self.fields.get(key) or self._row(key) for key in known}
        for row, key in enumerate(known, 1):
            for at, widget in enumerate((*self.fields[key], self.removals[key])):
                self._grid.addWidget(widget, row, at)

    def _row(self, key: str) -> list[TextField | ChoiceField | DateField]:
        made = [part.made() for part in self._parts]
        for part, field in zip(self._parts, made, strict=True):
            field.committed.connect(lambda value, part=part: self._keep(key, part, value))
        self.removals[key] = end = Button("", icon_name="close", look="quiet")
        end.setToolTip(t("Take this row away"))
        end.clicked.connect(lambda: self._ask(self._gone(key)))
        return made

    def _keep(self, key: str, part: Part, value: str) -> None:
        self._ask(self._told(key, **{part.name: part.read(value)}))

    def _add(self) -> None:
        self._new = new_id()
        self._ask(self._told(self._new))
