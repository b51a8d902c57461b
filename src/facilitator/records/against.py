"""Whether a document, or records that were exported, were made from the records of a programme as they are now."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from facilitator.model.entry import Entry, Misshapen
from facilitator.model.fingerprint import Fingerprint, as_stored, canonical, fingerprint, growing
from facilitator.model.moment import now_ms
from facilitator.model.programme import Programme
from facilitator.model.reasons import reason
from facilitator.model.run import OPEN
from facilitator.model.say import say
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes
from facilitator.records.exports import FOR_OTHERS, WORKBOOK, files_for_others, to_json, whole_to_json
from facilitator.store.faults import Fault
from facilitator.store.whole import is_programme

Verdict = Literal["same", "earlier", "other"]
_SEAL = re.compile(rb"sha256=([0-9a-f]{64}) entries=(\d{1,12})")
_OPENED = (".docx", ".xlsx")
_GOES_ON = ("stage_times.csv", WORKBOOK)
"""What tells minutes of a stage that is still open: it changes while nothing is stored."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file was made from: these very records, an earlier state of them, or others.

    `of` is the title of the workshop or programme, `entries` how many came since the earlier state.
    """

    name: str
    verdict: Verdict
    of: str = ""
    entries: int = 0


def compare(programme: Programme, path: Path) -> list[Found]:
    """What each file at `path`, a document, an archive or a folder of records, was made from.

    A file in which nothing says it is left out. Tables are held against those that the records make now, a document by
    the fingerprint in it alone. Raises Fault where nothing can be read, or nothing says what it was made from.
    """
    files = list(_files(path))
    rooms: list[Workshop | Programme] = [programme, *programme.workshops.values()]
    marks = [(_title(room), fingerprint(room)) for room in rooms]
    found: list[Found] = []
    tables: dict[str, bytes] = {}
    for name, content in files:
        if mark := _mark(name, content):
            found.append(_told(name, mark, rooms, marks))
        if name.casefold().endswith((".csv", ".xlsx", ".json")):
            tables[name] = content
    if any(each.verdict == "earlier" for each in found):
        return found
    others = {each.name for each in found if each.verdict == "other"}
    makes = _makes(programme) if tables else {}
    for name, content in tables.items():
        if name not in others and (verdict := _as_made(programme, makes, name, content)):
            found = [each for each in found if each.name != name] + [Found(name, verdict)]
    if not found:
        raise Fault(say("Nothing in {name} says from which records it was made.", name=path.name))
    return found


def _title(room: Workshop | Programme) -> str:
    return room.info.title if isinstance(room, Workshop) else room.title


def _told(
    name: str, mark: Fingerprint, rooms: Sequence[Workshop | Programme], marks: Sequence[tuple[str, Fingerprint]]
) -> Found:
    """What a file with that fingerprint was made from."""
    for title, own in marks:
        if own.digest == mark.digest:
            return Found(name, "same", title)
    for room in rooms:
        if (many := since(room, mark)) is not None:
            return Found(name, "earlier", _title(room), many)
    return Found(name, "other")


def since(room: Workshop | Programme, mark: Fingerprint) -> int | None:
    """How many entries came after the state that had a fingerprint; None where the room had no such state.

    A state in which a stage that keeps nobody was still open is known again only until that stage is mixed.
    """
    now = canonical(room)
    if mark.entries > len(now):
        return None
    if any(each.digest == mark.digest for each in growing(room, now[: mark.entries])):
        return len(now) - mark.entries
    empty = programmes.empty()
    empty.fold_all(as_stored(room)[: mark.entries])
    then = empty.workshops.get(room.id) if isinstance(room, Workshop) else empty
    if then is not None and fingerprint(then).digest == mark.digest:
        return len(now) - mark.entries
    return None


# ---------------------------------------------------------------------- what stands in the files


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    """Every file at a path, with its name: of a folder, and of an archive, those in it."""
    try:
        each = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        for one in each:
            if is_programme(one):
                if one is path:
                    raise Fault(say("{name} is a programme, not a document or records of one.", name=path.name))
                continue
            content = one.read_bytes()
            if one.suffix.casefold() == ".zip":
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    yield from ((name, archive.read(name)) for name in archive.namelist())
            else:
                yield one.name, content
    except OSError as error:
        raise Fault(say("{name} cannot be read: {why}.", name=path.name, why=reason(error))) from None
    except (zipfile.BadZipFile, zlib.error):
        raise Fault(say("{name} is damaged: it cannot be opened as an archive.", name=path.name)) from None


def _mark(name: str, content: bytes) -> Fingerprint | None:
    """The fingerprint that a file holds, or that the entries in it have; None where there is neither."""
    ending = Path(name).suffix.casefold()
    if ending == ".json":
        return _of_json(content)
    if ending == ".csv":
        return None
    if ending in _OPENED:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                content = b"\n".join(parts.read(each) for each in parts.namelist())
        except (zipfile.BadZipFile, zlib.error):
            return None
    seal = _SEAL.search(content)
    return Fingerprint(seal[1].decode(), int(seal[2])) if seal else None


def _of_json(content: bytes) -> Fingerprint | None:
    """The fingerprint of the entries that an export holds."""
    try:
        data = json.loads(content)
        entries = [Entry.from_json(each) for each in data["entries"]]
    except (ValueError, LookupError, TypeError, AttributeError, Misshapen):
        return None
    empty = programmes.empty()
    empty.fold_all(entries)
    workshop = empty.workshops.get(str(data.get("workshop", "")))
    return fingerprint(workshop or empty)


def _as_made(programme: Programme, makes: Mapping[str, Sequence[bytes]], name: str, content: bytes) -> Verdict | None:
    """Whether a table, workbook or complete record is what the records make now; None where nobody can tell."""
    end = name.casefold()
    for ending, made in makes.items():
        if end == ending or end.endswith(f"_{ending}"):
            if content in made:
                return "same"
            goes_on = any(run.status == OPEN for each in programme.workshops.values() for run in each.stages)
            return None if goes_on and ending in _GOES_ON else "other"
    return None


def _makes(programme: Programme) -> Mapping[str, Sequence[bytes]]:
    """Everything that an export of the programme, or of any workshop in it, would write now, by the end of its name."""
    found: dict[str, list[bytes]] = {"programme.json": [whole_to_json(programme)]}
    for of in (None, *programme.workshops.values()):
        for ending, content in files_for_others(programme, of, FOR_OTHERS, now_ms()).items():
            found.setdefault(ending, []).append(content)
        if of is not None:
            found.setdefault("workshop.json", []).append(to_json(programme, of))
    return dict(sorted(found.items(), key=lambda each: -len(each[0])))
