"""Partner groups and the people present."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from facilitator.model.bodies import Presence
from facilitator.model.packed import texts, whole
from facilitator.model.say import say

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Group:
    """A partner group of the closed list. `no` (from 1) picks its colour, symbol and pattern."""

    id: str
    label: str
    short: str
    no: int


class Groups:
    """The closed list of partner groups; everything else counts as another group, with its own words."""

    def __init__(self, groups: Iterable[Group] = ()) -> None:
        self.list = list(groups)
        self._by_id = {g.id: g for g in self.list}
        self._by_name = {name.casefold(): g for g in self.list for name in (g.label, g.short, g.id)}

    @classmethod
    def from_body(cls, data: Iterable[Mapping[str, Any]]) -> Groups:
        """The groups as an entry's body lists them: `id`, `label` and perhaps `short`."""
        found = []
        for no, group in enumerate(data, 1):
            label = _label(group, no)
            found.append(Group(str(group["id"]), label, str(group.get("short") or short_name(label)), no))
        return cls(found)

    def to_body(self) -> list[dict[str, str]]:
        """The list as an entry's body holds it."""
        return [{"id": g.id, "label": g.label, "short": g.short} for g in self.list]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Groups) and other.list == self.list

    def __hash__(self) -> int:
        return hash(tuple(self.list))

    def __bool__(self) -> bool:
        return bool(self.list)

    def __iter__(self) -> Any:
        return iter(self.list)

    def get(self, group_id: str) -> Group | None:
        """The group with that id."""
        return self._by_id.get(group_id)

    def find(self, name: str) -> str:
        """The id of the group called so (id, label or short name, any case); else the words themselves."""
        found = self._by_name.get(name.strip().casefold())
        return found.id if found else name.strip()

    def label(self, group_id: str) -> str:
        """What people call it; another group is called by its own words."""
        found = self._by_id.get(group_id)
        return found.label if found else (say("Another group") if group_id == OTHER else group_id)

    def short(self, group_id: str) -> str:
        """Its short name for a note's corner."""
        found = self._by_id.get(group_id)
        return found.short if found else (say("Other") if group_id == OTHER else _at_most(group_id, 12))

    def no(self, group_id: str) -> int:
        """Which look it has: 1 to 6, or 0 for another group or none."""
        found = self._by_id.get(group_id)
        return found.no if found and found.no <= 6 else 0


def _label(group: Mapping[str, Any], no: int) -> str:
    """The name that a body gives a group; of one whose name was erased only that it is a group."""
    words = group.get("label")
    return say("Group {no}", no=no) if words == "" else str(words or group["id"])


def _at_most(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def short_name(label: str) -> str:
    """A short name from a label: initials of several words, or the first letters of one."""
    words = [w for w in label.replace("&", " ").replace("-", " ").split() if w.lower() not in ("and", "the", "of")]
    return "".join(w[0] for w in words).upper()[:4] if len(words) > 1 else label[:3].upper()


@dataclass(slots=True)
class Person:
    """One seat: a phone, or one of several people on a shared phone. Times are milliseconds since 1970."""

    id: str
    first_at: int
    group: str = ""
    table: str = ""
    joined: bool = False
    wrote_in: set[str] = field(default_factory=set)


class People:
    """Who has joined, and how many were counted in the room.

    A workshop has one web process at a time; one that is started again goes on where it was. `connected` are the phones
    that it told of last. `writers` are the phones that wrote, by stage: a token a phone and stage, which is on none of
    its notes.
    """

    def __init__(self) -> None:
        self.by_id: dict[str, Person] = {}
        self.counted: dict[str, int] = {}
        self.writers: dict[str, set[str]] = {}
        self.connected = 0
        self._wrote: dict[str, int] = {}

    def report(self, said: Presence) -> None:
        """Take what the web process tells: `connected`, and by stage who `wrote` there that it had not told of yet.

        Earlier releases told how many wrote in all.
        """
        self.connected = said.connected
        for stage, told in said.wrote.items():
            if (number := whole(told)) is not None:
                self._wrote[stage] = number
            else:
                self.writers.setdefault(stage, set()).update(texts(told) or ())

    def wrote(self, stage: str) -> int:
        """How many wrote in a stage, as far as it is known."""
        named = sum(1 for person in self.by_id.values() if stage in person.wrote_in)
        return max(named, self._wrote.get(stage, 0), len(self.writers.get(stage, ())))

    def phones(self) -> int:
        """How many phones are known of: joined, connected now, or written from, whichever is most."""
        stages = {*self._wrote, *self.writers, *(stage for one in self.by_id.values() for stage in one.wrote_in)}
        return max(len(self.by_id), self.connected, *map(self.wrote, stages), 0)

    def __len__(self) -> int:
        return len(self.by_id)

    def see(self, person: str, at: int) -> Person:
        """The person with that id, made at first sight."""
        if person not in self.by_id:
            self.by_id[person] = Person(person, at)
        return self.by_id[person]

    def by_group(self) -> dict[str, int]:
        """People by group: as counted in the room once that was done, else as they joined by phone; never both."""
        if self.counted:
            return dict(self.counted)
        joined: dict[str, int] = {}
        for person in self.by_id.values():
            joined[person.group] = joined.get(person.group, 0) + 1
        return joined

    def present(self) -> int:
        """How many took part: counted in the room once that was done, else joined by phone."""
        return sum(self.counted.values()) if self.counted else len(self.by_id)
