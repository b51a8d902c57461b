"""Turns the rows of a CSV of comments into notes, and says beforehand what is taken, what not, and why.

A column `text` is needed; `group`, `table`, `stage` (id, title or number), `at` (ISO 8601), `question` and the stage's
own fields, by id or label, are used where they are there; so are the columns of this program's own export.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from facilitator.activities import contract, words
from facilitator.model.acts import IMPORT
from facilitator.model.bodies import Hidden, Merged, Noted, Parked
from facilitator.model.entry import LATEST, Draft, clean
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, say
from facilitator.model.workshop import PARKING, Workshop
from facilitator.records.csv_in import ENCODINGS, Sheet
from facilitator.records.entry_checks import LONGEST
from facilitator.store.faults import Fault

_NAMES = {
    "text": ("text",),
    "group": ("group", "partner_group", "partner group"),
    "table": ("table",),
    "stage": ("stage", "stage_no"),
    "at": ("at", "submitted_at"),
    "question": ("question", "prompt"),
    "status": ("status",),
    "reason": ("status_reason",),
    "id": ("comment_id",),
}
_OURS = frozenset({"comment_id", "status_reason"})
"""Columns that only this program's own export has."""
_PLAIN = frozenset({"programme", "workshop_id", "workshop", "date", "method", "source"})
"""Columns of it that say where a comment was, which is known here."""
_OUR_GUARD = ("'=", "'+", "'-", "'@", "'\t", "'\r")
_FITS = {"group": 80, "table": 12, "reason": 1000}
"""So many characters fit in cells that are no comment, as they do on a phone and in the window."""
_NAMED = 5
"""So many rows are named in a sentence; of more it says how many there are."""


@dataclass(slots=True)
class Plan:
    """What would be taken in: entries to store, and sentences for people on what is taken, what not, and why.

    `new` are how many are not there yet; `counts` the kinds of entry that are counted.
    """

    sheet: Sheet
    drafts: list[Draft] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    new: int = 0
    counts: tuple[str, ...] = (Noted.kind,)

    @property
    def said(self) -> list[str]:
        """All of it in sentences: how the file was read, its first rows where that is a guess, what is taken."""
        sheet = self.sheet
        if not sheet.guessed:
            return self.told
        read = say(
            "{name} does not say how its characters are stored. It is read as {encoding}, which is a guess: look at "
            "its first rows, and choose another encoding if they look wrong.",
            name=sheet.name,
            encoding=ENCODINGS[sheet.encoding],
        )
        rows = ["  " + " | ".join(" ".join(cell.split()) for cell in row) for row in sheet.first]
        return [read, *rows, *self.told]


def plan(workshop: Workshop, sheet: Sheet, stage: str = "") -> Plan:
    """What a sheet would bring to a workshop; `stage` puts every row there. Without it rows that name none go to the
    open stage, else the first that collects. Raises Fault that names a wrong row.
    """
    fixed = _stage(workshop, stage, sheet.name) if stage else None
    return _Rows(workshop, sheet, fixed).plan()


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
            "{where}: there is no stage '{stage}' in this workshop. Nothing was imported.",
            where=where,
            stage=named.strip(),
        )
    )


def _takes_words(run: StageRun) -> bool:
    return contract.activity(run.stage.activity).takes_words


