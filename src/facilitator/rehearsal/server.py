"""The real web process, started for a rehearsal and ended with it. Only this one process is ever ended."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from facilitator.model.say import say
from facilitator.paths import program
from facilitator.store.faults import Fault

READY_S = 30.0
END_S = 10.0
WITH_STARTER = "--with-starter"


def start(
    words: Sequence[str], *, stdout: int | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """Start a command of this program that ends when this process does, even when this process is killed.

    The pipe to it is the string it hangs on: keep the process, and `end` it.
    """
    words = [*program(), *(word for word in words if word != WITH_STARTER), WITH_STARTER]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=stdout, env=environment, text=True, encoding="utf-8")


@contextlib.contextmanager
def serving(path: Path, workshop: str) -> Iterator[str]:
    """Serve a file on this computer alone; gives the workshop's page, `http://127.0.0.1:PORT/CODE`. Raises Fault."""
    words = ["serve", str(path), "--workshop", workshop, "--host", "127.0.0.1", "--port", "0"]
    process = start(words, stdout=subprocess.PIPE)
    try:
        yield _ready(process)
    finally:
        end(process)


def end(process: subprocess.Popen[str]) -> None:
    """End a process that was started here, gently first."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()


def _ready(process: subprocess.Popen[str]) -> str:
    """The address in the first line; what the server prints later is read and dropped, so that it never waits."""
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    assert process.stdout is not None
    threading.Thread(target=_read, args=(process.stdout, lines), daemon=True).start()
    try:
        url = json.loads(lines.get(timeout=READY_S))["url"]
    except (queue.Empty, ValueError, KeyError):
        raise Fault(say("The room page did not start. 'facilitator doctor' may tell why.")) from None
    return str(url)


def _read(stream: IO[str], lines: queue.SimpleQueue[str]) -> None:
    with contextlib.suppress(ValueError):
        for line in stream:
            lines.put(line)
    lines.put("")
