"""Files that were spoilt while their last entries stood in the `-wal` beside them: nothing is laid over anything."""

from __future__ import annotations

import contextlib
import io
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from facilitator.cli.parser import dispatch
from facilitator.model.entry import Draft
from facilitator.store import copies, image
from facilitator.store.faults import Fault
from facilitator.store.feed import create_feed, open_feed, save_readable

COMMANDS = (("check",), ("export",), ("control", "status"), ("documents",), ("check", "--json"))
BELOW, BESIDE = 20, 30
"""So many notes in the file, and in the `-wal` alone."""
PAIR = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Two(tuple[bytes, bytes]):
    """The bytes of a file and of its `-wal`, too many to be shown."""

    def __repr__(self) -> str:
        return "a file and its -wal"


def _made(folder: Path, name: str, words: str) -> Two:
    path, copy = folder / f"{name}.facilitator", folder / f"{name} copy"
    with create_feed(path) as feed:
        feed.append([Draft("workshop", {"title": "A day"}, name, key=f"made {name}")])
        feed.append([Draft("note", {"text": f"{words} {n}"}, name, "parking", key=f"k{n}") for n in range(BELOW)])
    with contextlib.closing(open_feed(path)) as feed:
        for n in range(BELOW, BELOW + BESIDE):
            feed.append([Draft("note", {"text": f"{words} {n}"}, name, "parking", key=f"k{n}")])
        shutil.copy(path, copy)
        shutil.copy(f"{path}-wal", f"{copy}-wal")
    return Two((copy.read_bytes(), Path(f"{copy}-wal").read_bytes()))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Two:
    """A small programme as a crash leaves it."""
    return _made(tmp_path_factory.mktemp("two"), "w", "note")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    made = tmp_path / "there"
    made.mkdir()
    return made


def _put(folder: Path, raw: bytes, wal: bytes) -> Path:
    for there in folder.iterdir():
        there.unlink()
    path = folder / "day.facilitator"
    path.write_bytes(raw)
    Path(f"{path}-wal").write_bytes(wal)
    return path


def _run(path: Path, command: str, *more: str) -> tuple[int, str]:
    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        return dispatch([command, str(path), *more]), said.getvalue()


def _is_untouched(folder: Path, raw: bytes, wal: bytes) -> bool:
    there = {each.name: each.read_bytes() for each in folder.iterdir()}
    return there == {"day.facilitator": raw, "day.facilitator-wal": wal}


def _attacked(folder: Path, raw: bytes, wal: bytes) -> set[str]:
    """Every command takes the file, or says why not in a sentence and leaves both as they are; what is saved apart is
    at least what any of them reads. Returns the keys of that.
    """
    read: set[str] = set()
    for command, *more in COMMANDS:
        path = _put(folder, raw, wal)
        code, said = _run(path, command, *more, *(("--out", str(folder.parent / "out")) if command == "export" else ()))
        assert "Traceback" not in said
        assert code == 0 or said.strip() or "--json" in more
        if code:
            assert _is_untouched(folder, raw, wal), command
        elif command != "check":
            with contextlib.closing(open_feed(path)) as feed:
                read |= {entry.key for entry in feed.pull(0)}
    path, apart = _put(folder, raw, wal), folder.parent / "apart.facilitator"
    apart.unlink(missing_ok=True)
    with contextlib.suppress(Fault):
        save_readable(path, apart)
    assert _is_untouched(folder, raw, wal)
    if not apart.exists():
        return read
    with contextlib.closing(open_feed(apart)) as feed:
        keys = {entry.key for entry in feed.pull(0)}
    assert read <= keys
    return keys


EVERY = {"made w", *(f"k{n}" for n in range(BELOW + BESIDE))}


def _flipped(raw: bytes, place: float, bit: int) -> bytes:
    at = int(place * len(raw))
    return raw[:at] + bytes([raw[at] ^ (1 << bit)]) + raw[at + 1 :]


@PAIR
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@example(place=0.0, bit=0)
def test_a_flipped_bit_in_the_file(place: float, bit: int, two: Two, folder: Path) -> None:
    _attacked(folder, _flipped(two[0], place, bit), two[1])


@PAIR
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@example(place=0.0, bit=0)
@example(place=16 / 400_000, bit=3)
@example(place=0.5, bit=1)
def test_a_flipped_bit_beside_it(place: float, bit: int, two: Two, folder: Path) -> None:
    kept = _attacked(folder, two[0], _flipped(two[1], place, bit))
    assert len(EVERY - kept) <= 1


