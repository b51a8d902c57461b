"""The shelf of questionnaires: all of them at the left; at the right what one asks and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from facilitator.desktop.plan.stages import ROW, RowPainter
from facilitator.desktop.questionnaires.shelf import Book
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import Chip, VLine, WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.page import Page
from facilitator.looks.qt.words import t
from facilitator.model.say import say

_PATH = Qt.ItemDataRole.UserRole
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


class Listing(QWidget):
    """Shows the books. `asked` gives a deed of DEEDS and the book it is meant for."""

    asked = Signal(str, object)
    left = Signal()
    import_asked = Signal()
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.books: list[Book] = []
        self.in_workshop = False
        self.list = QListWidget()
        self.list.setItemDelegate(RowPainter(self.list))
        self.list.setAccessibleName(t("Questionnaires"))
        self.list.currentRowChanged.connect(lambda _: self._show())
        self.list.itemActivated.connect(lambda _: self._open())
        qt.mark(self.list, panel="board")
        self.buttons = {name: Button(t(words), icon_name=sign, look=look) for name, words, sign, look in DEEDS}
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self._press(name))
        self.title, self.origin = label("", "display", wrap=True), Chip("")
        self.words = {name: label("", kind, tone, wrap=True) for name, kind, tone in _WORDS}
        self._arrange()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head())
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.list)
        body.addWidget(VLine())
        ground = QFrame()
        qt.mark(ground, panel="panel")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(Page(self._build_detail(), 760))
        body.addWidget(ground, 1)
        column.addLayout(body, 1)

    def _build_head(self) -> QFrame:
        head = QFrame()
        qt.mark(head, panel="strip")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        back = Button(t("Back"), icon_name="back", look="quiet")
        back.clicked.connect(self.left)
        row.addWidget(back)
        row.addWidget(label(t("Questionnaires"), "heading"))
        row.addStretch(1)
        take, new = Button(t("Import a file…"), icon_name="folder"), Button(t("New questionnaire"), icon_name="plus")
        take.clicked.connect(self.import_asked)
        new.clicked.connect(self.new_asked)
        row.addWidget(take)
        row.addWidget(new)
        return head

    def _build_detail(self) -> QWidget:
        detail = QWidget()
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.origin, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        deeds = QWidget()
        row = WrapRow(deeds, gap=8)
        for button in self.buttons.values():
            row.addWidget(button)
        column.addWidget(deeds)
        for words in self.words.values():
            column.addWidget(words)
        column.addStretch(1)
        return detail

    def show_books(self, books: Sequence[Book], choose: str = "", *, in_workshop: bool = False) -> None:
        """Show these, and choose the one in the file `choose`, else the one that was chosen. `in_workshop` where a
        workshop is open that could ask one of them.
        """
        now = choose or (str(book.path) if (book := self.book()) is not None else "")
        self.books, self.in_workshop = list(books), in_workshop
        self.list.blockSignals(True)
        self.list.clear()
        for book in self.books:
            item = QListWidgetItem()
            row = (book.leaf.version, t(book.title), _about(book), (), "" if book.leaf.usable else "alert")
            item.setData(_PATH, str(book.path))
            item.setData(ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row[1]}. {row[2]}. {row[0]}")
            self.list.addItem(item)
        at = next((n for n, book in enumerate(self.books) if str(book.path) == now), 0)
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)
        self._show()

    def book(self) -> Book | None:
        """The book that is chosen."""
        at = self.list.currentRow()
        return self.books[at] if 0 <= at < len(self.books) else None

    def _show(self) -> None:
        book = self.book()
        if book is None:
            return
        leaf = book.leaf
        self.title.setText(t(book.title))
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
        said = dict.fromkeys(self.words, "")
        said["trouble"] = "\n".join(t(problem.message) for problem in leaf.problems)
        if leaf.usable:
            n = len(leaf.lines)
            said["about"] = t("{sort}, version {version}: {n} question", "{sort}, version {version}: {n} questions",
                              sort=leaf.sort, version=leaf.version, n=n)  # fmt: skip
            said["lines"] = "\n".join(t("{no}. {line}", no=no, line=line) for no, line in enumerate(leaf.lines, 1))
            said["advice"] = "\n".join(t(sentence) for sentence in leaf.advice)
            said["called"] = t('A method file asks it as instrument = "{key}".', key=leaf.key)
        said["place"] = t("File: {path}", path=book.path) if book.own else ""
        for name, each in said.items():
            self.words[name].setText(each)
            self.words[name].setVisible(bool(each))

    def _open(self) -> None:
        if (book := self.book()) is not None:
            self._press("look" if book.stays else "edit")

    def _press(self, deed: str) -> None:
        if (book := self.book()) is not None:
            self.asked.emit(deed, book)

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """A narrower list in a small window."""
        super().resizeEvent(event)
        self.list.setFixedWidth(320 if self.width() < 1200 else 400)


def state(book: Book) -> tuple[str, str]:
    """Whose it is and whether its words stay, and the sign for that."""
    if not book.own:
        return t("Built in"), "lock"
    return (t("Yours, locked"), "lock") if book.leaf.locked else (t("Yours, a draft"), "pencil")


def _about(book: Book) -> str:
    if not book.leaf.usable:
        return t.listed([state(book)[0], t("cannot be used yet")])
    return t.listed([state(book)[0], t(book.leaf.sort)])
