import contextlib
import shutil
import sqlite3
import struct
from datetime import datetime
from pathlib import Path

import pytest

from facilitator.model.entry import Draft
from facilitator.store import copies, file, schema
from facilitator.store.faults import Fault, Moved
from facilitator.store.feed import append_to, create_feed, read_only
from facilitator.store.sqlite import SqliteFeed

SECRET = "the words that must go 4711"


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "day.facilitator"
    file.create(made)
    with contextlib.closing(SqliteFeed(made)) as log:
        log.append([Draft("note", {"text": f"note {n}"}, "w", "s", key=f"key-{n}") for n in range(20)])
    return made


def rows(path, query, *values):
    with contextlib.closing(sqlite3.connect(path)) as db:
        return db.execute(query, values).fetchall()


def test_a_new_file_is_wal_marked_and_has_every_promised_view(path):
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]
    head = file.read_head(path)
    assert (head.application, head.version) == (schema.APPLICATION_ID, schema.VERSION)
    promised = {"comments", "votes", "ratings", "answers", "people", "stage_times", "themes", "actions", "log"}
    assert promised <= set(copies.check(path).tables)
    for name in promised:
        rows(path, f"SELECT * FROM {name}")


def test_create_never_writes_over_a_file(path):
    before = path.read_bytes()
    with pytest.raises(Fault, match="exists already"):
        file.create(path)
    assert path.read_bytes() == before


def test_create_says_when_the_folder_is_missing(tmp_path):
    with pytest.raises(Fault, match="does not exist"):
        file.create(tmp_path / "none" / "x.facilitator")


