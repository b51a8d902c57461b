"""The board of a questionnaire: how many forms are in; at the desk also paper forms, and counts once it is closed."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from facilitator.activities.boards import Face, NoteBoard
from facilitator.activities.survey.board_desk import DeskPanel
from facilitator.activities.survey.figures import Response, response
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded
from facilitator.looks.tokens import Theme, TypeSpec
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

BIG, WORDS = 240, 72
"""Sizes of the wall's figure and its words, in px of a wall 1080 high."""


class Board(NoteBoard):
    """Forms in, of people present. The facilitator's own notes stand under it as cards, for the desk alone."""

    always = True

    def __init__(self, face: Face, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(face, theme, parent)
        self._desk = DeskPanel(self) if face == "desk" else None
        self._sum = FormsIn(theme, self) if face == "wall" else None
        if self._desk and self.cards:
            self.layers.insertWidget(0, self._desk, 3)
            self._desk.asked.connect(self.asked)
            self.setFocusProxy(self._desk)
        if self._sum and self.wall:
            self.wall.hide()
            self.layers.addWidget(self._sum, 1)

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names the forms and notes that differ since the last call, None means all."""
        super().show_state(run, groups, changed)
        if self._desk and self.cards:
            self.cards.setVisible(len(run.notes) > 0)
            self._desk.show_run(run, groups)
        if self._sum:
            self._sum.show_response(response(run.state, run.present))

    def shown_texts(self) -> list[str]:
        """The words that stand on this board now."""
        return self._sum.words() if self._sum else super().shown_texts()

    def shown_keys(self) -> list[str]:
        """The notes that stand on this board now; none on the wall."""
        return [] if self._sum else super().shown_keys()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        super().set_theme(theme)
        if self._sum:
            self._sum.set_look(theme=theme)

    def set_text_scale(self, scale: float) -> None:
        """At the desk: letters so many times as large. On the wall: px here for a px of a wall 1080 px high."""
        super().set_text_scale(scale)
        if self._sum:
            self._sum.set_look(unit=scale)


class FormsIn(QWidget):
    """The wall's only word on a questionnaire: how many forms are in."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = theme
        self._unit = 1.0
        self._words: list[str] = []

    def words(self) -> list[str]:
        """The figure and what it counts."""
        return self._words

    def show_response(self, said: Response) -> None:
        """Show how many forms are in, and of how many people where that was counted."""
        words = [said.figure, "form in" if said.figure == "1" else "forms in"]
        if words != self._words:
            self._words = words
            self.setAccessibleName(" ".join(words))
            self.update()

    def set_look(self, theme: Theme | None = None, unit: float | None = None) -> None:
        """Another theme, or another size of a px of the wall."""
        self._theme = theme or self._theme
        self._unit = unit or self._unit
        self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """A large figure at the left with its words behind it, on one base line."""
        if not self._words:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        x, base = 0.0, self.height() * 0.6
        for text, size, weight, role in ((self._words[0], BIG, 650, "text"), (self._words[1], WORDS, 500, "text_2")):
            painter.setFont(qt.font_of(TypeSpec(size, size, weight, 0), self._unit))
            painter.setPen(qt.colour(role, self._theme))
            painter.drawText(QPointF(x, base), text)
            x += painter.fontMetrics().horizontalAdvance(text) + 36 * self._unit
        painter.end()
