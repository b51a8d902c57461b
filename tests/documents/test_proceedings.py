"""Proceedings: the grid, a report for each topic, and what was not held; of an open space alone."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from facilitator.documents import contract
from facilitator.documents.writing import make
from facilitator.model.entry import Entry
from facilitator.programme import contract as programmes
from facilitator.store.faults import Fault

RELEASE = Path(__file__).parents[1] / "golden" / "release-1"


def order(name: str) -> contract.Order:
    """A golden workshop."""
    programme = programmes.empty()
    for line in (RELEASE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        programme.fold(Entry.from_json(json.loads(line)))
    (workshop,) = programme.workshops.values()
    return contract.Order(workshop, programme, workshop.entries[-1].at)


def test_the_grid_the_reports_and_what_was_not_held_stand_in_proceedings() -> None:
    made, plain = make(contract.find("proceedings"), order("market"))
    assert plain == []
    told = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made)).pages)
    for words in ("Lots small enough to bid for", "Main hall, 11:10 to 11:55. Convened by Dee.",
                  "Lots of under ten thousand",
                  "14 had said that they were interested.", "3 topics were held.", "Topics that did not run",
                  "It had a place, but its time was not held.", "Write to the council"):  # fmt: skip
        assert words in told, words
    assert "This stage was not held" not in told
    assert "summary" not in told


def test_there_are_none_of_a_workshop_without_an_open_space() -> None:
    with pytest.raises(Fault, match="Proceedings are made of an open space, and there is none"):
        make(contract.find("proceedings"), order("wall"))
