"""The themes of a programme: what a comment is put into, by whom and when; merging, splitting, and taking all back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.model.packed import Packed
from facilitator.programme import contract
from facilitator.programme.themes import rules
from facilitator.programme.themes.bodies import (
    Coded,
    CoderTold,
    ThemeRemoved,
    ThemesMerged,
    ThemeTold,
    Uncoded,
    Unplaced,
)
from facilitator.programme.themes.rules import LONGEST, LONGEST_NAME, MOST_THEMES, Codes, Coding, State, Theme


class Book:
    """A programme whose log is a list."""

    def __init__(self) -> None:
        self.programme, self.seq = contract.empty(), 0

    def ask(self, draft: Draft) -> None:
        """Store a draft, a thousandth of a second after the last."""
        self.seq += 1
        entry = Entry(self.seq, draft.key, draft.workshop, draft.stage, self.seq, "", draft.kind, draft.body)
        self.change = self.programme.fold(entry)

    def say(self, *bodies: Packed) -> None:
        """Store what bodies say."""
        for body in bodies:
            self.ask(body.draft(""))

    @property
    def state(self) -> State:
        """The themes as they are now."""
        found = self.programme.aspects["themes"]
        assert isinstance(found, State)
        return found


def book() -> Book:
    """Two themes."""
    made = Book()
    made.say(ThemeTold("t1", "Asking early"), ThemeTold("t2", "Money and forms"))
    return made


def test_a_theme_is_told_word_by_word_and_keeps_its_number() -> None:
    made = book()
    made.say(ThemeTold("t1", inside="Being asked before things are settled", outside="Who pays"))
    made.say(ThemeTold("t1", name="Asked early"))
    assert made.state.themes["t1"] == Theme("t1", "Asked early", "Being asked before things are settled", "Who pays")
    assert [made.state.number(theme) for theme in ("t1", "t2", "no theme")] == [1, 2, 0]
    assert made.change.aspects == {"themes"}


def test_a_comment_has_one_best_match_and_it_is_kept_who_said_so_and_when() -> None:
    made = book()
    made.say(CoderTold("jo", "Joan"), Coded(("a", "b"), "t1", by="jo"), Coded(("a",), "t2", by="jo", offered="t1"))
    assert made.state.coders == {"jo": "Joan"}
    assert made.state.of("a") == Codes(Coding("t2", "jo", 5, "t1"))
    assert made.state.of("b").theme == "t1"
    assert not made.state.of("c").done


def test_further_themes_stand_beside_the_best_match() -> None:
    made = book()
    made.say(Coded(("a",), "t1"), Coded(("a",), "t2", further=True))
    assert made.state.of("a").all == ("t1", "t2")
    made.say(Coded(("a",), "t1", further=True))
    assert made.state.of("a").all == ("t1", "t2"), "what is its best match is no further one"
    made.say(Coded(("a",), "t2"))
    assert made.state.of("a").all == ("t2",)
    made.say(Coded(("a",), "t1", further=True), Uncoded(("a",), "t2"))
    assert (made.state.of("a").theme, made.state.of("a").all) == ("", ("t1",))
    made.say(Uncoded(("a",)))
    assert "a" not in made.state.codes


def test_what_could_not_be_placed_was_read_and_has_no_theme() -> None:
    made = book()
    made.say(Coded(("a",), "t1"), Unplaced(("a",), by="jo"))
    assert made.state.of("a").done
    assert made.state.of("a").all == ()
    made.say(Coded(("a",), "t2"))
    assert (made.state.of("a").theme, made.state.of("a").unplaced) == ("t2", None)


def test_a_merged_theme_brings_its_comments_along() -> None:
    made = book()
    made.say(Coded(("a", "b"), "t1", offered="t1"), Coded(("b",), "t2", further=True), Coded(("c",), "t2"))
    made.say(ThemesMerged(("t1", "gone"), "t2"))
    assert list(made.state.themes) == ["t2"]
    assert [made.state.of(key).all for key in "abc"] == [("t2",), ("t2",), ("t2",)]
    assert made.state.of("a").primary == Coding("t2", "", 3, "t2"), "a kept suggestion stays one"
    assert made.state.of("a").primary.kept


def test_a_theme_is_split_in_one_act() -> None:
    made = book()
    made.say(Coded(("a", "b"), "t1"), ThemeTold("t3", "Halves", split="t1", targets=("b",), by="jo"))
    assert (made.state.of("a").theme, made.state.of("b").primary) == ("t1", Coding("t3", "jo", 4))
    assert made.state.themes["t3"].split == "t1"
    made.say(ThemeTold("t3", targets=("a",)))
    assert made.state.of("a").theme == "t1", "only a new theme is made of comments"


def test_a_removed_theme_leaves_its_comments_to_be_sorted_again() -> None:
    made = book()
    made.say(Coded(("a", "b"), "t1"), Coded(("a",), "t2", further=True), ThemeRemoved("t1"))
    assert (made.state.of("a").theme, made.state.of("a").all) == ("", ("t2",))
    assert not made.state.of("b").done
    made.say(Coded(("b",), "t1"))
    assert not made.state.of("b").done, "a theme that is not there takes nothing"


def test_every_act_is_taken_back_and_done_again() -> None:
    made = book()
    deeds = [
        Coded(("a", "b"), "t1"),
        Coded(("a",), "t2", further=True),
        ThemeTold("t3", "Halves", split="t1", targets=("b",)),
        ThemesMerged(("t1",), "t2"),
        Unplaced(("c",)),
        ThemeRemoved("t3"),
        Uncoded(("a",)),
    ]
    seen = [repr(made.state)]
    for deed in deeds:
        made.say(deed)
        seen.append(repr(made.state))
    for before in reversed(seen[:-1]):
        undo = acts.undo(made.programme)
        assert undo is not None
        made.ask(undo)
        assert repr(made.state) == before
    for after in seen[1:]:
        redo = acts.redo(made.programme)
        assert redo is not None
        made.ask(redo)
        assert repr(made.state) == after


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (ThemeTold("t3"), "Write a name"),
        (ThemeTold("t1", name=" "), "Write a name"),
        (ThemeTold("t3", "x" * (LONGEST_NAME + 1)), "name is too long"),
        (ThemeTold("t1", inside="x" * (LONGEST + 1)), "This is too long"),
        (ThemeTold("t3", "asking  EARLY"), "of that name already"),
        (ThemeTold("", "Nothing"), "without an id"),
        (CoderTold("jo", ""), "Write a name"),
        (ThemesMerged(("t1",), "t9"), "not there any more"),
        (ThemesMerged(("t2",), "t2"), "another theme"),
        (Coded(("a",), "t9"), "not there any more"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(body: Packed, sentence: str) -> None:
    refusal = book().programme.check(body.draft(""))
    assert refusal is not None
    assert sentence in refusal


def test_there_are_so_many_themes_at_most() -> None:
    made = Book()
    made.say(*(ThemeTold(f"t{n}", f"Theme {n}") for n in range(MOST_THEMES + 5)))
    assert len(made.state.themes) == MOST_THEMES
    assert "60 themes at most" in str(made.programme.check(ThemeTold("more", "More").draft("")))
    assert made.programme.check(ThemeTold("t1", "Another name").draft("")) is None


KEYS = st.sampled_from(["a", "b", "c"])
THEMES = st.sampled_from(["t1", "t2", "t3", ""])
TARGETS = st.lists(KEYS, max_size=3).map(tuple)
DEEDS = st.one_of(
    st.builds(ThemeTold, THEMES, st.sampled_from(["One", "Two", None]), targets=TARGETS),
    st.builds(ThemesMerged, st.lists(THEMES, max_size=2).map(tuple), THEMES),
    st.builds(ThemeRemoved, THEMES),
    st.builds(Coded, TARGETS, THEMES, st.booleans(), offered=THEMES),
    st.builds(Uncoded, TARGETS, THEMES),
    st.builds(Unplaced, TARGETS),
)


@given(st.lists(DEEDS, max_size=20))
def test_after_any_acts_every_comment_stands_where_a_theme_is_and_in_one_place(deeds: list[Packed]) -> None:
    made = Book()
    made.say(*deeds)
    for codes in made.state.codes.values():
        assert codes != rules.OPEN
        assert set(codes.all) <= set(made.state.themes)
        assert len(set(codes.all)) == len(codes.all)
        assert codes.unplaced is None or not codes.all
