"""Takes an exported JSON, or a CSV of comments, into a programme file: all of it, or nothing and a sentence why."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from facilitator.activities import contract
from facilitator.model.bodies import Created, Hidden, Noted
from facilitator.model.entry import LATEST, Draft, Entry, Misshapen, clean
from facilitator.model.programme import Programme
from facilitator.model.run import StageRun
from facilitator.model.say import say
from facilitator.model.workshop import BOOKKEEPING, PARKING, Workshop
from facilitator.programme import contract as programmes
from facilitator.records import load
from facilitator.records.entry_checks import LONGEST, problem
from facilitator.records.exports import SCHEMA, SCHEMA_VERSION, WHOLE
from facilitator.store.faults import Fault
from facilitator.store.feed import open_feed
from facilitator.store.port import Stored
from facilitator.store.whole import is_programme

_NAMES = {
    "group": ("group", "partner_group", "partner group"),
    "stage": ("stage", "stage_no"),
    "at": ("at", "submitted_at"),
    "status": ("status",),
    "reason": ("status_reason",),
    "id": ("comment_id",),
}
_OUR_GUARD = ("'=", "'+", "'-", "'@", "'\t", "'\r")
_LARGEST = 2**63 - 1
_OTHERS = say("it belongs to another workshop")


def import_json(path: Path, source: Path) -> list[str]:
    """Take in a workshop, or a whole programme, that `export` wrote; returns the ids of the workshops.

    Raises Fault: not ours, wrong shape, there already.
    """
    programme = load.programme(path)
    data = _read_json(source)
    if data["schema"] == WHOLE:
        return _import_whole(path, source, programme, data)
    entries = _entries(data, source.name)
    workshop = entries[0].workshop
    if workshop in programme.workshops:
        raise Fault(
            say("The workshop in {name} is in {file} already. Nothing was taken in.", name=source.name, file=path.name)
        )
    if not programme.workshops and data["programme"] != programme.title:
        last = max(entry.seq for entry in entries)
        key = f"{workshop}-programme-title"
        body = {"title": data["programme"]}
        entries.append(Entry(last + 1, key, "", "", entries[-1].at, "", "programme", body))
    _put_in(path, source, entries)
    return [workshop]


def _import_whole(path: Path, source: Path, programme: Programme, data: Mapping[str, Any]) -> list[str]:
    entries = _entries(data, source.name)
    workshops = list(dict.fromkeys(entry.workshop for entry in entries if entry.workshop))
    if there := [key for key in workshops if key in programme.workshops]:
        title = programme.workshops[there[0]].info.title
        raise Fault(
            say(
                "'{title}' of {name} is in {file} already. Nothing was taken in.",
                title=title,
                name=source.name,
                file=path.name,
            )
        )
    if programme.entries:
        raise Fault(
            say(
                "{name} is a programme with facts of its own. Take a whole programme into a new file, "
                "or take in its workshops one by one.",
                name=path.name,
            )
        )
    _put_in(path, source, entries)
    return workshops


def _put_in(path: Path, source: Path, entries: list[Entry]) -> None:
    with contextlib.closing(open_feed(path)) as feed:
        if {entry.key for entry in entries} & {entry.key for entry in feed.pull(0)}:
            raise Fault(
                say(
                    "Some entries of {name} are in {file} already. Nothing was taken in.",
                    name=source.name,
                    file=path.name,
                )
            )
        feed.append([entry.as_draft() for entry in entries])


def import_csv(path: Path, source: Path, workshop_id: str | None = None, stage: str | None = None) -> int:
    """Take in a CSV of comments, a note a row; returns how many were new. Raises Fault that names a wrong row.

    A column `text` is needed; `group`, `stage` (id, title or number) and `at` (ISO 8601) are used where they are there.
    `stage` puts every row there; without it rows that name none go to the open stage, else the first that collects.
    """
    _, workshop = load.workshop(path, workshop_id)
    reader = _Rows(workshop, source.name, _stage(workshop, stage, source.name) if stage else None)
    drafts = list(reader.drafts(_table(source)))
    with contextlib.closing(open_feed(path)) as feed:
        outcomes = feed.append(drafts)
    pairs = zip(drafts, outcomes, strict=True)
    return sum(1 for draft, o in pairs if draft.kind == Noted.kind and isinstance(o, Stored) and o.fresh)


# ---------------------------------------------------------------------- JSON


def _read_json(source: Path) -> dict[str, Any]:
    try:
        data = json.loads(_bytes(source).decode("utf-8-sig"), parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError):
        raise Fault(
            say("{name} is not JSON that this program wrote: it cannot be read as JSON.", name=source.name)
        ) from None
    if not isinstance(data, dict) or data.get("schema") not in (SCHEMA, WHOLE):
        raise Fault(say("{name} is neither a workshop nor a programme that this program exported.", name=source.name))
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise Fault(say("{name} does not say which version it is.", name=source.name))
    if version > SCHEMA_VERSION:
        raise Fault(
            say(
                "{name} was exported by a newer program (version {version}). Install that one to use it.",
                name=source.name,
                version=version,
            )
        )
    titled = data["schema"] == WHOLE or isinstance(data.get("programme"), str)
    if not titled or not isinstance(data.get("entries"), list) or not data["entries"]:
        raise Fault(say("{name} has no programme title or no entries.", name=source.name))
    return data


def _finite(number: str) -> float:
    found = float(number)
    if not math.isfinite(found):
        raise ValueError(f"{number} is no number")
    return found


def _entries(data: Mapping[str, Any], name: str) -> list[Entry]:
    """The entries, each looked at, and all of them tried out on an empty programme."""
    found: list[Entry] = []
    trial = programmes.empty()
    keys: set[str] = set()
    for number, raw in enumerate(data["entries"], 1):
        try:
            entry = Entry.from_json(raw if isinstance(raw, dict) else {})
            wrong = _out_of_place(entry, found, keys, whole=data["schema"] == WHOLE)
            if not wrong and entry.kind not in BOOKKEEPING:
                wrong = problem(entry, trial)
        except UnicodeEncodeError:
            wrong = say("it has half a sign, which no text may have")
        except Misshapen as part:
            wrong = say("its '{part}' is missing or has the wrong shape", part=str(part))
        except ValueError as error:
            wrong = str(error).rstrip(".")
        if wrong:
            raise Fault(
                say("{name}, entry {number}: {problem}. Nothing was taken in.", name=name, number=number, problem=wrong)
            )
        if entry.kind not in BOOKKEEPING:
            trial.fold(entry)
        keys.add(entry.key)
        found.append(entry)
    return [entry for entry in found if entry.kind not in BOOKKEEPING]


def _out_of_place(entry: Entry, before: list[Entry], keys: set[str], *, whole: bool) -> str:
    json.dumps(entry.to_json(), ensure_ascii=False).encode()
    first = not any(each.workshop == entry.workshop for each in before)
    if (entry.workshop or not whole) and first and entry.kind != Created.kind:
        return _OTHERS if before and not whole else say("the first entry must make the workshop")
    if not whole and (not entry.workshop or (before and entry.workshop != before[0].workshop)):
        return _OTHERS
    if not entry.key or entry.key in keys:
        return say("its key '{key}' is missing or used twice", key=entry.key)
    if not (before[-1].seq if before else 0) < entry.seq < _LARGEST:
        return say("its number is out of order")
    return ""


# ---------------------------------------------------------------------- CSV


def _bytes(source: Path) -> bytes:
    if is_programme(source):
        raise Fault(
            say(
                "{name} is a programme, not records to take in: export its records, and take in the JSON.",
                name=source.name,
            )
        )
    try:
        return source.read_bytes()
    except OSError as error:
        raise Fault(say("{name} cannot be read: {why}.", name=source.name, why=error.strerror or error)) from None


def decode(raw: bytes) -> str:
    """The text of a file that says nothing of its encoding: by its mark, else UTF-8, else that of Western Windows."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _table(source: Path) -> list[list[str]]:
    """All rows, the header first: with the separator that makes a column `text` and the most columns."""
    text = decode(_bytes(source)).replace("\x00", "")
    given = text[4:5] if text[:4].casefold() == "sep=" else ""
    if given:
        text = text.partition("\n")[2]
    best: list[list[str]] = []
    for separator in given or ",;\t|":
        header = next(_read(source.name, text, separator), [])
        if "text" in _heads(header) and len(header) > (len(best[0]) if best else 0):
            best = list(_read(source.name, text, separator))
    if not best:
        raise Fault(
            say(
                "{name} has no column 'text' in its first row. The comments must stand in that column.",
                name=source.name,
            )
        )
    return best


