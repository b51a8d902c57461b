"""What stands beside the wall at the desk: a group's title, an arrow to draw, ranks, and whether two groups are one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facilitator.activities.cluster.advice import doubts
from facilitator.activities.cluster.bodies import Declined, MergeAsked, MergeHands, MergeSettled, Related, Titled
from facilitator.activities.cluster.facts import RELATIONS_OF, Group, Look, Poll, Proposal, State, candidates
from facilitator.looks.qt.basics import WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import empty, label, number, put_text
from facilitator.looks.qt.words import t
from facilitator.model.say import Listed, say

_OFFERED = 12


class Panel(QFrame):
    """A panel beside the wall; `acted(body)` asks for an act."""

    acted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 8, 12, 10)
        self.column.setSpacing(6)
        self.hide()

    def _row(self, *parts: QWidget, stretch: int = -1) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for at, part in enumerate(parts):
            row.addWidget(part, 1 if at == stretch else 0)
        self.column.addLayout(row)
        return row


class TitlePanel(Panel):
    """The title of one group: what people proposed, each to take with a click and blend, and a line to write in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = ""
        self._shown: list[tuple[str, int]] = []
        self._name = label("", "label", parent=self)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(t("The group's title"))
        self.line.setPlaceholderText(t("What these notes say together, as a sentence"))
        self.save = Button(t("Give this title"), look="primary", parent=self)
        self.doubt = label("", "label", "warn", self, wrap=True)
        self._offers = QWidget(self)
        self._wrap = WrapRow(self._offers, gap=6)
        self.column.addWidget(self._name)
        self.column.addWidget(self._offers)
        self.column.addWidget(self.line)
        self.column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.doubt)
        self.line.textChanged.connect(self._look_over)
        self.line.returnPressed.connect(self._ask)
        self.save.clicked.connect(self._ask)

    def show_group(self, state: State, group: Group) -> None:
        """Take a group; a title being written is not taken away."""
        other, self.group = self.group != group.key, group.key
        offered = candidates(state, group.key)
        title = t("Title of group {no}: nobody has proposed one yet", no=group.no)
        if offered:
            title = t(
                "Title of group {no}: {n} proposed",
                "Title of group {no}: {n} proposed",
                no=group.no,
                n=sum(c.said for c in offered),
            )
        put_text(self._name, title)
        pairs = [(c.text, c.said) for c in offered[:_OFFERED]]
        if pairs != self._shown or other:
            self._offer(pairs)
        if other or not self.line.hasFocus():
            self.line.setText(group.title)
        self._look_over()
        self.show()

    def _offer(self, pairs: list[tuple[str, int]]) -> None:
        self._shown = pairs
        empty(self._wrap)
        for text, said in pairs:
            short = text if len(text) <= 60 else f"{text[:59]}…"
            offer = Button(f"{short} ({said})" if said > 1 else short, parent=self._offers)
            offer.setToolTip(text)
            offer.setAccessibleName(t("Take the title: {title}", title=text))
            offer.clicked.connect(lambda _=False, words=text: self._take(words))
            self._wrap.addWidget(offer)
            offer.show()
        self._offers.setVisible(bool(pairs))

    def _take(self, words: str) -> None:
        self.line.setText(words)
        self.line.setFocus()

    def _look_over(self) -> None:
        self.doubt.setText(" ".join(map(t, doubts(self.line.text()))))
        self.doubt.setVisible(bool(self.doubt.text()))

    def _ask(self) -> None:
        title = " ".join(self.line.text().split())
        if self.group and title:
            self.acted.emit(Titled(self.group, title))


