"""The proposals at the desk: theme by theme in a list, the chosen one beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from facilitator.looks.qt.fields import ChoiceField
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import put_text, refill
from facilitator.looks.qt.ledger import Edge, Item, Line
from facilitator.looks.qt.page import SidePane
from facilitator.looks.qt.words import t
from facilitator.model.programme import Programme
from facilitator.model.say import say
from facilitator.programme.contract import subjects
from facilitator.programme.desk_ledger import LedgerDesk
from facilitator.programme.proposals.bodies import ProposalRemoved, ProposalTold
from facilitator.programme.proposals.desk_panel import ProposalPanel
from facilitator.programme.proposals.listed import by_theme
from facilitator.programme.proposals.rules import BASES, FIRMNESS, Proposal, State

KEYS = (
    KeyRow("M", say("Proposals: make the chosen one the main proposal of its theme, or no longer")),
    KeyRow("1-4", say("Proposals: idea, proposal, agreed, committed; then write the room's words")),
    KeyRow("L", say("Proposals: find a comment to link")),
    KeyRow("Delete", say("Proposals: take the chosen one away")),
)
_EDGES: dict[str, Edge] = {"idea": "dotted", "proposal": "dashed", "agreed": "solid", "committed": "double"}
_SIGNS = {"experience": "people", "evidence": "sheet", "guess": "guess"}
_NOTHING = say("There is no proposal yet. Write one below in the room's own words, and choose the theme it belongs to.")


class Desk(LedgerDesk[Proposal]):
    """Proposals in a list, and the chosen one beside it. `asked(body)` asks to keep something."""

    def __init__(self) -> None:
        columns = ((t("in the room's own words; the flag marks the main one"), 4.6), (t("behind it"), 1.1),
                   (t("rests on"), 1.2), (t("how firm"), 1.2))  # fmt: skip
        super().__init__(t("Proposals"), columns, t("A new proposal, in the room's own words"), t(_NOTHING))
        self.panel, self.theme = ProposalPanel(), ChoiceField([("", t("No theme"))])
        self.pane = SidePane(self.panel, 400)
        self.theme.setAccessibleName(t("Theme of the new proposal"))
        self.panel.asked.connect(self.asked)
        self._arrange([self.sum], [self.theme], self.pane)

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
        self._shown(programme)

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

    def _things(self, programme: Programme) -> Mapping[str, Proposal]:
        state: State = programme.aspects["proposals"]
        return state.proposals

    # ------------------------------------------------------------------ doing

    def _begun(self, key: str, words: str) -> ProposalTold:
        return ProposalTold(key, words, str(self.theme.currentData()))

    def _take(self, key: int) -> bool:
        """The keys of the list: M, 1 to 4, L and Delete."""
        figure = key - Qt.Key.Key_1
        if 0 <= figure < len(FIRMNESS):
            self.panel.form.begin(list(FIRMNESS)[figure])
        elif key == Qt.Key.Key_M:
            self.panel.turn_main()
        elif key == Qt.Key.Key_L:
            self.panel.links.search.setFocus()
        elif key == Qt.Key.Key_Delete:
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
