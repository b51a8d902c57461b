from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from facilitator.store import file, keeper
from facilitator.store.faults import Fault
from facilitator.store.feed import identity

URL = "http://10.0.0.7:8080/4172"


@pytest.fixture(autouse=True)
def locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the locks, of this test alone; nobody is waited for."""
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path))
    monkeypatch.setattr(keeper, "MOMENT_S", 0.0)
    monkeypatch.setattr(keeper, "PASSAGE_S", 0.05)
    return tmp_path / "locks"


def test_who_has_the_lock_is_told_and_a_second_one_is_refused(locks: Path) -> None:
    assert keeper.who("f", "w") is None
    hold = keeper.take("f", "w")
    assert keeper.who("f", "w") == keeper.Keeper(os.getpid(), os.getppid())
    with pytest.raises(Fault, match="just starting or ending elsewhere"):
        keeper.take("f", "w")
    hold.tell(8080, URL)
    assert keeper.who("f", "w") == keeper.Keeper(os.getpid(), os.getppid(), 8080, URL)
    with pytest.raises(Fault, match=f"on already at {URL}"):
        keeper.take("f", "w")
    hold.tell()
    assert keeper.who("f", "w") == keeper.Keeper(os.getpid(), os.getppid())
    hold.release()
    assert keeper.who("f", "w") is None
    assert list(locks.iterdir()) == []
    keeper.take("f", "w").release()


def test_other_files_and_other_workshops_have_locks_of_their_own() -> None:
    holds = [keeper.take(name, workshop) for name in ("f", "g") for workshop in ("w", "v")]
    assert keeper.who("g", "v") is not None
    for hold in holds:
        hold.release()


def test_what_somebody_left_in_the_file_of_a_lock_is_not_believed(locks: Path) -> None:
    keeper.take("f", "w").release()
    hold = keeper.take("f", "w")
    (place,) = locks.iterdir()
    for words in (b"", b"not JSON", b"[]", b'{"pid": 1, "more": 2}'):
        place.write_bytes(words)
        assert keeper.who("f", "w") == keeper.Keeper()
    hold.release()
    place.write_text(json.dumps({"pid": 1, "starter": 1, "port": 8080, "url": URL}), encoding="utf-8")
    assert keeper.who("f", "w") is None
    keeper.take("f", "w").release()


def test_a_lock_whose_file_was_removed_meanwhile_is_taken_anew(locks: Path) -> None:
    hold = keeper.take("f", "w")
    (place,) = locks.iterdir()
    with place.open("rb") as opened:
        hold.release()
        assert not keeper._is_at(opened.fileno(), place)
        again = keeper.take("f", "w")
        assert not keeper._is_at(opened.fileno(), place)
    again.release()


def test_a_folder_that_takes_no_files_is_said_in_a_sentence(locks: Path) -> None:
    locks.write_text("a file in its place", encoding="utf-8")
    with pytest.raises(Fault, match=r"locks cannot be written to: .+\.$"):
        keeper.take("f", "w")


def test_a_file_is_told_from_its_copy_and_known_under_another_name(tmp_path: Path) -> None:
    first = tmp_path / "first"
    file.create(first)
    second = Path(shutil.copy(first, tmp_path / "second"))
    assert identity(first) != identity(second)
    known = identity(first)
    assert identity(first.rename(tmp_path / "third")) == known
    with pytest.raises(Fault, match="first is not there"):
        identity(first)
