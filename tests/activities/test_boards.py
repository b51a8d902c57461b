"""The boards of both activities, at the desk and on the wall."""

from __future__ import annotations

import inspect
import time
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from asked import asked_by
from facilitator.activities import boards
from facilitator.activities.boards import NOT_SAID, DeskBoard, WallBoard, column_of, columns_for
from facilitator.activities.collect.desk import Board as CollectBoard
from facilitator.activities.collect.wall import Board as CollectWall
from facilitator.activities.contract import KINDS, rules
from facilitator.activities.desk import NoteDesk
from facilitator.activities.discuss.desk import Board as DiscussBoard
from facilitator.activities.discuss.desk import pacing
from facilitator.activities.discuss.rules import support_words
from facilitator.activities.discuss.wall import Board as DiscussWall
from facilitator.model import moment
from facilitator.model.clock import Clock
from facilitator.model.entry import Entry
from facilitator.model.method import Choice, Field, Stage
from facilitator.model.moment import now_ms
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

PATIENCE_S = 60.0

GROUPS = Groups.from_body(
    [{"id": "vcs", "label": "Voluntary sector", "short": "VCS"}, {"id": "par", "label": "Parents"}]
)
TONE = Field("tone", "Tone", "choice", (Choice("+", "Good", "+"), Choice("-", "Bad", "−")), columns=True)
ABOUT = Field("about", "About", "group", columns=True)
DISPUTED = Field("disputed", "Seen differently", "flag")
LINES = Stage("d", "Decide", "discuss", questions=("What?", "Who?"), options={"lines": 3, "support": True})


class Kept:
    """A stage that runs, fed with entries."""

    def __init__(self, stage: Stage) -> None:
        of = rules(stage.activity)
        self.run = StageRun(stage, "m1", Clock("SOFT", 60_000), of, of.start(stage), status="open")
        self._seq = count(1)

    def add(self, kind: str, key: str = "", at: int = 0, **body: object) -> set[str]:
        """One entry; returns the keys it touched."""
        seq = next(self._seq)
        return self.run.rules.fold(
            self.run.state, Entry(seq, key or f"e{seq}", "w", "s", at or now_ms(), "", kind, body)
        )


def card(board: NoteDesk, key: str) -> str:
    """A card as a screen reader says it; empty when it is not there."""
    model = board.cards.model
    rows = {model.data(model.index(n), model.KEY_ROLE): n for n in range(model.rowCount())}
    said = model.data(model.index(rows[key]), int(Qt.ItemDataRole.AccessibleTextRole)) if key in rows else ""
    return str(said)


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[CollectBoard]:
    """A collecting board at the desk."""
    board = CollectBoard("light")
    board.resize(900, 600)
    yield board
    board.deleteLater()


def test_cards_say_who_where_and_what_happened(desk: CollectBoard) -> None:
    """Group, table, and every mark in words."""
    kept = Kept(Stage("s", "S", "collect", prompt="?", fields=(TONE, DISPUTED)))
    kept.add("note", "a", at=1000, text="two groups", group="vcs", table="3", fields={"tone": "+", "disputed": True})
    desk.show_state(kept.run, GROUPS)
    said = card(desk, "a")
    assert said.startswith("two groups, VCS, T3") and "Good" in said
    assert "Disputed" in said and "on the room screen" in said and "New" not in said
    desk.show_state(kept.run, GROUPS, kept.add("edited", target="a", text="3 groups"))
    assert "3 groups" in card(desk, "a") and "Edited" in card(desk, "a")
    desk.show_state(kept.run, GROUPS, kept.add("unshown", target="a"))
    assert "on the room screen" not in card(desk, "a")


def test_a_new_note_is_new_for_some_seconds(desk: CollectBoard, monkeypatch: pytest.MonkeyPatch) -> None:
    """Marked when it comes, plain afterwards."""
    kept = Kept(Stage("s", "S", "collect"))
    desk.show_state(kept.run, GROUPS)
    desk.show_state(kept.run, GROUPS, kept.add("note", "a", text="two groups"))
    assert "New" in card(desk, "a")
    monkeypatch.setenv(moment.VARIABLE, moment.rehearsal_clock(1e6))
    until = time.monotonic() + PATIENCE_S
    while "New" in card(desk, "a"):
        assert time.monotonic() < until, "it stayed new"
        QApplication.processEvents()


def test_only_standing_notes_stand(desk: CollectBoard) -> None:
    """Hidden ones come out only when they are asked for, their words covered."""
    kept = Kept(Stage("s", "S", "collect"))
    for key in ("a", "b", "c", "d"):
        kept.add("note", key, text=f"words {key}")
    kept.add("hidden", target="a", reason="abusive")
    kept.add("parked", target="b")
    kept.add("merged", targets=["c"], into="d")
    desk.show_state(kept.run, GROUPS)
    assert desk.shown_keys() == ["d"]
    assert "2 in one" in card(desk, "d")
    desk.show_withheld(True)
    assert desk.shown_keys() == ["a", "d"]
    assert "words a" not in card(desk, "a") and "abusive" in card(desk, "a")
    desk.show_withheld(False)
    assert card(desk, "a") == ""


