"""Words that an edit took out to protect a person are on no paper and in no export, and both say that they were."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import get_args

import pytest
from hats_day import Day
from PySide6.QtWidgets import QApplication

from facilitator.activities import library
from facilitator.desktop.run.note_panel import NotePanel
from facilitator.desktop.run.typing_panel import Words
from facilitator.documents import summary
from facilitator.documents.writing import write
from facilitator.looks.rendering import Form
from facilitator.model.bodies import Edited
from facilitator.model.notes import Note
from facilitator.programme import contract as programmes
from facilitator.records.exports import csv_files
from found import contents, ways

NAME = "Poppins"
SAID = f"Mrs {NAME} never opens the hall"
AFTER = "Somebody never opens the hall"
MARKED = "Wording edited by the facilitator to protect a person."
FEARED = "The first wording may name someone and is not printed."


def reworded(protects: bool | None, method: str = "focused-conversation") -> Day:
    """A day in which a note of every stage was reworded, the name still in it at first."""
    day = Day(method)
    for run in (*day.workshop.stages, day.workshop.parking):
        key = day.note(run.id, SAID)
        told = {} if protects is None else {"protects": protects}
        day.add(run.id, "edited", target=key, text=f"Miss {NAME} never opens the hall", protects=False)
        day.add(run.id, "edited", target=key, text=AFTER, **told)
    return day


def printed(day: Day, out: Path, form: Form) -> bytes:
    """All that stands in a paper of the day."""
    write(summary.DOCUMENT, day.workshop, programmes.empty(), out, made_at=10_000_000, form=form)
    return b" ".join(contents(out))


@pytest.mark.parametrize("form", get_args(Form))
@pytest.mark.parametrize(("protects", "marked"), [(True, MARKED), (None, FEARED)])
def test_no_paper_prints_what_an_edit_took_out(tmp_path: Path, form: Form, protects: bool | None, marked: str) -> None:
    paper = printed(reworded(protects), tmp_path / f"paper.{form}", form)
    assert not [way for way in ways(NAME) if way in paper]
    assert AFTER.encode() in paper
    assert marked.encode() in paper


@pytest.mark.parametrize("method", sorted(library.methods()))
def test_no_method_does(tmp_path: Path, method: str) -> None:
    day = reworded(None, method)
    assert NAME.encode() not in printed(day, tmp_path / "paper.html", "html")
    for name, made in csv_files(programmes.empty(), day.workshop, 10_000_000).items():
        assert NAME.encode() not in made, name


def test_the_table_of_edits_says_that_words_are_withheld() -> None:
    made = csv_files(programmes.empty(), reworded(True).workshop, 10_000_000)["edits.csv"]
    rows = list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"))))
    assert {row["text"] for row in rows} == {"", AFTER}
    assert {row["original_text"] for row in rows} == {"withheld to protect a person"}


def test_a_first_wording_that_names_nobody_is_printed_as_before(tmp_path: Path) -> None:
    day = Day("focused-conversation")
    key = day.note("objective", "The Tuesady session")
    day.add("objective", "edited", target=key, text="The Tuesday session")
    assert "First written: “The Tuesady session”".encode() in printed(day, tmp_path / "paper.html", "html")


def test_the_facilitator_says_whether_an_edit_protects_and_is_helped_to_see_it(qapp: QApplication) -> None:
    panel, asked = NotePanel(), []
    panel.asked.connect(asked.append)
    note = Note("n", 1, 1, SAID)
    panel.edit(note)
    assert isinstance(panel.field, Words)
    panel.field.setPlainText(AFTER)
    assert panel.protects.isChecked()
    panel.yes.click()
    panel.edit(note)
    panel.protects.click()
    panel.protects.click()
    panel.field.setPlainText(AFTER)
    panel.yes.click()
    assert asked == [Edited("n", AFTER, protects=True), Edited("n", AFTER, protects=False)]
    panel.deleteLater()


def test_the_first_wording_stays_in_the_file_for_the_facilitator_alone() -> None:
    day = reworded(True)
    (note,) = day.run("objective").notes
    assert (note.first, note.original, note.text) == (SAID, "", AFTER)
    assert (note.protected, note.guarded, [text for _at, text in note.edits]) == (True, True, ["", AFTER])
