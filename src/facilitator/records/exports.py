"""The records as files: CSV for spreadsheets, JSON that another programme can take in. Never changes the file."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from facilitator.model.bodies import Created, Facts
from facilitator.model.entry import Entry, iso
from facilitator.model.mixing import mixed
from facilitator.model.moment import now_ms
from facilitator.model.programme import Programme
from facilitator.model.record import everything, written_at
from facilitator.model.say import Listed, say
from facilitator.model.workshop import BOOKKEEPING, Workshop
from facilitator.paths import file_name
from facilitator.records.files import stem
from facilitator.records.tables import always, columns, tables
from facilitator.store.faults import Fault
from facilitator.store.whole import write_whole

SCHEMA, WHOLE = "facilitator-workshop", "facilitator-programme"
SCHEMA_VERSION = 1
ALWAYS = ("comments", "stage_times", "attendance", "parking_lot")
"""The CSV tables of every workshop that are written even when they have no rows."""

_RISKY = ("=", "+", "-", "@", "\t", "\r")


def export(
    programme: Programme,
    workshop: Workshop,
    formats: Sequence[str],
    out: Path,
    *,
    made_at: int | None = None,
    replaces: bool = True,
) -> list[Path]:
    """Write a workshop's records into the folder `out`, all files or none; returns them in order.

    They take the place of an earlier export of the same workshop, unless it says that nothing `replaces` anything;
    beside one of another workshop they get a number.
    `made_at` (milliseconds since 1970) ends a stage that is still open. Raises Fault for an unknown format, or when
    the folder cannot be written to.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        named = say("Name at least one export format.")
        if unknown:
            named = say("There is no export format '{unknown}'.", unknown=unknown[0])
        raise Fault(say("{named} There are: {known}.", named=named, known=Listed(tuple(FORMATS), "")))
    now, workshop = now_ms() if made_at is None else made_at, mixed(workshop)
    made = {end: c for name in dict.fromkeys(formats) for end, c in FORMATS[name](programme, workshop, now).items()}
    own = stem(programme, workshop)
    heads = (own, *(f"{own}-{n}" for n in range(2, 10_000)))
    free = (h for h in heads if not (_of_another(out / h, workshop) if replaces else _any(out / h, made)))
    head = next(free)
    files = {out / f"{head}_{ending}": content for ending, content in made.items()}
    write_whole(files, [] if workshop.rehearsal else [workshop.id])
    return list(files)


def _any(head: Path, endings: Iterable[str]) -> bool:
    return any(os.path.lexists(head.with_name(f"{head.name}_{ending}")) for ending in endings)


def _of_another(head: Path, workshop: Workshop) -> bool:
    """Whether records that begin with `head` are there already and are not an earlier export of this workshop.

    The JSON names its workshop; without one, its comments must all be this workshop's too.
    """
    whole, comments = (head.with_name(f"{head.name}_{ending}") for ending in ("workshop.json", "comments.csv"))
    try:
        if whole.is_file():
            return bool(json.loads(whole.read_text(encoding="utf-8"))["workshop"] != workshop.id)
        if not comments.is_file():
            return False
        with comments.open(encoding="utf-8-sig", newline="") as stream:
            there = {(row["comment_id"], row["submitted_at"]) for row in csv.DictReader(stream)}
    except (OSError, ValueError, LookupError, TypeError, csv.Error):
        return True
    return not there <= {(str(note.no), iso(written_at(run, note))) for run, note in everything(workshop)}


def to_json(programme: Programme, workshop: Workshop) -> bytes:
    """The whole workshop as JSON: equal workshops give equal bytes, so nothing about the file or the time is in it.

    The password of the room's network stays out.
    """
    data = {
        "schema": SCHEMA,
        "version": SCHEMA_VERSION,
        "programme": programme.title,
        "workshop": workshop.id,
        "entries": [_shared(entry) for entry in mixed(workshop).entries if entry.kind not in BOOKKEEPING],
    }
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def whole_to_json(programme: Programme) -> bytes:
    """The whole programme as JSON, all its workshops and what spans them, entry by entry in their order.

    Equal programmes give equal bytes.
    """
    rooms: tuple[Programme | Workshop, ...] = (programme, *map(mixed, programme.workshops.values()))
    entries = sorted((entry for room in rooms for entry in room.entries), key=lambda entry: entry.seq)
    data = {
        "schema": WHOLE,
        "version": SCHEMA_VERSION,
        "entries": [_shared(entry) for entry in entries if entry.kind not in BOOKKEEPING],
    }
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def export_whole(programme: Programme, formats: Sequence[str], out: Path) -> list[Path]:
    """Write the records of the whole programme into the folder `out`; returns the files. Raises Fault.

    They take the place of an earlier export of the same programme; beside one of another they get a number.
    """
    if tuple(formats) != ("json",):
        raise Fault(say("The records of the whole programme can be written as JSON. Say --format json."))
    own = file_name(programme.title, "programme")
    paths = (out / f"{head}_programme.json" for head in (own, *(f"{own}-{n}" for n in range(2, 10_000))))
    path = next(path for path in paths if not _of_another_programme(path, programme))
    write_whole({path: whole_to_json(programme)}, programme.workshops)
    return [path]


def _of_another_programme(path: Path, programme: Programme) -> bool:
    """Whether at a path is something that is not the whole of this programme: its first entry is not in ours."""
    if not os.path.lexists(path):
        return False
    try:
        first = json.loads(path.read_text(encoding="utf-8"))["entries"][0]["key"]
    except (OSError, ValueError, LookupError, TypeError):
        return True
    rooms: tuple[Programme | Workshop, ...] = (programme, *programme.workshops.values())
    return all(entry.key != first for room in rooms for entry in room.entries)


def _shared(entry: Entry) -> dict[str, Any]:
    """An entry without what belongs to the room it was held in."""
    data = entry.to_json()
    if entry.kind in (Created.kind, Facts.kind):
        data["body"].pop("wifi_password", None)
    return data


def to_csv(names: Sequence[str], rows: Sequence[dict[str, Any]]) -> bytes:
    """Rows as CSV: UTF-8 with BOM, comma, CRLF. Text that a spreadsheet would take for a formula begins with `'`."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([harmless(row.get(name, "")) for name in names] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(value: object) -> object:
    """A cell that no spreadsheet runs: text with a risky first sign gets an apostrophe; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value


def csv_files(programme: Programme, workshop: Workshop, now: int) -> dict[str, bytes]:
    """The records as CSV tables, by the end of each file's name."""
    made = tables(programme, workshop, now)
    wanted = [name for name in made if made[name] or name in (*ALWAYS, *always())]
    return {f"{name}.csv": to_csv(columns(name, made[name]), made[name]) for name in wanted}


def _json_files(programme: Programme, workshop: Workshop, now: int) -> dict[str, bytes]:
    return {"workshop.json": to_json(programme, workshop)}


FORMATS: dict[str, Callable[[Programme, Workshop, int], dict[str, bytes]]] = {"csv": csv_files, "json": _json_files}
"""What each format writes, by its name: the end of a file's name, and its content."""
