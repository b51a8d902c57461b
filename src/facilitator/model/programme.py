"""Folds a whole file: its workshops, and what belongs to all of them. An aspect's entries go to that aspect's rules."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from facilitator.model.bodies import ProgrammeTold
from facilitator.model.entry import Draft, Entry
from facilitator.model.facts import Change
from facilitator.model.run import Rules
from facilitator.model.suppression import LEAST, MOST
from facilitator.model.workshop import Workshop, retracted

logger = logging.getLogger(__name__)


class AspectRules(Protocol):
    """The part of an aspect that decides: plain functions, no toolkit. Made by each `programme/NAME/rules.py`."""

    KINDS: frozenset[str]
    """The kinds of entry that it folds; they belong to no workshop."""

    def start(self) -> Any:
        """The state before the first entry."""

    def check(self, state: Any, draft: Draft) -> str | None:
        """A courtesy before the write: a sentence that refuses the draft, or None."""

    def fold(self, state: Any, entry: Entry) -> None:
        """Apply one entry in place. Where every rule is decided."""


class Programme:
    """A whole file, folded: its workshops in the order they were made, and the state of each aspect by its name.

    `id` is what its own entries say of their workshop: nothing. Undo and redo work on `entries` as in a workshop.
    `least` is the least group that is shown by itself (see `model/suppression`), from LEAST to MOST.
    """

    id = ""

    def __init__(self, rules_of: Callable[[str], Rules[Any]], aspects: Mapping[str, AspectRules]) -> None:
        self._rules_of, self._rules = rules_of, dict(aspects)
        self.seq = 0
        self.workshops: dict[str, Workshop] = {}
        self.entries: list[Entry] = []
        self._clear()

    def _clear(self) -> None:
        self.title, self.least = "", LEAST
        self.aspects: dict[str, Any] = {name: rules.start() for name, rules in self._rules.items()}

    def check(self, draft: Draft) -> str | None:
        """Why something that belongs to the whole programme cannot be done; None when it can."""
        for name, rules in self._rules.items():
            if draft.kind in rules.KINDS:
                return rules.check(self.aspects[name], draft)
        return None

    def fold(self, entry: Entry) -> Change:
        """Apply one entry in place."""
        self.seq = entry.seq
        if not entry.workshop:
            self.entries.append(entry)
            return self._fold_own(entry)
        workshop = self.workshops.get(entry.workshop)
        if workshop is None:
            workshop = self.workshops[entry.workshop] = Workshop(entry.workshop, self._rules_of)
        return workshop.fold(entry)

    def _fold_own(self, entry: Entry) -> Change:
        if entry.kind != "retracted":
            return Change("", "", entry.kind, reset=entry.kind == "programme", aspects=self._apply(entry))
        self._refold()
        return Change("", "", entry.kind, reset=True, aspects=frozenset(self.aspects))

    def _refold(self) -> None:
        dead = retracted(self.entries)
        self._clear()
        for each in self.entries:
            if each.kind != "retracted" and each.key not in dead:
                self._apply(each)

    def _apply(self, entry: Entry) -> frozenset[str]:
        if entry.kind == ProgrammeTold.kind:
            said = ProgrammeTold.read(entry.body)
            self.title = self.title if said.title is None else said.title
            self.least = self.least if said.least is None else min(MOST, max(LEAST, said.least))
        touched = frozenset(name for name, rules in self._rules.items() if entry.kind in rules.KINDS)
        for name in touched:
            self._rules[name].fold(self.aspects[name], entry)
        return touched

    def take(self, entry: Entry) -> Change:
        """Apply one entry of an open file in place: a fault of ours in one must not stop those after it."""
        try:
            return self.fold(entry)
        except Exception:
            logger.exception("entry %d (%s) could not be folded", entry.seq, entry.kind)
            return Change(entry.workshop, entry.stage, entry.kind)

    def fold_all(self, entries: Iterable[Entry]) -> None:
        """Take entries in order."""
        for entry in entries:
            self.take(entry)

    def read_anew(self, entries: Iterable[Entry]) -> None:
        """Have all of it be made of what the file holds now, as far as it was read before."""
        found: dict[str, list[Entry]] = {}
        for entry in entries:
            found.setdefault(entry.workshop, []).append(entry)
        self.entries = [entry for entry in found.get(self.id, ()) if entry.seq <= self.seq]
        self._refold()
        for workshop in self.workshops.values():
            workshop.read_anew(each for each in found.get(workshop.id, ()) if each.seq <= self.seq)

    def pick(self, workshop_id: str | None) -> Workshop | None:
        """The workshop with that id; without one the newest that is not finished, else the newest."""
        if workshop_id:
            return self.workshops.get(workshop_id)
        everything = list(self.workshops.values())
        going = [w for w in everything if w.finished_at is None]
        return going[-1] if going else everything[-1] if everything else None
