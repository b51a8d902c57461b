"""Keys: single letters sleep while somebody types, and a sheet lists what every key does."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from facilitator.desktop.parts.within import size_within
from facilitator.desktop.shell.key_list import Section
from facilitator.looks.qt.basics import KeyCap, WrapRow
from facilitator.looks.qt.guard import guarded_or
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.words import t

_TEXT = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_PRESSES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAGES = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class KeyGuard(QObject):
    """Keeps one-key shortcuts from firing where the key means something else to the control that has the focus.

    `awake` says whether one-key shortcuts may fire at all (they belong to the Run place). There the space bar is the
    clock whatever button has the focus; Enter presses it.
    """

    def __init__(self, app: QApplication, awake: Callable[[], bool]) -> None:
        super().__init__(app)
        self._awake = awake
        app.installEventFilter(self)

    def release(self) -> None:
        """Guard no longer."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.deleteLater()

    @guarded_or(bool)
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Take a key before a shortcut does, when it is meant for the control."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and self.keeps(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QCheckBox) and self._presses(event):
            watched.click()
            return True
        return False

    def _presses(self, event: QKeyEvent) -> bool:
        return event.key() in _PRESSES[1:] and not event.isAutoRepeat() and self._awake()

    def keeps(self, event: QKeyEvent) -> bool:
        """Whether the control with the focus keeps this key for itself."""
        if event.modifiers() & _COMMANDS:
            return False
        key, focus = event.key(), QApplication.focusWidget()
        one_sign = bool(event.text()) and event.text().isprintable()
        if isinstance(focus, _TEXT) and not (isinstance(focus, QLineEdit) and focus.isReadOnly()):
            return one_sign or (key in _PAGES and not isinstance(focus, QLineEdit))
        if isinstance(focus, QComboBox):
            return one_sign
        if key in _PRESSES and isinstance(focus, QAbstractButton):
            return key != Qt.Key.Key_Space or not self._awake()
        return (one_sign or key in _PAGES) and event.text() != "?" and not self._awake()


class KeySheet(QDialog):
    """Every key that does something, by section. Made from what takes the keys, so that it cannot be out of date."""

    def __init__(self, sections: Iterable[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Keys"))
        size_within(self, 860, 640)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.addWidget(label(t("Keys"), "heading"))
        aside = t("Single letters sleep while you write in a field.")
        column.addWidget(label(aside, tone="quiet"))
        inside = QWidget()
        inside.setProperty("plain", True)
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 8, 16, 8)
        self._grid.setHorizontalSpacing(24)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._fill(list(sections))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        column.addWidget(area, 1)
        buttons = QDialogButtonBox()
        buttons.addButton(t("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _fill(self, sections: list[Section]) -> None:
        total = sum(len(section.lines) + 1 for section in sections)
        row, column, used = 0, 0, 0
        for title, lines in sections:
            if column == 0 and used and used + len(lines) / 2 > total / 2:
                row, column = 0, 2
            used += len(lines) + 1
            self._grid.addWidget(label(title, "strong", wrap=True), row, column, 1, 2)
            for line in lines:
                row += 1
                self._grid.addWidget(_caps(line.caps), row, column, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(label(line.words, wrap=True), row, column + 1, Qt.AlignmentFlag.AlignTop)
            row += 1
        self._grid.setRowStretch(self._grid.rowCount(), 1)


def _caps(keys: list[str]) -> QWidget:
    holder = QWidget()
    row = WrapRow(holder, gap=4)
    for key in keys:
        row.addWidget(KeyCap(key))
    return holder
