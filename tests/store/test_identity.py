"""The file that is open is the file that is written: taken away, moved, replaced, copied."""

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from children import line_of
from facilitator.model.entry import Draft
from facilitator.paths import SUFFIX, user_data
from facilitator.store import copies, file, schema
from facilitator.store import identity as identity_of_files
from facilitator.store.faults import Fault, Moved
from facilitator.store.feed import Cursor
from facilitator.store.file import identity
from facilitator.store.identity import keep_apart, place, remembered
from facilitator.store.sqlite import SqliteFeed

pytestmark = pytest.mark.logs(
    "was moved or replaced",
    "is opened again",
    "are put back",
    "belonged to another file",
    "cannot be read through",
    "could be kept",
)

ODD = "a#b %25 ?é 字 & 'x'; [1]"
WRITE = (
    "import sys; from pathlib import Path; from facilitator.store.sqlite import SqliteFeed\n"
    "from facilitator.model.entry import Draft\n"
    "log = SqliteFeed(Path(sys.argv[1]))\n"
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
    answer = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, timeout=240
    )
    return [line.split('"')[3] for line in answer.stdout.splitlines()]


def sound(path):
    with contextlib.closing(sqlite3.connect(path)) as db:
        return db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def drop_locks(path):
    """What a careless plain read does to every lock that this process holds on a file."""
    with path.open("rb") as careless:
        careless.read(1)


def test_what_is_called_saved_is_on_disk_though_the_companion_file_was_taken_away(path):
    with contextlib.closing(SqliteFeed(path)) as log, contextlib.closing(Cursor(SqliteFeed(path))) as follower:
        log.append([note("before")])
        assert [e.body["text"] for e in follower.pull()] == ["before"]
        drop_locks(path)
        before = place(path).wal
        assert words(path) == ["before"]
        assert place(path).wal != before, "the other process did not take the -wal away: nothing was shown"
        with pytest.raises(Fault, match="opened again") as refused:
            log.append([note("not yet")])
        assert refused.value.passing
        assert follower.pull() == []
        for number in range(20):
            log.append([note(f"saved {number}")])
        subprocess.run([sys.executable, "-c", WRITE, str(path), "from a phone"], check=True, timeout=240)
        seen = [e.body["text"] for e in follower.pull()]
        expected = [f"saved {number}" for number in range(20)] + ["from a phone"]
        assert seen == expected
        assert words(path) == ["before", *expected]


def test_an_import_is_on_disk_though_the_companion_file_was_taken_away(path, tmp_path):
    source = tmp_path / "source.facilitator"
    file.create(source)
    with contextlib.closing(SqliteFeed(source)) as log:
        log.append([note("one"), note("two")])
        entries = log.pull(0)
    with contextlib.closing(SqliteFeed(path)) as log:
        drop_locks(path)
        words(path)
        log.append([entry.as_draft() for entry in entries])
        assert words(path) == ["one", "two"]


def test_another_file_in_the_place_of_an_open_one_is_not_written_and_nothing_is_lost(path, tmp_path):
    other = tmp_path / "other.facilitator"
    file.create(other)
    with contextlib.closing(SqliteFeed(other)) as log:
        log.append([note("of the other")])
    log, follower = SqliteFeed(path), Cursor(SqliteFeed(path))
    log.append([note("saved before")])
    other.replace(path)
    with pytest.raises(Moved, match="kept as day kept"):
        log.append([note("never said to be saved")])
    with pytest.raises(Moved):
        follower.pull()
    with pytest.raises(Moved):
        log.again()
    assert words(path) == ["of the other"]
    assert sound(path)
    log.close()
    follower.close()
    with contextlib.closing(SqliteFeed(path)) as log:
        log.append([note("goes on")])
    assert words(path) == ["of the other", "goes on"]
    assert sound(path)
    (kept,) = tmp_path.glob("day kept *.facilitator")
    assert words(kept) == ["saved before"]


@pytest.mark.parametrize(("moment", "stored"), [("BEGIN", []), ("INSERT", []), ("COMMIT", ["in that moment"])])
def test_a_note_of_the_very_moment_of_a_replacement_is_not_called_saved(path, tmp_path, moment, stored, connections):
    other = tmp_path / "other.facilitator"
    file.create(other)
    log = SqliteFeed(path)
    connections[-1].set_trace_callback(lambda sql: sql.startswith(moment) and other.exists() and other.replace(path))
    with pytest.raises(Moved):
        log.append([note("in that moment")])
    log.close()
    assert words(path) == []
    (kept,) = tmp_path.glob("day kept *.facilitator")
    assert words(kept) == stored


