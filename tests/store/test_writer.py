"""The group writer: one commit for many, over any feed, and what becomes of it when its feed hangs."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from facilitator.model.entry import Draft
from facilitator.store import file
from facilitator.store.faults import Fault
from facilitator.store.port import Outcome, Stored
from facilitator.store.sqlite import SqliteFeed
from facilitator.store.writer import GroupWriter
from hanging import PATIENCE_S, Hangs

Answer = Future[list[Outcome] | Fault]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "day.facilitator"
    file.create(made)
    return made


@pytest.fixture
def feed(path: Path) -> Iterator[SqliteFeed]:
    with contextlib.closing(SqliteFeed(path)) as opened:
        yield opened


def note(text: str, key: str = "") -> Draft:
    made = Draft("note", {"text": text}, "w", "s")
    return Draft("note", made.body, "w", "s", key=key or made.key)


def ask(writer: GroupWriter, *drafts: Draft) -> Answer:
    answer: Answer = Future()
    writer.submit(drafts, answer.set_result)
    return answer


def stored(answer: Answer) -> list[Stored]:
    result = answer.result(PATIENCE_S)
    assert isinstance(result, list)
    return [outcome for outcome in result if isinstance(outcome, Stored)]


def test_many_threads_are_answered_each_for_its_own_note(feed: SqliteFeed) -> None:
    writer = GroupWriter(feed)
    answers: dict[str, Answer] = {}

    def send(text: str) -> None:
        answers[text] = ask(writer, note(text))

    threads = [threading.Thread(target=send, args=(f"n{n}",)) for n in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    said = {stored(answer)[0].seq: text for text, answer in answers.items()}
    writer.close()
    assert said == {entry.seq: entry.body["text"] for entry in feed.pull(0)}
    assert len(said) == 60


def test_a_locked_file_is_told_of_and_the_next_ask_goes_through(path: Path, feed: SqliteFeed) -> None:
    writer = GroupWriter(feed, wait_s=0.05)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert isinstance(ask(writer, note("held", "k" * 8)).result(PATIENCE_S), Fault)
        other.execute("ROLLBACK")
    assert stored(ask(writer, note("held", "k" * 8)))[0].fresh
    writer.close()


@pytest.mark.logs("a draft could not be stored")
def test_one_bad_draft_does_not_take_its_batch_down(feed: SqliteFeed, caplog: pytest.LogCaptureFixture) -> None:
    writer = GroupWriter(feed, linger_s=0.05)
    no_text = Draft("note", {"text": {"no", "text"}}, "w", "s")
    first, broken, last = (ask(writer, one) for one in (note("a"), no_text, note("b")))
    assert (stored(first)[0].fresh, stored(last)[0].fresh) == (True, True)
    fault = broken.result(PATIENCE_S)
    writer.close()
    assert isinstance(fault, Fault)
    assert not fault.passing
    assert "could not be stored" in caplog.text


def test_what_waits_is_stored_before_it_closes(feed: SqliteFeed) -> None:
    writer = GroupWriter(feed)
    answers = [ask(writer, note(f"n{n}")) for n in range(5)]
    writer.close()
    assert all(answer.done() for answer in answers)


def test_one_that_hangs_hands_over_what_it_has_not_begun_with_and_ends_when_it_comes_back(path: Path) -> None:
    with contextlib.closing(Hangs(path)) as feed:
        writer = GroupWriter(feed)
        begun = ask(writer, note("begun"))
        assert feed.begun.wait(PATIENCE_S)
        waiting = [ask(writer, note(f"waits {n}")) for n in range(3)]
        successor = GroupWriter(feed)
        for drafts, done in writer.leave():
            successor.submit(drafts, done)
        assert [stored(answer)[0].fresh for answer in waiting] == [True] * 3
        assert not begun.done()
        feed.free.set()
        assert feed.ended.wait(PATIENCE_S)
        assert stored(begun)[0].fresh
        successor.close()
        assert [entry.body["text"] for entry in feed.pull(0)] == ["waits 0", "waits 1", "waits 2", "begun"]
