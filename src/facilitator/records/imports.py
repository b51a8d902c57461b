"""Takes an exported JSON, a CSV or a codebook into a programme file: all of it, or nothing and a sentence why."""

from __future__ import annotations

import contextlib
import json
import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from facilitator.model.bodies import Created
from facilitator.model.entry import Entry, Misshapen
from facilitator.model.numbering import by_chance
from facilitator.model.programme import Programme
from facilitator.model.reasons import reason
from facilitator.model.say import say
from facilitator.model.workshop import BOOKKEEPING
from facilitator.programme import contract as programmes
from facilitator.programme.codebook import Taking
from facilitator.records import answers_in, codebook, comments_in, csv_in, load
from facilitator.records.comments_in import Plan
from facilitator.records.entry_checks import problem
from facilitator.records.exports import SCHEMA, SCHEMA_VERSION, WHOLE
from facilitator.store.faults import Fault
from facilitator.store.feed import open_feed
from facilitator.store.port import Stored
from facilitator.store.whole import is_programme

_LARGEST = 2**63 - 1
_ROOM = 100
"""So many places are left to what others may write meanwhile, before the entries of a workshop that is taken in."""
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
            say("The workshop in {name} is already in {file}. Nothing was imported.", name=source.name, file=path.name)
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
                "'{title}' from {name} is already in {file}. Nothing was imported.",
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
        there = feed.pull(0)
        if {entry.key for entry in entries} & {entry.key for entry in there}:
            raise Fault(
                say(
                    "Some entries of {name} are already in {file}. Nothing was imported.",
                    name=source.name,
                    file=path.name,
                )
            )
        feed.append([entry.as_draft() for entry in (_behind(there[-1].seq, entries) if there else entries)])


def _behind(last: int, entries: list[Entry]) -> list[Entry]:
    """The entries as they come behind those that are there: with other places, and each comment with its number."""
    trial = programmes.empty()
    trial.fold_all(entries)
    found = []
    for entry in entries:
        workshop = trial.workshops.get(entry.workshop)
        no = workshop.numbers.of(entry.key) if workshop else 0
        body = entry.body if no in (0, by_chance(entry.key)) else {**entry.body, "no": no}
        found.append(replace(entry, seq=last + _ROOM + entry.seq, body=body))
    return found


def look(
    path: Path, source: Path, workshop_id: str | None = None, stage: str | None = None, encoding: str = ""
) -> Plan:
    """What a CSV of comments would bring, what of it not and why; takes in nothing. Raises Fault that names a row."""
    _, workshop = load.workshop(path, workshop_id)
    return comments_in.plan(workshop, csv_in.read(source.name, _bytes(source), encoding), stage or "")


def look_at_answers(path: Path, source: Path, survey: str, workshop_id: str = "", encoding: str = "") -> Plan:
    """What a CSV of survey answers would bring; takes in nothing. Raises Fault that names a line and a column."""
    sheet = csv_in.read(source.name, _bytes(source), encoding, answers_in.NEEDED)
    return answers_in.plan(load.programme(path), sheet, survey, workshop_id)


def holds_answers(source: Path) -> bool:
    """Whether a CSV is one of survey answers, by its first line. Raises Fault where it cannot be read."""
    return answers_in.holds_answers(csv_in.head(_bytes(source)))


def take(path: Path, plan: Plan) -> int:
    """Take in what a plan says; returns how many comments or forms were new. Raises Fault."""
    with contextlib.closing(open_feed(path)) as feed:
        outcomes = feed.append(plan.drafts)
    pairs = zip(plan.drafts, outcomes, strict=True)
    return sum(1 for draft, o in pairs if draft.kind in plan.counts and isinstance(o, Stored) and o.fresh)


def import_csv(path: Path, source: Path, workshop_id: str | None = None, stage: str | None = None) -> int:
    """Take in a CSV of comments, a note a row; returns how many were new. Raises Fault that names a wrong row."""
    return take(path, look(path, source, workshop_id, stage))


def is_codebook(source: Path, encoding: str = "") -> bool:
    """Whether a file is a codebook rather than comments. Raises Fault where it cannot be read."""
    return codebook.is_codebook(source.name, _bytes(source), encoding)


def look_at_codebook(programme: Programme, source: Path, encoding: str = "") -> Taking:
    """What a codebook would bring to a programme; takes in nothing. Raises Fault that names a line and a column."""
    found = programmes.taken(programme, codebook.read(source.name, _bytes(source), encoding))
    if found.wrong:
        raise Fault(say("{name}: {problem} Nothing was imported.", name=source.name, problem=found.wrong))
    return found


def take_codebook(path: Path, taking: Taking) -> int:
    """Take in what a codebook brings; returns how many codes that is. Raises Fault."""
    with contextlib.closing(open_feed(path)) as feed:
        feed.append([said.draft("") for said in taking.said])
    return len(taking.said)


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
        raise ValueError(number)
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
            wrong = say("it has half a character, which no text can have")
        except Misshapen as part:
            wrong = say("its '{part}' is missing or has the wrong shape", part=str(part))
        except ValueError:
            wrong = say("a value in it cannot be read")
        if wrong:
            raise Fault(
                say("{name}, entry {number}: {problem}. Nothing was imported.", name=name, number=number, problem=wrong)
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


def _bytes(source: Path) -> bytes:
    if is_programme(source):
        raise Fault(
            say(
                "{name} is a programme, not records to import: export its records, and import the JSON.",
                name=source.name,
            )
        )
    try:
        return source.read_bytes()
    except OSError as error:
        raise Fault(say("{name} cannot be read: {why}.", name=source.name, why=reason(error))) from None
