"""What is drawn as arrows and lines, as plain data: two sides that push, and boxes that are linked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Push:
    """An arrow of strength 0 to 5 with words over it, the strength expected later in figures and words, and small
    words beside it.
    """

    words: str
    strength: int
    after: int | None = None
    aside: str = ""
    later: str = ""


@dataclass(frozen=True)
class Arrows:
    """Two sides that push against a middle line, each with a title and a pattern with its meaning.

    `expected`: the arrows' strength later is drawn too.
    """

    titles: tuple[str, str]
    left: tuple[Push, ...]
    right: tuple[Push, ...]
    meanings: tuple[str, str] = ("", "")
    expected: bool = False


@dataclass(frozen=True)
class Stroke:
    """How a line is drawn, and what stands at its ends."""

    line: Literal["solid", "dashed", "dotted"] = "solid"
    tail: Literal["", "arrow", "bar", "diamond"] = ""
    head: Literal["", "arrow", "bar", "diamond"] = "arrow"


@dataclass(frozen=True)
class LinkBox:
    """A box with a title and small words under it."""

    key: str
    title: str
    words: str


@dataclass(frozen=True)
class Link:
    """A line from one box to another, by their keys, with words on it."""

    start: str
    end: str
    words: str
    stroke: Stroke


@dataclass(frozen=True)
class Links:
    """Boxes with lines between them, and what each kind of line means."""

    boxes: tuple[LinkBox, ...]
    links: tuple[Link, ...]
    key: tuple[tuple[Stroke, str], ...]
