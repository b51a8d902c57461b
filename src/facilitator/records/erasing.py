"""Whose words are where: what can be erased when a writer asks, found by what each kind of entry says of its words."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as File

from facilitator.activities import contract
from facilitator.model.bodies import Erased, Mixed
from facilitator.model.entry import Body, Entry
from facilitator.model.kinds import GROUP, WHOLE, Kind, Path
from facilitator.model.mixing import Move
from facilitator.model.packed import Packed
from facilitator.model.people import OTHER
from facilitator.model.programme import Programme
from facilitator.model.run import StageRun
from facilitator.model.say import say
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes
from facilitator.store import copies, made
from facilitator.store.feed import open_feed
from facilitator.store.port import Feed

_LEAST_QUOTED = 10
"""Letters, with a blank at each end: what is shorter is in too many sentences by chance."""
NAMED = "/group"
"""Ends the key of own words for a group: they are apart from the words of the entries that they stand in."""


@dataclass(slots=True)
class Written:
    """What somebody wrote in one place: an entry, those that changed it or took its place later, and its copies.

    `words` are by where they stand in a body; of a note they are the words as they are now, and `ever` are all that it
    ever had, and (False) what stands beside them. `person` is empty where the stage keeps none. `blanks` is what the
    store takes out, by the key of each entry; `()` is a whole body. `workshop` is empty for words of the whole
    programme. Without a stage (`run`) and anything that it is `called` they are own words for a partner group, in
    everything that is sent under them.
    """

    key: str
    run: StageRun | None
    person: str = ""
    group: str = ""
    table: str = ""
    words: dict[Path, str] = field(default_factory=dict)
    blanks: dict[str, list[Path]] = field(default_factory=dict)
    workshop: str = ""
    called: str = ""
    ever: dict[str, bool] = field(default_factory=dict)
    aside: bool = False
    """Whether it was said of something, and may quote what somebody else wrote."""

    @property
    def text(self) -> str:
        """The words on one line, for people."""
        return " · ".join(dict.fromkeys(" ".join(words.split()) for words in self.words.values()))

    @property
    def where(self) -> str:
        """Where it was written, for people."""
        if self.run and self.called:
            return say("{what}: {stage}", what=self.called, stage=self.run.stage.title)
        return self.called or (self.run.stage.title if self.run else say("The name of a group"))

    @property
    def changed(self) -> bool:
        """Whether it once said something else, which is erased with it."""
        return any(said and " ".join(words.split()) not in self.text for words, said in self.ever.items())

    def says(self, words: str) -> bool:
        """Whether each of these words stands in it now, or ever did; capitals do not matter."""
        there = " ".join((self.text, *self.ever)).casefold()
        return all(word in there for word in words.casefold().split())

    def take(self, kind: Kind, run: StageRun, entry: Entry) -> None:
        """One more entry of it, in a stage."""
        said = kind.said(run.stage, entry.body)
        whole = kind.words == (WHOLE,)
        self.words |= {path: words for path, words in said.items() if words}
        beside = _strings(entry.body.get("fields")) if whole else ()
        self.ever |= dict.fromkeys(beside, False) | dict.fromkeys(filter(None, said.values()), True)
        self.blanks[entry.key] = [()] if whole else list(said)
        self.person = self.person or entry.person
        self.group = self.group or str(entry.body.get("group", ""))
        self.table = self.table or str(entry.body.get("table", ""))


def _strings(value: object) -> Iterator[str]:
    """All texts within a value."""
    if isinstance(value, str):
        yield value
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    for each in inner:
        yield from _strings(each)


def everything(workshop: Workshop | None, programme: Programme | None) -> list[Written]:
    """All words that can be erased: what people wrote in a workshop, what the desk said of it, and of the programme."""
    people = written(workshop) if workshop else []
    return [*people, *(each for room in (workshop, programme) if room for each in told(room))]


def told(room: Workshop | Programme) -> list[Written]:
    """What the desk said of a workshop, or of the whole programme, and that is not erased yet: each fact by itself.

    Of what follows each other in one place all is one; a name in a list is one wherever it stands in it.
    """
    found: dict[str, Written] = {}
    for entry in room.entries:
        run = room.run(entry.stage) if isinstance(room, Workshop) and entry.stage else None
        kind = contract.kind_of(run, entry.kind) if room.id else programmes.kind_of(entry.kind)
        if kind.about is None:
            continue
        of = str(entry.body.get(kind.about, "")) if kind.about else ""
        for path, words in kind.said(run.stage if run else None, entry.body).items():
            place = " ".join((room.id, run.root if run else "", of, *_stands(entry.body, path, words)))
            each = found.setdefault(place, Written(place, run, workshop=room.id, called=kind.called, aside=True))
            each.words[path] = words
            each.ever[words] = True
            each.blanks.setdefault(entry.key, []).append(path)
    return list(found.values())


def _stands(body: Body, path: Path, words: str) -> Path:
    """What tells words in a body from others in it: where they stand; in a list the id of what they belong to, or they
    themselves.
    """
    value: object = body
    for at, name in enumerate(path):
        if isinstance(value, list | tuple):
            row = value[int(name)]
            own = row.get("id") if isinstance(row, Mapping) else None
            return (*path[:at], str(own) if own else " ".join(words.split()))
        value = value.get(name) if isinstance(value, Mapping) else None
    return path


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
        if kind.beside or kind.about is not None:
            _say_beside(found, found.get(places.get(origin, origin)), kind, run, entry)
            continue
        place = places[entry.key] = places.get(origin, origin) or _place(run, kind, entry)
        if place not in found and kind.words and not (kind.echo and entry.body.get("erased")):
            noted = kind.once or kind.words == (WHOLE,)
            found[place] = Written(entry.key, run, workshop=workshop.id, aside=not noted)
        if place in found:
            found[place].take(kind, run, entry)
    order = {run.id: number for number, run in enumerate((*workshop.stages, workshop.parking))}
    there = (each for each in found.values() if each.text and each.run)
    return [*sorted(there, key=lambda each: order[each.run.id] if each.run else 0), *_named(workshop)]


def _say_beside(found: dict[str, Written], target: Written | None, kind: Kind, run: StageRun, entry: Entry) -> None:
    """Words that the desk or a phone said of something: they go with it, and where they are no fact also alone."""
    said = kind.said(run.stage, entry.body)
    if said and target is not None and kind.echo:
        target.blanks[entry.key] = list(said)
    if said and kind.about is None:
        own = found[entry.key] = Written(entry.key, run, workshop=entry.workshop, aside=True)
        own.take(kind, run, entry)


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
            named.append(Written(keys[0] + NAMED, None, person, "", "", {GROUP: words}, blanks, workshop.id))
    return named


def _place(run: StageRun, kind: Kind, entry: Entry) -> str:
    """The same for entries that take each other's place."""
    person = entry.person or str(entry.body.get("token", ""))
    return f"{kind.name} {run.root} {person}" if kind.once and person else entry.key


