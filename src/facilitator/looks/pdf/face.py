"""One font file as paper needs it: which characters it has, how it shapes them, and how it gets into the document."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from facilitator.looks.pdf.embed import embed_readably

_FIRST_PRIVATE = 0xF0000
_EVEN = {"tnum": True, "kern": False, "liga": False, "calt": False}
"""How figures are set that stand under each other."""


class Glyph(NamedTuple):
    """One placed glyph: its number in the font, then advance and offsets in 1/1000 of the type size."""

    gid: int
    cluster: int
    advance: float
    dx: float
    dy: float


class Face:
    """One font of a file (`index` in a collection): what it covers, how it shapes letters, how it is embedded."""

    def __init__(self, path: Path, index: int = 0) -> None:
        self.path = path
        self.index = index
        self.bundled = path.parent.name == "fonts" and path.name.startswith("Inter")
        self._face = hb.Face(hb.Blob.from_file_path(str(path)), index)
        self._font = hb.Font(self._face)
        self._scale = 1000 / int(self._face.upem)
        self._shaped: dict[tuple[str, bool, bool], tuple[Glyph, ...]] = {}
        self._widths: dict[str, float] = {}
        self._codes: dict[tuple[int, str], str] = {}
        self._meanings: dict[int, str] = {}

    @cached_property
    def drawable(self) -> bool:
        """Whether the file has outlines (colour pictures cannot be printed in ink)."""
        return bool({"glyf", "CFF ", "CFF2"} & set(self._face.table_tags))

    @cached_property
    def ttf(self) -> Any:
        """The font as reportlab embeds it, or None if it can only be drawn as outlines."""
        try:
            font = TTFont(self.path.stem, str(self.path), subfontIndex=self.index)
        except TTFError:
            return None
        embed_readably(font, self._meanings)
        return font

    def has(self, char: str) -> bool:
        """Whether the font has a glyph for this character."""
        return self._font.get_nominal_glyph(ord(char)) is not None

    def shape(self, text: str, rtl: bool = False, *, even: bool = False) -> tuple[Glyph, ...]:
        """The glyphs of a run in one script and direction, in the order in which they stand on paper, left to right.

        With `even` every figure is equally wide, and no letter is fitted to the next.
        """
        key = (text, rtl, even)
        if key not in self._shaped:
            buffer = hb.Buffer()
            buffer.add_str(text)
            buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
            buffer.guess_segment_properties()
            buffer.direction = "rtl" if rtl else "ltr"
            hb.shape(self._font, buffer, _EVEN if even else None)
            k = self._scale
            self._shaped[key] = tuple(
                Glyph(i.codepoint, i.cluster, p.x_advance * k, p.x_offset * k, p.y_offset * k)
                for i, p in zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True)
            )
        return self._shaped[key]

    def width(self, text: str) -> float:
        """How wide plain text stands, unkerned, in 1/1000 of the type size. Words are remembered."""
        width = self._widths.get(text)
        if width is None:
            width = self.nominal(text)[0].advance if len(text) == 1 else sum(map(self.width, text))
            self._widths[text] = width
        return width

    def nominal(self, text: str) -> tuple[Glyph, ...]:
        """One glyph a character, unshaped."""
        glyphs = [self._font.get_nominal_glyph(ord(char)) or 0 for char in text]
        return tuple(Glyph(gid, at, self._advance(gid), 0.0, 0.0) for at, gid in enumerate(glyphs))

    def code(self, gid: int, source: str) -> str:
        """The character by which the embedded font calls a glyph: `source` if that is its own, else a private one.

        Readers of the document get `source` back: the letters that the glyph stands for, "" if others speak for it.
        """
        key = (gid, source)
        if key not in self._codes:
            own = len(source) == 1 and self.ttf.face.charToGlyph.get(ord(source)) == gid
            self._codes[key] = source if own else self._private(gid, source)
        return self._codes[key]

    def code_width(self, code: str) -> float:
        """The width that the embedded font gives to a character of `code`, in 1/1000 of the type size."""
        face = self.ttf.face
        return float(face.charWidths.get(ord(code), face.defaultWidth))

    def outline(self, gid: int) -> list[tuple[str, tuple[float, ...]]]:
        """The glyph's path in font units: move, line, curve (cubic) and close, for fonts that cannot be embedded."""
        pen = _Pen()
        self._font.draw_glyph_with_pen(gid, pen)
        return pen.path

    @property
    def units(self) -> int:
        """Font units an em."""
        return int(self._face.upem)

    def _advance(self, gid: int) -> float:
        return float(self._font.get_glyph_h_advance(gid)) * self._scale

    def _private(self, gid: int, source: str) -> str:
        face = self.ttf.face
        code = _FIRST_PRIVATE + len(self._meanings)
        self._meanings[code] = source
        face.charToGlyph[code] = gid
        face.charWidths[code] = self._advance(gid)
        return chr(code)


class _Pen:
    """Collects a glyph's outline; quadratic curves become cubic ones, as PDF knows no others."""

    def __init__(self) -> None:
        self.path: list[tuple[str, tuple[float, ...]]] = []
        self._at = (0.0, 0.0)

    def moveTo(self, to: tuple[float, float]) -> None:  # the pen protocol's names
        self._add("m", to)

    def lineTo(self, to: tuple[float, float]) -> None:
        self._add("l", to)

    def curveTo(self, a: tuple[float, float], b: tuple[float, float], to: tuple[float, float]) -> None:
        self._add("c", a, b, to)

    def qCurveTo(self, a: tuple[float, float], to: tuple[float, float]) -> None:
        (x0, y0), (x1, y1), (x2, y2) = self._at, a, to
        first = (x0 + 2 / 3 * (x1 - x0), y0 + 2 / 3 * (y1 - y0))
        self._add("c", first, (x2 + 2 / 3 * (x1 - x2), y2 + 2 / 3 * (y1 - y2)), to)

    def closePath(self) -> None:
        self.path.append(("h", ()))

    def endPath(self) -> None:
        """Outlines are filled: an open path needs no ending."""

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        self.path.append((operator, tuple(value for point in points for value in point)))
        self._at = points[-1]
