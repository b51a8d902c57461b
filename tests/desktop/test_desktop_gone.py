"""What was closed is gone: files, places and dialogs that come and go leave nothing behind in the window."""

from __future__ import annotations

import gc
import operator
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from types import BuiltinMethodType, MethodType

import pytest
from frame_help import Opener, note, programme, settle, until
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import getAllValidWrappers

import upstream
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.questionnaires.place import QuestionnairesPlace
from facilitator.desktop.record.printing import Preview
from facilitator.desktop.run.console import Console
from facilitator.desktop.shell.frame import MainWindow
from facilitator.desktop.shell.open_programme import OpenProgramme
from facilitator.model.entry import Draft

TIMES = 3


def alive(window: MainWindow) -> int:
    """How many objects of Qt the window and every other window hold."""
    settle()
    gc.collect()
    settle()
    return sum(len(top.findChildren(QObject)) + 1 for top in {window, *QApplication.topLevelWidgets()})


def grown(window: MainWindow, act: Callable[[], object]) -> int:
    """By how many objects the window grew when something was done again and again, after a first time."""
    for _ in range(2):
        act()
    before = alive(window)
    for _ in range(TIMES):
        act()
    return alive(window) - before


def refused(deed: Callable[[], object]) -> Callable[[], None]:
    """The deed, whose dialog is closed as soon as it is there."""

    def act() -> None:
        asked: list[QDialog] = []

        def leave() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QDialog)
            asked.append(dialog)
            dialog.reject()

        QTimer.singleShot(0, leave)
        deed()
        assert len(asked) == 1

    return act


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A programme with a few notes."""
    return programme(tmp_path / "day.facilitator", *[note(f"Note {n}", "objective") for n in range(30)])


def test_a_file_that_was_closed_is_gone(window_of: Opener, file: Path) -> None:
    window = window_of()

    def visit() -> None:
        window.programmes.open(file, "", "run")
        settle()
        window.go("record")
        window.go("plan")
        settle()
        window.programmes.close()

    assert grown(window, visit) <= 0
    assert [each for each in getAllValidWrappers() if isinstance(each, OpenProgramme | Desk | Console)] == []


LockType = type(Lock())


def kinds_held() -> Counter[str]:
    """How many objects of each kind Python keeps; what SQLite keeps of its last cursors is its own affair.

    Nor does it count what measures the tests, and keeps a method or two for each thread that ever ran.
    """
    settle()
    for _ in range(3):
        gc.collect()
    held = (each for each in gc.get_objects() if not measures(each))
    return Counter(f"{type(each).__module__}.{type(each).__qualname__}" for each in held)


def measures(each: object) -> bool:
    """Whether it is a method of something of coverage's, or of the lock round what it keeps."""
    if not isinstance(each, MethodType | BuiltinMethodType):
        return False
    return isinstance(each.__self__, LockType) or type(each.__self__).__module__.startswith("coverage")


@pytest.mark.walk
@pytest.mark.parametrize("method", upstream.few_methods())
def test_a_file_that_was_closed_leaves_nothing_with_python(
    window_of: Opener, quick: None, tmp_path: Path, method: str
) -> None:
    window, path = window_of(), programme(tmp_path / "day.facilitator", method=method)

    def visit() -> None:
        assert window.programmes.open(path, "", "run")
        assert window.programmes.now is not None
        desk = window.programmes.now.desk
        assert desk.workshop is not None
        for stage in desk.workshop.stages:
            desk.ask(Draft("stage_opened", {}, desk.workshop_id, stage.id))
            until(lambda stage=stage: desk.workshop is not None and desk.workshop.open_id == stage.id)
            settle()
        window.go("record")
        window.go("plan")
        settle()
        window.programmes.close()

    for _ in range(2):
        visit()
    before = kinds_held()
    for _ in range(TIMES):
        visit()
    assert {kind: count for kind, count in (kinds_held() - before).items() if count >= TIMES} == {}


def test_a_file_that_cannot_be_read_leaves_nothing(
    window_of: Opener, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from facilitator.desktop.parts import desk
    from facilitator.store.faults import Fault

    def broken(*_: object, **__: object) -> None:
        raise Fault("The disk is full.")

    window = window_of()
    monkeypatch.setattr(desk, "open_feed", broken)
    assert grown(window, lambda: window.programmes.open(file)) <= 0


@pytest.mark.parametrize(
    "name",
    ["commands.new", "commands.copies", "show_keys", "commands.show_files", "commands.about", "commands.about_page"],
)
def test_a_dialog_that_was_closed_is_gone(window_of: Opener, file: Path, name: str) -> None:
    window = window_of()
    window.programmes.open(file, "", "plan")
    assert grown(window, refused(operator.attrgetter(name)(window))) <= 0


@pytest.mark.parametrize("name", ["finish", "erase"])
def test_a_question_of_the_record_that_was_closed_is_gone(window_of: Opener, file: Path, name: str) -> None:
    window = window_of()
    window.programmes.open(file, "", "record")
    assert window.programmes.now is not None
    assert grown(window, refused(getattr(window.programmes.now.record, name))) <= 0


@pytest.mark.parametrize("name", ["preview", "paper_forms"])
def test_a_print_preview_that_was_closed_is_gone(window_of: Opener, file: Path, name: str) -> None:
    window = window_of()
    window.programmes.open(file, "", "record")
    assert window.programmes.now is not None
    make = getattr(window.programmes.now.record, name)

    def look() -> None:
        make()
        until(lambda: isinstance(QApplication.activeModalWidget(), Preview))
        preview = QApplication.activeModalWidget()
        assert isinstance(preview, Preview)
        preview.reject()
        settle()

    assert grown(window, look) <= 0


def test_the_room_screen_the_methods_and_the_guide_come_and_go(window_of: Opener, file: Path) -> None:
    window = window_of()
    window.programmes.open(file, "", "run")
    assert window.programmes.now is not None
    console = window.programmes.now.console

    def around() -> None:
        console.room.open()
        console.open_parking()
        console.count_room()
        settle()
        active = QApplication.activeModalWidget()
        assert isinstance(active, QDialog)
        active.reject()
        console.room.shut()
        window.show_methods()
        settle()
        window.show_questionnaires()
        place = window.over_shown()
        assert isinstance(place, QuestionnairesPlace)
        place.listing.asked.emit("look", place.listing.books[-1])
        settle()
        place.go_back()
        window.go("run")
        window.commands.guide()
        settle()

    assert grown(window, around) <= 0


def test_a_dialog_that_was_closed_hears_of_nothing_more(
    window_of: Opener, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = window_of()
    window.programmes.open(file, "", "plan")
    assert window.programmes.now is not None
    refused(window.commands.about_page)()
    settle()
    faults: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *fault: faults.append(fault))
    window.programmes.now.service.state_changed.emit("off", "Room page off")
    window.programmes.now.service.url_changed.emit("")
    assert faults == []
