"""What comes after its question was closed is said to be late, kept apart, and counts once the facilitator takes it."""

from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest
from web_helpers import Phone, W, append, at_stage, entries, make, play

from facilitator.activities import library
from facilitator.model import acts, bodies
from facilitator.model.run import StageRun
from facilitator.records import erasing, load
from facilitator.store import file
from facilitator.web import taking
from facilitator.web.pages import LATE

HTML = {"accept": "text/html"}
LONG_AGO = 1


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The stage `facts` closed long ago, the next one open."""
    made = tmp_path / "day.facilitator"
    make(made)
    append(made, dataclasses.replace(at_stage("stage_closed", "facts"), at=LONG_AGO))
    append(made, at_stage("stage_opened", "deciding"))
    return made


def facts(path: Path) -> StageRun:
    return load.workshop(path)[1].runs["facts"]


def take(path: Path, *keys: str) -> None:
    append(path, bodies.LateTaken(keys).draft(W, "facts"))


def test_a_phone_is_offered_to_send_it_late_and_it_waits_for_the_facilitator(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        refused = await phone.send_note("facts", text="One more fact", key="k" * 16)
        assert (refused.status_code, refused.json()["late"], refused.json()["error"]) == (409, True, taking.CLOSED)
        sent = await phone.send_note("facts", text="One more fact", key="k" * 16, late="1")
        assert (sent.status_code, sent.json()["late"]) == (201, True)
        again = await phone.send_note("facts", text="One more fact", key="k" * 16, late="1")
        assert (again.status_code, again.json()["seq"]) == (200, sent.json()["seq"])

    play(path, scenario)
    run = facts(path)
    assert (len(run.notes), list(run.late)) == (0, ["k" * 16])
    assert [note.body["late"] for note in entries(path, "note")] == [True]
    take(path, "k" * 16)
    run = facts(path)
    assert [(note.text, note.late, note.status) for note in run.notes] == [("One more fact", True, "live")]
    assert run.late == {}


def test_the_view_of_the_file_has_what_was_taken_and_nothing_else(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        for key in ("a" * 16, "b" * 16):
            assert (await phone.send_note("facts", text=key, key=key, late="1")).status_code == 201

    play(path, scenario)
    take(path, "b" * 16)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT text FROM comments").fetchall() == [("b" * 16,)]
    undone = next(entry for entry in entries(path, "late_taken"))
    append(path, bodies.Retracted(undone.key, undone.kind).draft(W))
    assert sorted(facts(path).late) == ["a" * 16, "b" * 16]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT text FROM comments").fetchall() == []


def test_what_is_in_time_is_not_called_late_whatever_a_phone_says(tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    make(path)

    async def scenario(phone: Phone) -> None:
        for stage in ("facts", "parking"):
            sent = await phone.send_note(stage, text="In time", late="1")
            assert (sent.status_code, "late" in sent.json()) == (201, False)
        early = await phone.send_note("deciding", text="Too early", late="1")
        assert (early.status_code, early.json()["error"]) == (409, taking.NOT_YET)

    play(path, scenario)
    assert [note.late for note in facts(path).notes] == [False]


def test_an_answer_that_was_saved_in_time_is_not_refused_when_it_is_sent_again(path: Path) -> None:
    append(path, at_stage("stage_opened", "facts"))

    async def scenario(phone: Phone) -> None:
        first = await phone.send_note("facts", text="In time", key="k" * 16)
        append(path, dataclasses.replace(at_stage("stage_closed", "facts"), at=LONG_AGO))
        phone.room.follow()
        again = await phone.send_note("facts", text="In time", key="k" * 16, late="1")
        assert (again.status_code, again.json()) == (200, first.json())

    play(path, scenario)


def test_without_script_the_words_are_shown_and_one_press_sends_them_late(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        address = f"/{phone.code}/stage/facts"
        typed = {"text": "Ten <words>", "question": "1", "key": "k" * 16}
        page = await phone.post(address, data=typed, headers=HTML)
        assert (page.status_code, taking.CLOSED_BY_HAND in unescape(page.text)) == (409, True)
        assert 'name="late" value="1">Send it late</button>' in page.text
        assert '<p dir="auto">Ten &lt;words&gt;</p>' in page.text
        for name, value in typed.items():
            assert f'name="{name}" value="{value.replace("<", "&lt;").replace(">", "&gt;")}"' in page.text
        sent = await phone.post(address, data={**typed, "late": "1"}, headers=HTML)
        assert sent.status_code == 303
        assert LATE in unescape((await phone.get(sent.headers["location"], headers=HTML)).text)

    play(path, scenario)
    assert list(facts(path).late) == ["k" * 16]


def test_a_form_that_comes_late_counts_once_it_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    file.create(path)
    append(path, *acts.create({"title": "Day"}, [library.find("evaluation")], workshop=W))
    append(path, at_stage("stage_opened", "evaluation"))
    append(path, dataclasses.replace(at_stage("stage_closed", "evaluation"), at=LONG_AGO))

    async def scenario(phone: Phone) -> None:
        question = next(
            q for q in phone.room.workshop.runs["evaluation"].state.instrument.questions if q.kind == "scale"
        )
        sent = await phone.send_note("evaluation", key="k" * 16, late="1", **{question.id: "4"})
        assert (sent.status_code, sent.json()["late"]) == (201, True)

    play(path, scenario)
    run = load.workshop(path)[1].runs["evaluation"]
    assert (len(run.state.forms), list(run.late)) == (0, ["k" * 16])
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM answers").fetchone() == (0,)
    append(path, bodies.LateTaken(("k" * 16,)).draft(W, "evaluation"))
    assert len(load.workshop(path)[1].runs["evaluation"].state.forms) == 1
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM answers").fetchone() == (1,)


def test_once_the_workshop_has_ended_nothing_more_is_taken(path: Path) -> None:
    append(path, bodies.Finished().draft(W))

    async def scenario(phone: Phone) -> None:
        sent = await phone.send_note("facts", text="After all", late="1")
        assert (sent.status_code, sent.json()["error"], "late" in sent.json()) == (409, taking.OVER, False)

    play(path, scenario)
    assert entries(path, "note") == []


def test_what_came_late_can_be_taken_back_and_erased(path: Path) -> None:
    async def scenario(phone: Phone) -> None:
        for key in ("a" * 16, "b" * 16):
            await phone.send_note("facts", text=f"Late words {key}", key=key, late="1")
        back = await phone.send_note("facts/withdraw", key="a" * 16)
        assert back.status_code == 201

    play(path, scenario)
    assert list(facts(path).late) == ["b" * 16]
    take(path, "a" * 16)
    assert [note.status for note in facts(path).notes] == ["withdrawn"]
    words = [each.text for each in erasing.written(load.workshop(path)[1])]
    assert f"Late words {'b' * 16}" in words


def test_the_page_says_when_the_time_is_up_for_its_question(tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    make(path, "")
    append(path, at_stage("stage_edited", "facts", timer="HARD"), at_stage("stage_opened", "facts"))
    append(path, at_stage("timer", "facts", verb="start"))

    async def scenario(phone: Phone) -> None:
        page = (await phone.get(f"/{phone.code}", headers=HTML)).text
        run = phone.room.workshop.runs["facts"]
        assert f'data-at="{(run.locks_at(phone.room.now()) or 0) / 1000}" data-shut="" hidden>' in page
        started = dataclasses.replace(at_stage("timer", "facts", verb="start"), at=phone.room.now() - 60_000)
        append(path, at_stage("stage_opened", "named"), at_stage("stage_edited", "named", timer="HARD", minutes=0))
        append(path, dataclasses.replace(started, stage="named"))
        phone.room.follow()
        page = (await phone.get(f"/{phone.code}", headers=HTML)).text
        assert 'data-shut="1">Time is up' in page

    play(path, scenario)


@pytest.mark.parametrize("key", library.methods())
def test_no_questionnaire_locks_by_itself(key: str) -> None:
    assert [s.id for s in library.find(key).stages if s.activity == "survey" and s.timer == "HARD"] == []
