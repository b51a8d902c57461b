"""The register of answers: every point is counted, answered or not, and what comes back is taken in once."""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_proposals import Book, words_of
from test_themes_tables import made

from facilitator.cli import run
from facilitator.documents import contract as documents
from facilitator.documents import writing
from facilitator.model.entry import Draft, Entry
from facilitator.model.packed import Packed
from facilitator.programme import contract
from facilitator.programme.answers.bodies import AnswerAsked, AnswerGiven, AnswerRemoved, AnswersDue
from facilitator.programme.answers.listed import counts
from facilitator.programme.answers.report import section
from facilitator.programme.answers.rules import State
from facilitator.programme.disclosure import decided
from facilitator.records import load
from facilitator.records.exports import export_whole
from facilitator.records.imports import look_at_any, take
from facilitator.store.faults import Fault
from facilitator.store.feed import open_feed

EARLY = AnswerAsked("a1", "Share options early", "t1", ("k1", "k2"), "2012-11-26")
TERMS = AnswerAsked("a2", "Longer terms", "t2", ("k3",), "2012-11-26")
CRECHE = AnswerAsked("a3", "Who pays for creche?", "t2", (), "2012-11-26")


def state_of(book: Book) -> State:
    """The register as it was folded."""
    found = book.programme.aspects["answers"]
    assert isinstance(found, State)
    return found


def paper(book: Book, key: str) -> str:
    """What a document says."""
    return words_of(contract.part(key, book.programme, decided(book.programme)))


def test_every_point_is_counted_whether_it_is_answered_or_not() -> None:
    book = Book(EARLY, TERMS, CRECHE, AnswerGiven("a1", "will", "Two options go out", "Lin Park", by="2013-02-28"))
    book.tell(AnswerGiven("a2", "cannot", "The grant ends in March"))
    assert counts(state_of(book)) == {"done": 0, "will": 1, "cannot": 1, "not_ours": 0, "": 1}
    told = words_of(section(book.programme, decided(book.programme)))
    assert "3 points: 0 done, 1 to be done, 1 that cannot be done, 0 not for us, 1 without an answer yet." in told
    whole = paper(book, "answers")
    assert whole.index("Share options early") < whole.index("Longer terms") < whole.index("Who pays for creche?")
    assert "No answer yet, asked on 26 November 2012." in whole
    book.tell(AnswerGiven("a1", ""))
    assert counts(state_of(book))[""] == 2


