"""How many comments each theme has, by workshop and partner group, and what of that others may be told.

Each comment is counted once, in the theme that is its best match. What cannot be placed, and what is still to be
sorted, is counted too, so that every comment stands somewhere; by group it never is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitator.model.people import Groups
from facilitator.model.programme import Programme
from facilitator.model.record import by_clock, day, in_order, people_by_group
from facilitator.model.say import say
from facilitator.model.suppression import Decision, Goes, Key, Table, Tally, named, pooled
from facilitator.model.workshop import Workshop
from facilitator.programme.comments import Comment, of_programme, of_workshop
from facilitator.programme.settled import settled
from facilitator.programme.themes.rules import OPEN as UNSORTED
from facilitator.programme.themes.rules import Codes, State

NOWHERE, OPEN = "-", "?"
"""What stands for a theme where somebody read a comment and found none, and where nobody sorted it yet."""
EVERYWHERE = ""
"""Stands for a workshop where all of them are meant."""

Comments = Sequence[Comment]


@dataclass(frozen=True, slots=True)
class Group:
    """What comments are told by: a partner group, or several that are reported together."""

    label: str
    short: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Every comment of a programme by theme (or NOWHERE, OPEN), workshop and partner group.

    `themes` are the ids of the themes, `workshops` all that have a comment in the order in which they were held,
    `groups` those by which they are told, by id, that wrote any; `writers` are the partner groups that wrote in each
    workshop, "" among them for who named none; `named` are those that a workshop may be told by: enough of their people
    were there, and it is none of those that stand `alone`, where one group said everything that has a theme. `aside`
    is how many answers on forms nobody sorted: they are in no figure.
    """

    themes: tuple[str, ...]
    workshops: tuple[Workshop, ...]
    groups: Mapping[str, Group]
    comments: Comments
    cells: Mapping[tuple[str, str, str], Comments]
    writers: Mapping[str, Collection[str]]
    named: Mapping[str, frozenset[str]]
    alone: frozenset[str]
    aside: int = 0

    def of(self, theme: str, workshop: str = EVERYWHERE, group: str | None = None) -> list[Comment]:
        """The comments of a theme, of one workshop, and of one group."""
        wheres = list(self.writers) if workshop == EVERYWHERE else [workshop]
        return [
            each
            for where in wheres
            for name in (self.writers[where] if group is None else self.groups[group].of)
            for each in self.cells.get((theme, where, name), ())
        ]

    def sorted(self, workshop: str = EVERYWHERE) -> list[Comment]:
        """The comments that somebody sorted: those that have a theme, and those that could not be placed."""
        return [each for theme in (*self.themes, NOWHERE) for each in self.of(theme, workshop)]

    def within(self, workshop: str) -> list[Comment]:
        """Every comment of a workshop."""
        return [each for each in self.comments if workshop in (EVERYWHERE, each.workshop)]

    def wrote(self, workshop: str, group: str) -> bool:
        """Whether a group wrote anything in a workshop, whatever its theme."""
        wheres = self.writers.values() if workshop == EVERYWHERE else [self.writers[workshop]]
        return any(partner in those for those in wheres for partner in self.groups[group].of)

    def kept_back(self, workshop: str, group: str) -> bool:
        """Whether there is a number of a group that is not told, where it is not."""
        return workshop not in self.alone and self.wrote(workshop, group)

    def may_name(self, decision: Decision, codes: Codes, comment: Comment) -> bool:
        """Whether the partner group of a comment may stand beside its words and its themes."""
        where, group = comment.workshop, comment.group
        return group in self.named.get(where, ()) and all(
            decision.counts(key(theme, where, group)) for theme in codes.all
        )

    def told(self, decision: Decision, theme: str, workshop: str, group: str) -> list[Comment] | None:
        """The comments of a group, as far as others may be told how many they are; else None.

        A workshop in which one group wrote everything is not told by group, nor is a group of too few people.
        """
        if not decision.counts(key(theme, workshop, group)):
            return None
        return self.of(theme, workshop, group) if not workshop or group in self.named.get(workshop, ()) else None


def key(theme: str, workshop: str = EVERYWHERE, group: str | None = None) -> Key:
    """What the number of a theme's comments is called where it is decided what may be told."""
    what = f"theme {theme}"
    if group is None:
        return (what, workshop) if workshop else (what,)
    return what, workshop, group


def in_count(state: State, comment: Comment) -> bool:
    """Whether a comment is one of those that are counted: an answer on a form only once somebody sorted it."""
    return bool(comment.no) or state.of(comment.key) != UNSORTED


