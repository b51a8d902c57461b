"""The board of a stage that may wear a lens: what stands round the notes, and letters that file them anew."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.activities import lenses
from facilitator.activities.boards import FileUnder, LookAt
from facilitator.activities.desk import NoteDesk
from facilitator.activities.desk_lens_parts import LensAside, LensBand, LensStrip
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme
from facilitator.model.bodies import Revealed
from facilitator.model.clock import figures
from facilitator.model.moment import now_ms
from facilitator.model.notes import Note
from facilitator.model.people import Groups
from facilitator.model.run import OPEN, StageRun
from facilitator.model.workshop import Workshop

NARROW = 720
"""Under so many px of width nothing stands beside the notes."""
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class LensDesk(NoteDesk):
    """Notes, and round them, when the stage wears a lens, what its people need to see.

    Asks to look at another of the lenses, to file the chosen notes under one, and that all is revealed.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.middle = QHBoxLayout()
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show_alone)
        self.strip, self.band, self.aside = LensStrip(theme, self), LensBand(theme, self), LensAside(theme, self)
        self.layers.removeWidget(self.cards)
        self.middle.setSpacing(0)
        self.middle.addWidget(self.cards, 1)
        self.middle.addWidget(self.aside)
        for part in (self.strip, self.band):
            self.layers.addWidget(part)
            part.hide()
        self.layers.addLayout(self.middle, 1)
        self.layers.setSpacing(10)
        self.strip.asked.connect(lambda stage: self.asked.emit(LookAt(stage)))
        self.band.show_asked.connect(lambda: self.asked.emit(Revealed()))
        self.cards.installEventFilter(self)

    @staticmethod
    def key_rows() -> tuple[KeyRow, ...]:
        """Those of cards, and the letters of the lenses."""
        letters = [lens.letter for lens in lenses.load().by_id.values() if lens.letter]
        return (*NoteDesk.key_rows(), KeyRow.of(letters, lenses.load().words["refile"]))

    @property
    def wide(self) -> bool:
        """Under a lens what others found stands beside the notes."""
        return super().wide or (self.run is not None and lenses.of(self.run.stage) is not None)

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names the notes that differ since the last call, None means all."""
        super().show_state(run, groups, changed)
        self._show_lens(run)

    def know(self, workshop: Workshop) -> None:
        """Told of the workshop around the stage."""
        super().know(workshop)
        if self.run is not None and lenses.of(self.run.stage):
            self._show_aside(self.run)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        super().set_theme(theme)
        for part in (self.strip, self.band, self.aside):
            part.set_theme(theme)
        if self.run is not None:
            self._show_lens(self.run)

    def badge(self, note: Note) -> str:
        """A reason under a note, before anything else."""
        why = str(note.fields.get("why", ""))
        return t("because {why}", why=why) if why else ""

    # ------------------------------------------------------------------ round the notes

    def _show_lens(self, run: StageRun) -> None:
        lens = lenses.of(run.stage)
        self.band.setVisible(lens is not None)
        self.strip.setVisible(lens is not None and self.workshop is not None)
        if lens is None:
            self._tick.stop()
            self._show_aside(run)
            return
        if self.workshop is not None:
            self.strip.show_order(self.workshop, run)
        self.band.show_lens(lens, lenses.focus(run.feed()) or lenses.focus(run.items()) or lenses.focus_of(run))
        self._show_alone()
        self._show_aside(run)

    def _show_alone(self) -> None:
        """For the first third of a private stage people write alone; then the facilitator may show it."""
        run = self.run
        if run is None:
            return
        covered = run.stage.visibility == "private" and not run.revealed and run.status == OPEN
        left = run.clock.total // lenses.ALONE - run.clock.elapsed(now_ms()) if covered else 0
        words = t("Everyone has written") if covered else ""
        if left > 0:
            words = t("Writing alone, {time} more", time=figures(left))
        self.band.show_alone(words, may_show=covered)
        if covered and not self._tick.isActive():
            self._tick.start()
        elif not covered:
            self._tick.stop()

    def _show_aside(self, run: StageRun) -> None:
        wide = self.width() >= NARROW
        self.aside.show_parts(lenses.around(run, self.workshop) if wide and lenses.of(run.stage) else [])

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Nothing beside the notes where there is no room."""
        super().resizeEvent(event)
        if self.run is not None:
            self._show_aside(self.run)

    # ------------------------------------------------------------------ filing under another lens

    @guarded_or(bool)
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """A lens's letter files the chosen notes there."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._refiles(event):
            return True
        return super().eventFilter(watched, event)

    def _refiles(self, event: QKeyEvent) -> bool:
        lens = lenses.load().by_letter(event.text())
        here = lenses.of(self.run.stage) if self.run else None
        if lens is None or here is None or event.modifiers() & _COMMANDS or not self.chosen_keys():
            return False
        if lens != here:
            self.asked.emit(FileUnder(lens.id))
        return True
