"""Windows and panels that ask: the first field has the focus, Enter does what is named, Esc leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from console_help import Room, opened, room
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from facilitator.desktop.methods.place import NameDialog
from facilitator.desktop.parts.dialogs import CONFIRM, House, SureDialog
from facilitator.desktop.run.parking import ParkingDialog
from facilitator.desktop.run.people import CountDialog
from facilitator.desktop.shell.new_workshop import NewWorkshop
from facilitator.model.notes import HIDDEN, MERGED, PARKED

Key = Qt.Key


def status(r: Room, key: str) -> str:
    """What became of a note of the stage "facts"."""
    note = r.run("facts").notes.get(key)
    assert note is not None
    return note.status


def shown(r: Room, dialog: QWidget) -> QWidget:
    """A window as somebody has it who just opened it; what has the focus in it."""
    dialog.show()
    dialog.activateWindow()
    r.spin(lambda: QApplication.activeWindow() is dialog)
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def test_what_is_typed_into_the_parking_lot_at_once_is_kept_and_the_lot_stays_open(
    qapp: QApplication, tmp_path: Path
) -> None:
    with room(tmp_path, *opened("facts", 1)) as r:
        r.console.open_parking()
        dialog = r.console.findChild(ParkingDialog)
        assert dialog is not None
        focus = shown(r, dialog)
        QTest.keyClicks(focus, "Who pays for buses?")
        QTest.keyClick(focus, Key.Key_Return)
        r.spin(lambda: [n.text for _, n in r.day.parked()] == ["Who pays for buses?"])
        assert dialog.isVisible()
        assert dialog.new.hasFocus()
        QTest.keyClick(dialog.new, Key.Key_Escape)
        assert not dialog.isVisible()


def test_words_about_a_parked_note_stay_while_another_is_parked(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path, *opened("facts", 1)) as r:
        key = r.note("facts", "a hall calendar")
        r.choose(key)
        r.console.acts.park()
        r.spin(lambda: status(r, key) == PARKED)
        r.console.open_parking()
        dialog = r.console.findChild(ParkingDialog)
        assert dialog is not None
        shown(r, dialog)
        field = next(f for f in dialog.findChildren(QLineEdit) if f is not dialog.new and f.isVisible())
        field.setFocus()
        QTest.keyClicks(field, "to the coun")
        other = r.note("facts", "another")
        r.choose(other)
        r.console.acts.park()
        r.spin(lambda: len(r.day.parked()) == 2)
        r.console.refresh()
        typed = QApplication.focusWidget()
        assert isinstance(typed, QLineEdit)
        assert typed.text() == "to the coun"


@pytest.mark.parametrize("act", ["hide", "merge"])
def test_enter_hides_and_joins_from_the_panel(qapp: QApplication, tmp_path: Path, act: str) -> None:
    with room(tmp_path, *opened("facts", 1)) as r:
        keys = [r.note("facts", "two groups"), r.note("facts", "two groups meet")]
        r.choose(*keys)
        r.console.action(act).trigger()
        focus = QApplication.focusWidget()
        assert focus is not None
        assert r.console.area.note.isAncestorOf(focus)
        QTest.keyClick(focus, Key.Key_Return)
        gone = HIDDEN if act == "hide" else MERGED
        r.spin(lambda: gone in {status(r, key) for key in keys})
        assert not r.console.area.note.isVisible()


def test_esc_leaves_the_panel_and_changes_nothing(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path, *opened("facts", 1)) as r:
        key = r.note("facts", "two groups")
        r.choose(key)
        r.console.action("hide").trigger()
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
        r.idle()
        assert not r.console.area.note.isVisible()
        assert status(r, key) != HIDDEN


def test_enter_walks_through_what_was_found_and_esc_goes_back(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path, *opened("facts", 1)) as r:
        for text in ("two groups", "a hall", "three groups", "a bus"):
            r.note("facts", text)
        found = [r.on_board()[0], r.on_board()[2]]
        r.console.open_search()
        search = r.console.area.head.search
        QTest.keyClicks(search, "groups")
        seen = []
        for _ in range(3):
            QTest.keyClick(search, Key.Key_Return)
            seen += r.console.area.chosen_keys()
        assert seen == [*found, found[0]]
        assert r.console.area.hint.text() == "Note 1 of 2 found"
        QTest.keyClick(search, Key.Key_Escape)
        assert not search.isVisible()
        assert r.console.area.chosen_keys() == [found[0]]


def sure(parent: QWidget) -> House:
    """One that wants a word first."""
    return SureDialog("Erase the words of this entry?", ["They cannot be brought back."], "Erase", parent, word=CONFIRM)


def renamed(parent: QWidget) -> House:
    """One with a name in it."""
    return NameDialog("Method", parent)


@pytest.mark.parametrize(("make", "typed"), [(sure, CONFIRM), (renamed, "Another name")])
def test_typing_and_enter_is_all_that_a_window_needs(
    qapp: QApplication, tmp_path: Path, make: Callable[[QWidget], House], typed: str
) -> None:
    with room(tmp_path) as r:
        dialog = make(r.window)
        focus = shown(r, dialog)
        QTest.keyClicks(focus, typed)
        QTest.keyClick(focus, Key.Key_Return)
        assert dialog.result() == 1
        dialog.deleteLater()


def test_enter_makes_the_workshop_and_an_error_stands_at_its_field_until_it_is_mended(
    qapp: QApplication, tmp_path: Path
) -> None:
    with room(tmp_path) as r:
        dialog = NewWorkshop(r.window, folder=str(tmp_path))
        focus = shown(r, dialog)
        QTest.keyClick(focus, Key.Key_Return)
        assert dialog.trouble.isVisible()
        assert dialog.title.property("wrong")
        assert QApplication.focusWidget() is dialog.title
        QTest.keyClicks(dialog.title, "Hall day")
        assert not dialog.trouble.isVisible()
        assert not dialog.title.property("wrong")
        QTest.keyClick(dialog.title, Key.Key_Return)
        assert dialog.made is not None
        dialog.deleteLater()


def test_counting_heads_begins_in_the_first_number_and_enter_saves(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        dialog = CountDialog(r.day, r.window)
        counted: list[object] = []
        dialog.counted.connect(counted.append)
        QTest.keyClicks(shown(r, dialog), "12")
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
        assert len(counted) == 1
        dialog.deleteLater()
