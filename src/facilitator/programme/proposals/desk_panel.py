"""One proposal at the desk: its words, its theme, how firm the room left it, what it rests on, the comments behind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import HLine
from facilitator.looks.qt.fields import ChoiceField, DateField, GrowingText, Labelled, TextField
from facilitator.looks.qt.kit import button, discard, label, number, put_text, refill
from facilitator.looks.qt.words import t
from facilitator.model.say import Listed, as_day, say
from facilitator.programme.aspect import Subject
from facilitator.programme.desk_links import Links
from facilitator.programme.listed import Behind
from facilitator.programme.proposals.bodies import FirmnessTold, MainChosen, ProposalRemoved, ProposalTold
from facilitator.programme.proposals.rules import BASES, FIRMNESS, Proposal, Said
from facilitator.programme.proposals.told import hands

MEANS = {
    "idea": say("Someone said it."),
    "proposal": say("A table stands behind it."),
    "agreed": say("The room said yes."),
    "committed": say("A named person will do it by a date."),
}
"""What each word for how firm a proposal is means."""
_HANDS = (
    ("for", say("For")),
    ("live_with", say("Could live with it")),
    ("against", say("Against")),
    ("of", say("Of how many")),
)


class FirmnessForm(QWidget):
    """What the room said, to be kept at once and whole. `asked(body)` asks to keep it."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proposal = ""
        self.firmness, self.means = ChoiceField(list(FIRMNESS.items())), label("", "caption", "quiet", wrap=True)
        self.words = GrowingText(t("What the room said, word for word"))
        self.date, self.by, self.who = DateField(), DateField(), TextField(t("Name"))
        self.hands = {name: number(t(words), 9999) for name, words in _HANDS}
        self.keep = button(t("Keep what the room said"), look="primary")
        self.firmness.committed.connect(lambda _: self._show_needs())
        self.keep.clicked.connect(self._ask)
        self._committed = QWidget()
        self._arrange()
        self._show_needs()

    def _arrange(self) -> None:
        pair = QHBoxLayout(self._committed)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(Labelled(t("Who will do it"), self.who), 1)
        pair.addWidget(Labelled(t("By when"), self.by), 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for at, (name, words) in enumerate(_HANDS):
            grid.addWidget(label(t(words), "label", "quiet", wrap=True), at, 0)
            grid.addWidget(self.hands[name], at, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Labelled(t("How firm it is left"), self.firmness))
        column.addWidget(self.means)
        column.addWidget(Labelled(t("In the room's words"), self.words))
        column.addWidget(self._committed)
        column.addWidget(Labelled(t("Said on"), self.date))
        column.addWidget(label(t("Hands, if they were counted"), "label", "quiet", wrap=True))
        column.addLayout(grid)
        column.addWidget(self.keep)

    def show_proposal(self, proposal: Proposal) -> None:
        """Begin with how firm it is now, where another proposal is shown than before."""
        if proposal.id != self.proposal:
            self.proposal = proposal.id
            self._clear(proposal.firmness)

    def begin(self, firmness: str) -> None:
        """Go on to the room's words for another firmness."""
        self.firmness.show_value(firmness)
        self._show_needs()
        self.words.setFocus()

    def _clear(self, firmness: str) -> None:
        self.firmness.show_value(firmness)
        self.words.setPlainText("")
        self.who.setText("")
        for each in (self.date, self.by):
            each.show_value("")
        for field in self.hands.values():
            field.setValue(0)
        self._show_needs()

    def _show_needs(self) -> None:
        firmness = str(self.firmness.currentData())
        put_text(self.means, t(MEANS[firmness]))
        self._committed.setVisible(firmness == "committed")

    def _ask(self) -> None:
        firmness = str(self.firmness.currentData())
        committed = firmness == "committed"
        self.asked.emit(
            FirmnessTold(
                self.proposal,
                firmness,
                self.words.toPlainText().strip(),
                self.date.iso(),
                self.who.text().strip() if committed else "",
                self.by.iso() if committed else "",
                {name: field.value() for name, field in self.hands.items() if field.value()},
            )
        )

    def kept(self, proposal: Proposal) -> None:
        """What was said is in the file: the form is empty again."""
        words = self.words.toPlainText().strip()
        if words and words == proposal.now.words:
            self._clear(proposal.firmness)


class ProposalPanel(QFrame):
    """One proposal. `asked(body)` asks for a change."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        qt.mark(self, panel="panel")
        self._proposal = Proposal("")
        self._said: list[QWidget] = []
        self.text = GrowingText(t("The proposal, in the room's own words"))
        self.theme = ChoiceField([("", say("No theme"))])
        self.basis = ChoiceField([("", say("Not said")), *BASES.items()])
        self.evidence = GrowingText(t("Which experience, which figures"))
        self.main = button(t("Main proposal"), icon="flag", key="M")
        self.main.setCheckable(True)
        self.remove = button(t("Remove"), icon="trash")
        self.began = label("", "caption", "quiet", wrap=True)
        self.form, self.links = FirmnessForm(), Links()
        self._history = QVBoxLayout()
        self._connect()
        self._arrange()

    def _connect(self) -> None:
        self.text.committed.connect(lambda words: self.asked.emit(ProposalTold(self._proposal.id, text=words)))
        self.theme.committed.connect(lambda theme: self.asked.emit(ProposalTold(self._proposal.id, theme=theme)))
        self.basis.committed.connect(lambda basis: self.asked.emit(ProposalTold(self._proposal.id, basis=basis)))
        self.evidence.committed.connect(lambda words: self.asked.emit(ProposalTold(self._proposal.id, evidence=words)))
        self.links.asked.connect(lambda keys: self.asked.emit(ProposalTold(self._proposal.id, targets=keys)))
        self.main.clicked.connect(self.turn_main)
        self.remove.clicked.connect(lambda: self.asked.emit(ProposalRemoved(self._proposal.id)))
        self.form.asked.connect(self.asked)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.main)
        head.addStretch(1)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(Labelled(t("Proposal"), self.text))
        column.addWidget(self.began)
        column.addWidget(Labelled(t("Theme"), self.theme))
        column.addWidget(HLine())
        column.addWidget(label(t("How firm"), "title"))
        column.addLayout(self._history)
        column.addWidget(label(t("The program makes nothing firmer: a change needs the room's words."), "caption",
                               "quiet", wrap=True))  # fmt: skip
        column.addWidget(self.form)
        column.addWidget(HLine())
        column.addWidget(Labelled(t("Rests on"), self.basis))
        column.addWidget(Labelled(t("What exactly"), self.evidence))
        column.addWidget(HLine())
        column.addWidget(self.links)
        column.addStretch(1)

    def turn_main(self) -> None:
        """Make it the main proposal of its theme, or no longer."""
        self.asked.emit(MainChosen(self._proposal.id, on=not self._proposal.main))

    def show_proposal(self, proposal: Proposal, themes: Sequence[Subject], every: Behind) -> None:
        """Show it as it is now."""
        if proposal.id != self._proposal.id:
            self.links.clear()
        refill(self.theme, [("", t("No theme")), *((each.id, each.name) for each in themes)])
        self.text.show_value(proposal.text)
        home = next((each.id for each in themes if proposal.theme in (each.id, *each.also)), "")
        self.theme.show_value(home)
        self.basis.show_value(proposal.basis)
        self.evidence.show_value(proposal.evidence)
        self.main.setChecked(proposal.main)
        self.began.setVisible(proposal.edited)
        put_text(self.began, t("Edited. It began as: {words}", words=proposal.first))
        self.links.show_links(every, proposal.targets)
        if proposal.said != self._proposal.said or proposal.id != self._proposal.id:
            self._show_said(proposal.said)
        self._proposal = proposal
        self.form.show_proposal(proposal)
        self.form.kept(proposal)

    def _show_said(self, said: Sequence[Said]) -> None:
        while self._said:
            discard(self._history, self._said.pop())
        for each in reversed(said):
            self._said.append(label(_told(each), wrap=True))
            self._history.addWidget(self._said[-1])


def _told(said: Said) -> str:
    """How firm it was left once, with the room's words and the hands."""
    words = t("{firmness}: \u201c{words}\u201d", firmness=FIRMNESS[said.firmness], words=said.words)
    parts = [words] if said.words else [t(FIRMNESS[said.firmness])]
    parts += [t("{day}", day=as_day(said.date))] if said.date else []
    if said.who and said.by:
        parts.append(t("{who}, by {day}", who=said.who, day=as_day(said.by)))
    parts += [t(hands(said))] if said.hands else []
    return t("{parts}", parts=Listed(tuple(parts), "\u00b7"))
