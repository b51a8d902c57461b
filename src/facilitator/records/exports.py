"""The records as files: CSV and XLSX for others, JSON for another laptop. Never changes the file."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from facilitator.model.fingerprint import canonical, fingerprint, shared
from facilitator.model.mixing import mixed
from facilitator.model.moment import now_ms
from facilitator.model.programme import Programme
from facilitator.model.say import Listed, say
from facilitator.model.workshop import Workshop
from facilitator.paths import file_name
from facilitator.programme import contract
from facilitator.records import codebook
from facilitator.records.files import stem
from facilitator.records.tables import across, always, columns, of_programme, tables
from facilitator.records.xlsx import FIRST_SHEET, to_xlsx
from facilitator.store.faults import Fault
from facilitator.store.whole import write_whole

SCHEMA, WHOLE = "facilitator-workshop", "facilitator-programme"
SCHEMA_VERSION = 1
ALWAYS = ("comments", "stage_times", "attendance", "parking_lot")
"""The CSV tables of every workshop that are written even when they have no rows."""

FORMATS = ("csv", "xlsx", "json", "qdc")
"""What records can be written as; qdc is the codebook alone, for programs that code texts and as a table."""
FOR_OTHERS = ("csv", "xlsx")
"""The records for others: no ids of people, no tokens, no withheld or withdrawn words."""
WORKBOOK = "records.xlsx"
Records = Mapping[str, tuple[Sequence[str], Sequence[dict[str, Any]]]]

ABOUT = say(
    "The complete record, for moving it to another laptop. It holds what others should not be given: single votes, "
    "ids that stand for people, exact times, and words that were withheld or withdrawn. For others there are CSV and "
    "XLSX."
)
README = (
    (say("What this is"), say("The records of a workshop or a programme, for others: a sheet for each table.")),
    (say("Times"), say("In UTC (Z), to the minute. Where a stage keeps nobody, it is the time when the stage opened.")),
    (say("Yes and no"), say("Every answer that is one of the two is written yes or no.")),
    (say("Ids"), say("workshop_id and comment_id are the same in every table; so are the ids of groups and of ideas.")),
    (
        say("Not in here"),
        say("Ids of people, and withheld or withdrawn words: their rows say only what became of them."),
    ),
)

SEALED = say("For facilitator check --against")

_RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is written beside records: files by the end of their names, and what makes an index of all the names."""

    files: Mapping[str, bytes]
    index: Callable[[Sequence[str]], bytes]


def export(
    programme: Programme,
    workshop: Workshop,
    formats: Sequence[str],
    out: Path,
    *,
    made_at: int | None = None,
    replaces: bool = True,
    more: Bundle | None = None,
) -> list[Path]:
    """Write a workshop's records into the folder `out`, or into one file `X.zip`, all or none; returns the files.

    They take the place of an earlier export of the same workshop, unless it says that nothing `replaces` anything;
    beside one of another workshop they get a number.
    `made_at` (milliseconds since 1970) ends a stage that is still open. Raises Fault for an unknown format, or when
    the folder cannot be written to.
    """
    _look_over(formats)
    now, workshop = now_ms() if made_at is None else made_at, mixed(workshop)
    made = files_for_others(programme, workshop, formats, now)
    if "json" in formats:
        made["workshop.json"] = to_json(programme, workshop)
    made |= _codebook(programme, formats)
    of = [] if workshop.rehearsal else [workshop.id]
    own = stem(programme, workshop)
    if is_archive(out):
        return _written(made, out, own, more, of=of, now=now)
    heads = (own, *(f"{own}-{n}" for n in range(2, 10_000)))
    free = (h for h in heads if not (_of_another(out / h, workshop) if replaces else _any(out / h, made)))
    head = next(free)
    return _written(made, out, head, more, of=of, now=now)


def _codebook(programme: Programme, formats: Sequence[str]) -> dict[str, bytes]:
    """The codebook, where it is asked for. Raises Fault where there is none."""
    if "qdc" not in formats:
        return {}
    if not (codes := contract.codebook(programme)):
        raise Fault(say("There is no theme yet: the codebook would be empty."))
    return codebook.files(codes)


def is_archive(out: Path) -> bool:
    """Whether records go into one file rather than into a folder."""
    return out.suffix.casefold() == ".zip" and not out.is_dir()


def _written(
    made: Mapping[str, bytes], out: Path, head: str, more: Bundle | None, *, of: Iterable[str], now: int
) -> list[Path]:
    """Write files of which each name begins with `head`, and with a bundle those too and their index."""
    files = {f"{head}_{ending}": content for ending, content in {**made, **(more.files if more else {})}.items()}
    if more:
        files[f"{head}_index.html"] = more.index(list(files))
    if is_archive(out):
        write_whole({out: _zipped(files, now)}, of)
        return [out]
    write_whole({out / name: content for name, content in files.items()}, of)
    return [out / name for name in files]


