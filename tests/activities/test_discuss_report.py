"""A conversation in the record: lines under their kinds, who takes them on, and how many support each."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notes_day import NotesDay

from facilitator.activities.discuss import report
from facilitator.activities.paper import Context
from facilitator.looks.blocks import Table, Text
from facilitator.model.people import Groups


@pytest.fixture
def day() -> NotesDay:
    """The stages were held."""
    made = NotesDay()
    for stage in ("talk", "agree"):
        made.add(stage, "stage_opened")
    return made


def line(day: NotesDay, text: str, **fields: str) -> str:
    return day.add("agree", text=text, table="2", group="par", fields=fields)


def test_lines_stand_under_their_kinds_with_who_takes_them_on(day: NotesDay) -> None:
    line(day, "Ask the council", kind="next_step", owner="Bert", by="2026-12-01")
    line(day, "Share the keys", kind="decision")
    line(day, "Something else", kind="of another release")
    words = day.printed("agree")
    parts = ("What is decided", "Share the keys", "The next step", "Ask the council", "Other lines", "Something else")
    order = [words.index(part) for part in parts]
    assert order == sorted(order)
    assert "Bert, by 1 December 2026" in words


def test_a_kind_without_lines_says_so(day: NotesDay) -> None:
    line(day, "Share the keys", kind="decision")
    words = day.printed("agree")
    assert words.index("None.") > words.index("The next step")


def test_a_step_that_nobody_takes_on_is_called_no_decision_yet(day: NotesDay) -> None:
    line(day, "Ask the council", kind="next_step", by="2026-12-01")
    line(day, "Paint the door", kind="decision")
    words = day.printed("agree")
    assert "Ask the council (by 1 December 2026). Needs a person before it counts as a decision." in words
    assert "Paint the door. Needs a person" not in words


def test_phones_and_hands_are_told_apart_and_a_line_without_answers_has_dashes(day: NotesDay) -> None:
    asked, quiet = line(day, "Share the keys", kind="decision"), line(day, "Paint the door", kind="decision")
    for token, choice in (("a", "support"), ("b", "not_yet")):
        day.add("agree", "support", target=asked, choice=choice, token=token)
    day.add("agree", "hands", target=asked, counts={"support": 3})
    words = day.printed("agree")
    seqs = {note.key: note.seq for note in day.run("agree").notes}
    assert "4 0 1 5" in words and "\u2013 \u2013 \u2013 0" in words
    assert f"by phone and by hands in the room (line {seqs[asked]}: 2 by phone and 3 by hands)." in words
    assert [
        (r["line"], r["support"], r["n"], r["by_phone"], r["by_hands"]) for r in day.rows("agree")["decisions"]
    ] == [
        ("Share the keys", 4, 5, 2, 3),
        ("Paint the door", 0, 0, 0, 0),
    ]
    assert quiet in seqs


def test_lines_that_nobody_answered_say_so(day: NotesDay) -> None:
    line(day, "Share the keys", kind="decision")
    assert "Nobody has answered these lines." in day.printed("agree")


def test_a_part_for_talking_says_that_nothing_was_written(day: NotesDay) -> None:
    assert "This part needed no writing." in day.printed("talk")


def test_exports_hold_a_row_a_line_that_stands(day: NotesDay) -> None:
    line(day, "Ask the council", kind="next_step", owner="Bert", by="2026-12-01")
    gone = line(day, "Names somebody", kind="decision")
    day.add("agree", "hidden", target=gone, reason="names a person")
    (row,) = day.rows("agree")["decisions"]
    assert (row["kind"], row["owner"], row["by"], row["table"]) == ("The next step", "Bert", "2026-12-01", "2")


def test_answers_to_a_joined_line_stand_with_it(day: NotesDay) -> None:
    first, second = line(day, "Share the keys", kind="decision"), line(day, "Keys for all", kind="decision")
    day.add("agree", "hands", target=first, counts={"support": 3})
    day.add("agree", "hands", target=second, counts={"live_with": 2})
    day.add("agree", "merged", targets=[second], into=first)
    words = day.printed("agree")
    assert "3 0 0 3" in words and "0 2 0 2" in words


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(("support", "live_with", "not_yet"))), max_size=12),
    st.lists(st.tuples(st.sampled_from(("merged", "hidden", "parked", "withdrawn", "restored")), st.integers(0, 3),
                       st.integers(0, 3)), max_size=6),
)  # fmt: skip
def test_every_answer_is_in_a_column_or_named_as_left_out(answers, fates) -> None:
    day = NotesDay()
    day.add("agree", "stage_opened")
    keys = [line(day, f"Line {n}", kind="decision") for n in range(4)]
    for n, (at, choice) in enumerate(answers):
        day.add("agree", "support", target=keys[at], choice=choice, token=f"t{n}")
    for fate, at, into in fates:
        body = {"targets": [keys[at]], "into": keys[into]} if fate == "merged" else {"target": keys[at]}
        day.add("agree", fate, **body)
    blocks = report.section(day.run("agree"), Context(Groups(), 0))
    tables = [block for block in blocks if isinstance(block, Table)]
    rows = [row for table in tables for row in table.rows if isinstance(row, list) and len(row) == 8]
    printed = sum(int(str(row[7])) for row in rows if str(row[7]))
    assert printed == sum(int(str(cell)) for row in rows for cell in row[4:7] if str(cell).isdigit())
    said = " ".join(run.words for block in blocks if isinstance(block, Text) for run in block.runs)
    lost = len(answers) - printed
    assert (f"{lost} answer{'s were to lines' if lost > 1 else ' was to a line'} not printed" in said) == bool(lost)
