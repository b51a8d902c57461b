"""A thousand programmes as a reader sees them who has everything that is shown, and solves for what is not."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import pytest
from scipy.optimize import linprog

from attack import Reader
from facilitator.model.suppression import Cell, Decision, Figure, Goes, Table, Tally, by_group, decide, pooled

GROUPS = ("VCS", "CCM", "LA", "PAR", "")
MERGED = {"community": ("VCS", "PAR"), "statutory": ("CCM", "LA")}
MANY = 1000
"""So many programmes, the first of many more: any seed makes another."""


def tally(chance: random.Random, n: int, ways: int = 2) -> Tally:
    """So many answers, of a room that leans one way now and then."""
    leans = chance.choice([1.0, 1.0, 6.0, 40.0])
    weights = [leans, 1.0, 1.0, 1.0, 1.0] if n else [1.0] * 5
    dealt = [Counter[Hashable](chance.choices(range(1, 6), weights, k=n)) for _ in range(ways)]
    return Tally(n, tuple(dealt))


def size(chance: random.Random) -> int:
    """How many of one group there may be in one place: often few."""
    return chance.choice([0, 0, 1, 2, 3, 4, 4, 5, 6, 7, 9, 13, 22])


def a_programme(chance: random.Random) -> list[Table]:
    """Up to five workshops: answers to questions pooled over them, what moved between two waves, themes by workshop and
    group, who came, single votes.
    """
    places = [f"w{n}" for n in range(chance.randint(1, 5))]
    groups = (*GROUPS[: chance.randint(2, 4)], "")
    reporting = chance.choice([None, MERGED])
    tables = [
        pooled(f"q{n}", {place: {g: tally(chance, size(chance)) for g in groups} for place in places}, reporting,
               row=chance.choice([Goes.IN_TURN, Goes.NEVER]))
        for n in range(chance.randint(1, 2))
    ]  # fmt: skip
    tables += [
        pooled(f"theme{n}", {place: {g: Tally(size(chance)) for g in groups} for place in places}, reporting,
               row=Goes.NEVER, group=Goes.LAST)
        for n in range(chance.randint(1, 3))
    ]  # fmt: skip
    moved = {place: {g: tally(chance, size(chance), 3) for g in groups} for place in places}
    came = {place: {g: Tally(size(chance)) for g in groups} for place in places}
    votes = {g: tally(chance, size(chance), 1) for g in groups}
    return [
        *tables,
        pooled("moved", moved, reporting, row=Goes.IN_TURN),
        pooled("came", came, reporting, row=Goes.NEVER, group=Goes.LAST),
        by_group("vote", places[0], votes),
    ]


def whole(tables: list[Table]) -> tuple[dict[Cell, Tally], list[Figure]]:
    """All cells and figures."""
    tallies = {cell: tally for table in tables for cell, tally in table.tallies.items()}
    return tallies, [figure for table in tables for figure in table.figures]


def readers(tables: list[Table], decision: Decision) -> Mapping[str, Reader]:
    """A reader of each question or theme, which is all that can be solved together."""
    tallies, figures = whole(tables)
    shown = [f for f in figures if decision.counts(f.key)]
    whats = {cell.what for cell in tallies}
    return {
        what: Reader((f.cells, sum(tallies[c].n for c in f.cells)) for f in shown if what in {c.what for c in f.cells})
        for what in whats
    }


def possible(cells: frozenset[Cell], figures: list[Figure], tallies: Mapping[Cell, Tally], least: int) -> int:
    """What may be asked of a hidden number: the least group, or as much as totals that are never hidden leave of it."""
    always = [(f.cells, sum(tallies[c].n for c in f.cells)) for f in figures if f.goes is Goes.NEVER]
    of = [(inside, n) for inside, n in always if next(iter(cells)).what in {cell.what for cell in inside}]
    return int(min(least, Reader(of).width(cells) if of else least))


@pytest.mark.parametrize("part", range(8))
def test_no_hidden_number_is_found_out_more_closely_than_the_least_group(part: int) -> None:
    hidden = 0
    for seed in range(part * MANY // 8, (part + 1) * MANY // 8):
        chance = random.Random(seed)
        tables, least = a_programme(chance), chance.choice([5, 5, 7, 10])
        decision = decide(tables, least)
        tallies, figures = whole(tables)
        solving = readers(tables, decision)
        for cells in {f.cells for f in figures if not decision.counts(f.key)}:
            hidden += 1
            width = solving[next(iter(cells)).what].width(cells)
            assert width >= possible(cells, figures, tallies, least), (seed, cells)
    assert hidden > 100


@dataclass(frozen=True)
class Asked:
    """One answer of one distribution, as a reader sees it who knows the figures of some keys."""

    tables: list[Table]
    known: set[Hashable]
    at: int
    value: Hashable

    def may_be(self, figure: Figure) -> bool:
        """Whether somebody of a group may have given the answer."""
        tallies, figures = whole(self.tables)
        what = next(iter(figure.cells)).what
        of = [f for f in figures if f.key in self.known and what in {c.what for c in f.cells}]
        sums = [(f.cells, sum(tallies[c].answers[self.at].get(self.value, 0) for c in f.cells)) for f in of]
        return not sums or Reader(sums).bounds(figure.cells)[1] != 0


@pytest.mark.parametrize("part", range(4))
def test_of_no_hidden_group_it_is_known_that_all_answered_alike(part: int) -> None:
    """But where that is seen from totals that are never hidden."""
    alike = 0
    for seed in range(part * MANY // 4, (part + 1) * MANY // 4):
        tables = a_programme(random.Random(seed))
        decision = decide(tables)
        tallies, figures = whole(tables)
        always = {f.key for f in figures if f.goes is Goes.NEVER}
        shown = {f.key for f in figures if decision.shows(f.key)}
        for figure in (f for f in figures if f.key not in shown):
            around = {c for f in figures if figure.cells <= f.cells for c in f.cells}
            for at in range(max(len(tallies[cell].answers) for cell in figure.cells)):
                given = {v for c in figure.cells for v, n in tallies[c].answers[at].items() if n}
                others = {v for c in around for v, n in tallies[c].answers[at].items() if n} - given
                if len(given) == 1 and any(Asked(tables, always, at, v).may_be(figure) for v in others):
                    alike += 1
                    assert any(Asked(tables, shown, at, v).may_be(figure) for v in others), (seed, figure.key)
    assert alike > 10


@pytest.mark.parametrize("seed", range(20))
def test_the_reader_solves_as_a_known_solver_does(seed: int) -> None:
    chance = random.Random(seed)
    truth = [size(chance) for _ in range(chance.randint(2, 12))]
    sums = {frozenset(chance.sample(range(len(truth)), chance.randint(1, len(truth)))) for _ in range(6)}
    known = [(cells, sum(truth[cell] for cell in cells)) for cells in sums]
    wanted = chance.choice(sorted({cell for cells in sums for cell in cells}))
    rows = [[float(cell in cells) for cell in range(len(truth))] for cells, _n in known]
    sign = [float(cell == wanted) for cell in range(len(truth))]
    low, high = (
        times * linprog([times * each for each in sign], A_eq=rows, b_eq=[n for _cells, n in known]).fun
        for times in (1, -1)
    )
    found = Reader(known).bounds([wanted])
    assert found[1] is not None
    assert abs(found[0] - low) <= 0.5001 and abs(found[1] - high) <= 0.5001