class ArrowPanel(Panel):
    """An arrow to draw between two groups, and the arrows that phones propose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start, self.kind, self.end = QComboBox(self), QComboBox(self), QComboBox(self)
        self.why = QLineEdit(self)
        self.draw = Button(t("Draw the arrow"), look="primary", parent=self)
        self._groups: list[tuple[str, str]] = []
        self.offered: list[Proposal] = []
        self._proposed = QWidget(self)
        self._rows = QVBoxLayout(self._proposed)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        names = (t("The group it comes from"), t("What the arrow means"), t("The group it goes to"))
        for box, name in zip((self.start, self.kind, self.end), names, strict=True):
            box.setAccessibleName(name)
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for kind, words in RELATIONS_OF.items():
            self.kind.addItem(t(words), kind)
        self.why.setPlaceholderText(t("Why, in a word"))
        self.why.setAccessibleName(t("Why, in a word"))
        self.why.setMaxLength(40)
        self.column.addWidget(self._proposed)
        for part in (self.start, self.kind, self.end, self.why):
            self.column.addWidget(part)
        self.column.addWidget(self.draw, 0, Qt.AlignmentFlag.AlignLeft)
        self.draw.clicked.connect(self._ask)
        self.why.returnPressed.connect(self._ask)

    def show_look(self, look: Look, proposed: Sequence[Proposal]) -> None:
        """Take the groups there are and what is proposed."""
        groups = [(g.key, t.reader(g.name)) for g in look.groups.values()]
        if groups != self._groups:
            self._groups = groups
            for place, box in enumerate((self.start, self.end)):
                chosen = box.findData(box.currentData())
                box.clear()
                for key, name in groups:
                    box.addItem(name, key)
                box.setCurrentIndex(min(chosen if chosen >= 0 else place, len(groups) - 1))
        if list(proposed) != self.offered:
            self.offered = list(proposed)
            self._offer(look)
        self.draw.setEnabled(len(groups) > 1)
        self.show()

    def link(self, start: str, end: str) -> None:
        """Begin an arrow from one group to another."""
        self.start.setCurrentIndex(max(0, self.start.findData(start)))
        self.end.setCurrentIndex(max(0, self.end.findData(end)))
        self.kind.setFocus()

    def _offer(self, look: Look) -> None:
        empty(self._rows)
        for proposal in self.offered[:4]:
            self._rows.addWidget(self._proposal(look, proposal))
        if len(self.offered) > 4:
            more = t("{n} more waits.", "{n} more wait.", n=len(self.offered) - 4)
            self._rows.addWidget(label(more, "label", "quiet", self._proposed))
        self._proposed.setVisible(bool(self.offered))

    def _proposal(self, look: Look, proposal: Proposal) -> QWidget:
        line = QWidget(self._proposed)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        words = _proposal_words(look, proposal)
        yes, no = Button(t("Draw it"), parent=line), Button(t("Leave it"), look="quiet", parent=line)
        column.addWidget(label(words, "label", parent=line, wrap=True))
        row = QHBoxLayout()
        row.addWidget(yes)
        row.addWidget(no)
        row.addStretch(1)
        column.addLayout(row)
        arrow = proposal.start, proposal.end, proposal.kind
        why = next((w for w in proposal.whys if w), "")
        yes.clicked.connect(lambda: self.acted.emit(Related(*arrow, why)))
        no.clicked.connect(lambda: self.acted.emit(Declined(*arrow)))
        return line

    def _ask(self) -> None:
        start, end = self.start.currentData(), self.end.currentData()
        if start and end and start != end:
            why = " ".join(self.why.text().split())
            self.acted.emit(Related(start, end, str(self.kind.currentData()), why))
            self.why.clear()


def _proposal_words(look: Look, proposal: Proposal) -> str:
    """`3 × Open early · leads to · Less waiting (nobody queues)`."""
    start, end = look.groups[proposal.start].name, look.groups[proposal.end].name
    said = say("{one} · {relation} · {other}", one=start, relation=RELATIONS_OF[proposal.kind], other=end)
    if any(proposal.whys):
        said = say("{arrow} ({why})", arrow=said, why=Listed(tuple(proposal.whys), ";"))
    return t(say("{count} × {arrow}", count=proposal.said, arrow=said) if proposal.said > 1 else said)


class RankList(QScrollArea):
    """The groups in the order of the vote on them; hidden until that is known."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._told: list[tuple[int, str]] = []
        inside = QWidget()
        inside.setProperty("plain", True)
        self._rows = QGridLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setColumnStretch(1, 1)
        self.setWidget(inside)
        self.hide()

    def show_ranks(self, look: Look, ranks: Mapping[str, int]) -> None:
        """Show the groups by rank; equal ranks stand as they are. Without ranks it hides."""
        told = sorted((ranks[key], t.reader(group.name)) for key, group in look.groups.items() if key in ranks)
        self.setVisible(bool(told))
        if told == self._told:
            return
        self._told = told
        empty(self._rows)
        self._rows.addWidget(label(t("As the vote ranks them"), "strong"), 0, 0, 1, 2)
        for at, (rank, name) in enumerate(told, 1):
            self._rows.addWidget(label(str(rank), "title"), at, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(label(name, "body", wrap=True), at, 1)
        self._rows.setRowStretch(len(told) + 1, 1)


class MergePanel(Panel):
    """Whether two groups are one: ask the room, count, and join them only if nobody says no."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.poll: Poll | None = None
        self.one, self.other = QComboBox(self), QComboBox(self)
        self.ask = Button(t("Ask the room"), parent=self)
        self.words = label("", "label", parent=self, wrap=True)
        self.same = number(t("Hands: the same"), 999, width=64)
        self.different = number(t("Hands: two"), 999, width=64)
        self.count = Button(t("Count hands"), parent=self)
        self.title = QLineEdit(self)
        self.join, self.leave = (
            Button(t("Make them one"), look="primary", parent=self),
            Button(t("Keep them apart"), parent=self),
        )
        self._groups: list[tuple[str, str]] = []
        self._asking, self._answering = QWidget(self), QWidget(self)
        self._arrange()
        self.ask.clicked.connect(self._ask_room)
        self.count.clicked.connect(self._count)
        self.join.clicked.connect(lambda: self._settle(merge=True))
        self.leave.clicked.connect(lambda: self._settle(merge=False))

    def _arrange(self) -> None:
        row = QVBoxLayout(self._asking)
        row.setContentsMargins(0, 0, 0, 0)
        asked = t("Are two of them the same? They are only joined if everyone agrees.")
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
        answers.addLayout(counts)
        for each in (self.count, self.join, self.leave):
            answers.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        self.title.setPlaceholderText(t("Title of the joined group"))
        self.title.setAccessibleName(t("Title of the joined group"))
        for part in (self.words, self._asking, self.title, self._answering):
            self.column.addWidget(part)

    def show_state(self, state: State, look: Look) -> None:
        """Take the groups there are, and the question that is open."""
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
        self._asking.setVisible(poll is None)
        self._answering.setVisible(poll is not None)
        self.words.setVisible(poll is not None)
        self.title.setVisible(poll is not None and poll.unanimous)
        if poll is not None:
            self.words.setText(poll_words(poll))
            self.join.setEnabled(poll.unanimous)
            if fresh:
                self.title.setText(state.groups[poll.groups[0]].title)
                self.same.setValue(0)
                self.different.setValue(0)
        self.show()

    def choose(self, groups: Sequence[str]) -> None:
        """Put two groups into the question."""
        for box, key in zip((self.one, self.other), groups, strict=False):
            box.setCurrentIndex(max(0, box.findData(key)))

    def _ask_room(self) -> None:
        pair = (self.one.currentData(), self.other.currentData())
        if all(pair) and pair[0] != pair[1]:
            self.acted.emit(MergeAsked(pair))

    def _count(self) -> None:
        if self.poll:
            self.acted.emit(MergeHands(self.poll.key, self.same.value(), self.different.value()))

    def _settle(self, *, merge: bool) -> None:
        if self.poll:
            title = " ".join(self.title.text().split()) if merge else ""
            self.acted.emit(MergeSettled(self.poll.key, merge, title))


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
