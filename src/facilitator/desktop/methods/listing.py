"""The shelf of methods: all of them at the left, what one is for and what can be done with it at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from facilitator.desktop.methods.shelf import Book
from facilitator.desktop.plan.stages import ROW, RowPainter
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import Chip, VLine, WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.kit import counted, empty, label
from facilitator.looks.qt.page import Page

_PATH = Qt.ItemDataRole.UserRole
OWN, BUILT_IN, WRONG = "Yours", "Built in", "Cannot be used yet"
DEEDS = (
    ("edit", "Edit", "pencil", "primary"),
    ("duplicate", "Duplicate", "copy", "plain"),
    ("start", "New workshop with it", "file-plus", "plain"),
    ("guide", "Guide", "sheet", "plain"),
    ("rename", "Rename…", "", "plain"),
    ("export", "Export…", "", "plain"),
    ("delete", "Delete", "trash", "plain"),
)


class Shelf(QWidget):
    """Shows the books. `asked` gives a deed of DEEDS and the book it is meant for."""

    asked = Signal(str, object)
    left = Signal()
    import_asked = Signal()
    how_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.books: list[Book] = []
        self.list = QListWidget()
        self.list.setItemDelegate(RowPainter(self.list))
        self.list.setAccessibleName("Methods")
        self.list.currentRowChanged.connect(lambda _: self._show())
        self.list.itemActivated.connect(lambda _: self._press("edit"))
        qt.mark(self.list, panel="board")
        self.buttons = {name: Button(words, icon_name=sign, look=look) for name, words, sign, look in DEEDS}
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self._press(name))
        self.title, self.origin = label("", "display"), Chip("")
        self.words = {name: label("", kind, tone, wrap=True) for name, kind, tone in _WORDS}
        self.stages = QGridLayout()
        self._arrange()

    # ------------------------------------------------------------------ building

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
        back = Button("Back", icon_name="back", look="quiet")
        back.clicked.connect(self.left)
        row.addWidget(back)
        row.addWidget(label("Methods", "heading"))
        row.addStretch(1)
        how = Button("How to write a method", look="quiet")
        how.clicked.connect(self.how_asked)
        take = Button("Import a file…", icon_name="folder")
        take.clicked.connect(self.import_asked)
        row.addWidget(how)
        row.addWidget(take)
        return head

    def _build_detail(self) -> QWidget:
        detail = QWidget()
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        self.title.setWordWrap(True)
        head.addWidget(self.title, 1)
        head.addWidget(self.origin, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        deeds = QWidget()
        row = WrapRow(deeds, gap=8)
        for button in self.buttons.values():
            row.addWidget(button)
        column.addWidget(deeds)
        for name in ("trouble", "purpose", "summary", "facts"):
            column.addWidget(self.words[name])
        column.addSpacing(8)
        self.stages.setHorizontalSpacing(16)
        self.stages.setVerticalSpacing(6)
        self.stages.setColumnStretch(2, 1)
        column.addLayout(self.stages)
        column.addSpacing(8)
        for name in ("forms", "credit", "place"):
            column.addWidget(self.words[name])
        column.addStretch(1)
        return detail

    # ------------------------------------------------------------------ showing

    def show_books(self, books: Sequence[Book], choose: str = "") -> None:
        """Show these, and choose the one in the file `choose`, else the one that was chosen."""
        now = choose or (str(book.path) if (book := self.book()) is not None else "")
        self.books = list(books)
        self.list.blockSignals(True)
        self.list.clear()
        for book in self.books:
            item = QListWidgetItem()
            method = book.method
            minutes = length(method.minutes) if method is not None else ""
            row = (minutes, book.title, _about(book), (), "" if method is not None else "alert")
            item.setData(_PATH, str(book.path))
            item.setData(ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{book.title}. {_about(book)}. {minutes}")
            self.list.addItem(item)
        at = next((n for n, book in enumerate(self.books) if str(book.path) == now), 0)
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)
        self._show()

    def book(self) -> Book | None:
        """The book that is chosen."""
        at = self.list.currentRow()
        return self.books[at] if 0 <= at < len(self.books) else None

    def choose(self, key: str) -> None:
        """Choose the method with this key: the own one before the built-in."""
        at = next((n for n, book in enumerate(self.books) if book.key == key), -1)
        if at >= 0:
            self.list.setCurrentRow(at)

    def _show(self) -> None:
        book = self.book()
        if book is None:
            return
        method = book.method
        self.title.setText(book.title)
        self.origin.show_state(OWN if book.own else BUILT_IN, "pencil" if book.own else "lock")
        for name in ("edit", "rename", "delete"):
            self.buttons[name].setVisible(book.own)
        self.buttons["start"].setEnabled(method is not None)
        self.buttons["duplicate"].setEnabled(bool(book.text))
        qt.mark(self.buttons["duplicate"], look="plain" if book.own else "primary")
        self.buttons["duplicate"].setText("Duplicate" if book.own else "Duplicate and change")
        said = dict.fromkeys(self.words, "")
        said["trouble"] = "\n".join(str(problem) for problem in book.checked.problems)
        said["place"] = f"File: {book.path}" if book.own else ""
        if method is not None:
            said |= {"purpose": method.purpose, "summary": method.summary, "credit": method.credit}
            said["facts"] = f"{method.people_min} to {method.people_max} people · {method.minutes} minutes"
            forms = ", ".join(f"{preset.title} ({method.form(preset.key).minutes} min)" for preset in method.presets)
            said["forms"] = f"Ready forms: {forms}." if forms else ""
        for name, words in said.items():
            self.words[name].setText(words)
            self.words[name].setVisible(bool(words))
        self._show_stages(book)

    def _show_stages(self, book: Book) -> None:
        empty(self.stages)
        for at, stage in enumerate(book.method.stages if book.method is not None else ()):
            minutes = label(f"{stage.minutes} min", "body", "quiet")
            minutes.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            goal = label("", "body", "quiet", wrap=True)
            goal.setText(stage.goal)
            for column, widget in enumerate((minutes, label(stage.title, "strong"), goal)):
                self.stages.addWidget(
                    widget, at, column, Qt.AlignmentFlag.AlignTop if column == 1 else Qt.AlignmentFlag(0)
                )

    def _press(self, deed: str) -> None:
        book = self.book()
        if book is not None:
            self.asked.emit("duplicate" if deed == "edit" and not book.own else deed, book)

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """A narrower list in a small window."""
        super().resizeEvent(event)
        self.list.setFixedWidth(320 if self.width() < 1200 else 400)


_WORDS = (
    ("trouble", "body", "bad"),
    ("purpose", "script", ""),
    ("summary", "body", "quiet"),
    ("facts", "strong", ""),
    ("forms", "body", ""),
    ("credit", "caption", "quiet"),
    ("place", "caption", "quiet"),
)


def length(minutes: int) -> str:
    """Minutes as a list says them: 40 min, 2 h 45."""
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60:02}".removesuffix(" 00")


def _about(book: Book) -> str:
    origin = OWN if book.own else BUILT_IN
    if book.method is None:
        return f"{origin} · {WRONG.lower()}"
    stages, forms = len(book.method.stages), len(book.method.presets)
    parts = [origin, counted(stages, "stage")]
    if forms:
        parts.append(counted(forms, "ready form"))
    return " · ".join(parts)