class _Rows:
    """Reads the rows one by one; `fixed` is the stage for all of them."""

    def __init__(self, workshop: Workshop, sheet: Sheet, fixed: StageRun | None) -> None:
        self.workshop, self.sheet, self.fixed = workshop, sheet, fixed
        self.ours = set(sheet.head) >= _OURS
        self.places = {
            use: sheet.head.index(found)
            for use, names in _NAMES.items()
            if (found := next((name for name in names if name in sheet.head), ""))
        }
        self.used = set(self.places.values())
        self.seen: Counter[tuple[str, ...]] = Counter()
        runs = (*workshop.stages, workshop.parking)
        self.there = {str(note.no): note.text for run in runs for note in run.own_notes()}
        self.known = {entry.key for entry in workshop.entries}
        self.taken: dict[str, Draft] = {}
        self.left: dict[str, list[int]] = {}
        self.made = Plan(sheet)

    def plan(self) -> Plan:
        """The drafts and the sentences."""
        for number, row in enumerate(self.sheet.rows[1:], 2):
            self._row(number, row)
        new = self.made.new = sum(d.kind == Noted.kind and d.key not in self.known for d in self.made.drafts)
        again = sum(d.kind == Noted.kind and d.key in self.known for d in self.made.drafts)
        told = [say("{n} comment to import.", "{n} comments to import.", n=new)]
        if again:
            told.append(
                say(
                    "{n} row was imported from a file of this name before, and is not imported again.",
                    "{n} rows were imported from a file of this name before, and are not imported again.",
                    n=again,
                )
            )
        told += [say("{why} {rows}", why=why, rows=_rows(numbers)) for why, numbers in self.left.items()]
        self.made.drafts = as_one(self.made.drafts)
        self.made.told = [*told, *self._unused()]
        return self.made

    def _unused(self) -> list[str]:
        """The columns that nothing is made of."""
        head = self.sheet.rows[0]
        idle = [n for n in range(len(head)) if n not in self.used and head[n].strip()]
        names = [head[n].strip() for n in idle if self.sheet.head[n] not in (_PLAIN if self.ours else ())]
        found: list[str] = [say("Not taken: the columns {names}.", names=Listed(tuple(names)))] if names else []
        if self.ours:
            found.append(
                say(
                    "This is an export of this program. What stood beside the comments (such as a tone), their votes "
                    "and withheld words are not in it; they come with the JSON."
                )
            )
        return found

    def _leave(self, why: str, number: int) -> None:
        self.left.setdefault(why, []).append(number)

    def _row(self, number: int, row: Sequence[str]) -> None:
        cells = {use: row[at].strip() if at < len(row) else "" for use, at in self.places.items()}
        if self.ours:
            cells = {use: c[1:] if c.startswith(_OUR_GUARD) else c for use, c in cells.items()}
        text = clean(cells["text"])
        if any(cell.strip() for cell in row[len(self.sheet.head) :]):
            self._leave(
                say(
                    "Left out, since there are more cells than in the first row (words with a comma in them need "
                    "quotation marks):"
                ),
                number,
            )
        elif not text:
            if any(cell.strip() for cell in row):
                self._leave(say("Left out, since there are no words in them:"), number)
        elif self.ours and self.there.get(cells["id"]) == text:
            self._leave(say("Left out, since these very comments are here already:"), number)
        elif self.ours and self._has_taken(cells["id"], text):
            self._leave(say("Left out, since they say a comment again that has several themes:"), number)
        elif self.ours and cells.get("status") == "refiled":
            self._leave(say("Left out, since they were filed again, and stand there:"), number)
        elif self._group(cells) is None:
            self._leave(
                say(
                    "Left out, since they name a group that this workshop does not have (words with a comma in them "
                    "need quotation marks):"
                ),
                number,
            )
        else:
            self._take(number, text, cells, row)

    def _has_taken(self, number: str, text: str) -> bool:
        """Whether an earlier row was this very comment, under another theme."""
        return number in self.taken and self.taken[number].body.get("text") == text

    def _group(self, cells: Mapping[str, str]) -> str | None:
        """The group that a row names, by id; None where the workshop has a list and it is not in it."""
        named = clean(cells.get("group", ""))
        found = self.workshop.groups.find(named)
        plain = not named or not self.workshop.groups or self.workshop.groups.get(found) or found == "Another group"
        return found if plain else None

    def _take(self, number: int, text: str, cells: Mapping[str, str], row: Sequence[str]) -> None:
        where = self._place(number)
        if len(text) > LONGEST:
            raise Fault(
                say(
                    "{where}: the text is too long: {length}, and {most} is the limit. Nothing was imported.",
                    where=where,
                    length=len(text),
                    most=LONGEST,
                )
            )
        for use, most in _FITS.items():
            if len(cells.get(use, "")) > most:
                name = self.sheet.rows[0][self.places[use]].strip()
                raise Fault(
                    say(
                        "{where}: what stands under '{name}' is too long: {length}, where {most} fit. "
                        "Nothing was imported.",
                        where=where,
                        name=name,
                        length=len(cells[use]),
                        most=most,
                    )
                )
        run = self.fixed or (_stage(self.workshop, cells["stage"], where) if cells.get("stage") else self._usual())
        keeps = run.stage.anonymity != "nothing"
        said = Noted(
            text,
            question=self._question(run, cells),
            fields=self._fields(run, row, number),
            source=IMPORT,
            group=(self._group(cells) or "") if keeps else "",
            table=clean(cells.get("table", "")) if keeps else "",
        )
        at = _time(cells["at"], where) if cells.get("at") else None
        draft = said.draft(self.workshop.id, run.id, key=self._key(text, cells, row), at=at)
        if refusal := run.check(draft):
            raise Fault(say("{where}: {refusal} Nothing was imported.", where=where, refusal=refusal))
        self.made.drafts.append(draft)
        if cells.get("id"):
            self.taken[cells["id"]] = draft
        self._status(draft, cells, number)

    def _place(self, number: int) -> str:
        return say("{name}, row {row}", name=self.sheet.name, row=str(number))

    def _question(self, run: StageRun, cells: Mapping[str, str]) -> str:
        """Which of the stage's questions a row answers; none where it is not one of them, or the only one."""
        asked = cells.get("question", "").strip()
        return asked if asked in run.stage.asks[1:] else ""

    def _fields(self, run: StageRun, row: Sequence[str], number: int) -> dict[str, Any]:
        """What stands in the columns that are called like a field of the stage."""
        found: dict[str, Any] = {}
        for one in run.stage.fields:
            at = next((n for n, name in enumerate(self.sheet.head) if name in (one.id, one.label.casefold())), None)
            cell = row[at].strip() if at is not None and at < len(row) else ""
            if at is None:
                continue
            self.used.add(at)
            by_name = {name.casefold(): c.value for c in one.choices for name in (c.label, c.value)}
            if cell and one.choices and cell.casefold() not in by_name:
                self._leave(say("Imported without an answer that the stage does not offer:"), number)
            elif one.kind == "flag" and cell:
                found[one.id] = cell.casefold() in ("yes", "true", "1", "x")
            elif cell and one.kind in ("text", "choice", "date", "group"):
                found[one.id] = by_name.get(cell.casefold(), clean(cell))
        if wrong := words.wrong(run.stage, found):
            raise Fault(say("{where}: {refusal} Nothing was imported.", where=self._place(number), refusal=wrong))
        return found

    def _status(self, draft: Draft, cells: Mapping[str, str], number: int) -> None:
        """What became of it where it comes from; of what was merged only where the other is taken too."""
        status, key = cells.get("status", ""), draft.key
        into = re.search(r"(\d+)$", cells.get("reason", ""))
        if status == "hidden":
            said: Hidden | Parked | Merged = Hidden(key, cells.get("reason", ""))
        elif status == "parked":
            said = Parked(key)
        elif status == "merged" and into and into[1] in self.taken:
            said = Merged((key,), self.taken[into[1]].key)
        else:
            if status and status != "live":
                self._leave(say("Imported as ordinary comments, though they were set aside there:"), number)
            return
        self.made.drafts.append(said.draft(self.workshop.id, draft.stage, key=f"{key}-{status}"))

    def _usual(self) -> StageRun:
        stages = self.workshop.stages
        current = self.workshop.current
        first = current if current and _takes_words(current) else None
        return first or next((r for r in stages if _takes_words(r)), self.workshop.parking)

    def _key(self, text: str, cells: Mapping[str, str], row: Sequence[str]) -> str:
        """The same for the same row of a file of the same name (the second of two equal rows apart), so that a second
        import adds nothing; the same words in another file are somebody else's.
        """
        fixed = self.fixed.id if self.fixed else ""
        content = (self.workshop.id, self.sheet.name, fixed, text, *(cell.strip() for cell in row))
        self.seen[content] += 1
        return hashlib.sha256(json.dumps([*content, self.seen[content]]).encode()).hexdigest()[:32]


