"""A workshop is dated by the day on which it was held; where the plan says another, papers and tables say both."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as read_docx

from facilitator.documents import summary
from facilitator.documents.writing import write
from facilitator.looks.rendering import Form
from facilitator.model import record
from facilitator.model.entry import Entry
from facilitator.records import exports, tables
from records_day import MINUTE, START, Writer, a_day, folded

DAY = 24 * 60 * MINUTE


def paper(entries: list[Entry], folder: Path, form: Form = "html") -> str:
    """The words of the summary."""
    programme, workshop = folded(entries)
    out = folder / f"summary.{form}"
    write(summary.DOCUMENT, workshop, programme, out, made_at=START + 30 * DAY, form=form)
    if form == "docx":
        return "\n".join(paragraph.text for paragraph in read_docx(str(out)).paragraphs)
    return out.read_text(encoding="utf-8")


def two_days() -> list[Entry]:
    """Held on a day and the next, and planned for the first."""
    day = Writer()
    day.begin(date="2011-11-15")
    day.add("stage_opened", "facts")
    day.add("note", "facts", text="On the first day")
    day.add("stage_opened", "decide", after=DAY)
    day.add("finished")
    return day.entries


@pytest.mark.parametrize("form", ["html", "docx"])
def test_a_paper_is_dated_by_the_day_held_and_says_that_another_was_planned(tmp_path: Path, form: Form) -> None:
    said = paper(a_day(date="2011-12-01"), tmp_path, form)
    assert "15 November 2011, Poole. It was planned for 1 December 2011." in said


def test_a_paper_of_a_day_held_as_planned_names_it_once(tmp_path: Path) -> None:
    said = paper(a_day(date="2011-11-15"), tmp_path)
    assert "15 November 2011, Poole." in said
    assert "planned for" not in said
    assert "15 November 2011 and 16 November 2011." in paper(two_days(), tmp_path)
    assert "planned for" not in paper(two_days(), tmp_path)


def test_a_paper_of_a_workshop_that_was_not_held_says_so(tmp_path: Path) -> None:
    day = Writer()
    day.begin(date="2011-12-01", place="Poole")
    assert "Planned for 1 December 2011, Poole. It was not held yet." in paper(day.entries, tmp_path)
    undated = Writer()
    undated.begin(date="")
    said = paper(undated.entries, tmp_path)
    assert "It was not held yet." in said
    assert "Planned for" not in said
    assert "15 November 2011 (" not in said


def test_file_names_and_tables_have_the_day_held_and_the_times_the_plan_beside_it(tmp_path: Path) -> None:
    programme, workshop = folded(a_day(date="2011-12-01"))
    made = exports.export(programme, workshop, ["csv", "json"], tmp_path)
    assert {path.name.split("_")[0] for path in made} == {"2011-11-15"}
    rows = tables.tables(programme, workshop, START)
    assert {row["date"] for each in rows.values() for row in each} == {"2011-11-15"}
    assert {row["planned_date"] for row in rows["stage_times"]} == {"2011-12-01"}


def test_a_workshop_has_the_date_of_its_plan_until_it_is_held() -> None:
    day = Writer()
    day.begin(date="2011-12-01")
    workshop = folded(day.entries)[1]
    assert (record.day(workshop), record.held_or_planned(workshop)) == ("2011-12-01", "2011-12-01")
    undated = Writer()
    undated.begin(date="")
    workshop = folded(undated.entries)[1]
    assert (record.day(workshop), record.held_or_planned(workshop)) == ("2011-11-15", "")


def test_a_paper_of_what_went_on_for_many_days_names_the_first_and_the_last(tmp_path: Path) -> None:
    day = Writer()
    day.begin(date="2011-11-15", place="Poole")
    for n in range(5):
        day.add("stage_opened", "facts", after=DAY if n else 0)
        day.add("stage_closed", "facts")
    day.add("finished")
    assert "15 November 2011 to 19 November 2011, on 5 days, Poole." in paper(day.entries, tmp_path)
