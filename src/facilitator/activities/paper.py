"""Printing people's words: shared by every activity that collects them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from facilitator.looks.blocks import (
    Band,
    Block,
    Cell,
    Column,
    Member,
    Table,
    TableRow,
    body,
    cell,
    keep,
    narrowed,
    remark,
)
from facilitator.model.method import Choice, Field
from facilitator.model.notes import HIDDEN, LIVE, MERGED, PARKED, REFILED, WITHDRAWN, Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import Day

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
COUNTS = {"counts": ("question", "answer", "n")}
"""The table of counted answers, which several activities fill, with its columns."""
_LONG = 1500
"""From so many characters on, what is said about a note stands in a row of its own, so that pages can break it."""


@dataclass(frozen=True)
class Context:
    """What a section is made with. `now` (milliseconds since 1970) is the moment of printing.

    `took_part` is how many people there were on the day; 0 when nobody knows.
    """

    groups: Groups
    now: int
    took_part: int = 0

    def who(self, note: Note) -> Cell:
        """A note's partner group, with its symbol, and its table: what the stage kept, which may be nothing."""
        where = f"table {note.table}" if note.table else ""
        if not note.group:
            return where[:1].upper() + where[1:]
        said = ", ".join(part for part in (self.groups.short(note.group), where) if part)
        return Member(self.groups.no(note.group) or "other", said)

    def answer(self, field: Field, value: object) -> str:
        """An answer as people read it."""
        if field.kind == "group":
            return self.groups.label(str(value))
        if field.kind == "date":
            return date_words(str(value))
        return next((c.label for c in field.choices if c.value == value), str(value))


def date_words(iso_date: str) -> str:
    """`2011-11-15` as `15 November 2011`; anything else as it is."""
    parts = iso_date.split("-")
    if len(parts) == 3 and all(p.isdecimal() for p in parts) and 1 <= int(parts[1]) <= 12:
        return f"{int(parts[2])} {_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return iso_date


def as_day(iso_date: str) -> Day | str:
    """`2011-11-15` as a day among a sentence's values; anything else as it is."""
    try:
        return Day(date.fromisoformat(iso_date))
    except ValueError:
        return iso_date


