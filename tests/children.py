"""Waiting for what a child process says, and never for ever."""

from __future__ import annotations

import subprocess
import threading

PATIENCE_S = 60.0


def line_of(child: subprocess.Popen[str], patience_s: float = PATIENCE_S) -> str:
    """The next line that a child says. One that says nothing in time, or ends, fails the test; it is ended then."""
    assert child.stdout is not None
    alarm = threading.Timer(patience_s, child.kill)
    alarm.daemon = True
    alarm.start()
    try:
        line = child.stdout.readline()
    finally:
        alarm.cancel()
    assert line, f"It said nothing in {patience_s:g} s, or ended: {child.args!r}"
    return line