def _zipped(files: Mapping[str, bytes], now: int) -> bytes:
    """All the files in one, as of that moment (milliseconds since 1970) in UTC."""
    target, at = io.BytesIO(), datetime.fromtimestamp(now / 1000, UTC)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            about = zipfile.ZipInfo(name, (max(1980, at.year), at.month, at.day, at.hour, at.minute, at.second))
            about.external_attr = 0o600 << 16
            archive.writestr(about, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _look_over(formats: Sequence[str]) -> None:
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        named = say("Name at least one export format.")
        if unknown:
            named = say("There is no export format '{unknown}'.", unknown=unknown[0])
        raise Fault(say("{named} There are: {known}.", named=named, known=Listed(FORMATS, "")))


def _any(head: Path, endings: Iterable[str]) -> bool:
    return any(os.path.lexists(head.with_name(f"{head.name}_{ending}")) for ending in endings)


def _of_another(head: Path, workshop: Workshop) -> bool:
    """Whether records that begin with `head` are there already and are not an earlier export of this workshop.

    The JSON names its workshop; without one, so does each comment.
    """
    whole, comments = (head.with_name(f"{head.name}_{ending}") for ending in ("workshop.json", "comments.csv"))
    try:
        if whole.is_file():
            return bool(json.loads(whole.read_text(encoding="utf-8"))["workshop"] != workshop.id)
        if not comments.is_file():
            return not _is_workbook_of(head.with_name(f"{head.name}_{WORKBOOK}"), workshop)
        with comments.open(encoding="utf-8-sig", newline="") as stream:
            return any(row["workshop_id"] != workshop.id for row in csv.DictReader(stream))
    except (OSError, ValueError, LookupError, TypeError, csv.Error, zipfile.BadZipFile):
        return True


def _is_workbook_of(path: Path, workshop: Workshop) -> bool:
    """Whether a workbook says of its workshop that it is this one; so does none at all."""
    if not path.is_file():
        return True
    with zipfile.ZipFile(path) as book:
        return f">{workshop.id}<" in book.read(FIRST_SHEET).decode()


def to_json(programme: Programme, workshop: Workshop) -> bytes:
    """The whole workshop as JSON: equal workshops give equal bytes, so nothing about the file or the time is in it.

    The password of the room's network stays out.
    """
    data = {
        "about": ABOUT,
        "schema": SCHEMA,
        "version": SCHEMA_VERSION,
        "programme": programme.title,
        "workshop": workshop.id,
        "entries": [shared(entry) for entry in canonical(workshop)],
    }
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def whole_to_json(programme: Programme) -> bytes:
    """The whole programme as JSON, all its workshops and what spans them, entry by entry in their order.

    Equal programmes give equal bytes.
    """
    data = {
        "about": ABOUT,
        "schema": WHOLE,
        "version": SCHEMA_VERSION,
        "entries": [shared(entry) for entry in canonical(programme)],
    }
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def export_whole(
    programme: Programme,
    formats: Sequence[str],
    out: Path,
    *,
    made_at: int | None = None,
    more: Bundle | None = None,
) -> list[Path]:
    """Write the records of the whole programme into the folder or file `out`; returns the files. Raises Fault.

    They take the place of an earlier export of the same programme; beside one of another they get a number. In the
    tables each row names its workshop.
    """
    _look_over(formats)
    now = now_ms() if made_at is None else made_at
    made = files_for_others(programme, None, formats, now)
    if "json" in formats:
        made["programme.json"] = whole_to_json(programme)
    made |= _codebook(programme, formats)
    own = file_name(programme.title, "programme")
    if is_archive(out):
        return _written(made, out, own, more, of=programme.workshops, now=now)
    heads = (own, *(f"{own}-{n}" for n in range(2, 10_000)))
    head = next(each for each in heads if not _of_another_programme(out / f"{each}_programme.json", programme))
    return _written(made, out, head, more, of=programme.workshops, now=now)


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


def records_of(programme: Programme, workshop: Workshop, now: int) -> Records:
    """The tables of the records for others that there are, `(columns, rows)` by name."""
    made = tables(programme, workshop, now)
    wanted = [name for name in made if made[name] or name in (*ALWAYS, *always())]
    return {name: (columns(name, made[name]), made[name]) for name in wanted}


def csv_files(programme: Programme, workshop: Workshop, now: int) -> dict[str, bytes]:
    """The records as CSV tables, by the end of each file's name."""
    return _tables_as(["csv"], records_of(programme, workshop, now), workshop, [workshop])


def files_for_others(
    programme: Programme, workshop: Workshop | None, formats: Sequence[str], now: int
) -> dict[str, bytes]:
    """The records for others of a workshop, or without one of the whole programme, by the end of each file's name.

    `now` (milliseconds since 1970) ends a stage that is still open.
    """
    if not set(formats) & set(FOR_OTHERS):
        return {}
    if workshop:
        return _tables_as(formats, records_of(programme, mixed(workshop), now), workshop, [workshop])
    return _tables_as(formats, _records_of_all(programme, now), programme, programme.workshops.values())


def _records_of_all(programme: Programme, now: int) -> Records:
    """The tables of the whole programme: those of its workshops one behind the other, then what is of several."""
    each = [records_of(programme, mixed(workshop), now) for workshop in programme.workshops.values()]
    together = across(programme)
    names = dict.fromkeys(name for records in (*each, together) for name in records)
    every = {name: [row for records in each for row in records.get(name, ((), []))[1]] for name in names}
    for name, rows in together.items():
        every[name] += rows
    return {**{name: (columns(name, rows), rows) for name, rows in every.items()}, **of_programme(programme)}


def _tables_as(
    formats: Sequence[str], records: Records, of: Workshop | Programme, workshops: Iterable[Workshop]
) -> dict[str, bytes]:
    """The tables in each format; of what they are is sealed in the workbook, and its `workshops` are named there."""
    made = {f"{name}.csv": to_csv(*table) for name, table in records.items()} if "csv" in formats else {}
    if "xlsx" in formats:
        mark = fingerprint(of)
        told: list[tuple[str, str]] = [*README, (say("Fingerprint of the records"), mark.printed), (SEALED, mark.seal)]
        told += [(workshop.id, workshop.info.title) for workshop in workshops]
        made[WORKBOOK] = to_xlsx(told, records)
    return made
