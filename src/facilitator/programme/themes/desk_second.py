"""A second reading: some comments are sorted once more by another person, who sees their words and the themes alone;
then how far the two agree, and where they differ.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.looks.qt.fields import ChoiceField, TextField
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.kit import button, empty, label, put_text, shortened
from facilitator.looks.qt.words import t
from facilitator.model.acts import new_id
from facilitator.model.programme import Programme
from facilitator.programme.comments import Comment
from facilitator.programme.themes.bodies import CoderTold, SecondCoded, SecondDrawn
from facilitator.programme.themes.desk_differences import Differences
from facilitator.programme.themes.report_second import latest, sentences
from facilitator.programme.themes.rules import Reading, State

SIZES = (30, 50, 100)
_KEYS, _EDGE = 9, 16


class SecondView(QWidget):
    """Drawing, the blind reading, and what came of it. `asked(body)` asks to keep something, `left()` to go back."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._state = State()
        self._comments: dict[str, Comment] = {}
        self._again = ""
        self.name = TextField(t("Name of the second person"))
        self.name.setMinimumWidth(self.name.fontMetrics().horizontalAdvance(self.name.placeholderText()) + 2 * _EDGE)
        self.many = ChoiceField([(str(n), t("{n} comment", "{n} comments", n=n)) for n in SIZES])
        self.many.setAccessibleName(t("How many comments are drawn"))
        self.draw, self.back = button(t("Draw a sample"), icon="plus"), button(t("Back to all comments"))
        self.about = label("", "body", "quiet", wrap=True)
        self.far, self.words = label("", "strong"), label("", "title", wrap=True)
        self.refusal = label("", "label", "bad", wrap=True)
        self.refusal.hide()
        self._answers, self.differences = QVBoxLayout(), Differences()
        self.differences.asked.connect(self.asked)
        self.draw.clicked.connect(self._draw)
        self.back.clicked.connect(self.left)
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        for part in (self.name, self.many, self.draw):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.back)
        inner = QWidget()
        column = QVBoxLayout(inner)
        for widget in (self.refusal, self.far, self.about, self.words):
            column.addWidget(widget)
        column.addLayout(self._answers)
        column.addWidget(self.differences, 9)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        whole.addLayout(head)
        whole.addWidget(area, 1)

    @property
    def reading(self) -> Reading | None:
        """The second reading that was drawn last."""
        return self._state.readings[-1] if self._state.readings else None

    @property
    def now(self) -> str:
        """The key of the comment that is to be read; "" where none is."""
        reading = self.reading
        if reading is not None and self._again in reading.second and not reading.done:
            return self._again
        return next((key for key in reading.first if key not in reading.second), "") if reading else ""

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        if self.now:
            return [self, self.back]
        found = [self.differences.list, self.differences.grid] if self.differences.chosen else []
        return [*found, self.name, self.back]

    def show_programme(self, programme: Programme, comments: Sequence[Comment]) -> None:
        """Show how far it is."""
        before, self._state = self.now, programme.aspects["themes"]
        self._comments = {each.key: each for each in comments}
        self.refusal.hide()
        reading, now = self.reading, self.now
        for part in (self.name, self.many, self.draw):
            part.setVisible(not now)
        empty(self._answers)
        self.words.setVisible(bool(now))
        if now and reading is not None:
            self.differences.hide()
            self._ask_for(reading, now)
        else:
            self._tell()
        if bool(before) != bool(now) and self.isVisible():
            self.panes()[0].setFocus()

    # ------------------------------------------------------------------ reading blind

    def _ask_for(self, reading: Reading, now: str) -> None:
        """One comment and the themes: no group, no place, no suggestion, no count."""
        empty(self._answers)
        n, at = len(reading.first), list(reading.first).index(now) + 1
        put_text(self.far, t("{done} of {n}", "{done} of {n}", n=n, done=at))
        found = self._comments.get(now)
        put_text(self.words, found.text if found else t("This comment is not there any more: put it nowhere."))
        about = t("Which one theme fits best? Press its number, or 0 for none of them; Backspace goes one back.")
        put_text(self.about, about)
        for number, theme in enumerate(self._state.themes.values(), 1):
            self._answer(theme.name, theme.id, str(number) if number <= _KEYS else "")
            if theme.inside:
                self._answers.addWidget(label(theme.inside, "caption", "quiet", wrap=True))
        self._answer(t("None of these"), "", "0")

    def _answer(self, words: str, theme: str, key: str) -> None:
        made = button(shortened(words), key=key)
        made.setToolTip(words)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda: self._put(theme))
        self._answers.addWidget(made)

    def _put(self, theme: str) -> None:
        reading, now = self.reading, self.now
        if reading is not None and now:
            self._again = ""
            self.asked.emit(SecondCoded(reading.id, now, theme))
            self.setFocus()

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Figures say where the comment belongs; Backspace goes to the one before."""
        if event.key() == Qt.Key.Key_Backspace and self.now and self.reading is not None:
            read = list(self.reading.second)
            before = read.index(self._again) if self._again in read else len(read)
            self._again = read[before - 1] if before else self._again
            self._ask_for(self.reading, self.now)
            return
        number, themes = event.key() - Qt.Key.Key_0, list(self._state.themes)
        if self.now and 0 <= number <= min(_KEYS, len(themes)):
            self._put(themes[number - 1] if number else "")
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ drawing, and what came of it

    def _draw(self) -> None:
        fit = [key for key, each in self._comments.items() if each.for_others.strip() and self._state.of(key).done]
        name = self.name.text().strip()
        if not name:
            self.refuse(t("Write who reads them a second time."))
            return
        known = {words: key for key, words in self._state.coders.items()}
        coder = known.get(name) or new_id()
        if name not in known:
            self.asked.emit(CoderTold(coder, name))
        drawn = random.sample(fit, min(len(fit), int(self.many.currentData())))
        self.asked.emit(SecondDrawn(new_id(), tuple(drawn), by=coder))

    def _tell(self) -> None:
        """How far the two agree, and the comments on which they do not."""
        reading = latest(self._state)
        put_text(self.far, t("Would someone else sort them in the same way?"))
        if reading is None:
            told = t("Draw a sample by chance, and let another person sort it, who sees nothing but the words and the "
                     "themes. How far you agree is then printed with the themes.")  # fmt: skip
            put_text(self.about, told)
            self.differences.hide()
            return
        put_text(self.about, "\n".join(t(each) for each in sentences(self._state, reading)))
        self.differences.show_reading(self._state, reading, self._comments)
        self.differences.show()

    def refuse(self, sentence: str) -> None:
        """Say why something was not kept."""
        self.refusal.setText(sentence)
        self.refusal.show()
