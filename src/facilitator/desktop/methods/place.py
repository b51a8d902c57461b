"""The Methods place: every method there is, and the editor for one's own. It writes into the own folder alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facilitator.desktop.methods import shelf
from facilitator.desktop.methods.editor import MethodEditor
from facilitator.desktop.methods.listing import Shelf
from facilitator.desktop.parts import choosing
from facilitator.desktop.parts.asking import ask
from facilitator.desktop.parts.dialogs import House
from facilitator.desktop.parts.machine import documents
from facilitator.desktop.parts.own_files import put, put_back
from facilitator.desktop.parts.saving import ask_save
from facilitator.desktop.shell.guide import HOW_TO
from facilitator.desktop.shell.messages import Deed
from facilitator.desktop.shell.over import Over
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.fields import Labelled, TextField
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import claims
from facilitator.looks.qt.words import t
from facilitator.model.say import say
from facilitator.store.whole import is_programme

FILTER = say("Method files (*.toml)")
KEYS = (KeyRow("F1", say("On a method: its page in the guide")),)


class MethodsPlace(Over):
    """Shelf and editor."""

    UNSAVED = say("The changes to this method are not saved yet.")
    guide_asked = Signal(str)
    start_asked = Signal(str)
    """A workshop with the method of this key is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shelf, self.editor = Shelf(), MethodEditor()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.shelf)
        self._stack.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self._stack, 1)
        self.shelf.asked.connect(self._asked)
        self.shelf.left.connect(self.left)
        self.shelf.import_asked.connect(self._choose_import)
        self.shelf.how_asked.connect(lambda: self.guide_asked.emit(HOW_TO))
        self.editor.left.connect(lambda: self.leave(self.show_shelf))
        self.editor.saved.connect(self._saved)
        self.editor.refused.connect(lambda sentence: self.messages.say("save", sentence, "bad"))

    # ------------------------------------------------------------------ showing

    def refresh(self, key: str = "") -> None:
        """Read the shelf anew, and choose the method with this key."""
        self.shelf.show_books(shelf.books())
        if key:
            self.shelf.choose(key)

    def show_shelf(self) -> None:
        """Go back to the shelf."""
        last = self.editor.path
        self.editor.let_go()
        self.messages.clear_all()
        self.shelf.show_books(shelf.books(), str(last or ""))
        self._stack.setCurrentWidget(self.shelf)
        self.shelf.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_editing(self) -> bool:
        """Whether a method is open in the editor."""
        return self._stack.currentWidget() is self.editor

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        return self.editor.panes() if self.is_editing() else [self.shelf.list, self.shelf.buttons["duplicate"]]

    def undo(self) -> None:
        """Take back what was typed last in the editor, if one is open."""
        if self.is_editing():
            self.editor.undo()

    def redo(self) -> None:
        """Bring back what was taken back in the editor, if one is open."""
        if self.is_editing():
            self.editor.redo()

    def may_step(self) -> tuple[bool, bool]:
        """Whether there is anything to undo in the editor, and whether to redo."""
        return self.editor.may_step() if self.is_editing() else (False, False)

    def is_changed(self) -> bool:
        """Whether something was typed in the editor that is not saved."""
        return self.is_editing() and self.editor.is_changed()

    def save(self) -> bool:
        """Save the method that is open in the editor, if all is well with it."""
        return self.editor.save()

    # ------------------------------------------------------------------ deeds

    def _asked(self, deed: str, book: shelf.Book) -> None:
        self.messages.clear_all()
        if deed == "guide":
            self.guide_asked.emit(book.key)
        elif deed == "start":
            self.start_asked.emit(book.key)
        else:
            deeds = {
                "edit": self.edit,
                "duplicate": self.duplicate,
                "rename": self._ask_name,
                "export": self._choose_export,
                "delete": self.delete,
            }
            deeds[deed](book)

    def edit(self, book: shelf.Book) -> None:
        """Open an own method in the editor."""
        self.editor.open_book(shelf.read(book.path))
        self._stack.setCurrentWidget(self.editor)
        self.editor.steps.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def duplicate(self, book: shelf.Book) -> None:
        """Copy a method into the own folder and open the copy."""
        path = self.attempt("shelf", lambda: shelf.duplicate(book))
        if path is not None:
            self.refresh()
            self.edit(shelf.read(path))

    def rename(self, book: shelf.Book, title: str) -> None:
        """Give an own method another title; its key stays."""
        text = shelf.renamed(book.text, book.key, title)
        path = self.attempt("shelf", lambda: put(book.path, text))
        if path is not None:
            self.shelf.show_books(shelf.books(), str(path))

    def delete(self, book: shelf.Book) -> None:
        """Take an own method away, and offer to put it back."""
        old = self.attempt("shelf", lambda: shelf.delete(book))
        if old is None:
            return

        def back() -> None:
            self.messages.clear("shelf")
            path = self.attempt("shelf", lambda: put_back(old))
            if path is not None:
                self.shelf.show_books(shelf.books(), str(path))

        self.refresh()
        self.messages.say(
            "shelf",
            t("{title} is off the shelf. Its file is kept as {name}.", title=book.title, name=old.name),
            "info",
            [(t("Put it back"), back)],
        )

    def export(self, book: shelf.Book, target: Path) -> None:
        """Write a copy of a method file elsewhere."""
        path = self.attempt("shelf", lambda: shelf.export(book, target))
        if path is not None:
            self.messages.say("shelf", t("Exported: {path}", path=path), "info")

    def take_in(self, source: Path) -> None:
        """Import a file once it was checked; ask what to do where its key is taken."""
        self.messages.clear_all()
        if source.suffix.casefold() != ".toml" or is_programme(source):
            sentence = t("{name} is not a method: a method is a text file that ends in .toml.", name=source.name)
            self.messages.say("shelf", sentence, "bad")
            return
        book = self.attempt("shelf", lambda: shelf.look_at(source))
        if book is None:
            return
        other = next((b for b in self.shelf.books if b.key == book.key), None)
        if other is None:
            self._take(book, instead=False)
            return
        deeds: list[Deed] = [(t("Keep both"), lambda: self._take(book, instead=False))]
        if other.own:
            deeds.insert(0, (t("Take the place of mine"), lambda: self._take(book, instead=True)))
        deeds.append((t("Leave it"), lambda: self.messages.clear("shelf")))
        self.messages.say(
            "shelf",
            t("The key '{key}' of this file belongs to one of yours, '{title}'.", key=book.key, title=other.title)
            if other.own
            else t(
                "The key '{key}' of this file belongs to one that comes with the program, '{title}'.",
                key=book.key,
                title=other.title,
            ),
            "warn",
            deeds,
            stays=True,
        )

    def _take(self, book: shelf.Book, *, instead: bool) -> None:
        self.messages.clear("shelf")
        path = self.attempt("shelf", lambda: shelf.take_in(book, instead=instead))
        if path is not None:
            self.shelf.show_books(shelf.books(), str(path))
            self.messages.say("shelf", t("Imported: {title}", title=shelf.read(path).title), "info")

    def _saved(self, path: Path) -> None:
        self.messages.clear_all()

    # ------------------------------------------------------------------ asking

    def _choose_import(self) -> None:
        path = choosing.file_to_open(self, t("Import a method"), documents(), t(FILTER))
        if path:
            self.take_in(path)

    def _choose_export(self, book: shelf.Book) -> None:
        target = ask_save(self, t("Export this method"), documents() / book.path.name, t(FILTER), ".toml")
        if target is not None:
            self.export(book, target)

    def _ask_name(self, book: shelf.Book) -> None:
        dialog = NameDialog(book.title, self)
        if ask(dialog) and dialog.name.text().strip():
            self.rename(book, dialog.name.text().strip())

    # ------------------------------------------------------------------ keys

    @guarded_or(bool)
    def event(self, event: QEvent, /) -> bool:
        """F1 means the guide here, not the sheet of keys."""
        return claims(event, Qt.Key.Key_F1) or super().event(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """F1 opens the guide: at the chosen method, or at how to write one."""
        book = self.shelf.book()
        if event.key() == Qt.Key.Key_F1:
            self.guide_asked.emit(HOW_TO if self.is_editing() or book is None else book.key)
        else:
            super().keyPressEvent(event)


class NameDialog(House):
    """Asks for a new title."""

    def __init__(self, title: str, parent: QWidget | None = None, asks: str = "") -> None:
        super().__init__(asks or t("Rename the method"), parent, t("Its key, and with it the name of its file, stays."))
        self.name = TextField()
        self.name.setText(title)
        self.name.selectAll()
        self.setMinimumWidth(420)
        self.column.addWidget(Labelled(t("Title"), self.name))
        rename = Button(t("Rename"), look="primary")
        rename.clicked.connect(self.accept)
        self.finish(self.closing(t("Leave it")), rename)
