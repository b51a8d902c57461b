"""A programme on a locked memory stick, or in somebody else's folder: it is read, and only writing is refused."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.cli import run
from facilitator.model.entry import Draft
from facilitator.store import copies, file
from facilitator.store.faults import Fault, Moved, ReadOnly
from facilitator.store.feed import Cursor, open_feed, prepare, read_only
from facilitator.store.readonly import ReadOnlyFeed
from locked import locked

SAYS = "can be read here, but not written to. To change anything, copy it to a folder of your own and open the copy."
READING = (
    ("check",),
    ("check", "--json"),
    ("export",),
    ("export", "--overall"),
    ("summary",),
    ("document", "paper-forms"),
    ("documents",),
    ("control", "status"),
)
WRITING = (("control", "next"), ("new", "--title", "More"), ("import",), ("serve", "--port", "0"))
CRASH = """
import os, signal, sys
from pathlib import Path
from facilitator.model.entry import Draft
from facilitator.store.feed import open_feed
open_feed(Path(sys.argv[1])).append([Draft("note", {"text": "the last words"}, sys.argv[2], "parking", key="last")])
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[Path, str]:
    """A programme in a folder of its own, and the id of its workshop."""
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    folder = tmp_path / "stick"
    folder.mkdir()
    path = folder / "day.facilitator"
    assert run(["new", str(path), "--title", "Our hall", "--method", "focused-conversation"]) == 0
    return path, capsys.readouterr().out.split()[0]


@contextlib.contextmanager
def kept_as_it_is(folder: Path) -> Iterator[None]:
    """Nothing in a folder changes, and nothing is made there."""

    def there() -> dict[str, bytes]:
        return {str(each): each.read_bytes() for each in folder.rglob("*") if each.is_file()}

    before = there()
    yield
    assert there() == before


def words(command: tuple[str, ...], path: Path, out: Path) -> list[str]:
    """What is typed."""
    name, *more = command
    made = {"export": out, "summary": out / "s.pdf", "document": out / "d.pdf"}.get(name)
    return [name, str(path), *more, *(["--out", str(made)] if made else [])]


@pytest.mark.parametrize("what", ["the file", "the folder", "both"])
@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_what_reads_reads_it_and_says_so(
    what: str,
    command: tuple[str, ...],
    stick: tuple[Path, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path, _ = stick
    closed = {"the file": [path], "the folder": [path.parent], "both": [path, path.parent]}[what]
    (tmp_path / "out").mkdir()
    with locked(*closed), kept_as_it_is(path.parent):
        assert run(words(command, path, tmp_path / "out")) == 0
    said = capsys.readouterr()
    assert f"day.facilitator {SAYS}" in said.err
    assert said.out


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_what_writes_is_refused_with_what_to_do(
    command: tuple[str, ...], stick: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, _ = stick
    if command[0] == "import":
        other = tmp_path / "other.facilitator"
        assert run(["new", str(other), "--title", "Other"]) == 0
        assert run(["export", str(other), "--format", "json", "--out", str(tmp_path)]) == 0
        command = ("import", str(next(tmp_path.glob("*.json"))))
    capsys.readouterr()
    with locked(path, path.parent), kept_as_it_is(path.parent):
        assert run(words(command, path, tmp_path)) == 1
    assert capsys.readouterr().err.strip() == f"day.facilitator {SAYS}"


def test_what_a_crash_left_beside_it_is_read_too(
    stick: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, workshop = stick
    child = subprocess.run([sys.executable, "-c", CRASH, str(path), workshop], check=False, timeout=120)
    assert child.returncode == -signal.SIGKILL
    with locked(path, path.parent), kept_as_it_is(path.parent), contextlib.closing(open_feed(path)) as feed:
        assert feed.pull(0)[-1].key == "last"
        assert copies.check(path).problems == []
        copies.copy_to(path, tmp_path / "copy.facilitator")
    with contextlib.closing(open_feed(tmp_path / "copy.facilitator")) as feed:
        assert feed.pull(0)[-1].key == "last"


def test_what_somebody_else_writes_into_it_is_followed(stick: tuple[Path, str]) -> None:
    path, workshop = stick
    with locked(path, path.parent):
        follower = Cursor(open_feed(path))
        seen = len(follower.pull())
        assert follower.pull() == []
    with contextlib.closing(open_feed(path)) as feed:
        feed.append([Draft("note", {"text": "new"}, workshop, "parking", key="new")])
        assert [entry.key for entry in follower.pull()] == ["new"]
    assert len(follower.again()) == seen + 1
    path.unlink()
    with pytest.raises(Moved):
        follower.pull()
    follower.close()


def test_it_keeps_every_promise_but_to_store(stick: tuple[Path, str]) -> None:
    path, _ = stick
    identity = file.identity(path)
    with locked(path, path.parent), contextlib.closing(open_feed(path)) as feed:
        assert feed.identity == identity
        assert feed.keeping("w").who() is None
        assert (read_only(path), prepare(path)) == (feed.read_only, "")
        with contextlib.closing(feed.again()) as other:
            assert other.pull(0, 2) == feed.pull(0, 2)
            assert other.pull(2) == feed.pull(2)
        for store in (lambda: feed.append([Draft("note", {})]), lambda: feed.blank({"k": [()]}, {})):
            with pytest.raises(ReadOnly, match="copy it to a folder of your own"):
                store()
    assert read_only(path) == ""
    assert read_only(path.with_name("none.facilitator")) == ""


def test_where_only_the_store_finds_out_it_is_read_all_the_same(
    stick: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not every system says beforehand that a stick is locked."""
    path, _ = stick
    monkeypatch.setattr(file, "is_read_only", lambda _: False)
    with locked(path, path.parent), contextlib.closing(open_feed(path)) as feed:
        assert isinstance(feed, ReadOnlyFeed)


def test_what_cannot_be_used_is_refused_there_as_elsewhere(stick: tuple[Path, str]) -> None:
    path, _ = stick
    raw = path.read_bytes()
    for place, byte, why in (
        (63, b"\x63", "newer Facilitator"),
        (68, b"\0", "not a Facilitator"),
        (3, b"\0", "not a F"),
    ):
        path.write_bytes(raw[:place] + byte + raw[place + 1 :])
        with locked(path, path.parent), pytest.raises(Fault, match=why):
            open_feed(path)
    at = raw.index(b'"title"')
    path.write_bytes(raw[: at + 1] + b"\xff" + raw[at + 2 :])
    with locked(path, path.parent), pytest.raises(Fault, match="is damaged"):
        open_feed(path)
    path.write_bytes(raw)
    path.chmod(0)
    with locked(path), pytest.raises(Fault, match="cannot be read"):
        open_feed(path)
    path.chmod(0o600)
