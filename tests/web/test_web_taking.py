"""What phones may send, and every refusal, in words and in status."""

from __future__ import annotations

import asyncio
import dataclasses
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from web_helpers import METHOD, Phone, append, at_stage, entries, make, play

from facilitator.model.entry import Entry, public
from facilitator.model.programme import Programme
from facilitator.model.workshop import Change
from facilitator.web import room as room_module
from facilitator.web.seats import Buckets
from facilitator.web.taking import NOT_SAVED_BY_HAND, TOO_FAST_BY_HAND
from hanging import PATIENCE_S, Hangs

KEY = "abcdefgh12345678"
HTML = {"accept": "text/html", "content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "trial.facilitator"


def test_a_note_is_answered_once_it_is_on_disk_and_a_key_is_stored_once(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        first = await phone.send_note("facts", text="Bins are full", key=KEY, disputed=True, question="1")
        assert (first.status_code, first.json()["key"]) == (201, KEY)
        stored = [e for e in entries(path, "note") if e.key == KEY]
        assert [e.seq for e in stored] == [first.json()["seq"]]
        assert stored[0].body["fields"] == {"disputed": True}
        assert stored[0].body["question"] == "What was new?"
        again = await phone.send_note("facts", text="Bins are full", key=KEY, disputed=True, question="1")
        assert (again.status_code, again.json()) == (200, first.json())
        other = await phone.send_note("facts", text="Other words", key=KEY)
        assert (other.status_code, other.json()["retry"]) == (409, False)

    play(path, scenario)
    assert len(entries(path, "note")) == 1


def test_a_key_that_is_stored_is_known_even_after_the_stage_has_closed(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        assert (await phone.send_note("facts", text="Late", key=KEY)).status_code == 201
        closed = at_stage("stage_closed", "facts")
        append(path, dataclasses.replace(closed, at=1))
        phone.room.follow()
        assert (await phone.send_note("facts", text="New one")).status_code == 409
        assert (await phone.send_note("facts", text="Late", key=KEY)).status_code == 200

    play(path, scenario)


def test_the_closed_stage_has_a_grace(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        append(path, at_stage("stage_closed", "facts"))
        phone.room.follow()
        assert (await phone.send_note("facts", text="Finishing my sentence")).status_code == 201
        refused = await phone.send_note("deciding", text="Too early", kind="x")
        assert refused.status_code == 409
        assert "kept on this phone" in refused.json()["error"]

    play(path, scenario)


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/json", b'{"text": "', 400),
        ("application/json", b"[1, 2]", 400),
        ("application/json", b'{"text": 5}', 400),
        ("application/json", b'{"text": ""}', 400),
        ("application/json", b'{"text": " \\u0000 "}', 400),
        ("application/json", b"{}", 400),
        ("application/json", b"", 400),
        ("application/json", b'{"text": "a", "key": "short"}', 400),
        ("application/json", b'{"text": "a", "key": "with spaces in it"}', 400),
        ("application/json", b'{"text": "a", "key": 12345678}', 400),
        ("application/json", b'{"text": "a", "group": ["par"]}', 400),
        ("application/json", b"[" * 30_000, 400),
        ("application/json", b'{"text": ' + b"9" * 5000 + b"}", 400),
        ("application/json", b"\xff\xfe", 400),
        ("application/x-www-form-urlencoded", b"text=%FF%FE", 400),
        ("application/x-www-form-urlencoded", b"a=1&" * 300, 400),
        ("multipart/form-data", b"no boundary", 400),
        ("multipart/form-data; boundary=x", b"--x\r\nnonsense", 400),
        ("text/plain", b"hello", 415),
        ("", b"hello", 415),
        ("application/xml", b"<a/>", 415),
        ("application/json", b'{"text": "' + b"a" * 101 + b'"}', 413),
        ("application/json", b'{"text": "' + b"a" * 70_000 + b'"}', 413),
    ],
)
def test_what_cannot_be_read_is_refused_and_not_stored(path: Path, content_type: str, body: bytes, status: int) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        headers = {"content-type": content_type, "accept": "application/json"}
        answer = await phone.post(f"/{phone.code}/stage/facts", content=body, headers=headers)
        assert answer.status_code == status
        assert answer.json()["retry"] is False
        assert answer.json()["error"]

    play(path, scenario)
    assert entries(path, "note") == []


def test_a_body_without_a_length_is_limited_too(path: Path) -> None:
    make(path)

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 1024

    async def scenario(phone: Phone) -> None:
        headers = {"content-type": "application/json", "accept": "application/json"}
        answer = await phone.post(f"/{phone.code}/stage/facts", content=pieces(), headers=headers)
        assert (answer.status_code, answer.json()["retry"]) == (413, False)

    play(path, scenario)


def test_unknown_codes_stages_and_methods(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        assert (await phone.post("/ZZZZ/stage/facts", json={"text": "a"})).status_code == 404
        assert (await phone.send_note("nowhere", text="a")).status_code == 404
        assert (await phone.get("/ZZZZ/state")).status_code == 404
        assert (await phone.get("/ZZZZ/events")).status_code == 404
        assert (await phone.get("/ZZZZ")).status_code == 404
        for method, where in (("PUT", ""), ("DELETE", "/stage/facts"), ("GET", "/join"), ("POST", "/state")):
            answer = await phone.request(method, f"/{phone.code}{where}")
            assert (answer.status_code, answer.json()["retry"]) == (405, False)

    play(path, scenario)


def test_a_plain_form_goes_back_to_the_page_which_confirms(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        data = {"text": "By form", "key": KEY, "question": "0"}
        answer = await phone.post(f"/{phone.code}/stage/facts", data=data, headers={"accept": "text/html"})
        assert answer.status_code == 303
        page = (await phone.get(answer.headers["location"])).text
        assert "Saved on the facilitator" in page
        assert "Take it back" in page
        back = await phone.post(
            f"/{phone.code}/stage/facts/withdraw", data={"key": KEY}, headers={"accept": "text/html"}
        )
        assert back.status_code == 303
        assert phone.room.workshop.runs["facts"].notes.get(KEY).status == "withdrawn"
        again = await phone.post(f"/{phone.code}/stage/facts/withdraw", json={"key": KEY})
        assert again.status_code == 200
        assert (await phone.post(f"/{phone.code}/stage/facts/withdraw", json={"key": "unknown-key"})).status_code == 404

    play(path, scenario)
    assert [e.body for e in entries(path, "withdrawn")] == [{"target": KEY, "by": "phone"}]


@pytest.mark.logs("Not stored")
def test_a_page_without_script_is_not_told_that_it_sends_again_by_itself(path: Path, tmp_path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        phone.room.buckets = Buckets(per_second=0.01)
        await phone.get(f"/{phone.code}")
        to, plain = f"/{phone.code}/stage/facts", {"accept": "text/html"}
        path.rename(tmp_path / "away")
        away = await phone.post(to, data={"text": "Into nothing"}, headers=plain)
        assert away.status_code == 503
        assert NOT_SAVED_BY_HAND in away.text
        assert "Into nothing" in away.text
        (tmp_path / "away").rename(path)
        answers = [await phone.post(to, data={"text": ""}, headers=plain) for _ in range(40)]
        assert {answer.status_code for answer in answers[30:]} == {429}
        assert TOO_FAST_BY_HAND in answers[-1].text
        for said in (away.text, answers[-1].text):
            assert "by itself in a moment" not in said
            assert "is sent again" not in said

    play(path, scenario)
    assert entries(path, "note") == []


def test_a_refused_form_keeps_what_was_typed(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        long = "Langer Satz " * 20
        answer = await phone.post(f"/{phone.code}/stage/facts", data={"text": long}, headers={"accept": "text/html"})
        assert answer.status_code == 413
        assert long in answer.text
        assert "100 fit" in answer.text
        append(path, at_stage("stage_opened", "feelings"))
        phone.room.follow()
        await asyncio.sleep(0)
        closed = await phone.post(
            f"/{phone.code}/stage/deciding", data={"text": "Typed"}, headers={"accept": "text/html"}
        )
        assert closed.status_code == 409
        assert 'action="/' + phone.code + '/stage/parking"' in closed.text
        assert "Typed</textarea>" in closed.text

    play(path, scenario)


def test_too_fast_is_one_persons_own_matter(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        phone.room.buckets = Buckets(per_second=0.01)
        await phone.get(f"/{phone.code}")
        statuses = [(await phone.send_note("facts", text=f"Note {n}")).status_code for n in range(25)]
        assert statuses[:20] == [201] * 20
        assert set(statuses[20:]) == {429}
        answer = await phone.send_note("facts", text="And more")
        assert answer.json()["retry"] is True
        assert 1 <= int(answer.headers["retry-after"]) <= 100
        async with Phone(phone.room) as other:
            assert (await other.send_note("facts", text="From another phone")).status_code == 201

    play(path, scenario)
    assert len(entries(path, "note")) == 21


@pytest.mark.logs("Not stored")
def test_when_the_file_is_locked_the_phone_is_told_to_try_again_and_nothing_is_lost(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        answer = await phone.send_note("facts", text="Held up", key=KEY)
        assert (answer.status_code, answer.json()["retry"]) == (503, True)
        assert int(answer.headers["retry-after"]) >= 1
        other.execute("ROLLBACK")
        other.close()
        assert (await phone.send_note("facts", text="Held up", key=KEY)).status_code == 201

    play(path, scenario, wait_s=0.2)
    assert [e.body["text"] for e in entries(path, "note")] == ["Held up"]


def test_a_stage_that_keeps_nothing_stores_nothing_of_the_sender(path: Path) -> None:
    make(path, "feelings")

    async def scenario(phone: Phone) -> None:
        await phone.get(f"/{phone.code}")
        seat = phone.cookies["seat"]
        assert (await phone.post(f"/{phone.code}/join", json={"group": "par", "table": 3})).status_code == 201
        assert (await phone.send_note("feelings", text="Tired", group="par", tone="-", extra="x")).status_code == 201
        note = entries(path, "note")[-1]
        assert note.person == ""
        assert note.body == {"text": "Tired", "fields": {"tone": "-"}, "source": "phone"}
        append(path, at_stage("stage_opened", "named"))
        phone.room.follow()
        for text in ("One", "Two"):
            assert (await phone.send_note("named", text=text)).status_code == 201
        assert (await phone.send_note("named", text="Three")).status_code == 409
        named = entries(path, "note")[-1]
        assert named.person == entries(path, "joined")[-1].person != ""
        assert (named.body["group"], named.body["table"]) == ("par", "3")
        assert seat.encode() not in path.read_bytes()

    play(path, scenario)


def test_groups_of_the_list_and_groups_in_own_words(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        join = f"/{phone.code}/join"
        assert (await phone.post(join, json={"group": "Parents"})).status_code == 201
        assert (await phone.send_note("facts", text="a")).status_code == 201
        assert entries(path, "note")[-1].body["group"] == "par"
        words = {"group": "other", "group_words": " Scouts\u202e of Poole "}
        assert (await phone.post(join, data=words)).status_code == 303
        assert (await phone.send_note("facts", text="b")).status_code == 201
        assert entries(path, "note")[-1].body["group"] == "Scouts of Poole"
        assert (await phone.send_note("facts", text="c", group="vcs")).status_code == 201
        assert entries(path, "note")[-1].body["group"] == "vcs"
        for table in ("9", "two", "-1", [2], "٣"):
            assert (await phone.post(join, json={"table": table})).status_code == 400

    play(path, scenario)


def test_the_next_person_on_a_phone_gets_another_seat(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        await phone.get(f"/{phone.code}")
        before = phone.cookies["seat"]
        answer = await phone.post(f"/{phone.code}/next-person", data={"a": "b"})
        assert answer.status_code == 303
        assert phone.cookies["seat"] != before
        cookie = answer.headers["set-cookie"]
        assert all(part in cookie for part in ("HttpOnly", "SameSite=Lax", "Path=/"))

    play(path, scenario)


def test_support_counts_once_a_seat_and_names_no_key(path: Path) -> None:
    make(path, "deciding")

    async def scenario(phone: Phone) -> None:
        await phone.get(f"/{phone.code}")
        assert (await phone.send_note("deciding", text="A joint offer", key=KEY)).status_code == 201
        page = (await phone.get(f"/{phone.code}")).text
        assert KEY not in page
        assert public(KEY) in page
        for choice in ("support", "not_yet"):
            answer = await phone.send_note("deciding", target=public(KEY), choice=choice)
            assert answer.status_code == 201
        state = phone.room.workshop.runs["deciding"].state
        assert state.support(KEY) == {"support": 0, "live_with": 0, "not_yet": 1}
        assert (await phone.send_note("deciding", target=public(KEY), choice="perhaps")).status_code == 400
        assert (await phone.send_note("deciding", target="unknown", choice="support")).status_code == 409
        assert entries(path, "support")[-1].person == ""

    play(path, scenario)
    assert "deciding" in METHOD


@pytest.mark.logs("was moved or replaced", "is opened again", "Not stored", "The file can")
def test_a_file_that_was_moved_away_takes_nothing_until_it_is_back(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        away = path.with_name("away.facilitator")
        path.rename(away)
        phone.room.follow()
        assert (await phone.send_note("facts", text="Into nothing")).status_code == 503
        assert (await phone.get("/ready")).status_code == 503
        away.rename(path)
        phone.room.follow()
        assert (await phone.get("/ready")).status_code == 200
        assert (await phone.send_note("facts", text="Safe")).status_code == 201

    play(path, scenario)
    assert [e.body["text"] for e in entries(path, "note")] == ["Safe"]


@pytest.mark.logs("got no answer", "Not stored")
def test_a_writer_that_hangs_is_given_up_for_another_that_stores_what_waits_and_it_ends_when_it_comes_back(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(path)
    feed = Hangs(path)

    async def scenario(phone: Phone) -> None:
        monkeypatch.setattr(room_module, "ANSWER_S", 0.3)
        lost = asyncio.ensure_future(phone.send_note("facts", text="Into a void", key=KEY))
        while not feed.begun.is_set():
            await asyncio.sleep(0.001)
        monkeypatch.setattr(room_module, "ANSWER_S", PATIENCE_S)
        assert (await phone.send_note("facts", text="Waits")).status_code == 201
        answer = await lost
        assert (answer.status_code, answer.json()["retry"]) == (503, True)
        assert (await phone.send_note("facts", text="Into a void", key=KEY)).status_code == 201
        assert feed.beside == 2
        feed.free.set()
        while not feed.ended.is_set():
            await asyncio.sleep(0.001)

    play(path, scenario, feed=feed, wait_s=0.05)
    assert sorted(e.body["text"] for e in entries(path, "note")) == ["Into a void", "Waits"]


@pytest.mark.logs("could not be folded")
def test_an_entry_that_cannot_be_folded_stops_neither_the_answer_nor_the_next_ones(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    make(path)
    folded = Programme.fold

    def broken(self: Programme, entry: Entry) -> Change:
        if entry.body.get("text") == "Breaks the fold":
            raise IndexError("a fault of ours")
        return folded(self, entry)

    async def scenario(phone: Phone) -> None:
        monkeypatch.setattr(Programme, "fold", broken)
        for text in ("Before", "Breaks the fold", "After"):
            assert (await phone.send_note("facts", text=text)).status_code == 201
        seen = [note.text for note in phone.room.workshop.runs["facts"].notes]
        assert seen == ["Before", "After"]

    play(path, scenario)
    assert "could not be folded" in caplog.text
    assert [e.body["text"] for e in entries(path, "note")] == ["Before", "Breaks the fold", "After"]
