from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.vote import rules, ties
from facilitator.model.entry import Draft, Entry
from facilitator.model.item import Item
from facilitator.model.method import Stage

ITEMS = [Item(k, f"text {k}", "group", group) for k, group in (("a", "VCS"), ("b", "PAR"), ("c", ""), ("d", ""))]
DOTS = Stage("vote", "Vote", "vote", options={"style": "dots", "budget": 3, "cap": 2})
RANK = Stage("rank", "Rank", "vote", options={"style": "rank", "budget": 3})


def state_of(stage, *ballots, group=""):
    state = rules.start(stage, lambda: ITEMS)
    for seq, (token, choices) in enumerate(ballots, 1):
        vote(state, token, choices, seq, group)
    return state


def vote(state, token, choices, seq=99, group=""):
    body = {"token": token, "choices": choices, "group": group}
    return rules.fold(state, Entry(seq, f"k{seq}{token}", "w", state.stage.id, seq, "", "vote", body))


def asked(choices, group=""):
    return Draft("vote", {"token": "t", "choices": choices, "group": group}, "w", "vote")


def test_the_last_ballot_counts_and_what_is_left_is_told():
    state = state_of(DOTS, ("t", {"a": 2}), ("t", {"b": 1}))
    assert state.ballots == {"t": {"b": 1}}
    assert (state.left("t"), state.left("new")) == (2, 3)


def test_an_empty_ballot_takes_everything_back():
    state = state_of(DOTS, ("t", {"a": 2}), ("t", {}))
    assert (state.ballots, state.voters()) == ({}, 0)


@pytest.mark.parametrize(
    ("stage", "choices", "hint"),
    [
        (DOTS, {"a": 2, "b": 2}, "3 dots"),
        (DOTS, {"a": 3}, "At most 2"),
        (RANK, {"a": 1, "b": 1}, "each place once"),
        (RANK, {"a": 2}, "each place once"),
        (RANK, {"a": 1, "b": 2, "c": 3, "d": 4}, "3 choices"),
    ],
)
def test_a_ballot_against_the_rules_is_refused_and_if_it_comes_through_changes_nothing(stage, choices, hint):
    state = state_of(stage)
    assert hint in rules.check(state, asked(choices))
    assert vote(state, "t", choices) == set()
    assert state.ballots == {}


def test_a_ballot_that_names_what_went_a_moment_before_counts_for_the_rest_and_says_what_is_lost():
    state = state_of(DOTS)
    assert "no longer there" in rules.check(state, asked({"zz": 2, "a": 1}))
    vote(state, "t", {"zz": 2, "a": 1})
    assert {r.item.id: r.points for r in rules.results(state) if r.points} == {"a": 1}
    assert (rules.gone(state), state.voters(), state.left("t")) == (2, 1, 2)


def test_nobody_votes_for_their_own_group_where_the_method_says_so():
    state = state_of(replace(DOTS, options={**DOTS.options, "own": False}))
    assert "own" in rules.check(state, asked({"a": 1}, "VCS"))
    assert rules.check(state, asked({"a": 1}, "PAR")) is None
    assert "own group" in state.words()


def test_the_budget_is_never_lowered_after_the_first_ballot():
    state = state_of(DOTS, ("t", {"a": 2, "b": 1}))
    state.stage = replace(DOTS, options={"budget": 1})
    assert state.terms().budget == 3
    state.stage = replace(DOTS, options={"budget": 5})
    assert state.terms().budget == 5


@pytest.mark.parametrize(("there", "budget"), [(2, 2), (4, 4), (5, 2), (7, 3), (9, 3), (0, 3)])
def test_at_most_half_is_ranked_and_all_of_four(there, budget):
    found = [Item(f"i{n}", f"text {n}", "group") for n in range(there)]
    state = rules.start(replace(RANK, options={**RANK.options, "half": True}), lambda: found)
    assert state.terms().budget == budget
    assert state.terms().points == tuple(range(budget, 0, -1))
    if there:
        vote(state, "t", {"i0": 1})
        found += [Item(f"more{n}", "late", "group") for n in range(9)]
        assert state.terms().budget == budget


