"""Telling phones of changes: only of what they show, at once for those who come late, in one write a batch."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from web_helpers import PATIENCE_S, Phone, Stream, W, append, at_stage, entries, make, play

from facilitator.model.entry import Draft
from facilitator.store.feed import open_feed
from facilitator.web import room as room_module
from facilitator.web.listeners import MOST_OF_A_SEAT, MOST_WAITING, Listener


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "trial.facilitator"


def test_phones_hear_of_what_they_show_and_of_nothing_else(path: Path) -> None:
    make(path, "feelings")

    async def scenario(phone: Phone) -> None:
        where = f"/{phone.code}/events"
        async with Stream(phone, where) as stream:
            assert stream.status == 200
            quiet = (
                at_stage("note", "feelings", text="private", source="phone"),
                at_stage("ticked", "feelings", point=0, on=True),
                at_stage("timer", "facts", verb="start"),
                Draft("joined", {"group": "par"}, W, person="p1"),
                Draft("screen", {"blank": True}, W),
                Draft("presence", {"connected": 3, "wrote": {}}, W),
            )
            append(path, *quiet)
            phone.room.follow()
            append(path, at_stage("stage_opened", "facts"))
            opened = await stream.changed()
            assert opened == {"seq": entries(path)[-1].seq, "stage": "facts"}
            for loud in (
                at_stage("note", "facts", text="seen", source="phone"),
                at_stage("timer", "facts", verb="pause"),
                at_stage("asked", "facts", question=1),
                Draft("workshop_edited", {"title": "Another"}, W),
                Draft("finished", {}, W),
            ):
                append(path, loud)
                assert (await stream.changed())["seq"] == entries(path)[-1].seq

    play(path, scenario)


def test_a_burst_is_told_to_its_end_and_what_comes_together_is_told_once(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        async with Stream(phone, f"/{phone.code}/events") as stream:
            answers = await asyncio.gather(*[phone.send_note("facts", text=f"Note {n}") for n in range(100)])
            assert {a.status_code for a in answers} == {201}
            last = max(a.json()["seq"] for a in answers)
            while (await stream.changed())["seq"] < last:
                pass
            for number in range(last + 1, last + 101):
                phone.room.listeners.changed(number, "facts")
            assert (await stream.changed())["seq"] == last + 100

    play(path, scenario)


def test_who_comes_late_is_told_at_once(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        where, seq = f"/{phone.code}/events", phone.room.shown_seq
        for headers, query in (([(b"last-event-id", b"1")], ""), ([], "?after=1")):
            async with Stream(phone, where + query, headers) as stream:
                assert f"id: {seq}" in stream.last
        for headers, query in (
            ([(b"last-event-id", str(seq).encode())], "?after=1"),
            ([], f"?after={seq}"),
            ([], "?after=x"),
        ):
            async with Stream(phone, where + query, headers) as stream:
                assert "event:" not in stream.last

    play(path, scenario)


def test_streams_stay_open_with_a_line_of_comment(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_module, "STILL_HERE_S", 0.05)
    make(path)

    async def scenario(phone: Phone) -> None:
        async with Stream(phone, f"/{phone.code}/events") as stream:
            assert (await stream.next()).startswith(": ")

    play(path, scenario)


def test_a_phone_that_reads_too_slowly_is_let_go() -> None:
    async def scenario() -> None:
        listener = Listener()
        for _ in range(MOST_WAITING + 1):
            listener.tell(b"x")
        assert await listener.next() == b""

    asyncio.run(scenario())


def test_of_the_streams_of_one_seat_the_oldest_gives_way(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        where = f"/{phone.code}/events"
        seat, other = [(b"cookie", b"seat=" + letter * 32) for letter in (b"a", b"b")]
        async with AsyncExitStack() as streams:
            neighbour = await streams.enter_async_context(Stream(phone, where, [other]))
            own = [await streams.enter_async_context(Stream(phone, where, [seat])) for _ in range(MOST_OF_A_SEAT + 2)]
            for stream in own[:2]:
                await asyncio.wait_for(stream.task, PATIENCE_S)
            assert len(phone.room.listeners) == MOST_OF_A_SEAT + 1
            append(path, at_stage("asked", "facts", question=1))
            for stream in (neighbour, *own[2:]):
                await stream.changed()
        assert len(phone.room.listeners) == 0
        async with Stream(phone, where, [seat]):
            assert len(phone.room.listeners) == 1

    play(path, scenario)


def test_presence_is_written_only_when_it_changed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_module, "PRESENCE_S", 0.03)
    make(path)

    async def scenario(phone: Phone) -> None:
        assert (await phone.send_note("facts", text="Here")).status_code == 201
        cookie = [(b"cookie", b"seat=" + b"a" * 32)]
        async with Stream(phone, f"/{phone.code}/events", cookie):
            while phone.room.workshop.people.connected != 2:
                await asyncio.sleep(0.01)
        while phone.room.workshop.people.connected != 1:
            await asyncio.sleep(0.01)
        assert phone.room.workshop.people.wrote("facts") == 1

    play(path, scenario)
    bodies = [e.body for e in entries(path, "presence")]
    assert all(one != other for one, other in itertools.pairwise(bodies))


def test_a_room_page_that_is_started_again_knows_who_was_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room_module, "PRESENCE_S", 0.03)
    make(path, "feelings")
    seats = [[(b"cookie", b"seat=" + letter * 32)] for letter in (b"a", b"b", b"c")]

    async def both(phone: Phone, *, wrote: int) -> None:
        """Two of three write, and write again after a restart, when nobody has come back yet."""
        people = phone.room.workshop.people
        for seat in seats[:2]:
            answer = await phone.post(
                f"/{phone.code}/stage/feelings", json={"text": "So", "tone": "+"}, headers=dict(seat)
            )
            assert answer.status_code == 201
        while people.wrote("feelings") != wrote or people.connected < 2:
            await asyncio.sleep(0.01)

    async def first(phone: Phone) -> None:
        async with Stream(phone, f"/{phone.code}/events", seats[2]):
            await both(phone, wrote=2)
            while phone.room.workshop.people.connected != 3:
                await asyncio.sleep(0.01)
            append(path, Draft("serving", {"url": "http://x"}, W))

    async def second(phone: Phone) -> None:
        here, looks = phone.room.presence.here, list[float]()
        monkeypatch.setattr(phone.room.presence, "here", lambda now: looks.append(now) or here(now))
        await both(phone, wrote=2)
        while len(looks) < 5:
            await asyncio.sleep(0.01)
        assert phone.room.workshop.people.connected == 3

    play(path, first)
    play(path, second)
    told = [entry.body for entry in entries(path, "presence")]
    assert sum(len(tokens) for body in told for tokens in body.get("wrote", {}).values()) == 2
    assert max(body["connected"] for body in told) == 3


def test_erased_words_are_forgotten_at_once(path: Path) -> None:
    make(path)

    async def scenario(phone: Phone) -> None:
        assert (await phone.send_note("facts", text="My neighbour's name", key="erase-me-1")).status_code == 201
        assert "My neighbour" in (await phone.get(f"/{phone.code}")).text
        with contextlib.closing(open_feed(path)) as feed:
            assert feed.blank({"erase-me-1": [()]}, {}) == 1
        append(path, Draft("erased", {"targets": ["erase-me-1"]}, W))
        phone.room.follow()
        assert "My neighbour" not in (await phone.get(f"/{phone.code}")).text
        assert all("My neighbour" not in str(e.body) for e in phone.room.workshop.entries)

    play(path, scenario)
