"""`facilitator serve` on this computer alone, whatever address it is asked for; its process is noted down."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from facilitator.cli import run

PIDS = "SOAK_PIDS"
"""The folder in which each room page leaves its process id."""


def main(arguments: list[str]) -> int:
    """Serve."""
    if (folder := os.environ.get(PIDS)) and "serve" in arguments:
        (Path(folder) / str(os.getpid())).touch()
    at = arguments.index("--host") + 1 if "--host" in arguments else 0
    return run([*arguments[:at], "127.0.0.1", *arguments[at + 1 :]] if at else arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