def test_points_of_places_and_ties_broken_by_first_choices_only():
    state = state_of(RANK, ("1", {"a": 1, "b": 2, "c": 3}), ("2", {"b": 1, "a": 2, "d": 3}), ("3", {"d": 1}))
    found = [(r.item.id, r.points, r.first, r.rank, r.tied) for r in rules.results(state)]
    assert found == [("a", 5, 1, 1, True), ("b", 5, 1, 1, True), ("d", 4, 1, 3, False), ("c", 1, 0, 4, False)]


def test_a_tie_in_points_is_said_and_what_decides_it():
    state = state_of(RANK, ("1", {"a": 1}), ("2", {"b": 1, "c": 2}), ("3", {"d": 1, "c": 2, "b": 3}))
    found = rules.results(state)
    assert [r.by_first for r in found] == [True, True, False, False]
    assert [str(words) for words in ties.ties(found)] == [
        "A tie in points: \u201ctext b\u201d and \u201ctext c\u201d have 4 each. "
        "The number of first choices (1, 0) decides the order.",
        "A tie: \u201ctext a\u201d and \u201ctext d\u201d have 3 each and share place 3.",
    ]


def test_of_a_tie_of_many_a_few_are_named_and_the_others_counted():
    level = [rules.Result(Item(f"i{n}", f"text {n}", "group"), 2, rank=1, tied=True) for n in range(500)]
    (said,) = map(str, ties.ties(level))
    assert said.endswith("\u201ctext 5\u201d and 494 more have 2 each and share place 1.")
    (said,) = map(str, ties.ties([replace(each, by_first=True) for each in level[:9]]))
    assert said.endswith("and 3 more have 2 each. The number of first choices decides the order.")
    (said,) = map(str, ties.ties(level[:7]))
    assert said.endswith("\u201ctext 5\u201d and \u201ctext 6\u201d have 2 each and share place 1.")


def test_a_ballot_on_paper_counts_its_first_choice_and_is_no_phone():
    state = state_of(RANK, ("1", {"a": 1, "b": 2}))
    for key, choices in (("p1", {"b": 1, "a": 2, "c": 3}), ("p2", {"b": 1})):
        body = {"choices": choices, "source": "paper"}
        rules.fold(state, Entry(9, key, "w", state.stage.id, 9, "", "vote", body))
    found = {r.item.id: (r.points, r.first, r.voters, r.hands) for r in rules.results(state)}
    assert found == {"a": (5, 1, 1, 2), "b": (8, 2, 1, 6), "c": (1, 0, 0, 1), "d": (0, 0, 0, 0)}
    assert (state.voters(), state.phones(), len(state.paper)) == (3, 1, 2)


def test_ballots_on_paper_are_in_no_partner_group():
    state = state_of(RANK, *((f"v{n}", {"a": 1}) for n in range(5)), group="VCS")
    for n in range(5):
        vote(state, f"p{n}", {"b": 1}, 20 + n, "PAR")
    rules.fold(state, Entry(9, "paper", "w", state.stage.id, 9, "", "vote", {"choices": {"b": 1}, "source": "paper"}))
    assert {group: rules.results(state, (group,))[0].points for group in rules.tallies(state)} == {"VCS": 15, "PAR": 15}


def test_first_choices_break_a_tie():
    state = state_of(RANK, ("1", {"a": 1}), ("2", {"b": 1, "c": 2}), ("3", {"d": 1, "c": 2, "b": 3}))
    assert [(r.item.id, r.points, r.rank) for r in rules.results(state)][:3] == [("b", 4, 1), ("c", 4, 2), ("a", 3, 3)]


def test_hands_count_beside_phones_and_are_told_apart():
    state = state_of(DOTS, ("t", {"a": 2}))
    body = {"counts": {"a": 3, "b": 4}, "voters": 5, "source": "facilitator"}
    rules.fold(state, Entry(9, "h", "w", "vote", 9, "", "hand_votes", body))
    assert [(r.item.id, r.points) for r in rules.results(state)][:2] == [("a", 5), ("b", 4)]
    assert (state.voters(), len(state.ballots)) == (6, 1)


