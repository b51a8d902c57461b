"""`doctor`: whether this computer can run a workshop, one line a thing, each with what to do when it cannot."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from facilitator import paths

NEEDED = ("sqlite_utils", "reportlab", "uharfbuzz", "bidi", "starlette", "uvicorn", "httptools", "jinja2", "qrcode")
PORT = 8080
ROOMY = 500 * 2**20
"""Free disk space that is plenty for a day, in bytes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `ok` is False when a workshop would be in trouble."""

    what: str
    ok: bool
    sentence: str


def doctor(options: Namespace) -> int:
    """Look everything over; 0 when a workshop can run here."""
    looks: tuple[Callable[[], Finding], ...] = (python, screen, window, libraries, fonts, addresses, port, disk)
    found = [look() for look in looks]
    if options.json:
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    else:
        for one in found:
            print(f"{'ok   ' if one.ok else 'LOOK '} {one.what + ':':<10} {one.sentence}")
    return 0 if all(one.ok for one in found) else 1


def python() -> Finding:
    """The Python that runs this."""
    return Finding("Python", sys.version_info >= (3, 11), f"{sys.version.split()[0]} (3.11 or newer is needed)")


def has_screen() -> bool:
    """Whether a window could be shown here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def screen() -> Finding:
    """Whether there is a screen; without one everything but the window works."""
    if has_screen():
        return Finding("Screen", True, "there is one")
    return Finding("Screen", True, "none here: 'serve', 'control' and 'rehearse --no-screen' work without one")


def window() -> Finding:
    """Whether the window's toolkit loads: it needs some system libraries."""
    try:
        from PySide6 import QtWidgets
    except ImportError as error:
        return Finding("Window", False, f"the window cannot be shown: {error}. 'make setup' installs what is missing")
    return Finding("Window", True, f"Qt loads ({QtWidgets.__name__.split('.')[0]})")


def libraries() -> Finding:
    """Whether the other libraries are there."""
    from importlib.util import find_spec

    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        return Finding("Libraries", False, f"missing: {', '.join(missing)}. 'make setup' installs them")
    return Finding("Libraries", True, f"all {len(NEEDED)} are there")


def fonts() -> Finding:
    """Whether the program's own font and the system's fonts of other scripts are there, for the printed summary."""
    from facilitator.looks.fonts import Fonts

    own = list((paths.resources() / "fonts").glob("*.ttf"))
    if not own:
        return Finding("Fonts", False, "the program's own font is missing: install the program again")
    signs = {"Arabic": "\u0639", "Bengali": "\u0995", "Chinese": "\u4f1a", "Greek": "\u03b1", "Polish": "\u0142"}
    known = Fonts()
    missing = [name for name, sign in signs.items() if known.face_for(sign) is None]
    if missing:
        return Finding("Fonts", True, f"no font for {', '.join(missing)} on paper; Noto fonts hold every script")
    return Finding("Fonts", True, f"own font and {', '.join(signs)} can be printed")


def addresses() -> Finding:
    """Which address phones can reach: they must be in the same Wi-Fi."""
    from facilitator import network

    found = [one for one in network.addresses() if not one.ip.startswith("127.")]
    if not found:
        return Finding("Network", False, "no network: join the room's Wi-Fi, or open a hotspot on this computer")
    others = ", ".join(f"{one.ip} ({one.adapter})" for one in found[1:])
    words = f"phones can reach {found[0].ip} ({found[0].adapter}) when they are in the same Wi-Fi"
    return Finding("Network", True, f"{words}; others: {others}" if others else words)


def port() -> Finding:
    """Whether the usual port is free."""
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", PORT))
        except OSError:
            return Finding("Port", True, f"{PORT} is in use by another program; the next free one is taken")
    return Finding("Port", True, f"{PORT} is free")


def disk() -> Finding:
    """How much room the disk of the working folder has."""
    free = shutil.disk_usage(Path.cwd()).free
    words = f"{free / 2**30:.1f} GiB free here"
    return Finding("Disk", free > ROOMY, words if free > ROOMY else f"only {words}: make some room before the day")