def counted(programme: Programme, least: int | None = None) -> Counts:
    """The comments of a programme, counted in the one way that the window, papers and records share. Answers on forms
    that nobody sorted are `aside`. `least` is the least group that is told apart, where it is not the programme's.
    """
    state: State = programme.aspects["themes"]
    every, cells = of_programme(programme), defaultdict[tuple[str, str, str], list[Comment]](list)
    comments = [each for each in every if in_count(state, each)]
    for each in comments:
        cells[pile(state.of(each.key)), each.workshop, each.group].append(each)
    there = {each.workshop for each in comments}
    workshops = tuple(each for each in in_order(programme) if each.id in there)
    writers = {each.id: sorted({group for _theme, where, group in cells if where == each.id}) for each in workshops}
    wrote = {each.group for each in comments} - {""}
    groups = {name: group for name, group in _groups(programme, workshops, wrote).items() if wrote & set(group.of)}
    said = {where: {g for theme, w, g in cells if w == where and theme in state.themes} for where in writers}
    into = {partner: name for name, group in groups.items() for partner in group.of}
    spoke = {where: {into.get(each, "") for each in those} for where, those in said.items()}
    alone = frozenset(where for where, those in spoke.items() if len(those) == 1 and "" not in those)
    told = {
        each.id: frozenset() if each.id in alone else _named(each, into, least or programme.least) for each in workshops
    }
    left = len(every) - len(comments)
    return Counts(tuple(state.themes), workshops, groups, comments, dict(cells), writers, told, alone, left)


def beside(made: Counts) -> Iterator[str]:
    """What bridges these counts and others: answers on forms that are in none of them, and comments whose words nobody
    else may read.
    """
    if hidden := sum(each.withheld for each in made.comments):
        yield say(
            "{n} of the comments is withheld: it is counted, and its words are not printed.",
            "{n} of the comments are withheld: they are counted, and their words are not printed.",
            n=hidden,
        )
    if made.aside:
        yield say(
            "Besides, {n} answer on a form is not sorted into themes, and not counted here.",
            "Besides, {n} answers on forms are not sorted into themes, and not counted here.",
            n=made.aside,
        )


def _named(workshop: Workshop, into: Mapping[str, str], least: int) -> frozenset[str]:
    """The groups of which enough people were in a workshop; `into` says in which group each partner group is."""
    people = Counter[str]()
    for partner, n in people_by_group(workshop).items():
        people[into.get(partner, "")] += n
    return named(people, least)


def pile(codes: Codes) -> str:
    """Where a comment is counted."""
    return codes.theme or (NOWHERE if codes.unplaced else OPEN)


def _groups(programme: Programme, workshops: Sequence[Workshop], wrote: Iterable[str]) -> dict[str, Group]:
    """The groups that were settled for reports, where all that settled any agree; else every partner group that wrote,
    those of a workshop's list first, called as the first workshop calls them.
    """
    if together := settled(programme.workshops.values()):
        return {each.id: Group(each.label, each.label, each.of) for each in together}
    known: dict[str, Group] = {}
    for workshop in workshops:
        for group in workshop.groups:
            known.setdefault(group.id, Group(group.label, group.short, (group.id,)))
    others = {each: Group(Groups().label(each), Groups().short(each), (each,)) for each in sorted(wrote)}
    return known | {name: group for name, group in others.items() if name not in known}


def published(programme: Programme) -> list[Table]:
    """What may be shown of themes by partner group: for each its comments by workshop and group, and all together."""
    state: State = programme.aspects["themes"]
    if not state.themes:
        return []
    made = counted(programme)
    groups = {name: group.of for name, group in made.groups.items()}
    return [
        pooled(f"theme {theme}", _rows(made, theme), groups, row=Goes.NEVER, group=Goes.LAST)
        for theme in made.themes
        if made.comments
    ]


def _rows(made: Counts, theme: str) -> dict[str, dict[str, Tally]]:
    """A row a workshop, with every group that wrote anything in it, and those who named none."""
    return {
        where: {group: Tally(len(made.cells.get((theme, where, group), ()))) for group in ("", *writers)}
        for where, writers in made.writers.items()
    }


def unnamed(programme: Programme, workshop: Workshop, decision: Decision) -> frozenset[str]:
    """The keys of a workshop's comments beside which no partner group may stand: to count them would tell a number that
    may not be told.
    """
    state: State = programme.aspects["themes"]
    return frozenset(
        each.key
        for each in (of_workshop(workshop) if state.themes else ())
        if each.group and not all(decision.counts(key(t, each.workshop, each.group)) for t in state.of(each.key).all)
    )


def raised(programme: Programme, comments: Comments) -> tuple[str, str]:
    """The days on which the first and the last of some comments came, as ISO 8601; empty of none."""
    days = sorted(by_clock(programme.workshops[each.workshop], each.at).date() for each in comments)
    return (days[0].isoformat(), days[-1].isoformat()) if days else ("", "")


def titles(counts: Counts) -> Iterator[tuple[str, str]]:
    """The workshops by their ids, in order, each by its title, with its day where others have the same."""
    names = [each.info.title for each in counts.workshops]
    for workshop in counts.workshops:
        title = workshop.info.title
        yield workshop.id, title if names.count(title) < 2 else f"{title} ({day(workshop)})"
