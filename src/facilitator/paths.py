"""Where resources, files and logs are (in a checkout, a wheel, a frozen program), and names that files can have."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from pathlib import Path

SUFFIX = ".facilitator"
"""The ending of a programme file."""
_FORBIDDEN = frozenset('<>:"/\\|?*')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3]) *(\.|$)", re.IGNORECASE)
_MOST_BYTES = 160
_LONGEST_BYTES = 220
"""Disks take 255; a number, and the endings of a copy that is being written, must fit too."""


def resources() -> Path:
    """The folder of data files that a facilitator, translator or designer may change."""
    if frozen := getattr(sys, "_MEIPASS", None):
        return Path(frozen) / "resources"
    here = Path(__file__).resolve().parent
    installed = here / "_resources"
    return installed if installed.is_dir() else here.parents[1] / "resources"


def user_data() -> Path:
    """The user's own folder for settings, own methods and logs; `FACILITATOR_HOME` overrides it. Not created here."""
    if home := os.environ.get("FACILITATOR_HOME"):
        return Path(home)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home() / "AppData/Local"))) / "Facilitator"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/Facilitator"
    return Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local/share"))) / "facilitator"


def program() -> list[str]:
    """The words that start this program again, without arguments."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "facilitator"]


def own_methods() -> Path:
    """The folder of the facilitator's own method files. Not created here."""
    return user_data() / "methods"


def stem(path: Path) -> str:
    """The name of a programme without its ending; any other ending is a part of the name."""
    return path.name.removesuffix(SUFFIX)


def with_ending(path: Path, ending: str) -> Path:
    """The path with an ending such as ".pdf", which is put on unless it is there; dots within the name stay."""
    name = path.name
    if name.casefold().endswith(ending.casefold()) and len(name) > len(ending):
        return path
    return path.with_name(f"{name.rstrip('. ') or name.replace('.', '_')}{ending}")


def file_name(words: str, instead: str, *, longest: int = 60) -> str:
    """Words as the name of a file on any system, without an ending; `instead` where none of them can stand there.

    At most `longest` characters and 160 bytes, so that endings and dates can follow.
    """
    plain = unicodedata.normalize("NFC", words)
    kept = "".join(" " if c in _FORBIDDEN or unicodedata.category(c)[0] in "CZ" else c for c in plain)
    name = " ".join(kept.split()).strip(" .")[:longest]
    while len(name.encode()) > _MOST_BYTES:
        name = name[:-1]
    name = name.strip(" .")
    return f"{instead} {name}" if _RESERVED.match(name) else name or instead


def free(folder: Path, name: str, ending: str) -> Path:
    """A file in `folder` that is not there yet: the name with its ending, or with a number from 2 between them.

    A name too long for a disk is cut, so that what SQLite needs beside it still fits.
    """
    while len(os.fsencode(f"{name}{ending}")) > _LONGEST_BYTES:
        name = name[:-1]
    names = (f"{name}{more}{ending}" for more in ("", *(f" {n}" for n in range(2, 10_000))))
    return next(path for each in names if not os.path.lexists(path := folder / each))


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to the very same file: by a link, with `..`, or in other letters on a disk that is blind
    to case. Looks at no more than the folder's entries.
    """
    try:
        return one.samefile(other)
    except OSError:
        return os.path.normcase(one.absolute().resolve()) == os.path.normcase(other.absolute().resolve())