def test_a_moved_file_has_everything_and_takes_no_more_until_it_is_back(path, tmp_path):
    away = tmp_path / "away.facilitator"
    with contextlib.closing(SqliteFeed(path)) as log:
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
    child = subprocess.run([sys.executable, "-c", code, str(path), text], check=False, timeout=240)
    assert child.returncode == -signal.SIGKILL
    assert path.with_name(path.name + "-wal").stat().st_size


@pytest.mark.parametrize("by", [copies.check, file.prepare, lambda path: SqliteFeed(path).close()])
def test_what_a_crash_left_is_not_laid_over_a_file_that_took_its_place(path, tmp_path, by):
    copy = copies.back_up(path)
    crashed(path, "of the crashed one")
    shutil.copy(copy, tmp_path / "put here")
    (tmp_path / "put here").replace(path)
    by(path)
    assert words(path) == []
    assert sound(path)
    assert [p.name for p in tmp_path.glob("*left behind*")] == ["day left behind.facilitator-wal"]


def other_programme(folder):
    """A file of another programme, longer than a fresh one."""
    made = folder / "other.facilitator"
    file.create(made)
    with contextlib.closing(SqliteFeed(made)) as log:
        log.append([note(f"{n} of the other") for n in range(200)])
    return made


@pytest.mark.parametrize("put", ["over it", "after it was deleted"])
@pytest.mark.parametrize("what", [copies.back_up, lambda path: other_programme(path.parent)])
def test_what_a_crash_left_is_not_laid_over_a_file_that_got_its_number(path, put, what):
    """A copy that is written over a file keeps the number of the file, and a deleted file's number is given again."""
    brought = what(path)
    expected = words(brought)
    crashed(path, "of the crashed one")
    if put != "over it":
        path.unlink()
    shutil.copyfile(brought, path)
    assert copies.check(path).problems == []
    assert words(path) == expected
    assert len(list(path.parent.glob("day left behind*-wal"))) == 1


def test_what_is_written_over_an_open_file_stays_as_it_is_and_nothing_more_is_called_saved(path, tmp_path):
    other = other_programme(tmp_path)
    log, follower = SqliteFeed(path), Cursor(SqliteFeed(path))
    log.append([note("before")])
    over = [sys.executable, "-c", "import shutil, sys; shutil.copyfile(*sys.argv[1:])", str(other), str(path)]
    subprocess.run(over, check=True, timeout=240)
    for _ in range(2):
        with pytest.raises(Moved):
            log.append([note("never said to be saved")])
        with pytest.raises(Moved):
            follower.pull()
    log.close()
    follower.close()
    assert words(path) == words(other)
    assert sound(path)


def test_a_file_that_is_only_brought_up_to_date_by_another_process_is_no_other_file(path):
    with contextlib.closing(SqliteFeed(path)) as log:
        log.append([note("one")])
        bring = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('PRAGMA wal_checkpoint(TRUNCATE)')"
        subprocess.run([sys.executable, "-c", bring, str(path)], check=True, timeout=240)
        path.chmod(0o600)
        log.append([note("two")])
    assert words(path) == ["one", "two"]


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


def test_a_companion_that_has_the_number_of_one_that_is_gone_is_left_alone(path, tmp_path):
    other = tmp_path / "other.facilitator"
    file.create(other)
    log = SqliteFeed(path)
    gone = place(path)
    log.close()
    other.replace(path)
    assert keep_apart(path) is None
    with contextlib.closing(SqliteFeed(path)) as log:
        log.append([note("new")])
        known, _ = remembered(path)
        assert (known.file, known.wal) == (place(path).file, place(path).wal)
        assert known.file != gone.file
        assert keep_apart(path) is None
        log.append([note("newer")])
    assert words(path) == ["new", "newer"]


def test_a_companion_of_another_file_that_cannot_be_put_aside_is_not_read(path, tmp_path, monkeypatch):
    copy = copies.back_up(path)
    crashed(path, "of the crashed one")
    shutil.copy(copy, tmp_path / "put here")
    (tmp_path / "put here").replace(path)

    def refused(*_):
        raise PermissionError("no")

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(Fault, match="belongs to another file"):
        SqliteFeed(path)
    with pytest.raises(Fault, match="belongs to another file"):
        file.prepare(path)


def test_a_name_without_the_usual_ending_keeps_its_dots(tmp_path):
    one, other = tmp_path / "Council 2026.12", tmp_path / "Council 2026.facilitator"
    for path in (one, other):
        file.create(path)
        copies.back_up(path)
    assert copies.folder(one) != copies.folder(other)
    assert [len(copies.of(path)) for path in (one, other)] == [1, 1]


