"""The kit: what every pane, desk and wall is put together with, made the same way everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLayout, QLineEdit, QSpinBox, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.labels import WrappedLabel

_NAME = 200
"""So much room has somebody's name for something in a line, px in usual lettering."""


def label(
    words: str = "", kind: str = "body", tone: str = "", parent: QWidget | None = None, *, wrap: bool = False
) -> QLabel:
    """A label of a kind of lettering; participants' words are never read as mark-up.

    With `wrap` it goes on in the next line, in the midst of a word that is longer than a line.
    """
    made = WrappedLabel(words, parent) if wrap else QLabel(words, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("type", kind)
    made.setProperty("tone", tone)
    return made


def button(
    words: str,
    *,
    icon: str = "",
    look: str = "plain",
    key: str = "",
    tail: str = "",
    tip: str = "",
    parent: QWidget | None = None,
) -> Button:
    """A button that a click does not give the focus, and that Enter presses when it has it."""
    made = Button(words, icon_name=icon, look=look, key=key, tail=tail, parent=parent)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAutoDefault(True)
    if tip:
        name(made, tip)
    return made


def sign_button(icon: str, words: str, *, look: str = "quiet", parent: QWidget | None = None) -> Button:
    """A button that is only an icon; its words stand in its tooltip and are what a screen reader says."""
    made = Button("", icon_name=icon, look=look, parent=parent)
    name(made, words)
    return made


def shortened(words: str) -> str:
    """Somebody's name for something, which ends in dots where it is long: for what cannot go on in the next line."""
    room = round(_NAME * qt.scale())
    return QFontMetrics(qt.font("body")).elidedText(words, Qt.TextElideMode.ElideRight, room)


def name(widget: QWidget, words: str, spoken: str = "") -> None:
    """What a widget without words says of itself: in its tooltip, and aloud (`spoken` where that is longer)."""
    widget.setToolTip(words)
    widget.setAccessibleName(spoken or words)


def number(name: str, most: int = 2000, *, least: int = 0, width: int = 72) -> QSpinBox:
    """A whole number to set; `width` in px."""
    made = QSpinBox()
    made.setRange(least, most)
    made.setAccessibleName(name)
    made.setFixedWidth(width)
    return made


def line(name: str, most: int = 120) -> QLineEdit:
    """A line to write in, at most so many signs; what belongs there stands in it while it is empty."""
    made = QLineEdit()
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    made.setMaxLength(most)
    return made


def put_text(widget: QLabel | QAbstractButton, words: str) -> None:
    """Set the words if they differ: nothing is measured or drawn anew for the same ones."""
    if widget.text() != words:
        widget.setText(words)


def choose(box: QComboBox, value: object) -> None:
    """Choose the row of a value; the first one where there is none of it."""
    box.setCurrentIndex(max(0, box.findData(value)))


def refill(box: QComboBox, rows: Sequence[tuple[str, str]]) -> None:
    """Give a box these values and words; what was chosen stays chosen where it is still there."""
    if [(box.itemData(at), box.itemText(at)) for at in range(box.count())] == list(rows):
        return
    was = box.currentData()
    box.clear()
    for value, words in rows:
        box.addItem(words, value)
    if rows:
        choose(box, was)


def margins(layout: QLayout, left: int, top: int, right: int, bottom: int, *, gap: int = 8) -> None:
    """Set a layout's margins and gap, px."""
    layout.setContentsMargins(left, top, right, bottom)
    layout.setSpacing(gap)


def claims(event: QEvent, key: Qt.Key) -> bool:
    """Whether it is about that key, pressed where a shortcut has it too; the key is then left to who asks."""
    mine = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == key
    if mine:
        event.accept()
    return mine


def discard(layout: QLayout, widget: QWidget) -> None:
    """Take a widget out of a layout, and away."""
    layout.removeWidget(widget)
    widget.hide()
    widget.deleteLater()


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, and away."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
