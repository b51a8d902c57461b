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
from facilitator.looks.qt.kit import empty, label
from facilitator.looks.qt.page import Page
from facilitator.looks.qt.words import t
from facilitator.model.say import Listed, say

_PATH = Qt.ItemDataRole.UserRole
OWN, BUILT_IN = say("Yours"), say("Built in")
DEEDS = (
    ("edit", say("Edit"), "pencil", "primary"),
    ("duplicate", say("Duplicate"), "copy", "plain"),
    ("start", say("New workshop with it"), "file-plus", "plain"),
    ("guide", say("Guide"), "sheet", "plain"),
    ("rename", say("Rename…"), "", "plain"),
    ("export", say("Export…"), "", "plain"),
    ("delete", say("Delete"), "trash", "plain"),
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
        self.list.setAccessibleName(t("Methods"))
        self.list.currentRowChanged.connect(lambda _: self._show())
        self.list.itemActivated.connect(lambda _: self._press("edit"))
        qt.mark(self.list, panel="board")
        self.buttons = {name: Button(t(words), icon_name=sign, look=look) for name, words, sign, look in DEEDS}
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self._press(name))
        self.title, self.origin = label("", "display", wrap=True), Chip("")
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
        back = Button(t("Back"), icon_name="back", look="quiet")
        back.clicked.connect(self.left)
        row.addWidget(back)
        row.addWidget(label(t("Methods"), "heading"))
        row.addStretch(1)
        how = Button(t("How to write a method"), look="quiet")
        how.clicked.connect(self.how_asked)
        take = Button(t("Import a file…"), icon_name="folder")
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
            row = (minutes, t(book.title), _about(book), (), "" if method is not None else "alert")
            item.setData(_PATH, str(book.path))
            item.setData(ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row[1]}. {row[2]}. {minutes}")
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
        self.title.setText(t(book.title))
        self.origin.show_state(t(OWN if book.own else BUILT_IN), "pencil" if book.own else "lock")
        for name in ("edit", "rename", "delete"):
            self.buttons[name].setVisible(book.own)
        self.buttons["start"].setEnabled(method is not None)
        self.buttons["duplicate"].setEnabled(bool(book.text))
        qt.mark(self.buttons["duplicate"], look="plain" if book.own else "primary")
        self.buttons["duplicate"].setText(t("Duplicate") if book.own else t("Duplicate and change"))
        said = dict.fromkeys(self.words, "")
        said["trouble"] = "\n".join(t(problem.message) for problem in book.checked.problems)
        said["place"] = t("File: {path}", path=book.path) if book.own else ""
        if method is not None:
            said |= {"purpose": t(method.purpose), "summary": t(method.summary), "credit": t(method.credit)}
            said["facts"] = t(
                "{people_min} to {people_max} people · {n} minute",
                "{people_min} to {people_max} people · {n} minutes",
                people_min=method.people_min,
                people_max=method.people_max,
                n=method.minutes,
            )
            forms = tuple(
                say("{title} ({minutes} min)", title=preset.title, minutes=method.form(preset.key).minutes)
                for preset in method.presets
            )
            said["forms"] = t("Ready forms: {forms}.", forms=Listed(forms, "")) if forms else ""
        for name, words in said.items():
            self.words[name].setText(words)
            self.words[name].setVisible(bool(words))
        self._show_stages(book)

    def _show_stages(self, book: Book) -> None:
        empty(self.stages)
        for at, stage in enumerate(book.method.stages if book.method is not None else ()):
            minutes = label(length(stage.minutes), "body", "quiet")
            minutes.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            goal = label("", "body", "quiet", wrap=True)
            goal.setText(t(stage.goal))
            for column, widget in enumerate((minutes, label(t(stage.title), "strong"), goal)):
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
    if minutes < 100:
        return t("{minutes} min", minutes=minutes)
    hours, rest = divmod(minutes, 60)
    return t("{hours} h {minutes}", hours=hours, minutes=f"{rest:02}") if rest else t("{hours} h", hours=hours)


def _about(book: Book) -> str:
    parts = [t(OWN if book.own else BUILT_IN)]
    if book.method is None:
        parts.append(t("cannot be used yet"))
    else:
        parts.append(t("{n} stage", "{n} stages", n=len(book.method.stages)))
        if forms := len(book.method.presets):
            parts.append(t("{n} ready form", "{n} ready forms", n=forms))
    return t.listed(parts)
