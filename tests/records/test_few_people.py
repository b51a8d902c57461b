"""Group and table beside words point to nobody: papers and tables name the table only where enough people sat."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.activities import contract
from facilitator.activities.contract import Sender
from facilitator.documents import summary
from facilitator.documents.reading import how_to_read
from facilitator.documents.writing import write
from facilitator.model.entry import Entry
from facilitator.model.suppression import LEAST
from facilitator.records import tables
from records_day import START, Writer, folded

MANY = LEAST


def a_room(size: int, person: str = "") -> list[Entry]:
    """So many parents at table 2, one of whom writes; more of them and of carers elsewhere, one carer at table 2."""
    day = Writer()
    day.begin(tables=4)
    for n in range(size):
        day.add("joined", person=f"p{n}", group="PAR", table="2")
    for n in range(6):
        day.add("joined", person=f"q{n}", group="PAR", table="1")
        day.add("joined", person=f"v{n}", group="VCS", table="3" if n else "2")
    day.add("stage_opened", "facts")
    day.add("note", "facts", person=person, text="From a parent", group="PAR", table="2", source="phone")
    day.add("stage_opened", "decide")
    line = day.add("note", "decide", text="A line", group="PAR", table="2", fields={"kind": "resolve"}, source="phone")
    day.add("note", "decide", text="The table's", table="2", fields={"kind": "resolve"}, source="host")
    day.add("support", "decide", target=line, choice="support", token="t")
    return day.entries


@pytest.mark.parametrize(("size", "shown"), [(MANY - 1, False), (MANY, True)])
def test_papers_and_tables_name_the_table_of_enough_people_only(size: int, shown: bool, tmp_path: Path) -> None:
    programme, workshop = folded(a_room(size))
    write(summary.DOCUMENT, workshop, programme, tmp_path / "s.html", made_at=START, form="html")
    said = (tmp_path / "s.html").read_text(encoding="utf-8")
    assert ("PAR, table 2" in said) == shown
    assert "Table 2" in said
    rows = {row["line"]: row["table"] for row in tables.tables(programme, workshop, START)["decisions"]}
    assert rows == {"A line": "2" if shown else "", "The table's": "2"}
    told = " ".join(how_to_read(workshop))
    assert ("A table stands beside words only where 5 people or more" in told) != shown


@pytest.mark.parametrize(("size", "words"), [(1, "shows only the group"), (MANY, "shows only group and table")])
def test_a_paper_says_what_it_shows_of_those_who_wrote(size: int, words: str) -> None:
    entries = [entry for entry in a_room(size, "p0") if entry.stage != "decide"]
    assert words in " ".join(how_to_read(folded(entries)[1]))


def test_answers_that_count_one_person_are_stored_without_a_table() -> None:
    phone = Sender(person="p", token="t", group="PAR", table="2")
    run = folded(a_room(MANY))[1].runs["facts"]
    counting = 0
    for kind in (kind for activity in contract.KINDS for kind in contract.activity(activity).kinds):
        stored = contract.kept(run, phone, kind.body())[1]
        assert not (kind.body.counts_one and stored.table)
        counting += kind.body.counts_one
    assert counting == 10


@pytest.mark.parametrize(("carers", "named"), [(4, False), (5, True)])
def test_a_group_stands_beside_words_only_where_enough_of_it_were_there(
    carers: int, named: bool, tmp_path: Path
) -> None:
    """Neither the few, nor the others beside whom theirs would be the words without a group."""
    day = Writer()
    day.begin()
    day.add("attendance", groups={"PAR": 20, "VCS": carers})
    day.add("stage_opened", "facts")
    for group in ("PAR", "VCS"):
        day.add("note", "facts", text=f"From {group}", group=group, source="phone")
    programme, workshop = folded(day.entries)
    made = tables.tables(programme, workshop, START)
    assert {row["partner_group"] for row in made["comments"]} == (
        {"Parents", "Voluntary & community sector"} if named else {""}
    )
    write(summary.DOCUMENT, workshop, programme, tmp_path / "s.html", made_at=START, form="html")
    said = (tmp_path / "s.html").read_text(encoding="utf-8")
    assert ("A partner group stands beside words only where 5 people or more" in said) != named
    assert ("a head count, which everyone in the room could make" in said) != named
    assert {row["people"] for row in made["attendance"]} == {20, carers}, "who sat in the room is no secret"
