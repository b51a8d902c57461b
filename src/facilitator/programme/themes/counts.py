"""How many comments each theme has, by workshop and partner group, and what of that others may be told.

Each comment is counted once, in the theme that is its best match. What cannot be placed, and what is still to be
sorted, is counted too, so that every comment stands somewhere; by group it never is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitator.model.people import Groups
from facilitator.model.programme import Programme
from facilitator.model.record import by_clock, day, in_order, named_groups
from facilitator.model.suppression import Decision, Goes, Key, Table, Tally, pooled
from facilitator.model.workshop import Workshop
from facilitator.programme.comments import Comment, of_programme, of_workshop
from facilitator.programme.themes.rules import Codes, State

NOWHERE, OPEN = "-", "?"
"""What stands for a theme where somebody read a comment and found none, and where nobody sorted it yet."""
EVERYWHERE = ""
"""Stands for a workshop where all of them are meant."""

Comments = Sequence[Comment]


@dataclass(frozen=True, slots=True)
class Counts:
    """Every comment of a programme by theme (or NOWHERE, OPEN), workshop and partner group.

    `themes` are the ids of the themes, `workshops` all that have a comment in the order in which they were held, and
    `groups` the labels by the ids of the partner groups that wrote any; `named` are those that a workshop may be told
    by: enough of their people were there, and they were not the only ones to write.
    """

    themes: tuple[str, ...]
    workshops: tuple[Workshop, ...]
    groups: Mapping[str, str]
    comments: Comments
    cells: Mapping[tuple[str, str, str], Comments]
    named: Mapping[str, frozenset[str]]

    def of(self, theme: str, workshop: str = EVERYWHERE, group: str | None = None) -> list[Comment]:
        """The comments of a theme, of one workshop, and of one group."""
        wheres = [each.id for each in self.workshops] if workshop == EVERYWHERE else [workshop]
        groups = ("", *self.groups) if group is None else (group,)
        return [each for where in wheres for name in groups for each in self.cells.get((theme, where, name), ())]

    def within(self, workshop: str) -> list[Comment]:
        """Every comment of a workshop."""
        return [each for each in self.comments if workshop in (EVERYWHERE, each.workshop)]

    def short(self, group: str) -> str:
        """The short name of a group, as the first workshop that has it calls it."""
        known = (each.groups.short(group) for each in self.workshops if each.groups.get(group))
        return next(known, Groups().short(group))

    def may_name(self, decision: Decision, codes: Codes, comment: Comment) -> bool:
        """Whether the group of a comment may stand beside its words and its themes."""
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


def counted(programme: Programme) -> Counts:
    """The comments of a programme, counted."""
    state: State = programme.aspects["themes"]
    comments, cells = of_programme(programme), defaultdict[tuple[str, str, str], list[Comment]](list)
    for each in comments:
        cells[pile(state.of(each.key)), each.workshop, each.group].append(each)
    there = {each.workshop for each in comments}
    workshops = tuple(each for each in in_order(programme) if each.id in there)
    writers: dict[str, set[str]] = {}
    for _theme, where, group in cells:
        writers.setdefault(where, set()).add(group)
    named = {
        each.id: named_groups(each, programme.least) if len(writers[each.id]) > 1 else frozenset[str]()
        for each in workshops
    }
    return Counts(tuple(state.themes), workshops, _groups(workshops, comments), comments, dict(cells), named)


def pile(codes: Codes) -> str:
    """Where a comment is counted."""
    return codes.theme or (NOWHERE if codes.unplaced else OPEN)


def _groups(workshops: Iterable[Workshop], comments: Comments) -> dict[str, str]:
    """The groups that wrote anything, those of a workshop's list first; a label is that of the first to have it."""
    wrote = sorted({each.group for each in comments} - {""})
    listed = {group.id: group.label for workshop in reversed(list(workshops)) for group in workshop.groups}
    order = dict.fromkeys(group.id for workshop in workshops for group in workshop.groups)
    shown = [*(group for group in order if group in wrote), *(group for group in wrote if group not in order)]
    return {group: listed.get(group) or Groups().label(group) for group in shown}


def published(programme: Programme) -> list[Table]:
    """What may be shown of themes by partner group: for each its comments by workshop and group, and all together."""
    state: State = programme.aspects["themes"]
    if not state.themes:
        return []
    made = counted(programme)
    return [
        pooled(f"theme {theme}", _rows(made, theme), row=Goes.NEVER, group=Goes.LAST)
        for theme in made.themes
        if made.comments
    ]


def _rows(made: Counts, theme: str) -> dict[str, dict[str, Tally]]:
    """A row a workshop, with every group that wrote anything in it, and those who named none."""
    found: dict[str, dict[str, Tally]] = {each.id: {"": Tally(0)} for each in made.workshops}
    for _theme, where, group in made.cells:
        found[where][group] = Tally(len(made.cells.get((theme, where, group), ())))
    return found


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
