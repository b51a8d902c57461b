"""Watches the window's process from outside, and ends everything that a soak started, by its own id."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import psutil

from facilitator.model import moment
from soak import memory
from soak.pulse import HANGS_S, STALL_S, Listener, Pulse

HERE = Path(__file__).resolve().parent
CLOCK = 5.0
"""How many times as fast the workshops' clock runs."""
START_S, END_S = 60.0, 90.0
LOOK_S = 0.1
MOST_PAGES = 4
PAGE_ENDS_S = 5.0
LAST_ACTS = 40


@dataclass
class Outcome:
    """What came of it. `wrong` is empty when nothing crashed, stalled or grew."""

    wrong: list[str] = field(default_factory=list)
    found: dict[str, Any] = field(default_factory=dict)
    room: dict[str, int] = field(default_factory=dict)
    worst: float = 0.0
    worst_of_all: float = 0.0
    last_acts: list[str] = field(default_factory=list)
    errors: str = ""

    @property
    def samples(self) -> list[memory.Sample]:
        """The quiet points."""
        return memory.from_json(self.found.get("samples", []))


def environment(folder: Path) -> dict[str, str]:
    """What every process of a soak is started with: its files stay in the folder."""
    home, temporary, pids = folder / "home", folder / "tmp", folder / "pids"
    for each in (home, temporary, pids):
        each.mkdir(exist_ok=True)
    found = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    found |= {"HOME": str(home), "FACILITATOR_HOME": str(home / "facilitator"), "TMPDIR": str(temporary)}
    found |= {"SOAK_PIDS": str(pids), "PYTHONFAULTHANDLER": "1", moment.VARIABLE: moment.rehearsal_clock(CLOCK)}
    found["PYTHONPATH"] = os.pathsep.join(filter(None, [str(HERE.parent), os.environ.get("PYTHONPATH", "")]))
    return found


def ended(process: subprocess.Popen[bytes], patience_s: float = 10.0) -> None:
    """End a process that was started here, gently first."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(patience_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def started(words: list[str], folder: Path, errors: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that runs no longer than the block."""
    process = subprocess.Popen([sys.executable, "-m", *words], env=environment(folder), stdout=errors, stderr=errors)
    try:
        yield process
    finally:
        ended(process)


def pages(folder: Path) -> list[psutil.Process]:
    """The room pages of a soak that are still there, the oldest first."""
    found = []
    for noted in (folder / "pids").glob("*"):
        with contextlib.suppress(psutil.Error, ValueError):
            process = psutil.Process(int(noted.name))
            if "soak.serving" in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return sorted(found, key=psutil.Process.create_time)


def end_pages(which: list[psutil.Process]) -> None:
    """End room pages. What is ended meanwhile by somebody else is asked for by its state alone: waiting for a process
    that its parent has just taken away is an error of the system's on some kernels."""
    for process in which:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    until = time.monotonic() + PAGE_ENDS_S
    while (left := [process for process in which if _runs(process)]) and time.monotonic() < until:
        time.sleep(LOOK_S)
    for process in left:
        with contextlib.suppress(psutil.Error):
            process.kill()


def _runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def play(folder: Path, seed: int, seconds: float, stall_s: float = STALL_S) -> Outcome:
    """Let the actor play for so long, and say what came of it."""
    outcome = Outcome()
    pulse = Pulse(folder / "pulse")
    try:
        with (
            (folder / "errors").open("wb") as errors,
            started(["soak.child", str(folder), str(seed), str(seconds)], folder, errors) as window,
            started(["soak.room", str(folder), str(seed)], folder, errors),
        ):
            listener = _heard(window, pulse, stall_s)
            _watch(window, listener, folder, seconds, outcome)
    finally:
        pulse.close()
        end_pages(pages(folder))
    _gather(folder, outcome)
    return outcome


def _heard(window: subprocess.Popen[bytes], pulse: Pulse, stall_s: float) -> Listener:
    """Wait for the first beat."""
    until = time.monotonic() + START_S
    while pulse.last()[0] == 0.0 and window.poll() is None and time.monotonic() < until:
        time.sleep(LOOK_S)
    return Listener(pulse, window.pid, stall_s)


def _watch(window: subprocess.Popen[bytes], listener: Listener, folder: Path, seconds: float, outcome: Outcome) -> None:
    until, looks = time.monotonic() + seconds + END_S, 0
    while window.poll() is None:
        if listener.look() and hasattr(signal, "SIGUSR1"):
            window.send_signal(signal.SIGUSR1)
        if time.monotonic() > until or listener.moved() > HANGS_S + 10:
            outcome.wrong.append(f"The window did not end: its last beat was {listener.moved():.0f} s ago.")
            window.kill()
            break
        looks += 1
        if looks % 50 == 0:
            end_pages(pages(folder)[:-MOST_PAGES])
        time.sleep(LOOK_S)
    code = window.wait()
    outcome.worst, outcome.worst_of_all = listener.worst, listener.worst_of_all
    if listener.stalls:
        outcome.wrong.append(f"The window stalled {listener.stalls} times, for up to {listener.worst:.1f} s.")
    if code != 0:
        outcome.wrong.append(f"The window's process ended with {code}.")


def _gather(folder: Path, outcome: Outcome) -> None:
    """Read what the processes left behind."""
    with contextlib.suppress(OSError, ValueError):
        outcome.found = json.loads((folder / "result").read_text("utf-8"))
    with contextlib.suppress(OSError, ValueError):
        outcome.room = json.loads((folder / "room").read_text("utf-8"))
    with contextlib.suppress(OSError):
        outcome.last_acts = (folder / "journal").read_text("utf-8", "replace").splitlines()[-LAST_ACTS:]
    lines = (folder / "errors").read_text("utf-8", "replace").splitlines()
    outcome.errors = "\n".join(line for line in lines if "This plugin does not support" not in line)[-6000:]
    outcome.wrong += [f"Memory: {sentence}." for sentence in memory.grown(outcome.samples)]
    faults = outcome.found.get("errors", [])
    if faults:
        outcome.wrong.append(f"The program met {len(faults)} unexpected faults.")
    for log in sorted((folder / "home" / "facilitator" / "logs").glob("room-page-*.log")):
        if "Traceback" in (said := log.read_text("utf-8", "replace")):
            outcome.wrong.append(f"A room page met an unexpected fault: {said[-1500:]}")
    if not outcome.samples and not outcome.wrong:
        outcome.wrong.append("No quiet point was reached, so memory is not known.")
