"""Makes the plan of who meets whom for the people there are, and remakes what is left of it when they change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from facilitator.activities.rotate import schedule
from facilitator.activities.rotate.bodies import Planned
from facilitator.activities.rotate.facts import Seat, State
from facilitator.activities.rotate.schedule import Plan, Round
from facilitator.activities.rotate.search import REPEAT, SAME_GROUP, Wishes, fill

FORMS = ("pairs", "two-sided", "tables", "groups")
Plans = list[Plan[str]]
_UNEQUAL = 2
"""A side more than so many times as long as the other sits with it at tables, one of the short side at each."""


def form_of(state: State) -> str:
    """How people meet: `pairs`, `two-sided`, `tables` or `groups` (tables that mix the partner groups)."""
    form = str(state.stage.options.get("form", "pairs"))
    return form if form in FORMS else "pairs"


def size_of(state: State) -> int:
    """Seats at a place."""
    size = state.stage.options.get("size", 4)
    return 2 if form_of(state) in ("pairs", "two-sided") else max(3, size if isinstance(size, int) else 4)


def needs_plan(state: State, n: int, total: int) -> bool:
    """Whether round `n` (from 1) and those after it do not fit the people there are now."""
    if len(state.rounds) < total:
        return True
    placed = [key for place in state.rounds[n - 1] for key in place]
    return sorted(placed) != sorted(seat.key for seat in state.playing())


def planned(state: State, n: int, total: int) -> Planned:
    """What is planned for the people there are now: the rounds from `n` to `total`."""
    return Planned(n, tuple(make(state, n, total)[n - 1 :]), anew=True)


def make(state: State, n: int, total: int) -> Plan[str]:
    """The whole plan with the rounds before `n` as they were."""
    people = state.playing()
    played = [list(here) for here in state.rounds[: n - 1]]
    keys = [seat.key for seat in people]
    if len(keys) < 2 or total < n:
        return [*played, *([tuple(keys)] if keys else [] for _ in range(n, total + 1))]
    fixed = frozenset(seat.key for seat in people if seat.stays or seat.quiet)
    sides = sides_of(state) if form_of(state) == "two-sided" else ((), ())
    group = {seat.key: seat.group for seat in people}
    if sides[0]:
        group = {key: side for side, those in zip("AB", sides, strict=True) for key in those}
        if not played and not fixed - set(sides[0]):
            sided = _sided(sides[0], sides[1], total)
            if len(sides[1]) > _UNEQUAL * len(sides[0]) or max(schedule.meetings(sided).values(), default=0) < 2:
                return sided
        fixed |= set(sides[0])
    plans = [fill(keys, total, size_of(state), Wishes(group, fixed), played)]
    if not played and not fixed:
        plans += _neat(state, _mixed(people), total)
    return settled(min(plans, key=lambda plan: cost(plan, group)), n, fixed)


def _neat(state: State, people: Sequence[str], total: int) -> Plans:
    """The schemes that fit without a search."""
    size = size_of(state)
    if size == 2:
        made = schedule.circle(people, total)
        return [schedule.with_trios(made, people)] if len(made) == total else []
    if len(people) == 25 and size == 5 and total <= 6:
        return [schedule.five_by_five(people)[:total]]
    tables = len(schedule.table_sizes(len(people), size))
    shifts = schedule.shifts_for(tables, -(-len(people) // tables), total)
    return [schedule.by_shifts(people, tables, total, shifts)] if shifts else []


def _sided(short: Sequence[str], long: Sequence[str], total: int) -> Plan[str]:
    """One side sits and the other moves past it; far too long a side sits with one of the short side at each table."""
    if len(long) <= _UNEQUAL * len(short):
        return schedule.with_trios(schedule.two_sided(short, long, total), [*short, *long])
    tables = len(short)
    rows = -(-len(long) // tables)
    shifts = schedule.shifts_for(tables, rows + 1, total) or [row % tables for row in range(rows + 1)]
    return schedule.by_shifts([*short, *long], tables, total, shifts)


def sides_of(state: State) -> tuple[list[str], list[str]]:
    """`(the side that sits, the side that moves)`: the groups named in the option `seated`, else the largest group,
    against everybody else; the shorter side sits. Empty where all are of one group.
    """
    people = state.playing()
    named = state.stage.options.get("seated", ())
    groups = {str(g) for g in named} if isinstance(named, (list, tuple)) else set()
    if not groups:
        counted = Counter(seat.group for seat in people)
        groups = {min(counted, key=lambda g: (-counted[g], g))} if counted else set()
    one = [seat for seat in people if seat.group in groups]
    other = [seat for seat in people if seat.group not in groups]
    if not one or not other:
        return [], []
    short, long = sorted((one, other), key=len)
    return [s.key for s in short], _mixed(long)


def _mixed(people: Sequence[Seat]) -> list[str]:
    """People in an order that takes the groups in turn, so that early rounds cross groups."""
    by_group: dict[str, list[str]] = {}
    for seat in people:
        by_group.setdefault(seat.group, []).append(seat.key)
    order = sorted(by_group.values(), key=len, reverse=True)
    spread = sorted((place / len(row), n, key) for n, row in enumerate(order) for place, key in enumerate(row))
    return [key for _at, _n, key in spread]


def cost(plan: Plan[str], group: Mapping[str, str]) -> int:
    """What a plan costs: repeated meetings are dear, meetings within one partner group cheap but not free."""
    met = schedule.meetings(plan)
    again = sum(times - 1 for times in met.values())
    same = sum(times for pair, times in met.items() if len({group.get(p, "") or p for p in pair}) == 1)
    return REPEAT * again + SAME_GROUP * same


def settled(plan: Plan[str], n: int, fixed: frozenset[str]) -> Plan[str]:
    """The same meetings from round `n` on, at places chosen so that as many people as possible stay where they were."""
    done = [list(here) for here in plan[: n - 1]]
    for here in plan[n - 1 :]:
        done.append(_stay(here, done[-1] if done else [], fixed))
    return done


def _stay(here: Round[str], before: Round[str], fixed: frozenset[str]) -> Round[str]:
    was = {key: n for n, place in enumerate(before) for key in place}
    free = list(range(len(here)))
    result: list[tuple[str, ...]] = [()] * len(here)
    waiting = list(enumerate(here))
    for index, place in list(waiting):
        if fixed & set(place):  # a fixed person's place is where the search put it
            result[index] = place
            free.remove(index)
            waiting.remove((index, place))
    for _index, place in waiting:
        at = next((was[key] for key in place if was.get(key) in free), None)
        if at is not None:
            result[at] = place
            free.remove(at)
    for place in (p for _i, p in waiting if p not in result):
        result[free.pop(0)] = place
    return result


def stayers(state: State, round_no: int) -> set[str]:
    """Who keeps their place from the round before."""
    if round_no < 2 or round_no > len(state.rounds):
        return set()
    was = {key: n for n, place in enumerate(state.rounds[round_no - 2]) for key in place}
    return {key for n, place in enumerate(state.rounds[round_no - 1]) for key in place if was.get(key) == n}


def figures(state: State) -> dict[str, int]:
    """Numbers of the rounds that were begun: people, rounds, pairs met and possible, and of those met, cross-group."""
    held = state.rounds[: state.begun]
    met = schedule.meetings(held)
    people = {key for here in held for place in here for key in place}
    group = {key: seat.group for key, seat in state.seats.items()}
    known = [pair for pair in met if all(group.get(key) for key in pair)]
    crossing = [pair for pair in known if len({group[key] for key in pair}) == 2]
    longest = max((_longest(state, key) for key in people), default=0)
    return {
        "people": len(people),
        "rounds": len(held),
        "met": len(met),
        "possible": len(people) * (len(people) - 1) // 2,
        "again": sum(times > 1 for times in met.values()),
        "known": len(known),
        "crossing": len(crossing),
        "waited": longest,
        "trios": sum(len(place) == 3 for here in held for place in here),
    }


def _longest(state: State, key: str) -> int:
    """The most rounds running, between a person's first and last, in which they had no place."""
    there = [any(key in place for place in here) for here in state.rounds[: state.begun]]
    inside = there[there.index(True) : len(there) - there[::-1].index(True)] if any(there) else []
    runs = "".join("x" if here else "." for here in inside).split("x")
    return max(map(len, runs), default=0)
