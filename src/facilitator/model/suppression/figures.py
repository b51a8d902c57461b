"""What is to be published, before anything is hidden: numbers of people or comments, each a sum of the same cells."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeAlias

LEAST = 5
"""The least group of a programme that chose none: a number of fewer is never shown by itself."""
MOST = 10
"""The largest least group that a programme may choose."""
PUBLISHED = 10
"""The least group of a published copy, unless somebody chooses another."""
SMALL = 10
"""Of a group of fewer that answered as one nobody is told the answers: everybody's would be known."""
PER_CENT_FROM = 20
"""Per cent is said only of so many answers, or more."""

Key: TypeAlias = Hashable
"""What a caller calls a figure by; unlike any other key in the same programme."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The finest thing that is counted: `what` was asked or said, with its version; `where` (workshop and stage); and
    the partner `group`, "" of those who named none.
    """

    what: str
    where: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are in a cell, and how they answered: a distribution for each question that the cell's row prints
    (`((("before", {1: 3, 2: 4}), ...)` without the names). Without distributions only numbers are at stake.
    """

    n: int
    answers: tuple[Mapping[Hashable, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Reported:
    """Partner groups that are reported together: an id, what they are called, and the ids of the groups."""

    id: str
    label: str
    of: tuple[str, ...]


def together(settled: Iterable[Reported]) -> dict[str, tuple[str, ...]] | None:
    """The groups by which people are told, each with its partner groups; None where every one stands by itself."""
    return {each.id: each.of for each in settled} or None


def place(workshop: str, stage: str) -> str:
    """What a stage of a workshop is called where something is counted in it."""
    return f"{workshop}/{stage}"


class Goes(IntEnum):
    """When a figure is hidden to protect another: before others of its line, as the smallest of them, after all of
    them, or never.
    """

    FIRST = 0
    IN_TURN = 1
    LAST = 2
    NEVER = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that some table, picture or export wants to show: how many there are in all of its cells together."""

    key: Key
    cells: frozenset[Cell]
    goes: Goes = Goes.IN_TURN


@dataclass(frozen=True, slots=True)
class Table:
    """Figures that belong together, and the tallies of all cells that they are summed from. Cells that other tables
    use too have the same tally in each of them.
    """

    tallies: Mapping[Cell, Tally]
    figures: Sequence[Figure] = field(default=())


def by_group(
    what: str,
    where: str,
    tallies: Mapping[str, Tally],
    groups: Mapping[str, Iterable[str]] | None = None,
    *,
    total: Goes = Goes.IN_TURN,
) -> Table:
    """One row: its total, whose key is `(what, where)`, and its groups, each by `(what, where, name)`.

    `tallies` are those of the partner groups, "" of people who named none: they are counted and never shown as a
    group. `groups` are the reporting groups, each with its partner groups; without them every partner group is one.
    A total that may be hidden is so when it is under the least group.
    """
    cells = {group: Cell(what, where, group) for group in tallies}
    told = {group: (group,) for group in sorted(tallies) if group} if groups is None else groups
    figures = [Figure((what, where), frozenset(cells.values()), total)]
    for name, of in told.items():
        inside = frozenset(cells[group] for group in of if group in cells)
        if inside:
            figures.append(Figure((what, where, name), inside))
    return Table({cells[group]: tally for group, tally in tallies.items()}, figures)


def pooled(
    what: str,
    rows: Mapping[str, Mapping[str, Tally]],
    groups: Mapping[str, Iterable[str]] | None = None,
    *,
    row: Goes = Goes.IN_TURN,
    group: Goes = Goes.FIRST,
) -> Table:
    """Rows of several places (`rows`: place, partner group) and what they come to together, over all that may be added.

    The rows are as in `by_group`; the whole is called `(what,)` and never hidden, a group of it `(what, "", name)`.
    `row` says when a row's own total goes, `group` when a group of the whole does: before the rows of single places
    (answers), or after them (comments by theme, where the totals matter most).
    """
    tables = [by_group(what, where, tallies, groups, total=row) for where, tallies in rows.items()]
    every = {cell: tally for table in tables for cell, tally in table.tallies.items()}
    figures = [figure for table in tables for figure in table.figures]
    figures.append(Figure((what,), frozenset(every), Goes.NEVER))
    names = sorted({g for tallies in rows.values() for g in tallies if g})
    for name, of in ({g: (g,) for g in names} if groups is None else groups).items():
        wanted = set(of)
        inside = frozenset(cell for cell in every if cell.group in wanted)
        if inside:
            figures.append(Figure((what, "", name), inside, group))
    return Table(every, figures)


def per_cent(part: int, whole: int) -> str:
    """`83 %`, whole and half up, or nothing where there are too few answers for per cent."""
    return f"{(200 * part + whole) // (2 * whole)} %" if whole >= PER_CENT_FROM else ""
