"""A page that scrolls down: one form on it, at most so wide, and always as tall as its wrapped words need; a pane."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from facilitator.looks.qt.guard import guarded_or


class Page(QScrollArea):
    """Holds `form`, `widest` px wide at most, `edge` px from its sides."""

    def __init__(self, form: QWidget, widest: int, parent: QWidget | None = None, *, edge: int = 32) -> None:
        super().__init__(parent)
        self._inside = QWidget()
        self._inside.setProperty("plain", True)
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(edge, min(edge, 24), edge, min(edge, 24))
        form.setMaximumWidth(widest)
        self._row.addWidget(form, 1000)
        self._row.addStretch(1)
        self.setWidgetResizable(True)
        self.setWidget(self._inside)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside.installEventFilter(self)

    @guarded_or(bool)
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Ask anew how tall the form is, whenever something in it or its width changed."""
        if watched is self._inside and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            tall = self._row.totalHeightForWidth(self._inside.width())
            if tall > 0 and tall != self._inside.minimumHeight():
                self._inside.setMinimumHeight(tall)
        return False


class SidePane(QScrollArea):
    """What stands beside a list and scrolls down: `least` px wide, or as wide as its words need."""

    def __init__(self, inside: QWidget, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside, self._least = inside, least
        self.setWidgetResizable(True)
        self.setWidget(self._inside)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(least)
        inside.installEventFilter(self)

    @guarded_or(bool)
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Ask anew how wide it must be, whenever something in it changed."""
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            bar = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
            wide = max(self._least, self._inside.minimumSizeHint().width() + bar)
            if wide != self.minimumWidth():
                self.setMinimumWidth(wide)
        return False
