"""Grouping at the desk: a wall to move notes on, and a chart with arrows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from facilitator.activities.cluster.advice import hints
from facilitator.activities.cluster.desk_canvas import CHART, WALL
from facilitator.activities.cluster.desk_menu import Menu
from facilitator.activities.cluster.desk_merge import MergePanel
from facilitator.activities.cluster.desk_panels import ArrowPanel, RankList, TitlePanel
from facilitator.activities.cluster.desk_view import KEYS, View
from facilitator.activities.cluster.facts import COMBINE, GROUP, RELATIONS, TITLE, State, look
from facilitator.activities.cluster.proposed import proposals
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme
from facilitator.model.packed import Packed
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import say
from facilitator.model.workshop import Workshop

_VIEWS = {WALL: say("Wall"), CHART: say("Chart")}


class Board(QWidget):
    """A `boards.DeskBoard` that has no cards. Once a vote on the groups is known, the chart wears their ranks."""

    asked = Signal(object)
    chosen = Signal(list)
    opened = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run: StageRun | None = None
        self.groups = Groups()
        self.view = View(theme, self)
        self.layers = QVBoxLayout(self)
        self.layers.setContentsMargins(0, 0, 0, 0)
        self.layers.setSpacing(8)
        self.tabs: dict[str, Button] = {}
        self.hint = ElidedLabel("", "caption", self)
        self.hint.setProperty("tone", "quiet")
        self.title, self.arrow, self.merge = TitlePanel(), ArrowPanel(), MergePanel()
        self.ranked = RankList()
        self._link = ""
        self._arrange()

    @staticmethod
    def key_rows() -> tuple[KeyRow, ...]:
        """What keys do on the wall and in the chart."""
        return KEYS

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        for kind, words in _VIEWS.items():
            tab = self.tabs[kind] = Button(t(words), parent=self)
            tab.setCheckable(True)
            tab.setAutoExclusive(True)
            tab.clicked.connect(lambda _=False, name=kind: self.set_view(name))
            row.addWidget(tab)
        row.addSpacing(8)
        row.addWidget(self.hint, 1)
        self.layers.addLayout(row)
        self.layers.addWidget(self.view, 1)
        self.side = QWidget(self)
        self.side.hide()
        column = QVBoxLayout(self.side)
        column.setContentsMargins(16, 8, 16, 12)
        column.addWidget(self.ranked, 9)
        for panel in (self.title, self.arrow, self.merge):
            column.addWidget(panel)
            panel.acted.connect(self.ask)
        column.addStretch(1)
        self.setFocusProxy(self.view)
        self.view.acted.connect(self.ask)
        self.view.chose.connect(self._follow_choice)
        self.view.opened.connect(self._open)
        self.view.linked.connect(self._begin_link)
        self.view.typed.connect(self._typed)
        self.view.menu_wanted.connect(self._show_menu)

    # ------------------------------------------------------------------ what a caller says

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    @property
    def wide(self) -> bool:
        """A wall has all the width there is, if it has something at the side."""
        return self.details is not None

    @property
    def details(self) -> QWidget | None:
        """Titles, arrows, or ranks and whether two groups are one; while notes are grouped the wall stands alone."""
        return None if self._phase() == GROUP else self.side

    @property
    def state(self) -> State | None:
        """The state of the stage that is shown."""
        return self.run.state if self.run else None

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage. What stands on the wall comes from other stages too, so all is looked at, little is redrawn."""
        other = self.run is None or run.id != self.run.id
        self.run, self.groups = run, groups
        state: State = run.state
        phase = state.phase(run.id)
        now = look(state)
        self.view.close_up = phase != GROUP
        self.view.locked = phase == COMBINE
        if other:
            self.set_view(CHART if phase in (RELATIONS, COMBINE) else WALL)
        self.view.show_look(now)
        said = [t(hint) for hint in hints(state, run.id, now)]
        self.hint.setText(said[0] if said else "")
        self.hint.setToolTip("\n".join(said))
        self._show_panels()

    def know(self, workshop: Workshop) -> None:
        """Told of the workshop round the stage; a grouping shows what the stage itself knows."""

    def show_results(self, ranks: Mapping[str, int]) -> None:
        """The rank of each group by its key, once a vote on them is open to all."""
        if dict(ranks) != self.view.ranks:
            self.view.ranks = dict(ranks)
            self.view.show_look(self.view.look)
            self._show_panels()

    def set_view(self, kind: str) -> None:
        """The wall or the chart."""
        self.view.locked = kind == WALL and bool(self.run) and self._phase() == COMBINE
        self.view.set_kind(kind)
        self.tabs[kind].setChecked(True)

    def chosen_keys(self) -> list[str]:
        """The chosen notes."""
        return self.view.chosen_notes()

    def choose(self, key: str) -> None:
        """Choose a note or a group and bring it into sight; "" chooses none."""
        self.view.choose([key] if key else [])
        self.view.show_key(key)

    def find_text(self, text: str) -> list[str]:
        """Fade the notes without these words; the keys of those with them. "" shows all again."""
        return self.view.find_text(text)

    def show_withheld(self, on: bool) -> None:
        """Notes that were withheld never hang on the wall."""

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.view.set_theme(theme)

    def set_text_scale(self, scale: float) -> None:
        """Letters so many times as large."""
        self.view.set_text_scale(scale)

    def shown_keys(self) -> list[str]:
        """The notes that hang on the wall now."""
        return list(dict.fromkeys(s.note for s in look(self.state).slips.values())) if self.state else []

    def shown_texts(self) -> list[str]:
        """The words that stand on this board now."""
        now = look(self.state) if self.state else None
        return [*(s.text for s in now.slips.values()), *(g.title for g in now.groups.values())] if now else []

    # ------------------------------------------------------------------ at the desk

    def _phase(self) -> str:
        return self.run.state.phase(self.run.id) if self.run else GROUP

    def ask(self, act: Packed) -> None:
        """Ask for an act, unless the rules refuse it now; then the sentence stands over the wall."""
        state, run = self.state, self.run
        if state is None or run is None:
            return
        refused = run.rules.check(state, act.draft("", run.id))
        if refused:
            self.hint.setText(t(refused))
            self.view.show_look(self.view.look)
            return
        self.asked.emit(act)

    def _follow_choice(self, keys: list[str]) -> None:
        groups = self.view.chosen_groups()
        if self._link and groups and groups[-1] != self._link:
            self.arrow.link(self._link, groups[-1])
            self._link = ""
        elif len(groups) == 2 and self._phase() == COMBINE:
            self.merge.choose(groups)
        self.chosen.emit(self.chosen_keys())
        self._show_panels()

    def _show_panels(self) -> None:
        """The panel that the phase has: titles for the chosen group, arrows, or whether two are one."""
        state, view = self.state, self.view
        if state is None or view.look is None:
            return
        phase = self._phase()
        groups = view.chosen_groups()
        group = view.look.groups.get(groups[-1]) if len(groups) == 1 else None
        if phase == TITLE and group is not None:
            self.title.show_group(state, group)
        else:
            self.title.hide()
        self.ranked.show_ranks(view.look, view.ranks if phase == COMBINE else {})
        self.arrow.setVisible(phase == RELATIONS)
        self.merge.setVisible(phase == COMBINE)
        if phase == RELATIONS:
            self.arrow.show_look(view.look, proposals(state, view.look))
        if phase == COMBINE:
            self.merge.show_state(state, view.look, self.run.present if self.run else 0)

    def _open(self, key: str) -> None:
        """Enter or a double click: the title of a group, the words of a note."""
        if key in self.view.groups:
            self.view.choose([key])
            if self._phase() != GROUP:
                self.edit_title(key)
        else:
            slip = self.view.look.slips.get(key) if self.view.look else None
            self.opened.emit(slip.note if slip else key)

    def edit_title(self, key: str) -> None:
        """Put the cursor into a group's title."""
        state = self.state
        if state is not None and key in state.groups and self._phase() != GROUP:
            self.title.show_group(state, state.groups[key])
            self.title.line.setFocus()

    def _begin_link(self, group: str) -> None:
        self._link = group
        self.hint.setText(t("Now choose the group that the arrow goes to."))

    def _typed(self, sign: str) -> None:
        if self.state is not None:
            for act in Menu(self.view, self._phase()).typed(sign):
                self.ask(act)

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        Menu(self.view, self._phase()).fill(menu, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def more(self, key: str, place: QPoint) -> None:
        """Ask for the console's own menu of a note."""
        self.menu_asked.emit(key, place)
