"""Which font on this computer has a character: Inter comes with the program, other scripts come from the system.

A `Face` is one font file as paper needs it: what it covers, how it shapes a run of letters, and its outlines. `Fonts` finds
faces by script, lazily, and turns whatever no font has into words, so that paper never shows an empty box. Make one `Fonts`
for each document: the same words then always make the same file.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple

import uharfbuzz as hb
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from facilitator.looks.pdf_embed import embed_readably
from facilitator.looks.scripts import GENERAL, SCRIPT_FONTS, emoji_pieces, script_of
from facilitator.paths import resources

Weight = Literal["regular", "medium", "semibold", "bold", "display"]

_INTER: dict[Weight, str] = {
    "regular": "Inter-Regular.ttf",
    "medium": "Inter-Medium.ttf",
    "semibold": "Inter-SemiBold.ttf",
    "bold": "Inter-Bold.ttf",
    "display": "InterDisplay-Bold.ttf",
}
_HEAVY: frozenset[Weight] = frozenset({"semibold", "bold", "display"})
_FIRST_PRIVATE = 0xF0000
_INVISIBLE = re.compile(r"[\u200b-\u200f\u061c]")


class Glyph(NamedTuple):
    """One placed glyph: its number in the font, then advance and offsets in 1/1000 of the type size."""

    gid: int
    cluster: int
    advance: float
    dx: float
    dy: float


class Face:
    """One font of a file (`index` in a collection). Shapes text with HarfBuzz; `ttf` embeds it, where that is possible."""

    def __init__(self, path: Path, index: int = 0) -> None:
        self.path = path
        self.index = index
        self.bundled = path.parent.name == "fonts" and path.name.startswith("Inter")
        self._face = hb.Face(hb.Blob.from_file_path(str(path)), index)
        self._font = hb.Font(self._face)
        self._scale = 1000 / self._face.upem
        self._shaped: dict[tuple[str, bool], tuple[Glyph, ...]] = {}
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

    def shape(self, text: str, rtl: bool = False) -> tuple[Glyph, ...]:
        """The glyphs of a run in one script and direction, in the order in which they stand on paper, left to right."""
        key = (text, rtl)
        if key not in self._shaped:
            buffer = hb.Buffer()
            buffer.add_str(text)
            buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
            buffer.guess_segment_properties()
            buffer.direction = "rtl" if rtl else "ltr"
            hb.shape(self._font, buffer)
            k = self._scale
            self._shaped[key] = tuple(
                Glyph(i.codepoint, i.cluster, p.x_advance * k, p.x_offset * k, p.y_offset * k)
                for i, p in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
            )
        return self._shaped[key]

    def width(self, text: str) -> float:
        """How wide plain text stands, unkerned, in 1/1000 of the type size. Words are remembered."""
        width = self._widths.get(text)
        if width is None:
            if len(text) == 1:
                width = self.nominal(text)[0].advance
            else:
                width = sum(map(self.width, text))
            self._widths[text] = width
        return width

    def nominal(self, text: str) -> tuple[Glyph, ...]:
        """One glyph a character, unshaped."""
        glyphs = [self._font.get_nominal_glyph(ord(char)) or 0 for char in text]
        scale = self._scale
        return tuple(
            Glyph(gid, at, float(self._font.get_glyph_h_advance(gid)) * scale, 0.0, 0.0) for at, gid in enumerate(glyphs)
        )

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

    def _private(self, gid: int, source: str) -> str:
        face = self.ttf.face
        code = _FIRST_PRIVATE + len(self._meanings)
        self._meanings[code] = source
        face.charToGlyph[code] = gid
        face.charWidths[code] = float(self._font.get_glyph_h_advance(gid)) * self._scale
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


class Fonts:
    """The faces of one document. `missing` counts the characters that were printed as words, in the order met."""

    def __init__(self, files: dict[str, Path] | None = None) -> None:
        """`files` maps lower-case file names to paths; by default those of this computer."""
        self._system = files is None
        self._files = system_fonts() if files is None else files
        self._loaded: dict[tuple[Path, int], Face] = {}
        self._chosen: dict[tuple[str, bool], Face | None] = {}
        self.missing: dict[str, int] = {}

    def inter(self, weight: Weight) -> Face:
        """The program's own face in one of its weights."""
        return self._load(resources() / "fonts" / _INTER[weight], 0)

    def face_for(self, char: str, weight: Weight = "regular", han: str = "Han") -> Face | None:
        """A face that has `char`: Inter first, then the script's own fonts, then any; None if this computer has none.

        `han` says whose shapes Chinese characters should take: Han, Kana (Japanese) or Hangul (Korean).
        """
        own = self.inter(weight)
        if own.has(char):
            return own
        script = script_of(char)
        if script == "Han":
            script = han
        key = (char + script, weight in _HEAVY)
        if key not in self._chosen:
            self._chosen[key] = self._search(char, script, heavy=weight in _HEAVY)
        return self._chosen[key]

    def printable(self, text: str) -> str:
        """`text` with every character that no font has put into words, such as "[emoji: thumbs up sign]" or "[U+1234]"."""
        return "".join(self._said(piece) for piece in emoji_pieces(text))

    def missing_note(self) -> str:
        """A sentence that says what could not be printed; empty if everything could."""
        if not self.missing:
            return ""
        count = len(self.missing)
        words = ", ".join(_name(char) for char in self.missing)
        what = "1 character" if count == 1 else f"{count} characters"
        stands = "stands" if count == 1 else "stand"
        return f"{what} could not be printed with the fonts of this computer and {stands} in brackets: {words}."

    def _said(self, piece: str) -> str:
        if piece.isascii() or all(self._known(char) for char in piece):
            return piece
        pictures = [char for char in piece if script_of(char) == "Emoji"]
        if pictures:
            for char in pictures:
                self.missing[char] = self.missing.get(char, 0) + 1
            return f"[emoji: {', '.join(_name(char) for char in pictures)}]"
        return "".join(char if self._known(char) else self._substitute(char) for char in piece)

    def _substitute(self, char: str) -> str:
        self.missing[char] = self.missing.get(char, 0) + 1
        return f"[U+{ord(char):04X}]"

    def _known(self, char: str) -> bool:
        if char.isascii() or _INVISIBLE.match(char):
            return True
        return unicodedata.category(char) != "Co" and self.face_for(char) is not None

    def _search(self, char: str, script: str, heavy: bool) -> Face | None:
        for name in (*SCRIPT_FONTS.get(script, ()), *GENERAL):
            file, _, index = name.partition("#")
            for wanted in ([file.replace("-regular", "-bold")] if heavy else []) + [file]:
                face = self._open(wanted, int(index or 0))
                if face and face.has(char):
                    return face
        return self._ask_fontconfig(char) if self._system else None

    def _open(self, name: str, index: int) -> Face | None:
        path = self._files.get(name)
        if path is None:
            return None
        face = self._load(path, index)
        return face if face.drawable else None

    def _load(self, path: Path, index: int) -> Face:
        key = (path, index)
        if key not in self._loaded:
            self._loaded[key] = Face(path, index)
        return self._loaded[key]

    def _ask_fontconfig(self, char: str) -> Face | None:
        for path in _files_with(char):
            face = self._load(path, 0)
            if face.drawable and face.has(char):
                return face
        return None


def _name(char: str) -> str:
    return unicodedata.name(char, f"U+{ord(char):04X}").lower() if script_of(char) == "Emoji" else f"U+{ord(char):04X}"


@cache
def system_fonts() -> dict[str, Path]:
    """The font files of this computer by lower-case file name, read once."""
    found: dict[str, Path] = {}
    for folder in _folders():
        for root, _dirs, names in os.walk(folder):
            for name in names:
                if name.lower().endswith((".ttf", ".otf", ".ttc", ".otc")):
                    found.setdefault(name.lower(), Path(root) / name)
    return found


def _folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", str(home / "AppData/Local")))
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local / "Microsoft/Windows/Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"]


@cache
def _files_with(char: str) -> tuple[Path, ...]:
    """Any file that fontconfig knows to have `char`; nothing where there is no fontconfig."""
    tool = shutil.which("fc-list")
    if tool is None:
        return ()
    try:
        asked = subprocess.run(
            [tool, f":charset={ord(char):x}", "--format", "%{file}\n"], capture_output=True, text=True, timeout=5, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(Path(line) for line in sorted(set(asked.stdout.splitlines())) if line.lower().endswith((".ttf", ".otf")))
