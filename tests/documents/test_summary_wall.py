"""The notes of a wall in the summary: each stands once, word for word, with the number that the record gives it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from test_paper_forms import W, pages_of, workshop_of

from facilitator.documents import summary
from facilitator.documents.writing import write
from facilitator.model.entry import Entry
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes

NOTES = ("Lend the van", "Open at six", "One form for all", "Ask the parents", "Mentor a trustee", "Pay on the day")


class Wall:
    """A day with notes that were grouped."""

    def __init__(self) -> None:
        self.workshop: Workshop = workshop_of("kj")
        self.keys = [self.add("note", "write", text=text, group="vcs") for text in NOTES]
        self.add("merged", "post", targets=[self.keys[1]], into=self.keys[0])
        self.add("edited", "post", target=self.keys[2], text="One page for all")
        self.add("hidden", "post", target=self.keys[3], reason="names a person")
        self.add("grouped", "group", notes=[self.keys[0], self.keys[2]], cluster="")
        for stage in ("write", "post", "group"):
            self.add("stage_opened", stage)

    def add(self, kind: str, stage: str, **body: Any) -> str:
        """Fold an entry; its key."""
        seq = self.workshop.seq + 1
        entry = Entry(seq, f"k{seq:03}", W, stage, seq * 1000, "", kind, body)
        self.workshop.fold(entry)
        return entry.key

    def said(self, folder: Path) -> str:
        """The summary's words."""
        write(summary.DOCUMENT, self.workshop, programmes.empty(), folder / "s.pdf", made_at=1_000_000)
        return " ".join(pages_of(folder / "s.pdf"))

    def number(self, at: int) -> int:
        """What the record calls a note."""
        return next(note.seq for run in self.workshop.stages for note in run.own_notes() if note.key == self.keys[at])


def test_each_note_of_a_wall_is_printed_once_with_its_number(tmp_path: Path) -> None:
    wall = Wall()
    said = wall.said(tmp_path)
    for at, words in ((0, NOTES[0]), (2, "One page for all"), (4, NOTES[4]), (5, NOTES[5])):
        assert re.findall(rf"(\d+) {words}", said) == [str(wall.number(at))], words
        assert said.count(words) == 1
    assert f"{wall.number(1)} Joined with {wall.number(0)}: \u201c{NOTES[1]}\u201d" in said
    assert "Wording edited by the facilitator" in said and NOTES[3] not in said
    assert "4 notes stand word for word under \u201cGroup silently\u201d, each with its number." in said


def test_notes_that_were_never_grouped_stand_where_they_were_written(tmp_path: Path) -> None:
    wall = Wall()
    wall.add("withdrawn", "write", target=wall.keys[0], by="phone")
    said = wall.said(tmp_path)
    assert NOTES[1] in said
    assert NOTES[0] not in said
