"""The shelf of methods: all of them at the left, what one is for and what can be done with it at the right."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from facilitator.desktop.methods.shelf import Book
from facilitator.desktop.shell.book_list import BookList
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import empty, label
from facilitator.looks.qt.words import t
from facilitator.model.say import Listed, say

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


_WORDS = (
    ("trouble", "body", "bad"),
    ("purpose", "script", ""),
    ("summary", "body", "quiet"),
    ("facts", "strong", ""),
    ("forms", "body", ""),
    ("credit", "caption", "quiet"),
    ("place", "caption", "quiet"),
)


class Shelf(BookList[Book]):
    """Shows the methods. `asked` gives a deed of DEEDS and the one it is meant for."""

    how_asked = Signal()

    def __init__(self) -> None:
        super().__init__(t("Methods"), DEEDS, _WORDS)
        self.stages = QGridLayout()
        how = Button(t("How to write a method"), look="quiet")
        how.clicked.connect(self.how_asked)
        self._arrange([how, self.take_in])

    def _arrange_words(self, column: QVBoxLayout) -> None:
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

    def _row(self, book: Book) -> tuple[str, str, bool]:
        minutes = length(book.method.minutes) if book.method is not None else ""
        return minutes, _about(book), book.method is not None

    def choose(self, key: str) -> None:
        """Choose the method with this key: the own one before the built-in."""
        at = next((n for n, book in enumerate(self.books) if book.key == key), -1)
        if at >= 0:
            self.list.setCurrentRow(at)

    def _tell(self, book: Book) -> Mapping[str, str]:
        method = book.method
        self.origin.show_state(t(OWN if book.own else BUILT_IN), "pencil" if book.own else "lock")
        for name in ("edit", "rename", "delete"):
            self.buttons[name].setVisible(book.own)
        self.buttons["start"].setEnabled(method is not None)
        self.buttons["duplicate"].setEnabled(bool(book.text))
        qt.mark(self.buttons["duplicate"], look="plain" if book.own else "primary")
        self.buttons["duplicate"].setText(t("Duplicate") if book.own else t("Duplicate and change"))
        said = {"trouble": "\n".join(t(problem.message) for problem in book.checked.problems)}
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
        self._show_stages(book)
        return said

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

    def _open(self) -> None:
        self._press("edit")

    def _press(self, deed: str) -> None:
        book = self.book()
        super()._press("duplicate" if deed == "edit" and book is not None and not book.own else deed)


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
