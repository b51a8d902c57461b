"""Notes people wrote, and what a facilitator may do with them: shared by every activity that collects words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import dropwhile
from typing import Any, TypeVar

from facilitator.model import bodies
from facilitator.model.deciding import Act, Acts
from facilitator.model.entry import Entry
from facilitator.model.item import Item
from facilitator.model.method import Stage
from facilitator.model.say import say
from facilitator.model.wording import may_name_somebody

ERASED = say("[erased at the writer's wish]")
LIVE, PARKED, MERGED, WITHDRAWN, HIDDEN, REFILED = "live", "parked", "merged", "withdrawn", "hidden", "refiled"
_BEARS = frozenset({LIVE, PARKED, MERGED})
"""A note of such a status bears those that were joined with it; else each of them stands for itself again."""
STATUSES = (LIVE, PARKED, MERGED, WITHDRAWN, HIDDEN, REFILED)
SOURCES = ("phone", "host", "facilitator", "scribe", "paper", "caller", "import")


@dataclass(slots=True)
class Note:
    """One note; `fields` holds the activity's own answers.

    `seq` is its place in the log, `no` the number that papers and tables print (see `numbering`).
    `first` is the wording before any edit, for its writer and the facilitator alone. What others may read of it is
    `original`, and `edits` has each later wording as they may read it: empty from where an edit took out what tells who
    somebody is. `protected` says that this was said, `guarded` that it was said or is to be feared. `late`: it came
    after its stage was closed, and was taken.
    """

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
    first: str = ""
    original: str = ""
    protected: bool = False
    guarded: bool = False
    edits: list[tuple[int, str]] = field(default_factory=list)
    moves: int = 0
    outcome: str = ""
    outcome_words: str = ""
    no: int = 0
    late: bool = False

    @property
    def edited(self) -> bool:
        """True when the facilitator changed the wording."""
        return bool(self.edits)

    def on_screen(self, open_to_room: bool) -> bool:
        """Whether the room may see it, given that the stage as a whole is (or is not) shown to the room."""
        return self.status == LIVE and (open_to_room if self.shown is None else self.shown)


class Notes:
    """The notes of one stage in the order they came, but for those that the facilitator put elsewhere.

    `turns` says how often one was: the order is another one whenever it is another number.
    """

    def __init__(self) -> None:
        self.by_key: dict[str, Note] = {}
        self.turns = 0
        self.ever_joined: set[str] = set()
        """The keys of the notes that were merged into another at some time: they alone may hang on one now."""

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

    def first_seen(self, notes: list[Note], most: int) -> list[Note]:
        """So many of some notes as a phone lists them: the newest first, or in the order that they were put into."""
        return notes[:most] if self.turns else notes[::-1][:most]

    def put(self, key: str, before: str) -> None:
        """Let a note stand right before another, or last (""). Nothing moves where either is unknown."""
        note, order = self.by_key.get(key), list(self.by_key)
        if note is None or key == before or (before and before not in self.by_key):
            return
        del self.by_key[key]
        behind = list(dropwhile(lambda each: each != before, self.by_key)) if before else []
        self.by_key[key] = note
        for each in behind:
            self.by_key[each] = self.by_key.pop(each)
        self.turns += list(self.by_key) != order

    def sources(self, key: str) -> list[Note]:
        """The notes merged into that one, straight or through others, in order."""
        if not self.ever_joined:
            return []
        merged = [note for note in self._joined() if note.status == MERGED]
        seen = {key}
        while more := {note.key for note in merged if note.merged_into in seen} - seen:
            seen |= more
        return [note for note in merged if note.key in seen and note.key != key]

    def _joined(self) -> list[Note]:
        return sorted((self.by_key[key] for key in self.ever_joined), key=lambda note: note.seq)

    def items(self, stage: str) -> list[Item]:
        """What a later stage may use: live notes, and the withdrawn ones marked so."""
        return [
            Item(
                n.key,
                n.text,
                stage,
                n.group,
                withdrawn=n.status == WITHDRAWN,
                table=n.table,
                no=n.no,
                joined=self.with_it(n.key)[1:],
            )
            for n in self
            if n.status in (LIVE, WITHDRAWN)
        ]

    def with_it(self, key: str) -> tuple[str, ...]:
        """The keys of a note and of those merged into it: what was said about any of them is said about it."""
        return (key, *(note.key for note in self.sources(key))) if self.ever_joined else (key,)

    def fold(self, entry: Entry) -> set[str]:
        """Apply one entry; return the keys of the notes it touched, and of those whose fate hangs on them."""
        touched = _ACTS.fold(self, entry)
        return touched | self._settle(touched) if touched else touched

    def _settle(self, touched: set[str]) -> set[str]:
        """Whether the notes that were joined with these are still borne by them."""
        found = set()
        for note in self._joined():
            if note.merged_into and (note.merged_into in touched or note.key in touched):
                host = self.by_key[note.merged_into]
                note.status = MERGED if host.status in _BEARS else LIVE
                found.add(note.key)
        return found


def _add(notes: Notes, entry: Entry, said: bodies.Noted) -> set[str]:
    notes.by_key[entry.key] = Note(
        key=entry.key,
        seq=entry.seq,
        no=entry.seq,
        at=entry.at,
        stage=entry.stage,
        text=ERASED if said.erased else said.text,
        group=said.group,
        table=said.table,
        person=entry.person,
        source=said.source or "phone",
        question=said.question,
        fields=_answers(said.fields),
        status=WITHDRAWN if said.erased else LIVE,
        reason="erased" if said.erased else "",
        late=said.late,
    )
    return {entry.key}


def _merge(notes: Notes, entry: Entry, said: bodies.Merged) -> set[str]:
    into = notes.get(said.into)
    if into is None or into.status == MERGED:
        return set()
    touched, into.merged_into = {into.key}, ""
    for key in said.targets:
        note = notes.get(key)
        if note is not None and note is not into and note.status in (LIVE, PARKED):
            note.status, note.merged_into = MERGED, into.key
            touched.add(note.key)
            notes.ever_joined.add(note.key)
    return touched


def _hide(note: Note, entry: Entry, said: bodies.Hidden) -> None:
    if note.status != WITHDRAWN:
        note.status, note.reason, note.merged_into = HIDDEN, said.reason, ""


def _restore(note: Note, entry: Entry, said: bodies.Restored) -> None:
    if note.status in (HIDDEN, PARKED, MERGED, REFILED):
        note.status, note.reason, note.merged_into = LIVE, "", ""


def _edit(note: Note, entry: Entry, said: bodies.Edited) -> None:
    if note.status == WITHDRAWN or said.erased:
        return
    if not note.edits:
        note.first = note.original = note.text
    before, note.text = note.text, note.text if said.text is None else said.text
    note.fields.update(_answers(said.fields))
    if may_name_somebody(before, note.text) if said.protects is None else said.protects:
        note.original, note.guarded, note.protected = "", True, note.protected or bool(said.protects)
        note.edits = [(at, "") for at, _ in note.edits]
    note.edits.append((entry.at, note.text))


def _park(note: Note, entry: Entry, said: bodies.Parked) -> None:
    if note.status != WITHDRAWN:
        note.status, note.merged_into = PARKED, ""


def _refile(note: Note, entry: Entry, said: bodies.Filed | bodies.Refiled) -> None:
    if note.status != WITHDRAWN:
        note.status, note.reason, note.merged_into = REFILED, said.to, ""


def filed_again(note: Note, stage: Stage) -> bodies.Noted | None:
    """The note that a note becomes where it is filed again, as far as that stage keeps and asks for it.

    None for one that does not stand. Of words that were erased there is nothing but that they were.
    """
    if note.text == ERASED:
        return bodies.Noted(source="facilitator", refiled_from=note.key, erased=True)
    if note.status != LIVE:
        return None
    keeps = stage.anonymity != "nothing"
    return bodies.Noted(
        note.text,
        fields={name: value for name, value in note.fields.items() if _fits(stage, name, value)},
        source="facilitator",
        refiled_from=note.key,
        group=note.group if keeps else "",
        table=note.table if keeps else "",
    )


def _answers(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The answers beside a note: words, numbers, yes and no. A log may hold anything, but no answer is a list."""
    return {name: value for name, value in fields.items() if value is None or isinstance(value, str | int | float)}


