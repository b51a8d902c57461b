"""A shelf of files, the user's own and built in: all at the left; what one is, and what can be done, at the right."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from facilitator.desktop.plan.stages import ROW, RowPainter
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import Chip, VLine, WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.page import Page
from facilitator.looks.qt.words import t

_PATH = Qt.ItemDataRole.UserRole


class Volume(Protocol):
    """What stands on a shelf: a file with its title."""

    @property
    def path(self) -> Path:
        """Its file."""

    @property
    def title(self) -> str:
        """What it is called."""


B = TypeVar("B", bound=Volume)
Deeds = Sequence[tuple[str, str, str, str]]
"""What can be done with one: name, words, icon and look of its button."""
Lines = Sequence[tuple[str, str, str]]
"""What is told of one, line by line: name, lettering and tone."""


class BookList(QWidget, Generic[B]):
    """Shows the books. `asked` gives the name of a deed and the book it is meant for."""

    asked = Signal(str, object)
    left = Signal()
    import_asked = Signal()

    def __init__(self, name: str, deeds: Deeds, lines: Lines) -> None:
        super().__init__()
        self.books: list[B] = []
        self.list = QListWidget()
        self.list.setItemDelegate(RowPainter(self.list))
        self.list.setAccessibleName(name)
        self.list.currentRowChanged.connect(lambda _: self._show())
        self.list.itemActivated.connect(lambda _: self._open())
        qt.mark(self.list, panel="board")
        self.buttons = {key: Button(t(words), icon_name=sign, look=look) for key, words, sign, look in deeds}
        for key, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, key=key: self._press(key))
        self.title, self.origin = label("", "display", wrap=True), Chip("")
        self.words = {key: label("", kind, tone, wrap=True) for key, kind, tone in lines}
        self.take_in = Button(t("Import a file…"), icon_name="folder")
        self.take_in.clicked.connect(self.import_asked)

    # ------------------------------------------------------------------ what each shelf says of itself

    @abstractmethod
    def _row(self, book: B) -> tuple[str, str, bool]:
        """What stands at the end of its row, under its title, and whether it can be used."""

    @abstractmethod
    def _tell(self, book: B) -> Mapping[str, str]:
        """Set the buttons for a book; what is told of it, by the names of the lines."""

    @abstractmethod
    def _open(self) -> None:
        """Do what is done with a book most."""

    def _press(self, deed: str) -> None:
        if (book := self.book()) is not None:
            self.asked.emit(deed, book)

    # ------------------------------------------------------------------ building

    def _arrange(self, at_head: Sequence[QWidget]) -> None:
        """Lay it out, with buttons at the right of its head."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head(at_head))
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

    def _build_head(self, at_head: Sequence[QWidget]) -> QFrame:
        head = QFrame()
        qt.mark(head, panel="strip")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        back = Button(t("Back"), icon_name="back", look="quiet")
        back.clicked.connect(self.left)
        row.addWidget(back)
        row.addWidget(label(self.list.accessibleName(), "heading"))
        row.addStretch(1)
        for widget in at_head:
            row.addWidget(widget)
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
        self._arrange_words(column)
        column.addStretch(1)
        return detail

    def _arrange_words(self, column: QVBoxLayout) -> None:
        """Put what is told of a book one under another."""
        for words in self.words.values():
            column.addWidget(words)

    # ------------------------------------------------------------------ showing

    def show_books(self, books: Sequence[B], choose: str = "") -> None:
        """Show these, and choose the one in the file `choose`, else the one that was chosen."""
        now = choose or (str(book.path) if (book := self.book()) is not None else "")
        self.books = list(books)
        self.list.blockSignals(True)
        self.list.clear()
        for book in self.books:
            end, about, usable = self._row(book)
            item = QListWidgetItem()
            item.setData(_PATH, str(book.path))
            item.setData(ROW, (end, t(book.title), about, (), "" if usable else "alert"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{t(book.title)}. {about}. {end}")
            self.list.addItem(item)
        at = next((n for n, book in enumerate(self.books) if str(book.path) == now), 0)
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)
        self._show()

    def book(self) -> B | None:
        """The book that is chosen."""
        at = self.list.currentRow()
        return self.books[at] if 0 <= at < len(self.books) else None

    def _show(self) -> None:
        book = self.book()
        if book is None:
            return
        self.title.setText(t(book.title))
        for name, said in {**dict.fromkeys(self.words, ""), **self._tell(book)}.items():
            self.words[name].setText(said)
            self.words[name].setVisible(bool(said))

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """A narrower list in a small window."""
        super().resizeEvent(event)
        self.list.setFixedWidth(320 if self.width() < 1200 else 400)
