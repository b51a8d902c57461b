"""How a note looks at each density: its colours, its measures, its drawing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from facilitator.looks.qt.cards.data import MARK_WORDS, Card, Density
from facilitator.looks.qt.cards.signs import draw_closed_eye, draw_screen_chip
from facilitator.looks.qt.cards.text import Laid, lay
from facilitator.looks.qt.icons import draw_symbol
from facilitator.looks.qt.look import font_of
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import GroupLook, Theme, TypeSpec, load


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What differs between densities: px at 100 %."""

    text: TypeSpec
    side: float
    top: float
    symbol: float
    lines: int
    corner: bool


_SHEETS = {
    Density.COSY: _Sheet(TypeSpec(20, 26, 450), 14, 12, 11, 0, True),
    Density.COMPACT: _Sheet(TypeSpec(15, 20, 450), 11, 8, 10, 0, True),
    Density.DENSE: _Sheet(TypeSpec(12, 15, 450), 8, 5, 9, 2, False),
}

_TIGHT = _Sheet(TypeSpec(14, 19, 450), 10, 6.5, 9, 0, True)
"""Compact notes in a small window."""
_TIGHT_BELOW = 800


class Style:
    """Colours and letters of the notes for a theme, a density, a text scale and a board `room` scene units wide."""

    def __init__(self, theme: Theme, density: Density, scale: float, room: float) -> None:
        tight = density is Density.COMPACT and room < _TIGHT_BELOW * scale
        self.key = theme, density, scale, tight
        self.theme, self.density, self.scale = theme, density, scale
        self.sheet = _TIGHT if tight else _SHEETS[density]
        tokens = load()
        self._roles = {name: QColor(value) for name, value in tokens.roles[theme].items()}
        self._groups: dict[int, GroupLook] = {}
        caption = tokens.type("caption")
        self.font = font_of(self.sheet.text, scale)
        self.small = font_of(caption, scale)
        self.strong = font_of(caption._replace(weight=650), scale)
        self.corner = font_of(tokens.type("label")._replace(weight=450), scale)
        self.small_line = caption.line * scale
        self.radius = float(tokens.radius["note"])

    def role(self, name: str) -> QColor:
        """The colour of a use."""
        return self._roles[name]

    def group(self, number: int) -> GroupLook:
        """The look of a partner group."""
        if number not in self._groups:
            self._groups[number] = load().group(number, self.theme)
        return self._groups[number]

    def px(self, size: float) -> float:
        """A size at this text scale."""
        return size * self.scale

    def ground(self, card: Card) -> tuple[QColor, QColor, Qt.PenStyle]:
        """Fill, edge and kind of edge; states come before groups."""
        edge_style = Qt.PenStyle.SolidLine
        if card.withheld:
            fill, edge = self.role("sunken"), self.role("line_strong")
        elif "waiting" in card.marks:
            fill, edge, edge_style = self.role("panel"), self.role("control_line"), Qt.PenStyle.DashLine
        elif card.group_no:
            look = self.group(card.group_no)
            fill, edge = QColor(look.tint), QColor(look.edge)
        else:
            fill, edge = self.role("note"), self.role("note_line")
        return fill, self.role("text") if "new" in card.marks else edge, edge_style


@dataclass(frozen=True, slots=True)
class _Tail:
    """What stands at the right of the first line (or of the foot): a word, the screen chip, the corner."""

    word: str
    shown: bool
    corner: str
    corner_font: QFont
    width: float


_LEAST = 112
"""Room for words beside what stands at the right of their first line, px; with less, that has a line of its own."""


