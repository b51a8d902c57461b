"""The development plan: a row counts once it has a lead and a date, and what reviews said is only ever added to."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_proposals import Book, words_of
from test_themes_tables import made

from facilitator.documents import contract as documents
from facilitator.documents import writing
from facilitator.model.entry import Draft, Entry
from facilitator.model.packed import Packed
from facilitator.programme import contract
from facilitator.programme.disclosure import decided
from facilitator.programme.plan.bodies import MadeTogether, NextReview, Reviewed, RowRemoved, RowTold
from facilitator.programme.plan.listed import Plan, loads, of_programme, warnings
from facilitator.programme.plan.report import section
from facilitator.programme.plan.rules import State
from facilitator.records import load
from facilitator.records.exports import export_whole

GROUPS = Draft("programme", {"groups": [{"id": "VCS", "label": "Voluntary groups"}, {"id": "LA", "label": "Council"}]})
CLINIC = RowTold("r1", "Small groups ready", "t1", "Governance clinic", "Ravi Nair", "VCS", True, due="2012-02-13")


def plan_of(book: Book) -> Plan:
    """The rows as they are read."""
    return of_programme(book.programme)


def state_of(book: Book) -> State:
    """The plan as it was folded."""
    found = book.programme.aspects["plan"]
    assert isinstance(found, State)
    return found


def paper(book: Book) -> str:
    """What the document of the plan says."""
    return words_of(contract.part("development-plan", book.programme, decided(book.programme)))


def ids(rows: tuple[Any, ...]) -> list[str]:
    """The rows by their ids."""
    return [row.id for row in rows]


def row(name: str, lead: str = "Ann", group: str = "VCS", due: str = "2013-01-14", measure: str = "") -> RowTold:
    """A row that counts, unless something of it is missing."""
    return RowTold(name, action=f"Do {name}", lead=lead, lead_group=group, due=due, measure=measure)


def test_a_row_counts_as_an_action_once_it_has_a_lead_and_a_date() -> None:
    book = Book(GROUPS, row("a", due="2013-02-01"), row("b", lead="", group=""), row("c", due=""), row("d", lead=""))
    assert (ids(plan_of(book).open), ids(plan_of(book).unowned), ids(plan_of(book).undated)) == (
        ["d", "a"], ["b"], ["c"])  # fmt: skip
    book.tell(RowTold("b", lead="Bea"))
    book.tell(RowTold("c", due="2012-12-01"))
    assert ids(plan_of(book).open) == ["c", "b", "d", "a"]
    book.tell(Reviewed("c", "done", "2012-12-01", "It is there"))
    assert (ids(plan_of(book).open), ids(plan_of(book).finished)) == (["b", "d", "a"], ["c"])
    assert "3 actions" not in words_of(section(book.programme, decided(book.programme)))
    assert "4 actions: 3 open, 1 done, 0 dropped" in words_of(section(book.programme, decided(book.programme)))


def test_the_log_of_reviews_is_only_added_to_and_outlives_the_row() -> None:
    book = Book(GROUPS, CLINIC)
    book.tell(Reviewed("r1", "on track", "2012-01-10", "hall booked", where="task group", people=6))
    book.tell(Reviewed("r1", "done", "2012-02-13", "7 groups came, 3 adopted a policy set", "7 came"))
    book.tell(Reviewed("r1", "done", "2012-02-20"))
    book.tell(Reviewed("r1", "done", "2012-05-21", "corrects 13 Feb: 8 came"))
    assert [(each.before, each.status) for each in state_of(book).log] == [
        ("", "on track"), ("on track", "done"), ("done", "done")]  # fmt: skip
    now = state_of(book).rows["r1"]
    assert (now.last_review, now.note) == ("2012-05-21", "corrects 13 Feb: 8 came")
    book.tell(RowRemoved("r1"))
    assert len(state_of(book).log) == 3
    book.tell(row("a"))
    assert "An action that was taken away" in paper(book)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (RowTold("", action="No id"), "without an id"),
        (RowTold("r2", action=" "), "what will be done"),
        (RowTold("r2", objective="No action"), "what will be done"),
        (RowTold("r1", start="2012-03-01"), "before it starts"),
        (RowTold("r1", due="soon"), "not a date"),
        (RowTold("r1", status="nearly"), "not started, on track"),
        (RowTold("r1", evidence="x" * 2001), "too long"),
        (Reviewed("r9", "done", "2012-02-13"), "not there any more"),
        (Reviewed("r1", "nearly", "2012-02-13"), "not started, on track"),
        (Reviewed("r1", "done"), "on which day"),
        (Reviewed("r1", "done", "2012-02-31"), "not a date"),
        (NextReview("tomorrow"), "not a date"),
        (MadeTogether(equal_say="rather"), "not asked"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(said: Packed, why: str) -> None:
    book = Book(GROUPS, CLINIC)
    assert why in str(book.tell(said))
    assert state_of(book) == state_of(Book(GROUPS, CLINIC))


def test_it_is_told_who_carries_it_and_what_to_look_at_again() -> None:
    book = Book(GROUPS, row("a", measure="4 meetings held"), row("b", due="2013-02-01"))
    assert [(each.label, each.open) for each in loads(book.programme, plan_of(book))] == [
        ("Voluntary groups", 2), ("Council", 0)]  # fmt: skip
    told = [str(each) for each in warnings(book.programme)]
    assert told[0] == "Voluntary groups leads every open action. Ask who else could lead one."
    assert "counting meetings" in told[1] and len(told) == 2
    book.tell(row("c", group="LA"))
    book.tell(row("d", group="LA", due="2013-03-01"))
    assert ["counting" in str(each) for each in warnings(book.programme)] == [True]
    for n in range(9):
        book.tell(row(f"n{n}", group="LA"))
    told = [str(each) for each in warnings(book.programme)]
    assert told[0] == "13 actions are open. A group keeps 12 in mind."
    assert told[1] == "Council leads more than half of the open actions."
    assert told[-1] == "More than half of the open actions are due on one day."


def test_whether_it_was_made_together_is_printed_once_somebody_asked() -> None:
    book = Book(GROUPS, CLINIC)
    assert "Different voices" not in paper(book)
    book.tell(MadeTogether("2012-11-20", different_voices="partly"))
    assert "Different voices\npartly" in paper(book) and "Equal say\nnot asked" in paper(book)


names = st.sampled_from(["r1", "r2", ""])
anything = st.one_of(st.text(max_size=12), st.sampled_from(["2012-02-13", "done", "on track", "VCS", "t1"]))
bodies = st.dictionaries(
    st.sampled_from(
        ["id", "action", "lead", "lead_group", "due", "status", "words", "partners", "date", "people", "time"]
    ),
    st.one_of(st.none(), anything, st.integers(), st.lists(anything, max_size=2), st.booleans()),
)
kinds = st.sampled_from(["plan_row", "plan_reviewed", "plan_row_removed", "plan_next_review", "made_together"])
doings = st.one_of(
    st.builds(lambda i, a, d: RowTold(i, action=a, lead=a, due=d).draft(""), names, anything, anything),
    st.builds(lambda i, s, w: Reviewed(i, s, words=w).draft(""), names, anything, anything),
    st.builds(Draft, kinds, bodies),
)


@given(st.lists(doings, max_size=12))
def test_whatever_is_in_a_file_every_row_is_listed_once_and_the_log_only_grows(done: list[Draft]) -> None:
    programme = contract.empty()
    log: list[Any] = []
    for n, each in enumerate((GROUPS, *done), 1):
        programme.fold(Entry(n, each.key, "", "", n, "", each.kind, each.body))
        now = programme.aspects["plan"].log
        assert now[: len(log)] == log
        log = list(now)
    plan = of_programme(programme)
    listed = ids((*plan.actions, *plan.unowned, *plan.undated))
    assert sorted(listed) == sorted(programme.aspects["plan"].rows)
    told = contract.tables(programme, decided(programme)).get("plan", ((), []))[1]
    assert [each["id"] for each in told] == listed
    assert sum(each.open for each in loads(programme, plan)) == len(plan.open)
    contract.part("development-plan", programme, decided(programme))
    list(warnings(programme))


def test_the_records_tell_every_row_and_which_count(tmp_path: Path) -> None:
    partners, review = RowTold("r1", partners=("PAR", "CCM")), Reviewed("r1", "done", "2012-02-13", "came")
    told = (CLINIC, row("r2", lead="", group=""), partners, review)
    path = made(tmp_path / "two.facilitator", *(each.draft("") for each in told))
    export_whole(load.programme(path), ("csv",), tmp_path / "out")
    (table,) = (tmp_path / "out").glob("*_plan.csv")
    with table.open(encoding="utf-8-sig", newline="") as stream:
        first, second = csv.DictReader(stream)
    assert ",".join(first) == (
        "id,objective,theme,action,lead,lead_group,lead_accepted,partners,start,due,success_measure,evidence,resources,"
        "status,last_review,review_note"
    )
    assert (first["theme"], first["lead_group"], first["partners"]) == (
        "Being asked",
        "Voluntary groups",
        "Parents;Centre managers",
    )
    assert (first["status"], first["last_review"], first["review_note"]) == ("done", "2012-02-13", "came")
    assert (first["lead_accepted"], second["lead_accepted"], second["status"]) == ("yes", "no", "unowned")


@pytest.mark.parametrize("form", ["pdf", "html", "docx"])
@pytest.mark.parametrize("rows", [(), (CLINIC, row("b", lead="", group=""), row("c", due=""))], ids=["blank", "filled"])
def test_the_document_is_made_blank_and_filled(tmp_path: Path, form: Any, rows: tuple[RowTold, ...]) -> None:
    path = made(tmp_path / "two.facilitator", *(each.draft("") for each in rows))
    programme = load.programme(path)
    order = documents.Order(programme.workshops["w1"], programme, 1_400_000_000_000)
    content, plain = writing.make(documents.find("development-plan"), order, form)
    assert content and plain == []
    if form == "html":
        page = content.decode()
        for words in ("No lead yet:", "No date yet:", "Who leads how many", "said yes"):
            assert (words in page) == bool(rows), words
        assert ("One row for each thing" in page) == (not rows)
