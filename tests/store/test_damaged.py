"""Files that a disk, a stick or a bad cable spoilt: one sentence, the file untouched, nothing new beside it."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from facilitator.cli.parser import dispatch
from facilitator.model.entry import Draft
from facilitator.store import copies
from facilitator.store.faults import Fault
from facilitator.store.feed import create_feed, open_feed, save_readable

COMMANDS = (("check",), ("export",), ("control", "status"), ("documents",), ("check", "--json"))
NOTES = 20


class Whole(bytes):
    """The bytes of a file, too many to be shown."""

    def __repr__(self) -> str:
        return "the whole file"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The bytes of a small programme with some notes in it."""
    path = tmp_path_factory.mktemp("whole") / "day.facilitator"
    with create_feed(path) as feed:
        feed.append([Draft("programme", {"title": "A programme"}, key="title")])
        feed.append([Draft("workshop", {"title": "A day"}, "w", key="made")])
        feed.append([Draft("note", {"text": f"note {n}"}, "w", "parking", key=f"k{n}") for n in range(NOTES)])
    return Whole(path.read_bytes())


def _run(path: Path, command: str, *more: str) -> tuple[int, str]:
    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        return dispatch([command, str(path), *more]), said.getvalue()


def _attacked(folder: Path, raw: bytes) -> None:
    """Every command takes the file, or says why not; the file is as it was, and alone."""
    path = folder / "day.facilitator"
    for command, *more in COMMANDS:
        for there in folder.iterdir():
            there.unlink()
        path.write_bytes(raw)
        code, said = _run(path, command, *more, *(("--out", str(folder.parent / "out")) if command == "export" else ()))
        assert (code == 0) or said.strip() or "--json" in more
        assert "Traceback" not in said
        assert path.read_bytes() == raw
        assert [each.name for each in folder.iterdir()] == [path.name]


def _flipped(raw: bytes, place: int, bit: int) -> bytes:
    return raw[:place] + bytes([raw[place] ^ (1 << bit)]) + raw[place + 1 :]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "there"
    made.mkdir()
    return made


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@example(place=0.798828125, bit=7)
def test_one_flipped_bit_anywhere_is_a_sentence_and_changes_nothing(
    place: float, bit: int, whole: bytes, folder: Path
) -> None:
    _attacked(folder, _flipped(whole, int(place * len(whole)), bit))


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1))
@example(share=0.999)
def test_a_file_that_is_cut_anywhere_is_a_sentence_and_changes_nothing(
    share: float, whole: bytes, folder: Path
) -> None:
    _attacked(folder, whole[: int(share * len(whole))])


@pytest.mark.parametrize("bit", range(8))
def test_a_flipped_bit_in_an_entry_names_the_entry(bit: int, whole: bytes, folder: Path) -> None:
    raw = _flipped(whole, whole.index(b'{"text":"note 7"}'), bit)
    _attacked(folder, raw)
    path = folder / "day.facilitator"
    path.write_bytes(raw)
    with pytest.raises(Fault, match="is damaged: "), contextlib.closing(open_feed(path)) as feed:
        feed.pull(0)
    assert copies.check(path).problems


def test_a_version_that_cannot_be_is_damage_and_leaves_no_copy_behind(whole: bytes, folder: Path) -> None:
    for version in (0, 1):
        raw = whole[:60] + version.to_bytes(4, "big") + whole[64:]
        _attacked(folder, raw)
        assert copies.check(folder / "day.facilitator").problems == ["What the file says of its version cannot be."]


def test_the_newest_copy_that_is_good_is_named(whole: bytes, folder: Path) -> None:
    path = folder / "day.facilitator"
    beside = copies.folder(path)
    beside.mkdir()
    raw = _flipped(whole, whole.index(b'{"text":"note 7"}'), 0)
    for name, content in (("1", whole), ("2", whole), ("3", raw)):
        (beside / f"day {name}.facilitator").write_bytes(content)
    path.write_bytes(raw)
    assert copies.newest_good(path) == beside / "day 2.facilitator"
    code, said = _run(path, "export", "--out", str(folder / "out"))
    assert (code, "is damaged: entry " in said) == (1, True)
    assert "day 2.facilitator" in _run(path, "check")[1]


