"""Notes people wrote, and what a facilitator may do with them: shared by every activity that collects words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from facilitator.model.entry import Entry
from facilitator.model.item import Item
from facilitator.model.method import Stage

ERASED = "[erased at the writer's wish]"
LIVE, PARKED, MERGED, WITHDRAWN, HIDDEN, REFILED = "live", "parked", "merged", "withdrawn", "hidden", "refiled"
STATUSES = (LIVE, PARKED, MERGED, WITHDRAWN, HIDDEN, REFILED)
SOURCES = ("phone", "host", "facilitator", "scribe", "paper", "import")


@dataclass(slots=True)
class Note:
    """One note. `original` is the wording before any edit; `fields` holds the activity's own answers."""

    key: str
    seq: int
    at: int
    text: str
    stage: str = ""
    group: str = ""
    table: str = ""
    person: str = ""
    source: str = "phone"
    question: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    status: str = LIVE
    reason: str = ""
    merged_into: str = ""
    shown: bool | None = None
    original: str = ""
    edits: list[tuple[int, str]] = field(default_factory=list)
    moves: int = 0
    outcome: str = ""
    outcome_words: str = ""

    @property
    def edited(self) -> bool:
        """True when the facilitator changed the wording."""
        return bool(self.edits)

    def on_screen(self, open_to_room: bool) -> bool:
        """Whether the room may see it, given that the stage as a whole is (or is not) shown to the room."""
        return self.status == LIVE and (open_to_room if self.shown is None else self.shown)


class Notes:
    """The notes of one stage in the order they came."""

    def __init__(self) -> None:
        self.by_key: dict[str, Note] = {}

    def __iter__(self) -> Iterator[Note]:
        return iter(self.by_key.values())

    def __len__(self) -> int:
        return len(self.by_key)

    def get(self, key: object) -> Note | None:
        """The note with that key."""
        return self.by_key.get(str(key))

    def having(self, *statuses: str) -> list[Note]:
        """The notes with one of those statuses, in order."""
        return [note for note in self if note.status in statuses]

    def sources(self, key: str) -> list[Note]:
        """The notes merged into that one, straight or through others, in order."""
        found, seen = [], {key}
        for note in self:
            if note.merged_into in seen:
                seen.add(note.key)
                found.append(note)
        return found

    def items(self, stage: str) -> list[Item]:
        """What a later stage may use: live notes, and the withdrawn ones marked so."""
        return [
            Item(n.key, n.text, stage, n.group, withdrawn=n.status == WITHDRAWN, table=n.table, seq=n.seq)
            for n in self
            if n.status in (LIVE, WITHDRAWN)
        ]

    def fold(self, entry: Entry) -> set[str]:
        """Apply one entry; return the keys of the notes it touched."""
        if entry.kind == "note":
            return self._add(entry)
        if entry.kind == "merged":
            return self._merge(entry)
        note = self.get(entry.body.get("target", ""))
        change = _CHANGES.get(entry.kind)
        if note is None or change is None:
            return set()
        change(note, entry)
        return {note.key}

    def _add(self, entry: Entry) -> set[str]:
        body = entry.body
        self.by_key[entry.key] = Note(
            key=entry.key,
            seq=entry.seq,
            at=entry.at,
            stage=entry.stage,
            text=ERASED if body.get("erased") else str(body.get("text", "")),
            group=str(body.get("group", "")),
            table=str(body.get("table", "")),
            person=entry.person,
            source=str(body.get("source", "phone")),
            question=str(body.get("question", "")),
            fields=dict(body.get("fields", {})),
            status=WITHDRAWN if body.get("erased") else LIVE,
            reason="erased" if body.get("erased") else "",
        )
        return {entry.key}

    def _merge(self, entry: Entry) -> set[str]:
        into = self.get(entry.body.get("into", ""))
        if into is None or into.status == MERGED:
            return set()
        touched = {into.key}
        for key in entry.body.get("targets", ()):
            note = self.get(key)
            if note is not None and note is not into and note.status not in (WITHDRAWN, MERGED):
                note.status, note.merged_into = MERGED, into.key
                touched.add(note.key)
        return touched


def _hide(note: Note, entry: Entry) -> None:
    if note.status != WITHDRAWN:
        note.status, note.reason, note.merged_into = HIDDEN, str(entry.body.get("reason", "")), ""


def _restore(note: Note, entry: Entry) -> None:
    if note.status in (HIDDEN, PARKED, MERGED, REFILED):
        note.status, note.reason, note.merged_into = LIVE, "", ""


def _edit(note: Note, entry: Entry) -> None:
    if note.status == WITHDRAWN or entry.body.get("erased"):
        return
    if not note.edits:
        note.original = note.text
    note.text = str(entry.body.get("text", note.text))
    note.fields.update(entry.body.get("fields", {}))
    note.edits.append((entry.at, note.text))


def _park(note: Note, entry: Entry) -> None:
    if note.status != WITHDRAWN:
        note.status, note.merged_into = PARKED, ""


def _refile(note: Note, entry: Entry) -> None:
    if note.status != WITHDRAWN:
        note.status, note.reason = REFILED, str(entry.body.get("to", ""))


def filed_again(note: Note, stage: Stage) -> dict[str, Any] | None:
    """The body of the note that a note becomes where it is filed again, as far as that stage keeps and asks for it.

    None for one that does not stand. Of words that were erased there is nothing but that they were.
    """
    origin = {"source": "facilitator", "refiled_from": note.key}
    if note.text == ERASED:
        return {**origin, "erased": True}
    if note.status != LIVE:
        return None
    said = {"group": note.group, "table": note.table} if stage.anonymity != "nothing" else {}
    fields = {name: value for name, value in note.fields.items() if _fits(stage, name, value)}
    return {"text": note.text, **origin, **said, "fields": fields}


def _fits(stage: Stage, name: str, value: object) -> bool:
    field = stage.field(name)
    return field is not None and (not field.choices or value in {choice.value for choice in field.choices})


def _move(note: Note, entry: Entry) -> None:
    note.fields.update(entry.body.get("fields", {}))
    note.moves += 1


def _show(note: Note, entry: Entry) -> None:
    note.shown = entry.kind == "shown"


def _withdraw(note: Note, entry: Entry) -> None:
    note.status, note.reason, note.merged_into = WITHDRAWN, "", ""


def _settle(note: Note, entry: Entry) -> None:
    note.outcome, note.outcome_words = str(entry.body.get("outcome", "")), str(entry.body.get("words", ""))


_CHANGES = {
    "hidden": _hide,
    "restored": _restore,
    "edited": _edit,
    "parked": _park,
    "filed": _refile,
    "refiled": _refile,
    "moved": _move,
    "shown": _show,
    "unshown": _show,
    "withdrawn": _withdraw,
    "outcome": _settle,
}
NOTE_KINDS = frozenset({"note", "merged", *_CHANGES})
"""The kinds of entry about notes, whatever their activity."""