def test_columns_follow_the_field() -> None:
    """Choices in their order, groups in use, and a place for notes that say nothing."""
    kept = Kept(Stage("s", "S", "collect", fields=(TONE,)))
    kept.add("note", "a", text="x", fields={"tone": "+"})
    assert [c.title for c in columns_for(TONE, kept.run.notes, GROUPS)] == ["Good", "Bad"]
    kept.add("note", "b", text="y", fields={"tone": "odd"})
    assert [c.title for c in columns_for(TONE, kept.run.notes, GROUPS)] == ["Good", "Bad", NOT_SAID]
    note = kept.run.notes.get("b")
    assert note is not None and column_of(TONE, note) == ""
    about = Kept(Stage("s", "S", "collect", fields=(ABOUT,)))
    for key, group in (("a", "par"), ("b", "schools"), ("c", "vcs"), ("d", "")):
        about.add("note", key, text="x", fields={"about": group})
    titles = [c.title for c in columns_for(ABOUT, about.run.notes, GROUPS)]
    assert titles == ["Voluntary sector", "Parents", "schools", NOT_SAID]


def test_which_question_a_note_answers_takes_little_of_its_card_and_is_said_whole(desk: CollectBoard) -> None:
    """A short sign is drawn beside the words; a screen reader and Find have the question and the table in words."""
    kept = Kept(Stage("s", "S", "collect", questions=("What helps?", "What hinders?")))
    kept.add("note", "a", text="a hall", question="What hinders?", table="3", stage="s")
    desk.show_state(kept.run, GROUPS)
    assert "Question 2, table 3" in card(desk, "a")
    assert desk.find_text("Q2 T3") == desk.find_text("question 2, table 3") == ["a"]


def test_a_move_is_asked_for_not_done(desk: CollectBoard) -> None:
    """The board asks; the note moves when the log says so."""
    kept = Kept(Stage("s", "S", "collect", fields=(TONE,)))
    kept.add("note", "a", text="x", fields={"tone": "+"})
    desk.show_state(kept.run, GROUPS)
    asked = asked_by(desk.asked)
    desk.cards.move_asked.emit(["a"], "-", None)
    assert asked == [("moved", {"target": "a", "fields": {"tone": "-"}})]
    assert "Good" in card(desk, "a")
    desk.show_state(kept.run, GROUPS, kept.add("moved", target="a", fields={"tone": "-"}))
    assert "Bad" in card(desk, "a")


def test_choice_and_search(desk: CollectBoard) -> None:
    """What is chosen is told; what is found is counted."""
    kept = Kept(Stage("s", "S", "collect"))
    kept.add("note", "a", text="two groups")
    kept.add("note", "b", text="one hall")
    desk.show_state(kept.run, GROUPS)
    told: list[list[str]] = []
    desk.chosen.connect(told.append)
    desk.choose("b")
    assert desk.chosen_keys() == ["b"] and told[-1] == ["b"]
    assert desk.find_text("HALL") == ["b"]
    assert desk.find_text("") == []


def test_the_wall_has_only_what_the_room_may_see(qapp: QApplication) -> None:
    """Covered until revealed, one by one when shown, never when hidden."""
    wall = CollectWall("projector")
    kept = Kept(Stage("s", "S", "collect", visibility="private", fields=(TONE,)))
    for key in ("a", "b"):
        kept.add("note", key, text=f"words {key}", group="par", fields={"tone": "+"})
    wall.show_state(kept.run, GROUPS)
    assert wall.shown_texts() == []
    kept.add("shown", target="b")
    wall.show_state(kept.run, GROUPS)
    assert wall.shown_texts() == ["words b"]
    kept.run.revealed = True
    kept.add("hidden", target="b")
    wall.show_state(kept.run, GROUPS)
    assert wall.shown_texts() == ["words a"]
    assert [c.group for c in wall.pages.cards] == [""]
    wall.deleteLater()


