from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from facilitator.store import file, keeper
from facilitator.store.faults import Fault
from facilitator.store.file import identity
from facilitator.store.keeper import FileKeeping
from facilitator.store.port import Keeper

URL = "http://10.0.0.7:8080/4172"


@pytest.fixture(autouse=True)
def locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the locks, of this test alone; nobody is waited for."""
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path))
    monkeypatch.setattr(keeper, "MOMENT_S", 0.0)
    monkeypatch.setattr(keeper, "PASSAGE_S", 0.05)
    return tmp_path / "locks"


def test_who_has_the_lock_is_told_and_a_second_one_is_refused(locks: Path) -> None:
    assert FileKeeping("f", "w").who() is None
    hold = FileKeeping("f", "w").take()
    assert FileKeeping("f", "w").who() == Keeper(os.getpid(), os.getppid())
    with pytest.raises(Fault, match="just starting or ending elsewhere"):
        FileKeeping("f", "w").take()
    hold.tell(8080, URL)
    assert FileKeeping("f", "w").who() == Keeper(os.getpid(), os.getppid(), 8080, URL)
    with pytest.raises(Fault, match=f"on already at {URL}"):
        FileKeeping("f", "w").take()
    hold.tell()
    assert FileKeeping("f", "w").who() == Keeper(os.getpid(), os.getppid())
    hold.release()
    assert FileKeeping("f", "w").who() is None
    assert list(locks.iterdir()) == []
    FileKeeping("f", "w").take().release()


def test_other_files_and_other_workshops_have_locks_of_their_own() -> None:
    holds = [FileKeeping(name, workshop).take() for name in ("f", "g") for workshop in ("w", "v")]
    assert FileKeeping("g", "v").who() is not None
    for hold in holds:
        hold.release()


def test_what_somebody_left_in_the_file_of_a_lock_is_not_believed(locks: Path) -> None:
    FileKeeping("f", "w").take().release()
    hold = FileKeeping("f", "w").take()
    (place,) = locks.iterdir()
    for words in (b"", b"not JSON", b"[]", b'{"pid": 1, "more": 2}'):
        place.write_bytes(words)
        assert FileKeeping("f", "w").who() == Keeper()
    hold.release()
    place.write_text(json.dumps({"pid": 1, "starter": 1, "port": 8080, "url": URL}), encoding="utf-8")
    assert FileKeeping("f", "w").who() is None
    FileKeeping("f", "w").take().release()


def test_a_lock_whose_file_is_removed_while_another_opens_it_is_taken_anew(
    locks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = FileKeeping("f", "w")
    held, opened = [room.take()], os.open

    def let_go_just_then(*asked: Any) -> int:
        descriptor = opened(*asked)
        if held:
            held.pop().release()
        return descriptor

    monkeypatch.setattr(os, "open", let_go_just_then)
    again = room.take()
    assert held == []
    assert room.place.exists()
    assert room.who() == Keeper(os.getpid(), os.getppid())
    again.release()
    assert list(locks.iterdir()) == []


def test_a_folder_that_takes_no_files_is_said_in_a_sentence(locks: Path) -> None:
    locks.write_text("a file in its place", encoding="utf-8")
    with pytest.raises(Fault, match=r"locks cannot be written to: .+\.$"):
        FileKeeping("f", "w").take()


def test_a_file_is_told_from_its_copy_and_known_under_another_name(tmp_path: Path) -> None:
    first = tmp_path / "first"
    file.create(first)
    second = Path(shutil.copy(first, tmp_path / "second"))
    assert identity(first) != identity(second)
    known = identity(first)
    assert identity(first.rename(tmp_path / "third")) == known
    with pytest.raises(Fault, match="first is not there"):
        identity(first)
