"""Whose words are where: what can be erased when a writer asks, found by what each kind of entry says of its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from facilitator.activities import contract
from facilitator.model.entry import Entry
from facilitator.model.kinds import WHOLE, Kind, Path
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop


@dataclass(slots=True)
class Written:
    """What somebody wrote in one place: an entry, those that changed it or took its place later, and its copies.

    `words` are by where they stand in a body; of a note they are the words as they are now. `person` is empty where the
    stage keeps none. `blanks` is what the store takes out, by the key of each entry; `()` is a whole body.
    """

    key: str
    run: StageRun
    person: str = ""
    group: str = ""
    table: str = ""
    words: dict[Path, str] = field(default_factory=dict)
    blanks: dict[str, list[Path]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words on one line, for finding them."""
        return " · ".join(dict.fromkeys(" ".join(words.split()) for words in self.words.values()))

    def take(self, kind: Kind, run: StageRun, entry: Entry) -> None:
        """One more entry of it, in a stage."""
        said = kind.said(run.stage, entry.body)
        self.words |= said
        self.blanks[entry.key] = [()] if kind.words == (WHOLE,) else list(said)
        self.person = self.person or entry.person
        self.group = self.group or str(entry.body.get("group", ""))
        self.table = self.table or str(entry.body.get("table", ""))


def written(workshop: Workshop) -> list[Written]:
    """Everything that people wrote and that is not erased yet, by stage, in the order written."""
    found: dict[str, Written] = {}
    places: dict[str, str] = {}
    """Where the words of an entry belong, by its key."""
    for entry in workshop.entries:
        run = workshop.run(entry.stage) if entry.stage else None
        kind = contract.kind_of(run, entry.kind)
        if run is None or not (kind.words or kind.copies):
            continue
        names = kind.copies or ("target" if kind.echo else "")
        origin = str(entry.body.get(names, ""))
        place = places[entry.key] = places.get(origin, origin) or _place(run, kind, entry)
        if place not in found and kind.words and not (kind.echo and entry.body.get("erased")):
            found[place] = Written(entry.key, run)
        if place in found:
            found[place].take(kind, run, entry)
    order = {run.id: number for number, run in enumerate((*workshop.stages, workshop.parking))}
    return sorted((each for each in found.values() if each.text), key=lambda each: order[each.run.id])


def _place(run: StageRun, kind: Kind, entry: Entry) -> str:
    """The same for entries that take each other's place."""
    person = entry.person or str(entry.body.get("token", ""))
    return f"{kind.name} {run.root} {person}" if kind.once and person else entry.key


def of_same_person(every: Iterable[Written], one: Written) -> list[Written]:
    """Of what was written, all that is known to be by the writer of this; this alone where no person is kept."""
    return [other for other in every if other.key == one.key or (one.person and other.person == one.person)]


def blanks(some: Iterable[Written]) -> dict[str, list[Path]]:
    """What the store blanks for these, by the key of each entry."""
    found: dict[str, list[Path]] = {}
    for each in some:
        found |= each.blanks
    return found


def echoes() -> dict[str, tuple[str, ...]]:
    """The kinds of entry whose words go with those of the entry that they name, and which fields hold them."""
    every = (kind for activity in contract.KINDS for kind in contract.kinds(activity))
    return {kind.name: kind.words for kind in every if kind.echo}
