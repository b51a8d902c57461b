"""How the pages of a summary are filled: none begins without its heading, none ends with one, none is nearly blank."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader

from facilitator.documents import summary
from facilitator.documents.writing import write
from facilitator.looks.blocks import Band, Column, Heading, Table, TableRow
from facilitator.looks.pdf.document import Document
from facilitator.model.entry import Entry
from facilitator.programme import contract
from filled import Line, is_well_filled, lines, pages_of
from records_day import Writer, folded

GOLDEN = Path(__file__).parents[1] / "golden"
LOGS = sorted(GOLDEN.glob("release-*/*.jsonl"))


def printed(entries: Sequence[Entry], folder: Path) -> list[list[Line]]:
    """The lines of each page of the summary."""
    programme = contract.empty()
    for entry in entries:
        programme.fold(entry)
    (workshop,) = programme.workshops.values()
    write(summary.DOCUMENT, workshop, programme, folder / "s.pdf", made_at=entries[-1].at)
    return pages_of(folder / "s.pdf")


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_the_pages_of_every_samples_summary_are_well_filled(log: Path, tmp_path: Path) -> None:
    told = (json.loads(line) for line in log.read_text(encoding="utf-8").split("\n") if line)
    is_well_filled(printed([Entry.from_json(one) for one in told], tmp_path))


def test_a_long_list_says_on_each_page_stage_question_and_answer(tmp_path: Path) -> None:
    day = Writer()
    day.begin()
    day.add("stage_opened", "facts")
    for n in range(150):
        day.add("note", "facts", text=f"A fact about the hall and its keys, number {n}", question="What was new?")
    for n in range(150):
        tone = "+" if n < 120 else "-"
        day.add("note", "feelings", text=f"A feeling about the hall, number {n}", fields={"tone": tone})
    assert folded(day.entries)
    pages = printed(day.entries, tmp_path)
    is_well_filled(pages)
    said = [" ".join(" ".join(line.words for line in page if line.y > page[0].y - 1).split()) for page in pages]
    assert "2. Facts (continued) \u00b7 What was new?" in said
    assert "3. Feelings (continued) \u00b7 How does it feel? \u00b7 + Good, 120" in said


ROWS: list[TableRow] = [["A row of its own", "1"]] * 80


def texts_of(*rows: TableRow) -> list[str]:
    """What stands on each page of a table under a heading."""
    target = io.BytesIO()
    document = Document(target, "Tables")
    document.add(Heading("The list", 2), Table(rows, [Column("words"), Column("n", 0.2, "number")]))
    document.build()
    return [" ".join(page.extract_text().split()) for page in PdfReader(target).pages]


@pytest.mark.parametrize("more", range(1, 45))
def test_no_page_has_a_row_or_two_of_many(more: int) -> None:
    for page in texts_of(*ROWS[: 20 + more]):
        assert page.count("A row of its own") >= 3


@pytest.mark.parametrize("more", range(1, 30))
def test_the_few_rows_under_one_heading_stay_together(more: int) -> None:
    few = ["A row of three", "1"]
    pages = texts_of(*ROWS[: 20 + more], Band("Three"), few, few, few)
    assert sorted(page.count("A row of three") for page in pages)[-1] == 3
    (page,) = (page for page in pages if "A row of three" in page)
    assert "Three A row of three" in page


def test_a_figure_stands_on_one_line_however_narrow_its_column() -> None:
    target = io.BytesIO()
    document = Document(target, "Figures")
    columns = [Column("words", 5.0), Column("n", 0.2, "number"), Column("no.", 0.1, "small")]
    rows: list[TableRow] = [["Some words", "5 of 25", "1,234"], ["Others", "12 of 25", "7"]]
    document.add(Table(rows, columns))
    document.build()
    found = lines(PdfReader(target).pages[0])
    assert {line.words for line in found} >= {"5 of 25", "12 of 25", "1,234"}


@pytest.mark.walk
@pytest.mark.parametrize("more", range(0, 24))
def test_how_to_read_a_summary_never_ends_with_a_line_or_two_on_a_page_of_their_own(more: int, tmp_path: Path) -> None:
    day = Writer()
    day.begin()
    day.add("stage_opened", "facts")
    for n in range(12 + more):
        day.add("note", "facts", text=f"A fact about the hall and its keys, number {n}", question="What was new?")
    is_well_filled(printed(day.entries, tmp_path))


def test_what_goes_on_stands_under_the_last_heading_of_rows_and_no_earlier_one() -> None:
    rows = [Band("First"), *ROWS[:3], Band("Second"), Band("Lesser", minor=True), *ROWS[:40]]
    first, second, *_ = texts_of(*rows)
    assert "(continued)" not in first
    assert second.startswith("The list (continued) \u00b7 Second \u00b7 Lesser words n")
    rows = [Band("First"), *ROWS[:3], Band("Lesser", minor=True), *ROWS[:3], Band("Second"), *ROWS[:40]]
    assert texts_of(*rows)[1].startswith("The list (continued) \u00b7 Second words n")
