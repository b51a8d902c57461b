"""Where effort pays, on the room's screen: forces by leverage, each with the ideas for it; never who would do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from facilitator.activities.forces import rules
from facilitator.activities.forces.picture import Lever, levers
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.cards.text import Laid, lay
from facilitator.looks.qt.words import room_t
from facilitator.looks.tokens import Theme, TypeSpec
from facilitator.model.people import Groups
from facilitator.model.run import StageRun, on_screen
from facilitator.model.say import say

_SIZES = {"force": 40.0, "idea": 36.0, "head": 36.0, "live": 36.0}
_SCORE, _GAP = 220.0, 10.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
HOW = say("Strength \u00d7 how far people here can shift it; what holds back first")


def room_levers(run: StageRun) -> list[Lever]:
    """The leverage list as the room may see it: ideas that are not on the screen are left out."""
    shown = {note.key for note in on_screen(run)}
    state: rules.State = run.state
    return [line for line in levers(state, Groups(), open_now=True) if line.kind != "idea" or line.key in shown]


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with the room that it takes, px."""

    line: Lever
    words: str
    laid: Laid
    height: float


def placed(lines: Sequence[Lever], width: float, u: float) -> list[Placed]:
    """Every line with its words and height; `u` is px for a px of a wall 1080 high."""
    found = []
    for line in lines:
        words = room_t("\u2192 {idea}", idea=line.words) if line.kind == "idea" else room_t(line.words)
        font = _font(line.kind, u)
        laid = lay(words, font, width - _indent(line) * u, QFontMetricsF(font).height())
        found.append(Placed(line, words, laid, laid.height + _GAP * u))
    return found


def page_ends(lines: Sequence[Placed], room: float) -> list[int]:
    """The number of the line after the last one of each page; a force stays with its first idea where that fits."""
    ends, used, first = [], 0.0, 0
    for number, one in enumerate(lines):
        under = lines[number + 1] if number + 1 < len(lines) else None
        stays = under.height if under and one.line.kind in ("force", "head") and under.line.kind != "force" else 0.0
        if number > first and used + one.height + stays > room:
            ends.append(number)
            used, first = 0.0, number
        used += one.height
    return [*ends, len(lines)]


def paint(p: QPainter, theme: Theme, lines: Sequence[Placed], width: float, u: float) -> list[str]:
    """Draw the lines of one page from the top; the words that stand there."""
    y, said = 0.0, []
    for one in lines:
        line, left = one.line, _indent(one.line) * u
        p.setFont(_font(line.kind, u))
        if line.score:
            p.setPen(qt.colour("text", theme))
            score = room_t("{score}  ({product})", score=line.score, product=line.product)
            p.drawText(QRectF(0, y, _SCORE * u, one.height), int(_LEFT), score)
            said.append(score)
        p.setPen(qt.colour("text" if line.kind in ("force", "idea") else "text_2", theme))
        one.laid.draw(p, left, y)
        said.append(one.words)
        y += one.height
    return said


def _indent(line: Lever) -> float:
    return {"head": 0.0, "force": _SCORE + 20, "idea": _SCORE + 60, "live": _SCORE + 60}[line.kind]


def _font(kind: str, u: float) -> QFont:
    size = _SIZES[kind]
    return qt.font_of(TypeSpec(size, size, 600 if kind == "force" else 450), u)
