"""The bar at the top: the mark, the menus, the places, and the standing facts at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QMenuBar,
    QSizePolicy,
    QTabBar,
    QToolButton,
    QWidget,
)

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import Chip, Sign
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.icons import draw_icon
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import load
from facilitator.model.say import say

TITLES = {
    "programme": say("Programme"),
    "plan": say("Plan"),
    "run": say("Run"),
    "evaluate": say("Evaluate"),
    "record": say("Record"),
}
PLACES = tuple(TITLES)
_ROLES = {"quiet": "text_2", "warn": "warn", "bad": "bad"}
_ICON, _GAP, _PAD, _BETWEEN = 16, 6, 6, 4
_AIR = 16
"""What is left between menus, places and facts at the least, px."""


class Fact(QAbstractButton):
    """One standing fact: an icon and a few words; in a narrow window the icon alone. A press opens what it is about."""

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._folded, self._away = icon_name, "quiet", False, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def tell(self, words: str, tone: str = "quiet", icon_name: str = "") -> None:
        """Show other words (none hides the fact); trouble is said in words and a tone, never by colour alone."""
        self._tone = tone
        self._icon = icon_name or self._icon
        self.setText(words)
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words) and not self._away)
        self.updateGeometry()
        self.update()

    def keep_away(self, away: bool) -> None:
        """Leave it out where the place itself says the same."""
        self._away = away
        self.setVisible(bool(self.text()) and not away)

    def fold(self, folded: bool) -> None:
        """Show the icon alone while all is well."""
        self._folded = folded
        self.updateGeometry()

    @property
    def tone(self) -> str:
        """How it is said: quiet, warn or bad."""
        return self._tone

    @property
    def unfolded(self) -> int:
        """How wide it is with its words, px."""
        return 2 * _PAD + _ICON + _GAP + QFontMetrics(qt.font("label")).horizontalAdvance(self.text())

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """Icon and words."""
        width = 2 * _PAD + _ICON if self._short() else self.unfolded
        return QSize(width, max(28, QFontMetrics(qt.font("label")).height() + 8))

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Icon, words; a ground under the pointer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qt.colour("sunken"))
            painter.drawRoundedRect(self.rect(), load().radius["control"], load().radius["control"])
        colour = qt.colour(_ROLES[self._tone])
        draw_icon(painter, QRectF(_PAD, (self.height() - _ICON) / 2, _ICON, _ICON), self._icon, colour)
        if not self._short():
            painter.setFont(qt.font("label"))
            painter.setPen(colour)
            rect = self.rect().adjusted(_PAD + _ICON + _GAP, 0, 0, 0)
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _short(self) -> bool:
        return self._folded and self._tone == "quiet"


class Places(QTabBar):
    """The places as tabs, as tall as the bar, so that the mark of the chosen one lies on its edge."""

    @guarded_or(lambda: QSize(0, 0))
    def tabSizeHint(self, index: int, /) -> QSize:
        """The words, and the bar's height."""
        hint = super().tabSizeHint(index)
        return QSize(hint.width(), max(hint.height(), load().size["strip"] - 1))


class TopBar(QFrame):
    """Mark, menu bar, places, facts. `place_chosen` gives the place that somebody went to, such as plan."""

    place_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        qt.mark(self, panel="strip")
        self.setMinimumHeight(load().size["strip"])
        self.menu_bar = QMenuBar()
        self.menu_bar.setNativeMenuBar(False)
        self.menu_bar.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._menu_button = QToolButton()
        self._menu_button.setText(t("Menu"))
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        qt.mark(self._menu_button, look="quiet")
        self._menu_button.hide()
        self.places = Places()
        self.places.setExpanding(False)
        self.places.setDrawBase(False)
        self.places.setAccessibleName(t("Places"))
        for place in PLACES:
            self.places.addTab(t(TITLES[place]))
        self.places.currentChanged.connect(lambda at: self.place_chosen.emit(PLACES[at]))
        self.rehearsal = Chip(t("Rehearsal"), "masks", "plain")
        self.safe_copy = Chip(t("Safe copy"), "history", "warn")
        for mark in (self.rehearsal, self.safe_copy):
            mark.hide()
        self.page, self.wall, self.saved = Fact("laptop"), Fact("screen"), Fact("check")
        self._arrange()

    def _arrange(self) -> None:
        left, right = QHBoxLayout(), QHBoxLayout()
        for side in (left, right):
            side.setSpacing(_BETWEEN)
            side.setContentsMargins(0, 0, 0, 0)
        self._mark = Sign("mark", size=20)
        left.addWidget(self._mark)
        left.addSpacing(8)
        left.addWidget(self._menu_button)
        left.addWidget(self.menu_bar)
        left.addStretch(1)
        right.addStretch(1)
        for widget in (self.rehearsal, self.safe_copy, self.page, self.wall, self.saved):
            right.addWidget(widget)
        self._row = row = QGridLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setHorizontalSpacing(8)
        row.addLayout(left, 0, 0)
        row.addWidget(self.places, 0, 1, Qt.AlignmentFlag.AlignBottom)
        row.addLayout(right, 0, 2)
        row.setRowMinimumHeight(0, load().size["strip"] - 1)
        row.setColumnStretch(0, 1)
        row.setColumnStretch(2, 1)

    def show_place(self, place: str) -> None:
        """Mark a place as the one that is shown; an empty name hides the places (the start page)."""
        self.places.setVisible(bool(place))
        self.saved.keep_away(place == "run")
        if place:
            self.places.blockSignals(True)
            self.places.setCurrentIndex(PLACES.index(place))
            self.places.blockSignals(False)

    def put_menus(self, menus: list[QMenu]) -> None:
        """Show these menus, in the bar or, in a narrow window, behind one button."""
        self.menu_bar.clear()
        together = QMenu(self)
        for menu in menus:
            self.menu_bar.addMenu(menu)
            together.addMenu(menu)
        old = self._menu_button.menu()
        self._menu_button.setMenu(together)
        if old is not None:
            old.deleteLater()

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Fold menus and facts where there is little room."""
        super().resizeEvent(event)
        self._fold()

    @guarded_or(bool)
    def event(self, event: QEvent, /) -> bool:
        """And where words or letters have become larger."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return super().event(event)

    def _fold(self) -> None:
        """Put the menus behind one button, and the facts into their icons, when the words do not fit side by side."""
        compact = self.width() < load().layout["compact_below_width"] or self.width() < self._unfolded()
        if self.menu_bar.isVisibleTo(self) == compact:
            self.menu_bar.setVisible(not compact)
            self._menu_button.setVisible(compact)
            for fact in (self.page, self.wall):
                fact.fold(compact)

    def _unfolded(self) -> int:
        """How wide everything is that is to be seen, px."""
        facts = sum(fact.unfolded + _BETWEEN for fact in (self.page, self.wall, self.saved) if not fact.isHidden())
        marks = (mark for mark in (self.rehearsal, self.safe_copy) if not mark.isHidden())
        places = 0 if self.places.isHidden() else self.places.sizeHint().width()
        row = self._row
        around = row.contentsMargins().left() + row.contentsMargins().right() + 2 * row.horizontalSpacing()
        left = self._mark.sizeHint().width() + 8 + 4 * _BETWEEN + self.menu_bar.sizeHint().width()
        return _AIR + around + left + places + facts + sum(mark.sizeHint().width() + _BETWEEN for mark in marks)
