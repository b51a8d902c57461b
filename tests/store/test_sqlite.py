"""What a programme in one SQLite file adds to the promises of the port: faults of the disk, told in sentences."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.model.entry import Draft
from facilitator.store import file
from facilitator.store.faults import Fault
from facilitator.store.feed import open_feed
from facilitator.store.sqlite import SqliteFeed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "day.facilitator"
    file.create(made)
    return made


@pytest.fixture
def feed(path: Path) -> Iterator[SqliteFeed]:
    with contextlib.closing(SqliteFeed(path, wait_s=0.05)) as opened:
        yield opened


def note(text: str) -> Draft:
    return Draft("note", {"text": text}, "w", "s")


def texts(feed: SqliteFeed) -> list[str]:
    return [entry.body["text"] for entry in feed.pull(0)]


def test_a_failed_batch_leaves_nothing(feed: SqliteFeed) -> None:
    with pytest.raises(TypeError):
        feed.append([note("good"), Draft("note", {"text": {"no", "text"}}, "w", "s")])
    assert texts(feed) == []
    feed.append([note("goes on")])
    assert texts(feed) == ["goes on"]


def test_a_locked_file_is_a_passing_fault_and_nothing_is_lost(path: Path, feed: SqliteFeed) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Fault, match="locked") as caught:
            feed.append([note("held")])
        assert caught.value.passing
        other.execute("ROLLBACK")
    feed.append([note("held")])
    assert texts(feed) == ["held"]


def test_a_full_disk_is_a_passing_fault(connections: list[sqlite3.Connection], feed: SqliteFeed) -> None:
    db = connections[-1]
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Fault, match="disk is full") as caught:
        feed.append([note("x" * 100_000)])
    assert caught.value.passing
    db.execute("PRAGMA max_page_count = 100000")
    feed.append([note("small")])
    assert texts(feed) == ["small"]


def test_every_commit_waits_for_the_disk(path: Path) -> None:
    with contextlib.closing(file.connect(path)) as db:
        assert db.execute("PRAGMA synchronous").fetchone() == (2,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_file_that_is_no_programme_is_opened_by_nobody(tmp_path: Path) -> None:
    other = tmp_path / "list.facilitator"
    with contextlib.closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE log(seq INTEGER PRIMARY KEY)")
    with pytest.raises(Fault, match="not a Facilitator programme file"):
        open_feed(other)
