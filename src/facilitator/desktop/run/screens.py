"""The computer's screens: which one the room sees, remembered by name and serial number."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.words import t

IDENTIFY_MS = 4000


def screen_id(screen: QScreen) -> str:
    """What a screen is remembered by: its name and serial number."""
    return f"{screen.name()}|{screen.serialNumber()}"


def screen_label(screen: QScreen) -> str:
    """What people call it: its model where it tells one, and its size."""
    name = screen.model().strip() or screen.name() or t("Screen")
    size = screen.geometry().size() * screen.devicePixelRatio()
    return f"{name}, {size.width()} x {size.height()}"


def find_screen(remembered: str) -> QScreen | None:
    """The screen remembered so, if it is plugged in; one of another serial number with the same name does as well."""
    screens = QGuiApplication.screens()
    exact = next((s for s in screens if screen_id(s) == remembered), None)
    name = remembered.partition("|")[0]
    return exact or next((s for s in screens if name and s.name() == name and s is not _primary()), None)


def room_screen(remembered: str) -> QScreen | None:
    """The screen for the room: the one remembered, else the first beside the main one; None when there is only one."""
    others = [screen for screen in QGuiApplication.screens() if screen is not _primary()]
    found = find_screen(remembered) if remembered else None
    if found is not None and (found is not _primary() or not others):
        return found if others else None
    return others[0] if others else None


def _primary() -> QScreen | None:
    return QGuiApplication.primaryScreen()


def identify() -> list[QWidget]:
    """Show its number and name on every screen for some seconds; returns the cards shown."""
    cards = []
    for number, screen in enumerate(QGuiApplication.screens(), 1):
        card = QWidget(None, Qt.WindowType.ToolTip | Qt.WindowType.WindowDoesNotAcceptFocus)
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(card)
        column.setContentsMargins(48, 24, 48, 32)
        figure, name = QLabel(str(number), card), QLabel(screen_label(screen), card)
        qt.mark(figure, type="timer")
        qt.mark(name, type="title")
        column.addWidget(figure, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(name)
        card.adjustSize()
        card.move(screen.geometry().center() - card.rect().center())
        card.show()
        QTimer.singleShot(IDENTIFY_MS, card, card.close)
        cards.append(card)
    return cards
