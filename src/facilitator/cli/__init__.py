"""The command line: `parser` says what may be typed, the other modules do it, a function a command."""

from __future__ import annotations

from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code: 0 done, 1 not possible (a sentence says why), 2 wrong usage."""
    from facilitator.cli.parser import dispatch

    return dispatch(list(arguments))
