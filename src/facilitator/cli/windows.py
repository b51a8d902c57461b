"""`facilitator [FILE]`: the window."""

from __future__ import annotations

import gc
from argparse import Namespace


def open_window(options: Namespace) -> int:
    """Open the window, on a file if one is named."""
    gc.disable()  # nothing is rubbish yet; later the window looks for it itself
    from facilitator.desktop.shell.app import run

    return run(options.file)
