import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import Future

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.model.entry import Draft
from facilitator.store import file
from facilitator.store.faults import Fault, KeyTaken
from facilitator.store.feed import Cursor, Stored
from facilitator.store.sqlite import SqliteFeed
from facilitator.store.writer import GroupWriter


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "day.facilitator"
    file.create(made)
    return made


@pytest.fixture
def log(path):
    opened = SqliteFeed(path)
    yield opened
    opened.close()


def note(text, key=None, **body):
    return Draft("note", {"text": text, **body}, "w", "s", **({"key": key} if key else {}))


def test_what_is_appended_is_pulled_in_order(log):
    outcomes = log.append([note("one"), note("two")])
    assert [o.seq for o in outcomes] == [1, 2]
    assert [(e.seq, e.body["text"]) for e in log.pull(0)] == [(1, "one"), (2, "two")]
    assert [e.body["text"] for e in log.pull(1)] == ["two"]
    assert [e.body["text"] for e in log.pull(0, limit=1)] == ["one"]


def test_the_same_key_stores_once(log):
    (first,) = log.append([note("once", "k" * 8)])
    (again,) = log.append([note("once", "k" * 8)])
    assert isinstance(again, Stored)
    assert (again.seq, first.fresh, again.fresh) == (first.seq, True, False)
    assert len(log.pull(0)) == 1


def test_a_retry_may_come_after_the_phone_changed_its_group(log):
    (first,) = log.append([note("once", "k" * 8, group="PAR")])
    (again,) = log.append([note("once", "k" * 8, group="LA", table="3")])
    assert again == Stored(first.seq, first.at, False)


def test_the_same_key_with_other_words_is_told(log):
    log.append([note("once", "k" * 8)])
    taken, fresh = log.append([note("other", "k" * 8), note("new")])
    assert isinstance(taken, KeyTaken)
    assert taken.seq == 1
    assert fresh.fresh
    assert [e.body["text"] for e in log.pull(0)] == ["once", "new"]


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30), max_size=10))
def test_any_text_comes_back_as_it_was(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("any") / "x.facilitator"
    file.create(path)
    log = SqliteFeed(path)
    log.append([note(t) for t in texts])
    assert [e.body["text"] for e in log.pull(0)] == texts
    log.close()


def test_a_failed_batch_leaves_nothing(log):
    with pytest.raises(sqlite3.Error):
        log.append([note("good"), Draft("note", {}, workshop=None)])
    assert log.pull(0) == []
    log.append([note("goes on")])
    assert len(log.pull(0)) == 1


def test_a_follower_sees_what_another_connection_wrote(path, log):
    cursor = Cursor(SqliteFeed(path))
    assert cursor.pull() == []
    log.append([note("a"), note("b")])
    assert [e.body["text"] for e in cursor.pull(limit=1)] == ["a"]
    assert [e.body["text"] for e in cursor.pull()] == ["b"]
    assert cursor.pull() == []
    cursor.close()


def test_many_threads_one_commit_each_note_once(path):
    writer = GroupWriter(SqliteFeed(path))
    futures = []

    def send(n):
        future = Future()
        futures.append(future)
        writer.submit([note(f"n{n}")], future.set_result)

    threads = [threading.Thread(target=send, args=(n,)) for n in range(60)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    seqs = [f.result(10)[0].seq for f in futures]
    writer.close()
    assert sorted(seqs) == list(range(1, 61))


def test_two_processes_write_at_once_and_lose_nothing(path):
    code = (
        "import sys; from pathlib import Path; from facilitator.store.sqlite import SqliteFeed\n"
        "from facilitator.model.entry import Draft\n"
        "log = SqliteFeed(Path(sys.argv[1]))\n"
        "for n in range(100): log.append([Draft('note', {'text': f'{sys.argv[2]}{n}'}, 'w', 's')])"
    )
    both = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in "ab"]
    assert [p.wait(60) for p in both] == [0, 0]
    log = SqliteFeed(path)
    texts = [e.body["text"] for e in log.pull(0)]
    log.close()
    assert sorted(texts) == sorted(f"{name}{n}" for name in "ab" for n in range(100))


def lock(path):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


def test_a_locked_file_is_a_passing_fault_and_nothing_is_lost(path):
    log = SqliteFeed(path, wait_s=0.05)
    other = lock(path)
    with pytest.raises(Fault, match="locked") as caught:
        log.append([note("held")])
    assert caught.value.passing
    other.execute("ROLLBACK")
    other.close()
    log.append([note("held")])
    assert [e.body["text"] for e in log.pull(0)] == ["held"]
    log.close()


def test_the_group_writer_tells_of_a_locked_file_and_goes_on(path):
    writer = GroupWriter(SqliteFeed(path), wait_s=0.05)
    other = lock(path)
    first = Future()
    writer.submit([note("held", "k" * 8)], first.set_result)
    assert isinstance(first.result(10), Fault)
    other.execute("ROLLBACK")
    other.close()
    second = Future()
    writer.submit([note("held", "k" * 8)], second.set_result)
    assert second.result(10)[0].seq == 1
    writer.close()


def test_a_full_disk_is_a_passing_fault(log):
    pages = log._db.execute("PRAGMA page_count").fetchone()[0]
    log._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Fault, match="disk is full") as caught:
        log.append([note("x" * 100_000)])
    assert caught.value.passing
    log._db.execute("PRAGMA max_page_count = 100000")
    log.append([note("small")])
    assert [e.body["text"] for e in log.pull(0)] == ["small"]


def test_restore_keeps_seqs_where_it_can(tmp_path, log):
    log.append([note("a"), note("b")])
    entries = log.pull(0)[1:]
    target = tmp_path / "empty.facilitator"
    file.create(target)
    other = SqliteFeed(target)
    other.append([entry.as_draft() for entry in entries])
    assert other.pull(0) == entries
    other.close()


def test_restore_numbers_anew_where_seqs_are_taken(tmp_path, log):
    log.append([note("a", "key-of-a")])
    target = tmp_path / "full.facilitator"
    file.create(target)
    other = SqliteFeed(target)
    other.append([note("there")])
    other.append([entry.as_draft() for entry in log.pull(0)])
    assert [(e.seq, e.key == "key-of-a") for e in other.pull(0)] == [(1, False), (2, True)]
    other.close()


def test_one_bad_draft_does_not_take_its_batch_down(path, caplog):
    writer = GroupWriter(SqliteFeed(path), linger_s=0.05)
    futures = [Future() for _ in range(3)]
    bad = Draft("note", {"text": "\ud800"}, "w", "s")
    for draft, future in zip((note("a"), bad, note("b")), futures, strict=True):
        writer.submit([draft], future.set_result)
    first, broken, last = [f.result(10) for f in futures]
    writer.close()
    assert (first[0].fresh, last[0].fresh) == (True, True)
    assert isinstance(broken, Fault)
    assert not broken.passing
    assert "could not be stored" in caplog.text
