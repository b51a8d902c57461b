"""What stands beside the wall at the desk: a group's title, an arrow to draw, and ranks."""

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
from facilitator.activities.cluster.bodies import Declined, Related, Titled
from facilitator.activities.cluster.facts import RELATIONS_OF, Group, Look, State
from facilitator.activities.cluster.proposed import Proposal, candidates
from facilitator.activities.results import places
from facilitator.looks.qt.basics import WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import empty, label, put_text
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
        self._told: list[tuple[str, str]] = []
        inside = QWidget()
        inside.setProperty("plain", True)
        self._rows = QGridLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setColumnStretch(1, 1)
        self.setWidget(inside)
        self.hide()

    def show_ranks(self, look: Look, ranks: Mapping[str, int]) -> None:
        """Show the groups by rank; `1=` shares its place. Without ranks it hides."""
        there = {key: rank for key, rank in ranks.items() if key in look.groups}
        said = places(there)
        told = [(said[key], t.reader(look.groups[key].name)) for key in sorted(there, key=there.__getitem__)]
        self.setVisible(bool(told))
        if told == self._told:
            return
        self._told = told
        empty(self._rows)
        self._rows.addWidget(label(t("As the vote ranks them"), "strong"), 0, 0, 1, 2)
        for at, (place, name) in enumerate(told, 1):
            self._rows.addWidget(label(place, "title"), at, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(label(name, "body", wrap=True), at, 1)
        self._rows.setRowStretch(len(told) + 1, 1)
