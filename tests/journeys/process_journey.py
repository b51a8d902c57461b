"""What the journeys of real processes share: commands, waiting, and who is there."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from facilitator.activities.library import find
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.store import file
from facilitator.store.feed import open_feed

PATIENCE_S = 60.0


def wait_for(condition: Callable[[], object], what: str) -> None:
    """Wait until something is so."""
    until = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < until, f"never happened: {what}"
        time.sleep(0.02)


def day(path: Path, *workshops: str) -> Path:
    """A programme with one open stage in each of its workshops."""
    file.create(path)
    for name in workshops or ("w1",):
        drafts = acts.create({"title": f"Day {name}"}, [find("focused-conversation")], workshop=name)
        append(path, *drafts, Draft("stage_opened", {}, name, "objective"))
    return path


def copied(path: Path, target: Path) -> Path:
    """A copy as somebody makes it in a folder, of everything that was written so far."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(path, target)
    return target


def append(path: Path, *drafts: Draft) -> None:
    """Write into the file as another process would."""
    with contextlib.closing(open_feed(path)) as log:
        log.append(drafts)


def command(*words: str, python: bool = False, **environment: str) -> subprocess.Popen[str]:
    """A command of the program in a process of its own, or a script with its arguments."""
    call = [sys.executable, *(("-c",) if python else ("-m", "facilitator")), *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(call, stdout=pipe, stderr=pipe, stdin=pipe, text=True, env={**os.environ, **environment})


def with_words(*parts: str) -> list[psutil.Process]:
    """The processes, this one and what has ended apart, in whose command line all of these stand."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            words = " ".join(process.cmdline())
            if process.pid != os.getpid() and all(part in words for part in parts):
                found.append(process)
    return found


def servers(path: Path) -> list[psutil.Process]:
    """The web processes over a file."""
    return with_words(" serve ", str(path))


@contextlib.contextmanager
def nothing_left(folder: Path) -> Iterator[None]:
    """Afterwards no process is there that has this folder in its command line, whatever became of the journey."""
    try:
        yield
    finally:
        for process in with_words(str(folder)):
            with contextlib.suppress(psutil.Error):
                process.kill()


def kill(process: subprocess.Popen[str], how: signal.Signals = signal.SIGKILL) -> None:
    """End a process by a signal, and read what it said to the end."""
    process.send_signal(how)
    process.communicate(timeout=PATIENCE_S)
