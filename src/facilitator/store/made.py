"""Which files were made of a workshop for people to take away: papers, exports, copies. Only their names are kept, in
the user's own folder, so that who erases words can be told where else they stand.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from facilitator.paths import own, own_folder, user_data

logger = logging.getLogger(__name__)


def remember(workshops: Iterable[str], files: Iterable[Path]) -> None:
    """Keep the names of files that hold words of these workshops. A disk that refuses is logged."""
    paths = [str(path.absolute()) for path in files]
    try:
        for place in map(_place, workshops):
            known = _names(place)
            fresh = [path for path in paths if path not in known]
            with open(own_folder(place.parent) / place.name, "a", encoding="utf-8", opener=own) as stream:
                stream.writelines(f"{json.dumps(path)}\n" for path in fresh)
    except OSError as error:
        logger.warning("What was made could not be noted: %s", error.strerror or error)


def forget(workshops: Iterable[str], which: Callable[[Path], bool]) -> None:
    """Keep the names of such files no longer, nor of those that are gone."""
    try:
        for place in map(_place, workshops):
            names = _names(place)
            kept = [name for name in names if _may_be_there(Path(name)) and not which(Path(name))]
            if len(kept) < len(names):
                with open(place, "w", encoding="utf-8", opener=own) as stream:
                    stream.writelines(f"{json.dumps(name)}\n" for name in kept)
    except OSError as error:
        logger.warning("What was made could not be noted: %s", error.strerror or error)


def _may_be_there(path: Path) -> bool:
    return path.exists() or not path.parent.exists()


def of(workshops: Iterable[str]) -> list[Path]:
    """The files that were made of these workshops and may still be there, by name: those in a folder that is away, such
    as a stick, count.
    """
    found = {Path(name) for workshop in workshops for name in _names(_place(workshop))}
    return sorted(path for path in found if _may_be_there(path))


def _place(workshop: str) -> Path:
    name = hashlib.sha256(workshop.encode()).hexdigest()[:24]
    return user_data() / "made" / f"{name}.jsonl"


def _names(place: Path) -> list[str]:
    try:
        lines = place.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []
    return [name for line in lines if isinstance(name := _read(line), str)]


def _read(line: str) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None
