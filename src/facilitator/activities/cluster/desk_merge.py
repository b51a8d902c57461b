"""Whether two groups are one, at the desk: the room is asked, all who are present are counted, nobody may say no."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facilitator.activities.cluster.bodies import MergeAsked, MergeHands, MergeSettled
from facilitator.activities.cluster.desk_panels import Panel
from facilitator.activities.cluster.facts import Look, Poll, State
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import label, number, put_text
from facilitator.looks.qt.words import t
from facilitator.model.say import say


class MergePanel(Panel):
    """Whether two groups are one: ask the room, count, and join them only if all present say so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.poll: Poll | None = None
        self.one, self.other = QComboBox(self), QComboBox(self)
        self.ask = Button(t("Ask the room"), parent=self)
        self.words = label("", "label", parent=self, wrap=True)
        self.same = number(t("Hands: the same"), 999, width=64)
        self.different = number(t("Hands: two"), 999, width=64)
        self.count = Button(t("Count hands"), parent=self)
        self.present = number(t("People in the room"), 9999, width=76)
        self.state_words = label("", "label", parent=self, wrap=True)
        self.title = QLineEdit(self)
        self.join, self.leave = (
            Button(t("Make them one"), look="primary", parent=self),
            Button(t("Keep them apart"), parent=self),
        )
        self._groups: list[tuple[str, str]] = []
        self._asking, self._answering = QWidget(self), QWidget(self)
        self._arrange()
        self.ask.clicked.connect(self._ask_room)
        for box in (self.one, self.other):
            box.currentIndexChanged.connect(lambda _: self.ask.setEnabled(bool(self._pair())))
        self.count.clicked.connect(self._count)
        self.present.valueChanged.connect(self._weigh)
        self.join.clicked.connect(lambda: self._settle(merge=True))
        self.leave.clicked.connect(lambda: self._settle(merge=False))

    def _arrange(self) -> None:
        row = QVBoxLayout(self._asking)
        row.setContentsMargins(0, 0, 0, 0)
        asked = t("Are two of them the same? They are only joined if everyone present agrees.")
        row.addWidget(label(asked, "label", parent=self, wrap=True))
        for box, name in ((self.one, t("One group")), (self.other, t("The other group"))):
            box.setAccessibleName(name)
            box.setMinimumContentsLength(14)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            row.addWidget(box)
        row.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        answers = QVBoxLayout(self._answering)
        answers.setContentsMargins(0, 0, 0, 0)
        counts = QHBoxLayout()
        for said, hands in ((t("Same"), self.same), (t("Two"), self.different)):
            counts.addWidget(label(said, "label", "quiet", self))
            counts.addWidget(hands)
        counts.addStretch(1)
        there = QHBoxLayout()
        there.addWidget(label(t("People in the room"), "label", "quiet", self))
        there.addWidget(self.present)
        there.addStretch(1)
        answers.addWidget(label(t("Hands of those who did not answer by phone:"), "label", "quiet", self, wrap=True))
        answers.addLayout(counts)
        answers.addWidget(self.count, 0, Qt.AlignmentFlag.AlignLeft)
        answers.addLayout(there)
        answers.addWidget(self.state_words)
        for each in (self.join, self.leave):
            answers.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        self.title.setPlaceholderText(t("Title of the joined group"))
        self.title.setAccessibleName(t("Title of the joined group"))
        for part in (self.words, self._asking, self.title, self._answering):
            self.column.addWidget(part)

    def show_state(self, state: State, look: Look, present: int) -> None:
        """Take the groups there are, and the question that is open; `present` people are thought to be in the room."""
        poll = state.open_poll()
        fresh = poll is not None and (self.poll is None or self.poll.key != poll.key)
        self.poll = poll
        groups = [(g.key, t.reader(g.name)) for g in look.groups.values()]
        if groups != self._groups:
            self._groups = groups
            for place, box in enumerate((self.one, self.other)):
                box.clear()
                for key, name in groups:
                    box.addItem(name, key)
                box.setCurrentIndex(min(place, len(groups) - 1))
        self.ask.setEnabled(bool(self._pair()))
        self._asking.setVisible(poll is None)
        self._answering.setVisible(poll is not None)
        self.words.setVisible(poll is not None)
        if poll is not None:
            self.words.setText(poll_words(poll))
            if fresh:
                self.present.setValue(present)
                self.title.setText(state.groups[poll.groups[0]].title)
                self.same.setValue(0)
                self.different.setValue(0)
        self._weigh()
        self.show()

    def _weigh(self) -> None:
        """Whether each of those present has said that they are the same: nothing less makes two groups one."""
        poll, present = self.poll, self.present.value()
        agreed = poll is not None and poll.by_all(present)
        self.title.setVisible(agreed)
        self.join.setEnabled(agreed)
        if poll is not None:
            put_text(self.state_words, present_words(poll, present))

    def choose(self, groups: Sequence[str]) -> None:
        """Put two groups into the question."""
        for box, key in zip((self.one, self.other), groups, strict=False):
            box.setCurrentIndex(max(0, box.findData(key)))

    def _pair(self) -> tuple[str, str] | None:
        """The two groups that are chosen; None unless they are two."""
        one, other = self.one.currentData(), self.other.currentData()
        return (one, other) if one and other and one != other else None

    def _ask_room(self) -> None:
        if pair := self._pair():
            self.acted.emit(MergeAsked(pair))

    def _count(self) -> None:
        if self.poll:
            self.acted.emit(MergeHands(self.poll.key, self.same.value(), self.different.value()))

    def _settle(self, *, merge: bool) -> None:
        if self.poll:
            title = " ".join(self.title.text().split()) if merge else ""
            self.acted.emit(MergeSettled(self.poll.key, merge, title, self.present.value()))


def present_words(poll: Poll, present: int) -> str:
    """How many of those present have said what, and what that allows."""
    answered = poll.same + poll.different
    if poll.different:
        return t("Not everyone says the same, so they stay apart.")
    if not present:
        return t("Say how many are in the room.")
    if answered > present:
        return t("{answered} answered: count the people in the room again.", answered=answered)
    if answered < present:
        return t(
            "{n} of {present} says the same. Joined only if all do.",
            "{n} of {present} say the same. Joined only if all do.",
            n=poll.same,
            present=present,
        )
    return t("All {present} in the room say the same.", present=present)


def poll_words(poll: Poll) -> str:
    """The counts and what they are about: `23 say the same, 1 says two (n=24): "A" and "B"`."""
    return t(
        "{same}, {two} (n={n}): “{one}” and “{other}”",
        same=say("{n} says the same", "{n} say the same", n=poll.same),
        two=say("{n} says two", "{n} say two", n=poll.different),
        n=poll.same + poll.different,
        one=poll.names[0],
        other=poll.names[1],
    )