@PAIR
@given(share=st.floats(0, 1), of_file=st.booleans())
def test_a_cut_anywhere(share: float, of_file: bool, two: Two, folder: Path) -> None:
    raw, wal = two
    kept = _attacked(folder, *((raw[: int(share * len(raw))], wal) if of_file else (raw, wal[: int(share * len(wal))])))
    assert {key for key in EVERY if key == "made w" or int(key[1:]) < BELOW} <= kept or of_file


@pytest.mark.parametrize("version", [0, 1])
def test_a_version_that_cannot_be(version: int, two: Two, folder: Path) -> None:
    raw, wal = two
    changed = raw[:60] + version.to_bytes(4, "big") + raw[64:]
    head = wal.index(raw[68:72]) - 68 if raw[68:72] in wal else -1
    assert _attacked(folder, changed, wal if head < 0 else wal[:56]) >= {"made w", "k0"}


def test_what_was_finished_and_cannot_be_read_is_never_passed_over(two: Two, folder: Path) -> None:
    """SQLite takes a bad frame for the end, and would throw away what was saved after it."""
    raw, wal = two
    bad = _flipped(wal, 0.5, 0)
    path = _put(folder, raw, bad)
    with pytest.raises(Fault, match=r"what was stored in it last, in day\.facilitator-wal, cannot all be read"):
        open_feed(path)
    assert _is_untouched(folder, raw, bad)
    assert "To save apart what is readable" in _run(path, "check")[1]
    assert EVERY - _attacked(folder, raw, bad) == set()


def test_of_what_is_damaged_below_the_entries_beside_it_are_saved_too(two: Two, folder: Path) -> None:
    raw, wal = two
    place = raw.index(b'{"text":"note 7"}')
    path = _put(folder, raw[:place] + b"\xff" + raw[place + 1 :], wal)
    apart = folder.parent / "apart.facilitator"
    assert _run(path, "check", "--save-apart", str(apart))[0] == 0
    with contextlib.closing(open_feed(apart)) as feed:
        assert EVERY - {entry.key for entry in feed.pull(0)} <= {"k7"}


def test_the_newest_good_copy_is_named_and_put_in_place_with_both_kept(two: Two, folder: Path) -> None:
    raw, wal = two
    path = _put(folder, raw, wal)
    copy = copies.back_up(path)
    kept = copy.read_bytes()
    path.write_bytes(raw[:5000])
    bad = _flipped(wal, 0.4, 0)
    Path(f"{path}-wal").write_bytes(bad)
    code, said = _run(path, "check")
    assert (code, copy.name in said) == (1, True)
    assert (path.read_bytes(), Path(f"{path}-wal").read_bytes()) == (raw[:5000], bad)
    assert _run(path, "check", "--restore-from", str(copy))[0] == 0
    (aside,) = folder.glob("day replaced *.facilitator")
    assert (aside.read_bytes(), Path(f"{aside}-wal").read_bytes()) == (raw[:5000], bad)
    assert copy.read_bytes() == kept
    with contextlib.closing(open_feed(path)) as feed:
        assert {entry.key for entry in feed.pull(0)} == EVERY


def test_what_belongs_to_another_file_is_laid_over_none(two: Two, folder: Path, tmp_path: Path) -> None:
    raw, _ = two
    other = _made(tmp_path, "v", "other")[1]
    path = _put(folder, raw, other)
    with pytest.raises(Fault, match=r"belongs to another file|is damaged"):
        open_feed(path)
    assert _is_untouched(folder, raw, other)
    assert {f"k{n}" for n in range(BELOW)} <= _attacked(folder, raw, other)


def test_what_is_put_together_is_what_sqlite_reads(two: Two, folder: Path) -> None:
    path = _put(folder, *two)
    found = image.image(path)
    assert found is not None and not found.torn
    with contextlib.closing(open_feed(path)) as feed:
        entries = feed.pull(0)
        assert image.image(path) is None
    with contextlib.closing(image.in_memory(found.raw)) as db:
        assert [row[0] for row in db.execute("SELECT key FROM log ORDER BY seq")] == [entry.key for entry in entries]
    again = image.image(path)
    assert again is not None
    assert again.raw[100:] == found.raw[100:]
