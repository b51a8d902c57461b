"""How many comments are sorted and into what is kept up as they move, and is what a plain count gives."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from test_themes_rules import Book, book

from facilitator.model import acts
from facilitator.model.packed import Packed
from facilitator.programme.themes.bodies import Coded, ThemeRemoved, ThemesMerged, ThemeTold, Uncoded, Unplaced
from facilitator.programme.themes.standing import Since, Standing

KEYS, THEMES = ("a", "b", "c", "d"), ("t1", "t2", "t3")
some = st.lists(st.sampled_from((*KEYS, "of no list")), min_size=1, max_size=3).map(tuple)
theme = st.sampled_from(THEMES)
ACTS = st.one_of(
    st.builds(Coded, some, theme, further=st.booleans()),
    st.builds(Uncoded, some, st.sampled_from(("", *THEMES))),
    st.builds(Unplaced, some),
    st.builds(ThemesMerged, st.tuples(theme), theme),
    st.builds(ThemeRemoved, theme),
    st.builds(ThemeTold, theme, name=theme),
    st.just(None),
)


def take_back(made: Book) -> None:
    """Undo what was done last."""
    if (draft := acts.undo(made.programme)) is not None:
        made.ask(draft)


@given(done=st.lists(ACTS, max_size=20))
def test_what_is_kept_up_is_what_is_counted_anew(done: list[Packed | None]) -> None:
    made, standing = book(), Standing(KEYS)
    for said in done:
        if said is None:
            take_back(made)
        else:
            made.say(said)
        standing.follow(made.state)
        stands = [made.state.of(key) for key in KEYS]
        assert standing.done == sum(codes.done for codes in stands)
        assert +Counter({each: n for each, n in standing.counts.items() if each}) == Counter(
            codes.theme for codes in stands if codes.theme
        )


def test_only_what_moved_is_told_and_after_an_undo_all() -> None:
    made, since = book(), Since()
    assert since.moved(made.state) is None
    made.say(Coded(("a", "b"), "t1"))
    assert since.moved(made.state) == ["a", "b"]
    made.say(Coded(("a",), "t1", by="jo"), Coded(("a",), "t2"))
    assert since.moved(made.state) == ["a"]
    assert since.moved(made.state) == []
    take_back(made)
    assert since.moved(made.state) is None
