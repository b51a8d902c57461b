"""What is put into hands, on walls and on tables, as plain data: cards to lead by, a poster, cards that stand.

Each has pages of its own on paper; what has no pages shows them in plain blocks (`handed.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Code:
    """A QR code that says `text`."""

    text: str


@dataclass(frozen=True)
class Seen:
    """What can be seen meanwhile, behind an icon of `resources/icons`."""

    icon: str
    words: str


@dataclass(frozen=True)
class Cue:
    """A card to lead one stage by: when it begins and how long it is, its question, what to say point by point, what is
    seen meanwhile; at its foot which card it is, and what comes next.
    """

    at: str
    title: str
    length: str
    question: str
    points: tuple[str, ...]
    seen: tuple[Seen, ...]
    place: str
    following: str


@dataclass(frozen=True)
class Cues:
    """Cards to lead by, four a page, to be cut apart and put in a pile."""

    cards: tuple[Cue, ...]


@dataclass(frozen=True)
class TableCard:
    """A card to fold and stand on a table, the same from both sides: the number of the table in large figures under its
    `name`, the question with `over` above it, and how to join, with the address as a code.
    """

    name: str
    number: str
    over: str
    question: str
    code: str
    joining: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TableCards:
    """Cards that stand on tables, a page each, with what is written where they are folded."""

    cards: tuple[TableCard, ...]
    fold: str


@dataclass(frozen=True)
class Square:
    """One of a poster's two codes with its number and title, `lines` of a word and what it is, or words alone; an empty
    `code`: there is none, and `instead` says why.
    """

    number: str
    title: str
    code: str
    lines: tuple[tuple[str, str], ...]
    instead: str = ""


@dataclass(frozen=True)
class Poster:
    """A page that says how to join: two codes, what to type instead, steps each with an icon, and what people ask.

    `typed` are small words over what is typed in large ones.
    """

    title: str
    under: str
    squares: tuple[Square, ...]
    typed: tuple[tuple[str, str], ...]
    steps: tuple[Seen, ...]
    asked: tuple[tuple[str, str], ...]


Handout: TypeAlias = Cues | TableCards | Poster
