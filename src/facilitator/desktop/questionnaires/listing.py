"""The shelf of questionnaires: all of them at the left; at the right what one asks and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from facilitator.desktop.questionnaires.shelf import Book
from facilitator.desktop.shell.book_list import BookList
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.words import t
from facilitator.model.say import say

DEEDS = (
    ("edit", say("Edit"), "pencil", "primary"),
    ("copy", say("Copy to change"), "copy", "primary"),
    ("use", say("Ask it in this workshop…"), "check", "plain"),
    ("look", say("Look through it"), "eye", "plain"),
    ("rename", say("Rename…"), "", "plain"),
    ("export", say("Export…"), "", "plain"),
    ("delete", say("Delete"), "trash", "plain"),
)
_WORDS = (
    ("trouble", "body", "bad"), ("about", "strong", ""), ("lines", "body", ""), ("advice", "body", "warn"),
    ("called", "caption", "quiet"), ("place", "caption", "quiet"),
)  # fmt: skip


class Listing(BookList[Book]):
    """Shows the questionnaires. `asked` gives a deed of DEEDS and the one it is meant for."""

    new_asked = Signal()

    def __init__(self) -> None:
        super().__init__(t("Questionnaires"), DEEDS, _WORDS)
        self.in_workshop = False
        new = Button(t("New questionnaire"), icon_name="plus")
        new.clicked.connect(self.new_asked)
        self._arrange([self.take_in, new])

    def show_for(self, books: Sequence[Book], choose: str, *, in_workshop: bool) -> None:
        """Show these as `show_books` does; `in_workshop` where a workshop is open that could ask one of them."""
        self.in_workshop = in_workshop
        self.show_books(books, choose)

    def _row(self, book: Book) -> tuple[str, str, bool]:
        return book.leaf.version, _about(book), book.leaf.usable

    def _tell(self, book: Book) -> Mapping[str, str]:
        leaf = book.leaf
        words, sign = state(book)
        self.origin.show_state(words, sign)
        shown = {
            "edit": not book.stays,
            "copy": True,
            "look": book.stays and leaf.usable,
            "use": self.in_workshop and leaf.usable,
            "rename": not book.stays,
            "delete": book.own,
        }
        for name, on in shown.items():
            self.buttons[name].setVisible(on)
        self.buttons["copy"].setEnabled(leaf.usable)
        self.buttons["export"].setEnabled(bool(book.text))
        qt.mark(self.buttons["copy"], look="primary" if book.stays else "plain")
        said = {"trouble": "\n".join(t(problem.message) for problem in leaf.problems)}
        if leaf.usable:
            n = len(leaf.lines)
            said["about"] = t("{sort}, version {version}: {n} question", "{sort}, version {version}: {n} questions",
                              sort=leaf.sort, version=leaf.version, n=n)  # fmt: skip
            said["lines"] = "\n".join(t("{no}. {line}", no=no, line=line) for no, line in enumerate(leaf.lines, 1))
            said["advice"] = "\n".join(t(sentence) for sentence in leaf.advice)
            said["called"] = t('A method file asks it as instrument = "{key}".', key=leaf.key)
        said["place"] = t("File: {path}", path=book.path) if book.own else ""
        return said

    def _open(self) -> None:
        if (book := self.book()) is not None:
            self._press("look" if book.stays else "edit")


def state(book: Book) -> tuple[str, str]:
    """Whose it is and whether its words stay, and the sign for that."""
    if not book.own:
        return t("Built in"), "lock"
    return (t("Yours, locked"), "lock") if book.leaf.locked else (t("Yours, a draft"), "pencil")


def _about(book: Book) -> str:
    if not book.leaf.usable:
        return t.listed([state(book)[0], t("cannot be used yet")])
    return t.listed([state(book)[0], t(book.leaf.sort)])
