"""The page as it is sent: whole without script, safe, small, and honest about what is kept."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from web_helpers import Phone, W, append, at_stage, entries, make, play

from facilitator.activities import library
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.web.kept import JOINING, Sent, kept_words

EVIL = "<script>alert(1)</script><b onx='1'>\"quoted\""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "trial.facilitator"


async def joined(phone: Phone) -> None:
    await phone.get(f"/{phone.code}")
    await phone.post(f"/{phone.code}/join", json={"group": "par", "table": "2"})


def test_the_first_visit_asks_who_and_has_the_form_of_the_open_stage(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        answer = await phone.get("/")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/{phone.code}")
        page = await phone.get(f"/{phone.code}")
        assert page.status_code == 200
        assert "Which group are you here with?" in page.text
        assert "What do you know?" in page.text
        assert re.search(r'name="key" value="[0-9a-f]{32}"', page.text)
        assert f'action="/{phone.code}/stage/facts"' in page.text
        assert "seat=" in page.headers["set-cookie"]
        assert "set-cookie" not in (await phone.get(f"/{phone.code}")).headers

    play(path, scenario)


def test_the_code_may_be_typed_with_spaces_and_small_letters(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        code = phone.code
        assert (await phone.get(f"/%20{code[:2]}%20{code[2:].lower()}")).status_code == 200
        assert (await phone.get("/", params={"code": f"{code[:2]} {code[2:]}"})).headers["location"] == f"/{code}"
        wrong = await phone.get("/", params={"code": "0000"})
        assert (wrong.status_code, "no workshop with this code" in wrong.text) == (200, True)
        append(path, Draft("finished", {}, W))
        phone.room.follow()
        assert "Which workshop?" in (await phone.get("/")).text
        assert "The workshop has ended" in (await phone.get(f"/{code}")).text

    play(path, scenario)


@pytest.mark.parametrize(("stage", "title"), [("focus", "Focus question"), ("write", "Write alone")])
def test_a_stage_whose_question_is_not_written_yet_says_its_title_once(path: Path, stage: str, title: str) -> None:
    make(path, "")
    append(path, acts.add_method(W, library.find("kj"), "b"), at_stage("stage_opened", stage))

    async def scenario(phone: Phone) -> None:
        page = await phone.get(f"/{phone.code}")
        assert re.findall(rf"<(?:h1|p)[^>]*>{title}<", page.text) == [f'<h1 dir="auto">{title}<']

    play(path, scenario)


def test_words_are_shown_as_words(path: Path) -> None:
    make(path, "deciding", title=EVIL, challenge=EVIL, notice=EVIL, wifi=EVIL)

    async def scenario(phone: Phone) -> None:
        await phone.get(f"/{phone.code}")
        await phone.post(f"/{phone.code}/join", json={"group": "other", "group_words": EVIL[:30]})
        assert (await phone.send_note("deciding", text=EVIL)).status_code == 201
        append(path, at_stage("stage_opened", "facts"))
        phone.room.follow()
        assert (await phone.send_note("facts", text=EVIL)).status_code == 201
        page = await phone.get(f"/{phone.code}", params={"saved": EVIL, "done": EVIL})
        refused = await phone.post(
            f"/{phone.code}/stage/facts", data={"text": EVIL * 4}, headers={"accept": "text/html"}
        )
        for text in (page.text, refused.text, (await phone.get(f"/{EVIL}")).text):
            assert "<script>alert" not in text
            assert "<b onx" not in text
        assert "&lt;script&gt;" in page.text

    play(path, scenario)


def test_nobody_reads_over_http_what_the_room_has_not_been_shown(path: Path) -> None:
    make(path, "feelings")

    async def scenario(phone: Phone) -> None:
        await joined(phone)
        assert (await phone.send_note("feelings", text="Quiet words", key="quiet-key-1")).status_code == 201
        secrets = ("Quiet words", "quiet-key-1")
        for where in ("", "/state"):
            text = (await phone.get(f"/{phone.code}{where}")).text
            assert [secret for secret in secrets if secret in text] == []
        append(path, at_stage("revealed", "feelings"))
        phone.room.follow()
        page = (await phone.get(f"/{phone.code}")).text
        assert ("Quiet words" in page, "quiet-key-1" in page) == (True, False)
        append(path, at_stage("hidden", "feelings", target="quiet-key-1", reason="names a child"))
        phone.room.follow()
        assert "Quiet words" not in (await phone.get(f"/{phone.code}")).text

    play(path, scenario)


def test_every_answer_has_the_safe_headers_and_strangers_are_refused(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        for method, where in (
            ("GET", "/"),
            ("GET", f"/{phone.code}"),
            ("GET", "/ready"),
            ("PATCH", "/x"),
            ("GET", "/a/b"),
        ):
            headers = (await phone.request(method, where)).headers
            assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
            assert headers["x-content-type-options"] == "nosniff"
            assert "referrer-policy" in headers
        stage = f"/{phone.code}/stage/facts"
        for origin in ("http://evil.example", "null", "http://127.0.0.1:9999"):
            answer = await phone.post(stage, json={"text": "a"}, headers={"origin": origin})
            assert answer.status_code == 403
        assert (
            await phone.post(stage, json={"text": "a"}, headers={"origin": "http://127.0.0.1:8000"})
        ).status_code == 201
        for host, status in (
            ("evil.example", 421),
            ("localhost:8000", 200),
            ("192.168.1.7:8080", 200),
            ("[::1]:80", 200),
        ):
            assert (await phone.get(f"/{phone.code}", headers={"host": host})).status_code == status

    play(path, scenario)
    assert len(entries(path, "note")) == 1


@pytest.mark.logs("could not be answered")
def test_an_error_of_ours_is_a_passing_refusal_without_a_trace(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        monkeypatch.setattr("facilitator.web.pages.workshop_page", lambda *_: 1 / 0)
        answer = await phone.get(f"/{phone.code}")
        assert (answer.status_code, answer.json()["retry"]) == (503, True)
        assert "ZeroDivision" not in answer.text

    play(path, scenario)
    assert "ZeroDivisionError" in caplog.text


def test_the_first_visit_is_small(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        page = await phone.get(f"/{phone.code}")
        links = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
        assert len(links) == 2
        size = len(page.content)
        for link in links:
            answer = await phone.get(link)
            assert "immutable" in answer.headers["cache-control"]
            assert answer.headers["content-encoding"] == "gzip"
            size += int(answer.headers["content-length"])
            plain = await phone.get(link, headers={"accept-encoding": "identity"})
            assert plain.content == answer.content
        assert size < 30_000
        assert (await phone.get("/static/phone.000000000000.css")).status_code == 404
        assert (await phone.get("/favicon.ico")).status_code == 204

    play(path, scenario)


def test_state_and_readiness(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        state = (await phone.get(f"/{phone.code}/state")).json()
        assert set(state) == {"seq", "server_now", "stage", "timer", "people"}
        assert state["stage"] == {
            "id": "facts",
            "activity": "collect",
            "title": "Facts",
            "prompt": "What do you know?",
            "open": True,
        }
        assert state["timer"]["phase"] == "calm"
        assert 0 < state["timer"]["ends_at"] - state["server_now"] <= 300
        append(path, at_stage("timer", "facts", verb="pause"))
        phone.room.follow()
        assert (await phone.get(f"/{phone.code}/state")).json()["timer"]["paused"] is True
        ready = (await phone.get("/ready")).json()
        assert (ready["ready"], ready["workshop"], ready["seq"]) == (True, W, entries(path)[-1].seq)

    play(path, scenario)


def test_what_is_kept_is_said_from_the_kinds_of_entry() -> None:
    joined = [str(words) for words in kept_words(JOINING, groups=True, tables=True)]
    assert joined[0] == "your group, your table, the time and a seat code that tells what is from the same phone"
    words = Sent(frozenset({"note"}), True, frozenset(), "nothing")
    kept, dropped = map(str, kept_words(words, groups=True, tables=True))
    assert (kept, "your group" in dropped) == ("your words and the time, until this question is over", True)
    kept, dropped = map(str, kept_words(replace(words, anonymity="group"), groups=True, tables=False))
    assert (kept, "group" in dropped) == ("your words, your group and the time", False)
    assert "seat code" in str(kept_words(replace(words, anonymity="named"), groups=False, tables=False)[0])


def test_a_rehearsal_says_so(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        assert "Rehearsal" not in (await phone.get(f"/{phone.code}")).text
        phone.room.workshop.rehearsal = True
        assert "Rehearsal" in (await phone.get(f"/{phone.code}")).text

    play(path, scenario)