def as_one(drafts: Sequence[Draft], keeps: Collection[str] = ()) -> list[Draft]:
    """Drafts that say that they were taken in together, so that they are undone as one act.

    Those that came in one of the ways `keeps` still say so; the others say that they came from a file.
    """
    tie = hashlib.sha256("".join(draft.key for draft in drafts).encode()).hexdigest()[:32]
    said = ((draft, str(draft.body.get("source", ""))) for draft in drafts)
    return [
        replace(draft, body={**draft.body, "source": source if source in keeps else IMPORT, "together": tie})
        for draft, source in said
    ]


def _rows(numbers: Sequence[int]) -> str:
    """`row 3`, `rows 3, 4 and 9`, `12 rows, the first of them 3, 4, 5, 6, 7`."""
    listed = Listed(tuple(map(str, numbers[:_NAMED])), "and" if len(numbers) <= _NAMED else "")
    if len(numbers) > _NAMED:
        return say("{n} row, the first {rows}.", "{n} rows, the first of them {rows}.", n=len(numbers), rows=listed)
    return say("row {rows}.", "rows {rows}.", n=len(numbers), rows=listed)


def _time(cell: str, where: str) -> int:
    try:
        found = datetime.fromisoformat(cell)
        at = int((found if found.tzinfo else found.astimezone(UTC)).timestamp() * 1000)
    except (ValueError, OverflowError, OSError):
        raise Fault(
            say(
                "{where}: '{cell}' is not a time such as 2026-03-31T10:15. Nothing was imported.",
                where=where,
                cell=cell[:40],
            )
        ) from None
    if not 0 <= at <= LATEST:
        raise Fault(
            say("{where}: '{cell}' is before 1970 or after 2100. Nothing was imported.", where=where, cell=cell[:40])
        )
    return at
