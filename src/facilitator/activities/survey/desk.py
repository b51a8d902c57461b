"""A questionnaire at the desk: forms in, people present, paper forms, and counts once the form is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from facilitator.activities.desk import NoteDesk
from facilitator.activities.survey.bodies import AllCounted, GivenOut, Withheld
from facilitator.activities.survey.desk_typing import KEYS, TypingPanel
from facilitator.activities.survey.desk_waves import WavesPanel
from facilitator.activities.survey.figures import Count, Response, counts, response
from facilitator.activities.survey.rules import State, agreed, is_withheld
from facilitator.looks.qt import kit
from facilitator.looks.qt.basics import WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme
from facilitator.model.entry import public
from facilitator.model.moment import now_ms
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import Message, say
from facilitator.model.suppression import LEAST

MOST_PRESENT = 2000


class Board(NoteDesk):
    """Forms in, of people present. The facilitator's own notes stand under it as cards."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.panel = DeskPanel(self)
        self.layers.insertWidget(0, self.panel, 3)
        self.panel.asked.connect(self.asked)
        self.setFocusProxy(self.panel)

    @staticmethod
    def key_rows() -> tuple[KeyRow, ...]:
        """Those of cards, and those of what stands there beside them."""
        return (*NoteDesk.key_rows(), *KEYS)

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names the forms and notes that differ since the last call, None means all."""
        super().show_state(run, groups, changed)
        self.cards.setVisible(len(run.notes) > 0)
        self.panel.show_run(run, groups)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a writer let be quoted; `target` and `question` name them in the log."""

    target: str
    question: str
    name: str
    words: str
    printed: bool


