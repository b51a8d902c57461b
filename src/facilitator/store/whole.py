"""Writing files that are not programmes: whole or not at all, and never in a programme's place."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path

from facilitator.model.reasons import reason
from facilitator.model.say import Listed, say
from facilitator.paths import SUFFIX, own, own_folder
from facilitator.store.faults import Fault
from facilitator.store.made import remember

_MAGIC = b"SQLite format 3\x00"


def is_programme(path: Path) -> bool:
    """Whether a programme is there, or its name says so; one that somebody has open is told by the files beside it.

    Never opens a file that this process has open: closing it again would let go of SQLite's locks on it.
    """
    real = path.resolve()
    if real.suffix.casefold().startswith(SUFFIX) or path.suffix.casefold().startswith(SUFFIX):
        return True
    if any(real.with_name(real.name + more).exists() for more in ("-wal", "-shm")):
        return True
    try:
        with real.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def write_whole(files: Mapping[Path, bytes], of: Iterable[str] = ()) -> None:
    """Write all of these files or, when one cannot be written, none: what was there before stays.

    It is remembered which workshops they are made `of`, by their ids.
    Raises Fault, also when one of them is a programme: no summary and no export takes its place.
    """
    for path in files:
        if is_programme(path):
            raise Fault(say("{name} is a programme file and is not replaced. Choose another name.", name=path.name))
    mark = secrets.token_hex(4)
    fresh = {path: path.with_name(f".{mark}-{n}.part") for n, path in enumerate(files)}
    old = {path: path.with_name(f".{mark}-{n}.old") for n, path in enumerate(files)}
    moved: list[Path] = []
    try:
        for path, content in files.items():
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, say("{name} is a folder", name=path.name))
            own_folder(path.parent)
            _write(fresh[path], content)
        for path in files:
            if path.exists():
                path.rename(old[path])
            moved.append(path)
            fresh[path].replace(path)
    except OSError as error:
        for path in moved:
            _put_back(path, old[path])
        raise Fault(
            say(
                "The files could not be written to {folders}: {why}.",
                folders=_where(files),
                why=reason(error),
            )
        ) from error
    finally:
        for part in (*fresh.values(), *old.values()):
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
    remember(of, files)


def _write(path: Path, content: bytes) -> None:
    with open(path, "wb", opener=own) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _put_back(path: Path, old: Path) -> None:
    with contextlib.suppress(OSError):
        if old.exists():
            old.replace(path)
        else:
            path.unlink(missing_ok=True)


def _where(files: Mapping[Path, bytes]) -> Listed:
    return Listed(tuple(sorted({str(path.parent) for path in files})), "")
