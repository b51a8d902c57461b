"""Which font on this computer has a character: Inter comes with the program, other scripts come from the system.

`Fonts` finds faces by script, lazily, and turns whatever no font has into words, so paper never shows an empty box.
Make one `Fonts` for each document: the same words then always make the same file.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal

from facilitator.looks.pdf.face import Face
from facilitator.looks.scripts import GENERAL, SCRIPT_FONTS, emoji_pieces, script_of
from facilitator.model.say import Listed, say
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
_INVISIBLE = re.compile(r"[\u200b-\u200f\u061c]")


class Fonts:
    """The faces of one document. `missing` counts the characters that were printed as words, in the order met."""

    def __init__(self, files: dict[str, Path] | None = None, *, named: bool = True) -> None:
        """`files` maps lower-case file names to paths; by default those of this computer. Where pictures are `named`
        they get their English name; for readers of other languages they get their number.
        """
        self._named = named
        self._system = files is None
        self._files = system_fonts() if files is None else files
        self._loaded: dict[tuple[Path, int], Face] = {}
        self._chosen: dict[tuple[str, bool], Face | None] = {}
        self._inter: dict[Weight, Face] = {}
        self.missing: dict[str, int] = {}

    def inter(self, weight: Weight) -> Face:
        """The program's own face in one of its weights."""
        if weight not in self._inter:
            self._inter[weight] = self._load(resources() / "fonts" / _INTER[weight], 0)
        return self._inter[weight]

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
        """`text` with whatever no font has put into words: "[emoji: thumbs up sign]", or "[U+1234]" and so always for
        readers who may not know English.
        """
        return "".join(self._said(piece) for piece in emoji_pieces(text))

    def missing_note(self) -> str:
        """A sentence that says what could not be printed; empty if everything could."""
        if not self.missing:
            return ""
        return say(
            "{n} character could not be printed with the fonts of this computer and stands in brackets: {names}.",
            "{n} characters could not be printed with the fonts of this computer and stand in brackets: {names}.",
            n=len(self.missing),
            names=Listed(tuple(self._name(char) for char in self.missing), ""),
        )

    def _said(self, piece: str) -> str:
        if piece.isascii() or all(self._known(char) for char in piece):
            return piece
        pictures = [char for char in piece if script_of(char) == "Emoji"]
        if pictures and self._named:
            for char in pictures:
                self.missing[char] = self.missing.get(char, 0) + 1
            return f"[emoji: {', '.join(map(self._name, pictures))}]"
        return "".join(char if self._known(char) else self._substitute(char) for char in piece)

    def _substitute(self, char: str) -> str:
        self.missing[char] = self.missing.get(char, 0) + 1
        return f"[U+{ord(char):04X}]"

    def _name(self, char: str) -> str:
        number = f"U+{ord(char):04X}"
        return unicodedata.name(char, number).lower() if self._named and script_of(char) == "Emoji" else number

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
            [tool, f":charset={ord(char):x}", "--format", "%{file}\n"],
            capture_output=True,
            text=True,
            timeout=5,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    files = {line for line in asked.stdout.splitlines() if line.lower().endswith((".ttf", ".otf"))}
    return tuple(Path(line) for line in sorted(files, key=lambda line: ("regular" not in line.lower(), line)))
