"""How a questionnaire looks on a phone, beside where it is written: the pages of one wave, with nothing to press."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from facilitator.activities.survey.figures import options
from facilitator.activities.survey.instrument import WAVES, Instrument, Question
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import empty, label
from facilitator.looks.qt.page import Page
from facilitator.looks.qt.words import t
from facilitator.model.say import say

_NAMES = {WAVES[0]: say("Before"), WAVES[1]: say("After")}
_SHOWN = 14
"""So many answers of one question are drawn."""


class PhonePreview(QWidget):
    """Shows one page; `turned` gives the id of the first question of a page that was turned to."""

    turned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked: Instrument | None = None
        self.wave, self.at = WAVES[0], 0
        self.waves = {wave: Button(t(words)) for wave, words in _NAMES.items()}
        self.title, self.place = label("", "strong", wrap=True), label("", "caption", "quiet")
        self.progress = QProgressBar(textVisible=False)
        self.progress.setFixedHeight(4)
        self.body = QVBoxLayout()
        self.back, self.next = Button(t("Back")), Button(t("Next"), look="primary")
        self.nothing = label(t("Nothing is asked there."), "body", "quiet", wrap=True)
        self._arrange()
        self.back.clicked.connect(lambda: self.turn(-1))
        self.next.clicked.connect(lambda: self.turn(1))

    def _arrange(self) -> None:
        holder = QWidget()
        head = WrapRow(holder, gap=8)
        head.addWidget(label(t("On a phone"), "title"))
        self.group = QButtonGroup(self)
        for wave, button in self.waves.items():
            button.setCheckable(True)
            button.setChecked(wave == self.wave)
            self.group.addButton(button)
            button.clicked.connect(lambda _=False, wave=wave: self._take_wave(wave))
            head.addWidget(button)
        screen = QFrame()
        qt.mark(screen, panel="card")
        inside = QVBoxLayout(screen)
        inside.setContentsMargins(14, 14, 14, 14)
        inside.setSpacing(10)
        inside.addWidget(self.title)
        inside.addWidget(self.place)
        inside.addWidget(self.progress)
        inside.addWidget(self.nothing)
        self.body.setSpacing(8)
        inside.addLayout(self.body)
        inside.addStretch(1)
        turns = QHBoxLayout()
        turns.addWidget(self.back)
        turns.addWidget(self.next, 1)
        inside.addLayout(turns)
        screen.setMinimumHeight(460)
        inner = QWidget()
        inner.setProperty("plain", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(holder)
        column.addWidget(screen, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Page(inner, 420, edge=16))

    def show_asked(self, asked: Instrument | None, question: str = "") -> None:
        """Show a questionnaire, at the page with that question where there is one; None keeps what is shown."""
        if asked is not None:
            self.asked = asked
        if self.asked is None:
            return
        waves = self.asked.sort == "attitudes"
        for button in self.waves.values():
            button.setVisible(waves)
        found = self.asked.question(question)
        if waves and found and found.waves and self.wave not in found.waves:
            self.wave = found.waves[0]
        self.waves[self.wave].setChecked(True)
        steps = self._steps()
        self.at = next((n for n, step in enumerate(steps) if any(q.id == question for q in step)), self.at)
        self._draw()

    def turn(self, by: int) -> None:
        """Turn to another page."""
        steps = self._steps()
        self.at = min(max(0, self.at + by), max(0, len(steps) - 1))
        self._draw()
        if steps:
            self.turned.emit(steps[self.at][0].id)

    def _take_wave(self, wave: str) -> None:
        self.wave, self.at = wave, 0
        self._draw()

    def _steps(self) -> list[list[Question]]:
        if self.asked is None:
            return []
        return self.asked.in_wave(self.wave if self.asked.sort == "attitudes" else "").steps()

    def _draw(self) -> None:
        steps, asked = self._steps(), self.asked
        if asked is None:
            return
        self.at = min(self.at, max(0, len(steps) - 1))
        self.title.setText(t(asked.title))
        told = t("{no} of {all}", no=self.at + 1, all=len(steps)) if steps else ""
        if told and asked.sort == "attitudes":
            told = t("{wave}, {place}", wave=_NAMES[self.wave], place=told)
        self.place.setText(told)
        self.progress.setRange(0, max(1, len(steps)))
        self.progress.setValue(self.at + 1 if steps else 0)
        self.nothing.setVisible(not steps)
        self.back.setEnabled(self.at > 0)
        self.next.setEnabled(self.at + 1 < len(steps))
        empty(self.body)
        if steps and self.at == 0 and asked.intro:
            self.body.addWidget(label(t(asked.intro), "caption", "quiet", wrap=True))
        for question in steps[self.at] if steps else ():
            self._put(question, alone=len(steps[self.at]) == 1)

    def _put(self, question: Question, *, alone: bool) -> None:
        self.body.addWidget(label(t(question.text) or "…", "title" if alone else "strong", wrap=True))
        for words in _answers(question)[:_SHOWN]:
            self.body.addWidget(_box(words))
        if question.kind == "scale" and question.none:
            self.body.addSpacing(4)
            self.body.addWidget(_box(t(question.none), apart=True))


def _answers(question: Question) -> list[str]:
    """What somebody may choose, or what stands where they write."""
    if question.kind == "text":
        return [t("Write here, {n} character at most.", "Write here, {n} characters at most.", n=question.limit)]
    if question.kind == "date":
        return [t("A day")]
    if question.kind == "group":
        return [t("The partner groups of the workshop"), t("Another group")]
    if question.kind == "pick":
        return [t("The parts of the day")]
    return [t(words) for _, words in options(question)]


def _box(words: str, *, apart: bool = False) -> QFrame:
    """One answer in its frame; `apart` for the way out of a scale, which is no point of it."""
    made = QFrame()
    qt.mark(made, panel="apart" if apart else "answer")
    row = QHBoxLayout(made)
    row.setContentsMargins(10, 7, 10, 7)
    shown = label(words, "body", "quiet" if apart else "", wrap=True)
    row.addWidget(shown, 1, Qt.AlignmentFlag.AlignVCenter)
    return made
