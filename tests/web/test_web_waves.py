"""Two waves over HTTP: a code that the phone shows and knows, and what becomes of it when it is lost or shared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from web_helpers import GROUPS, Phone, W, append, at_stage, entries, play

from facilitator.activities import library
from facilitator.activities.survey.pairing import code_of, read_code
from facilitator.model import acts
from facilitator.store import file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "day.facilitator"


def make(path: Path, *, opened: str = "before") -> None:
    file.create(path)
    append(path, *acts.create({"title": "Village day"}, [library.find("attitude-survey")], groups=GROUPS, workshop=W))
    append(path, at_stage("stage_opened", opened))


def code_on(page: str) -> str:
    found = re.search(r"[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}", page)
    return found[0] if found else ""


async def joined(phone: Phone) -> str:
    await phone.get(f"/{phone.code}")
    await phone.post(f"/{phone.code}/join", json={"group": "par"})
    return (await phone.get(f"/{phone.code}")).text


async def answered(phone: Phone, stage: str, **form: str) -> int:
    sent = {"version": "1", "route": "4", **form}
    return (await phone.post(f"/{phone.code}/stage/{stage}", json=sent)).status_code


def turn_to(path: Path, phone: Phone, stage: str) -> None:
    append(path, at_stage("stage_opened", stage))
    phone.room.follow()


def test_the_code_is_shown_once_the_first_form_is_in_and_pairs_the_second(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        page = await joined(phone)
        assert not code_on(page) and "card code" not in page
        assert await answered(phone, "before", partner_group="par") == 201
        page = (await phone.get(f"/{phone.code}")).text
        assert "Keep this code. It pairs your two forms." in page and code_on(page)
        assert "Nobody can find you by it." in page
        code = code_on(page)
        turn_to(path, phone, "after")
        page = (await phone.get(f"/{phone.code}")).text
        assert code_on(page) == code, "the phone knows it"
        assert 'value="par" checked' in page, "nobody names their group twice"
        assert await answered(phone, "after", route="5") == 201

    play(path, scenario)
    before, after = entries(path, "answers")
    assert before.body["token"] == after.body["token"] and before.person == after.person == ""
    assert set(before.body) == {"version", "answers", "token", "source", "wave"}


def test_whoever_lost_the_phone_types_the_code_from_the_card(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        await joined(phone)
        await answered(phone, "before")
        code = code_on((await phone.get(f"/{phone.code}")).text)
        turn_to(path, phone, "after")
        await phone.post(f"/{phone.code}/next-person", data={"a": "b"})
        page = await joined(phone)
        assert 'name="code"' in page and not code_on(page)
        assert await answered(phone, "after", code="what is it") == 400
        assert await answered(phone, "after", code="222-222") == 409
        assert await answered(phone, "after", code=f" {code.lower()} ") == 201

    play(path, scenario)
    before, after = entries(path, "answers")
    assert before.body["token"] != after.body["token"]
    assert after.body["code"] == code_of(before.body["token"])


def test_the_next_person_on_a_phone_gets_another_code(path: Path) -> None:
    make(path)
    seen: list[str] = []

    async def scenario(phone: Phone) -> None:
        for _ in range(2):
            await joined(phone)
            await answered(phone, "before")
            seen.append(code_on((await phone.get(f"/{phone.code}")).text))
            await phone.post(f"/{phone.code}/next-person", data={"a": "b"})

    play(path, scenario)
    assert seen[0] and seen[1] and seen[0] != seen[1]
    first, second = entries(path, "answers")
    assert [code_of(each.body["token"]) for each in (first, second)] == [read_code(code) for code in seen]


def test_whoever_leaves_early_fills_in_the_second_form_before_it_opens(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        page = await joined(phone)
        assert "Leaving early? Fill in the form now" in page
        assert await answered(phone, "after") == 201
        assert "Your form is in. You can still change it" in (await phone.get(f"/{phone.code}")).text

    play(path, scenario)
    assert [each.body["wave"] for each in entries(path, "answers")] == ["after"]


def promised(page: str) -> str:
    return page[page.index("What is kept, and what is not") :].partition("</details>")[0]


def test_what_is_promised_of_the_code_is_what_is_stored(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        kept = promised(await joined(phone))
        assert "a number that tells which answers in <bdi>" in kept or "a number that tells which answers in" in kept
        assert "Survey before" in kept and "Survey after" in kept
        assert "a code that pairs your forms" not in kept
        turn_to(path, phone, "after")
        kept = promised((await phone.get(f"/{phone.code}")).text)
        assert "a code that pairs your forms, if you type one in" in kept

    play(path, scenario)


def test_a_code_that_nobody_asks_for_is_not_stored(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        await joined(phone)
        assert await answered(phone, "before", code="K7M-2QD") == 201

    play(path, scenario)
    assert "code" not in entries(path, "answers")[0].body
