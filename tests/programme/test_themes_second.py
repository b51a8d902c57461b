"""A second reading: what is kept of it, how far two people agree, and how often the printed interval has the truth."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from test_themes_rules import Book, book

from facilitator.model import acts
from facilitator.programme.themes.agreement import LEAST, agreement, mixed_up
from facilitator.programme.themes.bodies import (
    Coded,
    SecondCoded,
    SecondDrawn,
    ThemeRemoved,
    ThemesMerged,
    ThemeTold,
    Unplaced,
)
from facilitator.programme.themes.report_second import latest, second, sentences

KEYS = tuple(f"n{number}" for number in range(30))


def read(made: Book, *different: str) -> None:
    """All thirty are in the first theme, and are read again; these go to the second."""
    made.say(Coded(KEYS, "t1"), SecondDrawn("s1", KEYS, by="c2"))
    made.say(*(SecondCoded("s1", key, "t2" if key in different else "t1") for key in KEYS))


def test_what_is_sorted_afterwards_leaves_the_figure_as_it_was() -> None:
    made = book()
    read(made, "n3")
    reading = latest(made.state)
    assert reading is not None
    before = agreement(reading.pairs)
    made.say(Coded(("n3",), "t2"), Unplaced(("n4",)))
    assert agreement(reading.pairs) == before
    assert (before.n, before.same) == (30, 29)


def test_a_reading_counts_once_all_of_it_was_read_and_its_last_word_is_what_counts() -> None:
    made = book()
    made.say(Coded(KEYS[:2], "t1"), SecondDrawn("s1", KEYS[:3]))
    assert list(made.state.readings[0].first) == ["n0", "n1"], "one is not sorted, so nobody could differ from it"
    made.say(SecondCoded("s1", "n0", "t2"), SecondCoded("s1", "n0", ""), SecondCoded("s1", "n9", "t1"))
    assert latest(made.state) is None
    assert list(second(made.state)) == []
    made.say(SecondCoded("s1", "n1", "t1"))
    assert made.state.readings[0].pairs == [("t1", ""), ("t1", "t1")]
    assert len(list(second(made.state))) == 4


def test_a_reading_is_taken_back_step_by_step() -> None:
    made = book()
    made.say(Coded(KEYS, "t1"), SecondDrawn("s1", KEYS), SecondCoded("s1", "n0", "t1"))
    for left in (0, None):
        back = acts.undo(made.programme)
        assert back is not None
        made.ask(back)
        assert [len(each.second) for each in made.state.readings] == ([] if left is None else [left])


def test_merged_themes_are_one_for_both_and_a_removed_one_is_called_so() -> None:
    made = book()
    made.say(ThemeTold("t3", "Third"))
    read(made, "n3")
    made.say(ThemesMerged(("t2",), "t1"))
    assert agreement(made.state.readings[0].pairs).same == 30
    made.say(SecondCoded("s1", "n5", "t3"), ThemeRemoved("t3"))
    assert any("a theme that was removed" in each for each in sentences(made.state, made.state.readings[0]))


def test_nothing_is_drawn_where_nothing_is_sorted_and_what_was_not_drawn_is_refused() -> None:
    made = book()
    assert "Sort some first" in (made.programme.check(SecondDrawn("s1", KEYS).draft("")) or "")
    assert "Draw again" in (made.programme.check(SecondCoded("s1", "n1", "t1").draft("")) or "")


def test_the_words_tell_how_sure_it_is() -> None:
    made = book()
    made.say(Coded(KEYS[:15], "t1"), Coded(KEYS[15:], "t2"), SecondDrawn("s1", KEYS))
    made.say(*(SecondCoded("s1", key, "t1" if n < 12 else "t2") for n, key in enumerate(KEYS)))
    told = list(sentences(made.state, made.state.readings[0]))
    assert "27 got the same theme" in told[0]
    assert "kappa 0.80, 95% interval 0.49 to 0.93" in told[1]
    assert "too small to certify" in told[1]
    assert told[2] == "Mixed up most: Asking early with Money and forms (3 comments)."


@pytest.mark.parametrize("n", [0, 1, LEAST - 1])
def test_of_few_comments_only_the_counts_are_told(n: int) -> None:
    found = agreement([("a", "a"), ("b", "b")] * (n // 2) + [("a", "b")] * (n % 2))
    assert found.kappa is None
    assert found.n == n


def test_where_all_are_in_one_theme_nothing_is_beyond_luck() -> None:
    assert agreement([("a", "a")] * 40).kappa is None


def test_which_two_are_mixed_up_whichever_way() -> None:
    assert mixed_up([("a", "b"), ("b", "a"), ("a", "c"), ("c", "c")]) == [("a", "b", 2), ("a", "c", 1)]


def chance_of(shares: Sequence[float], *errors: float) -> list[list[float]]:
    """How often two people of such errors give each pair of themes, who take any other theme when they err."""
    most = range(len(shares))

    def gives(error: float, true: int, said: int) -> float:
        return 1 - error if true == said else error / (len(shares) - 1)

    one, other = errors
    return [[sum(shares[k] * gives(one, k, a) * gives(other, k, b) for k in most) for b in most] for a in most]


@pytest.mark.parametrize("shares", [(0.25,) * 4, (0.6, 0.2, 0.1, 0.1), (0.125,) * 8])
@pytest.mark.parametrize("errors", [(0.02, 0.02), (0.05, 0.1), (0.1, 0.15), (0.3, 0.3)])
def test_the_interval_has_the_truth_about_95_times_in_100(shares: Sequence[float], errors: tuple[float, float]) -> None:
    chances = chance_of(shares, *errors)
    themes = [str(number) for number in range(len(shares))]
    same = sum(chances[at][at] for at in range(len(shares)))
    luck = sum(sum(row) * sum(each[at] for each in chances) for at, row in enumerate(chances))
    truth = (same - luck) / (1 - luck)
    pairs = [(one, other) for one in themes for other in themes]
    weights = [chance for row in chances for chance in row]
    lot, hits, rounds = random.Random(4172), 0, 800
    for _ in range(rounds):
        found = agreement(lot.choices(pairs, weights, k=30))
        hits += found.kappa is not None and found.low <= truth <= found.high
    assert 0.925 <= hits / rounds <= 0.99
