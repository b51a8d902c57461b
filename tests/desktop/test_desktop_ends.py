"""What is gone is left alone: dialogs, cards and panes that end do not take the window with them."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from frame_help import METHOD, Opener, programme, settle, until
from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QGraphicsItem, QLayoutItem, QWidget

from facilitator.activities import library
from facilitator.looks.qt.fields import GrowingText
from facilitator.looks.qt.lines import QUESTION, LinesField
from facilitator.model.entry import Draft

OF_QT = (QObject, QLayoutItem, QGraphicsItem)
CHILD = Path(__file__).with_name("ends_child.py")


def kept() -> Iterator[tuple[str, object]]:
    """Everything that the program's own objects hold, each with a name for where."""
    for one in gc.get_objects():
        module = vars(type(one)).get("__module__")
        if not isinstance(module, str) or not module.startswith("facilitator.") or not hasattr(one, "__dict__"):
            continue
        for name, value in vars(one).items():
            parts = value.values() if isinstance(value, dict) else value
            for part in parts if isinstance(value, dict | list | tuple | set) else [value]:
                yield f"{type(one).__name__}.{name}", part


def put_away() -> None:
    """Close the dialogue that is open, as soon as there is one."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        dialog.reject()
    else:
        QTimer.singleShot(0, put_away)


@pytest.mark.parametrize("thing", ["about", "identify"])
def test_the_window_outlives(thing: str, tmp_path: Path) -> None:
    told = {**os.environ, "FACILITATOR_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", "PYTHONFAULTHANDLER": "1"}
    child = subprocess.run(
        [sys.executable, str(CHILD), thing, str(tmp_path)],
        env=told,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert (child.returncode, "Traceback" in child.stderr) == (0, False), child.stderr


def test_a_place_without_a_pane_in_sight_is_entered_all_the_same(window_of: Opener, tmp_path: Path) -> None:
    window = window_of()
    window.hide()
    window.programmes.open(programme(tmp_path / "day.facilitator"))
    window.go("run")
    assert window.place == "run"
    assert window.programmes.now.places["run"].first_pane() is None


def test_nothing_of_ours_keeps_what_qt_made(window_of: Opener, tmp_path: Path) -> None:
    stage = library.find(METHOD).stages[1].id
    window = window_of()
    window.programmes.open(programme(tmp_path / "day.facilitator", Draft("stage_opened", {}, "w1", stage)))
    for place in ("plan", "record", "run"):
        window.go(place)
        settle()
    window.programmes.now.console.action("type").trigger()
    settle()
    of_qt = [(where, part) for where, part in kept() if isinstance(part, OF_QT)]
    assert len(of_qt) > 500
    assert {where for where, part in of_qt if not shiboken6.createdByPython(part)} == set()


def test_a_programme_that_is_closed_leaves_nothing_behind(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    window = window_of()
    counts = []
    for _ in range(3):
        for place in ("plan", "record", "run"):
            window.programmes.open(path, place=place)
            settle()
        window.programmes.close()
        settle()
        counts.append(len(window.findChildren(QObject)))
    assert counts[1] == counts[2]


def test_a_dialogue_that_was_answered_leaves_nothing_behind(window_of: Opener) -> None:
    window = window_of()
    counts = []
    for _ in range(3):
        QTimer.singleShot(0, put_away)
        window.commands.new()
        settle()
        counts.append(len(window.findChildren(QObject)))
    assert counts[1] == counts[2]


def test_a_field_that_dies_while_somebody_writes_gives_nothing(qapp: QApplication) -> None:
    window = QWidget()
    field = GrowingText(parent=window)
    given: list[str] = []
    field.committed.connect(given.append)
    window.show()
    window.activateWindow()
    field.setFocus()
    until(field.hasFocus)
    QTest.keyClicks(field, "Hall")
    shiboken6.delete(field)
    assert given == []


def test_a_line_that_was_taken_away_adds_moves_and_removes_nothing(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *found: errors.append(found))
    lines = LinesField(QUESTION, "A question")
    lines.show_value(["one", "two"])
    gone = lines.rows[1]
    lines.show_value(["one"])
    gone.text.entered.emit()
    gone.text.moved.emit(-1)
    gone.text.emptied.emit()
    assert lines.value() == ["one"]
    assert len(lines.rows) == 1
    assert errors == []
    lines.deleteLater()
