"""Every act on the wall in words: the menu of what is chosen, and the keys that do the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu

from facilitator.activities.cluster.bodies import (
    Copied,
    Grouped,
    MergeAsked,
    Nested,
    Placed,
    SplitOff,
    Uncopied,
    Unrelated,
)
from facilitator.activities.cluster.desk_view import View
from facilitator.activities.cluster.facts import COMBINE, GROUP, RELATIONS, TITLE
from facilitator.looks.qt.words import t
from facilitator.model.packed import Packed


class Owner(Protocol):
    """What the menu asks of the board."""

    def ask(self, act: Packed) -> None:
        """Ask for an act."""

    def edit_title(self, key: str) -> None:
        """Put the cursor into a group's title."""

    def more(self, key: str, place: QPoint) -> None:
        """Ask for the console's own menu of a note."""


class Menu:
    """What may be done with the choice of a view in a phase."""

    def __init__(self, view: View, phase: str) -> None:
        self.view, self.phase = view, phase
        self.notes, self.groups = view.chosen_notes(), view.chosen_groups()

    def typed(self, sign: str) -> list[Packed]:
        """The acts of a key: G a new group, 1 to 9 into that group, 0 alone, D a copy, Delete a copy or an arrow."""
        if sign == "G" and self.notes:
            return [self._new_group()]
        if sign == "D" and len(self.notes) == 1:
            return [Copied(self.notes[0])]
        if sign == "0":
            return [Placed(key) for key in self.notes]
        if sign == "delete":
            return self._delete()
        number = int(sign) if sign.isdigit() else 0
        look = self.view.look
        target = next((g.key for g in look.groups.values() if g.no == number), "") if look else ""
        return [Grouped(tuple(self.notes), cluster=target)] if target and self.notes else []

    def _new_group(self) -> Grouped:
        first = self.view.notes[self.notes[0]]
        if self.view.kind != "wall" or first.slip.home:
            return Grouped(tuple(self.notes))
        return Grouped(tuple(self.notes), x=round(first.pos().x()), y=round(first.pos().y()))

    def _delete(self) -> list[Packed]:
        look = self.view.look
        copies = [key for key in self.notes if look and look.slips[key].copy]
        arrows = [key for key in self.view.chosen_keys if key in self.view.arrows]
        return [*map(Uncopied, copies), *map(Unrelated, arrows)]

    def fill(self, menu: QMenu, owner: Owner) -> None:
        """Put the acts into a menu, with their keys."""
        if self.notes:
            self._note_rows(menu, owner)
        elif self.groups:
            self._group_rows(menu, owner)
        for key in self.view.chosen_keys:
            if key in self.view.arrows:
                _add(menu, t("Remove the arrow"), "Del", lambda: self._ask_all(owner, self._delete()))
                break
        if menu.isEmpty():
            _add(menu, t("Choose a note or a group first"), "", None)

    def _note_rows(self, menu: QMenu, owner: Owner) -> None:
        look = self.view.look
        if self.phase != COMBINE and look:
            _add(menu, t("New group with what is chosen"), "G", lambda: owner.ask(self._new_group()))
            into = menu.addMenu(t("Put into"))
            for group in look.groups.values():
                act = Grouped(tuple(self.notes), cluster=group.key)
                _add(into, t.reader(group.name), str(group.no) if group.no < 10 else "", partial(owner.ask, act))
            into.setEnabled(bool(look.groups))
            _add(menu, t("Let it stand alone"), "0", lambda: self._ask_all(owner, self.typed("0")))
            if len(self.notes) == 1:
                twice = t("Copy it: it belongs in two places")
                _add(menu, twice, "D", lambda: self._ask_all(owner, self.typed("D")))
            homes = {look.slips[key].home for key in self.notes}
            if len(homes) == 1 and (home := homes.pop()) in look.groups:
                split = SplitOff(home, tuple(self.notes))
                _add(menu, t("Split these off as a group of their own"), "", lambda: owner.ask(split))
        if len(self.notes) == 1 and look:
            note = look.slips[self.notes[0]].note
            _add(menu, t("More about this note…"), "", lambda: owner.more(note, QCursor.pos()))

    def _group_rows(self, menu: QMenu, owner: Owner) -> None:
        key, look = self.groups[-1], self.view.look
        if look is None:
            return
        if self.phase != GROUP:
            _add(menu, t("Title…"), "Enter", lambda: owner.edit_title(key))
        if self.phase in (RELATIONS, COMBINE):
            _add(menu, t("Arrow to another group…"), "L", lambda: self.view.linked.emit(key))
        if self.phase != COMBINE:
            self._nesting(menu, owner, key)
        if self.phase in (GROUP, TITLE) and len(self.groups) > 1:
            joined = Grouped(groups=tuple(self.groups[1:]), cluster=self.groups[0])
            _add(menu, t("Put the chosen groups together as one"), "", lambda: owner.ask(joined))
        if self.phase == COMBINE and len(self.groups) == 2:
            ask = MergeAsked(tuple(self.groups))
            _add(menu, t("Ask the room whether they are the same"), "", lambda: owner.ask(ask))

    def _nesting(self, menu: QMenu, owner: Owner, key: str) -> None:
        look = self.view.look
        if look is None:
            return
        if len(self.groups) > 1:
            around = Nested(tuple(self.groups))
            _add(menu, t("Put a group around the chosen groups"), "", lambda: owner.ask(around))
        inside = menu.addMenu(t("Put inside"))
        for group in look.groups.values():
            if group.key not in self.groups:
                act = Nested(tuple(self.groups), group.key)
                _add(inside, t.reader(group.name), "", partial(owner.ask, act))
        inside.setEnabled(len(look.groups) > len(self.groups))
        if look.groups[key].parent in look.groups:
            out = Nested(tuple(self.groups), out=True)
            _add(menu, t("Take it out again"), "", lambda: owner.ask(out))

    def _ask_all(self, owner: Owner, acts: list[Packed]) -> None:
        for act in acts:
            owner.ask(act)


def _add(menu: QMenu, words: str, key: str, deed: Callable[[], None] | None) -> None:
    """A row of a menu, with the key that does the same; without a deed it only says something."""
    shown = words.replace("&", "&&")
    action = QAction(f"{shown}\t{key}" if key else shown, menu)
    menu.addAction(action)
    if deed is None:
        action.setEnabled(False)
    else:
        action.triggered.connect(lambda _=False: deed())
