"""Rehearsals that are started and left half-way, again and again: none may crash, hang or leave a process behind."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from soak import watch

WAYS = ("key", "close", "SIGTERM")
UP_S, AWAY_S, GONE_S = 60.0, 30.0, 15.0
REHEARSAL = ["rehearse", "--sample", "poole", "--speed", "20", "--participants", "25"]


@dataclass
class Said:
    """What came of it."""

    ways: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def lines(self) -> list[str]:
        """The report, line by line."""
        ways = ", ".join(f"{way} {count}" for way, count in self.ways.items())
        good = "nothing was wrong" if not self.wrong else "FAILED"
        head = f"starts and ends in mid-rehearsal: {self.ways.total()} ({ways}): {good}"
        return [f"{head}; all gone after {self.slowest:.1f} s", *(f"WRONG: {sentence}" for sentence in self.wrong)]


@contextlib.contextmanager
def a_screen(folder: Path) -> Iterator[dict[str, str]]:
    """What makes the program see a screen: the one there is, else a pretended one, else none that it would miss."""
    if os.environ.get("DISPLAY"):
        yield {}
        return
    server = shutil.which("Xvfb")
    if server is None:
        yield {"DISPLAY": ":none", "QT_QPA_PLATFORM": "offscreen"}
        return
    reading, writing = os.pipe()
    words = [server, "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    with (folder / "screen.errors").open("wb") as errors:
        process = subprocess.Popen(words, pass_fds=(writing,), stdout=errors, stderr=errors)
    os.close(writing)
    try:
        with os.fdopen(reading, "r") as said:
            number = said.readline().strip()
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"} if number else {"QT_QPA_PLATFORM": "offscreen"}
    finally:
        watch.ended(process)


def play(folder: Path, count: int, seed: int) -> Said:
    """Start and leave so many rehearsals, one after another."""
    folder.mkdir(parents=True, exist_ok=True)
    chance, said = random.Random(seed), Said()
    with a_screen(folder) as screen:
        for number in range(count):
            way, seconds = WAYS[number % len(WAYS)], chance.uniform(1.0, 4.0)
            out = folder / f"rehearsal {number}"
            out.mkdir()
            trouble = _one(out, way, seconds, screen, said)
            said.ways[way] += 1
            said.wrong += [f"start {number} ({way} after {seconds:.1f} s): {each}" for each in trouble]
            if not trouble:
                shutil.rmtree(out, ignore_errors=True)
    return said


def _one(out: Path, way: str, seconds: float, screen: dict[str, str], said: Said) -> list[str]:
    shown, how = out / "shown", "stay" if way == "SIGTERM" else way
    words = ["soak.leaving", how, str(int(seconds * 1000)), str(shown), *REHEARSAL, "--out", str(out / "out")]
    environment = {**watch.environment(out), **screen}
    environment.pop(watch.moment.VARIABLE)
    with (out / "errors").open("wb") as errors:
        process = subprocess.Popen([sys.executable, "-m", *words], env=environment, stdout=errors, stderr=errors)
    try:
        code = _left(process, shown, seconds, way)
        ended = "its window was not shown, or it did not end" if code is None else f"exit {code}"
        trouble = [] if code == 0 else [ended]
        began = time.monotonic()
        left = _left_behind(out, GONE_S)
        said.slowest = max(said.slowest, time.monotonic() - began)
        trouble += [f"left behind: {each}" for each in left]
        spoken = (out / "errors").read_text("utf-8", "replace")
        if "Traceback" in spoken or "Fatal Python error" in spoken:
            trouble.append(spoken[-1500:])
        return trouble
    finally:
        watch.ended(process)
        watch.end_pages(_of(out))


def _left(process: subprocess.Popen[bytes], shown: Path, seconds: float, way: str) -> int | None:
    """The exit code, or None where there is none in time."""
    until = time.monotonic() + UP_S
    while not shown.exists() and process.poll() is None:
        if time.monotonic() > until:
            return None
        time.sleep(0.05)
    if way == "SIGTERM" and process.poll() is None:
        time.sleep(seconds)
        process.send_signal(signal.SIGTERM)
    try:
        return process.wait(seconds + AWAY_S)
    except subprocess.TimeoutExpired:
        return None


def _of(out: Path) -> list[psutil.Process]:
    """The processes that were started for a rehearsal in this folder, whoever their parent is now."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.pid != os.getpid() and any(str(out) in word for word in process.cmdline()):
                found.append(process)
    return found


def _left_behind(out: Path, patience_s: float) -> list[str]:
    until = time.monotonic() + patience_s
    while (left := _of(out)) and time.monotonic() < until:
        time.sleep(0.1)
    words = []
    for process in left:
        with contextlib.suppress(psutil.Error):
            words.append(" ".join(process.cmdline()[-8:]))
    return words
