"""A questionnaire over HTTP: with script off, before it opens for those who leave early, and the last form counts."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from web_helpers import GROUPS, Phone, W, append, at_stage, entries, play

from facilitator.activities import library
from facilitator.looks.languages import reader
from facilitator.model import acts
from facilitator.store import file
from facilitator.web.app import WORTH_PACKING
from facilitator.web.assets import assets_for

STAGE = "evaluation"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "day.facilitator"


def make(path: Path, *, opened: str = STAGE) -> None:
    file.create(path)
    methods = [library.find("focused-conversation"), library.find("force-field"), library.find("evaluation")]
    append(path, *acts.create({"title": "Village day"}, methods, groups=GROUPS, workshop=W))
    append(path, at_stage("stage_opened", opened))


async def joined(phone: Phone) -> str:
    await phone.get(f"/{phone.code}")
    await phone.post(f"/{phone.code}/join", json={"group": "par"})
    return (await phone.get(f"/{phone.code}")).text


def test_the_form_is_whole_without_script_and_asks_one_thing_a_step(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        page = await joined(phone)
        assert page.count('<section class="step') == 9
        assert 'id="evaluation-1"' in page and 'href="#evaluation-2"' in page
        assert 'name="most_useful" value="m2"' in page
        assert "Recommend" not in page and "recommend" not in page
        assert "required" not in page[page.index('class="sheet"') : page.index("Send the form")]

    play(path, scenario)


def test_a_plain_form_is_stored_without_its_sender_and_thanks(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        await joined(phone)
        sent = {"key": "paperkey1", "version": "E1", "overall": "4", "venue": "na", "best": "", "partner_group": "par"}
        answer = await phone.post(f"/{phone.code}/stage/{STAGE}", data={**sent, "quote": "yes"})
        assert answer.status_code == 303
        thanks = (await phone.get(answer.headers["location"])).text
        assert "Thank you. Your form is in." in thanks
        assert "Your form is saved on the facilitator" in thanks
        again = await phone.post(f"/{phone.code}/stage/{STAGE}", json={"version": "E1", "overall": 2})
        assert again.status_code == 201
        back = await phone.post(f"/{phone.code}/stage/{STAGE}", data={"take_back": "1"})
        assert back.status_code == 303
        assert "Thank you. Your form is in." not in (await phone.get(f"/{phone.code}")).text

    play(path, scenario)
    first, second, taken = entries(path, "answers")
    assert first.person == second.person == ""
    assert first.body["answers"] == {"overall": 4, "venue": "na", "partner_group": "par", "quote": "yes"}
    assert set(first.body) == {"version", "answers", "token", "source"}
    assert first.body["token"] == second.body["token"] == taken.body["token"]
    joined_as = entries(path, "joined")[0].person
    assert joined_as not in str(first.body)


def test_a_wrong_answer_comes_back_with_what_was_filled_in(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        await joined(phone)
        sent = {"version": "E1", "overall": "9", "worst": "the echo"}
        answer = await phone.post(f"/{phone.code}/stage/{STAGE}", data=sent)
        assert answer.status_code == 400
        assert "is not one of the answers to: Overall, how was today?" in answer.text
        assert "the echo" in answer.text
        old = await phone.post(f"/{phone.code}/stage/{STAGE}", json={"version": "E0", "overall": 4})
        assert (old.status_code, "was changed" in old.json()["error"]) == (409, True)

    play(path, scenario)
    assert entries(path, "answers") == []


def test_who_leaves_early_may_fill_it_in_before_it_opens(path: Path) -> None:
    make(path, opened="objective")

    async def scenario(phone: Phone) -> None:
        page = await joined(phone)
        assert "Leaving early? Fill in the form now" in page and "Overall, how was today?" not in page
        assert "Overall, how was today?" in (await phone.get(f"/{phone.code}?early={STAGE}")).text
        answer = await phone.post(f"/{phone.code}/stage/{STAGE}", data={"version": "E1", "overall": "5"})
        assert answer.status_code == 303
        assert "Your form is in. You can still change it" in (await phone.get(f"/{phone.code}")).text
        append(path, at_stage("stage_opened", STAGE))
        phone.room.follow()
        page = (await phone.get(f"/{phone.code}")).text
        assert "Leaving early" not in page and "Thank you. Your form is in." in page
        append(path, at_stage("stage_opened", "close"))
        phone.room.follow()
        assert "Leaving early" not in (await phone.get(f"/{phone.code}")).text

    play(path, scenario)
    assert len(entries(path, "answers")) == 1


@pytest.mark.parametrize("opened", ["objective", STAGE])
def test_the_first_visit_stays_small(path: Path, opened: str) -> None:
    make(path, opened=opened)

    async def scenario(phone: Phone) -> None:
        page = (await joined(phone)).encode()
        sent = page if len(page) <= WORTH_PACKING else gzip.compress(page, 4)
        assert len(sent) + sum(len(asset.packed) for asset in assets_for(reader()).values()) < 30_000
        assert len(page) < (20_000 if opened == STAGE else 8_000), "a page that is fetched often has no form for later"

    play(path, scenario)


def test_what_is_kept_says_nothing_of_the_group_that_the_form_itself_asks_for(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        page = await joined(phone)
        kept = page[page.index("What is kept, and what is not") :]
        assert "your group" not in kept[: kept.index("</details>")]

    play(path, scenario)
