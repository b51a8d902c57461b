"""A browser that keeps no cookie: the page carries the seat in its forms and addresses, and asks who it is once."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from page_forms import forms_of
from web_helpers import GROUPS, Phone, W, append, at_stage, entries, make, play

import upstream
from facilitator.activities import library
from facilitator.model import acts
from facilitator.store import file

HTML = {"accept": "text/html"}
LINK = re.compile(r'<a [^>]*href="(/[^"]*)"')


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "day.facilitator"
    make(made)
    return made


async def get(phone: Phone, address: str) -> str:
    """A page as a browser without cookies gets it."""
    phone.cookies.clear()
    return (await phone.get(address, headers=HTML, follow_redirects=True)).text


async def post(phone: Phone, page: str, action: str, **more: str) -> httpx.Response:
    """Send a form of a page as such a browser does; nothing is followed."""
    phone.cookies.clear()
    form = next(form for form in forms_of(page) if form.action.endswith(action))
    answer = await phone.post(form.action, data={**form.fields, **more}, headers=HTML)
    phone.cookies.clear()
    return answer


def carried(page: str) -> str:
    found = re.search(r'data-carry="([0-9a-f]*)"', page)
    assert found
    return found[1]


def test_the_join_form_is_asked_once(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        page = await get(phone, f"/{phone.code}")
        sent = await post(phone, page, "/join", group="par", table="2")
        assert sent.status_code == 303
        page = await get(phone, sent.headers["location"])
        assert ('class="joining"' in page, "<bdi>Parents</bdi>, table 2" in page) == (False, True)
        sent = await post(phone, page, "/stage/facts", text="From table two")
        page = await get(phone, sent.headers["location"])
        assert 'class="joining"' not in page
        again = await post(phone, page, "/join", group="par", table="2")
        assert again.status_code == 303

    play(path, scenario)
    assert len(entries(path, "joined")) == 1
    (note,) = entries(path, "note")
    assert (note.body["group"], note.body["table"]) == ("par", "2")


def test_who_keeps_cookies_carries_nothing_after_the_first_page(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        first = (await phone.get(f"/{phone.code}", headers=HTML)).text
        assert carried(first)
        second = (await phone.get(f"/{phone.code}", headers=HTML)).text
        assert (carried(second), 'name="seat"' in second) == ("", False)
        sent = await phone.post(f"/{phone.code}/join", data={"group": "par", "seat": carried(first)}, headers=HTML)
        assert "seat=" not in sent.headers["location"]
        assert (await phone.get(f"/{phone.code}/state")).headers["x-cookie"] == "yes"
        phone.cookies.clear()
        assert (await phone.get(f"/{phone.code}/state")).headers["x-cookie"] == "no"

    play(path, scenario)


def test_a_page_says_of_what_is_kept_only_what_is_so_for_its_browser(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        page = await get(phone, f"/{phone.code}")
        for kept, hidden in (("cookie", False), ("address", True), ("disk", True)):
            assert (f'<span data-kept="{kept}" hidden>' in page, f'data-kept="{kept}"' in page) == (hidden, True)
        page = await get(phone, f"/{phone.code}?seat={carried(page)}")
        for kept, hidden in (("cookie", True), ("address", False), ("disk", True)):
            assert (f'<span data-kept="{kept}" hidden>' in page, f'data-kept="{kept}"' in page) == (hidden, True)

    play(path, scenario)


def test_an_address_that_was_passed_on_gives_no_seat_to_who_keeps_cookies(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        page = await get(phone, f"/{phone.code}")
        address = f"/{phone.code}?seat={carried(page)}"
        await get(phone, address)
        phone.cookies.clear()
        await phone.get(address, headers=HTML)
        mine = phone.cookies["seat"]
        assert mine != carried(page)
        assert carried((await phone.get(address, headers=HTML)).text) == ""

    play(path, scenario)


@pytest.mark.parametrize("odd", ["", "x" * 32, "A" * 32, "a" * 33, "a" * 31, "../../etc", "a b"])
def test_what_is_no_seat_is_none(path: Path, odd: str) -> None:
    async def scenario(phone: Phone) -> None:
        phone.cookies.clear()
        page = (await phone.get(f"/{phone.code}", params={"seat": odd}, headers=HTML)).text
        assert re.fullmatch("[0-9a-f]{32}", carried(page)) and carried(page) != odd

    play(path, scenario)


def test_what_is_refused_is_shown_again_without_the_seat(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        page = await get(phone, f"/{phone.code}")
        append(path, replace(at_stage("stage_closed", "facts"), at=1))
        phone.room.follow()
        late = (await post(phone, page, "/stage/facts", text="Too late")).text
        other = await phone.post("/0000/stage/facts", data={"text": "Lost", "seat": carried(page)}, headers=HTML)
        for shown in (late, other.text):
            assert re.findall(f">[^<]*{carried(page)}[^<]*<", shown) == []
        assert "Send it late" in late
        assert len(forms_of(late)) == late.count(f'name="seat" value="{carried(page)}"')

    play(path, scenario)


def test_the_next_person_gets_another_seat(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        page = await get(phone, f"/{phone.code}")
        sent = await post(phone, page, "/join", group="par", table="")
        page = await get(phone, sent.headers["location"])
        handed = await post(phone, page, "/next-person")
        after = await get(phone, handed.headers["location"])
        assert (carried(after) != carried(page), 'class="joining"' in after) == (True, True)

    play(path, scenario)


@pytest.mark.parametrize("key", library.methods())
def test_every_form_and_every_address_of_every_stage_carries_it(tmp_path: Path, key: str) -> None:
    path = tmp_path / "day.facilitator"
    file.create(path)
    append(path, *acts.create({"title": "Day", "tables": 4}, [library.find(key)], groups=GROUPS, workshop=W))

    async def scenario(phone: Phone) -> None:
        page = await get(phone, f"/{phone.code}")
        sent = await post(phone, page, "/join", group="par", table="2")
        for run in phone.room.workshop.stages:
            append(path, acts.open_stage(phone.room.workshop, run.id), at_stage("covered", run.id))
            append(path, *upstream.notes(phone.room.workshop, run))
            phone.room.follow()
            page = await get(phone, sent.headers["location"])
            seat = carried(page)
            assert 'class="joining"' not in page
            assert [form.action for form in forms_of(page) if form.fields.get("seat") != seat] == []
            assert [link for link in LINK.findall(page) if f"seat={seat}" not in link] == []

    play(path, scenario)
