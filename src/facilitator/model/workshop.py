"""Folds the log into workshops. Each stage's entries go to its activity's rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from facilitator.model.bodies import (
    ClockSet,
    Created,
    Facts,
    Filed,
    LateTaken,
    MethodAdded,
    Noted,
    Reordered,
    Retracted,
    StageEdited,
    Withdrawn,
)
from facilitator.model.day import Day
from facilitator.model.entry import Entry
from facilitator.model.facts import BOOKKEEPING, PARKING, Block, Change, Info, Screen
from facilitator.model.folding import STAGE_ACTS, WORKSHOP_ACTS, follow
from facilitator.model.jumps import Jumps
from facilitator.model.run import Rules, StageRun

__all__ = ["BOOKKEEPING", "PARKING", "Block", "Change", "Info", "Screen", "Workshop", "retracted"]


class Workshop(Day):
    """One workshop, folded, with the entries that it came from."""

    def __init__(self, workshop_id: str, rules_of: Callable[[str], Rules[Any]]) -> None:
        self.entries: list[Entry] = []
        self.jumps = Jumps()
        self._reaches: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        super().__init__(workshop_id, rules_of)

    def _reach(self, stage_id: str) -> tuple[frozenset[str], frozenset[str]]:
        """The stages that share a stage's state, itself among them; and those that build on any of these in the end, or
        show what they come to.
        """
        found = self._reaches.get(stage_id)
        if found is None:
            same = self._sharing({stage_id})
            seen = same
            while more := {r.id for r in self.stages if r.id not in seen and not seen.isdisjoint(r.stage.feeds)}:
                seen |= self._sharing(more)
            judged = {source for r in self.stages if r.id in same and r.judges for source in r.stage.feeds}
            found = self._reaches[stage_id] = (same, (seen | self._sharing(judged)) - same)
        return found

    def _sharing(self, ids: set[str]) -> frozenset[str]:
        """These stages and all that share a state with one of them."""
        runs = [run for each in ids if (run := self.runs.get(each))]
        return frozenset(r.id for r in self.stages if any(r.shares_with(run) for run in runs)) | ids

    def fold(self, entry: Entry) -> Change:
        """Apply one entry in place."""
        self.entries.append(entry)
        if entry.kind in _REFOLDED:
            self._refold()
            return Change(self.id, "", entry.kind, reset=True)
        return self._hold(entry) if is_late(entry) else self._apply(entry)

    def of(self, entries: Iterable[Entry]) -> Workshop:
        """Another one, made of these entries."""
        other = Workshop(self.id, self._rules_of)
        other.read_anew(entries)
        return other

    def read_anew(self, entries: Iterable[Entry]) -> None:
        """Forget everything, and be made of these entries."""
        self.entries = list(entries)
        self._refold()

    def _refold(self) -> None:
        dead = retracted(self.entries)
        taken = _taken(entry for entry in self.entries if entry.key not in dead)
        self.clear()
        self.jumps = Jumps.among(self.entries)
        self._reaches.clear()
        for entry in self.entries:
            if entry.key in dead:
                self._keep_number(entry)
            elif is_late(entry) and entry.key not in taken:
                self._hold(entry)
            elif entry.kind not in _REFOLDED:
                self._apply(entry)
        self.seq = self.entries[-1].seq if self.entries else 0

    def _hold(self, entry: Entry) -> Change:
        """Keep what came late until the facilitator takes it; so far it changes nothing else."""
        self.seq, change = entry.seq, Change(self.id, entry.stage, entry.kind)
        self._keep_number(entry)
        run = self.run(entry.stage)
        if run is not None:
            run.late[entry.key] = entry
            change.same, _linked = self._reach(run.id)
        return change

    def _apply(self, entry: Entry) -> Change:
        self.seq, entry = entry.seq, self.jumps.told(entry)
        change = Change(self.id, entry.stage, entry.kind)
        if entry.kind in WORKSHOP_ACTS.by_kind:
            WORKSHOP_ACTS.fold(self, entry)
            change.reset = entry.kind in _AFRESH
            if change.reset:
                self._reaches.clear()
            return change
        run = self.run(entry.stage)
        if run is None:
            return change
        if entry.person:
            self.people.see(entry.person, entry.at).wrote_in.add(run.id)
            self.count_present()
        STAGE_ACTS.fold(self, entry)
        run.took_late += is_late(entry)
        if entry.kind == Withdrawn.kind:
            run.late.pop(Withdrawn.read(entry.body).target, None)
        for on, told in follow(self, run, entry):
            if told.kind == Noted.kind and "refiled_from" in told.body:
                self._filed.setdefault(Noted.read(told.body).refiled_from, []).append((on.id, told.key))
            same, linked = self._reach(on.id)
            change.same, change.linked = change.same | same, change.linked | linked
            change.keys |= on.rules.fold(on.state, told)
            if told.kind == Noted.kind and (note := on.notes.get(told.key)) is not None:
                note.no = self.numbers.give(entry, chance=_keeps_nobody(run, on))
        if turned := run.state.turned(entry):
            run.round, run.clock = turned
        return change

    def _keep_number(self, entry: Entry) -> None:
        """Give nobody else the number of a comment that was undone: it may come back."""
        run, to = self.run(entry.stage), self.run(str(entry.body.get("to", "")))
        if run is not None and (entry.kind == Noted.kind or (entry.kind == Filed.kind and to is not None)):
            self.numbers.give(entry, chance=_keeps_nobody(run, to or run))


_AFRESH = frozenset(body.kind for body in (Created, Facts, MethodAdded, StageEdited, Reordered))
"""What changes so much that all is looked at again."""

_REFOLDED = frozenset({Retracted.kind, ClockSet.kind, LateTaken.kind})
"""After these all is folded anew: they say how entries before them are to be read."""


def is_late(entry: Entry) -> bool:
    """Whether it came after its stage was closed, and says so."""
    return entry.body.get("late") is True


def _taken(entries: Iterable[Entry]) -> set[str]:
    """The keys of what came late and was taken."""
    acts = (LateTaken.read(entry.body) for entry in entries if entry.kind == LateTaken.kind)
    return {key for act in acts for key in act.targets}


def _keeps_nobody(*runs: StageRun) -> bool:
    return any(run.stage.anonymity == "nothing" for run in runs)


def retracted(entries: Iterable[Entry]) -> set[str]:
    """The keys of the entries that were undone. A later undo may undo an undo, so the newest is read first."""
    dead: set[str] = set()
    for entry in reversed(list(entries)):
        if entry.kind == "retracted" and entry.key not in dead:
            said = Retracted.read(entry.body)
            dead |= {said.target, *said.more}
    return dead
