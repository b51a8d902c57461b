"""Check the room: from the start page and the menu; what is to be put right stands first and says what to do."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import replace

import pytest
from frame_help import Opener, until
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from facilitator import nearby, roomcheck
from facilitator.desktop.parts.sounds import Player
from facilitator.desktop.shell import commands, room_check
from facilitator.desktop.shell.room_check import RoomCheck
from facilitator.desktop.shell.tiles import DeedTile
from facilitator.model.addresses import Address
from facilitator.model.bells import BELL
from facilitator.roomcheck import Finding

GOOD = Finding("Network", True, "Phones can reach 192.168.43.20", key="network", part=roomcheck.PHONES)
WALL = Finding("Firewall", True, "the ufw firewall is on", "let it in", False, "firewall", roomcheck.WHICH)
APART = Finding("Client isolation", True, "not known", "", False, "isolation", roomcheck.WHICH)
BAD = Finding("Power", False, "Battery 38 %, not plugged in", "plug in before people come", key="power")
SOUND = Finding("Sound", True, "The sound is on", "ring, and listen at the back", False, "sound", roomcheck.ROOM)
DISK = Finding("Disk", True, "41 GiB free here", key="disk")
HERE = Address("127.0.0.1", "wlan0")


@pytest.fixture
def dialog(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[RoomCheck]:
    """The dialogue with these findings, its test page on this computer alone."""
    monkeypatch.setattr(roomcheck, "look", lambda: [GOOD, WALL, APART, SOUND, DISK, BAD])
    monkeypatch.setattr(roomcheck, "reachable", lambda: [HERE])
    monkeypatch.setattr(nearby, "neighbours", frozenset)
    made = RoomCheck(host="127.0.0.1")
    made.show()
    until(lambda: made.found)
    yield made
    made.close()
    made.deleteLater()


def words(dialog: QWidget) -> list[str]:
    """What stands in the dialogue, in order."""
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def get(url: str) -> None:
    """What a phone does, from another thread."""
    urllib.request.urlopen(url, timeout=20).read()


def test_what_is_to_be_put_right_stands_first_in_its_part_with_its_fix(
    dialog: RoomCheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dialog.verdict.text() == "Not sure yet: try one phone. 1 thing to put right."
    until(lambda: f"{BAD.sentence}." in words(dialog))
    said = words(dialog)
    assert said.index(f"{BAD.sentence}.") < said.index(f"{DISK.sentence}.")
    assert "Fix: plug in before people come." in said
    monkeypatch.setattr(roomcheck, "look", lambda: [GOOD, WALL, APART, DISK])
    QTest.keyClick(dialog, Qt.Key.Key_F5)
    until(lambda: dialog.verdict.text() == "Not sure yet: try one phone.")
    assert f"{BAD.sentence}." not in words(dialog)


def test_a_phone_that_gets_in_is_said_with_its_address(dialog: RoomCheck) -> None:
    assert dialog.phone.url() == ""
    dialog.phone.start.click()
    url = dialog.phone.url()
    assert dialog.phone.code.text == url and dialog.phone.code.isVisible()
    dialog.phone.copy.click()
    assert QGuiApplication.clipboard().text() == url
    threading.Thread(target=get, args=(url,)).start()
    until(lambda: dialog.verdict.text().startswith("Phones can get in."))
    until(lambda: "phones can" in words(dialog))
    until(lambda: any("127.0.0.1 got the page" in each for each in words(dialog)))
    until(lambda: "This Wi-Fi lets devices see each other." in words(dialog))
    assert not dialog.phone.failed.isEnabled()


@pytest.mark.parametrize(
    ("near", "most_likely"),
    [({"192.168.43.77"}, "Most likely this: 192.168.43.77 came near"), (set(), "or the phone is in another Wi-Fi")],
)
def test_a_phone_that_does_not_get_in_tells_which_it_is(
    dialog: RoomCheck, monkeypatch: pytest.MonkeyPatch, near: set[str], most_likely: str
) -> None:
    dialog.phone.start.click()
    monkeypatch.setattr(nearby, "neighbours", lambda: frozenset(near))
    dialog.phone.failed.click()
    until(lambda: dialog.verdict.text().startswith("Phones cannot get in."))
    until(lambda: any(most_likely in each for each in words(dialog)))
    until(lambda: "Nothing of it arrived." in words(dialog))


def test_what_to_ask_is_copied(dialog: RoomCheck) -> None:
    dialog.rows.buttons["isolation"].click()
    assert "let devices in this Wi-Fi see each other" in QGuiApplication.clipboard().text()


@pytest.mark.parametrize(
    ("heard", "words_said"), [(True, "The bell was rung."), (False, "Nothing here can be heard with.")]
)
def test_the_bell_can_be_rung(dialog: RoomCheck, monkeypatch: pytest.MonkeyPatch, heard: bool, words_said: str) -> None:
    rung: list[str] = []
    monkeypatch.setattr(Player, "play", lambda _self, sound: bool(rung.append(sound)) or heard)
    dialog.rows.buttons["sound"].click()
    assert rung == [BELL]
    until(lambda: words_said in words(dialog))


def test_a_button_opens_the_settings_of_the_system_where_it_has_any(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(room_check, "has_settings", lambda of: of == "firewall")
    monkeypatch.setattr(room_check, "open_settings", opened.append)
    monkeypatch.setattr(roomcheck, "look", lambda: [GOOD, WALL])
    made = RoomCheck(host="127.0.0.1")
    until(lambda: "firewall" in made.rows.buttons)
    made.rows.buttons["firewall"].click()
    assert (opened, "network" in made.rows.buttons) == (["firewall"], False)
    made.deleteLater()


def test_the_test_page_ends_with_the_window(dialog: RoomCheck) -> None:
    dialog.phone.start.click()
    url = dialog.phone.url()
    dialog.close()
    assert dialog.phone.url() == ""
    until(lambda: not _answers(url))


def _answers(url: str) -> bool:
    try:
        get(url)
    except OSError:
        return False
    return True


def test_this_very_computer_can_be_looked_over(qapp: QApplication) -> None:
    dialog = RoomCheck(host="127.0.0.1")
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


def test_a_muted_computer_rings_unheard(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    muted = replace(SOUND, ok=False, sure=True, sentence="This computer is muted", fix="turn the sound up")
    monkeypatch.setattr(roomcheck, "look", lambda: [GOOD, muted])
    monkeypatch.setattr(roomcheck, "reachable", lambda: [HERE])
    monkeypatch.setattr(Player, "play", lambda _self, _sound: True)
    made = RoomCheck(host="127.0.0.1")
    made.show()
    until(lambda: made.found)
    made.rows.buttons["sound"].click()
    until(lambda: "This computer is muted." in words(made))
    assert "The bell was rung." not in words(made)
    made.close()
    made.deleteLater()
