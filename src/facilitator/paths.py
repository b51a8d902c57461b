"""Where resources, files and logs are (in a checkout, a wheel, a frozen program), names that files can have, and who
else on the computer may read what the program makes: nobody.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
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
    return own_shelf("methods")


def own_shelf(folder: str) -> Path:
    """The facilitator's own folder beside one of the program's resources, such as `surveys`. Not created here."""
    return user_data() / folder


def own(path: str, flags: int) -> int:
    """Opens a file so that what is made here is the user's own: the `opener` of every file that the program makes.

    In a folder that hands its group on (setgid), which is how a folder is shared, its group may read and write too.
    """
    return os.open(path, flags, 0o660 if _is_shared(Path(path).parent) else 0o600)


def own_folder(path: Path, *, ours: bool = False) -> Path:
    """A folder, made if it is not there, and the folders on the way to it: what is made here is the user's own.

    One that only the program uses (`ours`, or in `user_data`) becomes so even where it was there. Raises OSError.
    """
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(0o770 if _is_shared(folder.parent) else 0o700, exist_ok=True)
    if not path.is_dir():
        path.mkdir()
    for folder in (path, *path.parents):
        if user_data() in folder.parents or (ours and folder == path):
            _close(folder)
    return path


def own_folder_for_now() -> Path:
    """A new folder for what is needed only for a while; whoever asks takes it away again. Raises OSError."""
    from tempfile import mkdtemp  # which most of what runs does without

    return Path(mkdtemp(prefix="facilitator-"))


def _close(folder: Path) -> None:
    """Take the rights of others from a folder of the program."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o077 and not _is_shared(folder.parent) and not _is_shared(folder):
        with contextlib.suppress(OSError):  # it is somebody else's folder
            folder.chmod(mode & ~0o077)


def _is_shared(folder: Path) -> bool:
    """Whether what is made in a folder belongs to its group."""
    try:
        return bool(folder.stat().st_mode & stat.S_ISGID)
    except OSError:
        return False


def may_write(path: Path) -> bool:
    """Whether this user may write to a file, or make files in a folder, as far as the system says."""
    how = {"effective_ids": True} if os.access in os.supports_effective_ids else {}
    return os.access(path, os.W_OK, **how)


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
