from __future__ import annotations

import gc
import logging
import sys
import threading
from pathlib import Path

import pytest
from frame_help import Opener, append, entries, note, programme, settle, until
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QSpinBox, QWidget

from facilitator.desktop.parts import logbook, rubbish
from facilitator.desktop.parts.settings import GOING, load
from facilitator.desktop.shell.app import fit
from facilitator.desktop.shell.key_list import every_key, shortcuts
from facilitator.desktop.shell.keys import KeySheet
from facilitator.desktop.shell.rehearsing import RehearsalPlan
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded
from facilitator.model.entry import Draft
from facilitator.store import copies

KEYS = {
    "Ctrl+N": "new",
    "Ctrl+O": "open",
    "Ctrl+P": "print",
    "Ctrl+E": "export",
    "Ctrl+Z": "undo",
    "Ctrl+Shift+Z": "redo",
    "Ctrl+F": "find",
    "Ctrl+B": "fold",
    "Ctrl+1": "programme",
    "Ctrl+2": "plan",
    "Ctrl+3": "run",
    "Ctrl+4": "evaluate",
    "Ctrl+5": "record",
    "F1": "keys",
    "?": "keys",
    "F6": "next_pane",
    "F11": "full_screen",
    "Ctrl+Q": "quit",
}


def keys_of(action: QAction) -> list[str]:
    """The keys of an action, named alike on every system."""
    return [key.toString(QKeySequence.SequenceFormat.PortableText) for key in action.shortcuts()]


