"""Every stage of every day where it is led from: board, details and all beside them, in small windows, never cut."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from any_day import DAYS, reworded
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

import seen
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.settings import Settings
from facilitator.desktop.run.console import Console
from facilitator.looks.qt import look
from facilitator.looks.qt.words import room_t, t
from facilitator.model.entry import Draft, Entry
from facilitator.store import file
from facilitator.store.feed import open_feed

GREEK = str.maketrans(string.ascii_letters, ("αβγδεζηθικλμνξοπρστυφχψως" * 3)[:52])
LOOKS = {"1024x700": ((1024, 656), 1.0), "130 %": ((1366, 716), 1.3)}
"""What the bars at the top leave of a window of 1024 x 700, and of 1366 x 768 in larger letters."""


@pytest.fixture(params=LOOKS.values(), ids=LOOKS)
def size(request: pytest.FixtureRequest, machine: str, qapp: QApplication) -> Iterator[tuple[int, int]]:
    """A size of the place to lead from, in letters of a size; window and room read the language made by machine."""
    size, scale = request.param
    t.use(machine)
    room_t.use(machine)
    look.apply(qapp, "light", scale)
    yield size
    look.apply(qapp, "light", 1.0)
    t.use()
    room_t.use()


def in_greek(words: str) -> str:
    """The words without one Latin letter."""
    plain = (char for char in unicodedata.normalize("NFKD", words) if not unicodedata.combining(char))
    return "".join(plain).translate(GREEK)


def in_one(words: str) -> str:
    """The words as one long word."""
    return "ω".join(in_greek(words).split())


def stored(path: Path, entries: list[Entry]) -> Path:
    """The same day in a file."""
    file.create(path)
    feed = open_feed(path)
    feed.append([Draft(e.kind, e.body, e.workshop, e.stage, e.person, e.key, e.at) for e in entries])
    feed.close()
    return path


def settle() -> None:
    """Let the window do what is due now."""
    for _ in range(4):
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.walk
@pytest.mark.parametrize("word", [in_greek, in_one])
@pytest.mark.parametrize("day", DAYS)
def test_nothing_is_cut_where_a_stage_is_led(size: tuple[int, int], tmp_path: Path, day: str, word) -> None:
    desk = Desk(stored(tmp_path / "day.facilitator", reworded(DAYS[day](), word)))
    console = Console(desk, Settings())
    console.resize(*size)
    console.show()
    assert desk.workshop is not None
    found: dict[str, list[str]] = {}
    for run in desk.workshop.stages:
        console.look(run.id)
        settle()
        cut = set(seen.clipped(console))
        board = console.area.board
        assert board is not None
        for key in board.shown_keys()[:2]:
            board.choose(key)
            settle()
            cut |= set(seen.clipped(console))
        if console.side.details.isVisible():
            console.side.usual.click()
            settle()
            cut |= set(seen.clipped(console))
        if cut:
            found[run.id] = sorted(cut)
    grown = (console.width(), console.height())
    console.leave()
    console.close()
    desk.close()
    console.deleteLater()
    settle()
    lines = [f"{stage}: {words}" for stage, cut in found.items() for words in cut]
    assert (lines, grown) == ([], size), "\n".join(lines)
