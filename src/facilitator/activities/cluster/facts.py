"""What stands on the wall: notes, the groups people made of them, arrows between groups, and who moved what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from facilitator.model.item import Item, Nameless
from facilitator.model.method import Field, Stage
from facilitator.model.notes import LIVE, Note
from facilitator.model.run import ActivityState
from facilitator.model.say import say

GROUP, TITLE, RELATIONS, COMBINE = "group", "title", "relations", "combine"
PHASES = (GROUP, TITLE, RELATIONS, COMBINE)
MODES = {
    "wall": say("on a wall of paper; the facilitator typed in where each note hung"),
    "runners": say("on the room screen, by a few people at a time at the laptop"),
    "phones": say("from phones"),
    "tables": say("at each table first, then joined by the whole room"),
}
"""How notes are moved, by the option `mode`, and the words for it in the record."""
RELATIONS_OF = {
    "leads_to": say("leads to"),
    "causes": say("causes each other"),
    "opposes": say("opposes"),
    "part_of": say("is part of"),
    "supports": say("supports"),
}
BOTH_WAYS = frozenset({"causes", "opposes"})
CONTESTED = 3
"""A note moved more often than this is pulled two ways: copy it, or talk about it."""
DEPTH = 3
"""Groups of groups of groups: no deeper."""


@dataclass(slots=True)
class Spot:
    """Where a note hangs: in a group, or alone at a place (px of the wall; None is wherever there is room)."""

    group: str = ""
    x: int | None = None
    y: int | None = None
    moves: int = 0
    last: str = ""


@dataclass(slots=True)
class Group:
    """A group people made. `no` is its number in the order of forming; `parent` is a group of groups it belongs to.

    `order` has the notes that somebody put in order; they stand first, so that what comes later stands last.
    """

    key: str
    no: int
    title: str = ""
    earlier: list[str] = field(default_factory=list)
    parent: str = ""
    table: str = ""
    merged_into: str = ""
    order: list[str] = field(default_factory=list)
    wall: tuple[int, int] | None = None
    chart: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """Its title, or its number while it has none."""
        return self.title or say("Group {no}", no=self.no)


@dataclass(slots=True)
class Relation:
    """An arrow between two groups, agreed in the room, and why in a word."""

    key: str
    start: str
    end: str
    kind: str
    why: str = ""

    @property
    def words(self) -> str:
        """What the arrow says."""
        return RELATIONS_OF[self.kind]


Ends = tuple[str, str, str]
"""What an arrow is: its kind and its two ends, sorted where it goes both ways."""


def ends_of(kind: str, start: str, end: str) -> Ends:
    """The same for the same arrow, whoever draws it."""
    if kind in BOTH_WAYS and end < start:
        start, end = end, start
    return kind, start, end


@dataclass(slots=True)
class Poll:
    """Whether two groups are the same: answers by token, and hands. `result` is None until it is settled.

    `present` is how many were in the room when the facilitator settled it; 0 where nobody said.
    """

    key: str
    groups: tuple[str, str]
    names: tuple[str, str]
    at: int
    answers: dict[str, bool] = field(default_factory=dict)
    hands: tuple[int, int] = (0, 0)
    result: bool | None = None
    present: int = 0

    @property
    def same(self) -> int:
        """How many say the two are the same."""
        return sum(self.answers.values()) + self.hands[0]

    @property
    def different(self) -> int:
        """How many say they are not."""
        return len(self.answers) - sum(self.answers.values()) + self.hands[1]

    @property
    def unanimous(self) -> bool:
        """Whether everybody who answered says they are the same."""
        return self.same > 0 and not self.different

    def by_all(self, present: int) -> bool:
        """Whether so many are present, and each of them says they are the same."""
        return self.unanimous and self.same == present


@dataclass(frozen=True, slots=True)
class Move:
    """A note that changed its group, `start` to `end` ("" is alone). `by_phone` tells a phone from the laptop."""

    seq: int
    at: int
    note: str
    start: str
    end: str
    by_phone: bool


@dataclass(frozen=True, slots=True)
class Split:
    """A group that was taken apart: how many notes left it for which new one, and why."""

    at: int
    group: str
    new: str
    notes: int
    why: str


@dataclass(slots=True)
class State(ActivityState):
    """The wall through all its stages. `copies` are notes that hang twice: copy to note.

    `spots` may name notes that are gone; what stands is told by `look`.
    """

    spots: dict[str, Spot] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    declined: set[Ends] = field(default_factory=set)
    polls: dict[str, Poll] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    splits: list[Split] = field(default_factory=list)

    def typed(self, stage: str) -> tuple[Field, ...]:
        """What a title typed at the desk says besides: which group it is for."""
        return (Field("for", say("Title for"), "item", required=True),) if self.phase(stage) == TITLE else ()

    def nameless(self) -> Nameless | None:
        """The groups that are on no ballot: without a title, in no group that has one, and holding none that has."""
        bare = {group.key for group in unvoted(look(self))}
        titles = next((key for key, stage in self.phases.items() if phase_of(stage) == TITLE), "")
        names = dict(self.choices(titles, Field("for", "", "item")))
        return Nameless(tuple(names[key] for key in names if key in bare), titles) if bare else None

    def choices(self, stage: str, item: Field) -> list[tuple[str, str]]:
        """The groups that a title may be for, `(key, words)`: their title, else the first words of a note in it."""
        now = look(self)
        first = {key: next((slip.text for slip in now.all_slips(key)), "") for key in now.groups}
        return [
            (key, group.title or say("Group of \u201c{note}\u201d", note=first[key][:30]))
            for key, group in now.groups.items()
        ]

    def phase(self, stage: str) -> str:
        """What one of the stages is for: group, title, relations or combine."""
        return phase_of(self.phases.get(stage, self.stage))

    @property
    def mode(self) -> str:
        """How notes are moved: one of MODES."""
        said = str(self.stage.options.get("mode", ""))
        return said if said in MODES else "runners"

    def open_poll(self) -> Poll | None:
        """The merge the room is asked about now."""
        return next((p for p in reversed(self.polls.values()) if p.result is None), None)

    def top(self, group: str) -> str:
        """The group that a merged one lives on in; itself when it was not merged."""
        while group in self.groups and self.groups[group].merged_into:
            group = self.groups[group].merged_into
        return group

    def depth(self, group: str) -> int:
        """How many groups enclose this one, itself included."""
        found = self.groups.get(group)
        return 1 + self.depth(found.parent) if found else 0

    def height(self, group: str) -> int:
        """How many levels a group has, itself included."""
        inner = [self.height(g.key) for g in self.groups.values() if g.parent == group and not g.merged_into]
        return 1 + max(inner, default=0)

    def story(self) -> list[Note]:
        """The notes that tell the chart as a story, in order."""
        return [n for n in self.notes.having(LIVE) if self.phase(n.stage) == COMBINE]

    def titles_by(self, token: str) -> set[str]:
        """The groups that a token has given a title."""
        mine = (n for n in self.notes.having(LIVE) if token and n.fields.get("token") == token)
        return {str(n.fields.get("for", "")) for n in mine}


def phase_of(stage: Stage) -> str:
    """What a stage is for."""
    said = str(stage.options.get("phase", GROUP))
    return said if said in PHASES else GROUP


@dataclass(frozen=True, slots=True)
class Slip:
    """One note as it hangs. `key` differs from `note` where it is a copy; `partner` is the writer's partner group.

    `no` is the note's number in the record, `joined` the notes that were joined with it, `home` the group it hangs in.
    """

    key: str
    note: str
    text: str
    partner: str
    spot: Spot
    home: str = ""
    no: int = 0
    joined: tuple[str, ...] = ()

    @property
    def copy(self) -> bool:
        """Whether the same note hangs elsewhere too and this is the second one."""
        return self.key != self.note

    @property
    def contested(self) -> bool:
        """Whether it was moved back and forth."""
        return self.spot.moves > CONTESTED


@dataclass(frozen=True, slots=True)
class Look:
    """The wall as it stands now: every slip by key, what is in each group, the groups in order of forming, loners."""

    slips: Mapping[str, Slip]
    members: Mapping[str, list[Slip]]
    groups: Mapping[str, Group]
    children: Mapping[str, list[Group]]
    loners: list[Slip]
    relations: list[Relation]

    def of(self, parent: str = "") -> list[Group]:
        """The groups right inside a group; "" gives the outermost."""
        return self.children.get(parent, [])

    def level(self, group: Group) -> int:
        """1 for an outermost group, 2 inside it..."""
        return 1 + self.level(self.groups[group.parent]) if group.parent in self.groups else 1

    def all_slips(self, group: str) -> list[Slip]:
        """The notes of a group and of all groups inside it."""
        found = list(self.members.get(group, ()))
        for child in self.of(group):
            found += self.all_slips(child.key)
        return found


def look(state: State) -> Look:
    """What stands on the wall: notes withdrawn, hidden or merged upstream are gone, and groups without notes."""
    slips = _slips(state)
    members: dict[str, list[Slip]] = {}
    loners: list[Slip] = []
    for slip in slips.values():
        if slip.home:
            members.setdefault(slip.home, []).append(slip)
        else:
            loners.append(slip)
    for home, those in members.items():
        those.sort(key=partial(_place, {key: number for number, key in enumerate(state.groups[home].order)}))
    filled: set[str] = set()
    for key in members:
        at = key
        while at and at not in filled:
            filled.add(at)
            at = state.groups[at].parent if at in state.groups else ""
    groups = {k: g for k, g in state.groups.items() if k in filled and not g.merged_into}
    children: dict[str, list[Group]] = {}
    for group in groups.values():
        children.setdefault(group.parent if group.parent in groups else "", []).append(group)
    relations = [r for r in state.relations.values() if r.start in groups and r.end in groups]
    return Look(slips, members, groups, children, loners, relations)


def _place(order: Mapping[str, int], slip: Slip) -> int:
    """The place of a slip among those that were put in order; after all of them where it was not."""
    return order.get(slip.key, len(order))


def unvoted(look: Look) -> list[Group]:
    """The groups that no later stage takes up: without a title, in no titled group, and with none inside."""

    def bare(group: Group) -> list[Group]:
        inside = [] if group.title else look.of(group.key)
        found = [each for child in inside for each in bare(child)]
        return [group] if not group.title and all(child in found for child in inside) else found

    return [each for group in look.of() for each in bare(group)]


def outermost(look: Look, group: str) -> str:
    """The outermost group that a standing group is in; itself when it is in none."""
    while look.groups[group].parent in look.groups:
        group = look.groups[group].parent
    return group


def _slips(state: State) -> dict[str, Slip]:
    items = [i for i in state.feed() if not i.withdrawn]
    items += [
        Item(n.key, n.text, n.stage, n.group, no=n.no, joined=state.notes.with_it(n.key)[1:])
        for n in state.notes.having(LIVE)
        if state.phase(n.stage) == GROUP
    ]
    found = {i.id: Slip(i.id, i.id, i.text, i.group, *_hanging(state, i.id), i.no, i.joined) for i in items}
    for copy, note in state.copies.items():
        if note in found:
            spot, home = _hanging(state, copy)
            found[copy] = replace(found[note], key=copy, spot=spot, home=home)
    return found


def _hanging(state: State, key: str) -> tuple[Spot, str]:
    """Where a slip hangs, and in which of the groups that stand."""
    spot = state.spots.get(key, _NOWHERE)
    home = state.top(spot.group)
    return spot, home if home in state.groups else ""


_NOWHERE = Spot()
