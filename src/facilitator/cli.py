"""The commands, a function each."""

from __future__ import annotations

from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code."""
    return 2