class DeskPanel(QWidget):
    """`asked(body)` asks for an act of the stage: people present, or a paper form."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run: StageRun | None = None
        self.forms, self.about = kit.label(kind="heading", wrap=True), kit.label(kind="label", tone="quiet", wrap=True)
        self.present = QSpinBox(self)
        self.present.setRange(0, MOST_PRESENT)
        self.present.setSpecialValueText(t("not counted"))
        self.present.setAccessibleName(t("People present when the forms are given out"))
        self.type_paper = Button(t("Type in forms"), icon_name="keyboard", parent=self)
        self.type_paper.setCheckable(True)
        self.later = kit.label(kind="label", tone="quiet", wrap=True)
        self.count_all = Button(t("Nobody has one yet: count all"), parent=self)
        self.keying = TypingPanel(self)
        self.counts = CountsView(self)
        self.waves = WavesPanel(self)
        self._arrange()
        self.waves.asked.connect(self.asked)
        self.present.editingFinished.connect(self._say_present)
        self.type_paper.toggled.connect(self._turn)
        self.keying.asked.connect(self.asked)
        self.count_all.clicked.connect(lambda: self.asked.emit(AllCounted()))
        self.counts.asked.connect(self.asked)
        self.keying.left.connect(lambda: self.type_paper.setChecked(False))
        self.setFocusProxy(self.type_paper)

    def _arrange(self) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(2)
        beside.addWidget(self.forms)
        beside.addWidget(self.about)
        holder = QWidget(self)
        asks = WrapRow(holder, gap=8)
        caption = kit.label(t("Present when the forms are given out"), "label", "quiet")
        caption.setBuddy(self.present)
        asks.addWidget(caption)
        asks.addWidget(self.present)
        asks.addWidget(self.type_paper)
        asks.addWidget(self.count_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(beside)
        column.addWidget(self.later)
        column.addWidget(holder)
        column.addWidget(self.keying, 1)
        column.addWidget(self.counts, 1)
        column.addWidget(self.waves, 1)
        self.keying.hide()

    def show_run(self, run: StageRun, groups: Groups) -> None:
        """Show a stage as it is now."""
        if run is not self.run:
            self.type_paper.setChecked(False)
        self.run = run
        state: State = run.state
        wave = state.wave_of(run.id)
        said = response(state, run.present, wave)
        kit.put_text(self.forms, t(forms_in(said)))
        more = [t("{n} from paper", "{n} from paper", n=said.by_paper) if said.by_paper else ""]
        if said.by_caller:
            more += [t("{n} on the telephone", "{n} on the telephone", n=said.by_caller)]
        more += [t("{n} with someone's help", "{n} with someone's help", n=said.assisted) if said.assisted else ""]
        more += [
            t("{n} of another version, not counted", "{n} of another version, not counted", n=said.other_versions)
            if said.other_versions
            else ""
        ]
        kit.put_text(self.about, t.listed(more, "") or t("Answers are kept without names."))
        self._show_later(said)
        if not self.present.hasFocus():
            self.present.setValue(state.present(wave) or 0)
        self.keying.show_run(run, groups)
        closed = not run.answers_open(now_ms())
        self._turn_to(self.type_paper.isChecked())
        if wave:
            self.waves.show_run(run, groups, closed=closed)
        else:
            self.counts.show_counts(counts(state) if closed else [], quotes_of(state) if closed else [], closed)

    def _show_later(self, said: Response) -> None:
        """Say what is in no figure of a closed form; all of it may be, as long as nobody was given any figures."""
        waits = bool(said.waiting) and not said.open
        kit.put_text(self.later, t.listed([t(words) for words in said.on_the_way()], "") if waits else "")
        self.later.setVisible(waits)
        self.count_all.setVisible(waits)
        self.count_all.setToolTip(t("Only if no paper and no table of this form was given to anyone so far."))

    def _say_present(self) -> None:
        if self.run is None:
            return
        number = self.present.value() or None
        if number != self.run.state.present(self.run.state.wave_of(self.run.id)):
            self.asked.emit(GivenOut(number))

    def _turn_to(self, typing: bool) -> None:
        waves = self.run is not None and bool(self.run.state.wave_of(self.run.id))
        self.keying.setVisible(typing)
        self.counts.setVisible(not typing and not waves)
        self.waves.setVisible(not typing and waves)

    def _turn(self, typing: bool) -> None:
        self._turn_to(typing)
        if typing:
            self.keying.begin()
        else:
            self.type_paper.setFocus()


class CountsView(QScrollArea):
    """How each question was answered, and which words may be quoted; until the form is closed only a line on that.

    `asked(body)` when words are kept from being quoted, or let again.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._told: tuple[object, ...] = ("",)

    def show_counts(self, counted: Sequence[Count], quotes: Sequence[Quote], closed: bool) -> None:
        """Show the counts and words of a closed form; with no counts, why there are none."""
        told = (closed, *((c.question.id, *c.numbers, c.none) for c in counted), *quotes)
        if told == self._told:
            return
        self._told = told
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        if not counted:
            words = (
                t("Answers are shown from {n} form on.", "Answers are shown from {n} forms on.", n=LEAST)
                if closed
                else t("Answers can be read here once the form is closed.")
            )
            grid.addWidget(kit.label(words, "script", "quiet"), 0, 0)
        for row, count in enumerate(counted):
            name = kit.label(t(count.question.name), "label", wrap=True)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(kit.label(count_words(count), wrap=True), row, 1)
            answered = kit.label(t("{n} answered", "{n} answered", n=count.n), "label", "quiet")
            grid.addWidget(answered, row, 2, Qt.AlignmentFlag.AlignTop)
        if counted and quotes:
            grid.addWidget(kit.label(t("Words that may be printed"), "title"), grid.rowCount(), 0, 1, 3)
            caution = t("Their writers agreed. Untick it where words point to someone.")
            grid.addWidget(kit.label(caution, "label", "quiet"), grid.rowCount(), 0, 1, 3)
            for quote in quotes:
                self._add_quote(grid, quote)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(inside)

    def _add_quote(self, grid: QGridLayout, quote: Quote) -> None:
        row = grid.rowCount()
        box = QCheckBox(t(quote.name))
        box.setChecked(quote.printed)
        box.setAccessibleName(t("Print: {words}", words=quote.words))
        box.toggled.connect(lambda on: self.asked.emit(Withheld(quote.target, quote.question, on=not on)))
        words = kit.label(quote.words, "body", "" if quote.printed else "quiet", wrap=True)
        grid.addWidget(box, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, row, 1, 1, 2)


def forms_in(said: Response) -> Message:
    """ "23 of 25 forms in", or how many are in where nobody counted the people."""
    if said.present:
        return say("{forms} of {n} form in", "{forms} of {n} forms in", forms=said.forms, n=said.present)
    return say("{n} form in", "{n} forms in", n=said.forms)


def quotes_of(state: State) -> list[Quote]:
    """All words whose writers agreed to be quoted, under their questions."""
    asked = [q for q in state.instrument.questions if q.kind == "text"]
    return [
        Quote(public(form.key), question.id, question.name, words, not is_withheld(state, question, form))
        for question in asked
        for form, words in agreed(state, question)
    ]


def count_words(count: Count) -> str:
    """`1 poor: 0 · 2: 1 · 3: 3 · 4: 11 · 5 excellent: 8 · does not apply: 2`."""
    told = [t("{answer}: {count}", answer=label, count=number) for _value, label, number in count.answers]
    told += [t("does not apply: {count}", count=count.none)] if count.none else []
    return t.listed(told)
