"""The board of grouping: at the desk a wall to move notes on and a chart with arrows; for the room its pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from facilitator.activities.boards import Face
from facilitator.activities.cluster.advice import hints
from facilitator.activities.cluster.board_canvas import CHART, WALL
from facilitator.activities.cluster.board_menu import Menu
from facilitator.activities.cluster.board_panels import ArrowPanel, MergePanel, TitlePanel
from facilitator.activities.cluster.board_view import View
from facilitator.activities.cluster.board_wall import WallPages
from facilitator.activities.cluster.wall import COMBINE, GROUP, RELATIONS, TITLE, State, look, proposals
from facilitator.looks.qt.basics import ElidedLabel
from facilitator.looks.qt.buttons import Button
from facilitator.looks.tokens import Theme
from facilitator.model.entry import Draft
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop

_VIEWS = {WALL: "Wall", CHART: "Chart"}


class Board(QWidget):
    """The wall of one grouping. Signals and methods are those of `boards.NoteBoard`; on the wall no names, no totals.

    `show_results` takes what a vote on the groups came to, once somebody knows it; the chart then wears the ranks.
    """

    always = True
    asked = Signal(object)
    chosen = Signal(list)
    opened = Signal(str)
    menu_asked = Signal(str, QPoint)
    turned = Signal(int, int)

    def __init__(self, face: Face, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face: Face = face
        self.run: StageRun | None = None
        self.groups = Groups()
        self.cards = None
        self.view = View(theme, self) if face == "desk" else None
        self.wall = WallPages(theme, self) if face == "wall" else None
        self.layers = QVBoxLayout(self)
        self.layers.setContentsMargins(0, 0, 0, 0)
        self.layers.setSpacing(8)
        self.tabs: dict[str, Button] = {}
        self.hint = ElidedLabel("", "caption", self)
        self.hint.setProperty("tone", "quiet")
        self.title, self.arrow, self.merge = TitlePanel(self), ArrowPanel(self), MergePanel(self)
        self._link = ""
        self._arrange()

    def _arrange(self) -> None:
        if self.wall is not None:
            self.hint.hide()
            self.layers.addWidget(self.wall, 1)
            self.wall.turned.connect(self.turned)
            return
        if self.view is None:
            return
        row = QHBoxLayout()
        row.setSpacing(4)
        for kind, words in _VIEWS.items():
            tab = self.tabs[kind] = Button(words, parent=self)
            tab.setCheckable(True)
            tab.setAutoExclusive(True)
            tab.clicked.connect(lambda _=False, name=kind: self.set_view(name))
            row.addWidget(tab)
        row.addSpacing(8)
        row.addWidget(self.hint, 1)
        self.layers.addLayout(row)
        self.layers.addWidget(self.view, 1)
        for panel in (self.title, self.arrow, self.merge):
            self.layers.addWidget(panel)
            panel.acted.connect(self.ask)
        self.setFocusProxy(self.view)
        self.view.acted.connect(self.ask)
        self.view.chose.connect(self._follow_choice)
        self.view.opened.connect(self._open)
        self.view.linked.connect(self._begin_link)
        self.view.typed.connect(self._typed)
        self.view.menu_wanted.connect(self._show_menu)

    # ------------------------------------------------------------------ what a caller says

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
        if self.wall is not None:
            self.wall.show_look(now, chart=phase in (RELATIONS, COMBINE))
        if self.view is None:
            return
        self.view.close_up = phase != GROUP
        self.view.locked = phase == COMBINE
        if other:
            self.set_view(CHART if phase in (RELATIONS, COMBINE) else WALL)
        self.view.show_look(now)
        said = hints(state, run.id)
        self.hint.setText(said[0] if said else "")
        self.hint.setToolTip("\n".join(said))
        self._show_panels()

    def know(self, workshop: Workshop) -> None:
        """Told of the workshop round the stage; the wall shows what the stage itself knows."""

    def show_results(self, ranks: Mapping[str, int]) -> None:
        """The rank of each group by its key, once a vote on them is open to all."""
        if self.wall is not None:
            self.wall.show_ranks(ranks)
        if self.view is not None and dict(ranks) != self.view.ranks:
            self.view.ranks = dict(ranks)
            self.view.show_look(self.view.look)

    def set_view(self, kind: str) -> None:
        """The wall or the chart."""
        if self.view is not None:
            self.view.locked = kind == WALL and bool(self.run) and self._phase() == COMBINE
            self.view.set_kind(kind)
            self.tabs[kind].setChecked(True)

    def chosen_keys(self) -> list[str]:
        """The chosen notes; none on the wall."""
        return self.view.chosen_notes() if self.view else []

    def choose(self, key: str) -> None:
        """Choose a note or a group and bring it into sight; "" chooses none."""
        if self.view is not None:
            self.view.choose([key] if key else [])
            self.view.show_key(key)

    def find_text(self, text: str) -> list[str]:
        """Fade the notes without these words; the keys of those with them. "" shows all again."""
        return self.view.find_text(text) if self.view else []

    def show_withheld(self, on: bool) -> None:
        """Notes that were withheld never hang on the wall."""

    def shows_withheld(self) -> bool:
        """Never."""
        return False

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        for part in (self.view, self.wall):
            if part is not None:
                part.set_theme(theme)

    def set_text_scale(self, scale: float) -> None:
        """At the desk: letters so many times as large. On the wall: px here for a px of a wall 1080 px high."""
        if self.view is not None:
            self.view.set_text_scale(scale)
        if self.wall is not None:
            self.wall.set_scale(scale)

    def set_per_page(self, count: int) -> None:
        """Six, four or two: how closely the wall is filled."""
        if self.wall is not None:
            self.wall.set_per_page(count)

    def shown_keys(self) -> list[str]:
        """The notes that hang on the wall now."""
        return list(dict.fromkeys(s.note for s in look(self.state).slips.values())) if self.state else []

    def shown_texts(self) -> list[str]:
        """The words that stand on this board now."""
        if self.wall is not None:
            return self.wall.texts()
        now = look(self.state) if self.state else None
        return [*(s.text for s in now.slips.values()), *(g.title for g in now.groups.values())] if now else []

    # ------------------------------------------------------------------ at the desk

    def _phase(self) -> str:
        return self.run.state.phase(self.run.id) if self.run else GROUP

    def ask(self, act: tuple[str, dict[str, Any]]) -> None:
        """Ask for an act, unless the rules refuse it now; then the sentence stands over the wall."""
        state, run = self.state, self.run
        if state is None or run is None:
            return
        refused = run.rules.check(state, Draft(act[0], act[1], stage=run.id))
        if refused:
            self.hint.setText(refused)
            if self.view is not None:
                self.view.show_look(self.view.look)
            return
        self.asked.emit(act)

    def _follow_choice(self, keys: list[str]) -> None:
        if self.view is None:
            return
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
        if state is None or view is None or view.look is None:
            return
        phase = self._phase()
        groups = view.chosen_groups()
        group = view.look.groups.get(groups[-1]) if len(groups) == 1 else None
        if phase == TITLE and group is not None:
            self.title.show_group(state, group)
        else:
            self.title.hide()
        self.arrow.setVisible(phase == RELATIONS)
        self.merge.setVisible(phase == COMBINE)
        if phase == RELATIONS:
            self.arrow.show_look(view.look, proposals(state, view.look))
        if phase == COMBINE:
            self.merge.show_state(state, view.look)

    def _open(self, key: str) -> None:
        """Enter or a double click: the title of a group, the words of a note."""
        if self.view is None:
            return
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
        self.hint.setText("Now choose the group that the arrow goes to.")

    def _typed(self, sign: str) -> None:
        if self.view is not None and self.state is not None:
            for act in Menu(self.view, self._phase()).typed(sign):
                self.ask(act)

    def _show_menu(self, place: QPoint) -> None:
        if self.view is None:
            return
        menu = QMenu(self)
        Menu(self.view, self._phase()).fill(menu, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def more(self, key: str, place: QPoint) -> None:
        """Ask for the console's own menu of a note."""
        self.menu_asked.emit(key, place)
