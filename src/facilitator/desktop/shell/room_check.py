"""Check the room: what stands between this computer and the phones that will come, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator import roomcheck
from facilitator.desktop.parts.background import aside
from facilitator.desktop.parts.dialogs import House
from facilitator.desktop.parts.outside import has_settings, open_settings
from facilitator.desktop.parts.sounds import Player
from facilitator.desktop.parts.within import size_within
from facilitator.desktop.run.screens import screen_label
from facilitator.desktop.shell.room_check_phone import PhonePane
from facilitator.desktop.shell.room_check_rows import Deeds, FindingList
from facilitator.looks.qt.basics import VLine
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.words import t
from facilitator.model.addresses import Address
from facilitator.model.bells import BELL
from facilitator.model.say import say
from facilitator.roomcheck import PHONES, ROOM, Finding, Tried

KEYS = (KeyRow("F5", say("Check the room again")),)
TO_ASK = say(
    "The Wi-Fi keeps devices apart, so phones cannot reach the laptop that runs the workshop. Please let devices in "
    "this Wi-Fi see each other (switch client isolation off), or name a Wi-Fi in which they can."
)
"""What is copied for whoever runs the Wi-Fi."""
_SIDE = 330


def screens() -> Finding:
    """Whether there is a screen for the room beside the facilitator's own."""
    others = [one for one in QGuiApplication.screens() if one is not QGuiApplication.primaryScreen()]
    name = say("Room screen")
    if others:
        words = say("{screen} is plugged in", screen=screen_label(others[0]))
        return Finding(name, True, words, key="screen", part=ROOM)
    words = say("Only this screen: plug the projector in, or the room screen is a window here")
    return Finding(name, True, words, key="screen", part=ROOM)


def sound(rang: bool) -> Finding:
    """Whether the bell can be heard, now that it was tried."""
    name = say("Sound")
    if rang:
        words = say("The bell was rung")
        return Finding(name, True, words, say("if it was not heard, turn the sound up"), False, "sound", ROOM)
    words = say("Nothing here can be heard with")
    return Finding(name, False, words, say("plug in a loudspeaker, or use a bell of your own"), True, "sound", ROOM)


def verdict(found: Iterable[Finding], tried: Tried) -> str:
    """All findings in a sentence or two."""
    every = list(found)
    wrong = sum(not one.ok for one in every)
    things = say("{n} thing to put right.", "{n} things to put right.", n=wrong)
    closed = tried.failed or any(one.part == PHONES and not one.ok and one.key == "network" for one in every)
    if tried.reached:
        return say("Phones can get in. {things}", things=things) if wrong else say("Phones can get in.")
    if closed:
        return say("Phones cannot get in. {things}", things=things) if wrong else say("Phones cannot get in.")
    if wrong:
        return say("Not sure yet: try one phone. {things}", things=things)
    return say("Not sure yet: try one phone.")


class RoomCheck(House):
    """The findings, part by part, beside them one test phone. They are looked for aside.

    `host` is where the test page listens once somebody tries a phone.
    """

    def __init__(self, parent: QWidget | None = None, host: str = "0.0.0.0") -> None:
        super().__init__(t("Check the room"), parent, t("Do this in the room, in its Wi-Fi, before people come."))
        self.found: list[Finding] = []
        self._looked: list[Finding] = []
        self._rang: bool | None = None
        self._player = Player(self)
        self.verdict = self.heading
        self.phone = PhonePane(host)
        self.rows = FindingList(self._deeds())
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(_scrolling(self.rows), 1)
        middle.addWidget(VLine())
        side = _scrolling(self.phone)
        side.setFixedWidth(_SIDE)
        middle.addWidget(side)
        self.column.addLayout(middle, 1)
        self.again = Button(t("Check again"), icon_name="history", key="F5")
        self.again.clicked.connect(self.check)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.check)
        self.phone.tried.connect(self._show)
        self.finished.connect(self.phone.stop)
        self.finish(self.again, self.closing())
        size_within(self, 1000, 660)
        self.check()

    def _deeds(self) -> Deeds:
        """The buttons beside the findings, of those that can be done here."""
        deeds: dict[str, tuple[str, str, Callable[[], object]]] = {
            "isolation": (t("Copy what to ask"), "copy", lambda: QGuiApplication.clipboard().setText(t(TO_ASK))),
            "sound": (t("Ring"), "sound", self._ring),
        }
        for key, words in (("network", t("Network settings")), ("firewall", t("Firewall settings"))):
            if has_settings(key):
                deeds[key] = (words, "settings", partial(open_settings, key))
        return deeds

    def check(self) -> None:
        """Look everything over, aside, and show it."""
        if self.again.isEnabled():
            self.again.setEnabled(False)
            self.verdict.setText(t("Looking"))
            aside(self, _look, self._take, self._failed)

    def _take(self, looked: tuple[list[Finding], list[Address]]) -> None:
        self.again.setEnabled(True)
        self._looked, addresses = looked
        self.phone.show_addresses(addresses)
        self._show()

    def _show(self, _tried: Tried | None = None) -> None:
        tried = self.phone.now
        told = roomcheck.told_apart([screens(), *map(self._rung, self._looked)], tried)
        self.found = sorted(told, key=lambda one: one.ok)
        if self._looked:
            self.verdict.setText(t(verdict(self.found, tried)))
            self.rows.show_found(self.found)

    def _rung(self, one: Finding) -> Finding:
        """A finding, or what came of the bell where that tells more; a muted computer rings unheard."""
        return sound(self._rang) if one.key == "sound" and one.ok and self._rang is not None else one

    def _ring(self) -> None:
        self._rang = self._player.play(BELL)
        self._show()

    def _failed(self, sentence: str) -> None:
        self.again.setEnabled(True)
        self.verdict.setText(sentence)


def _look() -> tuple[list[Finding], list[Address]]:
    return roomcheck.look(), roomcheck.reachable()


def _scrolling(content: QWidget) -> QScrollArea:
    area, inside = QScrollArea(), QWidget()
    inside.setProperty("plain", True)
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(content)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area