def test_a_copy_is_told_from_its_original_and_two_processes_agree_on_a_file(path, tmp_path):
    code = "import sys; from pathlib import Path; from facilitator.store.file import identity\n"
    code += "print(identity(Path(sys.argv[1])))"
    said = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, timeout=240
    )
    link, by_hand, ours = tmp_path / "link.facilitator", tmp_path / "b.facilitator", tmp_path / "c.facilitator"
    link.symlink_to(path)
    shutil.copy(path, by_hand)
    copies.copy_to(path, ours)
    assert said.stdout.strip() == identity(path) == identity(link)
    assert len({identity(path), identity(by_hand), identity(ours)}) == 3

    def mark(of: Path) -> str:
        with contextlib.closing(sqlite3.connect(of)) as db:
            return str(db.execute("SELECT value FROM mark").fetchone()[0])

    assert mark(path) == mark(by_hand) != mark(ours)


def test_a_file_older_than_marks_gets_one(path):
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("DROP TABLE mark")
        db.execute("DROP TABLE clock")
        db.execute("PRAGMA user_version = 1")
    before = identity(path)
    file.prepare(path)
    assert identity(path) != before
    assert len(list(path.parent.glob(f"day_before-version-{schema.VERSION}*"))) == 1


def test_two_processes_bring_the_same_old_file_up_to_date_at_once(path):
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("DROP TABLE mark")
        db.execute("DROP TABLE clock")
        db.execute("PRAGMA user_version = 1")
    code = "import sys; from pathlib import Path; from facilitator.store import file; file.prepare(Path(sys.argv[1]))"
    both = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(4)]
    assert [one.wait(60) for one in both] == [0] * 4


def test_erased_words_are_not_in_what_was_kept_either(tmp_path):
    path, other = tmp_path / "day [1].facilitator", tmp_path / "other.facilitator"
    file.create(path)
    with contextlib.closing(SqliteFeed(path)) as log:
        log.append([Draft("note", {"text": "words that must go"}, "w", "s", key="secret-1")])
        path.rename(other)
        with pytest.raises(Moved):
            log.look()
        other.rename(path)
    (kept,) = copies.put_beside(path)
    with contextlib.closing(SqliteFeed(path)) as log:
        assert log.blank({"secret-1": [()]}, {}) == 1
    assert b"must go" not in kept.read_bytes() + path.read_bytes()


@pytest.mark.parametrize("folder", [ODD, "100%", "%20", "what?", "#", "file:x", ":memory:", "ro&mode=memory"])
def test_any_name_can_be_made_copied_checked_restored_and_erased(tmp_path, folder):
    if os.name == "nt" and set(folder) & set('?:"*<>|'):
        folder = "a#b %25 é 字"
    place_ = tmp_path / folder
    place_.mkdir()
    path = place_ / f"{folder}.facilitator"
    file.create(path)
    with contextlib.closing(SqliteFeed(path)) as log:
        log.append([note("kept")])
    file.prepare(path)
    copy = copies.back_up(path)
    with contextlib.closing(SqliteFeed(path)) as log:
        log.append([note("later")])
        copies.copy_to(path, place_ / "copy #2.facilitator")
    assert (copies.check(path).problems, copies.check(path).entries) == ([], 2)
    copies.restore_from(path, copy)
    assert (copies.check(path).problems, words(path)) == ([], ["kept"])
    assert words(place_ / "copy #2.facilitator") == ["kept", "later"]
    assert identity(path)
    assert [p.name for p in tmp_path.iterdir()] == [folder], "a stray file appeared"
    names = {p.name for p in place_.iterdir()}
    assert {n for n in names if n.endswith((".part", "-wal", "-shm"))} == set()
    assert len(names) == 4, names


