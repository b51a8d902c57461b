"""One note, opened under the board: read it, reword it, hide it with a reason, or join several into one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from facilitator.desktop.run.join import clock_of_day
from facilitator.desktop.run.typing_panel import Words
from facilitator.looks.qt.basics import WrapRow
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import button, empty, label, margins, put_text
from facilitator.looks.qt.words import t
from facilitator.model.bodies import Edited, Hidden, Merged
from facilitator.model.entry import clean
from facilitator.model.notes import HIDDEN, Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import say
from facilitator.model.wording import may_name_somebody

KEYS = (KeyRow("Return", say("Hide or join, as the panel asks")),)
REASONS = (say("names someone"), say("abusive"), say("by mistake"))
_SOURCES = {
    "phone": say("by phone"),
    "host": say("called out by the host"),
    "facilitator": say("typed by the facilitator"),
    "scribe": say("written by the scribe"),
    "caller": say("said on the telephone"),
    "paper": say("from paper"),
    "import": say("imported"),
}


class NotePanel(QFrame):
    """The panel. `asked(body)` asks for an act on the note; `left` when it is closed."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self.mode = ""
        self.keys: list[str] = []
        self._body = QVBoxLayout(self)
        margins(self._body, 16, 12, 16, 12)
        self.field: QWidget | None = None
        self.options: list[tuple[QRadioButton, str]] = []
        self._group: QButtonGroup | None = None
        self.yes = button(t("Save"), look="primary", key="Ctrl+Enter")
        self.hide()

    # ------------------------------------------------------------------ four ways to open it

    def read(self, run: StageRun, note: Note, groups: Groups) -> None:
        """Show the whole note with what is known of it."""
        self._begin("read", [note.key])
        hidden = note.status == HIDDEN
        self._body.addWidget(label(note.text, "script", parent=self, wrap=True))
        told = [groups.label(note.group) if note.group else t("no group kept")]
        told += [t("table {table}", table=note.table)] if note.table else []
        told += [t(clock_of_day(note.at)), t.reader(_SOURCES.get(note.source, note.source))]
        told += [t("came late")] if note.late else []
        if hidden:
            told.append(t("hidden: {reason}", reason=note.reason) if note.reason else t("hidden"))
        self._body.addWidget(label(t.listed(told), "label", "quiet", self, wrap=True))
        if note.question:
            self._body.addWidget(
                label(t("Answers: {question}", question=note.question), "label", "quiet", self, wrap=True)
            )
        self._add_original(note)
        for part in run.notes.sources(note.key):
            whose = groups.label(part.group) if part.group else say("No group kept")
            words = t("Joined with: {text} ({group})", text=part.text, group=whose)
            self._body.addWidget(label(words, "label", "quiet", self, wrap=True))
        self._finish("")

    def edit(self, note: Note) -> None:
        """Reword a note; the first wording is kept and shown."""
        self._begin("edit", [note.key])
        self._body.addWidget(
            label(
                t("Edit this note. It is marked as edited, and the first wording stays in this file."),
                "label",
                "quiet",
                self,
                wrap=True,
            )
        )
        self._add_original(note)
        field = Words(self)
        field.setPlainText(note.text)
        field.setAccessibleName(t("New wording"))
        field.saved.connect(self._save)
        field.left.connect(self.close_panel)
        self._take_field(field)
        self.protects = QCheckBox(t("This protects a person: the old words are never printed or exported"), self)
        field.textChanged.connect(lambda: self._guess(note.text))
        self.protects.clicked.connect(self._tell)
        self._body.addWidget(self.protects)
        self._finish(t("Save"))

    def _tell(self) -> None:
        """Somebody said whether it protects: that is not guessed any more."""
        self._told = True

    def _guess(self, before: str) -> None:
        """Tick the box where the words that are gone may name somebody."""
        if not self._told and isinstance(self.field, Words):
            self.protects.setChecked(may_name_somebody(before, self.field.toPlainText()))

    def hide_note(self, notes: Sequence[Note]) -> None:
        """Hide notes from the board and the room, with a reason."""
        self._begin("hide", [note.key for note in notes])
        n, words = len(notes), _short(notes[0].text)
        asked = (
            t("Hide “{words}”. Why?", words=words) if n == 1 else t("Hide {n} note. Why?", "Hide {n} notes. Why?", n=n)
        )
        self._body.addWidget(label(asked, "strong", parent=self, wrap=True))
        self._choose([(t(reason), str(reason)) for reason in REASONS])
        field = QLineEdit(self)
        field.setPlaceholderText(t("or in other words"))
        field.setAccessibleName(t("Another reason"))
        field.setMaxLength(120)
        self._take_field(field)
        self._finish(t("Hide"))

    def merge(self, notes: Sequence[Note]) -> None:
        """Join notes into one; choose whose wording stays."""
        self._begin("merge", [note.key for note in notes])
        self._body.addWidget(
            label(
                t(
                    "Join {n} note into one. Which wording stays?",
                    "Join {n} notes into one. Which wording stays?",
                    n=len(notes),
                ),
                "strong",
                parent=self,
            )
        )
        self._choose([(note.text, note.key) for note in notes])
        self._finish(t("Join them"))

    def close_panel(self) -> None:
        """Close it without doing anything."""
        self.hide()
        self.mode, self.keys = "", []
        self.left.emit()

    # ------------------------------------------------------------------ parts

    def _begin(self, mode: str, keys: list[str]) -> None:
        self.mode, self.keys, self.field, self.options = mode, keys, None, []
        self._told = False
        empty(self._body)
        self._group = QButtonGroup(self)

    def _add_original(self, note: Note) -> None:
        if note.edited:
            self._body.addWidget(
                label(t("First wording: {original}", original=note.first), "label", "quiet", self, wrap=True)
            )

    def _choose(self, options: list[tuple[str, str]]) -> None:
        holder = QWidget(self)
        wide = any(len(text) > 40 for text, _ in options)
        row = QVBoxLayout(holder) if wide else WrapRow(holder, gap=16)
        row.setContentsMargins(0, 0, 0, 0)
        for text, value in options:
            option = QRadioButton(_short(text, 110).replace("&", "&&"), holder)
            option.setChecked(not self.options)
            if self._group:
                self._group.addButton(option)
            self.options.append((option, value))
            row.addWidget(option)
        self._body.addWidget(holder)

    def _take_field(self, field: QWidget) -> None:
        self.field = field
        self._body.addWidget(field)

    def _finish(self, yes: str) -> None:
        row = QHBoxLayout()
        row.addStretch(1)
        no = button(t("Close") if not yes else t("Leave it"), look="quiet", parent=self)
        no.clicked.connect(self.close_panel)
        row.addWidget(no)
        if yes:
            self.yes = button(yes, look="primary", key="Ctrl+Enter" if self.mode == "edit" else "", parent=self)
            self.yes.clicked.connect(self._save)
            row.addWidget(self.yes)
        self._body.addLayout(row)
        self.show()
        focus = self.field if self.mode == "edit" and self.field else self.options[0][0] if self.options else no
        focus.setFocus(Qt.FocusReason.TabFocusReason)

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Enter does what the panel is open for."""
        if self.mode in ("hide", "merge") and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
        else:
            super().keyPressEvent(event)

    def chosen(self) -> str:
        """The value of the option that is ticked."""
        return next((value for option, value in self.options if option.isChecked()), "")

    def _save(self) -> None:
        if self.mode == "edit" and isinstance(self.field, Words):
            text = clean(self.field.toPlainText())
            if not text:
                return
            self.asked.emit(Edited(self.keys[0], text, protects=self.protects.isChecked()))
        elif self.mode == "hide" and isinstance(self.field, QLineEdit):
            reason = " ".join(self.field.text().split()) or self.chosen()
            for key in self.keys:
                self.asked.emit(Hidden(key, reason))
        elif self.mode == "merge":
            into = self.chosen()
            self.asked.emit(Merged(tuple(key for key in self.keys if key != into), into))
        self.close_panel()

    def say_wrong(self, sentence: str) -> None:
        """Show a sentence where something cannot be done."""
        self._begin("read", [])
        made = label("", "label", "bad", self, wrap=True)
        put_text(made, sentence)
        self._body.addWidget(made)
        self._finish("")


def _short(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
