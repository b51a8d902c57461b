"""The page on which a questionnaire is edited: what it is and what can be done with it, over the editor itself."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.activities import boards
from facilitator.desktop.questionnaires.shelf import Book
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import Chip
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.words import t
from facilitator.model.say import say

KEYS = (KeyRow("Ctrl+S", say("Save the questionnaire")),)


@dataclass(frozen=True, slots=True)
class Open:
    """What is open in the editor: a `book` of the shelf, or what a stage of a `workshop` asks, both by id.

    `text` is as it was when it was opened, or saved last.
    """

    kind: str
    text: str
    book: Book | None = None
    stage: str = ""
    workshop: str = ""


class EditorPage(QWidget):
    """Head and editor. What is asked of it is for the place to do."""

    left = Signal()
    save_asked = Signal()
    lock_asked = Signal()
    copy_asked = Signal()

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = boards.editor(kind)
        self.title, self.chip, self.state = ElidedLabel("", "heading"), Chip(""), ElidedLabel("", "caption")
        qt.mark(self.state, tone="quiet")
        self.back = Button("", icon_name="back", look="quiet")
        self.undo_button, self.redo_button = Button(t("Undo"), icon_name="undo"), Button(t("Redo"))
        self.lock_button = Button(t("Check and lock…"), icon_name="lock")
        self.copy_button = Button("", icon_name="copy", look="primary")
        self.save_button = Button(t("Save"), look="primary")
        self._arrange()
        save = QAction(self)
        save.setShortcut(QKeySequence("Ctrl+S"))
        save.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.triggered.connect(self._save)
        self.addAction(save)
        self.back.clicked.connect(self.left)
        self.undo_button.clicked.connect(self.editor.undo)
        self.redo_button.clicked.connect(self.editor.redo)
        self.save_button.clicked.connect(self._save)
        self.lock_button.clicked.connect(self.lock_asked)
        self.copy_button.clicked.connect(self.copy_asked)

    def _arrange(self) -> None:
        head = QFrame()
        qt.mark(head, panel="strip")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(self.back)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.state)
        row.addLayout(words, 1)
        row.addWidget(self.chip)
        for button in (self.undo_button, self.redo_button, self.lock_button, self.copy_button, self.save_button):
            row.addWidget(button)
        self.undo_button.setToolTip(t("Undo (Ctrl+Z)"))
        self.redo_button.setToolTip(t("Redo (Ctrl+Shift+Z)"))
        self.save_button.setToolTip(t("Save (Ctrl+S)"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.editor.widget, 1)

    def _save(self) -> None:
        if not self.save_button.isHidden():
            self.save_asked.emit()
