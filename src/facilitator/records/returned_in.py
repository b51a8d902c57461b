"""Takes in a table of the programme that somebody filled in and sent back: all of its rows, or none and a sentence with
the line and the column. The same table again changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import NoReturn

from facilitator.model.entry import clean, local
from facilitator.model.moment import now_ms
from facilitator.model.packed import Packed
from facilitator.model.programme import Programme
from facilitator.model.say import say
from facilitator.programme import contract
from facilitator.programme.aspect import Intake, Wrong
from facilitator.records import csv_in
from facilitator.records.comments_in import Plan, as_one
from facilitator.records.csv_in import Sheet
from facilitator.store.faults import Fault


def sheet(name: str, raw: bytes, encoding: str = "") -> Sheet | None:
    """The rows of a file, where its first line has the columns of a table that comes back; else None. Raises Fault."""
    for intake in contract.intakes():
        try:
            read = csv_in.read(name, raw, encoding, intake.columns)
        except Fault:
            continue
        return read
    return None


def plan(programme: Programme, given: Sheet) -> Plan:
    """What the rows would change in a programme. Raises Fault."""
    intake = next(each for each in contract.intakes() if set(each.columns) <= set(given.head))
    there = {entry.key for entry in programme.entries}
    made = Plan(given, returned=True)
    replaced = again = 0
    at = {column: given.head.index(column) for column in intake.columns}
    for number, row in enumerate(given.rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        cells = {column: clean(row[place]) if place < len(row) else "" for column, place in at.items()}
        said = _read(programme, intake, given.name, number, cells)
        if said is None:
            continue
        draft = said.draft("", key=_key(said, cells))
        if refusal := programme.check(draft):
            _stop(given.name, number, "answer", refusal)
        if draft.key in there:
            again += 1
            continue
        replaced += intake.replaces(programme, said)
        made.drafts.append(draft)
    made.new, made.counts = len(made.drafts), tuple({draft.kind for draft in made.drafts})
    made.told = [say("{n} answer to import.", "{n} answers to import.", n=made.new)]
    if replaced:
        made.told.append(say("{n} of them takes the place of another answer. Undo brings that back.",
                             "{n} of them take the place of other answers. Undo brings those back.",
                             n=replaced))  # fmt: skip
    if again:
        made.told.append(say("{n} answer was imported before, and is not imported again.",
                             "{n} answers were imported before, and are not imported again.", n=again))  # fmt: skip
    made.drafts = as_one(made.drafts)
    return made


def _read(programme: Programme, intake: Intake, name: str, number: int, cells: Mapping[str, str]) -> Packed | None:
    today = local(now_ms()).date().isoformat()
    try:
        return intake.read(programme, cells, today)
    except Wrong as wrong:
        _stop(name, number, wrong.column, wrong.sentence)


def _key(said: Packed, cells: Mapping[str, str]) -> str:
    """The key of what a row says, whenever that is taken in."""
    told = {name: value for name, value in said.pack().items() if name != "date"}
    content = json.dumps([said.kind, told, cells.get("at", "")], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def _stop(name: str, number: int, column: str, sentence: str) -> NoReturn:
    raise Fault(
        say("{name}, line {line}, column '{column}': {sentence} Nothing was imported.", name=name, line=str(number),
            column=column, sentence=sentence)
    )  # fmt: skip
