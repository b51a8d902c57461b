"""Hats over HTTP: the band, an idea kept for green, and a note taken back wherever it was filed."""

from __future__ import annotations

from pathlib import Path

import pytest
from web_helpers import GROUPS, Phone, W, append, at_stage, entries, play

from facilitator.activities import library
from facilitator.model import acts
from facilitator.records import load
from facilitator.store import file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A day with six hats where black is open."""
    made = tmp_path / "day.facilitator"
    file.create(made)
    append(made, *acts.create({"title": "Village day"}, [library.find("six-hats")], groups=GROUPS, workshop=W))
    append(made, at_stage("stage_opened", "black"))
    return made


async def joined(phone: Phone) -> str:
    """Come in as a parent; the page."""
    await phone.get(f"/{phone.code}")
    await phone.post(f"/{phone.code}/join", json={"group": "par"})
    return (await phone.get(f"/{phone.code}")).text


def test_the_page_wears_the_hat_and_its_fields_alone(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        page = await joined(phone)
        assert 'class="lens l-black"' in page and "Black hat" in page and "The risk" in page
        assert 'name="why"' in page and 'name="who_finds_out"' not in page
        assert "It is an idea: keep it for Green" in page

    play(path, scenario)


def test_an_idea_waits_for_green_but_a_fact_for_a_closed_hat_does_not(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        await joined(phone)
        kept = await phone.post(f"/{phone.code}/stage/green", json={"text": "Split lots", "key": "idea0001"})
        assert kept.status_code == 201
        early = await phone.post(f"/{phone.code}/stage/red", json={"text": "uneasy", "key": "feel0001"})
        assert early.status_code == 409

    play(path, scenario)


def test_a_risk_without_a_reason_comes_back_with_its_words(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        await joined(phone)
        answer = await phone.post(f"/{phone.code}/stage/black", data={"text": "Tender forms", "key": "risk0001"})
        assert answer.status_code == 400
        assert "Please answer: Because" in answer.text and "Tender forms" in answer.text

    play(path, scenario)


def test_taking_back_a_note_takes_back_what_was_made_of_it(path: Path) -> None:
    append(path, at_stage("note", "green", text="Two keys", source="facilitator", refiled_from="risk0001"))

    async def scenario(phone: Phone) -> None:
        await joined(phone)
        risk = {"text": "Two keys", "why": "one is lost", "key": "risk0001"}
        assert (await phone.post(f"/{phone.code}/stage/black", json=risk)).status_code == 201
        answer = await phone.post(f"/{phone.code}/stage/black/withdraw", json={"key": "risk0001"})
        assert answer.status_code in (200, 201)

    play(path, scenario)
    assert [entry.stage for entry in entries(path) if entry.kind == "withdrawn"] == ["black"]
    workshop = load.workshop(path)[1]
    assert [note.status for stage in ("black", "green") for note in workshop.runs[stage].notes] == ["withdrawn"] * 2