def test_what_can_be_read_is_saved_apart(whole: bytes, folder: Path) -> None:
    path, apart = folder / "day.facilitator", folder / "apart.facilitator"
    raw = _flipped(whole, whole.index(b'{"text":"note 7"}'), 0)
    path.write_bytes(raw)
    assert copies.is_damaged(path)
    assert "To save apart what is readable" in _run(path, "check")[1]
    assert save_readable(path, apart) == NOTES + 1
    assert (path.read_bytes(), copies.check(apart).problems) == (raw, [])
    with contextlib.closing(open_feed(apart)) as feed:
        assert {e.key for e in feed.pull(0)} == {"title", "made"} | {f"k{n}" for n in range(NOTES) if n != 7}
    with pytest.raises(Fault, match="exists already"):
        save_readable(path, apart)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The bytes of a programme with notes on many pages, one of them longer than a page."""
    path = tmp_path_factory.mktemp("large") / "day.facilitator"
    texts = [f"note {n} " + "w" * (9_000 if n == 77 else 60) for n in range(300)]
    with create_feed(path) as feed:
        feed.append([Draft("workshop", {"title": "A day"}, "w", key="made")])
        feed.append([Draft("note", {"text": text}, "w", "parking", key=f"k{n}") for n, text in enumerate(texts)])
    return Whole(path.read_bytes())


def _apart(folder: Path, raw: bytes) -> set[str]:
    """The keys of what the command saves apart of a file with these bytes."""
    path, apart = folder / "day.facilitator", folder / "apart.facilitator"
    path.write_bytes(raw)
    assert "--save-apart NEW" in _run(path, "check")[1]
    assert _run(path, "check", "--save-apart", str(apart)) == (0, "")
    assert (path.read_bytes(), copies.check(apart).problems) == (raw, [])
    assert sorted(each.name for each in folder.iterdir()) == [apart.name, path.name]
    with contextlib.closing(open_feed(apart)) as feed:
        return {entry.key for entry in feed.pull(0)}


def test_a_page_that_is_wholly_bad_costs_what_stood_on_it_alone(large: bytes, folder: Path) -> None:
    page = int.from_bytes(large[16:18], "big")
    bad = large.index(b'{"text":"note 150 ') // page
    kept = _apart(folder, large[: bad * page] + b"\xff" * page + large[(bad + 1) * page :])
    every = {"made", *(f"k{n}" for n in range(300))}
    lost = every - kept
    assert "k150" in lost and len(lost) < 60 and "k77" in kept
    assert all(f'"note {key[1:]} '.encode() in large[bad * page : (bad + 1) * page] for key in lost)


def test_where_what_leads_to_the_pages_is_bad_the_entries_are_read_off_them(large: bytes, folder: Path) -> None:
    page = int.from_bytes(large[16:18], "big")
    roots = [at for at in range(page, len(large), page) if large[at] == 5]
    raw = bytearray(large)
    for at in roots:
        raw[at : at + page] = b"\xff" * page
    assert roots
    assert _apart(folder, bytes(raw)) == {"made", *(f"k{n}" for n in range(300))}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0.7, 0.99))
def test_of_a_file_that_is_cut_what_is_there_is_saved_apart(share: float, large: bytes, folder: Path) -> None:
    for there in folder.iterdir():
        there.unlink()
    page, raw = int.from_bytes(large[16:18], "big"), large[: int(share * len(large))]
    sure = raw[: len(raw) // page * page]
    there = {f"k{n}" for n in range(300) if n != 77 and f'"note {n} '.encode() in sure}
    assert len(there) > 20
    assert there <= _apart(folder, raw)


def test_what_says_of_its_version_what_cannot_be_is_saved_apart_too(whole: bytes, folder: Path) -> None:
    raw = whole[:60] + (0).to_bytes(4, "big") + whole[64:]
    assert _apart(folder, raw) == {"title", "made", *(f"k{n}" for n in range(NOTES))}


def test_of_a_file_with_nothing_readable_nothing_is_saved(whole: bytes, folder: Path) -> None:
    path = folder / "day.facilitator"
    page = int.from_bytes(whole[16:18], "big")
    bad = whole.index(b'{"text":"note 7"}') // page
    path.write_bytes(whole[: bad * page] + b"\xff" * page + whole[(bad + 1) * page :])
    with pytest.raises(Fault, match=r"Nothing in .* can be read any more"):
        save_readable(path, folder / "apart.facilitator")
    assert [each.name for each in folder.iterdir()] == [path.name]
