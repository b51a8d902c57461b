"""A stage that asks for the code of a card: what to type, what a wrong code does, and that each card counts once."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from web_helpers import Phone, append, at_stage, entries, make, play

from facilitator.documents import paper_forms
from facilitator.documents.contract import Order
from facilitator.model import cards
from facilitator.model.entry import public
from facilitator.programme import contract as programmes

STAGE = "deciding"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A line to support, in a stage that asks for a card."""
    made = tmp_path / "x.facilitator"
    make(made, "")
    options = {"lines": 2, "support": True, "card_code": True}
    append(made, at_stage("stage_edited", STAGE, options=options), at_stage("stage_opened", STAGE))
    append(made, at_stage("note", STAGE, text="Open on Saturdays"))
    return made


def code(phone: Phone, number: int) -> str:
    """What stands on a card."""
    return cards.code(phone.room.workshop.secret, STAGE, number)


async def page(phone: Phone) -> str:
    """What the phone shows, once it has joined."""
    await phone.post(f"/{phone.code}/join", json={"group": "vcs", "table": "1"})
    return (await phone.get(f"/{phone.code}")).text


async def typed(phone: Phone, words: str) -> httpx.Response:
    """The card's form, sent as a page without script sends it."""
    where = f"/{phone.code}/stage/{STAGE}"
    return await phone.post(where, data={"card": words}, headers={"accept": "text/html"})


async def supports(phone: Phone, choice: str = "support") -> httpx.Response:
    """An answer to the line."""
    (line,) = phone.room.workshop.runs[STAGE].notes.having("live")
    return await phone.send_note(STAGE, target=public(line.key), choice=choice)


def support(phone: Phone) -> dict[str, int]:
    """How many gave each answer."""
    run = phone.room.workshop.runs[STAGE]
    (line,) = run.notes.having("live")
    found: dict[str, int] = run.state.support(line.key)
    return found


def test_a_phone_says_what_to_type_and_shows_the_question_once_it_is_typed(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        shown = await page(phone)
        assert "Type the code on your card" in shown and "Each card counts once" in shown
        assert "Open on Saturdays" not in shown
        answer = await typed(phone, f" {code(phone, 7).lower()} ")
        assert answer.status_code == 303
        shown = (await phone.get(answer.headers["location"])).text
        assert "Your card is in. It counts once." in shown and "Open on Saturdays" in shown
        assert "are from the same card" in shown and "are from the same phone" not in shown.partition("<footer")[2]
        assert (await supports(phone)).status_code == 201

    play(path, scenario)
    (given,) = entries(path, "card")
    assert given.person == "" and not given.body.get("group") and not given.body.get("table")
    (answer,) = entries(path, "support")
    assert answer.body["token"] == given.body["card"] != given.body["token"]


def test_a_wrong_code_counts_nothing_and_stands_there_to_be_mended(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        await page(phone)
        answer = await typed(phone, "ABC-DE1")
        assert answer.status_code == 409
        assert "No card for this question has the code" in answer.text and 'value="ABC-DE1"' in answer.text
        assert (await typed(phone, "")).status_code == 409
        assert (await phone.send_note(STAGE, card=["x"])).status_code == 409
        refused = await supports(phone)
        assert refused.status_code == 409
        assert refused.json()["error"] == "Type the code on your card first. Then you can answer."
        assert (await phone.send_note(STAGE, text="Another line")).status_code == 409

    play(path, scenario)
    assert entries(path, "card") == [] and entries(path, "support") == []


def test_a_card_counts_once_however_many_phones_give_its_code(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        for choice in ("support", "not_yet", "live_with"):
            async with Phone(phone.room) as other:
                await page(other)
                assert (await typed(other, code(phone, 3))).status_code == 303
                assert (await supports(other, choice)).status_code == 201
        assert support(phone) == {"support": 0, "live_with": 1, "not_yet": 0}
        async with Phone(phone.room) as other:
            await page(other)
            await typed(other, code(phone, 4))
            await supports(other)
        assert support(phone) == {"support": 1, "live_with": 1, "not_yet": 0}
        said = "Every phone gave the code of a card first, and each card counted once: 2 cards were used."
        assert phone.room.workshop.runs[STAGE].by_card() == said

    play(path, scenario)


def test_a_phone_without_cookies_carries_its_card_too(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        await phone.post(f"/{phone.code}/join", json={"group": "vcs", "table": "1"})
        seat = "ab" * 16
        async with Phone(phone.room) as other:
            await other.post(f"/{phone.code}/join", json={"group": "vcs", "table": "1", "seat": seat})
            where, form = f"/{phone.code}/stage/{STAGE}", {"card": code(phone, 9), "seat": seat}
            answer = await other.post(where, data=form, headers={"accept": "text/html"})
            other.cookies.clear()
            shown = (await other.get(answer.headers["location"])).text
            assert f"seat={seat}" in answer.headers["location"] and "Open on Saturdays" in shown

    play(path, scenario)


def test_what_is_shown_to_the_room_is_read_without_a_card_and_answered_with_one(path: Path) -> None:
    append(path, at_stage("revealed", STAGE))

    async def scenario(phone: Phone) -> None:
        shown = await page(phone)
        assert "Open on Saturdays" in shown and "Type the code on your card" in shown
        assert (await supports(phone)).status_code == 409
        await typed(phone, code(phone, 1))
        assert (await supports(phone)).status_code == 201

    play(path, scenario)


def test_the_cards_that_are_printed_are_those_that_phones_take(path: Path) -> None:
    programme = programmes.empty()
    programme.fold_all(entries(path))
    (workshop,) = programme.workshops.values()
    order = Order(workshop, programme, 1)
    made = [str(part.make()) for part in paper_forms.document().parts(order, str)]
    printed = re.findall(r"\b[A-Z2-9]{3}-[A-Z2-9]{3}\b", " ".join(made))
    assert len(printed) == len(set(printed)) == paper_forms.CARDS
    assert all(cards.mark(workshop.secret, STAGE, each) for each in printed)
