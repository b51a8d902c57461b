"""Sets participants' words, in any script, into lines: which font, where to break, and in which order a line is read.

Plain Latin, Greek and Cyrillic go a short way; everything else is cut into runs of one font and direction, shaped by
HarfBuzz, broken into lines in reading order and only then put in the order in which it stands on paper.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bidi import algorithm

from facilitator.looks.fonts import Fonts
from facilitator.looks.pdf.base import Style
from facilitator.looks.pdf.face import Face, Glyph
from facilitator.looks.scripts import has_rtl, room_of, script_of, starts_rtl

Span = tuple[Style, str]

_PLAIN = re.compile(
    "[ -~\n\u00a1-\u00ac\u00ae-\u0148\u014a-\u01c3\u01c5-\u0237\u0386\u0388-\u038a\u038e-\u03a1\u03a3-\u03ce"
    "\u0400-\u045f\u2010-\u2014\u2018-\u201e\u2020-\u2022\u2026\u20ac\u2190-\u2193]*"
)
_SILENT = re.compile("[\u200b\u200e\u200f\u061c\n]")
_NO_START = frozenset("、。，．：；！？）」』】〉》”’…ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;!?)]}%")
_NO_END = frozenset("（「『【〈《“‘([{")
_THAI_LEAD = frozenset("เแโใไເແໂໃໄ")


class Piece(NamedTuple):
    """Letters of one font on a line: `x` points from its left end, `width` points wide; plain text has no `glyphs`."""

    face: Face
    style: Style
    text: str
    glyphs: tuple[Glyph, ...] | None
    x: float
    width: float


class Line(NamedTuple):
    """One line: its pieces from left to right, its width in points, and its words in reading order."""

    pieces: tuple[Piece, ...]
    width: float
    text: str


class Setting(NamedTuple):
    """A paragraph set: its lines, their distance in points, and whether it runs from right to left."""

    lines: tuple[Line, ...]
    leading: float
    rtl: bool


def is_plain(text: str) -> bool:
    """Whether every letter stands in the font that comes with the program, by itself, from left to right."""
    return _PLAIN.fullmatch(text) is not None


def set_paragraph(spans: Sequence[Span], width: float, fonts: Fonts) -> Setting:
    """Sets safe, printable words (see `scripts.safe`, `Fonts.printable`) into lines no wider than `width` points."""
    first = spans[0][0]
    if len(spans) == 1 and not (first.kern or first.figures) and is_plain(spans[0][1]):
        return Setting(tuple(_plain_lines(first, spans[0][1], width, fonts)), first.leading, False)
    paragraph = _Paragraph(spans, fonts)
    return Setting(tuple(paragraph.lines(width)), paragraph.leading, paragraph.rtl)


def levels_of(text: str, rtl: bool) -> list[int]:
    """The direction level of each character of a paragraph, by Unicode's bidirectional rules; even: left to right."""
    base = int(rtl)
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    for at, char in enumerate(storage["chars"]):
        char["at"] = at
        char["type"] = char["orig"] = char["type"] or "LR"[has_rtl(char["ch"])]  # newer than Python's tables
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    known = {char["at"]: int(char["level"]) for char in storage["chars"]}
    levels: list[int] = []
    for at in range(len(text)):
        levels.append(known.get(at, levels[-1] if levels else base))
    return levels


def _plain_lines(style: Style, text: str, width: float, fonts: Fonts) -> Iterator[Line]:
    face = fonts.inter(style.weight)
    scale = style.size / 1000
    space = face.width(" ") * scale
    for paragraph in text.split("\n"):
        words: list[str] = []
        used = 0.0
        for word in paragraph.split():
            long = face.width(word) * scale
            if words and used + space + long > width:
                yield _plain_line(face, style, " ".join(words), used)
                words, used = [], 0.0
            rest = word
            while long > width and len(rest) > 1:
                cut = _fitting(face, rest, width / scale)
                yield _plain_line(face, style, rest[:cut], face.width(rest[:cut]) * scale)
                rest = rest[cut:]
                long = face.width(rest) * scale
            used += long + (space if words else 0.0)
            words.append(rest)
        yield _plain_line(face, style, " ".join(words), used)


def _plain_line(face: Face, style: Style, text: str, width: float) -> Line:
    return Line((Piece(face, style, text, None, 0.0, width),), width, text)


def _fitting(face: Face, word: str, room: float) -> int:
    used = 0.0
    for at, char in enumerate(word):
        used += face.width(char)
        if used > room:
            return max(at, 1)
    return len(word)


