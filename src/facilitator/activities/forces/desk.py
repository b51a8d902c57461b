"""A force field at the desk: cards while forces are gathered, then arrows, the leverage list, and what is agreed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.activities.desk import NoteDesk
from facilitator.activities.forces import figures, rules
from facilitator.activities.forces.desk_field import KEYS, FieldView, SumsBar
from facilitator.activities.forces.desk_head import ChangeCard, FieldHead
from facilitator.activities.forces.desk_levers import LeverList
from facilitator.activities.forces.desk_panels import (
    ChangePanel,
    IdeaPanel,
    Panel,
    ScorePanel,
    VerdictPanel,
)
from facilitator.activities.forces.facts import SCALES, SIDES, Spread
from facilitator.activities.forces.picture import Picture, levers, picture
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme
from facilitator.model.bodies import Moved
from facilitator.model.moment import now_ms
from facilitator.model.notes import LIVE, Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, say
from facilitator.model.suppression import decide

GATHERS = ("state", "name", "merge")
_LOW = 560
_LOOK_MS, _COMPARE_MS = 1000, 400
_FEW = 60


class Board(NoteDesk):
    """Which parts stand there depends on the phase of the stage."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.phase = ""
        self._pairs: list[tuple[Note, Note]] = []
        self._mirrored: set[str] = set()
        self._compared: list[tuple[str, str]] = []
        self._comparing = QTimer(self, singleShot=True, interval=_COMPARE_MS)
        self._comparing.timeout.connect(self._compare_now)
        self._open_before = False
        self._locking = QTimer(self, interval=_LOOK_MS)
        self._locking.timeout.connect(self._look_again)
        self.change, self.scores, self.ideas, self.verdict = ChangePanel(), ScorePanel(), IdeaPanel(), VerdictPanel()
        self.head = FieldHead()
        self.card = ChangeCard()
        self.new = Button(t("New driver"), icon_name="plus", parent=self)
        self.field, self.sums, self.levers = FieldView(theme), SumsBar(), LeverList(theme)
        self.side = QWidget(self)
        self.side.hide()
        self._lay_out_desk()
        for panel in self._panels():
            panel.asked.connect(self.asked)
        self.field.chosen.connect(self._chose_force)
        self.field.opened.connect(self.opened)
        self.field.menu_asked.connect(self.menu_asked)
        self.levers.picked.connect(self._chose_lever)
        self.levers.menu_wanted.connect(self.menu_asked)
        self.levers.itemActivated.connect(lambda _item: self.opened.emit(self.levers.key()))
        self.head.aside.clicked.connect(self._set_aside)
        self.new.clicked.connect(self._new_driver)
        self.cards.chosen.connect(self._name_aside)

    def _panels(self) -> tuple[Panel, ...]:
        return self.change, self.scores, self.ideas, self.verdict

    def _lay_out_desk(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.field)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(self._scroll, 1)
        left.addWidget(self.sums)
        side = QVBoxLayout(self.side)
        side.setContentsMargins(16, 8, 16, 12)
        side.setSpacing(8)
        title = QHBoxLayout()
        title.addWidget(label(t("Where effort pays"), "title"), 1)
        title.addWidget(self.new)
        how = t("strength \u00d7 how far people here can change it; holding-back forces first")
        self._pays = QWidget()
        pays = QVBoxLayout(self._pays)
        pays.setContentsMargins(0, 0, 0, 0)
        pays.setSpacing(4)
        pays.addLayout(title)
        pays.addWidget(label(how, "caption", "quiet", wrap=True))
        pays.addWidget(self.levers, 1)
        side.addWidget(self._pays, 1)
        for panel in (self.scores, self.ideas, self.verdict):
            side.addWidget(panel)
        side.addStretch(0)
        self.layers.insertWidget(0, self.change)
        self.layers.insertWidget(0, self.head)
        self.layers.insertWidget(0, self.card)
        self.layers.setSpacing(8)
        self.layers.addWidget(self._left, 1)

    # ------------------------------------------------------------------ what a caller says

    @staticmethod
    def key_rows() -> tuple[KeyRow, ...]:
        """Those of cards, and those of what stands there beside them."""
        return (*NoteDesk.key_rows(), *KEYS)

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names the notes that differ since the last call, None means all."""
        other = run is not self.run
        self.phase, self._open_before = rules.phase_of(run), rules.scores_open(run, now_ms())
        self._show_parts(run, groups, None if other else changed)
        waits = self.phase == "score" and not self._open_before
        (self._locking.start if waits else self._locking.stop)()

    @property
    def details(self) -> QWidget | None:
        """Where effort pays, and what is to be done about the chosen force, once there are arrows."""
        return None if self.phase in GATHERS else self.side

    def chosen_keys(self) -> list[str]:
        """The chosen notes; a force or an idea once there are arrows."""
        if self.phase in GATHERS:
            return super().chosen_keys()
        key = self.levers.key() or self.field.key
        return [key] if key else []

    def choose(self, key: str) -> None:
        """Choose a note, and bring it into sight."""
        if self.phase not in GATHERS:
            self.field.choose(key)
            self.levers.choose(key)
            self._follow_choice()
        else:
            super().choose(key)

    def find_text(self, text: str) -> list[str]:
        """Let the forces without these words stand back; the keys of those with them."""
        if self.phase in GATHERS or self.run is None:
            return super().find_text(text)
        wanted = text.casefold().strip()
        found = [n.key for n in self._notes(self.run) if wanted and wanted in n.text.casefold()]
        self.field.fade_but(frozenset(found) if wanted else None)
        return found

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        super().set_theme(theme)
        self.field.set_theme(theme)
        self.levers.drawing.theme = theme
        self.levers.viewport().update()

    def set_text_scale(self, scale: float) -> None:
        """Letters so many times as large."""
        super().set_text_scale(scale)
        self.field.set_text_scale(scale)
        self.levers.drawing.scale = scale
        self.levers.doItemsLayout()

    def said(self) -> list[str]:
        """Every word and number of the picture at the desk."""
        return self.field.said()

    # ------------------------------------------------------------------ what an activity may change

    def badge(self, note: Note) -> str:
        """Whether it is set aside, whether the other side has its mirror."""
        parts = []
        if note.fields.get("aside"):
            parts.append(t("set aside"))
        if self.phase == "merge" and note.key in self._mirrored:
            parts.append(t("mirror pair?"))
        return t.listed(parts)

    def empty_text(self, run: StageRun) -> str:
        """The quiet line on a board without notes."""
        return t("Nobody has said yet what is not clear.") if self.phase == "state" else super().empty_text(run)

    def _stands(self, run: StageRun, note: Note) -> bool:
        return super()._stands(run, note) and _belongs(rules.phase_of(run), note)

    def _notes(self, run: StageRun) -> list[Note]:
        return [note for note in run.notes if self._stands(run, note)]

    # ------------------------------------------------------------------ at the desk

    def _show_parts(self, run: StageRun, groups: Groups, changed: set[str] | None) -> None:
        state: rules.State = run.state
        gathers = self.phase in GATHERS
        if gathers:
            touched = self._compare(state) if self.phase == "merge" else set()
            super().show_state(run, groups, None if changed is None else changed | touched)
        self.run, self.groups = run, groups
        self.cards.setVisible(gathers)
        self.setFocusProxy(self.cards if gathers else self.field)
        self._left.setVisible(not gathers)
        self.change.setVisible(self.phase == "state")
        self._show_head(state)
        if self.phase == "state":
            self.change.show_change(state.change, figures.clarity(state), state.clear_hands)
        if not gathers:
            self.show_picture(picture(run, now_ms()))

    def _compare(self, state: rules.State, *, now: bool = False) -> set[str]:
        """Look for mirrors where words have changed, a little later where there are many; whose badge differs."""
        notes = [note for side in SIDES for note in state.notes_of(side)]
        words = [(note.key, note.text) for note in notes]
        if words == self._compared:
            return set()
        if len(words) > _FEW and not now:
            self._comparing.start()
            return set()
        self._compared, before = words, self._mirrored
        self._pairs = figures.mirrors(state)
        self._mirrored = {note.key for pair in self._pairs for note in pair}
        return before ^ self._mirrored

    def _compare_now(self) -> None:
        if self.run is not None and self.phase == "merge":
            touched = self._compare(self.run.state, now=True)
            self._show_head(self.run.state)
            self._show_cards(self.run, touched)

    def show_picture(self, shown: Picture) -> None:
        """Draw the field, the list beside it and the panel under it."""
        if self.run is None:
            return
        open_now = self._open_before
        self.field.show_picture(shown)
        self.sums.show_picture(shown)
        self.levers.show_levers(levers(self.run.state, self.groups, open_now=open_now))
        self._fit()
        self.new.setVisible(self.phase == "act")
        if self.phase == "spread" and not self.field.key:
            left = [f for f in figures.wide(self.run.state) if not f.agreed]
            self.field.choose(left[0].note.key if left else "")
            self.levers.choose(self.field.key)
        self._follow_choice()

    def _show_head(self, state: rules.State) -> None:
        self.card.setVisible(self.phase != "state" and bool(state.change))
        self.card.show_change(state.change)
        self.head.show_phase(self.phase, state, self._pairs, self.groups)
        self._name_aside()

    def _look_again(self) -> None:
        """Scores open by themselves when the clock locks."""
        if self.run is not None and rules.scores_open(self.run, now_ms()) != self._open_before:
            self.show_state(self.run, self.groups)

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Where the window is low the arrows stand closer."""
        super().resizeEvent(event)
        if self.run is not None:
            self._show_head(self.run.state)
            self._fit()

    def _fit(self) -> None:
        self._pays.setVisible(self._open_before)
        self.field.set_dense(self.height() < _LOW)

    # ------------------------------------------------------------------ choosing, and the panels that follow

    def _chose_force(self, key: str) -> None:
        self.levers.choose(key)
        self._follow_choice()
        self.chosen.emit(self.chosen_keys())

    def _chose_lever(self, key: str) -> None:
        note = self.run.notes.get(key) if self.run else None
        self.field.choose(str(note.fields.get("force", key)) if note else "")
        place = self.field.place(self.field.key).center().toPoint()
        self._scroll.ensureVisible(place.x(), place.y(), 0, 60)
        self._follow_choice()
        self.chosen.emit(self.chosen_keys())

    def _follow_choice(self) -> None:
        """Show the panel of the phase for what is chosen."""
        run = self.run
        note = run.notes.get(self.field.key) if run else None
        force = figures.force(run.state, note) if run and note else None
        idea = run.notes.get(self.levers.key()) if run else None
        new = idea is not None and idea.fields.get("effect") == "add"
        self.scores.setVisible(self.phase in ("score", "spread") and force is not None)
        self.ideas.setVisible(self.phase in ("act", "read") and (force is not None or new))
        self.verdict.setVisible(self.phase == "read")
        if run is None:
            return
        if force is not None:
            told = self._told_of(run, force.note.key)
            self.scores.show_force(force, told, open_now=self._open_before, focus=run.state.focus)
            self.ideas.show_force(force.note.key, force.note.text, force.side, force.after, self.groups)
        elif new and idea is not None:
            self.ideas.show_force(idea.key, idea.text, "", run.state.after.get(idea.key), self.groups)
        state: rules.State = run.state
        self.verdict.show_verdict(figures.verdicts(state), state.hands, state.condition)

    def _told_of(self, run: StageRun, key: str) -> str:
        """What people gave a force, and how partner groups differ where every one of them has enough raters."""
        if not self._open_before:
            strong, far = (s.n + s.unable for s in (figures.spread(run.state, key, scale) for scale in SCALES))
            return t("{strength} scored its strength, {change} its changeability.", strength=strong, change=far)
        parts = [t(_spread_words(scale, figures.spread(run.state, key, scale))) for scale in SCALES]
        apart = figures.told_by_group(run.state, key, decide(figures.published(run.state, run.id)), run.id)
        if len(apart) > 1:
            medians = [s.median for s in apart.values() if s.median is not None]
            listed = (say("{group} {median}", group=self.groups.short(g), median=s.median) for g, s in apart.items())
            gap = max(medians) - min(medians)
            parts.append(t("By group: {groups}; gap {gap}", groups=Listed(tuple(listed), ""), gap=gap))
        for each in figures.joined(run.state, run.state.notes.by_key[key]):
            told = Listed(tuple(_spread_words(scale, each.spread[scale]) for scale in SCALES), "")
            parts.append(t("Joined with it: \u201c{words}\u201d. {scores}", words=each.note.text, scores=told))
        return t.listed(parts)

    def _new_driver(self) -> None:
        self.field.choose("")
        self.levers.choose("")
        self.ideas.show_force("", "", "", None, self.groups)
        self.ideas.show()
        self.ideas.text.setFocus()

    # ------------------------------------------------------------------ setting aside

    def _name_aside(self) -> None:
        keys = self.cards.chosen_keys() if self.phase == "merge" else []
        notes = [n for key in keys if self.run and (n := self.run.notes.get(key))]
        self.head.name_aside(notes)

    def _set_aside(self) -> None:
        back = self.head.brings_back
        for key in self.cards.chosen_keys():
            self.asked.emit(Moved(key, fields={"aside": not back}))


def _spread_words(scale: str, spread: Spread) -> str:
    numbers = {"spread": spread.words, "scored": say("{n} scored", "{n} scored", n=spread.n), "unable": spread.unable}
    if scale == "strength" and spread.unable:
        return say("Strength {spread}, {scored}, {unable} can\u2019t judge", **numbers)
    if scale == "strength":
        return say("Strength {spread}, {scored}", **numbers)
    if spread.unable:
        return say("Changeability {spread}, {scored}, {unable} can\u2019t judge", **numbers)
    return say("Changeability {spread}, {scored}", **numbers)


def _belongs(phase: str, note: Note) -> bool:
    """Whether a note is of the kind that a part of the method works on."""
    if phase == "state":
        return "side" not in note.fields and "effect" not in note.fields
    if phase in ("act", "read"):
        return note.status == LIVE and ("side" in note.fields or "effect" in note.fields)
    return "side" in note.fields
