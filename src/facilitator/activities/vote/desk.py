"""A vote at the desk: how many have voted, the list or the ranking, and hands counted for the line that is chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.activities.desk import NoteDesk
from facilitator.activities.vote import rules, ties
from facilitator.activities.vote.bodies import HandCount
from facilitator.activities.vote.desk_paper import PaperBallot, Unnamed
from facilitator.activities.vote.desk_ranking import RESULT, Line, Ranking
from facilitator.looks.qt.kit import button, label, margins, number, put_text
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.rows import SteadyList
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme
from facilitator.model.moment import now_ms
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import Listed
from facilitator.model.workshop import Workshop

MOST = 5000
"""Hands and voters that can be typed in."""


class Board(NoteDesk):
    """The list of what is voted on; the notes written in this very stage stand under it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.vote = VotePanel(theme, self)
        self.layers.insertWidget(0, self.vote, 3)
        self.vote.asked.connect(self.asked)
        self.setFocusProxy(self.vote.list)

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names what differs since the last call, None means all."""
        super().show_state(run, groups, changed)
        if self.workshop is not None:
            self.know(self.workshop)
        self.cards.setVisible(len(run.notes) > 0)
        self.vote.show_vote(run)

    def know(self, workshop: Workshop) -> None:
        """Told of the stages whose things are voted on: what they made without a name is on no ballot."""
        super().know(workshop)
        feeds = self.run.stage.feeds if self.run else ()
        sources = [run for run in workshop.stages if run.id in feeds]
        bare = [run.nameless() for run in sources]
        self.vote.sources = tuple(run.stage.title for run in sources)
        self.vote.unnamed.show_things(next((each for each in bare if each), None))

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        super().set_theme(theme)
        self.vote.set_theme(theme)


class VotePanel(QWidget):
    """`asked(body)` asks for hands to be counted. Totals are there once no answer can change any more."""

    asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run: StageRun | None = None
        self.sources: tuple[str, ...] = ()
        self.voted, self.about = label(kind="heading"), label(kind="label", tone="quiet", wrap=True)
        self.ranking = Ranking(self)
        self.list = SteadyList(t("What is voted on"), self)
        self.list.setModel(self.ranking)
        self.list.setUniformItemSizes(True)
        self.set_theme(theme)
        self.hands, self.paper, self.unnamed = Hands(self), PaperBallot(self), Unnamed(self)
        column = QVBoxLayout(self)
        margins(column, 0, 0, 0, 0)
        for part in (self.voted, self.about, self.unnamed, self.list, self.hands, self.paper):
            column.addWidget(part, 1 if part is self.list else 0)
        self.list.selectionModel().currentChanged.connect(self._follow)
        self.hands.count.clicked.connect(self._count)
        self.paper.asked.connect(self.asked)
        self.unnamed.asked.connect(self.asked)

    def show_vote(self, run: StageRun) -> None:
        """Show a stage as it is now."""
        other, self.run = run is not self.run, run
        state: rules.State = run.state
        chosen = "" if other else self.chosen()
        locked = run.revealed or not run.answers_open(now_ms())
        self.ranking.show_vote(state, locked=locked)
        if state.candidates():
            put_text(self.voted, voted_words(state.voters(), run.present))
            put_text(self.about, self._about_words(state, locked=locked))
        else:
            put_text(self.voted, t("There is nothing to vote on yet"))
            from_there = t("It comes from {stages}. Nothing is there yet.", stages=Listed(self.sources, "and"))
            put_text(self.about, from_there if self.sources else "")
        keys = [r.item.id for r in self.ranking.results] if chosen and chosen != self.chosen() else []
        if chosen in keys:
            self.list.setCurrentIndex(self.ranking.index(keys.index(chosen)))
        self.paper.show_vote(state)
        self._follow()

    def _about_words(self, state: rules.State, *, locked: bool) -> str:
        said = []
        if by_hands := state.hand_voters + len(state.paper):
            counts = {"phones": state.phones(), "hands": by_hands}
            said.append(t("{phones} by phone, {hands} by hands or on paper.", **counts))
        if not locked:
            said.append(t("Totals stay hidden until you close the vote."))
            if state.terms().style != rules.RANK:
                said.append(t("Choose a line to type in hands for it."))
            return " ".join(said)
        if any(result.tied and result.points for result in self.ranking.results):
            said.append(t("= shares its place: a tie is not broken for you."))
        said += map(t, ties.ties(self.ranking.results))
        return " ".join([*said, t(state.words())])

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.list.setItemDelegate(Line(theme, self.list))

    def chosen(self) -> str:
        """The id of the line that is chosen; "" when none is."""
        result = self.list.currentIndex().data(RESULT)
        return result.item.id if isinstance(result, rules.Result) else ""

    def _follow(self) -> None:
        result = self.list.currentIndex().data(RESULT)
        state: rules.State | None = self.run.state if self.run else None
        if state is None or state.terms().style == rules.RANK or not isinstance(result, rules.Result):
            self.hands.hide()
            return
        self.hands.show_line(result.item.id, result.item.text, state)

    def _count(self) -> None:
        if self.run is None or not self.hands.line:
            return
        counts = {**self.run.state.hands, self.hands.line: self.hands.points.value()}
        self.asked.emit(HandCount(counts, self.hands.voters.value()))


class Hands(QFrame):
    """What hands or paper gave to the chosen line, and how many people voted that way in all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = ""
        self.setProperty("panel", "card")
        self.title = ElidedLabel("", "label", self)
        self.caption = label(kind="label", tone="quiet")
        self.points = number(t("Dots or points by hands"), MOST, width=76)
        self.voters = number(t("People who voted by hands"), MOST, width=76)
        self.count = button(t("Count hands"), parent=self)
        row = QHBoxLayout(self)
        margins(row, 12, 8, 12, 8, gap=12)
        row.addWidget(self.title, 1)
        row.addWidget(self.caption)
        row.addWidget(self.points)
        row.addWidget(label(t("from so many people in all"), "label", "quiet"))
        row.addWidget(self.voters)
        row.addWidget(self.count)
        self.hide()

    def show_line(self, line: str, text: str, state: rules.State) -> None:
        """Take what was counted for a line; a number being typed is not taken away."""
        other, self.line = line != self.line, line
        self.title.setText(t("Hands for: {item}", item=text))
        put_text(self.caption, t("points") if state.terms().style == rules.RANK else t("dots"))
        for box, value in ((self.points, state.hands.get(line, 0)), (self.voters, state.hand_voters)):
            if (other and box is self.points) or not box.hasFocus():
                box.setValue(value)
        self.show()


def voted_words(voters: int, present: int) -> str:
    """How many have voted, of how many who are present: 0 where nobody counted them."""
    if not voters:
        return t("Nobody of {present:,} has voted yet", present=present) if present else t("Nobody has voted yet")
    if voters <= present:
        return t("{n:,} of {present:,} has voted", "{n:,} of {present:,} have voted", n=voters, present=present)
    return t("{n:,} has voted", "{n:,} have voted", n=voters)
