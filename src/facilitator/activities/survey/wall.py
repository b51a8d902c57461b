"""The wall's only word on a questionnaire: how many forms are in."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from facilitator.activities.survey.figures import response
from facilitator.activities.wall import DrawnBoard
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.words import room_t
from facilitator.looks.tokens import Theme, TypeSpec
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

BIG, WORDS = 240, 72
"""Sizes of the figure and its words, in px of a wall 1080 high."""


class Board(DrawnBoard):
    """A figure and what it counts; no answer and no note."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._words: list[str] = []

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show how many forms are in, and of how many people where that was counted."""
        said = response(run.state, run.present, run.state.wave_of(run.id))
        of = room_t("{forms} of {present}", forms=said.forms, present=said.present) if said.present else ""
        words = [of or str(said.forms), room_t("form in", "forms in", n=2 if of else said.forms)]
        if words != self._words:
            self._words = words
            self.setAccessibleName(" ".join(words))
            self.update()

    def shown_keys(self) -> list[str]:
        """None: no note stands on the wall."""
        return []

    def shown_texts(self) -> list[str]:
        """The figure and what it counts."""
        return self._words

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """A large figure at the left with its words behind it, on one base line."""
        if not self._words:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        x, base = 0.0, self.height() * 0.6
        for text, size, weight, role in ((self._words[0], BIG, 650, "text"), (self._words[1], WORDS, 500, "text_2")):
            painter.setFont(qt.font_of(TypeSpec(size, size, weight, 0), self._px))
            painter.setPen(qt.colour(role, self._look))
            painter.drawText(QPointF(x, base), text)
            x += painter.fontMetrics().horizontalAdvance(text) + 36 * self._px
        painter.end()
