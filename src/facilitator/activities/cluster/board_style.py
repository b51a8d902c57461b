"""Letters, colours and measures of the wall and the chart at the desk, and words laid out once."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtGui import QColor, QFont

from facilitator.looks.qt.cards.text import Laid, lay
from facilitator.looks.qt.look import font_of
from facilitator.looks.tokens import Theme, TypeSpec, load

COMPACT_FROM, DENSE_FROM = 50, 120
_NOTE = {0: TypeSpec(14, 19, 450), 1: TypeSpec(13, 17, 450), 2: TypeSpec(12, 15, 450)}
_WIDTH = {0: 236.0, 1: 212.0, 2: 168.0}


class Style:
    """What a note and a group look like for a theme, a text scale and so many notes on the wall (px of the scene)."""

    def __init__(self, theme: Theme, scale: float, count: int) -> None:
        self.density = 0 if count < COMPACT_FROM else 1 if count < DENSE_FROM else 2
        self.key = theme, scale, self.density
        self.theme, self.scale = theme, scale
        self.note_w = round(_WIDTH[self.density] * scale)
        self.pad = round(10 * scale)
        self.gap = round(6 * scale)
        self.box_w = self.note_w + 2 * self.pad
        self._colours: dict[str, QColor] = {}
        self._laid: dict[tuple[str, str, float], Laid] = {}

    def colour(self, role: str) -> QColor:
        """The colour of a use."""
        if role not in self._colours:
            self._colours[role] = QColor(load().role(self.theme, role))
        return self._colours[role]

    @cached_property
    def fonts(self) -> dict[str, tuple[QFont, float]]:
        """Letters and height of a line: of a note, a title, small words."""
        tokens = load()
        specs = {
            "note": _NOTE[self.density],
            "title": TypeSpec(15, 20, 650) if self.density < 2 else TypeSpec(14, 18, 650),
            "small": tokens.type("caption"),
            "strong": tokens.type("caption")._replace(weight=650),
        }
        return {name: (font_of(spec, self.scale), round(spec.line * self.scale)) for name, spec in specs.items()}

    def laid(self, kind: str, text: str, width: float) -> Laid:
        """Words laid out in a width, kept for the next drawing; a dense note shows two lines."""
        key = kind, text, width
        found = self._laid.get(key)
        if found is None:
            font, line = self.fonts[kind]
            most = 2 if kind == "note" and self.density == 2 else 0
            found = self._laid[key] = lay(text, font, width, line, most)
        return found

    def note_height(self, text: str, asides: bool, width: float) -> float:
        """How high a note is."""
        height = self.laid("note", text, width - 2 * self.pad).height + 2 * round(5 * self.scale)
        return height + (self.fonts["small"][1] if asides else 0)
