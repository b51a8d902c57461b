"""The facts of a programme: what is kept of what was said, what is refused, and that all of it can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.model.programme import Programme
from facilitator.programme import contract
from facilitator.programme.facts import rules
from facilitator.programme.facts.rules import Challenge, Member, State

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
NAMES = st.sampled_from(
    [
        "id",
        "title",
        "sponsor",
        "starts",
        "ends",
        "objectives",
        "groups",
        "task_group",
        "text",
        "settled",
        "open",
        "said",
    ]
)


class Book:
    """A programme whose log is a list."""

    def __init__(self) -> None:
        self.programme, self.seq = contract.empty(), 0
        self.say("programme", title="Voluntary groups")

    def ask(self, draft: Draft) -> None:
        """Store a draft."""
        self.seq += 1
        at = 1_700_000_000_000 + self.seq
        entry = Entry(self.seq, draft.key, draft.workshop, draft.stage, at, "", draft.kind, draft.body)
        self.change = self.programme.fold(entry)

    def say(self, kind: str, **body: Any) -> None:
        """Store a fact."""
        self.ask(Draft(kind, body))

    @property
    def facts(self) -> State:
        """The facts as they are now."""
        found = self.programme.aspects["facts"]
        assert isinstance(found, State)
        return found


def test_facts_are_kept_one_by_one() -> None:
    book = Book()
    book.say("programme", sponsor="Borough of Poole", starts="2011-04-01", ends="2013-04-30")
    book.say("programme", objectives=["A task group", " "], groups=[{"id": "par", "label": "Parents"}])
    book.say("programme", task_group=[{"name": "Joan", "group": "par"}])
    facts = book.facts
    assert (book.programme.title, facts.sponsor, facts.starts, facts.ends) == (
        "Voluntary groups",
        "Borough of Poole",
        "2011-04-01",
        "2013-04-30",
    )
    assert (facts.objectives, facts.task_group) == (("A task group",), (Member("Joan", "par"),))
    assert [group.label for group in facts.groups] == ["Parents"]
    assert book.change.aspects == {"facts"}


def test_a_programme_chooses_the_least_group_that_papers_tell_apart() -> None:
    book = Book()
    assert book.programme.least == 5
    book.say("programme", least=8)
    book.say("programme", sponsor="Borough of Poole")
    assert book.programme.least == 8
    taken_back = acts.undo(book.programme)
    assert taken_back is not None
    book.ask(taken_back)
    assert book.programme.least == 8
    book.say("programme", least=1)
    assert book.programme.least == 5, "whatever an entry says, never fewer"


def test_a_challenge_is_said_word_by_word_and_taken_away() -> None:
    book = Book()
    book.say("challenge", id="c1", text="How far are groups ready?")
    book.say("challenge", id="c1", settled="Centres stay", said="2012-11-20")
    book.say("challenge", id="c2", text="Which outcomes?")
    book.say("challenge", text="Without a name")
    assert book.facts.challenges["c1"] == Challenge(
        "c1", "How far are groups ready?", settled="Centres stay", said="2012-11-20"
    )
    book.say("challenge_removed", id="c1")
    assert list(book.facts.challenges) == ["c2"]


def test_what_was_said_can_be_taken_back_and_said_again() -> None:
    book = Book()
    book.say("programme", sponsor="One")
    book.say("programme", sponsor="Two", title="Another")
    for undone, sponsor, title in ((acts.undo, "One", "Voluntary groups"), (acts.undo, "", "Voluntary groups")):
        taken_back = undone(book.programme)
        assert taken_back is not None
        book.ask(taken_back)
        assert (book.facts.sponsor, book.programme.title) == (sponsor, title)
    assert acts.undo(book.programme) is None
    for sponsor in ("One", "Two"):
        again = acts.redo(book.programme)
        assert again is not None
        book.ask(again)
        assert book.facts.sponsor == sponsor
    assert acts.redo(book.programme) is None


@pytest.mark.parametrize(
    ("kind", "body", "sentence"),
    [
        ("programme", {"starts": "2013-04-30"}, "cannot end before it starts"),
        ("programme", {"ends": "soon"}, "'soon' is not a date"),
        ("programme", {"least": 4}, "from 5 to 10"),
        ("programme", {"least": 11}, "from 5 to 10"),
        ("challenge", {"id": "c1", "text": "x" * 2001}, "too long: 2000"),
        ("challenge", {"id": "new", "text": "One more"}, "12 challenges at most"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(kind: str, body: dict[str, str], sentence: str) -> None:
    book = Book()
    book.say("programme", ends="2011-04-01")
    for number in range(12):
        book.say("challenge", id=f"c{number}", text="?")
    assert sentence in str(book.programme.check(Draft(kind, body)))


def test_what_can_be_kept_is_not_refused() -> None:
    book = Book()
    assert book.programme.check(Draft("programme", {"starts": "2011-04-01", "ends": ""})) is None
    assert book.programme.check(Draft("challenge", {"id": "c", "said": "2012-11-20"})) is None
    assert book.programme.check(Draft("something else", {})) is None


@given(st.sampled_from(sorted(rules.KINDS)), st.dictionaries(NAMES, JSON))
def test_no_body_whatever_stops_the_fold(kind: str, body: dict[str, Any]) -> None:
    programme: Programme = contract.empty()
    programme.fold(Entry(1, "k", "", "", 1, "", kind, body))
    assert isinstance(programme.title, str)
    assert all(isinstance(each.text, str) for each in programme.aspects["facts"].challenges.values())


def test_an_aspect_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        contract.rules("weather")