def test_a_file_opens_and_closes(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    window = window_of()
    assert not window.menus.actions["print"].isEnabled()
    assert window.programmes.open(path)
    assert (window.place, window.windowTitle()) == ("plan", "Voluntary groups - Facilitator")
    assert [menu.title().replace("&", "") for menu in window.menus.all()] == [
        "File",
        "Edit",
        "View",
        "Run",
        "Board",
        "People",
        "Help",
    ]
    assert window.menus.actions["print"].isEnabled()
    window.activateWindow()
    until(window.isActiveWindow)
    for place, number in (("run", "3"), ("evaluate", "4"), ("record", "5"), ("plan", "2"), ("programme", "1")):
        QTest.keyClick(window, Qt.Key(ord(number)), Qt.KeyboardModifier.ControlModifier)
        assert window.place == place
    window.commands.close()
    assert window.programmes.now is None
    assert window.stack.currentWidget() is window.start
    assert [row.title for row in window.start.rows] == ["Voluntary groups"]
    assert load().recent[0].workshops[0].title == "What could we do together?"


def test_a_window_opens_where_the_workshop_stands(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator", Draft("stage_opened", {}, "w1", "objective"))
    window = window_of()
    window.programmes.open(path)
    assert window.place == "run"
    append(path, Draft("finished", {}, "w1"))
    window.programmes.open(path)
    assert window.place == "record"


def test_every_deed_has_its_key_and_no_key_has_two_deeds(window_of: Opener, tmp_path: Path) -> None:
    window = window_of()
    window.programmes.open(programme(tmp_path / "day.facilitator"))
    for key, name in KEYS.items():
        assert key in keys_of(window.menus.actions[name])
    taken = [key for menu in window.menus.all() for action in menu.actions() for key in keys_of(action)]
    assert sorted(set(taken)) == sorted(taken)
    sheet = KeySheet(every_key(window.menus.by_title()), window)
    assert shortcuts(window.menus.actions["new"]) == ["Ctrl+N"]
    sheet.deleteLater()
    settle()


def test_every_action_of_a_menu_says_what_it_does(window_of: Opener, tmp_path: Path) -> None:
    window = window_of()
    window.programmes.open(programme(tmp_path / "day.facilitator"))
    for menu in window.menus.all():
        assert [a for a in menu.actions() if not a.isSeparator() and not a.text()] == []


def press(window: object, key: Qt.Key, text: str, guard: object) -> bool:
    """Whether the control with the focus keeps a key for itself."""
    assert hasattr(guard, "keeps")
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier, text)
    return bool(guard.keeps(event))


def test_single_letters_sleep_while_somebody_types(
    window_of: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = window_of()
    window.programmes.open(programme(tmp_path / "day.facilitator"), place="run")
    guard, focus = window.guard, [QLineEdit(), QSpinBox(), QPushButton()]
    for widget, key, text, kept in (
        (focus[0], Qt.Key.Key_N, "n", True),
        (focus[0], Qt.Key.Key_Space, " ", True),
        (focus[0], Qt.Key.Key_PageDown, "", False),
        (focus[1], Qt.Key.Key_Plus, "+", True),
        (focus[2], Qt.Key.Key_N, "n", False),
        (focus[2], Qt.Key.Key_Space, " ", False),
        (focus[2], Qt.Key.Key_Return, "\r", True),
        (None, Qt.Key.Key_N, "n", False),
        (None, Qt.Key.Key_Space, " ", False),
    ):
        monkeypatch.setattr(QApplication, "focusWidget", lambda widget=widget: widget)
        assert press(window, key, text, guard) is kept
    monkeypatch.setattr(QApplication, "focusWidget", lambda: None)
    window.place = "plan"
    assert press(window, Qt.Key.Key_N, "n", guard)
    assert not press(window, Qt.Key.Key_Question, "?", guard)


def test_a_letter_in_a_field_is_written_and_moves_no_stage(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator", Draft("stage_opened", {}, "w1", "objective"))
    window = window_of()
    window.programmes.open(path, place="plan")
    assert window.programmes.now is not None
    title = window.programmes.now.plan.facts.title
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "N b h q")
    assert title.text() == "N b h q"
    window.go("run")
    until(lambda: entries(path, "workshop_edited"))
    assert len(entries(path, "stage_opened")) == 1
    assert entries(path, "screen") == []


@pytest.mark.parametrize(
    ("make", "words"),
    [
        ("foreign", "is not a Facilitator programme file"),
        ("newer", "was written by a newer Facilitator"),
        ("cut", "is cut short"),
        ("missing", "moved or deleted"),
    ],
)
def test_a_file_that_cannot_be_used_stays_as_it_is(window_of: Opener, tmp_path: Path, make: str, words: str) -> None:
    path = programme(tmp_path / "day.facilitator", note("One", "objective"))
    copy = copies.back_up(path)
    content = bytearray(copy.read_bytes())
    if make == "foreign":
        content = bytearray(b"A letter to somebody, and no programme. " * 40)
    elif make == "newer":
        content[60:64] = (99).to_bytes(4, "big")
    elif make == "cut":
        content = content[: len(content) // 2]
    for extra in tmp_path.glob("day.facilitator*"):
        extra.unlink()
    if make != "missing":
        path.write_bytes(content)
    window = window_of()
    assert not window.programmes.open(path)
    assert window.programmes.now is None
    assert words in window.messages.sentence("open")
    line = window.messages.line("open")
    assert line is not None
    assert "Open its newest good safe copy" in [button.text() for button in line.buttons]
    if make == "missing":
        assert "Find it…" in [button.text() for button in line.buttons]
    else:
        assert path.read_bytes() == bytes(content)
    line.buttons[0].click()
    assert window.programmes.now is not None
    assert len(window.programmes.now.desk.workshop.run("objective").notes) == 1


def test_what_can_still_be_read_is_saved_apart_and_opened(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator", note("One", "objective"), note("Two", "objective"))
    copies.copy_to(path, tmp_path / "whole.facilitator")
    raw = (tmp_path / "whole.facilitator").read_bytes()
    for there in tmp_path.glob("*.facilitator*"):
        there.unlink()
    at = raw.index(b'"One"')
    path.write_bytes(raw[:at] + b"\x00" + raw[at + 1 :])
    window = window_of()
    assert not window.programmes.open(path)
    line = window.messages.line("open")
    assert line is not None
    assert [button.text() for button in line.buttons][:1] == ["Save separately what can be read"]
    before = path.read_bytes()
    line.buttons[0].click()
    now = window.programmes.now
    assert now is not None and now.path.name.startswith("day readable ")
    assert [note.text for note in now.desk.workshop.run("objective").notes] == ["Two"]
    assert path.read_bytes() == before
    assert sorted(each.suffix for each in tmp_path.glob("day.facilitator*")) == [".facilitator"]


def test_undo_says_when_there_is_nothing_left(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator", Draft("stage_opened", {}, "w1", "objective"))
    window = window_of()
    window.programmes.open(path, place="record")
    window.undo()
    until(lambda: entries(path, "retracted"))
    until(lambda: window.programmes.now.desk.workshop.current is None)
    window.undo()
    assert window.messages.sentence("undo") == "There is nothing to undo."
    window.redo()
    until(lambda: window.programmes.now.desk.workshop.current is not None)
    assert window.messages.sentence("undo") == ""


def test_saved_and_not_saved_are_said_in_words(window_of: Opener, tmp_path: Path) -> None:
    window = window_of()
    window.programmes.open(programme(tmp_path / "day.facilitator"))
    window.programmes.now.desk.failed.emit("The disk is full.")
    assert (window.top_bar.saved.text(), window.top_bar.saved.tone) == ("Not saved", "bad")
    assert window.messages.sentence("saving") == "The disk is full."
    window.programmes.now.desk.ask(Draft("screen", {"view": "join"}, "w1"))
    until(lambda: window.top_bar.saved.text().startswith("Saved "))
    assert window.messages.sentence("saving") == ""


def test_a_stage_that_opens_is_remembered_at_once(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    window = window_of()
    window.programmes.open(path)
    append(path, Draft("stage_opened", {}, "w1", "objective"))
    until(lambda: load().recent[0].workshops[0].state == GOING)
    assert load().recent[0].workshops[0].stage == "Objective"


def test_a_rehearsal_is_marked_and_never_remembered(window_of: Opener, tmp_path: Path) -> None:
    ended: list[bool] = []
    plan = RehearsalPlan(lambda _: None, lambda: ended.append(True), "25 pretend people")
    window = window_of(rehearsal=plan)
    window.programmes.open(programme(tmp_path / "day.facilitator"))
    assert window.windowTitle() == "Voluntary groups - Facilitator - Rehearsal"
    assert not window.top_bar.rehearsal.isHidden()
    window.close()
    assert ended == [True]
    assert load().recent == []


def test_theme_and_letters_are_kept(window_of: Opener, qapp: QApplication) -> None:
    window = window_of()
    for action in window.menus.all()[2].actions():
        if action.text() in ("Dark", "Letters 115 %"):
            action.trigger()
    assert (qt.theme(), qt.scale()) == ("dark", 1.15)
    assert (load().theme, load().scale) == ("dark", 1.15)


def test_a_narrow_window_folds_its_menus(window_of: Opener, tmp_path: Path) -> None:
    window = window_of()
    window.programmes.open(programme(tmp_path / "day.facilitator"))
    window.resize(1440, 900)
    settle()
    assert window.top_bar.menu_bar.isVisible()
    window.resize(1024, 700)
    settle()
    assert (window.width(), window.height()) == (1024, 700)
    assert not window.top_bar.menu_bar.isVisible()
    assert window.menus.actions["new"].isEnabled()


@guarded
def paints() -> None:
    """Fails as a method that Qt calls may."""
    raise ValueError("nothing to paint with")


@pytest.mark.logs("unexpected", "nothing to paint with")
def test_an_unexpected_error_is_logged_and_told_calmly(
    home: Path, window_of: Opener, monkeypatch: pytest.MonkeyPatch, faults: list[str]
) -> None:
    window = window_of()
    before = (sys.excepthook, threading.excepthook, list(logging.getLogger().handlers))
    told: list[bool] = []
    monkeypatch.setattr(logbook, "qInstallMessageHandler", lambda _: None)
    logbook.begin(lambda: told.append(True))
    try:
        sys.excepthook(ValueError, ValueError("a bug of ours"), None)
        for _ in range(100):
            paints()
    finally:
        sys.excepthook, threading.excepthook = before[:2]
        for handler in set(logging.getLogger().handlers) - set(before[2]):
            logging.getLogger().removeHandler(handler)
            handler.close()
    assert told == [True, True]
    log = (logbook.folder() / "window.log").read_text(encoding="utf-8")
    assert (log.count("a bug of ours"), log.count("Traceback")) == (1, 1)
    assert f'File "{__file__}"' in log and "ValueError: nothing to paint with" in log
    assert len(faults) == 1
    faults.clear()
    window.unexpected()
    assert "What was entered is safe" in window.messages.sentence("unexpected")
    assert QCoreApplication.instance() is not None


class Flashes(QObject):
    """Notes every widget that shows itself as a window of its own."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.seen: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_nothing_flashes_up_while_a_file_opens(window_of: Opener, qapp: QApplication, tmp_path: Path) -> None:
    window = window_of()
    settle()
    flashes = Flashes(qapp)
    window.programmes.open(programme(tmp_path / "day.facilitator"))
    for place in ("run", "record", "plan"):
        window.go(place)
        settle()
    qapp.removeEventFilter(flashes)
    assert flashes.seen == []


def test_entering_a_place_puts_the_keys_to_work_there(window_of: Opener, tmp_path: Path) -> None:
    window = window_of()
    window.activateWindow()
    until(window.isActiveWindow)
    window.programmes.open(programme(tmp_path / "day.facilitator", Draft("stage_opened", {}, "w1", "objective")))
    for place in ("run", "plan", "record"):
        window.go(place)
        settle()
        focus = QApplication.focusWidget()
        assert focus is not None
        assert window.programmes.now.places[place].isAncestorOf(focus)
        window.focus_next_pane()
        assert QApplication.focusWidget() is not focus


def test_what_was_typed_last_is_kept_when_the_window_closes(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    window = window_of()
    window.programmes.open(path, place="plan")
    QTest.keyClicks(window.programmes.now.plan.facts.place, "Hall")
    window.commands.close()
    assert [dict(entry.body) for entry in entries(path, "workshop_edited")] == [{"place": "Hall"}]


def test_another_workshop_of_the_programme_is_a_menu_away(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    append(path, Draft("workshop", {"title": "Parents & carers", "groups": [], "code": "4821"}, "w2"))
    window = window_of()
    window.programmes.open(path)
    assert window.programmes.now.desk.workshop.id == "w2"
    window.menus.workshops.aboutToShow.emit()
    first, second = window.menus.workshops.actions()
    assert (first.isChecked(), second.isChecked(), second.text()) == (False, True, "Parents && carers")
    first.trigger()
    assert window.programmes.now.desk.workshop.id == "w1"


def test_rubbish_is_collected_in_the_windows_thread_alone(qapp: QApplication) -> None:
    collector = rubbish.Collector(qapp)
    assert not gc.isenabled()
    gc.collect()
    assert collector.look() == -1
    for _ in range(rubbish.LIMITS[0] + 100):
        loop: list[object] = []
        loop.append(loop)
    assert collector.look() >= 0
    assert collector.look() == -1
    collector.deleteLater()
    settle()


def test_a_window_that_has_no_room_on_the_screen_fills_it(qapp: QApplication) -> None:
    room = qapp.primaryScreen().availableSize()
    for size, full in ((room, True), (room / 2, False), (room - QSize(0, 20), True)):
        window = QWidget()
        window.resize(size)
        fit(window)
        assert window.isMaximized() is full


@pytest.mark.logs("was moved or replaced", "is opened again")
def test_what_is_not_saved_is_asked_about_before_the_file_or_the_window_is_closed(
    window_of: Opener, tmp_path: Path
) -> None:
    path = programme(tmp_path / "day.facilitator")
    window = window_of()
    assert window.programmes.open(path)
    assert window.programmes.now is not None
    away = path.rename(tmp_path / "away.facilitator")
    window.programmes.now.desk.ask(note("typed while it was away", "objective"))
    until(lambda: window.programmes.now is not None and window.programmes.now.desk.held)
    window.close()
    assert window.isVisible()
    assert window.messages.sentence("unsaved").startswith("1 entry is not saved")
    window.commands.close()
    assert window.programmes.now is not None
    away.rename(path)
    until(
        lambda: (
            window.programmes.now is not None
            and not window.programmes.now.desk.held
            and not window.messages.sentence("unsaved")
        )
    )
    window.commands.close()
    assert window.programmes.now is None
    assert [entry.body["text"] for entry in entries(path, "note")] == ["typed while it was away"]


@pytest.mark.logs("was moved or replaced", "is opened again")
def test_what_is_not_saved_may_be_left_behind(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    window = window_of()
    assert window.programmes.open(path)
    path.unlink()
    assert window.programmes.now is not None
    window.programmes.now.desk.ask(note("typed after it was gone", "objective"))
    until(lambda: window.programmes.now is not None and window.programmes.now.desk.held)
    window.commands.close()
    line = window.messages.line("unsaved")
    assert line is not None
    next(button for button in line.buttons if button.text() == "Close all the same").click()
    assert window.programmes.now is None
