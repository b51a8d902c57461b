from __future__ import annotations

import itertools
from datetime import UTC, datetime
from pathlib import Path

import pytest
from frame_help import Opener, entries, note, programme, settle, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from facilitator.desktop.parts.settings import DONE, GOING, PLANNED, Recent, Seen, load
from facilitator.desktop.shell.new_workshop import NewWorkshop
from facilitator.desktop.shell.safe_copies import RestoreDialog, said
from facilitator.desktop.shell.tiles import progress, when
from facilitator.records import load as records
from facilitator.store import copies


def texts(widget: object) -> str:
    """All words that a widget's labels show."""
    assert hasattr(widget, "findChildren")
    return " ".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def test_the_first_run_offers_the_sample_day(window_of: Opener) -> None:
    window = window_of()
    until(lambda: window.start.tiles)
    assert window.start.rows == []
    assert "No programmes yet" in texts(window.start)
    assert window.start.tiles[0].title == "Start with the sample day"
    assert "Focused conversation" in [tile.title for tile in window.start.tiles]


@pytest.mark.parametrize("size", [(1440, 900), (1366, 768), (1024, 700)])
@pytest.mark.parametrize("known", [True, False], ids=["with a programme", "first start"])
def test_no_picture_runs_through_a_title_from_the_first_sight_on(
    window_of: Opener, tmp_path: Path, size: tuple[int, int], known: bool
) -> None:
    """At no moment after the tiles are there is one lower than its picture and words need."""
    settings = load()
    if known:
        settings.remember(Recent(str(programme(tmp_path / "day.facilitator")), "Voluntary groups", 1))
    window = window_of(settings)
    window.resize(*size)
    begun: list[int] = []

    def seen() -> bool:
        tiles = window.start.tiles
        laid = [tile for tile in tiles if tile.isVisible() and tile.parent() is not None]
        assert [tile.title for tile in laid if tile.height() < tile.sizeHint().height()] == []
        boxes = [tile.geometry() for tile in laid]
        assert not any(one.intersects(two) for one, two in itertools.combinations(boxes, 2))
        begun.append(len(laid))
        return len(laid) == len(tiles) > 1 and begun.count(len(tiles)) > 5

    until(seen)