class _Paragraph:
    """Words of any script on their way into lines; positions are indexes into `text`."""

    def __init__(self, spans: Sequence[Span], fonts: Fonts) -> None:
        self.text = "".join(words for _style, words in spans)
        self._styles = [style for style, words in spans for _char in words]
        self._fonts = fonts
        self.rtl = starts_rtl(max((words for _style, words in spans), key=len))
        self._faces = self._choose_faces()
        self._levels = self._all_levels()
        room = max((room_of(script_of(char)) for char in self.text), default=1.0)
        self.leading = max((style.leading for style, _words in spans), default=12.0) * room

    def lines(self, width: float) -> Iterator[Line]:
        """The paragraph's lines, each no wider than `width` unless a single cluster is."""
        start = 0
        for end in [at for at, char in enumerate(self.text) if char == "\n"] + [len(self.text)]:
            yield from self._break(start, end, width)
            start = end + 1

    def _all_levels(self) -> list[int]:
        if not has_rtl(self.text):
            return [0] * len(self.text)
        levels: list[int] = []
        for part in self.text.split("\n"):
            levels += [*levels_of(part, self.rtl), int(self.rtl)]
        return levels[:-1]

    def _choose_faces(self) -> list[Face]:
        han = next((s for s in map(script_of, self.text) if s in ("Kana", "Hangul")), "Han")
        faces: list[Face] = []
        for char, style in zip(self.text, self._styles, strict=True):
            follows = char == " " or unicodedata.category(char) in ("Mn", "Me", "Mc", "Cf")
            if faces and follows and (char in "\u200c\u200d" or faces[-1].has(char)):
                faces.append(faces[-1])
            else:
                faces.append(self._fonts.face_for(char, style.weight, han) or self._fonts.inter(style.weight))
        return [
            self._fonts.inter(style.weight) if face.bundled else face
            for face, style in zip(faces, self._styles, strict=True)
        ]

    def _break(self, start: int, end: int, width: float) -> Iterator[Line]:
        first, used, gap = start, 0.0, 0.0
        for unit, stop, long in self._units(start, end, width):
            if unit > first and used + gap + long > width:
                yield self._line(first, unit)
                first, used, gap = unit, 0.0, 0.0
            used += gap + long
            gap = self._measure(stop, self._after_spaces(stop, end))
        yield self._line(first, end)

    def _units(self, start: int, end: int, width: float) -> Iterator[tuple[int, int, float]]:
        """The pieces between which a line may break, without the spaces that follow them, and how wide each is."""
        unit = start
        for at in range(start + 1, end + 1):
            if at < end and not self._may_break(at):
                continue
            stop = at
            while stop > unit and self.text[stop - 1] == " ":
                stop -= 1
            long = self._measure(unit, stop)
            if long > width:
                yield from ((a, b, self._measure(a, b)) for a, b in self._clusters(unit, stop))
            else:
                yield unit, stop, long
            unit = at

    def _may_break(self, at: int) -> bool:
        before, after = self.text[at - 1], self.text[at]
        if after == " ":
            return False
        if before in " \u200b" or after in _THAI_LEAD:
            return True
        if before in "-–—/" and after.isalpha() and at > 1 and self.text[at - 2].isalpha():
            return True
        east = script_of(before) in ("Han", "Kana") or script_of(after) in ("Han", "Kana")
        return east and after not in _NO_START and before not in _NO_END and not self._joins(at)

    def _joins(self, at: int) -> bool:
        """Whether the character at `at` belongs to the one before it."""
        before, after = self.text[at - 1], self.text[at]
        return (
            unicodedata.category(after) in ("Mn", "Mc", "Me", "Cf")
            or unicodedata.combining(before) == 9
            or before in "\u200d"
        )

    def _clusters(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        unit = start
        for at in range(start + 1, end + 1):
            if at == end or not self._joins(at):
                yield unit, at
                unit = at

    def _after_spaces(self, at: int, end: int) -> int:
        while at < end and self.text[at] == " ":
            at += 1
        return at

    def _measure(self, start: int, end: int) -> float:
        return sum(self._piece(a, b, 0.0).width for a, b in self._runs(start, end))

    def _runs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Stretches of one face, style and level."""
        at = start
        while at < end:
            stop = at + 1
            kind = (self._faces[at], self._styles[at], self._levels[at])
            while stop < end and (self._faces[stop], self._styles[stop], self._levels[stop]) == kind:
                stop += 1
            yield at, stop
            at = stop

    def _piece(self, start: int, end: int, x: float) -> Piece:
        face, style, odd = self._faces[start], self._styles[start], bool(self._levels[start] % 2)
        text = _SILENT.sub("", self.text[start:end])
        scale = style.size / 1000
        if style.figures and not odd and face.bundled:
            glyphs = face.shape(text, even=True)
        elif face.bundled and not odd and not style.kern and is_plain(text):
            return Piece(face, style, text, None, x, face.width(text) * scale)
        else:
            glyphs = face.shape(text, odd)
            if style.track and face.bundled:
                glyphs = tuple(glyph._replace(advance=glyph.advance + style.track) for glyph in glyphs)
        return Piece(face, style, text, glyphs, x, sum(glyph.advance for glyph in glyphs) * scale)

    def _line(self, start: int, end: int) -> Line:
        while end > start and self.text[end - 1] in " \n":
            end -= 1
        runs = list(self._runs(start, end))
        pieces: list[Piece] = []
        x = 0.0
        for a, b in _in_sight_order(runs, [self._levels[a] for a, _b in runs]):
            pieces.append(self._piece(a, b, x))
            x += pieces[-1].width
        return Line(tuple(pieces), x, self.text[start:end])


def _in_sight_order(runs: list[tuple[int, int]], levels: list[int]) -> list[tuple[int, int]]:
    """Runs from left to right: from the highest level down, every stretch at or above it is turned round (rule L2)."""
    order = list(range(len(runs)))
    for level in range(max(levels, default=0), 0, -1):
        at = 0
        while at < len(order):
            stop = at
            while stop < len(order) and levels[order[stop]] >= level:
                stop += 1
            if stop > at:
                order[at:stop] = reversed(order[at:stop])
            at = stop + 1 if stop == at else stop
    return [runs[at] for at in order]
