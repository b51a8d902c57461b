"""Check the room: from the start page and the menu; what is to be put right stands first and says what to do."""

from __future__ import annotations

import pytest
from frame_help import Opener, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from facilitator import roomcheck
from facilitator.desktop.shell import commands
from facilitator.desktop.shell.room_check import RoomCheck
from facilitator.desktop.shell.tiles import DeedTile
from facilitator.roomcheck import Finding

GOOD = Finding("Network", True, "phones can reach 192.168.43.20 (wlan0) when they are in the same Wi-Fi")
BAD = Finding("Power", False, "battery 38 %: plug in before people come")


def words(dialog: RoomCheck) -> list[str]:
    """What stands in the dialogue, in order."""
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_what_is_to_be_put_right_stands_first(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [GOOD, BAD]
    monkeypatch.setattr(roomcheck, "look", lambda: list(found))
    dialog = RoomCheck()
    dialog.show()
    until(lambda: dialog.found)
    assert dialog.verdict.text() == "1 thing to put right"
    assert [one.what for one in dialog.found] == ["Power", "Network", "Room screen"]
    until(lambda: BAD.sentence in words(dialog))
    assert words(dialog).index(BAD.sentence) < words(dialog).index(GOOD.sentence)
    found.remove(BAD)
    dialog.again.click()
    until(lambda: dialog.verdict.text() == "Nothing to put right")
    assert BAD.sentence not in words(dialog)
    dialog.close()
    dialog.deleteLater()


def test_this_very_computer_can_be_looked_over(qapp: QApplication) -> None:
    dialog = RoomCheck()
    until(dialog.again.isEnabled)
    assert dialog.found
    dialog.deleteLater()


def test_the_start_page_and_the_menu_lead_there(window_of: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[QDialog] = []
    monkeypatch.setattr(commands, "ask", lambda dialog: bool(shown.append(dialog)))
    window = window_of()
    tile = next(tile for tile in window.start.findChildren(DeedTile) if tile.title == "Check the room")
    tile.setFocus()
    QTest.keyClick(tile, Qt.Key.Key_Return)
    window.menus.actions["check"].trigger()
    assert [type(dialog) for dialog in shown] == [RoomCheck, RoomCheck]
    for dialog in shown:
        dialog.deleteLater()
