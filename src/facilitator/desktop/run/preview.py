"""The room screen in small: the same scene, drawn at most five times a second and only when it may differ."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.desktop.run.scene import Scene
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.words import t

EVERY_MS = 200


class Preview(QWidget):
    """Draws a scene that it is given. `clicked` when somebody clicks on it."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self._drawn = QPixmap()
        self._stale = True
        self.drawings = 0
        self._soon = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._soon.timeout.connect(self._draw_again)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(t("The room screen in small"))

    def follow(self, scene: Scene | None) -> None:
        """Show another scene from now on, or nothing."""
        if self._scene is not None:
            self._scene.changed.disconnect(self._note)
            self._scene.window().removeEventFilter(self)
        self._scene = scene
        if scene is not None:
            scene.changed.connect(self._note)
            scene.window().installEventFilter(self)
        self._note()

    @guarded_or(bool)
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Whatever is drawn anew for the room is drawn anew here: a picture that fades, a page that turns, a clock."""
        if event.type() == QEvent.Type.UpdateRequest:
            self._note()
        return False

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """The width there is, in the shape of the scene."""
        return QSize(296, self.heightForWidth(296))

    @guarded_or(int)
    def heightForWidth(self, width: int, /) -> int:
        """The height that goes with a width: always 16 to 9, a scene of another shape is fitted in."""
        return round(width * 9 / 16)

    @guarded_or(bool)
    def hasHeightForWidth(self) -> bool:
        """The shape stays."""
        return True

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        """Tell of a click."""
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """The picture and its edge."""
        if self._stale or self._drawn.deviceIndependentSize().toSize() != self.size():
            self._render()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawPixmap(0, 0, self._drawn)
            painter.setPen(QPen(qt.colour("line_strong"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def is_due(self) -> bool:
        """Whether it is about to be drawn anew."""
        return self._soon.isActive()

    def _note(self) -> None:
        self._stale = True
        if not self._soon.isActive():
            self._soon.start()

    def _draw_again(self) -> None:
        self.update()

    def _render(self) -> None:
        ratio = self.devicePixelRatioF()
        self._drawn = QPixmap(self.size() * ratio)
        self._drawn.setDevicePixelRatio(ratio)
        self._drawn.fill(qt.colour("sunken"))
        self._stale = False
        if self._scene is None:
            return
        self.drawings += 1
        size = self._scene.size()
        scale = min(self.width() / size.width(), self.height() / size.height())
        with QPainter(self._drawn) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.translate((self.width() - size.width() * scale) / 2, (self.height() - size.height() * scale) / 2)
            painter.scale(scale, scale)
            self._scene.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