def test_what_changes_on_the_wall_is_as_if_all_were_shown_afresh(qapp: QApplication) -> None:
    """New, reworded, hidden and restored notes, one after the other, against a wall that is told everything."""
    wall, afresh = CollectWall("projector"), CollectWall("projector")
    for board in (wall, afresh):
        board.resize(1600, 500)
        board.set_scale(0.5)
    kept = Kept(Stage("s", "S", "collect", fields=(TONE,)))
    for number in range(20):
        kept.add("note", f"k{number}", text=f"note {number}", fields={"tone": "+"})
    wall.show_state(kept.run, GROUPS)
    acts: list[tuple[str, str, dict[str, Any]]] = [
        ("note", "new", {"text": "a new one", "fields": {"tone": "-"}}),
        ("edited", "", {"target": "k0", "text": "other words"}),
        ("hidden", "", {"target": "k5", "reason": "abusive"}),
        ("hidden", "", {"target": "new", "reason": "abusive"}),
        ("restored", "", {"target": "k5"}),
        ("note", "silent", {"text": "says no tone"}),
        ("merged", "", {"targets": ["k7", "k8"], "into": "k9"}),
        ("note", "last", {"text": "a last one", "fields": {"tone": "-"}}),
    ]
    for kind, key, body in acts:
        wall.show_state(kept.run, GROUPS, kept.add(kind, key, **body))
        afresh.show_state(kept.run, GROUPS)
        assert (wall.pages.cards, wall.pages.laid_out) == (afresh.pages.cards, afresh.pages.laid_out), kind
    wall.deleteLater()
    afresh.deleteLater()


def test_a_talking_stage_shows_its_questions(qapp: QApplication) -> None:
    """No cards, but the questions with their pace."""
    board = DiscussBoard("light")
    kept = Kept(Stage("t", "Talk", "discuss", questions=("One?", "Two?"), minutes=4))
    board.show_state(kept.run, GROUPS)
    assert board.cards.isHidden()
    assert pacing(4, 2) == "about 2 min each"
    assert pacing(3, 1) == "3 min in all"
    board.deleteLater()


def test_lines_carry_their_support(qapp: QApplication) -> None:
    """Phones and hands together, with n, and who takes it on."""
    board = DiscussBoard("light")
    kept = Kept(LINES)
    kept.add("note", "a", text="One service", table="1", fields={"owner": "VCS forum", "by": "2027-01-31"})
    kept.add("support", target="a", choice="support", token="t1")
    kept.add("hands", target="a", counts={"support": 3, "live_with": 1})
    board.show_state(kept.run, GROUPS)
    said = "4 support · 1 can live with it · 0 not yet (5 answered) · VCS forum · by 31 January 2027"
    assert said in card(board, "a")
    assert support_words({"support": 0, "live_with": 0, "not_yet": 0}).endswith("(0 answered)")
    board.deleteLater()


def test_hands_are_counted_for_the_chosen_line(qapp: QApplication) -> None:
    """The row appears with the choice; what is typed is asked for."""
    board = DiscussBoard("light")
    kept = Kept(LINES)
    kept.add("note", "a", text="One service", table="1")
    board.show_state(kept.run, GROUPS)
    asked = asked_by(board.asked)
    assert board.hands.isHidden()
    board.choose("a")
    assert not board.hands.isHidden()
    board.hands.boxes["support"].setValue(4)
    board.hands.counted.click()
    assert asked == [("hands", {"target": "a", "counts": {"support": 4, "live_with": 0, "not_yet": 0}})]
    board.show_state(kept.run, GROUPS, kept.add("hands", **asked[0][1]))
    assert "4 support" in card(board, "a")
    board.deleteLater()


def test_the_wall_shows_lines_with_counts(qapp: QApplication) -> None:
    """Counts under the line once somebody has answered, never the owner."""
    wall = DiscussWall("projector")
    kept = Kept(LINES)
    kept.add("note", "a", text="One service", fields={"owner": "Ann"})
    wall.show_state(kept.run, GROUPS)
    assert wall.shown_texts() == ["One service"]
    kept.add("support", target="a", choice="not_yet", token="t")
    wall.show_state(kept.run, GROUPS)
    assert wall.shown_texts() == ["One service\n1 answered"]
    kept.run.revealed = True
    wall.show_state(kept.run, GROUPS)
    assert wall.shown_texts() == ["One service\n0 support · 0 can live with it · 1 not yet (1 answered)"]
    wall.deleteLater()


@pytest.mark.parametrize("kind", KINDS)
def test_every_activity_has_both_boards_that_the_window_asks_for(kind: str) -> None:
    for board, asked in ((boards.desk(kind), DeskBoard), (boards.wall(kind), WallBoard)):
        for name in (name for shape in asked.__mro__ for name in vars(shape) if not name.startswith("_")):
            wanted, found = inspect.getattr_static(asked, name), inspect.getattr_static(board, name)
            if inspect.isfunction(wanted):
                assert inspect.signature(found).parameters.keys() == inspect.signature(wanted).parameters.keys(), name
        assert list(inspect.signature(board.__init__).parameters) == ["self", "theme", "parent"]


def test_the_two_boards_of_an_activity_share_no_class_but_the_toolkits() -> None:
    for kind in KINDS:
        both = set(boards.desk(kind).__mro__) & set(boards.wall(kind).__mro__)
        assert {each.__module__.partition(".")[0] for each in both} <= {"PySide6", "Shiboken", "builtins"}, kind
