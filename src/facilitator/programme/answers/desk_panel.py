"""One row of the register at the desk: what people said, the comments that say so, and the answer, kept whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import HLine
from facilitator.looks.qt.fields import ChoiceField, DateField, GrowingText, Labelled, TextField
from facilitator.looks.qt.kit import button, label, refill
from facilitator.looks.qt.words import t
from facilitator.model.entry import local
from facilitator.model.moment import now_ms
from facilitator.model.people import Groups
from facilitator.model.say import say
from facilitator.programme.answers.bodies import AnswerAsked, AnswerGiven, AnswerRemoved
from facilitator.programme.answers.rules import ANSWERS, Point
from facilitator.programme.aspect import Subject
from facilitator.programme.desk_links import Links
from facilitator.programme.listed import Behind

_NO_GROUP = ("", say("No partner group"))


class AnswerForm(QWidget):
    """The answer to one row: a draft until it is kept. `asked(body)` asks to keep it."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._point = Point("")
        self.answer, self.group = ChoiceField(list(ANSWERS.items())), ChoiceField([_NO_GROUP])
        self.words, self.who = GrowingText(t("What will happen, or why not"), breaks=True), TextField(t("Name"))
        self.by, self.date = DateField(), DateField()
        self.keep = button(t("Keep the answer"), look="primary")
        self.keep.clicked.connect(self._ask)
        pair = QHBoxLayout()
        pair.addWidget(Labelled(t("By when"), self.by), 1)
        pair.addWidget(Labelled(t("Answered on"), self.date), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Labelled(t("Answer"), self.answer))
        column.addWidget(Labelled(t("In the words of those who answer"), self.words))
        column.addWidget(Labelled(t("Who answers"), self.who))
        column.addWidget(Labelled(t("For which partner group"), self.group))
        column.addLayout(pair)
        column.addWidget(self.keep)

    def show_point(self, point: Point, groups: Groups) -> None:
        """Show the answer that is kept, where another row is shown than before or another answer came."""
        refill(self.group, [(_NO_GROUP[0], t(_NO_GROUP[1])), *((each.id, each.label) for each in groups)])
        if point.id == self._point.id and point.given == self._point.given:
            return
        self._point = point
        self.answer.show_value(point.answer)
        self.words.setPlainText(point.words)
        self.who.setText(point.who)
        self.group.show_value(point.who_group)
        self.by.show_value(point.by)
        self.date.show_value(point.at or local(now_ms()).date().isoformat())

    def begin(self, answer: str) -> None:
        """Go on to the words for an answer."""
        self.answer.show_value(answer)
        self.words.setFocus()

    def _ask(self) -> None:
        answer, group = str(self.answer.currentData()), str(self.group.currentData() or "")
        words, who = self.words.toPlainText().strip(), self.who.text().strip()
        self.asked.emit(AnswerGiven(self._point.id, answer, words, who, group, self.by.iso(), self.date.iso()))


class PointPanel(QFrame):
    """One row. `asked(body)` asks for a change."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._point = Point("")
        self.said = GrowingText(t("What people said, in their own words"))
        self.theme, self.date = ChoiceField([("", t("No theme"))]), DateField()
        self.remove = button(t("Remove"), icon="trash")
        self.form, self.links = AnswerForm(), Links()
        self._connect()
        self._arrange()

    def _connect(self) -> None:
        ask = self.asked.emit
        self.said.committed.connect(lambda words: ask(AnswerAsked(self._point.id, point=words)))
        self.theme.committed.connect(lambda theme: ask(AnswerAsked(self._point.id, theme=theme)))
        self.date.committed.connect(lambda day: ask(AnswerAsked(self._point.id, date=day)))
        self.links.asked.connect(lambda keys: ask(AnswerAsked(self._point.id, targets=keys)))
        self.remove.clicked.connect(lambda: ask(AnswerRemoved(self._point.id)))
        self.form.asked.connect(self.asked)

    def _arrange(self) -> None:
        qt.mark(self, panel="panel")
        head = QHBoxLayout()
        head.addWidget(label(t("What people said"), "title"))
        head.addStretch(1)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(Labelled(t("In their words"), self.said))
        column.addWidget(Labelled(t("Theme"), self.theme))
        column.addWidget(Labelled(t("An answer was asked for on"), self.date))
        column.addWidget(HLine())
        column.addWidget(label(t("The answer"), "title"))
        column.addWidget(self.form)
        column.addWidget(HLine())
        column.addWidget(self.links)
        column.addWidget(label(t("A comment stands behind one row only: linked here, it leaves the other one."),
                               "caption", "quiet", wrap=True))  # fmt: skip
        column.addStretch(1)

    def show_point(self, point: Point, themes: Sequence[Subject], groups: Groups, every: Behind) -> None:
        """Show it as it is now."""
        if point.id != self._point.id:
            self.links.clear()
        self._point = point
        refill(self.theme, [("", t("No theme")), *((each.id, each.name) for each in themes)])
        self.theme.show_value(next((each.id for each in themes if point.theme in (each.id, *each.also)), ""))
        self.said.show_value(point.said)
        self.date.show_value(point.asked)
        self.form.show_point(point, groups)
        self.links.show_links(every, point.targets)
