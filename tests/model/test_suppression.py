"""The rule on small groups, case by case, as a facilitator would check it by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.model.suppression import (
    COUNTED,
    HIDDEN,
    LEAST,
    SHOWN,
    Cell,
    Decision,
    Figure,
    Goes,
    Table,
    Tally,
    by_group,
    decide,
    named,
    per_cent,
    pooled,
)


def answers(*given: int) -> Tally:
    """One answer a person."""
    return Tally(len(given), (Counter[Hashable](given),))


def row(**groups: int) -> dict[str, Tally]:
    """Numbers alone."""
    return {group: Tally(n) for group, n in groups.items()}


def shown(decision: Decision, *where: str) -> set[str]:
    """The groups of a row that are shown."""
    return {str(key[-1]) for key, state in decision.told.items()
            if isinstance(key, tuple) and key[:-1] == where and state == SHOWN}  # fmt: skip


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ({"a": 9, "b": 8}, {"a", "b"}),
        ({"a": 9, "b": 4}, set()),
        ({"a": 13, "b": 9, "c": 4}, {"a"}),
        ({"a": 13, "b": 9, "c": 4, "d": 4}, {"a", "b"}),
        ({"a": 13, "b": 9, "c": 2, "d": 2}, {"a"}),
        ({"a": 4}, set()),
        ({"a": 5}, {"a"}),
        ({"a": 13, "b": 9, "": 2}, {"a"}),
        ({"a": 13, "b": 9, "": 6}, {"a", "b"}),
    ],
)
def test_what_is_hidden_in_a_row_is_never_one_alone_nor_few(groups: dict[str, int], told: set[str]) -> None:
    decision = decide([by_group("q", "w", {group: Tally(n) for group, n in groups.items()})])
    assert shown(decision, "q", "w") == told


def test_the_only_group_there_is_may_be_as_few_as_its_total_and_is_not_named_for_that() -> None:
    decision = decide([by_group("q", "w", row(a=3), total=Goes.NEVER)])
    assert (decision.state(("q", "w")), decision.state(("q", "w", "a"))) == (SHOWN, HIDDEN)


def test_a_programme_may_choose_a_larger_least_group() -> None:
    table = by_group("q", "w", row(a=13, b=9, c=8, d=7))
    assert shown(decide([table]), "q", "w") == {"a", "b", "c", "d"}
    assert shown(decide([table], 8), "q", "w") == {"a", "b"}
    assert shown(decide([table], 10), "q", "w") == {"a"}


def test_merged_and_fine_groups_never_stand_side_by_side() -> None:
    rows = {"w": row(VCS=9, PAR=8, CCM=7, LA=6)}
    fine = by_group("q", "w", rows["w"])
    merged = pooled("q", rows, {"community": ("VCS", "PAR"), "statutory": ("CCM", "LA")})
    assert shown(decide([fine]), "q", "w") == {"VCS", "PAR", "CCM", "LA"}
    assert shown(decide([fine, merged]), "q", "w") == {"community", "statutory"}


def test_the_tables_of_two_workshops_are_decided_together_with_what_they_come_to() -> None:
    """Each by itself could show what the two together give away: the four people of the second."""
    rows = {"one": row(a=13, b=9), "two": row(a=17, b=4)}
    decision = decide([pooled("q", rows)])
    assert (shown(decision, "q", "one"), shown(decision, "q", "two")) == ({"a", "b"}, set())
    assert decision.state(("q", "", "b")) == decision.state(("q", "", "a")) == HIDDEN
    assert decision.state(("q",)) == SHOWN
    kept = decide([pooled("q", rows, group=Goes.LAST)])
    assert shown(kept, "q", "one") == shown(kept, "q", "two") == set()
    assert kept.state(("q", "", "b")) == SHOWN


def test_a_zero_may_have_to_hide_another() -> None:
    decision = decide([by_group("q", "w", row(a=6, b=0, c=3), total=Goes.NEVER)])
    assert shown(decision, "q", "w") == set()
    assert decision.state(("q", "w")) == SHOWN


def test_a_small_group_that_answered_as_one_is_told_only_as_so_many_and_nobody_can_subtract_it() -> None:
    rows = {"a": answers(1, 2, 3, 4, 5, 5, 1), "b": answers(4, 4, 4, 4, 4), "c": answers(1, 1, 2, 4, 5, 5, 4, 3)}
    decision = decide([by_group("q", "w", rows)])
    assert [decision.state(("q", "w", group)) for group in "abc"] == [COUNTED, COUNTED, SHOWN]
    assert decision.alike == {("q", "w", "b")}


def test_a_hidden_remainder_that_answered_alike_is_not_left_to_be_worked_out() -> None:
    rows = {"a": answers(1, 2, 3, 4, 5, 5), "b": answers(1, 2, 2, 3, 4), "c": answers(5, 5, 5), "d": answers(5, 5)}
    decision = decide([by_group("q", "w", rows)])
    assert [decision.state(("q", "w", group)) for group in "abcd"] == [SHOWN, COUNTED, HIDDEN, HIDDEN]
    other = decide([by_group("q", "w", {**rows, "d": answers(5, 4)})])
    assert [other.state(("q", "w", group)) for group in "abcd"] == [SHOWN, SHOWN, HIDDEN, HIDDEN]


def test_every_distribution_of_a_row_counts() -> None:
    before, after = Counter[Hashable]((1, 2, 3, 4, 5)), Counter[Hashable]((4, 4, 4, 4, 4))
    many = Tally(12, (Counter[Hashable]({1: 6, 2: 6}), Counter[Hashable]({4: 6, 5: 6})))
    decision = decide([by_group("q", "w", {"a": Tally(5, (before, after)), "b": many})])
    assert [decision.state(("q", "w", group)) for group in "ab"] == [COUNTED, COUNTED]


def test_what_nobody_asked_about_is_not_told() -> None:
    assert not Decision().counts(("q", "w"))
    assert decide([]).state("anything") == HIDDEN


def test_totals_that_add_up_across_everything_change_nothing_where_their_parts_are_told_anyway() -> None:
    tables = [pooled(f"theme {n}", {"one": row(a=6, b=7), "two": row(a=8, b=2)}, row=Goes.NEVER) for n in range(3)]
    cells = frozenset(cell for table in tables for cell in table.tallies)
    every = Table({}, [Figure("all", cells, Goes.NEVER)])
    alone, together = decide(tables), decide([*tables, every])
    assert together.state("all") == SHOWN
    assert {key: state for key, state in together.told.items() if key != "all"} == alone.told


def test_two_tables_may_not_tell_the_same_cell_differently_nor_a_figure_name_a_cell_that_nobody_counts() -> None:
    with pytest.raises(ValueError, match="differently"):
        decide([by_group("q", "w", row(a=5)), by_group("q", "w", row(a=6))])
    with pytest.raises(ValueError, match="no tally"):
        decide([Table({}, [Figure("f", frozenset({Cell("q", "w", "a")}))])])


def test_totals_that_cross_in_three_ways_give_way_and_are_refused_where_they_cannot() -> None:
    def crossing(goes: Goes) -> Table:
        cells = [Cell("q", "w", name) for name in "abcd"]
        pairs = [(0, 1), (1, 2), (0, 2)]
        figures = [Figure(pair, frozenset(cells[at] for at in pair), goes) for pair in pairs]
        return Table({cell: Tally(6) for cell in cells}, figures)

    assert list(decide([crossing(Goes.LAST)]).told.values()).count(HIDDEN) >= 1
    with pytest.raises(ValueError, match="three ways"):
        decide([crossing(Goes.NEVER)])


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e", ""]), st.integers(0, 20)))
def test_who_may_stand_beside_words_is_one_of_many(people: dict[str, int]) -> None:
    told = named(people)
    rest = [n for group, n in people.items() if n and group not in told]
    assert "" not in told
    assert all(people[group] >= LEAST for group in told)
    assert not told or not rest or rest == [people.get("", 0)] or (len(rest) > 1 and sum(rest) >= LEAST)


@pytest.mark.parametrize(("part", "whole", "said"), [(19, 23, "83 %"), (1, 40, "3 %"), (70, 88, "80 %"), (3, 19, "")])
def test_per_cent_is_whole_and_half_up_and_only_of_many(part: int, whole: int, said: str) -> None:
    assert per_cent(part, whole) == said