def test_a_safe_copy_that_is_opened_to_work_in_becomes_a_programme_like_any_other(path):
    copy = copies.back_up(path)
    file.prepare(copy)
    with contextlib.closing(sqlite3.connect(copy)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_what_is_made_by_itself_takes_the_place_of_no_other_file(path):
    first = copies.back_up(path)
    second = copies.back_up(path)
    aside = [copies.restore_from(path, first) for _ in range(3)]
    assert len({first, second, *aside}) == 5
    assert all(one is not None and one.exists() for one in (first, second, *aside))


WRITE_AND_WAIT = (
    "import sys; from pathlib import Path; from facilitator.store.sqlite import SqliteFeed\n"
    "from facilitator.model.entry import Draft\n"
    "from facilitator.store.faults import Fault\n"
    "log = SqliteFeed(Path(sys.argv[1]))\n"
    "for line in sys.stdin:\n"
    "    try:\n"
    "        log.append([Draft('note', {'text': line.strip()}, 'w', 's')])\n"
    "        print('saved', flush=True)\n"
    "    except Fault as fault:\n"
    "        print(fault.sentence, flush=True)\n"
)


@pytest.mark.parametrize("gone", [("-wal",), ("-shm",), ("-wal", "-shm"), ("-shm", "-wal")])
def test_what_two_processes_saved_is_put_back_when_somebody_deletes_the_companion_files(path, gone):
    command = [sys.executable, "-c", WRITE_AND_WAIT, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:

        def tell(text):
            other.stdin.write(f"{text}\n")
            other.stdin.flush()
            return line_of(other).strip()

        with contextlib.closing(SqliteFeed(path)) as log, contextlib.closing(Cursor(SqliteFeed(path))) as follower:
            assert tell("of the other 1") == "saved"
            log.append([note("mine 1")])
            assert len(follower.pull()) == 2
            for ending in gone:
                path.with_name(path.name + ending).unlink()
            with contextlib.suppress(Fault):
                log.look()
            follower.pull()
            log.append([note("mine 2")])
            assert tell("of the other 2") == "saved"
            log.append([note("mine 3")])
            assert [e.body["text"] for e in follower.pull()] == ["mine 2", "of the other 2", "mine 3"]
        other.kill()
    assert words(path) == ["of the other 1", "mine 1", "mine 2", "of the other 2", "mine 3"]
    assert sound(path)


def test_a_file_that_goes_after_its_companion_is_moved_away_like_any_other_and_nothing_is_lost(path, tmp_path):
    with contextlib.closing(SqliteFeed(path)) as log, contextlib.closing(Cursor(SqliteFeed(path))):
        log.append([note("saved before")])
        path.with_name(path.name + "-wal").rename(tmp_path / "gone-wal")
        with pytest.raises(Fault, match="opened again"):
            log.look()
        path.rename(tmp_path / "gone")
        with pytest.raises(Moved, match="kept as day kept"):
            log.append([note("never said to be saved")])
    (kept,) = tmp_path.glob("day kept *.facilitator")
    assert words(kept) == ["saved before"]


def test_two_files_replaced_in_the_same_minute_are_both_kept_and_each_once(path, tmp_path):
    for number in range(2):
        log, follower = SqliteFeed(path), Cursor(SqliteFeed(path))
        log.append([note(f"saved {number}")])
        other = tmp_path / "other.facilitator"
        file.create(other)
        other.replace(path)
        for look in (log.look, follower.pull):
            with pytest.raises(Moved, match="kept as day kept"):
                look()
        log.close()
        follower.close()
    assert sorted(words(kept)[0] for kept in tmp_path.glob("day kept *.facilitator")) == ["saved 0", "saved 1"]


def test_a_copy_that_could_not_be_kept_is_tried_again(path, tmp_path, monkeypatch):
    def no_room(_path):
        full = sqlite3.OperationalError("full")
        full.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise full

    monkeypatch.setattr("facilitator.store.sqlite.KEEP_AGAIN_S", 0.0)
    with contextlib.closing(SqliteFeed(path)) as log:
        log.append([note("saved before")])
        path.unlink()
        with monkeypatch.context() as disk:
            disk.setattr(file, "make", no_room)
            with pytest.raises(Moved) as moved:
                log.look()
            assert not moved.value.kept
        with pytest.raises(Moved, match="kept as day kept"):
            log.look()
    (kept,) = tmp_path.glob("day kept *.facilitator")
    assert words(kept) == ["saved before"]


def test_what_is_kept_of_a_file_with_the_longest_name_has_a_name_that_fits(tmp_path):
    long = tmp_path / ("字" * 76 + ".facilitator")
    file.create(long)
    copy = tmp_path / ("z" * 235 + SUFFIX)
    copies.copy_to(long, copy)
    assert copies.check(copy).problems == []
    with pytest.raises(Fault):
        copies.copy_to(long, tmp_path / ("z" * 300 + SUFFIX))
    aside = copies.restore_from(long, copy)
    assert aside is not None
    assert aside.exists()
    assert copies.check(long).problems == []
    with contextlib.closing(SqliteFeed(long)) as log:
        log.append([note("saved before")])
        long.unlink()
        with pytest.raises(Moved, match="kept as"):
            log.look()


def test_nothing_is_called_saved_once_another_programme_was_copied_over_the_open_one(path, tmp_path):
    copy = copies.back_up(path)
    log, follower = SqliteFeed(path), Cursor(SqliteFeed(path))
    log.append([note("saved before")])
    assert len(follower.pull()) == 1
    shutil.copyfile(copy, path)
    for _ in range(2):
        with pytest.raises(Moved, match="kept as day kept"):
            log.append([note("never said to be saved")])
        with pytest.raises(Moved, match="kept as day kept"):
            follower.pull()
    (kept,) = tmp_path.glob("day kept *.facilitator")
    assert words(kept) == ["saved before"]
    log.close()
    follower.close()


def test_a_further_connection_is_refused_where_another_programme_was_copied_over_the_open_one(path, tmp_path):
    copy = copies.back_up(path)
    with contextlib.closing(SqliteFeed(path)) as log:
        shutil.copyfile(copy, path)
        with pytest.raises(Moved):
            log.again()
    with contextlib.closing(SqliteFeed(path)) as log, contextlib.closing(log.again()) as further:
        assert further.identity == log.identity


def test_what_many_threads_lose_at_the_same_moment_is_kept_once_whatever_the_clock_says(path, tmp_path, monkeypatch):
    clock = count(1_700_000_000_000, 60_000)
    monkeypatch.setattr("facilitator.store.rescue.now_ms", lambda: next(clock))
    logs = [SqliteFeed(path) for _ in range(8)]
    for number, log in enumerate(logs):
        log.append([note(f"saved {number}")])
    start = threading.Barrier(len(logs))

    def look(log):
        start.wait(60)
        with pytest.raises(Moved, match="kept as day kept"):
            log.look()

    other = tmp_path / "other.facilitator"
    file.create(other)
    other.replace(path)
    with ThreadPoolExecutor(len(logs)) as pool:
        for found in [pool.submit(look, log) for log in logs]:
            found.result()
    (kept,) = tmp_path.glob("day kept *.facilitator")
    assert words(kept) == [f"saved {number}" for number in range(8)]
    for log in logs:
        log.close()


def test_a_file_whose_pages_go_home_from_the_wal_stays_its_own(path):
    with contextlib.closing(SqliteFeed(path)) as log, contextlib.closing(Cursor(SqliteFeed(path))) as follower:
        for number in range(3):
            log.append([note(f"saved {number}")])
            with contextlib.closing(file.connect(path)) as other:
                assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
        assert len(follower.pull()) == 3


def test_a_file_that_was_away_for_a_moment_is_read_again_though_only_one_reader_noticed(path):
    away = path.with_name("away")
    with contextlib.closing(SqliteFeed(path)) as noticed, contextlib.closing(SqliteFeed(path)) as busy:
        path.rename(away)
        with pytest.raises(Moved):
            noticed.look()
        away.rename(path)
        with pytest.raises(Fault, match="opened again"):
            noticed.look()
        busy.append([note("later")])
        noticed.look()
        assert [entry.body["text"] for entry in noticed.pull(0)] == ["later"]


def test_whose_a_companion_file_was_is_remembered_after_a_crash_and_no_longer_than_it_is_there(path):
    def notes():
        return [json.loads(one.read_text())["wal"][1] for one in (user_data() / "open").glob("*.json")]

    with contextlib.closing(SqliteFeed(path)), contextlib.closing(SqliteFeed(path)):
        before = place(path).wal
        assert before is not None
        assert before[1] in notes()
    assert before[1] not in notes()
    crashed(path, "acknowledged")
    left = place(path).wal
    assert left is not None
    assert left[1] in notes()


@pytest.fixture
def written_anew(path, monkeypatch):
    """While a file is looked at without a lock, between its list of tables and its mark, it is written anew."""
    read = identity_of_files.read_mark

    def meanwhile(db):
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("VACUUM")
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return read(db)

    monkeypatch.setattr(identity_of_files, "read_mark", meanwhile)


def test_a_file_that_is_written_anew_while_somebody_looks_is_the_same(path, written_anew):
    with contextlib.closing(SqliteFeed(path)) as log:
        log.append([note("before")])
        with contextlib.closing(sqlite3.connect(path)) as other:
            other.execute("PRAGMA wal_checkpoint")
        log.append([note("after")])
    assert "before" in words(path) and "after" in words(path)
    assert [each.name for each in path.parent.glob(f"*{SUFFIX}*")] == [path.name]


def test_what_belongs_to_a_file_that_is_written_anew_stays_beside_it(path, written_anew):
    with contextlib.closing(SqliteFeed(path)) as log:
        log.append([note("before")])
        here = place(path)
        assert keep_apart(path) is None
        assert (place(path).wal, place(path).shm) == (here.wal, here.shm)
        log.append([note("after")])
    assert "after" in words(path)
