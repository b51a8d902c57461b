"""What the command line lends the window when the window shows a rehearsal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def _nothing() -> None:
    """The end of a rehearsal that needs no end."""


@dataclass(frozen=True, slots=True)
class RehearsalPlan:
    """A rehearsal in the window. Both calls are made in the window's thread and must return at once.

    `begin` is given the address of the room page on this computer (`http://127.0.0.1:PORT/CODE`) as soon as it
    answers; `end` is called when the window closes. `words` says who plays: "25 pretend phones".
    """

    begin: Callable[[str], None]
    end: Callable[[], None] = _nothing
    words: str = ""
