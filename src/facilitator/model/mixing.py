"""Entries that keep nobody, in an order and at a time that say nothing of who sent them.

Whoever has the file sees who joined when, and could lay that beside what was sent when. So, once such a stage takes no
more, what phones sent in it gets the time at which the stage was opened, and stands in the order of a digest of each
key, which is random. Who joined, and who is known to have written at all, comes after them. Only the numbers that these
entries have already are given out anew; what builds on another entry stays behind it, so the fold comes to the same.

A stage that keeps the group keeps order and time of what was sent. So that these lead to nobody, those who joined stand
in each other's places, by chance, and at one time, as soon as any stage is over.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from facilitator.model import bodies
from facilitator.model.entry import Entry
from facilitator.model.jumps import Jumps
from facilitator.model.numbering import by_chance, own
from facilitator.model.run import CLOSED, StageRun
from facilitator.model.workshop import Workshop

_LEADING = frozenset(
    body.kind
    for body in (
        bodies.Opened,
        bodies.Closed,
        bodies.Revealed,
        bodies.Covered,
        bodies.Timed,
        bodies.Asked,
        bodies.Ticked,
        bodies.StageEdited,
        bodies.Mixed,
    )
)
"""Entries at a stage that say nothing of what was sent there: they stay where they are."""


@dataclass(frozen=True, slots=True)
class Move:
    """An entry as it is, and as it is from now on: another number, a coarser time, or no order in what it tells."""

    was: Entry
    now: Entry


def keeps_nobody(run: StageRun) -> bool:
    """Whether a stage stores nothing of who sent something."""
    return run.stage.anonymity == "nothing"


def over(workshop: Workshop, now: int) -> frozenset[str]:
    """The stages that take nothing any more, by now (milliseconds since 1970)."""
    done = workshop.finished_at is not None
    return frozenset(run.id for run in workshop.stages if done or _is_over(run, now))


def due(workshop: Workshop, now: int) -> list[Move]:
    """What changes where these stages are mixed; nothing where they are."""
    return moves(workshop, over(workshop, now))


def moves(workshop: Workshop, stages: Collection[str]) -> list[Move]:
    """What changes where those of these stages that keep nobody are mixed, and with them who joined when."""
    if not stages:
        return []
    before = {entry.key: entry for entry in workshop.entries}
    after = list(workshop.entries)
    for run in workshop.stages:
        if run.id in stages and keeps_nobody(run):
            after = _mixed(after, run, run.spans[0][0] if run.spans else workshop.created_at, workshop.jumps)
    after = _joined(after, min((run.spans[0][0] for run in workshop.stages if run.spans), default=0), workshop.jumps)
    moved = (_numbered(workshop, entry) for entry in after if before[entry.key] != entry)
    return [Move(before[entry.key], entry) for entry in moved]


def _numbered(workshop: Workshop, entry: Entry) -> Entry:
    """An entry with the number of the comment that it makes, unless it comes to the same number without it."""
    no = workshop.numbers.of(entry.key)
    if not no or own(entry) or no in (entry.seq, by_chance(entry.key)):
        return entry
    return replace(entry, body={**entry.body, "no": no})


def mixed(workshop: Workshop) -> Workshop:
    """The workshop with every stage that keeps nobody mixed, and who joined when; itself where that changes nothing."""
    found = {move.now.key: move.now for move in moves(workshop, {run.id for run in workshop.stages})}
    if not found:
        return workshop
    entries = (found.get(entry.key, entry) for entry in workshop.entries)
    return workshop.of(sorted(entries, key=lambda entry: entry.seq))


def of_phone(entry: Entry) -> bool:
    """Whether a phone sent it and nobody stands in it. A note that does not say where it came from is a phone's."""
    if entry.kind == bodies.Withdrawn.kind:
        return not entry.person and entry.body.get("by") == "phone"
    source = entry.body.get("source", "phone" if entry.kind == bodies.Noted.kind else "")
    return not entry.person and source == "phone"


def _is_over(run: StageRun, now: int) -> bool:
    return bool(run.spans) and run.status == CLOSED and not run.takes_entries(now)


def _mixed(entries: Sequence[Entry], run: StageRun, at: int, jumps: Jumps) -> list[Entry]:
    """The entries of a workshop, in order, with one stage mixed; `at` is the time that its entries get.

    Where its activity tells parts of the stage apart, each is mixed by itself, and gets the time when it was opened.
    """
    places: dict[tuple[int, bool], list[int]] = {}
    opened, part = {0: at}, 0
    again = {first for first, _closed in run.spans[1:]}
    for place, entry in enumerate(entries):
        if entry.stage != run.id:
            continue
        if entry.kind in run.state.parts and (entry.kind != bodies.Opened.kind or jumps.told(entry).at in again):
            part += 1
            opened[part] = jumps.told(entry).at if entry.kind == bodies.Opened.kind else opened[part - 1]
        elif of_phone(entry) and entry.kind not in run.state.in_turn:
            late = bool(run.state.parts) and entry.body.get("late") is True
            places.setdefault((part, late), []).append(place)
    found = list(entries)
    for (at_part, _late), sent in places.items():
        found = _part_mixed(found, {entries[place].key for place in sent}, run, opened[at_part], jumps)
    return found


