"""Words laid out in lines: any script, either direction, long words broken, the last line cut where lines run out."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Laid:
    """Laid out words: `height` in px, `lines` in number, `cut` if words were left out."""

    layouts: tuple[QTextLayout, ...]
    height: float
    lines: int
    cut: bool = False
    right_to_left: bool = False

    def wide(self) -> float:
        """The width of the longest line, px."""
        lines = (layout.lineAt(n) for layout in self.layouts for n in range(layout.lineCount()))
        return max((line.naturalTextWidth() for line in lines), default=0.0)

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw with the painter's pen, upper left corner at (x, y)."""
        for layout in self.layouts:
            layout.draw(painter, QPointF(x, y))


def lay(text: str, font: QFont, width: float, line_height: float, at_most: int = 0) -> Laid:
    """Lay `text` out in `width` px; with `at_most` lines, the rest becomes an ellipsis. Direction follows the words."""
    first, ends = _flow(_one_paragraph(text), font, width, line_height, at_most=at_most)
    shown = first.text()
    lines = first.lineCount()
    rtl = first.textOption().textDirection() == Qt.LayoutDirection.RightToLeft
    if not at_most or ends >= _units(shown):
        return Laid((first,), lines * line_height, lines, right_to_left=rtl)
    start = first.lineAt(at_most - 1).textStart()
    rest = QFontMetricsF(font).elidedText(_from_unit(shown, start), Qt.TextElideMode.ElideRight, width - 1)
    tail, _ = _flow(rest, font, width, line_height, at_most=1, rtl=rtl, top=(at_most - 1) * line_height)
    if at_most == 1:
        return Laid((tail,), line_height, 1, cut=True, right_to_left=rtl)
    head, _ = _flow(_to_unit(shown, start), font, width, line_height, at_most=at_most - 1, rtl=rtl)
    return Laid((head, tail), at_most * line_height, at_most, cut=True, right_to_left=rtl)


def lines_of(text: str, font: QFont, width: float) -> list[str]:
    """The words of `text` line by line, as they break in `width` px."""
    layout, _ = _flow(_one_paragraph(text), font, width, 1.0, at_most=0)
    shown = layout.text()
    lines = (layout.lineAt(n) for n in range(layout.lineCount()))
    return [_to_unit(_from_unit(shown, line.textStart()), line.textLength()) for line in lines]


def is_right_to_left(text: str) -> bool:
    """True if the first letter that has a direction runs from right to left."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _flow(
    text: str,
    font: QFont,
    width: float,
    line_height: float,
    *,
    at_most: int,
    rtl: bool | None = None,
    top: float = 0.0,
) -> tuple[QTextLayout, int]:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    backwards = is_right_to_left(text) if rtl is None else rtl
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight)
    option.setAlignment((_RIGHT if backwards else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    metrics = QFontMetricsF(font)
    baseline = (line_height - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
    end = 0
    layout.beginLayout()
    while not at_most or layout.lineCount() < at_most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, round(top + baseline - line.ascent())))
        top += line_height
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, end


def _one_paragraph(text: str) -> str:
    """The text with its line ends as soft breaks, so that one layout holds it all."""
    return "\u2028".join(text.splitlines())


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _from_unit(text: str, start: int) -> str:
    """The text from a place that Qt counted, in UTF-16 units."""
    return text.encode("utf-16-le", "surrogatepass")[2 * start :].decode("utf-16-le", "replace")


def _to_unit(text: str, end: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[: 2 * end].decode("utf-16-le", "replace")
