"""`facilitator [FILE]`: the window."""

from __future__ import annotations

from argparse import Namespace


def open_window(options: Namespace) -> int:
    """Open the window, on a file if one is named."""
    from facilitator.desktop.app import run

    return run(options.file)
