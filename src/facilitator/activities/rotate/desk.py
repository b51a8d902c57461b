"""A rotation at the desk: people and rounds, or groups and boards."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.activities.desk import NoteDesk
from facilitator.activities.rotate import pace, planning, schedule, stations
from facilitator.activities.rotate.bodies import Round, Rounds
from facilitator.activities.rotate.desk_pacer import END, Pacer
from facilitator.activities.rotate.desk_seats import SeatPanel
from facilitator.activities.rotate.desk_storm import LinePanel, TeamsPanel
from facilitator.activities.rotate.facts import (
    ANSWER,
    BUILDS,
    DATING,
    DEBRIEF,
    HEADLINE,
    HOME,
    MOVE,
    QUERY,
    READ_OUT,
    ROUNDS,
    SEATS,
    SET,
    TALK,
    State,
)
from facilitator.activities.rotate.picture import MAP, picture
from facilitator.looks.qt.basics import WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.cards.board import Card, Column
from facilitator.looks.qt.kit import label, put_text
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme
from facilitator.model.moment import now_ms
from facilitator.model.notes import Note
from facilitator.model.people import Groups
from facilitator.model.run import OPEN, StageRun
from facilitator.model.say import say

_SIDE, _WIDE = 380, 16_777_215
_KINDS = {BUILDS: say("builds on"), QUERY: say("asks about"), ANSWER: say("answers"), HEADLINE: say("headline")}


class Board(NoteDesk):
    """Rounds with their clock over the notes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.pacer = Pacer(self)
        self.told, self.sums = label("", "title", parent=self), label("", "label", "quiet", self, wrap=True)
        self.go = Button(t("Start the rounds"), look="primary", parent=self)
        self.plan = Button(t("Make the plan"), parent=self)
        self.drop = Button(t("Drop the last round"), parent=self)
        self.by_itself = QCheckBox(t("Next round by itself"), self)
        self.by_itself.setChecked(True)
        self.seats, self.teams, self.line = SeatPanel(self), TeamsPanel(self), LinePanel(self)
        self._lay_out()
        for source in (self.pacer, self.seats, self.teams, self.line):
            source.asked.connect(self.asked)
        self.pacer.looked.connect(self._look)
        self.pacer.rang.connect(self._ring)
        self.go.clicked.connect(self.pacer.go_on)
        self.plan.clicked.connect(self._ask_plan)
        self.drop.clicked.connect(self._ask_drop)
        self.by_itself.toggled.connect(self._set_pace)
        self.cards.chosen.connect(self._show_line)

    def _lay_out(self) -> None:
        holder = QWidget(self)
        acts = WrapRow(holder, gap=8)
        acts.add_growing(self.told)
        for part in (self.by_itself, self.drop, self.plan, self.go):
            acts.addWidget(part)
        self._body = QHBoxLayout()
        self._body.setSpacing(16)
        right = QVBoxLayout()
        right.setSpacing(8)
        self.layers.removeWidget(self.cards)
        right.addWidget(self.cards, 1)
        right.addWidget(self.line)
        self._people = QScrollArea(self)
        self._people.setFrameShape(QFrame.Shape.NoFrame)
        self._people.setWidgetResizable(True)
        self._people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._people.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.seats.setProperty("plain", True)
        self._people.setWidget(self.seats)
        self._body.addWidget(self._people)
        self._body.addLayout(right, 1)
        self.layers.setSpacing(8)
        self.layers.addWidget(holder)
        self.layers.addWidget(self.sums)
        self.layers.addWidget(self.teams)
        self.layers.addLayout(self._body, 1)

    # ------------------------------------------------------------------ what a caller says

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names the notes that differ since the last call, None means all."""
        super().show_state(run, groups, changed)
        self.pacer.follow(run)
        self._show_parts(run, groups)
        self._look()

    def badge(self, note: Note) -> str:
        """At a board: what the line does, the groups that tick it, whether it is a highlight."""
        state = self.run.state if self.run else None
        if state is None or state.play == DATING:
            return ""
        kind = stations.kind_of(note)
        words = [t(_KINDS[kind])] if kind in _KINDS else []
        on = state.notes.get(note.fields.get("on", ""))
        if on is not None:
            words = [t(_about(kind, on.text[:40]))]
        if ticks := len(state.ticked(note.key)):
            words.append(t("{n} tick", "{n} ticks", n=ticks))
        words += [t("highlight")] if state.highlighted(note.key) else []
        return t.listed(words)

    def empty_text(self, run: StageRun) -> str:
        """The quiet line while there is no note."""
        if run.state.play == DATING:
            return t("After each round, what people heard appears here.") if run.id in run.state.phases else ""
        return t("0 lines. Phones show each group its board.") if run.status == OPEN else t("No lines here.")

    # ------------------------------------------------------------------ cards by board

    def _fit_columns(self, run: StageRun, notes: list[Note], changed: set[str] | None) -> bool:
        if run.state.play == DATING:
            return super()._fit_columns(run, notes, changed)
        every = stations.stations(run.state)
        wanted = [Column(str(s.no), t(s.words)) for s in every] if len(every) > 1 else []
        if wanted == self._columns:
            return False
        self._columns = wanted
        self.cards.set_columns(wanted, fixed=True)
        return True

    def _card(self, run: StageRun, note: Note) -> Card:
        made = super()._card(run, note)
        if run.state.play == DATING:
            return made
        team = note.fields.get("team", 0)
        column = str(note.fields.get("board", 1)) if self._columns else ""
        return replace(made, column=column, corner=t(stations.team_name(team)) if team else made.corner)

    # ------------------------------------------------------------------ at the desk

    def _show_parts(self, run: StageRun, groups: Groups) -> None:
        state: State = run.state
        phase = state.phase(run.id)
        people = state.play == DATING
        runs = pace.has_rounds(run)
        for each in (self._people, self.seats):
            each.setVisible(people)
        self._people.setMaximumWidth(_WIDE if phase == SEATS else _SIDE)
        for at, stretch in enumerate((1, 0) if phase == SEATS else (0, 1)):
            self._body.setStretch(at, stretch)
        if people:
            self.seats.show_state(state, groups)
        self.cards.setVisible(not (people and phase == SEATS) and not (not people and phase == SET))
        self.teams.setVisible(not people and phase in (SET, HOME))
        if self.teams.isVisibleTo(self):
            self.teams.show_state(state)
        over = runs and bool(run.round) and not pace.next_step(run)
        self.go.setVisible(runs)
        self.by_itself.setVisible(runs and not over)
        self.drop.setVisible(phase == ROUNDS and not over)
        self.plan.setVisible(people and phase == SEATS)
        self.plan.setText(t("Make the plan again") if state.rounds else t("Make the plan"))
        last = pace.rounds_of(run)
        self.go.setText(t(_next_words(run)))
        self.go.setEnabled(run.status == OPEN and bool(pace.next_step(run)))
        self.drop.setEnabled(phase == ROUNDS and last > max(run.round, pace.first_of(run)))
        self.plan.setEnabled(len(state.playing()) > 1)
        self._say_sums(run, phase)
        self._show_line(self.chosen_keys())

    def _say_sums(self, run: StageRun, phase: str) -> None:
        state: State = run.state
        said: list[str] = []
        if state.play == DATING:
            said = list(map(t, _sums(state, phase)))
        elif phase == SET:
            said = [t("{board}: {group}", board=cell.name, group=cell.big) for cell in picture(run).cells]
        self.sums.setText((" " if state.play == DATING else "   ").join(said))
        self.sums.setVisible(bool(said))

    def _look(self) -> None:
        run = self.run
        if run is None:
            return
        now = now_ms()
        put_text(self.told, t(_now(run, now)))
        if not self.isHidden():
            self.pacer.look(now)

    def _set_pace(self, on: bool) -> None:
        self.pacer.by_itself = on

    def _ring(self, what: str) -> None:
        QApplication.beep()
        if what == END:
            QApplication.beep()

    def _ask_plan(self) -> None:
        run = self.run
        if run is not None and len(run.state.playing()) > 1:
            n = run.state.begun + 1
            self.asked.emit(planning.planned(run.state, n, max(n, pace.rounds_of(run))))

    def _ask_drop(self) -> None:
        if self.run is not None:
            self.asked.emit(Rounds(pace.rounds_of(self.run) - 1))

    def _show_line(self, keys: list[str]) -> None:
        run = self.run
        if run is None:
            return
        boards = run.state.play != DATING and len(keys) == 1
        if boards:
            self.line.show_line(run, keys[0])
        else:
            self.line.hide()


def _now(run: StageRun, now: int) -> str:
    """Where a stage is."""
    if pace.has_rounds(run):
        return pace.said(run, now)
    shown = picture(run)
    return shown.title if shown.kind == MAP else ""


def _next_words(run: StageRun) -> str:
    """What the button does that begins what comes next."""
    steps = [each for each in pace.next_step(run) if isinstance(each, Round)] if pace.has_rounds(run) else []
    if not run.round:
        return say("Start the rounds") if run.state.phase(run.id) == ROUNDS else say("Read out board A")
    reads = run.state.phase(run.id) == READ_OUT
    if not steps:
        return say("All boards are read") if reads else say("All rounds are over")
    n, part = steps[0].n or 0, steps[0].part
    if reads:
        return say("Read out board {letter}", letter=stations.LETTERS[n - 1])
    if part == MOVE:
        return say("Ring: move now")
    return say("Begin round {round}", round=n) if part == TALK else say("Ring: the talks are over")


def _sums(state: State, phase: str) -> list[str]:
    """How many people talk, how well the plan mixes them, and at last how many wish to meet again."""
    playing = state.playing()
    found: list[str] = [say("{n} person with a number.", "{n} people with a number.", n=len(playing))]
    if state.rounds:
        met, possible = schedule.coverage(state.rounds, [seat.key for seat in playing])
        again = sum(times > 1 for times in schedule.meetings(state.rounds).values())
        n = len(state.rounds)
        twice = say(
            "The plan: {n} round, {met} of {possible} pairs meet, {again} of them twice.",
            "The plan: {n} rounds, {met} of {possible} pairs meet, {again} of them twice.",
            n=n,
            met=met,
            possible=possible,
            again=again,
        )
        once = say(
            "The plan: {n} round, {met} of {possible} pairs meet, nobody twice.",
            "The plan: {n} rounds, {met} of {possible} pairs meet, nobody twice.",
            n=n,
            met=met,
            possible=possible,
        )
        found.append(twice if again else once)
    if phase == DEBRIEF:
        mutual = say(
            "{n} pair both want to meet again; only they are told.",
            "{n} pairs both want to meet again; only they are told.",
            n=len(state.mutual()),
        )
        found.append(mutual)
    return found


def _about(kind: str, line: str) -> str:
    """What a line at a board does to another one."""
    match kind:
        case "builds":
            return say("builds on \u201c{line}\u201d", line=line)
        case "query":
            return say("asks about \u201c{line}\u201d", line=line)
        case "answer":
            return say("answers \u201c{line}\u201d", line=line)
        case "headline":
            return say("headline \u201c{line}\u201d", line=line)
    return say("\u201c{line}\u201d", line=line)
