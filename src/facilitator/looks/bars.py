"""What is drawn as bars, as plain data: the patterns that tell areas apart, and the figures made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Pattern = Literal[
    "solid", "dark", "mid", "light", "none", "diagonal-up", "diagonal-down", "cross-hatch", "dots", "horizontal"
]
"""What fills an area, told apart in ink alone."""


@dataclass(frozen=True)
class Shares:
    """How a number of people is shared out: a bar each, whose `parts` are a pattern and what it stands for."""

    parts: tuple[tuple[Pattern, str], ...]
    rows: tuple[ShareRow, ...]


@dataclass(frozen=True)
class ShareRow:
    """A bar of shares: its name, the count of each part, and what stands after it. `behind` are the words of those who
    are counted in each part, for whoever goes about in the window: None where too few are to show any.
    """

    name: str
    counts: tuple[int, ...]
    aside: str = ""
    told: str = ""
    told_aside: str = ""
    behind: tuple[tuple[str, ...] | None, ...] = ()


@dataclass(frozen=True)
class Moved:
    """How the same people answered twice: its name with small words under it, the five counts before and after, and
    how many moved toward what is hoped for, stayed, and moved away.
    """

    name: str
    asides: tuple[str, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    moved: tuple[int, ...]


@dataclass(frozen=True)
class Moves:
    """Bars to both sides of a line, before above after, the middle answer apart, and what moved under them.

    `parts` are the five answers, each with its pattern; `ways` what the three parts of the lowest bar mean, each with
    its pattern and sign; `lines` what the three bars of each row are called. `plain`: each bar fills its width.
    """

    parts: tuple[tuple[Pattern, str], ...]
    ways: tuple[tuple[Pattern, str, str], ...]
    lines: tuple[str, str, str]
    rows: tuple[Moved, ...]
    plain: bool = False
