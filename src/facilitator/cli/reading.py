"""What is said before a programme is read that nothing can be written to; what is read is the same."""

from __future__ import annotations

import sys
from pathlib import Path

from facilitator.store.feed import read_only


def say_read_only(path: Path) -> None:
    """Say it, on stderr, where it is so."""
    if sentence := read_only(path):
        print(sentence, file=sys.stderr)
