"""Files of the facilitator's own, such as methods: written whole or not at all; what goes away is kept as `.old`."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from facilitator import paths
from facilitator.model.method_file import KEY
from facilitator.model.reasons import reason
from facilitator.model.say import say
from facilitator.paths import own, own_folder

_UNFIT = re.compile(r"[^a-z0-9]+")
LONGEST_KEY = 40


class ShelfFault(Exception):
    """Something cannot be done with such a file; `sentence` says why, for the facilitator."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def key_for(title: str, taken: Collection[str]) -> str:
    """A free key made of a title: `Our evening` gives `our-evening`, or `our-evening-2` when that is taken."""
    base = _UNFIT.sub("-", title.casefold()).strip("-")[: LONGEST_KEY - 4].strip("-")
    base = base if KEY.fullmatch(base) and paths.file_name(base, "own") == base else f"own-{base}".strip("-")
    return next(key for n in range(1, 1000) if (key := base if n == 1 else f"{base}-{n}") not in taken)


def set_aside(path: Path) -> Path:
    """Take a file off its shelf; it stays beside it as `.old`. Raises ShelfFault."""
    names = [f"{path.name}.old", *(f"{path.name}.{n}.old" for n in range(2, 1000))]
    target = next(p for name in names if not (p := path.with_name(name)).exists())
    try:
        path.rename(target)
    except OSError as error:
        raise ShelfFault(say("{name} cannot be taken away: {why}.", name=path.name, why=reason(error))) from None
    return target


def put_back(old: Path) -> Path:
    """Put a file that was set aside back on its shelf. Raises ShelfFault when its place is taken."""
    target = old.with_name(f"{old.name.partition('.toml')[0]}.toml")
    if target.exists():
        raise ShelfFault(
            say("There is a file {name} again. The old one is kept as {old}.", name=target.name, old=old.name)
        )
    try:
        return old.rename(target)
    except OSError as error:
        raise ShelfFault(say("{name} cannot be put back: {why}.", name=old.name, why=reason(error))) from None


def put(path: Path, text: str) -> Path:
    """Write a file whole or not at all. Raises ShelfFault."""
    temporary = path.with_name(f".{path.stem}-{os.getpid()}.tmp")
    try:
        own_folder(path.parent)
        with open(temporary, "w", encoding="utf-8", newline="\n", opener=own) as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise ShelfFault(
            say("{name} cannot be written: {why}. Nothing was changed.", name=path.name, why=reason(error))
        ) from None
    return path
