"""Where words were drawn: a paper that keeps each line of them with its place, and what it could be read of."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainterPath,
    QPixmap,
    QTextItem,
    QTransform,
)
from PySide6.QtWidgets import QWidget

LEAST = 2.0
"""Px: what is out of its place by less is in it."""

_AS_IT_IS = Qt.ImageConversionFlag.AutoColor


@dataclass(frozen=True)
class Words:
    """A run of words: where their ink is on the paper, and the part of the paper that could take it."""

    text: str
    ink: QRectF
    room: QRectF

    @property
    def cut(self) -> bool:
        """Whether some of the ink is out of that part."""
        return not self.room.adjusted(-LEAST, -LEAST, LEAST, LEAST).contains(self.ink)

    def meets(self, other: Words) -> bool:
        """Whether the two stand one upon the other."""
        shared = self.ink.intersected(other.ink)
        return shared.width() > LEAST and shared.height() > LEAST


class _Pen(QPaintEngine):
    """Keeps the words, and draws nothing."""

    def __init__(self, paper: QRectF) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.paper = self.room = paper
        self.words: list[Words] = []
        self.place = QTransform()

    def begin(self, pdev: QPaintDevice, /) -> bool:
        """Ready."""
        self.setActive(True)
        return True

    def end(self) -> bool:
        """Done."""
        self.setActive(False)
        return True

    def type(self) -> QPaintEngine.Type:
        """One of our own."""
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState, /) -> None:
        """What is drawn next is drawn there, and within that."""
        self.place = state.transform()
        dirty = QPaintEngine.DirtyFlag
        if not state.state() & (dirty.DirtyClipRegion | dirty.DirtyClipPath | dirty.DirtyClipEnabled):
            return
        inside = QRectF(state.clipRegion().boundingRect())
        path = state.clipPath().boundingRect()
        told = path if not path.isEmpty() else inside
        clipped = state.isClipEnabled() and not told.isEmpty()
        self.room = self.place.mapRect(told).intersected(self.paper) if clipped else self.paper

    def drawTextItem(self, p: QPointF, text_item: QTextItem, /) -> None:
        """A run of words on a baseline."""
        text = text_item.text()
        ink = QFontMetricsF(text_item.font()).tightBoundingRect(text).translated(p)
        if text.strip():
            self.words.append(Words(text, self.place.mapRect(ink), self.room))

    def drawPath(self, path: QPainterPath, /) -> None:
        """No words."""

    def drawPixmap(self, r: QRectF, pm: QPixmap, sr: QRectF, /) -> None:
        """No words."""

    def drawImage(self, r: QRectF, pm: QImage, sr: QRectF, flags: Qt.ImageConversionFlag = _AS_IT_IS, /) -> None:
        """No words."""

    def drawPolygon(self, *shape: object) -> None:
        """No words."""


class _Paper(QPaintDevice):
    """A device of so many px."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.pen = _Pen(QRectF(0, 0, width, height))
        self._size = width, height

    def paintEngine(self) -> QPaintEngine:
        """The pen."""
        return self.pen

    def metric(self, metric: QPaintDevice.PaintDeviceMetric, /) -> int:
        """A device with a px for a px."""
        of = QPaintDevice.PaintDeviceMetric
        width, height = self._size
        sizes = {of.PdmWidth: width, of.PdmHeight: height, of.PdmWidthMM: width // 4, of.PdmHeightMM: height // 4}
        sizes |= dict.fromkeys((of.PdmDpiX, of.PdmDpiY, of.PdmPhysicalDpiX, of.PdmPhysicalDpiY), 96)
        sizes |= {of.PdmDepth: 32, of.PdmNumColors: 1 << 24, of.PdmDevicePixelRatioScaled: 1 << 16}
        return sizes.get(metric, 1)


def drawn(widget: QWidget) -> list[Words]:
    """All the words that a widget and what is in it draw, in the order they are drawn."""
    paper = _Paper(widget.width(), widget.height())
    widget.render(paper)
    return paper.pen.words


def faults(words: list[Words]) -> list[str]:
    """What is cut, and what stands one upon the other."""
    found = [f"cut: {each.text}" for each in words if each.cut]
    for number, one in enumerate(words):
        found += [f"{one.text} | {other.text}" for other in words[number + 1 :] if one.meets(other)]
    return found
