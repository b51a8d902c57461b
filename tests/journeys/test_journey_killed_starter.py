"""Journeys of a rehearsal that is ended from outside, at each of its levels: nothing it started runs on."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from process_journey import command, day, kill, nothing_left, servers, wait_for, with_words

from children import line_of
from facilitator.desktop.roompage import process as page_process
from facilitator.store.feed import open_feed

ENDS = [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP]
CALL = ["rehearse", "--method", "focused-conversation", "--participants", "5", "--speed", "1"]
OUTLIVED = """
import sys
from pathlib import Path
from facilitator.desktop.roompage import process as page_process
up = page_process.bring_up(Path(sys.argv[1]), "w1", None, None, sys.argv[2] == "attached")
print(up.port, flush=True)
sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """What is started here hears every signal, also where the tests were started deaf to one, as by nohup."""
    before = {how: signal.signal(how, signal.SIG_DFL) for how in (signal.SIGHUP, signal.SIGTERM)}
    interrupt = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, interrupt)
    for how, handler in before.items():
        signal.signal(how, handler)


@pytest.fixture
def out(tmp_path: Path) -> Iterator[Path]:
    """A folder that stands in the command line of every process of a rehearsal; none is left after the test."""
    with nothing_left(tmp_path):
        yield tmp_path / "out"


def joined(out: Path) -> int:
    """How many pretend people came so far; the file is looked at only once it is served."""
    for path in out.glob("*.facilitator") if servers(out) else ():
        log = open_feed(path)
        try:
            return sum(1 for entry in log.pull(0) if entry.kind == "joined")
        finally:
            log.close()
    return 0


def all_gone(out: Path) -> None:
    """Wait until no process of the rehearsal is there."""
    wait_for(lambda: not with_words(str(out)), "every process of the rehearsal has ended")


@pytest.mark.parametrize("how", ENDS)
def test_a_rehearsal_by_itself_that_is_ended_leaves_nobody(out: Path, how: signal.Signals) -> None:
    rehearsal = command(*CALL, "--no-screen", "--out", str(out))
    wait_for(lambda: joined(out) == 5, "the pretend people came")
    assert len(with_words(str(out))) == 3
    kill(rehearsal, how)
    all_gone(out)


def test_a_rehearsal_whose_inner_process_is_killed_leaves_nobody(out: Path) -> None:
    rehearsal = command(*CALL, "--no-screen", "--out", str(out))
    wait_for(lambda: joined(out) == 5, "the pretend people came")
    (inner,) = psutil.Process(rehearsal.pid).children()
    inner.kill()
    rehearsal.communicate(timeout=60)
    all_gone(out)


def test_a_rehearsal_that_is_killed_while_it_starts_leaves_nobody(out: Path) -> None:
    rehearsal = command(*CALL, "--no-screen", "--out", str(out))
    wait_for(lambda: psutil.Process(rehearsal.pid).children(), "the rehearsal's own process")
    kill(rehearsal)
    all_gone(out)


@pytest.mark.parametrize("how", ENDS)
@pytest.mark.parametrize("level", ["outer", "window"])
def test_a_rehearsal_with_a_window_that_is_ended_leaves_nobody(out: Path, level: str, how: signal.Signals) -> None:
    rehearsal = command(*CALL, "--out", str(out), QT_QPA_PLATFORM="offscreen", DISPLAY=":0")
    wait_for(lambda: joined(out) == 5, "the pretend people came")
    assert len(with_words(str(out))) == 4
    (window,) = psutil.Process(rehearsal.pid).children()
    if level == "window":
        window.send_signal(how)
        rehearsal.communicate(timeout=60)
    else:
        kill(rehearsal, how)
    all_gone(out)


@pytest.mark.parametrize("kind", ["attached", "apart"])
def test_a_real_room_page_outlives_its_window_and_that_of_a_rehearsal_does_not(tmp_path: Path, kind: str) -> None:
    with nothing_left(tmp_path):
        path = day(tmp_path / "day.facilitator")
        window = command(OUTLIVED, str(path), kind, python=True)
        port = int(line_of(window))
        (server,) = servers(path)
        kill(window)
        if kind == "attached":
            wait_for(lambda: not servers(path), "the room page of a rehearsal has ended")
            return
        up = page_process.find(path, "w1", None)
        assert up is not None
        assert (up.port, up.pid) == (port, server.pid)