def test_a_comment_stands_behind_one_row_only() -> None:
    book = Book(EARLY, TERMS, AnswerAsked("a2", targets=("k3", "k2")))
    assert [each.targets for each in state_of(book).points.values()] == [("k1",), ("k3", "k2")]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (AnswerAsked("", "No id"), "without an id"),
        (AnswerAsked("a9", "  "), "in their own words"),
        (AnswerAsked("a1", point="x" * 2001), "too long"),
        (AnswerAsked("a1", date="soon"), "not a date"),
        (AnswerGiven("a9", "done"), "not there any more"),
        (AnswerGiven("a1", "perhaps"), "not ours"),
        (AnswerGiven("a1", "cannot", "  "), "why it cannot be done"),
        (AnswerGiven("a1", "will", by="soon"), "not a date"),
        (AnswersDue(back="soon"), "not a date"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(said: Packed, why: str) -> None:
    book = Book(EARLY)
    assert why in str(book.tell(said))
    assert state_of(book) == state_of(Book(EARLY))


def test_the_leaflet_has_room_for_five_says_what_is_open_and_whom_to_ask() -> None:
    answered = [AnswerAsked(f"p{n}", f"Point {n}", "t1", (f"k{n}",)) for n in range(6)]
    book = Book(*answered, *(AnswerGiven(f"p{n}", "done", f"Did {n}", "Ruth Kell") for n in range(6)), CRECHE)
    book.tell(AnswersDue("2012-12-10", "The front desk"))
    told = paper(book, "leaflet")
    assert [f"Point {n}" in told for n in range(6)] == [True, True, True, True, False, False]
    assert told.index("Point 3") < told.index("No one has answered yet. The answer is due on 10 December 2012.")
    assert "There are 2 more points, 0 of them without an answer yet." in told
    assert "tell us that we got it wrong: The front desk" in told
    assert paper(Book(), "leaflet") == paper(Book(), "answers") == ""


names = st.sampled_from(["a1", "a2", ""])
anything = st.one_of(st.text(max_size=12), st.sampled_from(["done", "will", "cannot", "2012-11-26", "t1", "k1"]))
bodies = st.dictionaries(
    st.sampled_from(["id", "point", "theme", "targets", "date", "answer", "words", "who", "who_group", "by", "back"]),
    st.one_of(st.none(), anything, st.integers(), st.lists(anything, max_size=2)),
)
kinds = st.sampled_from(["answer_asked", "answer_given", "answer_removed", "answers_due"])
doings = st.one_of(
    st.builds(lambda i, w, t, k: AnswerAsked(i, w, t, tuple(k)).draft(""), names, anything, anything,
              st.lists(st.sampled_from(["k1", "k2"]))),
    st.builds(lambda i, a, w: AnswerGiven(i, a, w).draft(""), names, anything, anything),
    st.builds(lambda i: AnswerRemoved(i).draft(""), names),
    st.builds(Draft, kinds, bodies),
)  # fmt: skip


@given(st.lists(doings, max_size=12))
def test_whatever_is_in_a_file_each_row_is_counted_once_and_each_comment_behind_one(done: list[Draft]) -> None:
    programme = contract.empty()
    for n, each in enumerate(done, 1):
        programme.fold(Entry(n, each.key, "", "", n, "", each.kind, each.body))
    state = programme.aspects["answers"]
    targets = [key for each in state.points.values() for key in each.targets]
    assert len(set(targets)) == len(targets)
    assert sum(counts(state).values()) == len(state.points)
    told = contract.tables(programme, decided(programme)).get("answers_register", ((), []))[1]
    assert len(told) == len(state.points)
    for key in ("answers", "leaflet"):
        contract.part(key, programme, decided(programme))


# ---------------------------------------------------------------------- out, and back


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A programme with three rows in its register, one of them answered."""
    answered = AnswerGiven("a2", "cannot", "The grant ends in March", "Owen Hart", date="2012-11-20")
    return made(tmp_path / "two.facilitator", *(each.draft("") for each in (EARLY, TERMS, CRECHE, answered)))


def sheet(path: Path) -> list[dict[str, str]]:
    """The register as it goes out."""
    out = path.parent / "out"
    export_whole(load.programme(path), ("csv",), out)
    (table,) = out.glob("*_answers_register.csv")
    with table.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def sent_back(path: Path, rows: list[dict[str, str]], separator: str = ",", encoding: str = "utf-8-sig") -> Path:
    """The register as somebody saved it in a spreadsheet."""
    back = path.parent / "answers.csv"
    with back.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)
    return back


def points(path: Path) -> Mapping[str, Any]:
    """The rows of the register in the file."""
    found: State = load.programme(path).aspects["answers"]
    return found.points


def test_it_goes_out_with_the_columns_that_were_promised(path: Path) -> None:
    rows = sheet(path)
    assert list(rows[0]) == ["theme", "comment_ids", "said", "answer", "words", "who", "by", "at"]
    assert [(row["theme"], row["said"], row["answer"], row["at"]) for row in rows] == [
        ("Being asked", "Share options early", "", ""),
        ("Money", "Longer terms", "cannot", "2012-11-20"),
        ("Money", "Who pays for creche?", "", ""),
    ]


def test_what_comes_back_is_taken_in_once_and_undone_as_one(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = sheet(path)
    rows[0] |= {"answer": "will do", "words": "=Two options", "who": "Centre managers", "by": "28/02/2013"}
    rows[2] |= {"answer": "not ours", "words": "Ask the council", "at": "2012-12-03"}
    back = sent_back(path, rows, ";", "utf-16")
    assert run(["import", str(path), str(back)]) == 0
    said = capsys.readouterr()
    assert said.out.strip() == "2" and "2 answers to import." in said.err
    now = points(path)
    first = now["a1"]
    assert (first.answer, first.words, first.who_group, first.by) == ("will", "=Two options", "CCM", "2013-02-28")
    assert (now["a3"].answer, now["a3"].at) == ("not_ours", "2012-12-03")
    assert (now["a2"].words, now["a2"].at) == ("The grant ends in March", "2012-11-20")
    assert run(["import", str(path), str(back)]) == 0
    assert capsys.readouterr().out.strip() == "0"
    assert points(path) == now


def test_an_answer_that_takes_the_place_of_another_says_so_and_an_old_file_changes_nothing_again(path: Path) -> None:
    rows = sheet(path)
    rows[1] |= {"words": "A longer term would not be lawful"}
    back = sent_back(path, rows)
    plan = look_at_any(path, back)
    assert [str(each) for each in plan.told] == [
        "1 answer to import.",
        "1 of them takes the place of another answer. Undo brings that back.",
    ]
    take(path, plan)
    with contextlib.closing(open_feed(path)) as feed:
        feed.append([AnswerGiven("a2", "will", "It is lawful after all").draft("")])
    plan = look_at_any(path, back)
    assert (plan.new, [str(each) for each in plan.told][-1]) == (
        0, "1 answer was imported before, and is not imported again.")  # fmt: skip
    take(path, plan)
    assert points(path)["a2"].answer == "will"


@pytest.mark.parametrize(
    ("row", "change", "why"),
    [
        (0, {"answer": "perhaps"}, "line 2, column 'answer': An answer is done, will, cannot, not_ours, or empty."),
        (0, {"words": "We will see"}, "line 2, column 'answer': Words without an answer"),
        (0, {"answer": "cannot"}, "line 2, column 'answer': Say why it cannot be done."),
        (1, {"said": "Something else"}, "line 3, column 'said': Nothing in this register says"),
        (2, {"answer": "will", "by": "soon"}, "line 4, column 'by': 'soon' is not a date"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_taken_in(path: Path, row: int, change: dict[str, str], why: str) -> None:
    rows, before = sheet(path), points(path)
    rows[0] |= {"answer": "done"} if row else {}
    rows[row] |= change
    with pytest.raises(Fault) as raised:
        look_at_any(path, sent_back(path, rows))
    assert why in raised.value.sentence and raised.value.sentence.endswith("Nothing was imported.")
    assert points(path) == before


def test_a_table_of_comments_is_still_a_table_of_comments(path: Path) -> None:
    back = sent_back(path, [{"text": "A comment from paper", "stage": "objective"}])
    plan = look_at_any(path, back, "w1")
    assert plan.new == 1 and plan.counts == ("note",)


@pytest.mark.parametrize("form", ["pdf", "html", "docx"])
@pytest.mark.parametrize("key", ["answers", "leaflet"])
def test_the_documents_are_made_and_without_a_register_say_why_not(path: Path, form: Any, key: str) -> None:
    programme = load.programme(path)
    order = documents.Order(programme.workshops["w1"], programme, 1_400_000_000_000)
    content, plain = writing.make(documents.find(key), order, form)
    assert content and plain == []
    bare = load.programme(made(path.parent / "bare.facilitator"))
    nothing = documents.find(key).nothing(documents.Order(bare.workshops["w1"], bare, 1_400_000_000_000))
    assert "No answer was asked for yet." in nothing
