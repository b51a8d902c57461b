"""What of all that is to be published may be shown: decided once, for every table, picture and export together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from facilitator.model.suppression.figures import (
    LEAST,
    SMALL,
    Cell,
    Figure,
    Goes,
    Key,
    Reported,
    Table,
    Tally,
    by_group,
)
from facilitator.model.suppression.lines import apply, lines
from facilitator.model.suppression.network import Network
from facilitator.model.suppression.pieces import Number, Piece, families, pieces

SHOWN, COUNTED, HIDDEN = "shown", "counted", "hidden"
"""What of a figure may be told: all; only how many there are, not how they answered; nothing, not even that."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What may be told of each figure by its key. A figure that nobody asked about may not be told.

    `least` is the least group that it was decided with; `alike` are the small groups that answered as one, of whom a
    reader is told "all or nearly all" beside how many they are. `reported` are the groups by which people are told
    where it was settled that several partner groups are one: then none of those is told by itself.
    """

    least: int = LEAST
    told: Mapping[Key, str] = field(default_factory=dict)
    alike: frozenset[Key] = frozenset()
    reported: tuple[Reported, ...] = ()

    def groups(self, there: Iterable[str]) -> list[Reported]:
        """The groups by which people are told, of the partner groups that are `there`: those settled, else each."""
        known = sorted(set(there) - {""})
        return [each for each in self.reported if set(each.of) & set(known)] if self.reported else [
            Reported(group, group, (group,)) for group in known
        ]  # fmt: skip

    def state(self, key: Key) -> str:
        """SHOWN, COUNTED or HIDDEN."""
        return self.told.get(key, HIDDEN)

    def shows(self, key: Key) -> bool:
        """Whether a figure may be told with how they answered."""
        return self.state(key) == SHOWN

    def counts(self, key: Key) -> bool:
        """Whether it may be told how many they are."""
        return self.state(key) != HIDDEN


def decide(tables: Iterable[Table], least: int = LEAST) -> Decision:
    """What may be told of all the figures of all tables, so that no number under `least` can be found out from them.

    Hidden are: numbers of 1 to `least` - 1; of merged and fine groups of the same people the fine ones; in each line
    that adds up, the smallest others until no hidden one stands alone and those hidden are `least` together; then
    whatever lets a hidden number be found out by more than `least` from everything that is shown. Totals that are
    never hidden may tell more, where they are small themselves. Of a small group that answered as one only the number
    is told, and so of another in its line. Raises ValueError where two tables tell the same cell differently, and for a
    figure of a cell that no table tells.
    """
    tallies: dict[Cell, Tally] = {}
    figures: list[Figure] = []
    for table in tables:
        for cell, tally in table.tallies.items():
            if tallies.setdefault(cell, tally) != tally:
                raise ValueError(f"two tables tell {cell!r} differently")
        figures += table.figures
    told: dict[Key, str] = {figure.key: SHOWN for figure in figures}
    alike: set[Key] = set()
    for piece in pieces(tallies, figures):
        same = _decide(piece, least)
        for key, (mask, goes) in piece.keys.items():
            number = piece.numbers[mask]
            alone = goes is not Goes.NEVER and 0 < number.n < least  # the only group there is, under its total
            told[key] = HIDDEN if alone or not number.shown else SHOWN if number.answers else COUNTED
            if number.shown and mask in same:
                alike.add(key)
    return Decision(least, told, frozenset(alike))


def named(people: Mapping[str, int], least: int = LEAST) -> frozenset[str]:
    """The groups that may stand beside what one of their people wrote. `people`: how many there were of each, all of
    them, "" those who named no group, who are never one of the groups.
    """
    there = {group: Tally(n) for group, n in sorted(people.items()) if n > 0}
    decision = decide([by_group("people", "", there)], least)
    return frozenset(group for group in there if group and decision.shows(("people", "", group)))


def _decide(piece: Piece, least: int) -> dict[int, int]:
    """Decide one piece; returns the sets that answered as one, and are small and shown."""
    for number in piece.numbers.values():
        if number.goes is not Goes.NEVER and 0 < number.n < least:
            number.shown = False
    _without_fine(piece)
    both = families(piece)
    if all(number.shown for number in piece.numbers.values() if number.figure or number.n) and not piece.many:
        return _one_mind(piece, both)
    apply(lines(piece, both), least)
    _prove(piece, Network(piece, both), least)
    return _one_mind(piece, both)


def _without_fine(piece: Piece) -> None:
    """Hide fine groups where merged ones of the same people stand too: one could be taken from the other."""
    places: dict[tuple[str, str], int] = {}
    for at, cell in enumerate(piece.cells):
        where = (cell.what, cell.where)
        places[where] = places.get(where, 0) | 1 << at
    parts: dict[tuple[str, str], list[tuple[int, Number]]] = {}
    for number in piece.numbers.values():
        touched = [(where, row) for where, row in places.items() if number.mask & row] if number.figure else []
        if any(number.mask & row != row for _where, row in touched):
            for where, row in touched:
                parts.setdefault(where, []).append((number.mask & row, number))
    for here in parts.values():
        for mask, number in here:
            if number.goes is not Goes.NEVER and any(mask != other and mask & other == mask for other, _n in here):
                number.shown = False


def _prove(piece: Piece, network: Network, least: int) -> None:
    """Hide more until every hidden number may be other than it is by `least`, as far as that is to be had."""
    safe: dict[int, int] = {}
    waiting = _hidden(piece, network, least)
    _fix(network)
    while waiting:
        number = waiting.pop()
        if safe.get(number.mask, 0) >= least:
            continue
        width, seen = network.width(number.mask, least)
        for mask, by in seen.items():
            safe[mask] = max(safe.get(mask, 0), by)
        while width < least and (more := network.to_hide(number.mask, least)):
            for each in more:
                each.shown = False
            waiting += more
            _fix(network)
            width, _seen = network.width(number.mask, least)
        safe[number.mask] = least


def _hidden(piece: Piece, network: Network, least: int) -> list[Number]:
    """The numbers that nobody may find out, the largest first, so that the smallest is looked at first."""
    found = [
        number
        for number in piece.numbers.values()
        if not number.shown and number.mask in network.at and (number.figure or 0 < number.n < least)
    ]
    return sorted(found, key=lambda number: (-number.n, number.order))


def _fix(network: Network, *, answers: bool = False) -> None:
    for index, arc in enumerate(network.arcs):
        number = arc.number
        network.fixed[index] = bool(number and number.shown and (number.answers or not answers))


def _one_mind(piece: Piece, both: Sequence[Sequence[Number]]) -> dict[int, int]:
    """Keep back the answers of small groups that answered as one, and of so many others that nobody can tell that a
    hidden group did. Returns the sets of those groups.
    """
    same: dict[int, int] = {}
    if not any(tally.answers for tally in piece.tallies):
        return same
    network = Network(piece, both)
    for at in range(max(len(tally.answers) for tally in piece.tallies)):
        dealt = _dealt(piece, at)
        for number in piece.numbers.values():
            small = number.figure and number.n < SMALL and number.goes is not Goes.NEVER
            if small and _alone(dealt, number) is not None:
                number.answers = False
                same[number.mask] = number.n
    changed = True
    while changed:
        changed = False
        for at in range(max(len(tally.answers) for tally in piece.tallies)):
            dealt = _dealt(piece, at)
            for number in list(piece.numbers.values()):
                kept = number.mask in network.at and number.n and not (number.shown and number.answers)
                if kept and (answer := _alone(dealt, number)) is not None:
                    changed |= _doubt(network, number, at, [other for other in dealt if other != answer])
    return {mask: n for mask, n in same.items() if piece.numbers[mask].shown}


def _doubt(network: Network, number: Number, at: int, others: Sequence[Hashable]) -> bool:
    """Make sure that somebody of a group may have answered otherwise, for all that is told; whether more had to go."""
    ways: list[list[Number]] = []
    for other in others:
        network.layer((at, other))
        _fix(network, answers=True)
        if network.width(number.mask, 1)[0]:
            return False
        if way := network.to_hide(number.mask, 1):
            ways.append(way)
    if not ways:
        return False
    for each in min(ways, key=lambda way: (len(way), sum(number.n for number in way))):
        each.answers = False
    return True


def _dealt(piece: Piece, at: int) -> dict[Hashable, int]:
    """The answers of one distribution that anybody gave, each with the cells in which somebody did."""
    found: Counter[Hashable] = Counter()
    for place, tally in enumerate(piece.tallies):
        for answer, n in tally.answers[at].items() if at < len(tally.answers) else ():
            found[answer] |= 1 << place if n else 0
    return {answer: mask for answer, mask in found.items() if mask}


def _alone(dealt: Mapping[Hashable, int], number: Number) -> Hashable | None:
    """The one answer that a group gave, where it is one; None of a group that gave several, or none."""
    given = [answer for answer, mask in dealt.items() if mask & number.mask]
    return given[0] if len(given) == 1 else None
