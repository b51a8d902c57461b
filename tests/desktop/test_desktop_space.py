"""Space is the clock whatever has the focus, and after an act the board has it: nothing is done by a second press."""

from __future__ import annotations

from pathlib import Path

import pytest
from console_help import Room, opened, room
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

Key = Qt.Key


def pressable(r: Room) -> list[QAbstractButton]:
    """Every button of the console that can be seen and pressed."""
    found = r.console.findChildren(QAbstractButton)
    return [b for b in found if b.isVisible() and b.isEnabled() and b.focusPolicy() != Qt.FocusPolicy.NoFocus]


def press(widget: QAbstractButton, key: Qt.Key, *, held: bool = False) -> None:
    """A key as the window gets it: first the shortcuts are asked, then the widget."""
    QTest.keyClick(widget, key)
    if held:
        for _ in range(5):
            QApplication.sendEvent(
                widget, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, autorep=True)
            )


def test_space_on_any_button_of_the_console_is_the_clock(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path, *opened("facts", 1)) as r:
        r.note("facts", "two groups")
        r.idle()
        buttons = pressable(r)
        assert len(buttons) > 8
        for button in buttons:
            was = r.run("facts").clock.running
            button.setFocus()
            r.spin(button.hasFocus)
            press(button, Key.Key_Space)
            r.spin(lambda was=was: r.run("facts").clock.running is not was)
            assert r.day.open_id == "facts"
            assert not r.day.screen.blank
            assert r.run("facts").ticked == set()


@pytest.mark.parametrize("key", [Key.Key_N, Key.Key_PageDown, Key.Key_PageUp])
def test_after_a_stage_has_changed_the_board_has_the_focus(qapp: QApplication, tmp_path: Path, key: Qt.Key) -> None:
    with room(tmp_path, *opened("facts", 1)) as r:
        r.spin(lambda: r.console.area.run is r.run("facts"))
        r.console.side.next.setFocus()
        r.key(key)
        r.spin(lambda: r.console.area.run is not r.run("facts"))
        r.spin(lambda: on_board(r))


def on_board(r: Room) -> bool:
    """Whether the keys go to the board, and to no button on it."""
    focus = QApplication.focusWidget()
    area = r.console.area
    return (focus is area or area.isAncestorOf(focus)) and not isinstance(focus, QAbstractButton)


def test_a_second_enter_on_next_opens_no_second_stage(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path, *opened("talk", 1)) as r:
        r.console.side.next.setFocus()
        r.spin(r.console.side.next.hasFocus)
        press(r.console.side.next, Key.Key_Return)
        r.spin(lambda: r.day.open_id == "facts")
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Key.Key_Return)
        r.idle()
        assert r.day.open_id == "facts"


def test_a_key_held_down_leads_only_one_step(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        for name, action in ((n, r.console.action(n)) for n in ("next", "on", "timer", "blank", "end", "look_back")):
            assert not action.autoRepeat(), name
        assert r.console.action("more").autoRepeat()


def test_a_clicker_that_looks_back_and_comes_back_opens_nothing(qapp: QApplication, tmp_path: Path) -> None:
    """Page up and page down as often as each other end where they began, and the room stayed there."""
    with room(tmp_path, *opened("feel", 1)) as r:
        r.spin(lambda: r.console.area.run is r.run("feel"))
        for back in (1, 2):
            for _ in range(back):
                r.key(Key.Key_PageUp)
            assert r.console.area.run is not r.run("feel")
            for _ in range(back):
                r.key(Key.Key_PageDown)
            r.idle()
            assert r.console.area.run is r.run("feel")
            assert r.day.open_id == "feel"
        r.key(Key.Key_PageDown)
        r.spin(lambda: r.day.open_id == "decide")


def test_a_clicker_begins_the_day_and_looking_about_before_does_not(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        r.spin(lambda: r.console.area.run is r.run("talk"))
        r.console.look("facts")
        r.key(Key.Key_PageUp)
        r.idle()
        assert not r.day.open_id
        assert r.console.area.run is r.run("talk")
        r.key(Key.Key_PageDown)
        r.spin(lambda: r.day.open_id == "talk")


@pytest.mark.parametrize("size", [(1440, 856), (1024, 656)])
def test_whoever_comes_to_run_is_on_the_board_and_not_on_next(
    qapp: QApplication, tmp_path: Path, size: tuple[int, int]
) -> None:
    """Also where the agenda is folded: Enter there would open the next stage for the room."""
    with room(tmp_path, *opened("facts", 1), size=size) as r:
        r.note("facts", "two groups")
        first = r.console.first_pane()
        board = r.console.area.board
        assert board is not None
        assert first is board.widget
