"""What every test shares: one application without a screen, and Qt's warnings count as failures."""

from __future__ import annotations

import gc
import itertools
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import coverage
import pytest
from hypothesis import settings

import pseudo
from facilitator.looks import languages
from facilitator.looks.qt import guard

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if "PYTEST_XDIST_WORKER" in os.environ:  # the workers are measured; what they start runs as it does for a user
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)

settings.register_profile("house", deadline=None)  # speed is the yardsticks' business, not the tests'
settings.load_profile("house")

gc.disable()  # nothing is rubbish while tests are collected

_NUMBERS = itertools.count(1)
_HARMLESS = ("This plugin does not support",)  # the offscreen platform says so of raise() and the like


WALKED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of a test that is a `walk` the first case alone is measured: the others go the same ways with other data.

    What takes a minute whatever the computer does begins first, so that nobody waits for it in the end.
    """
    items.sort(key=lambda item: item.path.name != "test_soak.py")
    met = set[str]()
    for item in items:
        test = item.nodeid.partition("[")[0]
        item.stash[WALKED] = test in met and item.get_closest_marker("walk") is not None
        met.add(test)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Measure nothing meanwhile where the same ways have been gone: measuring takes as long as the test itself."""
    measuring = coverage.Coverage.current() if item.stash.get(WALKED, False) else None
    if measuring is None:
        return (yield)
    measuring.stop()
    try:
        return (yield)
    finally:
        measuring.start()
        os.environ.pop("COVERAGE_PROCESS_CONFIG", None)  # it asks anew that the processes of tests be measured


def pytest_collection_finish() -> None:
    """Keep what is there before the first test out of every search for rubbish: a million things, to look at one."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    """The one application of the test run, dressed as the program dresses it."""
    from PySide6.QtWidgets import QApplication

    from facilitator.looks.qt import look

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    look.apply(app, "light")
    yield app
    app.closeAllWindows()
    app.processEvents()


@pytest.fixture(autouse=True)
def one_look(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each test meets the application in the same look, and window and room in English, whatever others did to them.

    No window of a test is there any more after it: another look would have to dress them all.
    """
    if "qapp" not in request.fixturenames:
        yield
        return
    from PySide6.QtCore import QEvent

    from facilitator.looks.qt import look
    from facilitator.looks.qt.words import room_t, t

    app: QApplication = request.getfixturevalue("qapp")
    sheet, palette, font = app.styleSheet(), app.palette(), app.font()
    shared = app.topLevelWidgets()
    yield
    for window in app.topLevelWidgets():
        if window not in shared:
            window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for words in (t, room_t):
        words.use()
    look.apply(app, "light")
    if app.font() != font:
        app.setFont(font)
    if app.palette() != palette:
        app.setPalette(palette)
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)


@pytest.fixture(scope="session", autouse=True)
def user_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Nothing that a test does, or a process that it starts, gets into the folder of whoever runs the tests."""
    folder = tmp_path_factory.mktemp("users")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FACILITATOR_HOME", str(folder / "all"))
        yield folder


@pytest.fixture(autouse=True)
def user_folder(user_folders: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder of this test, which is not there yet: what others wrote into theirs is not in it."""
    folder = user_folders / f"{next(_NUMBERS)}"
    monkeypatch.setenv("FACILITATOR_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def rubbish() -> Iterator[None]:
    """As in the program (desktop/parts/rubbish.py): once there is Qt, the window's thread alone collects rubbish."""
    if "PySide6.QtCore" not in sys.modules:
        yield
        return
    gc.disable()
    yield
    gc.collect(2 if gc.get_count()[2] > 10 else 1)


@pytest.fixture(autouse=True)
def qt_warnings() -> Iterator[list[str]]:
    """Fails a test in which Qt warned; a test that provokes a warning empties the list it gets.

    Leaves tests alone that run without Qt, so that they can tell whether something loads it.
    """
    said: list[str] = []
    if "PySide6.QtCore" not in sys.modules:
        yield said
        return
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    bad = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)

    def note(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind in bad and not text.startswith(_HARMLESS):
            said.append(text)

    before = qInstallMessageHandler(note)
    yield said
    qInstallMessageHandler(before)
    assert not said, f"Qt warned: {said}"


@pytest.fixture(autouse=True)
def faults(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Fails a test in which a method that Qt calls, or a slot, raised; a test that provokes it empties its list.

    Nothing else would tell: what such a method raises is written down and goes no further.
    """
    met: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            met.append(record.getMessage())

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        met.append(f"unexpected: {error!r}")
        sys.__excepthook__(kind, error, trace)

    listener = Listener(logging.ERROR)
    guard.FAULTS.addHandler(listener)
    guard.forget()
    monkeypatch.setattr(sys, "excepthook", hook)
    yield met
    guard.FAULTS.removeHandler(listener)
    assert not met, "\n".join(met)


@pytest.fixture(autouse=True)
def logged(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fails a test in which the program warned in its log, unless its mark `logs` names a part of the warning."""
    yield
    parts = [str(part) for mark in request.node.iter_markers("logs") for part in mark.args]
    said = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    ours = [f"{r.name}: {r.getMessage()}" for r in said if r.name.split(".")[0] == "facilitator"]
    assert [words for words in ours if not any(part in words for part in parts)] == []


@pytest.fixture(scope="session")
def machine_words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the catalogue of the language made by machine."""
    folder = tmp_path_factory.mktemp("i18n")
    pseudo.write(folder)
    return folder


@pytest.fixture
def machine(machine_words: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The language made by machine, the only one there is beside English."""
    monkeypatch.setattr(languages, "folder", lambda: machine_words)
    languages.forget()
    yield pseudo.LANGUAGE
    languages.forget()


@pytest.fixture
def in_machine(machine: str, qapp: QApplication) -> None:
    """Window and room read the language made by machine."""
    from facilitator.looks.qt.words import room_t, t

    for words in (t, room_t):
        words.use(machine)
