"""The drawing of an icon as lines: every curve in a few straight pieces, for pens that know nothing of SVG."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from xml.etree import ElementTree

from facilitator.paths import resources

Line = tuple[tuple[float, float], ...]
"""Points in an icon's own 16 by 16, from the upper left."""
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.\d+|\.\d+|\d+)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0}
_PIECES, _ROUND = 8, 32


@cache
def lines(icon: str) -> tuple[Line, ...]:
    """The lines of an icon of `resources/icons`. Raises OSError where there is none, KeyError for another command."""
    root = ElementTree.fromstring((resources() / "icons" / f"{icon}.svg").read_text(encoding="utf-8"))
    found: list[Line] = []
    for shape in root:
        if shape.tag.endswith("circle"):
            x, y, r = (float(shape.attrib[name]) for name in ("cx", "cy", "r"))
            turns = [2 * math.pi * n / _ROUND for n in range(_ROUND + 1)]
            found.append(tuple((x + r * math.cos(turn), y + r * math.sin(turn)) for turn in turns))
        elif shape.tag.endswith("rect"):
            x, y, wide, tall = (float(shape.attrib[name]) for name in ("x", "y", "width", "height"))
            found.append(((x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall), (x, y)))
        elif shape.tag.endswith("path"):
            found += _path(shape.attrib["d"])
    return tuple(found)


def _commands(drawn: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; one that goes on without its letter is told again."""
    signs, at, letter = _TOKEN.findall(drawn), 0, ""
    while at < len(signs):
        if signs[at].isalpha():
            letter, at = signs[at], at + 1
        takes = _TAKES[letter.upper()]
        yield letter, [float(sign) for sign in signs[at : at + takes]]
        at += takes
        letter = {"M": "L", "m": "l"}.get(letter, letter)


def _path(drawn: str) -> Iterator[Line]:
    points: list[tuple[float, float]] = []
    x = y = 0.0
    for letter, given in _commands(drawn):
        left, top = (x, y) if letter.islower() else (0.0, 0.0)
        kind = letter.upper()
        if kind == "M" and points:
            yield tuple(points)
            points = []
        if kind == "Z":
            points.append(points[0])
            x, y = points[0]
            continue
        if kind == "C":
            ends = [(left + given[n], top + given[n + 1]) for n in (0, 2, 4)]
            points += [_on_curve(((x, y), *ends), n / _PIECES) for n in range(1, _PIECES)]
            x, y = ends[2]
        else:
            x = left + given[0] if kind != "V" else x
            y = top + given[-1] if kind != "H" else y
        points.append((x, y))
    if points:
        yield tuple(points)


def _on_curve(points: Sequence[tuple[float, float]], part: float) -> tuple[float, float]:
    """The point of a curve (start, two handles, end) at a part of its way."""
    shares = ((1 - part) ** 3, 3 * part * (1 - part) ** 2, 3 * part**2 * (1 - part), part**3)
    pairs = list(zip(shares, points, strict=True))
    return sum(share * x for share, (x, _) in pairs), sum(share * y for share, (_, y) in pairs)
