"""A place that is shown over whatever is open, such as the methods, and asks before what was typed there is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.desktop.parts.own_files import ShelfFault
from facilitator.desktop.parts.place import Place
from facilitator.desktop.shell.messages import Deed, Messages
from facilitator.looks.qt.words import t

T = TypeVar("T")


class Over(Place):
    """What it cannot do it says in a line above, with what can be done about it. `UNSAVED` asks before changes go."""

    UNSAVED = ""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.messages = Messages()

    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return False

    def save(self) -> bool:
        """Save it, if all is well with it."""
        return True

    def show_shelf(self) -> None:
        """Go back to the list of what there is; changes that are not saved are dropped."""

    def undo(self) -> None:
        """Take back what was typed last, if anything is being edited."""

    def redo(self) -> None:
        """Bring back what was taken back."""

    def may_step(self) -> tuple[bool, bool]:
        """Whether there is anything to undo, and whether to redo."""
        return False, False

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Whether nothing is unsaved; else asks, in a line above, and does `then` once that is settled."""
        if not self.is_changed():
            return True

        def save() -> None:
            self.messages.clear("leave")
            if self.save():
                then()

        def drop() -> None:
            self.messages.clear("leave")
            self.show_shelf()
            then()

        deeds: list[Deed] = [
            (t("Save it"), save),
            (t("Drop the changes"), drop),
            (t("Keep editing"), lambda: self.messages.clear("leave")),
        ]
        self.messages.say("leave", t(self.UNSAVED), "warn", deeds, stays=True)
        return False

    def leave(self, then: Callable[[], object]) -> None:
        """Do `then` now, or once it is settled what becomes of unsaved changes."""
        if self.may_leave(then):
            then()

    def attempt(self, key: str, deed: Callable[[], T]) -> T | None:
        """Do something with files; what cannot be done is said in a line above."""
        try:
            return deed()
        except ShelfFault as fault:
            self.messages.say(key, t(fault.sentence), "bad")
            return None
