"""Reckoning with a force field: medians and ranges, totals, leverage, and what partner groups gave apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from statistics import median_low

from facilitator.activities.forces import likeness
from facilitator.activities.forces.facts import (
    CAP,
    DRIVER,
    RESTRAINER,
    SCALES,
    SIDES,
    VERDICTS,
    Force,
    Spread,
    State,
    Totals,
)
from facilitator.model.notes import Note
from facilitator.model.people import Groups
from facilitator.model.suppression import Decision, Goes, Reported, Table, Tally, by_group, together

_ALIKE_FROM = 4
"""From so many forces on, one number for all of them is worth a word."""


def spread(state: State, force: str, scale: str, groups: Collection[str] | None = None) -> Spread:
    """The numbers given to one force, those from paper among them; with `groups`, by those partner groups alone."""
    given = state.ratings.get(force, {}).get(scale, {})
    values = [v for t, v in given.items() if groups is None or state.groups.get(t, "") in groups]
    if groups is None:
        values += state.tallies.get(force, {}).get(scale, ())
    return _spread(values)


def _spread(values: Sequence[int]) -> Spread:
    numbers = sorted(v for v in values if v)
    if not numbers:
        return Spread(0, None, None, None, len(values))
    return Spread(len(numbers), median_low(numbers), numbers[0], numbers[-1], len(values) - len(numbers))


def published(state: State, where: str, reported: Sequence[Reported] = ()) -> list[Table]:
    """Who gave each force how much strength, by partner group; those on paper with people of whom no group is known."""
    groups = together(reported)
    return [by_group(force, where, _tallies(state, force), groups, total=Goes.NEVER) for force in _rated(state)]


def _rated(state: State) -> list[str]:
    return [note.key for side in SIDES for note in state.scored(side)]


def _tallies(state: State, force: str) -> dict[str, Tally]:
    found: dict[str, Counter[Hashable]] = {}
    for token, value in state.ratings.get(force, {}).get("strength", {}).items():
        found.setdefault(state.groups.get(token, ""), Counter())[value] += bool(value)
    for value in state.tallies.get(force, {}).get("strength", ()):
        found.setdefault("", Counter())[value] += bool(value)
    return {group: Tally(given.total(), (+given,)) for group, given in found.items() if given.total()}


def told_by_group(state: State, force: str, decision: Decision, where: str) -> dict[str, Spread]:
    """The strengths that each group gave by which people are told, by its id, as far as they may be told."""
    groups = [each for each in decision.groups(_tallies(state, force)) if decision.shows((force, where, each.id))]
    return {each.id: spread(state, force, "strength", each.of) for each in groups}


def force(state: State, note: Note) -> Force:
    """One force with everything known of it."""
    spreads = {scale: spread(state, note.key, scale) for scale in SCALES}
    agreed = state.agreed.get(note.key, {})
    strength, change = (agreed.get(scale, spreads[scale].median) for scale in SCALES)
    side, sources = str(note.fields.get("side", "")), 1 + len(state.notes.sources(note.key))
    reasons, after = state.reasons.get(note.key, {}), state.after.get(note.key)
    return Force(note, side, sources, spreads, strength, change, dict(reasons), after, agreed)


def forces(state: State, side: str) -> list[Force]:
    """The forces of one side that are scored, in list order."""
    return [force(state, note) for note in state.scored(side)]


def joined(state: State, note: Note) -> list[Force]:
    """The forces joined with one after people had scored them, each with what was given to its own words.

    They are not added to the scores of the one: who gave them had two sentences before them.
    """
    found = [force(state, each) for each in state.notes.sources(note.key)]
    return [each for each in found if each.agreed or any(s.n or s.unable for s in each.spread.values())]


def wide(state: State) -> list[Force]:
    """The forces whose strength splits the room, in list order: the only ones that are talked through."""
    return [f for side in SIDES for f in forces(state, side) if f.spread["strength"].wide]


def left_aside(state: State, side: str) -> list[Note]:
    """The standing forces of one side that do not go forward: set aside by the room."""
    going = {note.key for note in state.scored(side)}
    return [note for note in state.notes_of(side) if note.key not in going]


def over_cap(state: State, side: str) -> int:
    """How many forces of one side are too many and still have to be joined or set aside."""
    return max(0, sum(not n.fields.get("aside") for n in state.notes_of(side)) - CAP)


def new_drivers(state: State) -> list[tuple[Note, int]]:
    """The ideas that add a driver, with the strength the room expects of each; those without one are left out."""
    return [(n, state.after[n.key]) for n in state.actions() if n.fields["effect"] == "add" and state.after.get(n.key)]


def totals(state: State, *, expected: bool = False) -> Totals:
    """Both sides added up; with `expected`, as the room thinks it will be after its actions, new drivers included."""

    def strengths(side: str) -> list[int]:
        found = [f.after if expected and f.after is not None else f.strength for f in forces(state, side)]
        return [s for s in found if s is not None]

    drivers, restrainers = strengths(DRIVER), strengths(RESTRAINER)
    if expected:
        drivers += [strength for _note, strength in new_drivers(state)]
    return Totals(sum(drivers), sum(restrainers), len(drivers), len(restrainers))


def leverage(state: State) -> list[Force]:
    """Where effort pays: restrainers first, then drivers, each by leverage; ties keep list order; unknown ones last."""
    both = [sorted(forces(state, side), key=lambda f: -(f.leverage or 0)) for side in (RESTRAINER, DRIVER)]
    return both[0] + both[1]


def clarity(state: State) -> tuple[int, int]:
    """How many find the change clear, and how many do not: phones and hands together."""
    pressed = list(state.clear.values())
    return pressed.count(True) + state.clear_hands[0], pressed.count(False) + state.clear_hands[1]


def verdicts(state: State) -> dict[str, int]:
    """How many said each of go, go if, not yet: phones and hands together."""
    said = list(state.verdicts.values())
    return {choice: said.count(choice) + state.hands.get(choice, 0) for choice in VERDICTS}


def all_alike(state: State) -> int:
    """How many people gave one and the same strength to every force, with four forces or more."""
    by_token: dict[str, list[int]] = {}
    for note in (n for side in SIDES for n in state.scored(side)):
        for token, value in state.ratings.get(note.key, {}).get("strength", {}).items():
            by_token.setdefault(token, []).append(value)
    return sum(1 for given in by_token.values() if len(given) >= _ALIKE_FROM and given[0] and len(set(given)) == 1)


def raters(state: State) -> int:
    """How many people scored at least one force, as far as that is known."""
    tokens = {t for scales in state.ratings.values() for given in scales.values() for t in given}
    paper = [len(values) for scales in state.tallies.values() for values in scales.values()]
    return len(tokens) + max(paper, default=0)


def scored(state: State) -> bool:
    """Whether any force that stands has a score."""
    return any(force.spread["strength"].n for side in SIDES for force in forces(state, side))


def mirrors(state: State) -> list[tuple[Note, Note]]:
    """Pairs that may be one idea and its absence: a driver and a restrainer that share most of their words."""
    return likeness.mirrors(state.notes_of(DRIVER), state.notes_of(RESTRAINER))


def least_heard(state: State, groups: Groups) -> str:
    """The name of the partner group of which the fewest forces came, the first of them; empty where none is known."""
    counts = Counter(note.group for side in SIDES for note in state.notes_of(side))
    if not any(counts[group.id] for group in groups):
        return ""
    return str(min(groups, key=lambda group: counts[group.id]).label)


def missing_side(state: State) -> str:
    """The side that has no force while the other has some; empty when both or none have."""
    here = [side for side in SIDES if state.notes_of(side)]
    return next(side for side in SIDES if side not in here) if len(here) == 1 else ""