def count(number: int, thing: str, things: str = "") -> str:
    """`1 note`, `2 notes`."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def having(run: StageRun, status: str) -> list[Note]:
    """The notes written in this very stage that have a status, in order."""
    return [note for note in run.own_notes() if note.status == status]


def standing(run: StageRun) -> list[Note]:
    """The notes of this very stage that are printed: live ones, and those joined with a note since withdrawn."""

    def left_alone(note: Note) -> bool:
        into: Note | None = note
        while into is not None and into.status == MERGED:
            into = run.notes.get(into.merged_into)
        return into is not None and into.status == WITHDRAWN

    return [n for n in run.own_notes() if n.status == LIVE or (n.status == MERGED and left_alone(n))]


def reasons(notes: Sequence[Note]) -> str:
    """The reasons of withheld notes, counted: ` (names a person 2, no reason given 1)`."""
    counted: dict[str, int] = {}
    for note in notes:
        reason = note.reason or "no reason given"
        counted[reason] = counted.get(reason, 0) + 1
    return f" ({', '.join(f'{reason} {n}' for reason, n in counted.items())})" if counted else ""


def verbatim(run: StageRun, context: Context, *, told: Collection[str] = ()) -> list[Block]:
    """Every note that stands, under the question it answers, as it was written and in the order it came.

    `told` are the stage's fields that are said elsewhere.
    """
    notes = standing(run)
    if not notes:
        return [body("No contributions." if run.spans else "This stage was not held.")]
    asks = list(dict.fromkeys([*run.stage.asks, *(n.question for n in notes if n.question)]))
    first = asks[0] if asks else ""
    joined = joined_notes(run)
    rows: list[TableRow] = []
    for question in asks or [""]:
        those = [note for note in notes if (note.question or first) == question]
        if question:
            rows.append(Band(question, count(len(those), "note") if those else ""))
        rows += _sorted_rows(run, those, joined, context, told) if those else [["", "No contributions.", ""]]
    columns = [Column("no.", 0.06, "small"), Column("words as written", 0.74), Column("from", 0.2, "small")]
    if not any(note.group or note.table for note in run.own_notes()):
        columns, rows = columns[:2], narrowed(rows, 2)
    return [Table(rows, columns)]


def left_out(run: StageRun, context: Context) -> list[Block]:
    """A small line on notes that are not printed here: withheld, withdrawn, parked. None of their words."""
    hidden, gone, parked, moved = (having(run, status) for status in (HIDDEN, WITHDRAWN, PARKED, REFILED))
    said = []
    if hidden:
        said.append(f"{count(len(hidden), 'item')} withheld{reasons(hidden)}.")
    if gone:
        said.append(f"{count(len(gone), 'item')} withdrawn.")
    if parked:
        said.append(f"{count(len(parked), 'item')} moved to the parking lot.")
    if moved:
        said.append(f"{count(len(moved), 'item')} filed again under another heading.")
    return [remark(" ".join(said))] if said else []


def joined_notes(run: StageRun) -> dict[str, list[Note]]:
    """The notes joined into another, by the key of that one, in the order they came; none that was withheld since."""
    into = dict.fromkeys(note.merged_into for note in run.notes.having(MERGED))
    return {key: [note for note in run.notes.sources(key) if note.status == MERGED] for key in into}


def note_rows(
    run: StageRun,
    note: Note,
    joined: Sequence[Note],
    context: Context,
    *,
    bold: bool = False,
    told: Collection[str] = (),
) -> list[list[Cell]]:
    """The rows of one note: number, words, from whom; then those of the notes `joined` with it.

    `told` are the stage's fields that are said elsewhere.
    """
    fields = [field for field in run.stage.fields if not field.columns and field.id not in told]
    extras = _extras(note, fields, len(joined), context)
    number = str(note.seq)
    who = context.who(note)
    found: list[list[Cell]] = []
    if extras and len(note.text) + sum(map(len, extras)) < _LONG:
        words = keep(cell(note.text, bold=bold), *(remark(extra) for extra in extras))
        found.append([number, words, who])
    else:
        found.append([number, cell(note.text, bold=True) if bold else note.text, who])
        found += [["", remark(extra), ""] for extra in extras]
    for source in joined:
        said = remark(f"Joined with {number}: \u201c{source.text}\u201d")
        found.append([str(source.seq), said, context.who(source)])
    return found


def _sorted_rows(
    run: StageRun, notes: Sequence[Note], joined: Mapping[str, Sequence[Note]], context: Context, told: Collection[str]
) -> list[TableRow]:
    """The rows of some notes; under each answer to the field that sorts the board, where the stage has one."""
    field = run.stage.columns
    choices = (*field.choices, Choice("", "No answer")) if field else ()
    found: list[TableRow] = []
    for choice in choices:
        those = [n for n in notes if field and str(n.fields.get(field.id, "")) == choice.value]
        if those:
            found.append(Band(f"{choice.symbol} {choice.label}, {len(those)}".strip(), minor=True))
            found += [row for n in those for row in note_rows(run, n, joined.get(n.key, ()), context, told=told)]
    return found or [row for n in notes for row in note_rows(run, n, joined.get(n.key, ()), context, told=told)]


def _extras(note: Note, fields: Sequence[Field], joined: int, context: Context) -> list[str]:
    """What else is known of a note: its other answers, and the first wording where it was edited."""
    given = [(f, note.fields[f.id]) for f in fields if f.kind != "item" and note.fields.get(f.id)]
    found = [f.label if f.kind == "flag" else f"{f.label}: {context.answer(f, value)}" for f, value in given]
    if joined:
        found.append(f"Said by {joined + 1} notes; the others follow.")
    if note.edited:
        found.append(f"Wording edited by the facilitator. First written: \u201c{note.original}\u201d")
    return found
