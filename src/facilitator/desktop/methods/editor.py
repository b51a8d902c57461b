"""The editor of an own method: stages at the left, a form in the middle, the text of the file at the right.

The text is the one truth: the form is read from it and writes into it, so undo takes back both alike.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QKeyCombination, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facilitator.desktop.methods import shelf, tables
from facilitator.desktop.methods.faults import NotesList, notices
from facilitator.desktop.methods.head import HeadForm
from facilitator.desktop.methods.stage import StageTable
from facilitator.desktop.methods.steps import Steps
from facilitator.desktop.methods.text import TextPane
from facilitator.desktop.parts.own_files import ShelfFault
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.forms import Table, plain
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.keys_of_all import KeysOfAll
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.page import Page
from facilitator.looks.qt.words import t
from facilitator.model.method_text import line_of, text_of
from facilitator.model.say import say
from facilitator.model.toml_file import NotToml, parsed

PAUSE_MS = 300
KEYS = (
    KeyRow("Ctrl+S", say("Save the method")),
    KeyRow("Ctrl+Z", say("Undo in the method")),
    KeyRow("Ctrl+Shift+Z", say("Redo in the method")),
)
_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
_REDO_TOO = QKeyCombination(Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Z)


class MethodEditor(KeysOfAll):
    """Edits one method file. Nothing is written until Save, and then the whole file."""

    left = Signal()
    """Somebody wants to go back to the shelf; what becomes of changes is for the shelf to ask."""
    saved = Signal(Path)
    refused = Signal(str)
    """It could not be saved; a sentence says why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self._opened = ""
        self.checked = shelf.Checked(None)
        self.table: Table = {}
        self._readable = False
        self.steps, self.pane = Steps(), TextPane()
        self.head, self.stage = HeadForm(), StageTable()
        self.forms, self.notes = QStackedWidget(), NotesList()
        self.title, self.state = ElidedLabel("", "heading"), label("", "caption", "quiet")
        self.undo_button, self.redo_button = Button(t("Undo"), icon_name="undo"), Button(t("Redo"))
        self.save_button = Button(t("Save"), look="primary")
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._rest = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._arrange()
        self._connect()

    # ------------------------------------------------------------------ building

    def _arrange(self) -> None:
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self._pages = [Page(form, 720) for form in (self.head, self.stage)]
        for page in self._pages:
            self.forms.addWidget(page)
        middle = QFrame()
        qt.mark(middle, panel="panel")
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(0, 0, 0, 0)
        self.broken = label(t("The text has a mistake: mend it there, and the form is back."), "body", "bad", wrap=True)
        self.broken.setContentsMargins(24, 12, 24, 0)
        self.broken.hide()
        inside.addWidget(self.broken)
        inside.addWidget(self.forms, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.pane, 1)
        column.addWidget(self.notes)
        for widget, low in ((self.steps, 220), (middle, 490), (right, 280)):
            widget.setMinimumWidth(low)
            self.split.addWidget(widget)
            self.split.setStretchFactor(self.split.count() - 1, 0 if widget is self.steps else 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head())
        column.addWidget(self.split, 1)

    def _build_head(self) -> QFrame:
        head = QFrame()
        qt.mark(head, panel="strip")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        back = Button(t("All methods"), icon_name="back", look="quiet")
        back.clicked.connect(self.left)
        row.addWidget(back)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.state)
        row.addLayout(words, 1)
        for button in (self.undo_button, self.redo_button, self.save_button):
            row.addWidget(button)
        self.undo_button.setToolTip(t("Undo (Ctrl+Z)"))
        self.redo_button.setToolTip(t("Redo (Ctrl+Shift+Z)"))
        self.save_button.setToolTip(t("Save (Ctrl+S)"))
        return head

    def _connect(self) -> None:
        self.steps.chosen.connect(self.show_step)
        self.steps.moved.connect(lambda a, b: self._change(lambda t: tables.move(t, a, b), b))
        self.steps.removed.connect(lambda at: self._change(lambda t: tables.remove(t, at), max(0, at - 1)))
        self.steps.added.connect(lambda at: self._change(lambda t: tables.add(t, at), at))
        self.head.edited.connect(self._edit_head)
        self.stage.edited.connect(self._edit_stage)
        self.stage.text_asked.connect(self._go_to_field)
        self.pane.textChanged.connect(self._soon.start)
        self._soon.timeout.connect(self.check)
        self._rest.timeout.connect(self.rested)
        self.notes.line_asked.connect(self._go_to_line)
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.save_button.clicked.connect(self.save)
        document = self.pane.document()
        document.undoAvailable.connect(self.undo_button.setEnabled)
        document.redoAvailable.connect(self.redo_button.setEnabled)

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Room for the form first, then for the text."""
        super().resizeEvent(event)
        steps = 224 if self.width() < 1200 else 280
        form = max(490, (self.width() - steps) // 2)
        self.split.setSizes([steps, form, self.width() - steps - form])

    # ------------------------------------------------------------------ opening and saving

    def open_book(self, book: shelf.Book) -> None:
        """Open an own method. What was open before is let go."""
        self.path, self._opened = book.path, book.text
        self.pane.setPlainText(book.text)
        self.undo_button.setEnabled(False)
        self.redo_button.setEnabled(False)
        self.steps.choose(-1)
        self.check()
        self.show_step(-1)
        self.steps.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """The text as it would be saved."""
        return self.pane.toPlainText()

    def is_changed(self) -> bool:
        """Whether there is something that is not saved."""
        if self.path is None:
            return False
        self._keep_form()
        return self.text() != self._opened

    def save(self) -> bool:
        """Save the whole file, if all is well with it; else say why not and keep everything."""
        if self.path is None:
            return False
        self._keep_form()
        self.check()
        try:
            self.path = shelf.save(self.path, self.text(), opened=self._opened)
        except ShelfFault as fault:
            self.refused.emit(t(fault.sentence))
            return False
        self._opened = self.text()
        self._tell_state()
        self.saved.emit(self.path)
        return True

    def let_go(self) -> None:
        """Forget changes."""
        self.path, self._opened = None, ""
        self.pane.clear()

    def may_step(self) -> tuple[bool, bool]:
        """Whether there is anything to undo, and whether to redo."""
        text = self.pane.document()
        return text.isUndoAvailable(), text.isRedoAvailable()

    def undo(self) -> None:
        """Take back the last change, of the form or of the text."""
        self._keep_form()
        self.pane.undo()
        self.check()

    def redo(self) -> None:
        """Bring back what was undone."""
        self._keep_form()
        self.pane.redo()
        self.check()

    # ------------------------------------------------------------------ checking

    def check(self, *, from_form: bool = False) -> None:
        """Read the text anew: stages, form, marks, problems and advice."""
        self._soon.stop()
        if self.path is None:
            return
        text = self.text()
        self.checked = shelf.check(text, self.path.name)
        try:
            self.table, self._readable = parsed(text), True
        except NotToml:
            self._readable = False
        self.broken.setVisible(not self._readable)
        self.forms.setEnabled(self._readable)
        self.steps.setEnabled(self._readable)
        wrong = {problem.stage for problem in self.checked.problems}
        doubtful = {doubt.stage for doubt in self.checked.doubts}
        self.steps.show_method(plain(self.table.get("title")), tables.stages(self.table), wrong, doubtful)
        self.forms.setCurrentIndex(0 if self.steps.at() < 0 else 1)
        if self._readable and not from_form:
            self._show_form()
        elif self.steps.at() >= 0:
            self.stage.name_it(tables.stages(self.table), self.steps.at())
        self._show_notices()
        self.pane.show_marks(self.notes.show_checked(self.checked, text))
        self._tell_state()

    def show_step(self, at: int) -> None:
        """Show the form of a stage, or of the method itself for -1."""
        self._keep_form()
        self.steps.choose(at)
        self.forms.setCurrentIndex(0 if at < 0 else 1)
        self._pages[0 if at < 0 else 1].verticalScrollBar().setValue(0)
        self._show_form()
        self._show_notices()
        self.pane.show_line(line_of(self.text(), self._name(), "id") - 1 if at >= 0 else 0)

    def _show_form(self) -> None:
        at, stages = self.steps.at(), tables.stages(self.table)
        if at < 0:
            self.head.show_table(self.table)
        elif at < len(stages):
            self.stage.show_stage(stages, at)

    def _name(self) -> str:
        at, stages = self.steps.at(), tables.stages(self.table)
        return str(stages[at].get("id", at + 1)) if 0 <= at < len(stages) else ""

    def _show_notices(self) -> None:
        name = self._name()
        (self.stage if name else self.head).show_notices(notices(self.checked, name))

    def _tell_state(self) -> None:
        self.title.setText(plain(self.table.get("title")) or t("Method"))
        wrong, doubts = len(self.checked.problems), len(self.checked.doubts)
        changed = self.path is not None and self.text() != self._opened
        parts = [t("Not saved yet") if changed else t("Saved")]
        if wrong:
            parts.append(t("{n} place is wrong", "{n} places are wrong", n=wrong))
        elif self.checked.method is not None:
            parts.append(
                t("{n} minute, nothing is wrong", "{n} minutes, nothing is wrong", n=self.checked.method.minutes)
            )
        if doubts:
            parts.append(t("{n} piece of advice", "{n} pieces of advice", n=doubts))
        self.state.setText(t.listed(parts))
        qt.mark(self.state, tone="bad" if wrong else "quiet")
        self.save_button.setEnabled(changed)

    # ------------------------------------------------------------------ changing

    def _keep_form(self) -> None:
        self._rest.stop()
        self.head.keep()
        self.stage.keep()

    def rested(self) -> None:
        """The keys were at rest for a moment: take what stands in the fields, as far as it is whole."""
        self.head.keep(resting=True)
        self.stage.keep(resting=True)

    def _change(self, change: Callable[[Table], None], at: int) -> None:
        self._keep_form()
        self._write(change)
        self.steps.choose(at)
        self.check()
        self._show_form()

    def _write(self, change: Callable[[Table], None]) -> None:
        text = self.text()
        if self.path is None:
            return
        try:
            table = parsed(text)
        except NotToml:
            return
        change(table)
        self.pane.replace_text(text_of(table, text))

    def _edit_head(self, names: dict[str, Any]) -> None:
        self._write(lambda table: tables.edit(table, names))
        self.check(from_form=True)

    def _edit_stage(self, names: dict[str, Any]) -> None:
        at = self.steps.at()
        if at >= 0:
            self._write(lambda table: tables.edit_stage(table, at, names))
            self.check(from_form=not {"activity", "id", "decides"} & set(names))

    # ------------------------------------------------------------------ going there

    def _go_to_field(self, field: str) -> None:
        self._go_to_line(line_of(self.text(), self._name(), field))

    def _go_to_line(self, line: int) -> None:
        self.pane.go_to(line)
        self.pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        form = self.head if self.steps.at() < 0 else self.stage
        return [self.steps.list, form.first, self.pane]

    # ------------------------------------------------------------------ keys

    def _typed(self, watched: QWidget) -> None:
        if self.head.isAncestorOf(watched) or self.stage.isAncestorOf(watched):
            self._rest.start()

    def _deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.matches(_UNDO):
            return self.undo
        if event.matches(_REDO) or event.keyCombination() == _REDO_TOO:
            return self.redo
        if event.matches(QKeySequence.StandardKey.Save):
            return self.save
        return None
