"""Work beside the window: who hears of it, and in which thread its last holder lets go."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import pytest
from frame_help import until
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from facilitator.desktop.parts.background import aside
from facilitator.store.faults import Fault


class Held:
    """Tells in which thread it was thrown away."""

    def __init__(self, gone: list[threading.Thread]) -> None:
        self._gone = gone

    def words(self) -> str:
        """What the work makes."""
        return "done"

    def __del__(self) -> None:
        self._gone.append(threading.current_thread())


def refuse(error: Exception) -> Callable[[], str]:
    """Work that cannot be done."""

    def work() -> str:
        raise error

    return work


def more_than(number: int, things: list[threading.Thread]) -> bool:
    """Whether there are."""
    return len(things) > number


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Fault("The file is full."), "The file is full."),
        (OSError(28, "No space left on device"), "The file could not be written: No space left on device."),
    ],
)
def test_a_failure_is_a_sentence_told_in_the_windows_thread(qapp: QApplication, error: Exception, said: str) -> None:
    """Whatever thread it happened in."""
    heard: list[tuple[str, threading.Thread]] = []
    asker = QObject()
    aside(asker, refuse(error), lambda _: None, lambda words: heard.append((words, threading.current_thread())))
    until(lambda: heard)
    assert heard == [(said, threading.main_thread())]


def test_what_the_work_held_is_let_go_of_in_the_windows_thread(qapp: QApplication) -> None:
    """A widget that is thrown away in another thread ends the program."""
    gone: list[threading.Thread] = []
    heard: list[str] = []

    def begin(asker: QObject) -> None:
        held = Held(gone)
        aside(asker, held.words, lambda words: heard.append(words + held.words()), heard.append)

    for number in range(20):
        asker = QObject()
        begin(asker)
        until(partial(more_than, number, gone))
    assert heard == ["donedone"] * 20
    assert set(gone) == {threading.main_thread()}


def test_nobody_hears_of_it_once_the_asker_is_gone(qapp: QApplication) -> None:
    """The work is done all the same."""
    heard: list[str] = []
    gone: list[threading.Thread] = []
    may_go, asker, held = threading.Event(), QObject(), Held(gone)

    def work() -> str:
        may_go.wait(60)
        return held.words()

    aside(asker, work, heard.append, heard.append)
    delete(asker)
    may_go.set()
    others = [thread for thread in threading.enumerate() if thread.name == "aside"]
    until(lambda: not any(thread.is_alive() for thread in others))
    QApplication.processEvents()
    assert heard == []
