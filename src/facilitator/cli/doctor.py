"""`doctor`: whether this computer can run a workshop, one line a thing, each with what to do when it cannot."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict

from facilitator.model.say import Listed, say
from facilitator.roomcheck import Finding, look

NEEDED = (
    "sqlite_utils", "numpy", "reportlab", "uharfbuzz", "bidi", "starlette", "uvicorn", "httptools", "jinja2", "qrcode",
)  # fmt: skip


def doctor(options: Namespace) -> int:
    """Look everything over; 0 when a workshop can run here."""
    looks: tuple[Callable[[], Finding], ...] = (python, screen, window, libraries)
    found = [*(each() for each in looks), *look(options.expected)]
    if options.json:
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    else:
        for one in found:
            print(_sign(one), f"{one.what}:".ljust(18), one.sentence)
            if one.fix:
                print(" " * 6, " " * 18, say("Fix: {fix}", fix=one.fix))
    return 0 if all(one.ok for one in found) else 1


def _sign(one: Finding) -> str:
    if not one.ok:
        return say("LOOK ")
    return say("ok   ") if one.sure else say("?    ")


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
