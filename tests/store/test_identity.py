"""The file that is open is the file that is written: taken away, moved, replaced, copied."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.model.entry import Draft
from facilitator.store import file
from facilitator.store.faults import Fault, Moved
from facilitator.store.identity import identity, place
from facilitator.store.log import Cursor, Log

ODD = "a#b %25 ?é 字 & 'x'; [1]"
WRITE = (
    "import sys; from pathlib import Path; from facilitator.store.log import Log\n"
    "from facilitator.model.entry import Draft\n"
    "log = Log(Path(sys.argv[1]))\n"
    "log.append([Draft('note', {'text': sys.argv[2]}, 'w', 's')])\n"
)


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "day.facilitator"
    file.create(made)
    return made


def note(text):
    return Draft("note", {"text": text}, "w", "s")


def words(path):
    """The words in a file as another process finds them."""
    code = "import sqlite3, sys; [print(r[0]) for r in sqlite3.connect(sys.argv[1]).execute('SELECT body FROM log')]"
    answer = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    return [line.split('"')[3] for line in answer.stdout.splitlines()]


def sound(path):
    with contextlib.closing(sqlite3.connect(path)) as db:
        return db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def drop_locks(path):
    """What a careless plain read does to every lock that this process holds on a file."""
    with path.open("rb") as careless:
        careless.read(1)


def test_what_is_called_saved_is_on_disk_though_the_companion_file_was_taken_away(path):
    with contextlib.closing(Log(path)) as log, contextlib.closing(Cursor(path)) as follower:
        log.append([note("before")])
        assert [e.body["text"] for e in follower.pull()] == ["before"]
        drop_locks(path)
        before = place(path).wal
        assert words(path) == ["before"]
        assert place(path).wal != before, "the other process did not take the -wal away: nothing was shown"
        with pytest.raises(Fault, match="opened anew") as refused:
            log.append([note("not yet")])
        assert refused.value.passing
        assert follower.pull() == []
        for number in range(20):
            log.append([note(f"saved {number}")])
        subprocess.run([sys.executable, "-c", WRITE, str(path), "from a phone"], check=True)
        seen = [e.body["text"] for e in follower.pull()]
        expected = [f"saved {number}" for number in range(20)] + ["from a phone"]
        assert seen == expected
        assert words(path) == ["before", *expected]


def test_an_import_is_on_disk_though_the_companion_file_was_taken_away(path, tmp_path):
    source = tmp_path / "source.facilitator"
    file.create(source)
    with contextlib.closing(Log(source)) as log:
        log.append([note("one"), note("two")])
        entries = log.pull(0)
    with contextlib.closing(Log(path)) as log:
        drop_locks(path)
        words(path)
        log.restore(entries)
        assert words(path) == ["one", "two"]


def test_another_file_in_the_place_of_an_open_one_is_not_written_and_nothing_is_lost(path, tmp_path):
    other = tmp_path / "other.facilitator"
    file.create(other)
    with contextlib.closing(Log(other)) as log:
        log.append([note("of the other")])
    log, follower = Log(path), Cursor(path)
    log.append([note("saved before")])
    other.replace(path)
    with pytest.raises(Moved, match="kept as day kept"):
        log.append([note("never said to be saved")])
    with pytest.raises(Moved):
        follower.pull()
    with pytest.raises(Moved):
        Log(path, must_be=log.file)
    assert words(path) == ["of the other"]
    assert sound(path)
    log.close()
    follower.close()
    with contextlib.closing(Log(path)) as log:
        log.append([note("goes on")])
    assert words(path) == ["of the other", "goes on"]
    assert sound(path)
    (kept,) = tmp_path.glob("day kept *.facilitator")
    assert words(kept) == ["saved before"]


@pytest.mark.parametrize(("moment", "stored"), [("BEGIN", []), ("INSERT", []), ("COMMIT", ["in that moment"])])
def test_a_note_of_the_very_moment_of_a_replacement_is_not_called_saved(path, tmp_path, moment, stored):
    other = tmp_path / "other.facilitator"
    file.create(other)
    log = Log(path)
    log._db.set_trace_callback(lambda sql: sql.startswith(moment) and other.exists() and other.replace(path))
    with pytest.raises(Moved):
        log.append([note("in that moment")])
    log.close()
    assert words(path) == []
    (kept,) = tmp_path.glob("day kept *.facilitator")
    assert words(kept) == stored


def test_a_moved_file_has_everything_and_takes_no_more_until_it_is_back(path, tmp_path):
    away = tmp_path / "away.facilitator"
    with contextlib.closing(Log(path)) as log:
        log.append([note("before")])
        path.rename(away)
        with pytest.raises(Moved):
            log.append([note("meanwhile")])
        assert words(away) == ["before"]
        away.rename(path)
        log.append([note("after")])
        assert words(path) == ["before", "after"]


def crashed(path, text):
    """A process that wrote and was killed: its `-wal` is left behind."""
    code = WRITE + "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    child = subprocess.run([sys.executable, "-c", code, str(path), text], check=False)
    assert child.returncode == -signal.SIGKILL
    assert path.with_name(path.name + "-wal").stat().st_size


@pytest.mark.parametrize("by", [file.check, file.prepare, lambda path: Log(path).close()])
def test_what_a_crash_left_is_not_laid_over_a_file_that_took_its_place(path, tmp_path, by):
    copy = file.back_up(path)
    crashed(path, "of the crashed one")
    shutil.copy(copy, tmp_path / "put here")
    (tmp_path / "put here").replace(path)
    by(path)
    assert words(path) == []
    assert sound(path)
    assert [p.name for p in tmp_path.glob("*left behind*")] == ["day left behind.facilitator-wal"]


def test_what_a_crash_left_is_read_where_the_file_is_still_the_same(path):
    crashed(path, "acknowledged")
    file.prepare(path)
    assert words(path) == ["acknowledged"]


def test_what_a_crash_left_goes_along_when_all_of_it_is_moved(path, tmp_path):
    crashed(path, "acknowledged")
    stick = tmp_path / "stick"
    stick.mkdir()
    for one in tmp_path.glob("day*"):
        shutil.copy(one, stick)
    file.prepare(stick / path.name)
    assert words(stick / path.name) == ["acknowledged"]


def test_a_copy_is_told_from_its_original_and_two_processes_agree_on_a_file(path, tmp_path):
    code = "import sys; from pathlib import Path; from facilitator.store.identity import identity\n"
    code += "print(identity(Path(sys.argv[1])))"
    said = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    link, by_hand, ours = tmp_path / "link.facilitator", tmp_path / "b.facilitator", tmp_path / "c.facilitator"
    link.symlink_to(path)
    shutil.copy(path, by_hand)
    file.copy_to(path, ours)
    assert said.stdout.strip() == identity(path) == identity(link)
    assert len({identity(path), identity(by_hand), identity(ours)}) == 3

    def mark(of: Path) -> str:
        with contextlib.closing(sqlite3.connect(of)) as db:
            return str(db.execute("SELECT value FROM mark").fetchone()[0])

    assert mark(path) == mark(by_hand) != mark(ours)


def test_a_file_older_than_marks_gets_one(path):
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("DROP TABLE mark")
        db.execute("PRAGMA user_version = 1")
    before = identity(path)
    file.prepare(path)
    assert identity(path) != before
    assert len(list(path.parent.glob("day_before-version-2*"))) == 1


def test_two_processes_bring_the_same_old_file_up_to_date_at_once(path):
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("DROP TABLE mark")
        db.execute("PRAGMA user_version = 1")
    code = "import sys; from pathlib import Path; from facilitator.store import file; file.prepare(Path(sys.argv[1]))"
    both = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(4)]
    assert [one.wait(60) for one in both] == [0] * 4


@pytest.mark.parametrize("folder", [ODD, "100%", "%20", "what?", "#", "file:x", ":memory:", "ro&mode=memory"])
def test_any_name_can_be_made_copied_checked_restored_and_erased(tmp_path, folder):
    if os.name == "nt" and set(folder) & set('?:"*<>|'):
        folder = "a#b %25 é 字"
    place_ = tmp_path / folder
    place_.mkdir()
    path = place_ / f"{folder}.facilitator"
    file.create(path)
    with contextlib.closing(Log(path)) as log:
        log.append([note("kept")])
    file.prepare(path)
    copy = file.back_up(path)
    with contextlib.closing(Log(path)) as log:
        log.append([note("later")])
        file.copy_to(path, place_ / "copy #2.facilitator")
    assert (file.check(path).problems, file.check(path).entries) == ([], 2)
    file.restore_from(path, copy)
    assert (file.check(path).problems, words(path)) == ([], ["kept"])
    assert words(place_ / "copy #2.facilitator") == ["kept", "later"]
    assert identity(path)
    assert [p.name for p in tmp_path.iterdir()] == [folder], "a stray file appeared"
    names = {p.name for p in place_.iterdir()}
    assert {n for n in names if n.endswith((".part", "-wal", "-shm"))} == set()
    assert len(names) == 4, names


def test_a_safe_copy_that_is_opened_to_work_in_becomes_a_programme_like_any_other(path):
    copy = file.back_up(path)
    file.prepare(copy)
    with contextlib.closing(sqlite3.connect(copy)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_what_is_made_by_itself_takes_the_place_of_no_other_file(path):
    first = file.back_up(path)
    second = file.back_up(path)
    aside = [file.restore_from(path, first) for _ in range(3)]
    assert len({first, second, *aside}) == 5
    assert all(one is not None and one.exists() for one in (first, second, *aside))


def test_a_file_that_was_away_for_a_moment_is_read_again_though_only_one_reader_noticed(path):
    away = path.with_name("away")
    with contextlib.closing(Log(path)) as noticed, contextlib.closing(Log(path)) as busy:
        path.rename(away)
        with pytest.raises(Moved):
            noticed.look()
        away.rename(path)
        with pytest.raises(Fault, match="opened anew"):
            noticed.look()
        busy.append([note("later")])
        noticed.look()
        assert [entry.body["text"] for entry in noticed.pull(0)] == ["later"]
