"""Which language a phone is answered in: chosen, kept, asked for, or English; and never an error over it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_helpers import Phone, append, at_stage, make, play

import pseudo
from facilitator.looks.languages import ENGLISH, languages, reader
from facilitator.paths import resources
from facilitator.web.answers import refusal
from facilitator.web.assets import ENGLISH_WORDS, asset, assets_for, sentences
from facilitator.web.language import reader_of

pytestmark = pytest.mark.usefixtures("machine")
HTML = f'<html lang="{pseudo.LANGUAGE}" dir="ltr">'
ENGLISH_HTML = f'<html lang="{ENGLISH}" dir="ltr">'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "trial.facilitator"


def test_the_address_chooses_and_the_phone_keeps_it(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        assert ENGLISH_HTML in (await phone.get(f"/{phone.code}")).text
        assert HTML in (await phone.get(f"/{phone.code}?lang=qps")).text
        assert HTML in (await phone.get(f"/{phone.code}", headers={"accept-language": "en"})).text
        assert HTML in (await phone.get(f"/{phone.code}?lang=tlh")).text, "a language that is not there changes nothing"
        assert ENGLISH_HTML in (await phone.get(f"/{phone.code}?lang=en")).text
        assert ENGLISH_HTML in (await phone.get(f"/{phone.code}", headers={"accept-language": "qps"})).text

    play(path, scenario)


def test_the_way_from_the_front_door_keeps_the_choice(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        assert HTML in (await phone.get("/?lang=qps", follow_redirects=True)).text

    play(path, scenario)


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("qps", "qps"),
        ("QPS-AQ;q=0.9, fr;q=0.5", "qps"),
        ("en;q=0.4, qps;q=0.8", "qps"),
        ("qps;q=0.4, en;q=0.8", ENGLISH),
        ("qps;q=0, fr", ENGLISH),
        ("fr, *;q=0.1", ENGLISH),
        ("qps;q=nan", ENGLISH),
        ("", ENGLISH),
    ],
)
def test_a_browser_asks_by_weight(wish: str, said: str) -> None:
    assert reader_of({b"accept-language": wish.encode()}).language == said


PARTS = st.sampled_from([b"qps", b"en", b"lang=", b"q=", b";", b",", b"-", b" ", b"0.5", b"1e9", b"=", b"&", b"seat=a"])
ANYTHING = st.one_of(st.binary(max_size=80), st.lists(PARTS, max_size=12).map(b"".join))


@given(accept=ANYTHING, cookie=ANYTHING, query=ANYTHING)
def test_whatever_a_phone_sends_it_is_answered_in_some_language(accept: bytes, cookie: bytes, query: bytes) -> None:
    assert reader_of({b"accept-language": accept, b"cookie": cookie}, query).language in languages()


def test_a_script_is_refused_in_its_language(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        wish = {"accept-language": pseudo.LANGUAGE}
        for where, body in (("facts", {"text": ""}), ("facts", {"text": "ω" * 101}), ("none", {}), ("facts", [])):
            answer = await phone.post(f"/{phone.code}/stage/{where}", json=body, headers=wish)
            assert answer.status_code >= 400
            assert answer.json()["error"].startswith("«"), answer.text
            assert pseudo.unmarked(answer.json()["error"]) == ""
        append(path, at_stage("stage_closed", "facts"))
        phone.room.follow()
        late = await phone.post(f"/{phone.code}/stage/facts", json={"text": "ω"}, headers=wish)
        assert late.status_code == 201, "what was under way when it closed is taken"
        for where in ("state", "events"):
            wrong = await phone.get(f"/0000/{where}", headers=wish)
            assert wrong.json()["error"].startswith("«")
        foreign = await phone.post(f"/{phone.code}/join", json={}, headers={**wish, "origin": "http://elsewhere"})
        assert foreign.json()["error"].startswith("«")

    play(path, scenario)
    assert json.loads(refusal("Σ", {}, retry=True)) == {"error": "Σ", "retry": True}


def test_pages_of_two_languages_are_never_taken_for_each_other(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        page = await phone.get(f"/{phone.code}", headers={"accept-encoding": "gzip"})
        assert page.headers["cache-control"] == "no-store"
        assert {"accept-language", "cookie"} <= set(page.headers["vary"].replace(" ", "").split(","))
        code = await phone.get("/0000")
        assert "accept-language" in code.headers["vary"]

    play(path, scenario)


def test_each_language_has_a_script_of_its_own_name() -> None:
    english, machine = assets_for(reader()), assets_for(reader(pseudo.LANGUAGE))
    assert len(english.keys() & machine.keys()) == 1, "the style sheet is the same"
    for name in english.keys() | machine.keys():
        assert asset(name) is not None
    assert asset("phone.0.js") is None


def script_of(language: str) -> str:
    return next(found for name, found in assets_for(reader(language)).items() if name.endswith("js")).plain.decode()


def test_the_script_has_the_words_and_the_plural_rule_of_its_language() -> None:
    written = (resources() / "web" / "phone.js").read_text(encoding="utf-8")
    assert written.count(ENGLISH_WORDS) == 1
    assert ENGLISH_WORDS in script_of(ENGLISH)
    line = next(line for line in script_of(pseudo.LANGUAGE).splitlines() if line.startswith("var WORDS"))
    words = json.loads(line.removeprefix("var WORDS = ").partition(", formOf")[0])
    assert set(words) == {one for one, _ in sentences(written)}
    assert all(text.startswith("«") for forms in words.values() for text in forms)
    assert "return (n != 1);" in line
