"""The editor of a questionnaire: its questions at the left, one of them in a form, and how it looks on a phone.

The text of the file is the one truth: the form is read from it and writes into it, so that undo takes back all alike.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from copy import deepcopy

from PySide6.QtCore import QKeyCombination, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from facilitator.activities.survey import editing
from facilitator.activities.survey.advice import Advice, look_over
from facilitator.activities.survey.desk_form import HeadForm, QuestionForm, is_name
from facilitator.activities.survey.desk_list import KEYS as LIST_KEYS
from facilitator.activities.survey.desk_list import QuestionList
from facilitator.activities.survey.desk_phone import PhonePreview
from facilitator.activities.survey.desk_told import NotesList, about, heading, notices, rows
from facilitator.activities.survey.editing import Table
from facilitator.activities.survey.files import tables
from facilitator.activities.survey.instrument import Instrument
from facilitator.activities.survey.instrument_file import look
from facilitator.activities.survey.versions import WORDS, is_same, next_version, pieces, stands
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import HLine, VLine
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.keys_of_all import KeysOfAll
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.page import Page
from facilitator.looks.qt.words import t
from facilitator.model.say import say
from facilitator.model.toml_file import Problem

PAUSE_MS = 300
_NARROW = 1040
"""Px of the editor, in usual lettering, under which there is no room for form and phone side by side."""
KEYS = (
    KeyRow("Ctrl+T", say("Add a question to the questionnaire")),
    KeyRow("Ctrl+D", say("Duplicate a question of the questionnaire")),
    KeyRow("Ctrl+Z", say("Undo in the questionnaire")),
    KeyRow("Ctrl+Shift+Z", say("Redo in the questionnaire")),
)
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_REDO_TOO = QKeyCombination(_CTRL | _SHIFT, Qt.Key.Key_Z)


class Editor(KeysOfAll):
    """Edits the text of one questionnaire file, and writes nothing."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._text, self._new, self._closed = "", "", "", ""
        self._at = -1
        self._past: list[str] = []
        self._future: list[str] = []
        self.table: Table = {}
        self.asked: Instrument | None = None
        self.before: Instrument | None = None
        self._before_table: Table = {}
        self.problems: list[Problem] = []
        self.advice: list[Advice] = []
        self.list, self.phone, self.notes = QuestionList(), PhonePreview(), NotesList()
        self.head, self.form, self.forms = HeadForm(), QuestionForm(), QStackedWidget()
        self.turn = Button(t("See it on a phone"), icon_name="phone")
        self.turn.setCheckable(True)
        self.shut = label("", "body", wrap=True)
        self._rest = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._pages = [Page(form, 760, edge=24) for form in (self.head, self.form)]
        for page in self._pages:
            self.forms.addWidget(page)
        self._band = QFrame()
        qt.mark(self._band, panel="warn")
        inside = QVBoxLayout(self._band)
        inside.setContentsMargins(16, 10, 16, 10)
        inside.addWidget(self.shut)
        middle = QFrame()
        qt.mark(middle, panel="panel")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(16, 12, 16, 0)
        above.addWidget(self._band)
        above.addWidget(self.turn, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(above)
        column.addWidget(self.forms, 1)
        column.addWidget(HLine())
        column.addWidget(self.notes)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for part, share in ((self.list, 0), (VLine(), 0), (middle, 1), (VLine(), 0), (self.phone, 0)):
            row.addWidget(part, share)
        self._fit()

    def _connect(self) -> None:
        self.list.chosen.connect(self.show_question)
        self.list.moved.connect(lambda at, to: self._change(lambda table: editing.move(table, at, to), to))
        self.list.removed.connect(lambda at: self._change(lambda table: editing.remove(table, at), max(0, at - 1)))
        self.list.doubled.connect(lambda at: self._change(lambda table: editing.duplicate(table, at), at + 1))
        self.list.added.connect(self._add)
        self.head.edited.connect(lambda names: self._edit_head(names, quiet="sort" not in names))
        self.form.edited.connect(self._edit)
        self.form.scale_edited.connect(lambda scale: self._edit_head({"scale": scale}, quiet=True))
        self.form.joined.connect(self._join)
        self.form.sort_asked.connect(self._turn_into)
        self.form.labels_edited.connect(self._edit_answers)
        self.form.new_words.back.connect(self.put_back)
        self.notes.asked.connect(self.go_to)
        self.phone.turned.connect(self.go_to)
        self.turn.toggled.connect(lambda _: self._fit())
        self._rest.timeout.connect(lambda: self._keep(resting=True))

    # ------------------------------------------------------------------ opening

    @staticmethod
    def key_rows() -> tuple[KeyRow, ...]:
        """What keys do in it."""
        return (*LIST_KEYS, *KEYS)

    @property
    def widget(self) -> QWidget:
        """What is placed in the window."""
        return self

    def open_text(
        self, text: str, name: str, *, before: str = "", taken: Collection[str] = (), closed: str = ""
    ) -> None:
        """Show the text of a file. `before` is the one that it was made from, `taken` are versions that others have;
        `closed` says why it can only be read.
        """
        self._name, self._text, self._closed = name, text, closed
        self._past, self._future = [], []
        self.before, self._before_table = look(before, name)[0] if before else None, tables(before)
        version = str(tables(text).get("version", ""))
        stale = self.before is not None and version == self.before.version
        self._new = next_version(version, {version, *taken}) if stale else version
        self.shut.setText(t(closed) if closed else "")
        self._band.setVisible(bool(closed))
        self.list.let_change(not closed)
        for form in (self.head, self.form):
            form.setEnabled(not closed)
        self._at = -1
        self._read()
        self.show_question(0 if editing.questions(self.table) else -1)
        self.list.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """The text as it is now."""
        return self._text

    def keep(self) -> None:
        """Take what was typed and not yet taken."""
        self._keep()

    def may_step(self) -> tuple[bool, bool]:
        """Whether there is anything to undo, and whether to redo."""
        return bool(self._past), bool(self._future)

    def undo(self) -> None:
        """Take back the last change."""
        self._keep()
        self._step(self._past, self._future)

    def redo(self) -> None:
        """Bring back what was taken back."""
        self._keep()
        self._step(self._future, self._past)

    def _step(self, source: list[str], target: list[str]) -> None:
        if source:
            target.append(self._text)
            self._text = source.pop()
            self._read()
            self._show_form()

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        title = self.head.first if self._at < 0 else self.form.first
        return [self.list.rows, title, self.phone.next]

    # ------------------------------------------------------------------ showing

    def _read(self) -> None:
        """Read the text anew: rows, checks, versions and the phone."""
        made, self.problems = look(self._text, self._name)
        self.table, self.asked = tables(self._text), made
        self.advice = look_over(made) if made and not self.problems else []
        offers = self.table.get("sort") == "attitudes"
        self.list.offer(statements=offers)
        self._at = min(self._at, len(editing.questions(self.table)) - 1)
        self.list.show_rows(rows(self.table, made, self.before, self.problems), about(made))
        self.list.choose(self._at)
        self.notes.show_found(self.problems, self.advice, made)
        self._tell()
        self.phone.show_asked(made, self._id())
        self.changed.emit()

    def _tell(self) -> None:
        """Say under the fields what is wrong, and whether the words are new."""
        name, at = self._id(), self._at
        found = notices(self.problems, self.advice, name)
        (self.form if at >= 0 else self.head).show_notices(found)
        version = str(self.table.get("version", ""))
        self.form.new_words.hide()
        question = self.asked.question(name) if self.asked and at >= 0 else None
        was = self.before.question(name) if self.before and question else None
        if question and was and self.before and stands(question, self.before) == WORDS:
            new = [each.words for each in pieces(question.text, was.text) if each.changed]
            self.form.new_words.tell(new, version, self.before.version)
        self.head.version.setText(self._version_words(version))

    def _version_words(self, version: str) -> str:
        if self.before is None or self.asked is None:
            return t("Version {version}. A changed word will be another version.", version=version)
        if is_same(self.asked, self.before):
            return t("Version {version}: every word is as it was. A changed word will make it {new}.", version=version,
                     new=self._new)  # fmt: skip
        return t("Version {version}, made from {before}. Answers to the two are never added up.", version=version,
                 before=self.before.version)  # fmt: skip

    def show_question(self, at: int) -> None:
        """Show the form of a question, or of the questionnaire itself for -1."""
        self._keep()
        self._at = at
        self.list.choose(at)
        self.forms.setCurrentIndex(0 if at < 0 else 1)
        self._pages[0 if at < 0 else 1].verticalScrollBar().setValue(0)
        self._show_form()
        self.phone.show_asked(self.asked, self._id())

    def go_to(self, name: str) -> None:
        """Show the question with that id, or the questionnaire itself."""
        every = editing.questions(self.table)
        self.show_question(next((n for n, each in enumerate(every) if each.get("id") == name), -1))

    def _show_form(self) -> None:
        at, every = self._at, editing.questions(self.table)
        self.forms.setCurrentIndex(0 if at < 0 else 1)
        if 0 <= at < len(every):
            joined, title = editing.pages(self.table)[at], heading(self.table, at)
            self.form.show_question(self.table, every[at], title, joined=joined, first=at == 0)
        else:
            self.head.show_table(self.table)
        self._tell()

    def _id(self) -> str:
        at, every = self._at, editing.questions(self.table)
        return str(every[at].get("id", at + 1)) if 0 <= at < len(every) else ""

    # ------------------------------------------------------------------ changing

    def _keep(self, *, resting: bool = False) -> None:
        self._rest.stop()
        for form in (self.head, self.form):
            form.keep(resting=resting)

    def _write(self, change: Callable[[Table], None]) -> None:
        """Change the tables, as one step that undo takes back."""
        if self._closed or not self.table:
            return
        table = deepcopy(self.table)
        change(table)
        text = editing.written(table, self._text, self._name, self.before, self._new)
        if text != self._text:
            self._past.append(self._text)
            self._future.clear()
            self._text = text

    def _change(self, change: Callable[[Table], None], at: int) -> None:
        self._keep()
        self._write(change)
        self._at = min(at, len(editing.questions(tables(self._text))) - 1)
        self._read()
        self._show_form()

    def _add(self, at: int, sort: str) -> None:
        self._change(lambda table: editing.add(table, at, sort), at)
        self.form.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self, names: Table) -> None:
        at = self._at
        if "id" in names and not is_name(str(names["id"])):
            self._show_form()
        elif 0 <= at < len(editing.questions(self.table)):
            self._write(lambda table: editing.edit(editing.questions(table)[at], names))
            self._read()

    def _edit_head(self, names: Table, *, quiet: bool) -> None:
        self._write(lambda table: table.update(names))
        self._read()
        if not quiet:
            self._show_form()

    def _edit_answers(self, labels: list[str]) -> None:
        at = self._at
        given = editing.questions(self.table)[at].get("choices") if at >= 0 else None
        self._edit({"choices": editing.choices(labels, given if isinstance(given, list) else [])})

    def _join(self, on: bool) -> None:
        at, joined = self._at, editing.pages(self.table)
        if at > 0:
            joined[at] = on
            self._change(lambda table: editing.turn_pages(table, joined), at)

    def _turn_into(self, sort: str) -> None:
        at = self._at
        self._change(lambda table: editing.turn_into(editing.questions(table)[at], sort), at)

    def put_back(self) -> None:
        """The words of this question as they were in the version that it was made from."""
        name, at = self._id(), self._at
        was = next((each for each in editing.questions(self._before_table) if each.get("id") == name), None)
        if was is not None and at >= 0:
            self._change(lambda table: editing.put_back(table, at, was), at)

    # ------------------------------------------------------------------ keys and sizes

    def _fit(self) -> None:
        """Room for the form first: in a narrow window the phone takes the place of the list when it is asked for."""
        wide, narrow = self.width() >= 1300, self.width() < _NARROW * qt.scale()
        shows = narrow and self.turn.isChecked()
        self.turn.setVisible(narrow)
        self.list.setVisible(not shows)
        self.phone.setVisible(shows or not narrow)
        self.list.setFixedWidth(round((312 if wide else 250) * min(qt.scale(), 1.15)))
        self.phone.setFixedWidth(360 if wide else 292)

    @guarded
    def resizeEvent(self, event: object, /) -> None:
        """Room for the form first."""
        self._fit()

    def _typed(self, watched: QWidget) -> None:
        if self.forms.isAncestorOf(watched):
            self._rest.start()

    def _deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.undo
        if event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() == _REDO_TOO:
            return self.redo
        if event.modifiers() == _CTRL and event.key() == Qt.Key.Key_T:
            return self.list.add.click
        if event.modifiers() == _CTRL and event.key() == Qt.Key.Key_D:
            return self.list.double.click
        return None
