from dataclasses import replace

import pytest

from facilitator.activities.collect import rules
from facilitator.model.entry import Draft, Entry
from facilitator.model.method import Stage

STAGE = Stage("objective", "Objective", "collect")


def entry(seq, kind="note", key="", person="", **body):
    return Entry(seq, key or f"k{seq}", "w", "objective", seq, person, kind, body)


def test_notes_gather_and_feed_later_stages():
    state = rules.start(STAGE)
    assert rules.fold(state, entry(1, text="a")) == {"k1"}
    rules.fold(state, entry(2, text="b"))
    rules.fold(state, entry(3, "withdrawn", target="k1"))
    assert [(i.text, i.stage, i.withdrawn) for i in rules.items(state)] == [
        ("a", "objective", True),
        ("b", "objective", False),
    ]


@pytest.mark.parametrize("kind", ["timer", "support", "presence", "unheard-of"])
def test_other_kinds_change_nothing(kind):
    state = rules.start(STAGE)
    assert rules.fold(state, entry(1, kind, text="x")) == set()
    assert len(state.notes) == 0


def test_a_limit_for_each_person_counts_what_was_not_taken_back():
    state = rules.start(replace(STAGE, options={"each": 2}))
    draft = Draft("note", {"text": "more"}, "w", "objective", "p1")
    rules.fold(state, entry(1, person="p1", text="a"))
    assert rules.check(state, draft) is None
    rules.fold(state, entry(2, person="p1", text="b"))
    assert "2 each" in rules.check(state, draft)
    assert rules.check(state, replace(draft, person="p2")) is None
    rules.fold(state, entry(3, "withdrawn", target="k1"))
    assert rules.check(state, draft) is None
