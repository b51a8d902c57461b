"""Whatever is refused, a person with a browser gets a page that says why, with what they typed in it."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from web_helpers import Phone, append, at_stage, entries, make, play

HTML = {"accept": "text/html,application/xhtml+xml"}
TYPED = "Long words that took <a while> to type & must not be lost"
ODD = {
    "other site": {"origin": "http://evil.example"},
    "no origin": {"origin": "null"},
    "odd name": {"host": "wifi.lan"},
}


def person(headers: dict[str, str]) -> dict[str, str]:
    return {**HTML, **headers}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "day.facilitator"
    make(made)
    return made


@pytest.mark.parametrize("odd", list(ODD))
@pytest.mark.parametrize("where", ["stage/facts", "stage/nowhere", "stage/parking", "join", "nothing/at/all", ""])
def test_a_form_from_an_odd_place_is_answered_with_a_page(path: Path, odd: str, where: str) -> None:
    async def scenario(phone: Phone) -> None:
        answer = await phone.post(f"/{phone.code}/{where}", data={"text": TYPED}, headers=person(ODD[odd]))
        assert answer.status_code in (403, 421)
        refused_with_words(answer)
        assert phone.room.workshop.info.title not in answer.text
        script = await phone.post(f"/{phone.code}/{where}", json={"text": TYPED}, headers=ODD[odd])
        assert script.json()["retry"] is False

    play(path, scenario)
    assert entries(path, "note") == []


def refused_with_words(answer: Any) -> None:
    assert answer.headers["content-type"].startswith("text/html")
    assert 'role="alert"' in answer.text
    assert TYPED in unescape(answer.text)
    assert "<a while>" not in answer.text


@pytest.mark.parametrize("where", ["0000/stage/facts", "0000/join", "0000/none/such", "none"])
def test_a_form_for_a_workshop_that_is_over_loses_nothing(path: Path, where: str) -> None:
    async def scenario(phone: Phone) -> None:
        answer = await phone.post(f"/{where}", data={"text": TYPED}, headers=HTML)
        assert answer.status_code in (404, 405)
        refused_with_words(answer)

    play(path, scenario)


def test_our_own_form_is_taken_from_a_browser_that_tells_no_page(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        own = person({"origin": "null", "sec-fetch-site": "same-origin"})
        assert (await phone.post(f"/{phone.code}/stage/facts", data={"text": TYPED}, headers=own)).status_code == 303
        for site in ("cross-site", "same-site", "none"):
            other = person({"origin": "null", "sec-fetch-site": site})
            refused = await phone.post(f"/{phone.code}/stage/facts", data={"text": "no"}, headers=other)
            assert refused.status_code == 403

    play(path, scenario)
    assert [entry.body["text"] for entry in entries(path, "note")] == [TYPED]


def test_a_fault_of_ours_gives_the_words_back(path: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    async def scenario(phone: Phone) -> None:
        monkeypatch.setattr(phone.room, "write", broken)
        answer = await phone.post(f"/{phone.code}/stage/facts", data={"text": TYPED}, headers=HTML)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
        refused_with_words(answer)

    play(path, scenario)
    assert "could not be answered" in caplog.text
    caplog.clear()


@pytest.mark.parametrize("where", ["0000", "0000/state", "a/b/c/d", "static/none.css"])
def test_an_address_that_leads_nowhere_is_a_page_for_a_browser(path: Path, where: str) -> None:
    async def scenario(phone: Phone) -> None:
        answer = await phone.get(f"/{where}", headers=HTML)
        assert answer.status_code == 404
        assert answer.headers["content-type"].startswith("text/html")
        odd = await phone.get(f"/{where}", headers=person({"host": "wifi.lan"}))
        assert (odd.status_code, odd.headers["content-type"]) == (421, "text/html; charset=utf-8")

    play(path, scenario)


def test_a_closed_stage_shows_the_words_again(path: Path) -> None:
    append(path, at_stage("stage_edited", "facts", timer="OPEN"))

    async def scenario(phone: Phone) -> None:
        answer = await phone.post(f"/{phone.code}/stage/named", data={"text": TYPED}, headers=HTML)
        assert answer.status_code == 409
        refused_with_words(answer)

    play(path, scenario)
