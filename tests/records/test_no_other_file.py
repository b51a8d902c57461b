"""Every place that makes up the name of a file: what stands there already is never written over."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from facilitator.desktop.methods import shelf
from facilitator.desktop.parts import own_files
from facilitator.paths import SUFFIX
from facilitator.records import exports, load
from facilitator.rehearsal import play
from facilitator.store import copies, file
from facilitator.store.feed import open_feed
from records_day import Writer, a_day, folded

SAME_SECOND = datetime(2026, 12, 1, 10, 20, 30)


def programme(path: Path, workshop: str) -> Path:
    """A programme with one workshop, of the same title and day whatever its id."""
    day = Writer(workshop)
    day.begin()
    day.add("stage_opened", "facts")
    day.add("note", "facts", text=f"Only in {workshop}", source="phone")
    file.create(path)
    with contextlib.closing(open_feed(path)) as feed:
        feed.append([entry.as_draft() for entry in day.entries])
    return path


def records(folder: Path, workshop: str) -> None:
    play.write_records(programme(folder.parent / f"{workshop}{SUFFIX}", workshop), workshop, folder)


def export(folder: Path, workshop: str) -> None:
    found = load.workshop(programme(folder.parent / f"{workshop}{SUFFIX}", workshop))
    exports.export(*found, ["csv", "json"], folder)


def whole(folder: Path, workshop: str) -> None:
    found, _ = load.workshop(programme(folder.parent / f"{workshop}{SUFFIX}", workshop))
    exports.export_whole(found, ["json"], folder)


def safe_copy(folder: Path, workshop: str) -> None:
    path = folder / f"day{SUFFIX}"
    copies.back_up(path if path.exists() else programme(path, workshop), now=SAME_SECOND)


def method(folder: Path, workshop: str) -> None:
    shelf.duplicate(next(book for book in shelf.books() if book.key == "kj"))


def method_away(folder: Path, workshop: str) -> None:
    old = shelf.duplicate(next(book for book in shelf.books() if book.key == "kj"))
    own_files.put(old, old.read_text(encoding="utf-8") + f"# {workshop}\n")
    shelf.delete(shelf.read(old))


MAKERS: tuple[Callable[[Path, str], None], ...] = (*(records, export, whole, safe_copy, method, method_away),)


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_what_is_made_second_leaves_what_was_made_first(
    make: Callable[[Path, str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.setenv("FACILITATOR_HOME", str(folder))
    make(folder, "first001")
    there = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != f"day{SUFFIX}"}
    assert there
    make(folder, "second01")
    assert {path: path.read_bytes() for path in there} == there
    assert len([path for path in folder.rglob("*") if path.is_file()]) > len(there)


def test_the_whole_programme_takes_the_place_of_its_own_earlier_export(tmp_path: Path) -> None:
    found, _ = folded(a_day())
    first = exports.export_whole(found, ["json"], tmp_path)
    assert exports.export_whole(found, ["json"], tmp_path) == first
