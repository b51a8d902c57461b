import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.model.entry import Entry
from facilitator.model.notes import ERASED, Notes


class Board:
    """Folds short acts into Notes."""

    def __init__(self):
        self.notes, self.seq = Notes(), 0

    def act(self, kind, key="", **body):
        self.seq += 1
        return self.notes.fold(Entry(self.seq, key or f"act{self.seq}", "w", "s", self.seq * 1000, "", kind, body))

    def write(self, *keys):
        for key in keys:
            self.act("note", key, text=f"text of {key}")


def test_hide_and_show_again_keep_the_words_and_the_reason():
    board = Board()
    board.write("a")
    assert board.act("hidden", target="a", reason="names someone") == {"a"}
    note = board.notes.get("a")
    assert (note.status, note.reason, note.text) == ("hidden", "names someone", "text of a")
    board.act("restored", target="a")
    assert (note.status, note.reason) == ("live", "")


def test_an_edit_is_visible_and_the_first_wording_stays():
    board = Board()
    board.write("a")
    board.act("edited", target="a", text="once")
    board.act("edited", target="a", text="twice")
    note = board.notes.get("a")
    assert (note.text, note.original, [t for _, t in note.edits]) == ("twice", "text of a", ["once", "twice"])


def test_merge_keeps_sources_also_through_others():
    board = Board()
    board.write("a", "b", "c")
    board.act("merged", targets=["b"], into="a")
    board.act("merged", targets=["a"], into="c")
    assert [n.key for n in board.notes.sources("c")] == ["a", "b"]
    assert [n.key for n in board.notes.having("live")] == ["c"]


def test_a_note_never_merges_into_itself_or_a_merged_one():
    board = Board()
    board.write("a", "b")
    board.act("merged", targets=["a", "b"], into="a")
    board.act("merged", targets=["a"], into="b")
    assert board.notes.get("a").status == "live"


@pytest.mark.parametrize("fate", ["hidden", "withdrawn", "filed"])
def test_what_was_taken_out_of_the_record_does_not_come_back_by_being_joined(fate):
    board = Board()
    board.write("a", "b")
    board.act(fate, target="b", reason="names someone")
    before = board.notes.get("b").status
    board.act("merged", targets=["b"], into="a")
    assert (board.notes.get("b").status, board.notes.sources("a")) == (before, [])


def test_withdrawn_stays_withdrawn():
    board = Board()
    board.write("a")
    board.act("withdrawn", target="a")
    for kind in ("hidden", "restored", "parked"):
        board.act(kind, target="a")
    board.act("edited", target="a", text="changed")
    assert (board.notes.get("a").status, board.notes.get("a").text) == ("withdrawn", "text of a")


def test_erased_words_are_gone():
    board = Board()
    board.act("note", "a", erased=True)
    assert (board.notes.get("a").text, board.notes.get("a").status) == (ERASED, "withdrawn")


def test_what_the_room_sees():
    board = Board()
    board.write("a", "b")
    board.act("shown", target="a")
    assert [n.key for n in board.notes if n.on_screen(False)] == ["a"]
    board.act("unshown", target="a")
    assert [n.key for n in board.notes if n.on_screen(True)] == ["b"]
    board.act("shown", target="a")
    board.act("hidden", target="a", reason="x")
    assert [n.key for n in board.notes if n.on_screen(False)] == []


def test_unknown_targets_change_nothing():
    board = Board()
    assert board.act("hidden", target="nobody") == set()
    assert board.act("merged", targets=["x"], into="nobody") == set()


def test_items_name_the_withdrawn():
    board = Board()
    board.write("a", "b", "c")
    board.act("withdrawn", target="b")
    board.act("hidden", target="c", reason="x")
    assert [(i.id, i.withdrawn) for i in board.notes.items("s")] == [("a", False), ("b", True)]


@pytest.mark.parametrize("fate", ["hidden", "withdrawn", "refiled"])
def test_notes_joined_with_one_that_goes_stand_again_and_come_back_with_it(fate):
    board = Board()
    board.write("a", "b", "c")
    board.act("merged", targets=["b"], into="a")
    board.act("merged", targets=["a"], into="c")
    assert board.act(fate, target="c") == {"a", "c"}
    assert [n.key for n in board.notes.having("live")] == ["a"]
    assert [n.key for n in board.notes.sources("a")] == ["b"]
    if fate != "withdrawn":
        assert board.act("restored", target="c") == {"a", "c"}
        assert [n.key for n in board.notes.having("live")] == ["c"]
        assert board.notes.with_it("c") == ("c", "a", "b")


def test_notes_joined_with_one_that_is_parked_go_with_it():
    board = Board()
    board.write("a", "b")
    board.act("merged", targets=["b"], into="a")
    board.act("parked", target="a")
    assert board.notes.get("b").status == "merged"
    board.act("hidden", target="a")
    assert board.notes.get("b").status == "live"


FATES = st.tuples(
    st.sampled_from(("merged", "hidden", "parked", "withdrawn", "restored", "refiled")),
    st.integers(0, 4),
    st.integers(0, 4),
)


@given(st.lists(FATES, max_size=20))
def test_a_joined_note_always_stands_with_one_that_is_there(acts):
    board, keys = Board(), "abcde"
    board.write(*keys)
    for fate, at, into in acts:
        said = {"targets": [keys[at]], "into": keys[into]} if fate == "merged" else {"target": keys[at]}
        before = {note.key: note.status for note in board.notes}
        touched = board.act(fate, **said)
        assert {n.key for n in board.notes if n.status != before[n.key]} <= touched
        roots = [note for note in board.notes if note.status in ("live", "parked")]
        borne = [key for note in roots for key in board.notes.with_it(note.key)]
        gone = [note.key for note in board.notes.having("hidden", "withdrawn", "refiled")]
        assert sorted(borne + gone) == sorted(keys)