def _fits(stage: Stage, name: str, value: object) -> bool:
    field = stage.field(name)
    return field is not None and (not field.choices or value in {choice.value for choice in field.choices})


def _move(notes: Notes, entry: Entry, said: bodies.Moved) -> set[str]:
    note = notes.get(said.target)
    if note is None:
        return set()
    note.fields.update(_answers(said.fields))
    note.moves += 1
    if said.before is not None:
        notes.put(note.key, said.before)
    return {note.key}


def _show(note: Note, entry: Entry, said: bodies.Shown | bodies.Unshown) -> None:
    note.shown = isinstance(said, bodies.Shown)


def _withdraw(note: Note, entry: Entry, said: bodies.Withdrawn) -> None:
    note.status, note.reason, note.merged_into = WITHDRAWN, "", ""


def _settle(note: Note, entry: Entry, said: bodies.Outcome) -> None:
    note.outcome, note.outcome_words = said.outcome, said.words


A = TypeVar("A", bound=bodies.AboutNote)


def _on_note(body: type[A], change: Callable[[Note, Entry, A], None]) -> Act[Notes, A]:
    """An act on one note, which changes nothing where there is no such note."""

    def does(notes: Notes, entry: Entry, said: A) -> set[str]:
        note = notes.get(said.target)
        if note is None:
            return set()
        change(note, entry, said)
        return {note.key}

    return Act(body, does)


_ACTS: Acts[Notes] = Acts(
    Act(bodies.Noted, _add),
    Act(bodies.Merged, _merge),
    _on_note(bodies.Hidden, _hide),
    _on_note(bodies.Restored, _restore),
    _on_note(bodies.Edited, _edit),
    _on_note(bodies.Parked, _park),
    _on_note(bodies.Filed, _refile),
    _on_note(bodies.Refiled, _refile),
    Act(bodies.Moved, _move),
    _on_note(bodies.Shown, _show),
    _on_note(bodies.Unshown, _show),
    _on_note(bodies.Withdrawn, _withdraw),
    _on_note(bodies.Outcome, _settle),
)
NOTE_KINDS = frozenset(_ACTS.by_kind)
"""The kinds of entry about notes, whatever their activity."""