class Face:
    """One note laid out for a width: knows its height and draws itself."""

    def __init__(self, card: Card, width: float, style: Style) -> None:
        self.card, self.width, self.style = card, width, style
        sheet, px = style.sheet, style.px
        self._cosy = style.density is Density.COSY
        self._tail = _tail(card, style)
        self._eye_first = card.withheld and style.density is Density.DENSE
        symbol = (bool(card.group_no) and not self._cosy) or self._eye_first
        self._text_x = px(sheet.side + (sheet.symbol + 7 if symbol else 0))
        room = width - self._text_x - px(sheet.side)
        beside = room - self._tail.width - px(8) if self._tail.width and not self._cosy else room
        self._over = px(sheet.text.line) if beside < px(_LEAST) and style.density is Density.COMPACT else 0.0
        room = room if self._over else beside
        self.laid = lay(self._words(), style.font, room, px(sheet.text.line), sheet.lines)
        self._notes = self._lay_notes()
        self.height = self._measure()

    def draw(self, painter: QPainter) -> None:
        """Draw at the origin."""
        style, card = self.style, self.card
        draw_ground(painter, card, QRectF(0, 0, self.width, self.height), style)
        painter.setPen(style.role("text_2" if card.withheld else "text"))
        top = style.px(style.sheet.top)
        if style.density is Density.DENSE:
            top = (self.height - self.laid.height) / 2
        self.laid.draw(painter, self._text_x, round(top + self._over))
        if self._cosy:
            self._draw_foot(painter)
        else:
            self._draw_symbol(painter, top + style.px(style.sheet.text.line) / 2)
            line = style.px(style.sheet.text.line)
            _draw_tail(painter, self._tail, self.width - style.px(style.sheet.side), QRectF(0, top, 0, line), style)
        self._draw_notes(painter)

    def _words(self) -> str:
        """The note's words; where there is no room for a line below, the reason stands in their place."""
        if self.style.density is Density.DENSE and self.card.withheld:
            return _why(t(MARK_WORDS["withheld"]), self.card.mark_note)
        return self.card.words()

    def _lay_notes(self) -> Laid | None:
        """The extra words under the text: why it is withheld, states that found no place, the badge."""
        style, card = self.style, self.card
        if style.density is Density.DENSE:
            return None
        said = [word for word in card.state_words(("new",)) if word != self._tail.word]
        if card.mark_note:
            said = [*said[:-1], _why(said[-1], card.mark_note)] if said else [card.mark_note]
        words = t.listed([*said, card.badge])
        if not words:
            return None
        room = self.width - self._text_x - style.px(style.sheet.side) - (style.px(18) if card.withheld else 0)
        return lay(words, style.small, room, style.small_line)

    def _measure(self) -> float:
        style = self.style
        if style.density is Density.DENSE:
            return style.px(40)
        height = 2 * style.px(style.sheet.top) + self._over + self.laid.height
        if self._notes:
            height += self._notes.height + style.px(2)
        if self._cosy:
            height = max(height + style.small_line + style.px(8), style.px(84))
        return float(round(height))

    def _draw_symbol(self, painter: QPainter, middle: float) -> None:
        size, left = self.style.px(self.style.sheet.symbol), self.style.px(self.style.sheet.side)
        if self._eye_first:
            size += 3
            eye = QRectF(left - 1.5, middle - size / 2, size, size)
            draw_closed_eye(painter, eye, self.style.role("text_2"))
        elif self.card.group_no:
            look = self.style.group(self.card.group_no)
            draw_symbol(painter, QRectF(left, middle - size / 2, size, size), look.symbol, QColor(look.mark))

    def _draw_notes(self, painter: QPainter) -> None:
        if self._notes is None:
            return
        style, x = self.style, self._text_x
        top = style.px(style.sheet.top) + self._over + self.laid.height + style.px(2)
        painter.setPen(style.role("text_2"))
        if self.card.withheld:
            size = style.px(13)
            draw_closed_eye(painter, QRectF(x, top + (style.small_line - size) / 2, size, size), style.role("text_2"))
            x += style.px(18)
        painter.setPen(style.role("text_2"))
        self._notes.draw(painter, x, round(top))

    def _draw_foot(self, painter: QPainter) -> None:
        """The last line of a cosy note: group, table, and at the right the state or the time."""
        style, card = self.style, self.card
        foot = QRectF(0, self.height - style.px(10) - style.small_line, self.width, style.small_line)
        x = style.px(style.sheet.side)
        if card.group_no:
            self._draw_symbol(painter, foot.center().y())
            x += style.px(style.sheet.symbol + 6)
        for words, font, colour in self._foot_words():
            painter.setFont(font)
            painter.setPen(colour)
            room = self.width - x - self._tail.width - style.px(style.sheet.side + 8)
            shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, room))
            painter.drawText(QRectF(x, foot.top(), self.width, foot.height()), _MIDDLE_LEFT, shown)
            x += QFontMetricsF(font).horizontalAdvance(shown) + style.px(6)
        _draw_tail(painter, self._tail, self.width - style.px(style.sheet.side), foot, style)

    def _foot_words(self) -> list[tuple[str, QFont, QColor]]:
        style, card = self.style, self.card
        ink = QColor(style.group(card.group_no).ink) if card.group_no else style.role("text")
        words = [(card.group, style.strong, ink), (card.corner, style.small, style.role("text_2"))]
        return [entry for entry in words if entry[0]]


_MIDDLE_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_MIDDLE_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def draw_ground(painter: QPainter, card: Card, rect: QRectF, style: Style) -> None:
    """The empty note: fill and a 1 px edge."""
    fill, edge, kind = style.ground(card)
    painter.setBrush(fill)
    pen = QPen(edge, 1)
    if kind is Qt.PenStyle.DashLine:
        pen.setDashPattern([3.0, 3.0])
    painter.setPen(pen)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), style.radius, style.radius)


def _tail(card: Card, style: Style) -> _Tail:
    words = card.state_words(("withheld",))
    word = t("Waiting") if "Waiting" in words else (words[0] if words else "")
    dense = style.density is Density.DENSE
    if dense and word not in ("Waiting", "New"):
        word = ""
    corner = card.corner if style.density is Density.COMPACT else ""
    corner_font = style.corner
    if style.density is Density.COSY:
        corner, corner_font = ("" if word or "shown" in card.marks else card.time), style.small
    parts = []
    if word:
        parts.append(QFontMetricsF(style.strong).horizontalAdvance(word))
    if "shown" in card.marks:
        parts.append(style.px(20))
    if corner:
        parts.append(QFontMetricsF(corner_font).horizontalAdvance(corner))
    width = sum(parts) + style.px(7) * (len(parts) - 1) if parts else 0.0
    return _Tail(word, "shown" in card.marks, corner, corner_font, float(round(width)))


def _why(state: str, why: str) -> str:
    """A state with the reason for it: "withheld: names a person"."""
    return t("{state}: {why}", state=state, why=why) if why else state


def _draw_tail(painter: QPainter, tail: _Tail, right: float, line: QRectF, style: Style) -> None:
    """Draw from the right edge inwards: corner, chip, word."""
    middle = line.center().y()
    if tail.corner:
        painter.setFont(tail.corner_font)
        painter.setPen(style.role("text_2"))
        painter.drawText(QRectF(0, line.top(), right, line.height()), _MIDDLE_RIGHT, tail.corner)
        right -= QFontMetricsF(tail.corner_font).horizontalAdvance(tail.corner) + style.px(7)
    if tail.shown:
        chip = QRectF(right - style.px(20), middle - style.px(8), style.px(20), style.px(16))
        draw_screen_chip(painter, chip, style.role("fill"), style.role("text_on_fill"))
        right -= style.px(27)
    if tail.word:
        painter.setFont(style.strong)
        painter.setPen(style.role("text"))
        painter.drawText(QRectF(0, line.top(), right, line.height()), _MIDDLE_RIGHT, tail.word)
