"""Processes of a yardstick: they speak in lines of JSON, and are ended by their own id."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

from bench.table import NotMeasured

HERE = Path(__file__).resolve().parent


class Child:
    """A process that was started here. `home` takes its settings and what it says of errors."""

    def __init__(self, home: Path, *arguments: str) -> None:
        handle, name = tempfile.mkstemp(dir=home, suffix=".errors")
        self._errors = Path(name)
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "FACILITATOR_HOME": str(home)}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(HERE.parent), os.environ.get("PYTHONPATH", "")]))
        self._process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=handle,
            env=environment,
            text=True,
        )
        os.close(handle)
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self._process.stdout or ():
            self._lines.put(line)
        self._lines.put("")

    def hear(self, seconds: float) -> dict[str, Any]:
        """The next line it says. Raises NotMeasured when none comes in time."""
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            raise NotMeasured(f"a process said nothing within {seconds:.0f} s: {self._trouble()}") from None
        if not line:
            raise NotMeasured(f"a process ended early: {self._trouble()}")
        found: dict[str, Any] = json.loads(line)
        return found

    def say(self, word: str) -> None:
        """Give it a line."""
        if self._process.stdin:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.write(f"{word}\n")
                self._process.stdin.flush()

    def end(self) -> None:
        """Ask it to end (SIGTERM)."""
        self._process.terminate()

    def megabytes(self) -> float:
        """The memory it keeps resident."""
        return float(psutil.Process(self._process.pid).memory_info().rss) / 2**20

    def cpu_seconds(self) -> float:
        """The processor time it has used."""
        times = psutil.Process(self._process.pid).cpu_times()
        return float(times.user + times.system)

    def stop(self) -> None:
        """Make sure that it is gone: first asked, then forced."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(8)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(8)
        self._reader.join(2)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _trouble(self) -> str:
        return self._errors.read_text(encoding="utf-8", errors="replace")[-600:].strip() or "it gave no reason"


@contextlib.contextmanager
def started(home: Path, *arguments: str) -> Iterator[Child]:
    """A process that runs as long as the block."""
    child = Child(home, *arguments)
    try:
        yield child
    finally:
        child.stop()


@contextlib.contextmanager
def served(home: Path, path: Path) -> Iterator[tuple[Child, int]]:
    """`facilitator serve` on a file, and the port it answers on."""
    arguments = ("-m", "facilitator", "serve", str(path), "--host", "127.0.0.1", "--port", "0")
    with started(home, *arguments) as child:
        yield child, port_of(child.hear(20))


def port_of(ready: dict[str, Any]) -> int:
    """The port in the line with which a server says that it is ready."""
    return int(str(ready["url"]).split("//", 1)[1].split("/", 1)[0].rsplit(":", 1)[1])