def _read(name: str, text: str, separator: str) -> Iterator[list[str]]:
    done = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield row
            done += 1
    except csv.Error as error:
        raise Fault(
            say(
                "{name}, row {row}: it cannot be read ({why}). Nothing was taken in.",
                name=name,
                row=done + 1,
                why=str(error),
            )
        ) from None


def _heads(header: list[str]) -> list[str]:
    return [cell.strip().casefold() for cell in header]


def _stage(workshop: Workshop, named: str, where: str) -> StageRun:
    """The stage called so: by id, title or number."""
    wanted = named.strip().casefold()
    for number, run in enumerate(workshop.stages, 1):
        if wanted in (run.id, run.stage.title.casefold(), str(number)):
            return run
    if wanted in (PARKING, workshop.parking.stage.title.casefold()):
        return workshop.parking
    raise Fault(
        say(
            "{where}: there is no stage '{stage}' in this workshop. Nothing was taken in.",
            where=where,
            stage=named.strip(),
        )
    )


def _takes_words(run: StageRun) -> bool:
    return contract.activity(run.stage.activity).takes_words


class _Rows:
    """Turns rows into drafts of notes; `fixed` is the stage for all of them."""

    def __init__(self, workshop: Workshop, name: str, fixed: StageRun | None) -> None:
        self.workshop, self.name, self.fixed = workshop, name, fixed
        self.seen: Counter[tuple[str, ...]] = Counter()
        runs = (*workshop.stages, workshop.parking)
        self.there = {str(note.seq): note.text for run in runs for note in run.own_notes()}

    def drafts(self, rows: list[list[str]]) -> Iterator[Draft]:
        heads = _heads(rows[0])
        places = {"text": heads.index("text")}
        for use, names in _NAMES.items():
            found = next((name for name in names if name in heads), "")
            if found:
                places[use] = heads.index(found)
        ours = {"comment_id", "status_reason"} <= set(heads)
        for number, row in enumerate(rows[1:], 2):
            cells = {use: row[at].strip() if at < len(row) else "" for use, at in places.items()}
            if ours:
                cells = {use: c[1:] if c.startswith(_OUR_GUARD) else c for use, c in cells.items()}
            text = clean(cells["text"])
            exported_from_here = ours and self.there.get(cells["id"]) == text
            if text and not exported_from_here:
                yield from self._drafts(number, text, cells)

    def _drafts(self, number: int, text: str, cells: dict[str, str]) -> Iterator[Draft]:
        where = say("{name}, row {row}", name=self.name, row=str(number))
        if len(text) > LONGEST:
            raise Fault(
                say(
                    "{where}: the text is {length} characters long; {most} fit. Nothing was taken in.",
                    where=where,
                    length=len(text),
                    most=LONGEST,
                )
            )
        run = self.fixed or (_stage(self.workshop, cells["stage"], where) if cells.get("stage") else self._usual())
        group = self.workshop.groups.find(clean(cells.get("group", "")))
        said = Noted(text, source="import", group=group if run.stage.anonymity != "nothing" else "")
        at = _time(cells["at"], where) if cells.get("at") else None
        draft = said.draft(self.workshop.id, run.id, key=self._key(text, cells), at=at)
        if refusal := run.check(draft):
            raise Fault(say("{where}: {refusal} Nothing was taken in.", where=where, refusal=refusal))
        yield draft
        if cells.get("status") == "hidden":
            hidden = Hidden(draft.key, cells.get("reason", ""))
            yield hidden.draft(self.workshop.id, run.id, key=f"{draft.key}-hidden")

    def _usual(self) -> StageRun:
        stages = self.workshop.stages
        current = self.workshop.current
        first = current if current and _takes_words(current) else None
        return first or next((r for r in stages if _takes_words(r)), self.workshop.parking)

    def _key(self, text: str, cells: Mapping[str, str]) -> str:
        """The same for the same row (the second of two equal rows apart), so that a second import adds nothing."""
        fixed = self.fixed.id if self.fixed else ""
        content = (self.workshop.id, fixed, text, *(cells.get(use, "") for use in ("group", "stage", "at")))
        self.seen[content] += 1
        return hashlib.sha256(json.dumps([*content, self.seen[content]]).encode()).hexdigest()[:32]


def _time(cell: str, where: str) -> int:
    try:
        found = datetime.fromisoformat(cell)
        at = int((found if found.tzinfo else found.astimezone(UTC)).timestamp() * 1000)
    except (ValueError, OverflowError, OSError):
        raise Fault(
            say(
                "{where}: '{cell}' is not a time such as 2026-03-31T10:15. Nothing was taken in.",
                where=where,
                cell=cell[:40],
            )
        ) from None
    if not 0 <= at <= LATEST:
        raise Fault(
            say("{where}: '{cell}' lies before 1970 or after 2100. Nothing was taken in.", where=where, cell=cell[:40])
        )
    return at
