"""Drawing the parts of a grid: heads, slips with their flags and bars, blank places."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from facilitator.activities.market.facts import Room
from facilitator.activities.market.grid import Slip
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.icons import draw_icon, draw_symbol
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme, TypeSpec, load
from facilitator.model.say import Listed, say, say_as

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_PAD = 14
_ICONS = {"bad": "alert", "warn": "warn"}

_FREE, _UNUSED = say_as("of a place", "Open"), say_as("of a place", "Not used")


class Paint:
    """Draws with one painter, in one theme, with letters so many times as large."""

    def __init__(self, painter: QPainter, theme: Theme, scale: float) -> None:
        self.p, self.theme, self.scale = painter, theme, scale

    def colour(self, role: str) -> QColor:
        """A colour of the theme."""
        return qt.colour(role, self.theme)

    def put(self, box: QRectF, words: str, kind: str, role: str = "text", lines: int = 1) -> float:
        """Words at the top left of a box, cut after some lines; returns where they end."""
        words = t(words)
        spec = load().type(kind)
        self.p.setFont(qt.font_of(TypeSpec(spec.size, spec.line, spec.weight, spec.track), self.scale))
        self.p.setPen(self.colour(role))
        metrics = QFontMetricsF(self.p.font())
        if lines == 1 or metrics.horizontalAdvance(words) <= box.width():
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            self.p.drawText(box, int(_LEFT), shown)
            return box.top() + metrics.height()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width() * lines * 0.92)
        room = QRectF(box.left(), box.top(), box.width(), metrics.lineSpacing() * lines)
        self.p.drawText(room, int(_LEFT | Qt.TextFlag.TextWordWrap), shown)
        return room.top() + metrics.lineSpacing() * lines

    def card(self, box: QRectF, ground: str, edge: str, *, dashed: bool = False) -> None:
        """The ground of a slip."""
        pen = QPen(self.colour(edge), 1)
        if dashed:
            pen.setDashPattern([3, 3])
        self.p.setPen(pen)
        self.p.setBrush(self.colour(ground) if ground else QBrush(Qt.BrushStyle.NoBrush))
        self.p.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), load().radius["card"], load().radius["card"])

    def ring(self, box: QRectF, *, focus: bool) -> None:
        """The mark of what is chosen."""
        self.p.setPen(QPen(self.colour("focus" if focus else "fill"), 2))
        self.p.setBrush(Qt.BrushStyle.NoBrush)
        self.p.drawRoundedRect(box.adjusted(1, 1, -1, -1), load().radius["card"], load().radius["card"])

    def head(self, box: QRectF, words: str, under: str) -> None:
        """A time, or the word for those that wait."""
        end = self.put(box, words, "strong")
        self.put(QRectF(box.left(), end + 1, box.width(), 20 * self.scale), under, "caption", "text_2")

    def room(self, box: QRectF, room: Room) -> None:
        """A place with its seats, and whether one gets there without a step."""
        end = self.put(box.adjusted(0, 8, 0, 0), room.name, "strong")
        facts = [say("informal")] if room.informal else []
        facts += [say("{n} seat", "{n} seats", n=room.seats)] if room.seats else []
        facts += [say("step-free") if room.step_free else say("stairs only")]
        about = say("{facts}", facts=Listed(tuple(facts), ""))
        under = QRectF(box.left(), end + 1, box.width(), 20 * self.scale)
        self.put(under, about, "caption", "text_2" if room.step_free else "text")

    def blank(self, box: QRectF, *, over: bool) -> None:
        """A free place, or one that stayed free to the end of its time."""
        self.card(box, "", "control_line", dashed=True)
        self.p.setPen(self.colour("text_2"))
        self.p.setFont(qt.font_of(load().type("label"), self.scale))
        self.p.drawText(box, int(Qt.AlignmentFlag.AlignCenter), t(_UNUSED if over else _FREE))

    def waiting(self, box: QRectF, slip: Slip) -> None:
        """A topic without a place: it still belongs to people, so it has the colour of a note."""
        self.card(box, "note", "note_line")
        inside = box.adjusted(_PAD, 9, -_PAD, -6)
        end = self.put(inside, slip.title, "strong")
        end = self._convener(QRectF(inside.left(), end + 2, inside.width(), 18 * self.scale), slip)
        said = next((words for kind, words in slip.flags if not kind), "")
        self.put(QRectF(inside.left(), end + 2, inside.width(), 18 * self.scale), said, "caption", "text_2")

    def slip(self, box: QRectF, slip: Slip) -> None:
        """A topic in its place: title, convener, what is wrong, interest against seats."""
        self.card(box, "card", "line_strong")
        inside = box.adjusted(_PAD, 12, -_PAD, -12)
        end = self.put(inside, slip.title, "strong", lines=1 if slip.flags and box.height() < 140 * self.scale else 2)
        end = self._convener(QRectF(inside.left(), end + 4, inside.width(), 20 * self.scale), slip)
        for kind, words in slip.flags[:2]:
            line = QRectF(inside.left(), end + 4, inside.width(), 18 * self.scale)
            if line.bottom() < inside.bottom() - 26 * self.scale:
                end = self._flag(line, kind, words)
        self._interest(inside, slip)

    def _convener(self, line: QRectF, slip: Slip) -> float:
        left = line.left()
        if slip.grouped:
            side = 10 * self.scale
            look = load().group(slip.group_no or "other", self.theme)
            box = QRectF(left, line.top() + 4 * self.scale, side, side)
            draw_symbol(self.p, box, look.symbol, QColor(look.mark))
            left += side + 6
        return self.put(QRectF(left, line.top(), line.right() - left, line.height()), slip.who, "label", "text_2")

    def _flag(self, line: QRectF, kind: str, words: str) -> float:
        role = kind or "text_2"
        left = line.left()
        if icon := _ICONS.get(kind):
            side = 16 * self.scale
            draw_icon(self.p, QRectF(left, line.top(), side, side), icon, self.colour(role))
            left += side + 5
        return self.put(QRectF(left, line.top(), line.right() - left, line.height()), words, "label", role)

    def _interest(self, inside: QRectF, slip: Slip) -> None:
        bar = QRectF(inside.left(), inside.bottom() - 7, inside.width(), 7)
        words = QRectF(inside.left(), bar.top() - 21 * self.scale, inside.width(), 20 * self.scale)
        number = str(slip.interested)
        self.put(words, number, "strong")
        after = words.adjusted(QFontMetricsF(self.p.font()).horizontalAdvance(number) + 6, 1, 0, 0)
        self.put(after, slip.aside, "label", "text_2")
        if not slip.seats:
            return
        self.p.setPen(Qt.PenStyle.NoPen)
        self.p.setBrush(self.colour("sunken"))
        self.p.drawRoundedRect(bar, 3, 3)
        full = slip.interested > slip.seats
        share = min(1.0, slip.interested / slip.seats)
        filled = QRectF(bar.left(), bar.top(), bar.width() * share, bar.height())
        if full:
            self.p.setBrush(self.colour("warn_pale"))
            self.p.drawRoundedRect(bar, 3, 3)
            self.p.setBrush(QBrush(self.colour("warn"), Qt.BrushStyle.BDiagPattern))
        else:
            self.p.setBrush(self.colour("text_strong"))
        if share:
            self.p.drawRoundedRect(filled, 3, 3)
