"""An open space at the desk: the grid that people fill, and the reports they write."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.activities.desk import NoteDesk
from facilitator.activities.market import figures, rules
from facilitator.activities.market.bodies import Placed
from facilitator.activities.market.desk_grid import KEYS, GridScroll, GridView
from facilitator.activities.market.desk_panels import PlacesPanel, SilenceLine, TopicPanel
from facilitator.activities.market.facts import HARVEST, HUDDLE, PARTS, PROPOSE, Cell, State
from facilitator.activities.market.grid import grid_of
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import label, put_text
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme
from facilitator.model.notes import Note
from facilitator.model.packed import Packed
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, as_day, say

GRID, REPORTS = "grid", "reports"
_VIEWS = {GRID: say("Grid"), REPORTS: say("Reports")}
_NAMED = 3


class Board(NoteDesk):
    """Two views: the grid, and the reports as cards."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.view = GRID
        self.grid, self.topic, self.places = GridView(theme, self), TopicPanel(self), PlacesPanel(self)
        self.silence = SilenceLine(self)
        self.said = label(kind="label", tone="bad", wrap=True)
        self.sums = label(kind="label", tone="quiet", wrap=True)
        self.tabs = {name: Button(t(words), parent=self) for name, words in _VIEWS.items()}
        self.set_places = Button(t("Places and times"), parent=self)
        self.set_places.setCheckable(True)
        self._tabs = QButtonGroup(self)
        head = QHBoxLayout()
        head.addWidget(self.sums, 1)
        for name, tab in self.tabs.items():
            tab.setCheckable(True)
            self._tabs.addButton(tab)
            tab.clicked.connect(lambda _on=False, name=name: self.set_view(name))
            head.addWidget(tab)
        head.addWidget(self.set_places)
        self._scroll = GridScroll(self.grid, self)
        self._side = QWidget(self)
        self._side.hide()
        beside = QVBoxLayout(self._side)
        beside.setContentsMargins(16, 8, 16, 12)
        beside.addWidget(self.topic)
        beside.addStretch(1)
        column = self._column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(head)
        for part in (self.places, self.silence, self.said):
            column.addWidget(part)
        column.addWidget(self._scroll, 1)
        self.layers.insertLayout(0, column, 1)
        self.said.hide()
        self.setFocusProxy(self.grid)
        self._join_up(self.grid)

    def _join_up(self, grid: GridView) -> None:
        grid.chosen.connect(self._follow_choice)
        grid.chosen.connect(lambda key: self.chosen.emit([key] if key else []))
        grid.moved.connect(self._move)
        grid.opened.connect(self.opened)
        grid.menu_wanted.connect(self._ask_menu)
        self.set_places.toggled.connect(self.places.setVisible)
        for panel in (self.topic, self.places):
            panel.asked.connect(self._ask)

    # ------------------------------------------------------------------ what a caller says

    @property
    def details(self) -> QWidget | None:
        """The chosen topic; the huddle, which has only actions, needs nothing at the side."""
        return None if self.run is None or rules.phase_of(self.run) == HUDDLE else self._side

    @staticmethod
    def key_rows() -> tuple[KeyRow, ...]:
        """Those of cards, and those of what stands there beside them."""
        return (*NoteDesk.key_rows(), *KEYS)

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names the topics and notes that differ since the last call, None means all."""
        other = self.run is None or run.id != self.run.id
        super().show_state(run, groups, None if other else changed)
        phase, state = rules.phase_of(run), run.state
        slot = state.slot_of(run.id)
        self.grid.show_grid(grid_of(state, groups, slot.id if slot else ""))
        self.places.show_state(state)
        self.silence.follow(run, asks=phase == PROPOSE)
        self._show_sums(state, phase)
        if other:
            self.set_view(REPORTS if phase in (HARVEST, HUDDLE) else GRID)
        self._follow_choice(self.grid.key)

    def _show_sums(self, state: State, phase: str) -> None:
        if phase == HUDDLE:
            put_text(self.sums, t("Actions as people write them. Each needs someone who has said yes."))
            return
        said = [t("{n} topic", "{n} topics", n=len(state.topics()))]
        if prepared := figures.seeded(state):
            said.append(t("{n} prepared beforehand", "{n} prepared beforehand", n=prepared))
        cells = len(state.room_list()) * len(state.slot_list())
        said.append(t("{free} of {n} place open", "{free} of {n} places open", free=figures.blank(state), n=cells))
        if phase == HARVEST and (missing := figures.missing(state)):
            named, more = Listed(tuple(note.text for note in missing[:_NAMED]), ";"), len(missing) - _NAMED
            if more > 0:
                said.append(t("report missing: {topics} and {more} more", topics=named, more=more))
            else:
                said.append(t("report missing: {topics}", topics=named))
        put_text(self.sums, t.listed(said))

    def set_view(self, name: str) -> None:
        """The grid or the reports."""
        self.view = name
        alone = self.run is not None and rules.phase_of(self.run) == HUDDLE
        for key, tab in self.tabs.items():
            tab.setChecked(key == name)
            tab.setVisible(not alone)
        self.set_places.setVisible(not alone)
        self._scroll.setVisible(name == GRID)
        self.cards.setVisible(name == REPORTS)
        self.layers.setStretchFactor(self._column, 1 if name == GRID else 0)
        self.setFocusProxy(self.grid if name == GRID else self.cards)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        super().set_theme(theme)
        self.grid.set_look(theme=theme)

    def set_text_scale(self, scale: float) -> None:
        """Letters so many times as large."""
        super().set_text_scale(scale)
        self.grid.set_look(scale=scale)

    def chosen_keys(self) -> list[str]:
        """The chosen topic, or the chosen notes of the reports."""
        if self.view == GRID:
            return [self.grid.key] if self.grid.key else []
        return super().chosen_keys()

    def choose(self, key: str) -> None:
        """Choose one topic or note and bring it into sight; "" chooses none."""
        if key and not self._is_topic(key):
            self.set_view(REPORTS)
            super().choose(key)
            return
        if key:
            self.set_view(GRID)
        self.grid.choose(key)
        place = self.grid.place_of(key)
        self._scroll.ensureVisible(place.center().x(), place.center().y(), place.width(), place.height())

    def find_text(self, text: str) -> list[str]:
        """Fade what has not these words; the keys of what has them. "" shows all again."""
        found = super().find_text(text)
        if self.run is None:
            return found
        wanted = text.casefold().split()
        topics = self.run.state.topics()
        fit = {n.key for n in topics if all(word in n.text.casefold() for word in wanted)}
        self.grid.fade({n.key for n in topics} - fit if wanted else set())
        return [*(n.key for n in topics if wanted and n.key in fit), *found]

    def shown_keys(self) -> list[str]:
        """The topics and notes that stand on this board."""
        topics = [note.key for note in self.run.state.topics()] if self.run else []
        return [*topics, *super().shown_keys()]

    def shown_texts(self) -> list[str]:
        """The words that stand on this board now."""
        topics = [note.text for note in self.run.state.topics()] if self.run else []
        return [*topics, *super().shown_texts()]

    # ------------------------------------------------------------------ at the desk

    def badge(self, note: Note) -> str:
        """Which topic a line belongs to, and which part of its report it is; who does an action by when."""
        if self.run is None:
            return ""
        state: State = self.run.state
        key = str(note.fields.get("topic", ""))
        topic = state.notes.get(key)
        title = topic.text if topic else next((i.text for i in state.feed() if i.id == key), "")
        parts = [t(PARTS.get(str(note.fields.get("part", "")), "")), title]
        by = str(note.fields.get("by", ""))
        parts += [str(note.fields.get("who", "")), t("by {day}", day=as_day(by)) if by else ""]
        return t.listed(parts)

    def empty_text(self, run: StageRun) -> str:
        """The quiet line while nothing is written."""
        return t("No action yet.") if rules.phase_of(run) == HUDDLE else t("No report has a word yet.")

    def _stands(self, run: StageRun, note: Note) -> bool:
        return super()._stands(run, note) and not run.state.is_topic(note)

    def _is_topic(self, key: str) -> bool:
        return self.run is not None and self.run.state.topic(key) is not None

    def _follow_choice(self, key: str) -> None:
        state: State | None = self.run.state if self.run else None
        self.said.hide()
        if state is not None:
            self.topic.show_topic(state, state.topic(key))

    def _move(self, key: str, cell: Cell) -> None:
        self._ask(Placed(key, *cell, source="facilitator"))

    def _ask(self, asked: Packed) -> None:
        """Pass an act on; one that cannot be is said in a sentence beside the grid instead."""
        if self.run is None:
            return
        sentence = rules.check(self.run.state, asked.draft("", self.run.id))
        put_text(self.said, t(sentence or ""))
        self.said.setVisible(bool(sentence))
        if not sentence:
            self.asked.emit(asked)

    def _ask_menu(self, key: str, place: QPoint) -> None:
        self.menu_asked.emit(key, place)
