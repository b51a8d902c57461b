"""Work in a place that is lists and fields: rows chosen and filed, words looked for, anything pressed."""

from __future__ import annotations

import random

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTabWidget, QWidget
from shiboken6 import isValid

from facilitator.desktop.shell.frame import MainWindow
from soak import hands, programmes


def work_in(window: MainWindow, place: str, chance: random.Random) -> str:
    """Some acts in one place of the open programme, in any of its tabs."""
    if window.programmes.now is None:
        return "none"
    window.go(place)
    shown = window.programmes.now.places[place]
    for tabs in shown.findChildren(QTabWidget):
        tabs.setCurrentIndex(chance.randrange(max(1, tabs.count())))
    for _ in range(chance.randint(1, 4)):
        if not isValid(shown) or not shown.isVisible():
            break
        _act(shown, chance)
    return place


def _act(shown: QWidget, chance: random.Random) -> None:
    lists = [view for view in shown.findChildren(QAbstractItemView) if view.isVisible() and view.model()]
    fields = [field for field in shown.findChildren(QLineEdit) if field.isVisible() and field.isEnabled()]
    kind = chance.random()
    if kind < 0.5 and lists:
        _choose_in(chance.choice(lists), chance)
        hands.press_key(chance.choice(hands.PLAIN))
    elif kind < 0.75 and fields:
        chance.choice(fields).setFocus()
        hands.type_words(programmes.words(chance))
        hands.press_key(Qt.Key.Key_Return)
    elif found := hands.buttons(shown):
        hands.push(chance.choice(found))


def _choose_in(view: QAbstractItemView, chance: random.Random) -> None:
    view.setFocus()
    if rows := view.model().rowCount():
        view.setCurrentIndex(view.model().index(chance.randrange(rows), 0))