def test_a_recent_programme_opens_with_enter_and_a_lost_one_asks_where_it_is(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    settings = load()
    settings.remember(Recent(str(tmp_path / "gone.facilitator"), "Gone"))
    settings.remember(Recent(str(path), "Voluntary groups", 1, [Seen("w1", "Day")]))
    window = window_of(settings)
    there, lost = window.start.rows
    assert "moved or deleted: find it…" in lost.aside
    asked: list[str] = []
    window.start.lost_file.disconnect()
    window.start.lost_file.connect(asked.append)
    lost.click()
    assert asked == [str(tmp_path / "gone.facilitator")]
    there.setFocus()
    QTest.keyClick(there, Qt.Key.Key_Return)
    assert window.programmes.now is not None
    assert window.programmes.now.path == path
    assert window.windowTitle() == "Voluntary groups - Facilitator"


def test_the_search_finds_programmes_by_their_workshops(window_of: Opener, tmp_path: Path) -> None:
    settings = load()
    settings.remember(Recent(str(tmp_path / "a.facilitator"), "Voluntary groups", 1, [Seen("1", "Crèche evening")]))
    settings.remember(Recent(str(tmp_path / "b.facilitator"), "Providers"))
    window = window_of(settings)
    window.start.search.setText("crèche")
    assert [row.title for row in window.start.rows if not row.isHidden()] == ["Voluntary groups"]
    window.start.search.clear()
    assert [row.isHidden() for row in window.start.rows] == [False, False]


def test_a_workshop_that_was_not_closed_is_offered(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator", note("Yes", "objective"))
    settings = load()
    settings.remember(Recent(str(path), "V", 1, [Seen("w1", "Local groups", "", GOING, "Reflective", 61)]))
    window = window_of(settings)
    assert "One workshop was not closed" in texts(window.start)
    assert "Nothing is lost: 61 notes, Reflective was open." in texts(window.start)


def test_dots_and_days_are_said_in_words() -> None:
    def seen(*states: str) -> Recent:
        return Recent("/a", workshops=[Seen(str(n), "Day", state=state) for n, state in enumerate(states)])

    assert progress(seen()) == "no workshop yet"
    assert progress(seen(DONE)) == "done"
    assert progress(seen(DONE, DONE, PLANNED)) == "2 of 3 done"
    assert progress(seen(DONE, GOING, PLANNED)) == "workshop 2 of 3 under way"
    today = datetime(2026, 11, 24, 10, tzinfo=UTC).astimezone()
    at = int(today.timestamp() * 1000)
    assert when(at, today=today) == "today"
    assert when(at - 86_400_000, today=today) == "yesterday"
    assert when(at - 22 * 86_400_000, today=today) == "2 Nov"
    assert when(at - 700 * 86_400_000, today=today).endswith("2024")
    assert when(0) == ""


def test_a_new_workshop_is_made_with_its_groups(qapp: QApplication, home: Path, tmp_path: Path) -> None:
    dialog = NewWorkshop(folder=str(tmp_path))
    dialog.make()
    assert dialog.made is None
    assert dialog.trouble.text() == "Give the workshop a title."
    dialog.title.setText("Crèche: who / what?")
    dialog.groups.usual.click()
    assert dialog.focusWidget() is dialog.groups.rows[0].name
    dialog.make()
    assert dialog.made is not None
    path, workshop_id = dialog.made
    assert path == tmp_path / "Crèche who what.facilitator"
    made = records.workshop(path, workshop_id)[1]
    assert made.info.title == "Crèche: who / what?"
    assert [group.short for group in made.groups] == ["RES", "VCS", "PUB", "BIZ"]
    assert made.stages
    dialog.deleteLater()
    settle()


def test_a_ready_form_or_an_order_of_hats_is_chosen_with_the_method(
    qapp: QApplication, home: Path, tmp_path: Path
) -> None:
    dialog = NewWorkshop(method="six-hats", folder=str(tmp_path))
    form = dialog.forms["six-hats"]
    assert form.isVisibleTo(dialog)
    assert not dialog.forms["open-space"].isVisibleTo(dialog)
    dialog.methods["open-space"].setChecked(True)
    assert dialog.forms["open-space"].isVisibleTo(dialog)
    dialog.forms["open-space"].show_value("taster")
    dialog.title.setText("Day")
    form.setEditText("W-K-B")
    dialog.make()
    assert dialog.made is None
    assert "must begin and end with B" in dialog.trouble.text()
    form.setEditText("B-W-G-B")
    dialog.make()
    assert dialog.made is not None
    made = records.workshop(*dialog.made)[1]
    titles = {
        block.method.title: [run.stage.id for run in made.stages if run.block == block.id] for block in made.blocks
    }
    assert titles["Six hats: B-W-G-B"] == ["explain", "blue-open", "white", "green", "blue-close"]
    assert any(title.startswith("Open Space: 90-minute taster") for title in titles)
    dialog.deleteLater()
    settle()


def test_a_second_workshop_goes_into_the_open_programme(qapp: QApplication, home: Path, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    dialog = NewWorkshop(beside=path, folder=str(tmp_path))
    dialog.title.setText("Second day")
    dialog.make()
    assert dialog.made == (path, dialog.made[1] if dialog.made else "")
    assert len(entries(path, "workshop")) == 2
    assert len(entries(path, "programme")) == 1
    dialog.deleteLater()
    settle()


def test_a_place_that_cannot_be_written_is_said_in_the_dialog(qapp: QApplication, home: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    dialog = NewWorkshop(folder=str(blocked))
    dialog.title.setText("Day")
    dialog.make()
    assert dialog.made is None
    assert dialog.trouble.text().startswith(f"The folder {blocked} cannot be made")
    dialog.deleteLater()
    settle()


def test_safe_copies_are_listed_with_time_and_notes(qapp: QApplication, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator", note("One", "objective"), note("Two", "objective"))
    copy = copies.back_up(path)
    broken = copy.with_name("day 2020-01-01 10.00.00.facilitator")
    broken.write_bytes(copy.read_bytes()[:5000])
    dialog = RestoreDialog([path])
    until(lambda: dialog.copies)
    assert [found.notes for found in dialog.copies] == [2, 0]
    assert dialog.copies[1].wrong
    assert dialog.list.topLevelItem(1).isDisabled()
    dialog.open_copy.click()
    assert dialog.chosen == (path, copy, False)
    dialog.deleteLater()
    settle()
    assert said("2026-11-24 10.30.05") == "24 November 2026, 10:30"
    assert said("mine") == "mine"


def test_a_safe_copy_is_opened_as_a_copy_or_put_in_place(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator", note("One", "objective"))
    copy = copies.back_up(path)
    kept = copy.read_bytes()
    window = window_of()
    window.programmes.open_copy(path, copy)
    assert window.programmes.now is not None
    assert window.programmes.now.path not in (path, copy)
    assert copy.read_bytes() == kept
    window.programmes.put_back(path, copy)
    until(lambda: window.programmes.now is not None)
    assert window.programmes.now.path == path
    assert list(tmp_path.glob("day replaced *.facilitator"))
    assert "kept as day replaced" in window.messages.sentence("restored")
