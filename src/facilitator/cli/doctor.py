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
from facilitator.model.say import Decimal, Listed, say

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
            print(say("ok   ") if one.ok else say("LOOK "), f"{one.what}:".ljust(10), one.sentence)
    return 0 if all(one.ok for one in found) else 1


def python() -> Finding:
    """The Python that runs this."""
    return Finding(
        say("Python"),
        sys.version_info >= (3, 11),
        say("{version} (3.11 or newer is needed)", version=sys.version.split()[0]),
    )


def has_screen() -> bool:
    """Whether a window could be shown here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def screen() -> Finding:
    """Whether there is a screen; without one everything but the window works."""
    if has_screen():
        return Finding(say("Screen"), True, say("there is one"))
    return Finding(
        say("Screen"), True, say("none here: 'serve', 'control' and 'rehearse --no-screen' work without one")
    )


def window() -> Finding:
    """Whether the window's toolkit loads: it needs some system libraries."""
    try:
        from PySide6 import QtWidgets
    except ImportError as error:
        sentence = say("the window cannot be shown: {error}. 'make setup' installs what is missing", error=error)
        return Finding(say("Window"), False, sentence)
    return Finding(say("Window"), True, say("Qt loads ({library})", library=QtWidgets.__name__.split(".")[0]))


def libraries() -> Finding:
    """Whether the other libraries are there."""
    from importlib.util import find_spec

    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        sentence = say("missing: {names}. 'make setup' installs them", names=Listed(tuple(missing), ""))
        return Finding(say("Libraries"), False, sentence)
    return Finding(say("Libraries"), True, say("all {count} are there", count=len(NEEDED)))


def fonts() -> Finding:
    """Whether the program's own font and the system's fonts of other scripts are there, for the printed summary."""
    from facilitator.looks.fonts import Fonts

    own = list((paths.resources() / "fonts").glob("*.ttf"))
    if not own:
        return Finding(say("Fonts"), False, say("the program's own font is missing: install the program again"))
    signs = {
        say("Arabic"): "\u0639",
        say("Bengali"): "\u0995",
        say("Chinese"): "\u4f1a",
        say("Greek"): "\u03b1",
        say("Polish"): "\u0142",
    }
    known = Fonts()
    missing = [name for name, sign in signs.items() if known.face_for(sign) is None]
    if missing:
        lacks = say("no font for {scripts} on paper; Noto fonts hold every script", scripts=Listed(tuple(missing), ""))
        return Finding(say("Fonts"), True, lacks)
    return Finding(say("Fonts"), True, say("own font and {scripts} can be printed", scripts=Listed(tuple(signs), "")))


def addresses() -> Finding:
    """Which address phones can reach: they must be in the same Wi-Fi."""
    from facilitator import network

    found = [one for one in network.addresses() if not one.ip.startswith("127.")]
    if not found:
        sentence = say("no network: join the room's Wi-Fi, or open a hotspot on this computer")
        return Finding(say("Network"), False, sentence)
    others = Listed(tuple(f"{one.ip} ({one.adapter})" for one in found[1:]), "")
    first = f"{found[0].ip} ({found[0].adapter})"
    if not others.items:
        words = say("phones can reach {address} when they are in the same Wi-Fi", address=first)
    else:
        words = say(
            "phones can reach {address} when they are in the same Wi-Fi; others: {others}", address=first, others=others
        )
    return Finding(say("Network"), True, words)


def port() -> Finding:
    """Whether the usual port is free."""
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", PORT))
        except OSError:
            sentence = say("{port} is in use by another program; the next free one is taken", port=PORT)
            return Finding(say("Port"), True, sentence)
    return Finding(say("Port"), True, say("{port} is free", port=PORT))


def disk() -> Finding:
    """How much room the disk of the working folder has."""
    free = shutil.disk_usage(Path.cwd()).free
    size = Decimal(free / 2**30)
    if free > ROOMY:
        return Finding(say("Disk"), True, say("{size} GiB free here", size=size))
    return Finding(say("Disk"), False, say("only {size} GiB free here: make some room before the day", size=size))