def test_a_withdrawn_item_leaves_the_list_and_its_votes_with_it():
    current = list(ITEMS)
    state = rules.start(DOTS, lambda: current)
    vote(state, "t", {"a": 2})
    current[0] = replace(ITEMS[0], withdrawn=True)
    assert [r.item.id for r in rules.results(state)] == ["b", "c", "d"]


def test_the_sample_days_ranking():
    """Seven groups, 25 voters, three choices each: points and order as the sample day has them."""
    wanted = {"G1": (6, 4, 4, 30), "G2": (5, 5, 3, 28), "G4": (4, 3, 4, 22), "G3": (3, 4, 4, 21),
              "G6": (3, 3, 3, 18), "G5": (2, 3, 4, 16), "G7": (2, 3, 3, 15)}  # fmt: skip
    places = [[g for g, counts in wanted.items() for _ in range(counts[place])] for place in range(3)]
    ballots = deal(*places)
    state = rules.start(RANK, lambda: [Item(g, g, "group") for g in wanted])
    for n, ballot in enumerate(ballots):
        vote(state, f"t{n}", {g: place + 1 for place, g in enumerate(ballot)}, n + 1)
    found = {r.item.id: (r.first, r.points, r.rank) for r in rules.results(state)}
    assert found == {g: (c[0], c[3], n) for n, (g, c) in enumerate(wanted.items(), 1)}
    assert state.voters() == 25


def deal(first, second, third):
    """One of each list for every ballot, no ballot naming a group twice: the first turn of the lists that does it."""
    turns = range(len(first))
    for two in turns:
        for three in turns:
            rows = list(zip(first, second[two:] + second[:two], third[three:] + third[:three], strict=True))
            if all(len(set(row)) == 3 for row in rows):
                return rows
    raise AssertionError("the lists cannot be dealt")


@given(st.lists(st.tuples(st.integers(0, 4), st.dictionaries(st.sampled_from("abcdz"), st.integers(0, 4), max_size=4))))
def test_whatever_is_sent_nobody_spends_more_than_they_have(presses):
    state = state_of(DOTS)
    for seq, (token, choices) in enumerate(presses, 1):
        vote(state, str(token), choices, seq)
    assert all(sum(b.values()) <= 3 and max(b.values()) <= 2 for b in state.ballots.values())
    counted = sum(r.points for r in rules.results(state)) + rules.gone(state)
    assert counted == sum(sum(b.values()) for b in state.ballots.values())


def test_a_thousand_phones_are_all_counted():
    items = [Item(f"i{n}", f"item {n}", "group") for n in range(100)]
    state = rules.start(RANK, lambda: items)
    for n in range(1000):
        state.ballots[f"t{n}"] = {f"i{(n * 7 + place) % 100}": place + 1 for place in range(3)}
    found = rules.results(state)
    assert sum(r.points for r in found) == 6000


def test_ballots_are_counted_by_group_with_how_many_are_alike():
    state = state_of(DOTS)
    for n in range(10):
        vote(state, f"t{n}", {"c": 1} if n < 7 else {"a": 1}, n + 1, "AB"[n % 2])
    vote(state, "late", {"c": 1}, 11, "")
    assert {group: (tally.n, sorted(tally.answers[0].values())) for group, tally in rules.tallies(state).items()} == {
        "A": (5, [1, 4]),
        "B": (5, [2, 3]),
        "": (1, [1]),
    }


def test_an_item_joined_after_the_vote_adds_its_points_and_nobody_counts_as_two_voters():
    current = list(ITEMS)
    state = rules.start(RANK, lambda: current)
    vote(state, "1", {"a": 1, "b": 2}, 1)
    vote(state, "2", {"b": 1}, 2)
    current[1] = replace(ITEMS[1], into="a")
    found = {r.item.id: (r.points, r.first, r.voters) for r in rules.results(state)}
    assert found["a"] == (3 + 2 + 3, 2, 2)
    assert "b" not in found
