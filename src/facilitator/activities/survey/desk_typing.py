"""Typing in paper forms at the desk with the keyboard alone: a sign a question, Enter to go on, Enter to save."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facilitator.activities.contract import Refused
from facilitator.activities.survey.bodies import CALLER, FilledIn
from facilitator.activities.survey.form import Form, paper_token
from facilitator.activities.survey.instrument import NONE, Question
from facilitator.activities.survey.keyed import choices, hint, parse
from facilitator.activities.survey.pairing import read_code, shown_code
from facilitator.activities.survey.rules import State
from facilitator.looks.qt import kit
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.words import t
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import say

_LONG = ("text",)
KEYS = (
    KeyRow("Return", say("Go to the next field; after the last one the form is saved")),
    KeyRow("Up|Down", say("Go from field to field of a paper form")),
    KeyRow("Esc", say("Stop typing in paper forms")),
)


class TypingPanel(QFrame):
    """A paper form as a list of fields. `asked(body)` when one is to be stored; `left` on Esc."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        qt.mark(self, panel="card")
        self.run: StageRun | None = None
        self.groups = Groups()
        self.number = QLineEdit(self)
        self.number.setAccessibleName(t("Number of the paper form"))
        self.number.setFixedWidth(72)
        self.fields: dict[str, QLineEdit] = {}
        self.wave = ""
        self.code = QLineEdit(self)
        self.code.setAccessibleName(t("Code on the card, if the form has one"))
        self.code.setPlaceholderText(t("Card code"))
        self.code.setFixedWidth(112)
        self.code.hide()
        self.assisted = QCheckBox(t("Someone helped with this form"), self)
        self.telephone = QCheckBox(t("Answered on the telephone"), self)
        self.telephone.setToolTip(t("Stays for the next form, until you take it away"))
        self._calling = False
        self.save = Button(t("Save, next form"), look="primary", key="Enter", parent=self)
        self.said = kit.label(parent=self, wrap=True)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._questions: list[Question] = []
        self._arrange()
        self.save.clicked.connect(self.store)
        self.telephone.clicked.connect(self._call)
        self.number.returnPressed.connect(self._open_number)
        self.number.editingFinished.connect(self._fill_known)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(kit.label(t("Form no."), "label", parent=self))
        head.addWidget(self.number)
        head.addWidget(self.code)
        head.addWidget(self.said, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.telephone)
        foot.addWidget(self.assisted, 1)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        column.addLayout(foot)

    def show_run(self, run: StageRun, groups: Groups) -> None:
        """Follow a stage; what is being typed stays."""
        state: State = run.state
        self.wave = state.wave_of(run.id)
        questions = [q for q in state.instrument.in_wave(self.wave).questions if q.kind != "group" or groups]
        anew = self.run is None or run.id != self.run.id or questions != self._questions
        self.run, self.groups = run, groups
        self.code.setVisible(bool(self.wave))
        if anew:
            self._questions = questions
            self._make_fields()

    def begin(self) -> None:
        """An empty form with the next number, ready for its first answer."""
        if self.run is None:
            return
        state: State = self.run.state
        self.number.setText(str(state.next_number(self.wave)))
        self._clear()
        self._enter(self._first())

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Esc leaves; the arrows go from field to field."""
        at = self.focusWidget()
        places = list(self.fields.values())
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and at in places:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._go(places.index(at) + step)
        else:
            super().keyPressEvent(event)

    def store(self) -> None:
        """Ask for the form to be stored, then take the next one; a field that cannot be read keeps the focus."""
        number = self.number.text().strip()
        if self.run is None or not (number.isascii() and number.isdigit() and 0 < int(number) < 100_000):
            self._tell(t("Give the number on the form."), bad=True)
            self.number.setFocus()
            return
        answers, code = self._answers(), self._code()
        if answers is None or code is None:
            return
        if not answers:
            self._tell(t("This form is empty. An empty form is not counted."), bad=True)
            self._enter(self._first())
            return
        state: State = self.run.state
        token, assisted = paper_token(int(number)), self.assisted.isChecked()
        source = CALLER if self.telephone.isChecked() else "paper"
        form = FilledIn(
            state.instrument.version, answers, int(number), assisted, self.wave, code, token=token, source=source
        )
        self.asked.emit(form)
        self._clear()
        self._tell(t("Form {number} is saved.", number=int(number)), bad=False)
        self.number.setText(str(max(int(number) + 1, state.next_number(self.wave))))
        self._enter(self._first())

    def _answers(self) -> dict[str, Any] | None:
        found: dict[str, Any] = {}
        for question in self._questions:
            field = self.fields[question.id]
            try:
                value = parse(question, field.text(), self.groups)
            except Refused as refused:
                self._tell(t.reader(refused.sentence), bad=True)
                qt.mark(field, wrong=True)
                self._enter(field)
                return None
            qt.mark(field, wrong=False)
            if value is not None:
                found[question.id] = value
        return found

    def _code(self) -> str | None:
        """The card's code on a form of a wave, empty for none; None where it cannot be read, which is said."""
        typed = self.code.text() if self.wave else ""
        found = read_code(typed)
        if typed.strip() and not found:
            self._tell(t("A card code has six signs, such as K7M-2QD. Without a card leave it empty."), bad=True)
            self._enter(self.code)
            return None
        return found

    def _open_number(self) -> None:
        self._fill_known()
        self._enter(self._first())

    def _fill_known(self) -> None:
        """A number that was typed in before brings its answers back, to be mended."""
        number = self.number.text().strip()
        known: Form | None = None
        if self.run is not None and number.isascii() and number.isdigit():
            known = self.run.state.paper(int(number[:6]), self.wave)
        if known is None or any(field.text() for field in self.fields.values()):
            return
        for question in self._questions:
            if question.id in known.answers:
                self.fields[question.id].setText(sign_of(question, known.answers[question.id], self.groups))
        self.code.setText(known.code and shown_code(known.code))
        self.assisted.setChecked(known.assisted)
        self.telephone.setChecked(known.source == CALLER)
        words = t("Form {number} is already here. Saving this replaces it.", number=known.number)
        self._tell(words, bad=False)

    def _make_fields(self) -> None:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        self.fields = {}
        for row, question in enumerate(self._questions):
            name = kit.label(f"{row + 1}  {t.reader(question.name)}", "label")
            signs = kit.label(t(hint(question, self.groups)), "caption", "quiet", wrap=True)
            field = QLineEdit()
            spoken = t("{question} {hint}", question=question.text, hint=hint(question, self.groups))
            field.setAccessibleName(spoken)
            field.returnPressed.connect(lambda place=row + 1: self._go(place))
            if question.kind in _LONG:
                field.setMaxLength(question.limit)
            else:
                field.setFixedWidth(112)
            self.fields[question.id] = field
            grid.addWidget(name, row, 0)
            if question.kind in _LONG:
                grid.addWidget(field, row, 1, 1, 2)
            else:
                grid.addWidget(field, row, 1)
                grid.addWidget(signs, row, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(2, 3)
        grid.setRowStretch(grid.rowCount(), 1)
        self._area.setWidget(inside)
        for part in (inside, self._area.viewport()):
            part.setAutoFillBackground(False)

    def _call(self, on: bool) -> None:
        """Forms are keyed in from the telephone, one after another; one that is mended keeps its own mark."""
        self._calling = on

    def _first(self) -> QLineEdit:
        return next(iter(self.fields.values()), self.number)

    def _go(self, place: int) -> None:
        """To the field at a place; after the last one the form is saved."""
        fields = list(self.fields.values())
        if place >= len(fields):
            self.store()
            return
        self._enter(fields[max(0, place)])

    def _enter(self, field: QLineEdit) -> None:
        """Put the cursor into a field, and the field into sight."""
        field.setFocus()
        field.selectAll()
        middle = field.geometry().center()
        self._area.ensureVisible(middle.x(), middle.y(), 0, field.height())

    def _clear(self) -> None:
        for field in self.fields.values():
            field.clear()
            qt.mark(field, wrong=False)
        self.code.clear()
        self.assisted.setChecked(False)
        self.telephone.setChecked(self._calling)
        self._tell("", bad=False)

    def _tell(self, words: str, *, bad: bool) -> None:
        self.said.setText(words)
        qt.mark(self.said, type="label", tone="bad" if bad else "quiet")


def sign_of(question: Question, value: Any, groups: Groups) -> str:
    """The sign that stands for an answer in a field: the other way round than `keyed.parse`."""
    if value == NONE and question.kind == "scale":
        return "n"
    if isinstance(value, list | tuple):
        return " ".join(sign_of(question, one, groups) for one in value)
    numbered = [known for known, _label in choices(question, groups)]
    return str(numbered.index(value) + 1) if value in numbered else str(value)
