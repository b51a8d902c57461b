"""Check the room: what stands between this computer and the phones that will come, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator import roomcheck
from facilitator.desktop.parts.background import aside
from facilitator.desktop.parts.dialogs import House
from facilitator.desktop.parts.within import size_within
from facilitator.desktop.run.screens import screen_label
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import Sign
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import empty, label
from facilitator.looks.qt.words import t
from facilitator.model.say import say
from facilitator.roomcheck import Finding


def screens() -> Finding:
    """Whether there is a screen for the room beside the facilitator's own."""
    others = [one for one in QGuiApplication.screens() if one is not QGuiApplication.primaryScreen()]
    if others:
        return Finding(say("Room screen"), True, say("{screen} is plugged in", screen=screen_label(others[0])))
    words = say("only this screen: plug the projector in, or the room screen is a window here")
    return Finding(say("Room screen"), True, words)


def verdict(found: list[Finding]) -> str:
    """All findings in a sentence."""
    wrong = sum(not one.ok for one in found)
    if not wrong:
        return say("Nothing to put right")
    return say("{n} thing to put right", "{n} things to put right", n=wrong)


class RoomCheck(House):
    """The findings, each with its sign; what is to be put right comes first. They are looked for aside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(t("Check the room"), parent, t("Do this in the room, in its Wi-Fi, before people come."))
        self.found: list[Finding] = []
        self.verdict = label("", "title")
        self.column.addWidget(self.verdict)
        self._box = QFrame()
        qt.mark(self._box, panel="card")
        self._rows = QGridLayout(self._box)
        self._rows.setContentsMargins(16, 12, 16, 12)
        self._rows.setHorizontalSpacing(16)
        self._rows.setVerticalSpacing(14)
        self._rows.setColumnStretch(2, 1)
        inside = QWidget()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._box)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFrameShape(QFrame.Shape.NoFrame)
        self.column.addWidget(area, 1)
        self.again = Button(t("Check again"), icon_name="history")
        self.again.clicked.connect(self.check)
        self.finish(self.again, self.closing())
        size_within(self, 720, 520)
        self.check()

    def check(self) -> None:
        """Look everything over, aside, and show it."""
        self.again.setEnabled(False)
        self.verdict.setText(t("Looking"))
        aside(self, roomcheck.look, self._show, self._failed)

    def _show(self, found: list[Finding]) -> None:
        self.again.setEnabled(True)
        self.found = sorted([*found, screens()], key=lambda one: one.ok)
        self.verdict.setText(t(verdict(self.found)))
        empty(self._rows)
        top = Qt.AlignmentFlag.AlignTop
        for row, one in enumerate(self.found):
            sign = Sign("check", "text_2") if one.ok else Sign("warn", "warn")
            sign.setAccessibleName(t("all right") if one.ok else t("to put right"))
            self._rows.addWidget(sign, row, 0, top)
            self._rows.addWidget(label(t(one.what), "strong"), row, 1, top)
            self._rows.addWidget(label(t(one.sentence), wrap=True), row, 2, top)

    def _failed(self, sentence: str) -> None:
        self.again.setEnabled(True)
        self.verdict.setText(sentence)
