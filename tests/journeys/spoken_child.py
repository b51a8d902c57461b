"""The web process with catalogues of its own: `python spoken_child.py CATALOGUES FILE` serves FILE to phones."""

from __future__ import annotations

import sys
from pathlib import Path

from facilitator import cli
from facilitator.looks import languages

if __name__ == "__main__":
    languages.folder = lambda: Path(sys.argv[1])
    sys.exit(cli.run(["serve", sys.argv[2], "--host", "127.0.0.1", "--port", "0"]))
