"""The board of a stage that may wear a thinking hat: what stands round the notes, and letters that file them anew."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.activities import hats
from facilitator.activities.boards_hats import Found, HatAside, HatBand, HatStrip, found
from facilitator.activities.desk import NoteDesk
from facilitator.activities.wall import NoteWall
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.tokens import Theme
from facilitator.model.clock import figures
from facilitator.model.item import Item
from facilitator.model.moment import now_ms
from facilitator.model.notes import LIVE, Note
from facilitator.model.people import Groups
from facilitator.model.run import OPEN, WAITING, StageRun
from facilitator.model.workshop import Workshop

NARROW = 720
"""Under so many px of width nothing stands beside the notes."""
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class HatDesk(NoteDesk):
    """Notes, and round them, when the stage wears a hat, what its people need to see.

    Asks for `("look", {stage})`, `("refile", {hat})` for the chosen notes, and `("revealed", {})`.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.middle = QHBoxLayout()
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show_alone)
        self.strip, self.band, self.aside = HatStrip(theme, self), HatBand(theme, self), HatAside(theme, self)
        self.layers.removeWidget(self.cards)
        self.middle.setSpacing(0)
        self.middle.addWidget(self.cards, 1)
        self.middle.addWidget(self.aside)
        for part in (self.strip, self.band):
            self.layers.addWidget(part)
            part.hide()
        self.layers.addLayout(self.middle, 1)
        self.layers.setSpacing(10)
        self.strip.asked.connect(lambda stage: self.asked.emit(("look", {"stage": stage})))
        self.band.show_asked.connect(lambda: self.asked.emit(("revealed", {})))
        self.cards.installEventFilter(self)

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names the notes that differ since the last call, None means all."""
        super().show_state(run, groups, changed)
        self._show_hat(run)

    def know(self, workshop: Workshop) -> None:
        """Told of the workshop around the stage."""
        super().know(workshop)
        if self.run is not None and hats.hat_of(self.run.stage):
            self._show_aside(self.run)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        super().set_theme(theme)
        for part in (self.strip, self.band, self.aside):
            part.set_theme(theme)
        if self.run is not None:
            self._show_hat(self.run)

    def badge(self, note: Note) -> str:
        """A reason under a note, before anything else."""
        why = str(note.fields.get("why", ""))
        words = [f"because {why}" if why else "", super().badge(note)]
        return " · ".join(word for word in words if word)

    # ------------------------------------------------------------------ round the notes

    def _show_hat(self, run: StageRun) -> None:
        hat = hats.hat_of(run.stage)
        self.band.setVisible(bool(hat))
        self.strip.setVisible(bool(hat) and self.workshop is not None)
        if not hat:
            self._tick.stop()
            self._show_aside(run)
            return
        if self.workshop is not None:
            self.strip.show_order(self.workshop, run)
        self.band.show_hat(hat, hats.focus(run.feed()) or hats.focus(run.items()))
        self._show_alone()
        self._show_aside(run)

    def _show_alone(self) -> None:
        """For the first third of a private stage people write alone; then the facilitator may show it."""
        run = self.run
        if run is None:
            return
        covered = run.stage.visibility == "private" and not run.revealed and run.status == OPEN
        left = run.clock.total // hats.ALONE - run.clock.elapsed(now_ms()) if covered else 0
        words = f"Writing alone, {figures(left)} more" if left > 0 else "Everybody has written" if covered else ""
        self.band.show_alone(words, may_show=covered)
        if covered and not self._tick.isActive():
            self._tick.start()
        elif not covered:
            self._tick.stop()

    def _show_aside(self, run: StageRun) -> None:
        wide = self.width() >= NARROW
        self.aside.show_parts(around(run, self.workshop) if wide and hats.hat_of(run.stage) else [])

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Nothing beside the notes where there is no room."""
        super().resizeEvent(event)
        if self.run is not None:
            self._show_aside(self.run)

    # ------------------------------------------------------------------ filing under another hat

    @guarded_or(bool)
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """A hat's letter files the chosen notes there."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._refiles(event):
            return True
        return super().eventFilter(watched, event)

    def _refiles(self, event: QKeyEvent) -> bool:
        hat = hats.LETTERS.get(event.text().upper(), "")
        here = hats.hat_of(self.run.stage) if self.run else ""
        if not hat or not here or event.modifiers() & _COMMANDS or not self.chosen_keys():
            return False
        if hat != here:
            self.asked.emit(("refile", {"hat": hat}))
        return True


class HatWall(NoteWall):
    """Pages of notes, each with its reason."""

    def wall_text(self, note: Note) -> str:
        """A note, and under it its reason."""
        why = str(note.fields.get("why", ""))
        return f"{note.text}\nbecause {why}" if why else note.text


def around(run: StageRun, workshop: Workshop | None) -> list[Found]:
    """What stands beside the board of a hat: what earlier hats found, and ideas that wait for green."""
    feed, hat = run.feed(), hats.hat_of(run.stage)
    parts = found("green", "Ideas held for Green", held(run, workshop))
    if hat == "blue":
        ideas = {str(dict(idea.fields).get("item", "")) for idea in hats.worn(feed, "green")}
        bare = [risk.text for risk in hats.worn(feed, "black") if not ideas & {risk.id, *risk.joined}]
        parts += found("white", "Still to find out", open_questions(feed))
        parts += found("yellow", "Value found", [item.text for item in hats.worn(feed, "yellow")])
        parts += found("black", "Risks without an idea", bare)
        parts += found("green", "Ideas", [item.text for item in hats.worn(feed, "green")])
        return parts + found("red", "How it feels", [item.text for item in hats.worn(feed, "red")])
    if hat in ("yellow", "black"):
        facts = [f"{_status(item)}: {item.text}" for item in hats.worn(feed, "white")]
        parts += found("white", "Facts to lean on", facts)
    if hat == "black":
        parts += found("yellow", "Value found so far", [item.text for item in hats.worn(feed, "yellow")])
    return parts


def open_questions(feed: list[Item]) -> list[str]:
    """What is needed still, with who finds it out."""
    needed = [item for item in hats.worn(feed, "white") if dict(item.fields).get("status") == "needed"]
    return [f"{item.text} ({dict(item.fields).get('who_finds_out') or 'nobody yet'})" for item in needed]


def _status(item: hats.HatItem) -> str:
    return str(dict(item.fields).get("status", "") or "not said").capitalize()


def held(run: StageRun, workshop: Workshop | None) -> list[str]:
    """The ideas that came early and wait for the green hat of the same method."""
    if workshop is None:
        return []
    same = (r for r in workshop.stages if r.block == run.block and hats.hat_of(r.stage) == "green" and r is not run)
    return [note.text for r in same if r.status == WAITING for note in r.notes if note.status == LIVE]