def _part_mixed(entries: list[Entry], secret: Collection[str], run: StageRun, at: int, jumps: Jumps) -> list[Entry]:
    """The same of what phones sent in one part of a stage, by its keys."""
    sent = [place for place, entry in enumerate(entries) if entry.key in secret]
    window = range(sent[0], sent[-1] + 1)
    moved = {entry.key: entry for entry in _bound([entries[place] for place in window], run)}
    seqs = [entry.seq for entry in moved.values()]
    found = {entry.key: entry for entry in entries}
    about = _touched(moved.values(), secret)
    for seq, key in zip(seqs, _order(moved, secret), strict=True):
        told = at if key in about else jumps.told(moved[key]).at
        found[key] = replace(moved[key], seq=seq, at=jumps.stored(told, seq))
    _gather(found, entries, run.id)
    return sorted(found.values(), key=lambda entry: entry.seq)


def _joined(entries: Sequence[Entry], at: int, jumps: Jumps) -> list[Entry]:
    """The entries with those by which people joined in each other's places, by chance, and at one time, `at`.

    What a person said later still stands behind what they said before.
    """
    rows = [entry for entry in entries if entry.kind == bodies.Joined.kind]
    if len(rows) < 2:
        return list(entries)
    places: dict[str, list[int]] = {}
    for seq, row in zip((row.seq for row in rows), sorted(rows, key=lambda row: _digest(row.key)), strict=True):
        places.setdefault(row.person, []).append(seq)
    taken = {person: iter(sorted(seqs)) for person, seqs in places.items()}
    found = {entry.key: entry for entry in entries}
    for row in rows:
        seq = next(taken[row.person])
        found[row.key] = replace(row, seq=seq, at=jumps.stored(at or jumps.told(row).at, seq))
    return sorted(found.values(), key=lambda entry: entry.seq)


def _bound(window: Sequence[Entry], run: StageRun) -> Iterator[Entry]:
    """Of the entries from the first to the last that a phone sent: those of the stage and what hangs on them or bears
    them, and whoever joined.
    """
    here = set(run.state.phases)
    wanted = {entry.key for entry in window if entry.stage in here and entry.kind not in _LEADING}
    keys = {entry.key for entry in window}
    named = {entry.key: _named(entry, keys) for entry in window}
    for entry in window:  # what hangs on one comes later
        if named[entry.key] & wanted and entry.kind not in _LEADING:
            wanted.add(entry.key)
    for entry in reversed(window):  # what bears one came before
        if entry.key in wanted:
            wanted |= named[entry.key]
    people = (bodies.Joined.kind, bodies.Presence.kind)
    return (entry for entry in window if entry.key in wanted or entry.kind in people)


def _order(moved: Mapping[str, Entry], secret: Collection[str]) -> list[str]:
    """The keys anew: what a phone sent as soon as all that it builds on is there, by the digest; the rest as it was."""
    waits: dict[str, set[str]] = {}
    last: dict[str, str] = {}
    for key, entry in moved.items():
        waits[key] = _named(entry, moved) - {key}
        token = str(entry.body.get("token", "")) if key in secret else ""
        if token:
            waits[key] |= {last[token]} if token in last else set()
            last[token] = key
    after: dict[str, list[str]] = {}
    for key in (key for key in moved if key in secret):
        for other in waits[key]:
            after.setdefault(other, []).append(key)
    ready = [(_digest(key), key) for key in moved if key in secret and not waits[key]]
    heapq.heapify(ready)
    others = iter([key for key in moved if key not in secret])
    order: list[str] = []
    while len(order) < len(moved):
        key = heapq.heappop(ready)[1] if ready else next(others)
        order.append(key)
        for freed in after.get(key, ()):
            waits[freed].discard(key)
            if not waits[freed]:
                heapq.heappush(ready, (_digest(freed), freed))
    return order


def _touched(moved: Iterable[Entry], secret: Collection[str]) -> set[str]:
    """What phones sent, and what was done with it meanwhile: the time of that would tell when it came."""
    people = (bodies.Joined.kind, bodies.Presence.kind)
    found = set(secret)
    for entry in moved:
        if entry.kind not in people and _named(entry, found):
            found.add(entry.key)
    return found


def _gather(found: dict[str, Entry], entries: Iterable[Entry], stage: str) -> None:
    """Who is known to have written in the stage, told at once in the last entry that tells of it, in no order."""
    told = [entry for entry in entries if entry.kind == bodies.Presence.kind and _wrote(entry, stage)]
    if len(told) < 2:
        return
    last = max(told, key=lambda entry: found[entry.key].seq)
    every = sorted({token for entry in told for token in _wrote(entry, stage)})
    for entry in told:
        wrote = {name: value for name, value in entry.body["wrote"].items() if name != stage}
        body = {**entry.body, "wrote": {**wrote, stage: every} if entry is last else wrote}
        found[entry.key] = replace(found[entry.key], body=body)


def _wrote(entry: Entry, stage: str) -> list[str]:
    wrote = entry.body.get("wrote")
    told = wrote.get(stage) if isinstance(wrote, Mapping) else None
    return [token for token in told if isinstance(token, str)] if isinstance(told, list | tuple) else []


def _digest(key: str) -> str:
    return hashlib.sha256(f"mixed{key}".encode()).hexdigest()


def _named(entry: Entry, keys: Collection[str]) -> set[str]:
    """The entries that one names anywhere in its body, of those keys."""
    return {word for word in _words(entry.body) if word in keys}


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield str(name)
            yield from _words(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _words(each)
