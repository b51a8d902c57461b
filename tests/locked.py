"""A folder or a file that nobody may write to, as on a locked memory stick: also for whoever may do everything."""

from __future__ import annotations

import contextlib
import ctypes
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

_VERSION = 0x20080522
_OVERRIDES = 0b110
"""The right to write and to read whatever a file's mode says, which root has."""


@contextlib.contextmanager
def locked(*paths: Path) -> Iterator[None]:
    """Nothing can be written there while this lasts, by the thread that asks for it and those that it begins."""
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(stat.S_IMODE(modes[path]) & ~0o222)
    try:
        with _without_overrides():
            yield
    finally:
        for path, mode in modes.items():
            path.chmod(stat.S_IMODE(mode))


@contextlib.contextmanager
def _without_overrides() -> Iterator[None]:
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    head, data = (ctypes.c_uint32 * 2)(_VERSION, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(head, data) == 0
    before = data[0]
    data[0] = before & ~_OVERRIDES
    assert libc.capset(head, data) == 0
    try:
        yield
    finally:
        data[0] = before
        assert libc.capset(head, data) == 0