def of_same_person(every: Iterable[Written], one: Written) -> list[Written]:
    """Of what was written, all that is known to be by the writer of this; this alone where no person is kept."""
    return [other for other in every if other.key == one.key or (one.person and other.person == one.person)]


def quoting(every: Iterable[Written], some: Sequence[Written]) -> list[Written]:
    """Of what was said of things, such as titles and reasons, all that quotes these words as they are now, or were."""
    ever = (_plain(words) for each in some for words, said in each.ever.items() if said)
    quoted = [words for words in ever if len(words) >= _LEAST_QUOTED]
    keys = {each.key for each in some}
    others = (each for each in every if each.aside and each.key not in keys)
    return [each for each in others if any(words in _plain(said) for said in each.ever for words in quoted)]


def _plain(words: str) -> str:
    """Words without capitals and signs, a blank at each end."""
    words = " ".join(re.findall(r"[^\W_]+", words.casefold()))
    return f" {words} "


def blanks(some: Iterable[Written]) -> dict[str, list[Path]]:
    """What the store blanks for these, by the key of each entry."""
    found: dict[str, list[Path]] = {}
    for each in some:
        for key, paths in each.blanks.items():
            found[key] = list(dict.fromkeys([*found.get(key, ()), *paths]))
    return found


def erase(where: File, some: Sequence[Written]) -> int:
    """Take words out of a programme, its safe copies, and what the program left beside it; whoever follows reads it
    anew. Returns how many entries it was. Raises Fault.

    A file that has a title which goes in its name is no longer known from then on: ask what is `remaining` before.
    """
    keys: dict[str, list[str]] = {}
    for each in some:
        keys.setdefault(each.workshop, []).extend(each.blanks)
    told = [Erased(tuple(dict.fromkeys(those))).draft(workshop) for workshop, those in keys.items()]
    with contextlib.closing(open_feed(where)) as feed:
        count = feed.blank(blanks(some), echoes(), told=told)
    titles = [_plain(title) for each in some if ("title",) in each.words for title in each.ever]
    made.forget(keys, lambda path: any(title in _plain(path.name) for title in titles))
    return count


def remaining(where: File, workshops: Iterable[str]) -> list[File]:
    """The files that keep what is erased from these workshops: papers, exports and copies that were made to be taken
    away, and what is damaged beside the programme.
    """
    return [*made.of(workshops), *copies.unreadable(where)]


def echoes() -> dict[str, tuple[str, ...]]:
    """The kinds of entry whose words go with those of the entry that they name, and which fields hold them."""
    every = (kind for activity in contract.KINDS for kind in contract.kinds(activity))
    return {kind.name: kind.words for kind in every if kind.echo}


def mix(feed: Feed, workshop: str, moves: Sequence[Move]) -> int:
    """Take order and times out of what was sent where nobody is kept (see `model.mixing`), in the programme and every
    safe copy. Returns how many entries are not as they were: none where somebody else did it just now. Raises Fault.
    """
    return feed.blank({}, {}, moves=moves, told=[Mixed().draft(workshop)]) if moves else 0
