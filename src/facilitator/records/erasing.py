"""Whose words are where: what can be erased when a writer asks, found by what each kind of entry says of its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from facilitator.activities import contract
from facilitator.model.bodies import Mixed
from facilitator.model.entry import Entry
from facilitator.model.kinds import GROUP, WHOLE, Kind, Path
from facilitator.model.mixing import Move
from facilitator.model.packed import Packed
from facilitator.model.people import OTHER
from facilitator.model.run import StageRun
from facilitator.model.say import say
from facilitator.model.workshop import Workshop
from facilitator.store.port import Feed

NAMED = "/group"
"""Ends the key of own words for a group: they are apart from the words of the entries that they stand in."""


@dataclass(slots=True)
class Written:
    """What somebody wrote in one place: an entry, those that changed it or took its place later, and its copies.

    `words` are by where they stand in a body; of a note they are the words as they are now. `person` is empty where the
    stage keeps none. `blanks` is what the store takes out, by the key of each entry; `()` is a whole body.
    Without a stage (`run`) they are own words for a partner group, in everything that is sent under them.
    """

    key: str
    run: StageRun | None
    person: str = ""
    group: str = ""
    table: str = ""
    words: dict[Path, str] = field(default_factory=dict)
    blanks: dict[str, list[Path]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words on one line, for finding them."""
        return " · ".join(dict.fromkeys(" ".join(words.split()) for words in self.words.values()))

    @property
    def where(self) -> str:
        """Where it was written, for people."""
        return self.run.stage.title if self.run else say("The name of a group")

    def take(self, kind: Kind, run: StageRun, entry: Entry) -> None:
        """One more entry of it, in a stage."""
        said = kind.said(run.stage, entry.body)
        self.words |= said
        self.blanks[entry.key] = [()] if kind.words == (WHOLE,) else list(said)
        self.person = self.person or entry.person
        self.group = self.group or str(entry.body.get("group", ""))
        self.table = self.table or str(entry.body.get("table", ""))


def written(workshop: Workshop) -> list[Written]:
    """Everything that people wrote and that is not erased yet, by stage, in the order written; groups named last."""
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
    there = (each for each in found.values() if each.text and each.run)
    return [*sorted(there, key=lambda each: order[each.run.id] if each.run else 0), *_named(workshop)]


def _named(workshop: Workshop) -> list[Written]:
    """The own words of each person for a group that is not in the closed list, and of those whom nobody knows.

    What keeps no person belongs to the one who gave these words, if there is only one.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for entry in workshop.entries:
        words = Packed.read(entry.body).group
        if words and words != OTHER and workshop.groups.get(words) is None:
            found.setdefault(words, {}).setdefault(entry.person, []).append(entry.key)
    named = []
    for words, by_person in found.items():
        people = [person for person in by_person if person]
        if len(people) == 1:
            by_person[people[0]] += by_person.pop("", [])
        for person, keys in by_person.items():
            blanks = {key: [GROUP] for key in keys}
            named.append(Written(keys[0] + NAMED, None, person, words={GROUP: words}, blanks=blanks))
    return named


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
        for key, paths in each.blanks.items():
            found[key] = list(dict.fromkeys([*found.get(key, ()), *paths]))
    return found


def echoes() -> dict[str, tuple[str, ...]]:
    """The kinds of entry whose words go with those of the entry that they name, and which fields hold them."""
    every = (kind for activity in contract.KINDS for kind in contract.kinds(activity))
    return {kind.name: kind.words for kind in every if kind.echo}


def mix(feed: Feed, workshop: str, moves: Sequence[Move]) -> int:
    """Take order and times out of what was sent where nobody is kept (see `model.mixing`), in the programme and every
    safe copy. Returns how many entries are not as they were: none where somebody else did it just now. Raises Fault.
    """
    return feed.blank({}, {}, moves=moves, told=[Mixed().draft(workshop)]) if moves else 0
