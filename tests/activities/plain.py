"""Counting a day from its entries by hand: no rule, fold or figure of the program is used here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facilitator.model.entry import Entry

AWAY = ("hidden", "withdrawn", "refiled")
"""What became of a note that bears no other one any more."""


@dataclass
class Words:
    """A note: where it was written, its answers, what became of it by itself, and what it was joined with."""

    key: str
    stage: str
    text: str
    group: str
    fields: dict[str, Any] = field(default_factory=dict)
    own: str = "live"
    into: str = ""


def standing(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that were not undone: the last undo is read first, since it may undo another."""
    dead: set[str] = set()
    for entry in reversed(entries):
        if entry.kind == "retracted" and entry.key not in dead:
            dead |= {entry.body["target"], *entry.body.get("more", ())}
    return [entry for entry in entries if entry.key not in dead and entry.kind != "retracted"]


class Plain:
    """A day as its entries say."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = standing(entries)
        self.notes: dict[str, Words] = {}
        self.filed: dict[str, list[str]] = {}
        for entry in self.entries:
            self._note(entry)

    def _note(self, entry: Entry) -> None:
        body = entry.body
        note = self.notes.get(str(body.get("target", "")))
        if entry.kind == "note":
            words = str(body.get("text", "")), str(body.get("group", "")), dict(body.get("fields", {}))
            self.notes[entry.key] = Words(entry.key, entry.stage, *words)
        elif entry.kind == "merged":
            self._merged(body["targets"], body["into"])
        elif note is None or entry.stage != note.stage or note.own == "withdrawn":
            return
        elif entry.kind in ("hidden", "parked"):
            note.own, note.into = entry.kind, ""
        elif entry.kind == "restored" and self.status(note.key) in ("hidden", "parked", "merged", "refiled"):
            note.own, note.into = "live", ""
        elif entry.kind in ("edited", "moved"):
            note.text = str(body.get("text", note.text))
            note.fields |= body.get("fields", {})
        elif entry.kind == "withdrawn":
            for key in (note.key, *self.copies(note.key)):
                self.notes[key].own, self.notes[key].into = "withdrawn", ""
        elif entry.kind == "filed" and self.status(note.key) == "live":
            self.notes[entry.key] = Words(entry.key, str(body["to"]), note.text, note.group, dict(note.fields))
            self.filed.setdefault(note.key, []).append(entry.key)
            note.own, note.into = "refiled", ""

    def _merged(self, targets: Iterable[str], into: str) -> None:
        host = self.notes.get(into)
        if host is None or self.status(into) == "merged":
            return
        host.into = ""
        for note in (self.notes[key] for key in targets if key in self.notes and key != into):
            if self.status(note.key) in ("live", "parked"):
                note.own, note.into = "live", into

    def copies(self, key: str) -> list[str]:
        """Whatever a note became where it was filed again, however often."""
        found = [key]
        for each in found:
            found += self.filed.get(each, [])
        return found[1:]

    def status(self, key: str) -> str:
        """What became of a note: by itself, or joined with one that still bears it."""
        note = self.notes[key]
        return "merged" if note.into and self.status(note.into) not in AWAY else note.own

    def of(self, stage: str, *statuses: str) -> list[Words]:
        """The notes written in a stage that came to this."""
        return [n for n in self.notes.values() if n.stage == stage and self.status(n.key) in statuses]

    def home(self, key: str) -> str:
        """The note that a note hangs on in the end: itself where it stands alone."""
        while self.status(key) == "merged":
            key = self.notes[key].into
        return key

    def parts(self, key: str) -> set[str]:
        """A note and whatever is joined with it, straight or through others."""
        found = {key}
        joined = [note for note in self.notes.values() if self.status(note.key) == "merged"]
        while more := {note.key for note in joined if note.into in found} - found:
            found |= more
        return found

    def switched(self, kind: str, who: str, own: Mapping[str, object]) -> dict[str, set[Any]]:
        """Who gave each note a sign that can be taken back, with which it leaves all that is joined with it by then.

        `own` is who cannot give one to a note.
        """
        found: dict[str, set[Any]] = {key: set() for key in self.notes}
        for at, entry in enumerate(self.entries):
            if entry.kind != kind or entry.body[who] == own.get(entry.body["target"]):
                continue
            target, given = entry.body["target"], entry.body[who]
            if entry.body.get("on", True):
                found.setdefault(target, set()).add(given)
            for part in () if entry.body.get("on", True) else Plain(self.entries[:at]).parts(target):
                found.setdefault(part, set()).discard(given)
        return found

    def said(self, kind: str, stage: str = "") -> list[Mapping[str, Any]]:
        """What the entries of a kind hold, in one stage or in all."""
        return [e.body for e in self.entries if e.kind == kind and stage in ("", e.stage)]

    def last(self, kind: str, *by: str) -> dict[tuple[Any, ...], Mapping[str, Any]]:
        """What the last entry of a kind holds for each of these."""
        return {tuple(body.get(name, "") for name in by): body for body in self.said(kind)}

    def answers(self, line: str) -> Counter[str]:
        """How a line was answered, by phone and by hands."""
        found = Counter(b["choice"] for (to, _t), b in self.last("support", "target", "token").items() if to == line)
        for (to,), body in self.last("hands", "target").items():
            found.update(body["counts"] if to == line else {})
        return Counter({choice: n for choice, n in found.items() if choice and n})

    def scores(self, force: str, scale: str) -> list[int]:
        """The scores of a force, those of a paper among them."""
        rated = self.last("rating", "target", "scale", "token").items()
        found = [body["value"] for (to, on, _t), body in rated if (to, on) == (force, scale)]
        read = self.last("tally", "target", "scale").get((force, scale), {"values": ()})
        return [*found, *read["values"]]

    def ballots(self, stage: str) -> list[Mapping[str, int]]:
        """The last ballot of each."""
        found = {body["token"]: body["choices"] for body in self.said("vote", stage)}
        return [choices for choices in found.values() if choices]