def doctored(path, at, raw):
    """Write raw bytes at one place of the file."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    data[at : at + len(raw)] = raw
    path.write_bytes(data)


def refused_untouched(path, words):
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(Fault, match=words):
        file.prepare(path)
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside
    assert copies.check(path).problems


def test_a_newer_file_is_refused_untouched(path):
    doctored(path, 60, struct.pack(">I", schema.VERSION + 1))
    refused_untouched(path, "newer Facilitator")


def test_a_foreign_database_is_refused_untouched(tmp_path):
    other = tmp_path / "other.facilitator"
    with contextlib.closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE t(x)")
    refused_untouched(other, "not a Facilitator")


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7" + b"x" * 500])
def test_something_else_is_refused_untouched(tmp_path, content):
    other = tmp_path / "x.facilitator"
    other.write_bytes(content)
    refused_untouched(other, "not a Facilitator")


@pytest.mark.parametrize("left", [600, 4096, 5000, 20_480, 30_000, -4096, -5000])
def test_a_cut_file_is_refused_untouched_and_says_how_long_it_should_be(path, left):
    doctored(path, 0, b"")
    content = path.read_bytes()
    path.write_bytes(content[:left])
    refused_untouched(path, f"cut short: {len(content[:left]):,} of {len(content):,} bytes")


def test_a_missing_file_and_a_folder_are_sentences(tmp_path):
    with pytest.raises(Fault, match="not there"):
        file.prepare(tmp_path / "none.facilitator")
    with pytest.raises(Fault, match="folder"):
        file.prepare(tmp_path)


def deep(tmp_path, length):
    """A folder whose path has so many bytes."""
    folder = tmp_path
    while len(str(folder)) + 102 < length:
        folder /= "d" * 100
    folder /= "e" * (length - len(str(folder)) - 1)
    folder.mkdir(parents=True)
    assert len(str(folder)) == length
    return folder


def test_a_path_that_is_too_long_is_told_as_that_wherever_a_file_is_made_or_copied(tmp_path):
    """SQLite opens no path of more than 504 bytes, and says nothing of why."""
    folder = deep(tmp_path, 480)
    fits, longer = folder / f"{'a' * 11}.facilitator", folder / f"{'a' * 12}.facilitator"
    assert len(str(fits)) == 504
    file.create(fits)
    for act in (lambda: file.create(longer), lambda: copies.copy_to(fits, longer)):
        with pytest.raises(Fault, match=r"too long together.* Use a folder that is not so deep"):
            act()
    assert [path.name for path in folder.glob("*.facilitator")] == [fits.name]
    shutil.copy(fits, longer)
    assert "can be read here, but not written to. aaaa" in str(read_only(longer))
    with pytest.raises(Fault, match="too long together"):
        append_to(longer, [Draft("note", {}, "w", "s")])


def test_no_programme_is_made_where_there_is_no_room_for_its_safe_copies(tmp_path):
    """Down to the byte: where the one is made the other works, and where it is not, it would not."""
    made = []
    for length in range(425, 470):
        path = deep(tmp_path, length) / "day.facilitator"
        try:
            with create_feed(path):
                made.append(length)
        except Fault as fault:
            assert "day.facilitator: the names of its folders and its own are too long together." in fault.sentence
            assert not path.exists()
            file.create(path)
            with pytest.raises(Fault, match=r"No safe copies of day.facilitator can be made: .* Move it to a folder"):
                copies.back_up(path)
        else:
            assert copies.of(path) == [] and copies.check(copies.back_up(path)).problems == []
    assert made == list(range(425, made[-1] + 1)) and made[-1] < 469


def test_a_name_that_is_too_long_is_told_as_that(tmp_path):
    for name in ("n" * 240, "\u00e9" * 130, "n" * 600):
        with pytest.raises(Fault, match="this name is too long"):
            file.create(tmp_path / f"{name}.facilitator")
    file.create(tmp_path / f"{'n' * 235}.facilitator")


def test_a_damaged_page_is_found_by_check(path):
    doctored(path, 4096 * 2 + 8, b"\xff" * 600)
    assert copies.check(path).problems


def test_an_older_file_is_copied_then_brought_up_to_date(path, monkeypatch):
    def added(db):
        db.execute("CREATE TABLE later(x)")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, added))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    file.prepare(path)
    assert file.read_head(path).version == schema.VERSION
    assert "later" in copies.check(path).tables
    copy = path.with_name(f"day_before-version-{schema.VERSION}.facilitator")
    assert file.read_head(copy).version == schema.VERSION - 1


def test_a_failed_migration_changes_nothing(path, monkeypatch):
    def broken(db):
        db.execute("CREATE TABLE half(x)")
        db.execute("nonsense")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, broken))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(sqlite3.Error):
        file.prepare(path)
    assert file.read_head(path).version == schema.VERSION - 1
    assert rows(path, "SELECT count(*) FROM sqlite_master WHERE name = 'half'") == [(0,)]


def test_safe_copies_are_whole_dated_and_limited(path, monkeypatch):
    monkeypatch.setattr(copies, "KEEP_COPIES", 3)
    made = [copies.back_up(path, now=datetime(2026, 3, 1, 10, minute)) for minute in range(5)]
    assert copies.of(path) == list(reversed(made))[:3]
    assert copies.check(made[-1]).entries == 20
    assert made[-1].name == "day 2026-03-01 10.04.00.facilitator"


@pytest.mark.parametrize("name", ["o" * 230, "ω" * 100], ids=["a long name", "a long path"])
def test_a_file_that_may_stand_where_it_is_has_safe_copies_in_order_and_knows_them(tmp_path, monkeypatch, name):
    """Its name twice would be too long: the copies are called by their time alone."""
    monkeypatch.setattr(copies, "KEEP_COPIES", 3)
    long = deep(tmp_path, 180) / f"{name}.facilitator"
    file.create(long)
    made = [copies.back_up(long, now=datetime(2026, 3, 1, 10, minute)) for minute in (0, 0, 1, 2, 3)]
    assert copies.of(long) == list(reversed(made))[:3]
    assert {copies.original_of(each) for each in made} == {long}
    assert made[-1].name == "2026-03-01 10.03.00.facilitator"


def test_a_copy_goes_back_in_place_and_the_old_file_is_kept(path):
    copy = copies.back_up(path)
    with contextlib.closing(SqliteFeed(path)) as log:
        log.append([Draft("note", {"text": "after"}, "w", "s")])
    aside = copies.restore_from(path, copy)
    assert copies.check(path).entries == 20
    assert copies.check(aside).entries == 21
    with contextlib.closing(SqliteFeed(path)) as log:
        log.append([Draft("note", {"text": "goes on"}, "w", "s")])
    assert copies.check(path).entries == 21


def test_a_file_stays_in_its_place_when_the_copy_does_not_get_there(path, monkeypatch):
    copy = copies.back_up(path)

    def no_room(*_files):
        raise Fault("The disk is full.")

    with monkeypatch.context() as disk:
        disk.setattr(copies, "copy_from", no_room)
        with pytest.raises(Fault, match="full"):
            copies.restore_from(path, copy)
    assert [one.name for one in path.parent.glob("*.facilitator")] == [path.name]
    assert copies.check(path).problems == []


@pytest.mark.parametrize("stuck", ["day.facilitator-wal", ".part"])
def test_a_file_is_back_in_its_place_when_the_copy_cannot_be_put_there(path, monkeypatch, stuck):
    copy = copies.back_up(path)
    with contextlib.closing(SqliteFeed(path)) as log:
        log.append([Draft("note", {"text": "after the copy"}, "w", "s")])
        wal = path.with_name("day.facilitator-wal")
        shutil.copy(wal, held := path.with_name("held"))
    held.rename(wal)
    before = sorted(path.parent.iterdir())
    for verb in ("rename", "replace"):
        move = getattr(Path, verb)

        def refused(this, target, move=move):
            if this.name.endswith(stuck) and (target == path or stuck != ".part"):
                raise PermissionError(13, "in use")
            return move(this, target)

        monkeypatch.setattr(Path, verb, refused)
    with pytest.raises(Fault, match="cannot be moved aside: in use"):
        copies.restore_from(path, copy)
    monkeypatch.undo()
    assert sorted(path.parent.iterdir()) == before
    with contextlib.closing(SqliteFeed(path)) as log:
        assert log.pull(0)[-1].body["text"] == "after the copy"


def test_a_file_put_in_its_own_place_is_still_there(path):
    aside = copies.restore_from(path, path)
    assert aside is not None
    assert copies.check(path).problems == []
    assert copies.check(aside).problems == []


def test_a_bad_copy_is_not_put_in_place(path, tmp_path):
    bad = tmp_path / "bad.facilitator"
    bad.write_bytes(b"no")
    with pytest.raises(Fault, match="not good"):
        copies.restore_from(path, bad)
    assert copies.check(path).entries == 20


def test_a_file_that_turns_out_to_be_something_else_is_let_go_of(tmp_path, monkeypatch):
    torn, closed, close = tmp_path / "torn.facilitator", [], file.Connection.close
    torn.write_bytes(b"torn" * 2000)
    monkeypatch.setattr(file.Connection, "close", lambda db: closed.append(db) or close(db))
    with pytest.raises(Fault):
        file.connect(torn)
    assert len(closed) == 1


def test_erased_words_are_not_in_what_the_program_left_beside_the_file(path, caplog):
    with contextlib.closing(SqliteFeed(path)) as log:
        log.append([Draft("note", {"text": SECRET}, "w", "s", "p1", key="secret")])
    away = path.with_name("away")
    with contextlib.closing(SqliteFeed(path)) as log:
        path.rename(away)
        with pytest.raises(Moved):
            log.look()
    away.rename(path)
    copies.restore_from(path, copies.back_up(path))
    assert len(copies.put_beside(path)) == 2
    torn = path.with_name(f"{path.stem} replaced long ago.facilitator")
    torn.write_bytes(b"torn")
    with contextlib.closing(SqliteFeed(path)) as log:
        assert log.blank({"secret": [()]}, {"edited": ["*"]}) == 1
    for on_disk in path.parent.rglob("*"):
        assert on_disk.is_dir() or SECRET.encode() not in on_disk.read_bytes(), on_disk
    assert torn.read_bytes() == b"torn"
    assert torn.name in caplog.text
    caplog.clear()


def test_erased_words_are_nowhere_on_disk(path):
    with contextlib.closing(SqliteFeed(path)) as log:
        log.append([Draft("note", {"text": SECRET}, "w", "s", "p1", key="secret")])
        log.append([Draft("edited", {"target": "secret", "text": SECRET.upper()}, "w", "s")])
        log.append([Draft("note", {"text": f"other {n}"}, "w", "s") for n in range(50)])
        copies.back_up(path)
        assert log.blank({"secret": [()]}, {"edited": ["*"]}) == 1
        entries = {e.key: e for e in log.pull(0)}
    assert (entries["secret"].body, entries["secret"].person) == ({"erased": True}, "")
    everything = [p for p in path.parent.rglob("*") if p.is_file()]
    assert len(everything) > 1
    for on_disk in everything:
        raw = on_disk.read_bytes()
        assert SECRET.encode() not in raw
        assert SECRET.upper().encode() not in raw
    assert copies.check(path).problems == []
