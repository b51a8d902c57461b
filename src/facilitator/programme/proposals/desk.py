"""The proposals at the desk: theme by theme in a list, the chosen one beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.looks.qt.fields import ChoiceField
from facilitator.looks.qt.guard import guarded_or
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import button, label, line, put_text, refill
from facilitator.looks.qt.ledger import Edge, Item, Ledger, Line
from facilitator.looks.qt.page import SidePane
from facilitator.looks.qt.words import t
from facilitator.model.acts import new_id
from facilitator.model.programme import Programme
from facilitator.model.say import say
from facilitator.programme.contract import subjects
from facilitator.programme.listed import Latest
from facilitator.programme.proposals.bodies import ProposalRemoved, ProposalTold
from facilitator.programme.proposals.desk_panel import ProposalPanel
from facilitator.programme.proposals.listed import by_theme
from facilitator.programme.proposals.rules import BASES, FIRMNESS, LONGEST, Proposal, State

KEYS = (
    KeyRow("M", say("Proposals: make the chosen one the main proposal of its theme, or no longer")),
    KeyRow("1-4", say("Proposals: idea, proposal, agreed, committed; then write the room's words")),
    KeyRow("L", say("Proposals: find a comment to link")),
    KeyRow("Delete", say("Proposals: take the chosen one away")),
)
_EDGES: dict[str, Edge] = {"idea": "dotted", "proposal": "dashed", "agreed": "solid", "committed": "double"}
_SIGNS = {"experience": "people", "evidence": "sheet", "guess": "guess"}
_NOTHING = say("There is no proposal yet. Write one below in the room's own words, and choose the theme it belongs to.")


class Desk(QWidget):
    """Proposals in a list, and the chosen one beside it. `asked(body)` asks to keep something."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._programme: Programme | None = None
        self._comments = Latest()
        self._wanted = ""
        columns = ((t("in the room's own words; the flag marks the main one"), 4.6), (t("behind it"), 1.1),
                   (t("rests on"), 1.2), (t("how firm"), 1.2))  # fmt: skip
        self.ledger = Ledger(t("Proposals"), columns)
        self.list = self.ledger.list
        self.panel = ProposalPanel()
        self.pane = SidePane(self.panel, 400)
        self.new, self.theme = (
            line(t("A new proposal, in the room's own words"), LONGEST),
            ChoiceField([("", t("No theme"))]),
        )
        self.add = button(t("Add"), icon="plus")
        self.sum, self.refusal = label("", "strong", wrap=True), label("", "label", "bad", wrap=True)
        self.nothing = label(t(_NOTHING), "body", "quiet", wrap=True)
        self.theme.setAccessibleName(t("Theme of the new proposal"))
        self.refusal.hide()
        self._connect()
        self._arrange()

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _: self._show_chosen())
        self.list.installEventFilter(self)
        self.panel.asked.connect(self.asked)
        self.new.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)

    def _arrange(self) -> None:
        left, below = QVBoxLayout(), QHBoxLayout()
        left.setContentsMargins(24, 16, 24, 16)
        left.setSpacing(8)
        below.addWidget(self.new, 1)
        below.addWidget(self.theme)
        below.addWidget(self.add)
        left.addWidget(self.sum)
        left.addWidget(self.refusal)
        left.addWidget(self.nothing)
        left.addWidget(self.ledger, 1)
        left.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 7)
        row.addWidget(self.pane, 3)

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        return [self.list, self.new, *([self.panel.text] if self.list.key else [])]

    # ------------------------------------------------------------------ showing

    def show_programme(self, programme: Programme) -> None:
        """Show the proposals as they are now."""
        self._programme = programme
        self.refusal.hide()
        state: State = programme.aspects["proposals"]
        themes = [("", t("No theme")), *((each.id, each.name) for each in subjects(programme))]
        refill(self.theme, themes)
        main = sum(each.main for each in state.proposals.values())
        put_text(
            self.sum, t("{n} proposal, {main} main", "{n} proposals, {main} main", n=len(state.proposals), main=main)
        )
        self.nothing.setVisible(not state.proposals)
        self.list.show_lines(self._lines(programme))
        if self._wanted in state.proposals:
            self.list.choose(self._wanted)
            self._wanted = ""
        self._show_chosen()

    def _lines(self, programme: Programme) -> list[Line]:
        behind = self._comments.of(programme)
        lines: list[Line] = []
        for number, (subject, those) in enumerate(by_theme(programme), 1):
            head = (Item(subject.name or t("No theme")),)
            lines.append(Line(f"theme {subject.id}", head, band=True, number=str(number) if subject.id else ""))
            lines += [_line(each, len(behind.those(each.targets))) for each in those]
            if not those:
                lines.append(Line("", (Item(t("No proposal for this theme"), inset=True, role="text_2"),)))
        return lines

    def _show_chosen(self) -> None:
        proposal = self._chosen()
        self.pane.setVisible(proposal is not None)
        if proposal is not None and self._programme is not None:
            self.panel.show_proposal(proposal, subjects(self._programme), self._comments.of(self._programme))

    def _chosen(self) -> Proposal | None:
        if self._programme is None:
            return None
        state: State = self._programme.aspects["proposals"]
        return state.proposals.get(self.list.key)

    def refuse(self, sentence: str) -> None:
        """Say why something was not kept, and show again what is."""
        if self._programme is not None:
            self.show_programme(self._programme)
        self.refusal.setText(sentence)
        self.refusal.show()

    # ------------------------------------------------------------------ doing

    def _add(self) -> None:
        words = self.new.text().strip()
        if words:
            self._wanted = new_id()
            self.new.clear()
            self.asked.emit(ProposalTold(self._wanted, words, str(self.theme.currentData())))

    @guarded_or(bool)
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """The keys of the list: M, 1 to 4, L and Delete."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or self._chosen() is None:
            return False
        figure = event.key() - Qt.Key.Key_1
        if 0 <= figure < len(FIRMNESS):
            self.panel.form.begin(list(FIRMNESS)[figure])
        elif event.key() == Qt.Key.Key_M:
            self.panel.turn_main()
        elif event.key() == Qt.Key.Key_L:
            self.panel.links.search.setFocus()
        elif event.key() == Qt.Key.Key_Delete:
            self.asked.emit(ProposalRemoved(self.list.key))
        else:
            return False
        return True


def _line(proposal: Proposal, behind: int) -> Line:
    flag = "flag" if proposal.main else ""
    below = t("edited") if proposal.edited else ""
    disputed = t("{n} against", "{n} against", n=proposal.now.hands["against"]) if proposal.now.disputed else ""
    basis = t(BASES[proposal.basis]) if proposal.basis in BASES else t("not said")
    return Line(
        proposal.id,
        (
            Item(proposal.text, below, icon=flag, inset=True, strong=proposal.main),
            Item(t("{n} comment", "{n} comments", n=behind), role="text_2"),
            Item(basis, icon=_SIGNS.get(proposal.basis, ""), role="text_2"),
            Item(t(FIRMNESS[proposal.firmness]), disputed, edge=_EDGES[proposal.firmness]),
        ),
    )
