"""Number cards on paper: to fill in before there is a plan, then one a person and one a place with the move map."""

from __future__ import annotations

from typing import Any

from pypdf import PdfReader
from test_paper_forms import W, code, forms, pages_of, workshop_of

from facilitator.activities.rotate import pace, planning
from facilitator.model.entry import Draft, Entry, new_key


def fold(workshop: Any, stage: str, kind: str, body: dict[str, Any]) -> None:
    draft = Draft(kind, body, W, stage, key=new_key())
    workshop.fold(Entry(workshop.seq + 1, draft.key, W, stage, 1, "", kind, body))


def test_before_the_plan_a_number_card_is_filled_in_by_hand(tmp_path):
    workshop = workshop_of("speed-dating")
    assert forms(workshop, tmp_path / "f.pdf", ["brief"]) == ["Brief and numbers"]
    said = " ".join(pages_of(tmp_path / "f.pdf"))
    for words in ("I need to stay in one place", "VCS", "you meet number", "What I heard"):
        assert said.count(words) == 8
    assert code(workshop, workshop.run("brief"), 6) in said


def test_with_a_plan_cards_for_people_and_places_and_a_map_on_its_own_page(tmp_path):
    workshop = workshop_of("speed-dating")
    for _ in range(9):
        fold(workshop, "brief", "seat", {"source": "facilitator"})
    run = workshop.run("brief")
    fold(workshop, "rounds", "plan", planning.planned(run.state, 1, pace.rounds_of(run)).pack())
    forms(workshop, tmp_path / "f.pdf", ["brief"])
    pages = pages_of(tmp_path / "f.pdf")
    assert len(PdfReader(tmp_path / "f.pdf").pages) == len(pages)
    assert sum(page.count("you meet number") for page in pages) == 9
    assert sum(page.count("numbers that meet here") for page in pages) == 4
    assert "Move map" in pages[-1]
    assert "Number 9" not in pages[-1]
