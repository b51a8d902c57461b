"""What a summary says of itself: each sentence is true of this record, and another stands where it would not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.cli import run
from facilitator.documents.reading import how_to_read
from facilitator.model.record import comments, everything
from facilitator.records.tables import tables
from records_day import START, Writer, a_day, folded, stored


def reading(day: Writer) -> str:
    """All of it, of that day."""
    return " ".join(how_to_read(folded(day.entries)[1]))


def begun(stage: str) -> Writer:
    """A day on which one stage is open."""
    day = Writer()
    day.begin()
    day.add("stage_opened", stage)
    return day


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ({}, "no seat, group or table was kept"),
        ({"group": "VCS"}, "the partner group was kept, not the person"),
        ({"table": "2"}, "the table was kept, not the person"),
        ({"group": "VCS", "table": "2"}, "the partner group and the table were kept, not the person"),
        ({"person": "p1"}, "it was kept which seat wrote; this summary does not show it"),
        (
            {"person": "p1", "group": "VCS", "table": "2"},
            "it was kept which seat wrote; this summary shows only the group",
        ),
    ],
)
def test_what_was_kept_of_people_is_what_stands_with_their_words(kept: dict[str, str], words: str) -> None:
    day = begun("facts")
    day.add("attendance", groups={"VCS": 20, "PAR": 9})
    day.add("note", "facts", text="Two", **kept)
    assert words in reading(day)


def test_marks_are_named_where_answers_are_kept_with_them() -> None:
    day = begun("decide")
    line = day.add("note", "decide", text="Test one service")
    assert "random mark" not in reading(day)
    day.add("support", "decide", target=line, choice="support", token="t1")
    assert "In Decide the records keep the answers of each phone with a random mark" in reading(day)


def test_nobody_is_said_to_have_agreed_beyond_those_who_answered() -> None:
    day = begun("decide")
    day.add("attendance", groups={"VCS": 20, "PAR": 5})
    line = day.add("note", "decide", text="Test one service")
    assert "or not yet; nobody did" in reading(day)
    for token in ("a", "b"):
        day.add("support", "decide", target=line, choice="support", token=token)
    said = reading(day)
    assert "agreed aloud" not in said and "whether all agreed to them was not counted" in said
    assert "or not yet; 2 did" in said and "of 25 who took part" in said
    other = day.add("note", "decide", text="Pay for it")
    assert "from 0 to 2 did so for each" in reading(day)
    day.add("withdrawn", "decide", target=other, by="phone")
    assert "or not yet; 2 did" in reading(day)


def test_what_was_shown_to_the_room_is_what_the_record_says() -> None:
    day = begun("feelings")
    note = day.add("note", "feelings", text="tired")
    assert "In Feelings what people wrote was not shown to the room as a whole." in reading(day)
    day.add("shown", "feelings", target=note)
    assert "In Feelings the facilitator showed single notes to the room." in reading(day)
    day.add("revealed", "feelings")
    assert "did not show what others wrote before the facilitator showed it." in reading(day)


def test_a_first_wording_is_promised_only_where_it_is_printed() -> None:
    day = begun("facts")
    first, second = (day.add("note", "facts", text=text) for text in ("One", "Two"))
    assert "No comment\u2019s wording was edited." in reading(day)
    day.add("edited", "facts", target=first, text="First", protects=False)
    assert "The first wording is printed with it." in reading(day)
    day.add("edited", "facts", target=second, text="Second", protects=False)
    day.add("hidden", "facts", target=second, reason="names a person")
    assert "The wording of 2 comments was edited" in reading(day)
    assert "The first wording is printed with 1 of them." in reading(day)
    day.add("hidden", "facts", target=first, reason="names a person")
    assert "first wording" not in reading(day)


def test_every_place_counts_the_same_comments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    programme, workshop = folded(a_day())
    every = comments(workshop)
    notes = sum(entry.kind == "note" for entry in a_day())
    assert every.total == notes == sum(1 for _ in everything(workshop))
    assert every.total == len(tables(programme, workshop, START)["comments"])
    assert run(["check", str(stored(tmp_path / "day.facilitator", a_day()))]) == 0
    assert f"{notes} comments" in capsys.readouterr().out
    assert f"{notes} comments in all: " in " ".join(how_to_read(workshop))


def test_an_answer_counts_whatever_became_of_the_words_beside_it() -> None:
    day = begun("feelings")
    keys = [day.add("note", "feelings", text=f"n{n}", fields={"tone": "+"}) for n in range(6)]
    day.add("merged", "feelings", targets=keys[:1], into=keys[1])
    day.add("hidden", "feelings", target=keys[2], reason="names a person")
    day.add("parked", "feelings", target=keys[3])
    day.add("withdrawn", "feelings", target=keys[4], by="phone")
    programme, workshop = folded(day.entries)
    counted = {
        row["answer"]: row["n"] for row in tables(programme, workshop, START)["counts"] if row["question"] == "Tone"
    }
    assert counted == {"Good": 5, "Uneasy": 0}
