"""The fingerprint of records: by it a paper shows from which records it was made, and a changed byte is found.

It is the SHA-256 of the canonical entries, one line of JSON each, in their order, as the complete export has them:
every entry of a workshop, or of a whole programme, with its key, stage, time, person, kind and whole body. What is
about this computer alone is not in it, nor is the password of the room's network. An entry's place in the file is not
in it, only the order of them all, and a comment has its number with it: so records that move to another laptop keep
their fingerprint.

Where a stage keeps nobody, order and times are those of the mixed log (see `mixing.py`), whether the file is mixed by
now or not. Words that are erased change the fingerprint: the records are others from then on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from facilitator.model.bodies import Created, Facts
from facilitator.model.entry import Entry, pack
from facilitator.model.facts import BOOKKEEPING
from facilitator.model.mixing import mixed
from facilitator.model.programme import Programme
from facilitator.model.workshop import Workshop

PRINTED = 12
"""So many of its hexadecimal digits are printed."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The fingerprint of `entries` entries: the whole `digest`, 64 hexadecimal digits."""

    digest: str
    entries: int

    @property
    def printed(self) -> str:
        """What stands on paper."""
        return self.digest[:PRINTED]

    @property
    def seal(self) -> str:
        """What a document holds for programs to read."""
        return f"sha256={self.digest} entries={self.entries}"


def shared(entry: Entry) -> dict[str, Any]:
    """An entry without what belongs to the room it was held in."""
    data = entry.to_json()
    if entry.kind in (Created.kind, Facts.kind):
        data["body"].pop("wifi_password", None)
    return data


def canonical(room: Workshop | Programme) -> list[Entry]:
    """The entries of a workshop, or of a whole programme, that are its record, in their order."""
    if isinstance(room, Workshop):
        found = list(mixed(room).entries)
    else:
        each = (mixed(workshop).entries for workshop in room.workshops.values())
        found = sorted((e for entries in (room.entries, *each) for e in entries), key=lambda entry: entry.seq)
    return [entry for entry in found if entry.kind not in BOOKKEEPING]


def fingerprint(room: Workshop | Programme) -> Fingerprint:
    """The fingerprint of a workshop, or of a whole programme with all its workshops."""
    *_, last = [Fingerprint(hashlib.sha256().hexdigest(), 0), *growing(room, canonical(room))]
    return last


def as_stored(room: Workshop | Programme) -> list[Entry]:
    """The entries that are its record as the file has them, mixed or not."""
    rooms: Iterable[Workshop | Programme] = [room]
    if isinstance(room, Programme):
        rooms = [room, *room.workshops.values()]
    found = (entry for each in rooms for entry in each.entries if entry.kind not in BOOKKEEPING)
    return sorted(found, key=lambda entry: entry.seq)


def growing(room: Workshop | Programme, entries: Sequence[Entry]) -> Iterator[Fingerprint]:
    """The fingerprint after each of some entries of a workshop or programme."""
    made = hashlib.sha256()
    for n, entry in enumerate(entries, 1):
        made.update(_line(room, entry))
        yield Fingerprint(made.copy().hexdigest(), n)


def _line(room: Workshop | Programme, entry: Entry) -> bytes:
    """An entry as one line: without its place in the file, and with the number of the comment that it makes."""
    data = shared(entry)
    del data["seq"]
    home = room if isinstance(room, Workshop) else room.workshops.get(entry.workshop)
    if no := home.numbers.of(entry.key) if home else 0:
        data["body"]["no"] = no
    return f"{pack(data)}\n".encode(errors="surrogatepass")
