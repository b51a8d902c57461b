"""The order of notes: as they came, but for those that were put elsewhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facilitator.model.entry import Entry
from facilitator.model.notes import Notes

KEYS = [f"n{number}" for number in range(6)]


def folded(acts: list[tuple[str, dict[str, object]]]) -> Notes:
    """Six notes, and what was done with them."""
    notes = Notes()
    made: list[tuple[str, dict[str, object]]] = [("note", {"text": key}) for key in KEYS]
    for seq, (kind, body) in enumerate([*made, *acts], 1):
        key = KEYS[seq - 1] if seq <= len(KEYS) else f"act{seq}"
        notes.fold(Entry(seq, key, "w", "s", seq * 1000, "", kind, body))
    return notes


def order(notes: Notes) -> list[str]:
    """The keys in order."""
    return [note.key for note in notes]


def test_a_note_stands_before_the_one_that_is_named_or_last() -> None:
    notes = folded([("moved", {"target": "n4", "before": "n1"}), ("moved", {"target": "n0", "before": ""})])
    assert order(notes) == ["n4", "n1", "n2", "n3", "n5", "n0"]
    assert notes.turns == 2


def test_where_nothing_is_said_of_the_place_it_stays() -> None:
    notes = folded([("moved", {"target": "n4", "fields": {"tone": "+"}})])
    assert (order(notes), notes.turns, notes.by_key["n4"].fields) == (KEYS, 0, {"tone": "+"})


def test_before_itself_or_nobody_moves_nothing() -> None:
    acts: list[tuple[str, dict[str, object]]] = [
        ("moved", {"target": "n4", "before": "n4"}),
        ("moved", {"target": "n4", "before": "gone"}),
        ("moved", {"target": "gone", "before": "n1"}),
        ("moved", {"target": "n4", "before": 7.5}),
    ]
    assert order(folded(acts)) == KEYS


def test_a_note_that_comes_later_stands_last() -> None:
    notes = folded([("moved", {"target": "n0", "before": ""})])
    notes.fold(Entry(99, "late", "w", "s", 99_000, "", "note", {"text": "late", "late": True}))
    assert order(notes)[-2:] == ["n0", "late"]


def test_a_hidden_or_joined_note_keeps_its_place_and_comes_back_to_it() -> None:
    gone: list[tuple[str, dict[str, object]]] = [
        ("hidden", {"target": "n2"}),
        ("merged", {"targets": ["n3"], "into": "n0"}),
        ("moved", {"target": "n5", "before": "n2"}),
        ("moved", {"target": "n4", "before": "n3"}),
    ]
    notes = folded(gone)
    assert [note.key for note in notes.having("live")] == ["n0", "n1", "n5", "n4"]
    back = folded([*gone, ("restored", {"target": "n2"}), ("restored", {"target": "n3"})])
    assert [note.key for note in back.having("live")] == ["n0", "n1", "n5", "n2", "n4", "n3"]


NAMED = st.sampled_from([*KEYS, "", "gone"])
ACTS = st.one_of(
    st.builds(lambda key, before: ("moved", {"target": key, "before": before}), NAMED, NAMED),
    st.builds(lambda key: ("hidden", {"target": key}), NAMED),
    st.builds(lambda key, into: ("merged", {"targets": [key], "into": into}), NAMED, NAMED),
    st.builds(lambda key: ("restored", {"target": key}), NAMED),
)


@given(st.lists(ACTS, max_size=20))
def test_whoever_orders_no_note_is_lost_and_the_last_act_wins(acts: list[tuple[str, dict[str, object]]]) -> None:
    expected = list(KEYS)
    for kind, body in acts:
        key, before = body.get("target"), body.get("before")
        if kind == "moved" and key in expected and key != before and (before == "" or before in expected):
            expected.remove(key)
            expected.insert(expected.index(before) if before else len(expected), key)
    assert order(folded(acts)) == expected
