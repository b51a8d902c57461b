from collections import Counter
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.activities.rotate import schedule as s
from facilitator.activities.rotate.search import Wishes, fill, pair_sizes


def test_six_people_meet_in_five_rounds_in_the_customary_order():
    plan = [{frozenset(p) for p in here} for here in s.circle([1, 2, 3, 4, 5, 6])]
    given_order = ["16 25 34", "15 64 23", "14 53 62", "13 42 56", "12 36 45"]
    assert plan == [{frozenset(map(int, pair)) for pair in line.split()} for line in given_order]


@given(st.integers(2, 120))
def test_the_circle_makes_everybody_meet_everybody_once(n):
    people = list(range(n))
    plan = s.circle(people)
    assert len(plan) == (n - 1 if n % 2 == 0 else n)
    assert s.meetings(plan) == Counter(frozenset(pair) for pair in combinations(people, 2))
    assert all(len(w) == (n % 2) for w in s.waits(plan, people).values())


@given(st.integers(3, 60).filter(lambda n: n % 2), st.integers(1, 10))
def test_with_trios_nobody_waits(n, rounds):
    people = list(range(n))
    plan = s.with_trios(s.circle(people, rounds), people)
    assert not any(s.waits(plan, people).values())
    assert all(sorted(len(p) for p in here)[:-1] == [2] * (n // 2 - 1) and max(map(len, here)) == 3 for here in plan)


@pytest.mark.parametrize(("a", "b", "step"), [(11, 14, 3), (10, 14, 5), (5, 8, 3), (7, 7, 1)])
def test_the_step_of_unequal_sides(a, b, step):
    assert s.step_for(a, b) == step


@given(st.integers(1, 60), st.integers(0, 60))
def test_two_sides_meet_fully_and_nobody_is_free_twice_running(a, more):
    b = a + more
    seated, moving = [f"a{i}" for i in range(a)], [f"b{i}" for i in range(b)]
    plan = s.two_sided(seated, moving, b)
    across = [frozenset(p) for here in plan for p in here if len({x[0] for x in p}) == 2]
    assert Counter(across) == Counter({frozenset((x, y)): 1 for x in seated for y in moving})
    free = [{m for m in moving if not any(m in p and p[0] in seated for p in here)} for here in plan]
    if b - a <= s.step_for(a, b) <= a:
        assert all(not (one & two) for one, two in pairwise(free))


def test_the_sample_days_free_people():
    moving = list(range(14))
    plan = s.two_sided([f"a{i}" for i in range(10)], moving, 3, step=5)
    free = [sorted(x for p in here for x in p if p[0] in moving) for here in plan]
    assert free == [[10, 11, 12, 13], [1, 2, 3, 4], [6, 7, 8, 9]]


@pytest.mark.parametrize(
    ("n", "sizes"),
    [
        (25, [4, 4, 4, 4, 3, 3, 3]),
        (5, [3, 2]),
        (6, [3, 3]),
        (9, [3, 3, 3]),
        (11, [4, 4, 3]),
        (4, [4]),
        (1, [1]),
        (0, []),
    ],
)
def test_tables_of_four_and_three(n, sizes):
    assert s.table_sizes(n) == sizes


def test_seven_tables_go_seven_rounds_without_a_repeat():
    shifts = s.shifts_for(7, 4, 7)
    assert shifts == [0, 1, 2, 3]
    plan = s.by_shifts(list(range(25)), 7, 7, shifts)
    assert max(s.meetings(plan).values()) == 1


def test_six_tables_allow_three_seats_three_rounds_and_four_tables_fail():
    assert s.shifts_for(6, 3, 3) is not None
    assert s.shifts_for(6, 3, 4) is None
    assert s.shifts_for(4, 4, 4) is None


def test_25_people_at_five_tables_all_meet_in_six_rounds():
    people = list(range(25))
    plan = s.five_by_five(people)
    assert len(plan) == 6
    assert s.meetings(plan) == Counter(frozenset(p) for p in combinations(people, 2))
    assert s.coverage(plan, people) == (300, 300)


@given(st.integers(1, 20), st.integers(0, 10), st.integers(1, 20))
def test_two_groups_never_share_a_board(groups, spare, rounds):
    boards = groups + spare
    for here in s.latin(groups, boards, rounds):
        assert len(set(here)) == groups


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 120), st.sampled_from([2, 3, 4, 5]), st.integers(1, 4), st.data())
def test_the_search_seats_everybody_each_round_and_keeps_fixed_people_in_place(n, size, rounds, data):
    people = list(range(n))
    fixed = frozenset(data.draw(st.lists(st.sampled_from(people), max_size=3)))
    wishes = Wishes({p: "ABC"[p % 3] for p in people}, fixed)
    plan = fill(people, rounds, size, wishes, [])
    assert len(plan) == rounds
    for here in plan:
        assert sorted(p for place in here for p in place) == people
        assert sorted(map(len, here)) == sorted(pair_sizes(n) if size == 2 else s.table_sizes(n, size))
    for person in fixed:
        assert len({next(i for i, place in enumerate(here) if person in place) for here in plan}) == 1


def test_the_search_repeats_no_meeting_where_there_is_room():
    people = list(range(24))
    plan = fill(people, 6, 2, Wishes({}), [])
    assert max(s.meetings(plan).values()) == 1


def test_played_rounds_stay_and_late_people_are_worked_in():
    people = list(range(13))
    played = s.with_trios(s.circle(people, 2), people)
    plan = fill([*people[1:], 99], 5, 2, Wishes({}), played)
    assert plan[:2] == played
    assert all(99 in {p for place in here for p in place} for here in plan[2:])
    assert all(0 not in {p for place in here for p in place} for here in plan[2:])
    new, before = s.meetings(plan[2:]), s.meetings(played)
    assert max(new.values()) == 1
    assert not set(new) & set(before)


def test_the_same_seed_gives_the_same_plan():
    people = list(range(31))
    wishes = Wishes({}, seed=7)
    assert fill(people, 4, 4, wishes, []) == fill(people, 4, 4, wishes, [])
