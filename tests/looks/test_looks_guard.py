"""What a method that Qt calls raises goes no further than the log, and Qt is given a harmless answer."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.looks.qt import guard
from facilitator.looks.qt.guard import guarded, guarded_or

pytestmark = pytest.mark.logs("facilitator.fault")

FILE = str(Path(__file__))
CHILD = """
import sys
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from facilitator.looks.qt.guard import guarded_or

class Listens(QObject):
    @guarded_or(bool)
    def event(self, event):
        if event.type() == QEvent.Type.User:
            {fault}
        return True

app = QCoreApplication([])
listens = Listens()
for _ in range(3):
    QCoreApplication.sendEvent(listens, QEvent(QEvent.Type.User))
"""


class Faulty(QWidget):
    """Raises wherever Qt asks it anything."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[weakref.ref[QPainter]] = []

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        raise ValueError("no size")

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        self.drawn.append(weakref.ref(painter))
        painter.drawText(QRect(0, 0, 9, 9), 0, int("x"))


@guarded_or(list)
def shares(at: int) -> list[int]:
    """Raises in a line for each of two `at`."""
    if at == 1:
        raise ValueError("one")
    raise ValueError("other")


def ending(fault: str) -> int:
    """How a process ends in which an event's handler raises."""
    program = CHILD.format(fault=fault)
    told = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", program], env=told, capture_output=True, check=False, timeout=240
    ).returncode


@pytest.mark.parametrize("fault", ["int('x')", "{}['x']", "next(iter(()))", "raise ValueError", "sys.exit(3)"])
def test_no_fault_ends_the_process(fault: str) -> None:
    assert ending(fault) == 0


def test_a_fault_is_written_once_with_where_it_was(faults: list[str], caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(150):
        shares(1)
    assert len(faults) == 1
    assert FILE in faults[0] and "ValueError: one" in faults[0] and "in shares" in faults[0]
    counted = [r.getMessage() for r in caplog.records if r.levelno == logging.WARNING]
    assert counted == [f"in shares, for the {n}. time: ValueError: one\n" for n in (10, 100)]
    shares(2)
    assert len(faults) == 2
    faults.clear()


def test_each_answer_is_a_fresh_one(faults: list[str]) -> None:
    first = shares(1)
    first.append(4)
    assert shares(1) == []
    faults.clear()


def test_whoever_hears_of_faults_hears_once_of_each(faults: list[str]) -> None:
    told: list[int] = []
    guard.hear(lambda: told.append(1))
    for _ in range(5):
        shares(1)
    shares(2)
    assert len(told) == 2
    guard.hear(lambda: int("x"))
    guard.forget()
    assert shares(1) == []
    guard.hear(lambda: None)
    faults.clear()


def test_a_widget_that_fails_to_paint_stays_usable(qapp: QApplication, faults: list[str]) -> None:
    widget = Faulty()
    assert widget.sizeHint() == QSize()
    widget.resize(40, 40)
    assert widget.grab().width() == 40
    assert widget.grab().width() == 40
    assert [kept() for kept in widget.drawn] == [None, None]
    assert len(faults) == 2
    faults.clear()


def test_ctrl_c_is_no_fault(faults: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: seen.append(error[0]))

    @guarded
    def stopped() -> None:
        raise KeyboardInterrupt

    stopped()
    assert (seen, faults) == ([KeyboardInterrupt], [])
