"""The window on a programme that nothing can be written to, and on one that is damaged: it shows what there is."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from frame_help import Opener, append, entries, note, programme, settle, until
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

from facilitator.desktop.parts import choosing
from facilitator.desktop.shell.frame import MainWindow
from facilitator.model.bodies import Noted, Opened
from facilitator.store.feed import open_feed
from locked import locked


@pytest.fixture
def stick(home: Path, tmp_path: Path) -> Path:
    """A programme with an open stage and a note, in a folder of its own."""
    (tmp_path / "stick").mkdir()
    path = programme(tmp_path / "stick" / "day.facilitator", Opened().draft("w1", "objective"))
    append(path, note("Park at the hall", "objective"))
    return path


def opened(window: MainWindow, path: Path, place: str = "") -> None:
    assert window.programmes.open(path, place=place)
    settle()


def test_it_opens_shows_says_so_and_offers_a_copy(
    stick: Path, window_of: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(each.name for each in stick.parent.iterdir())
    with locked(stick, stick.parent):
        window = window_of(serves=True)
        opened(window, stick)
        line = window.messages.line("read only")
        assert line is not None and "day.facilitator can be read here, but not written to." in line.sentence
        assert window.top_bar.saved.text() == "Only to read"
        assert window.programmes.now.service.state == "off"
        target = tmp_path / "mine.facilitator"
        monkeypatch.setattr(choosing, "file_to_write", lambda *_: target)
        line.buttons[0].click()
        until(lambda: window.messages.line("copied") is not None and target.exists())
        until(lambda: "saved" in window.messages.sentence("copied"))
        assert sorted(each.name for each in stick.parent.iterdir()) == before
    assert [entry.body["text"] for entry in entries(target, Noted.kind)] == ["Park at the hall"]


@pytest.mark.parametrize("place", ["programme", "plan", "run", "record"])
def test_what_writes_is_switched_off_and_all_the_rest_is_shown(stick: Path, window_of: Opener, place: str) -> None:
    with locked(stick, stick.parent):
        window = window_of()
        opened(window, stick, place)
        now = window.programmes.now
        fields = [
            each
            for kind in (QLineEdit, QPlainTextEdit)
            for each in now.places[place].findChildren(kind)
            if each.isVisible() and each.isEnabled() and not each.isReadOnly()
        ]
        assert fields == []
        may = {
            "plan": now.plan.open_room,
            "record": now.record.take_in_button,
            "run": now.console.side.next,
        }
        if place in may:
            assert not may[place].isEnabled()
        if place == "record":
            assert now.record.export_button.isEnabled() and now.record.preview_button.isEnabled()
            assert not (now.record.erase_button.isEnabled() or now.record.finish_button.isEnabled())
        if place == "run":
            menu = now.console.actions_by_menu()
            writing = ("timer", "next", "end", "blank", "type", "count", "open")
            assert not any(now.console.action(name).isEnabled() for name in writing)
            assert menu["Run"]
            board = now.console.area.board
            assert board is not None
            assert not any(each.isEnabled() for each in board.widget.findChildren(QAbstractButton))
            assert len(now.console.area.run.notes) == 1


def test_what_is_asked_all_the_same_is_refused_and_nothing_waits(stick: Path, window_of: Opener) -> None:
    with locked(stick, stick.parent):
        window = window_of()
        opened(window, stick, "run")
        now, heard = window.programmes.now, []
        now.desk.failed.connect(heard.append)
        now.desk.ask(note("More", "objective"))
        now.console.acts.next_stage()
        settle()
        assert len(heard) == 2 and all("copy it to a folder of your own" in each for each in heard)
        assert (now.desk.held, now.desk.undo(), now.desk.may_step()) == ([], "", (False, False))
        assert not now.asks_about_unsaved(lambda: None)
        assert not now.takes_workshops()
    assert len(entries(stick, Noted.kind)) == 1


def test_a_damaged_file_with_entries_beside_it_is_left_as_it_is_and_what_can_be_read_is_offered(
    stick: Path, window_of: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "there" / "day.facilitator"
    path.parent.mkdir()
    wal = Path(f"{path}-wal")
    with contextlib.closing(open_feed(stick)) as feed:
        feed.append([note("Only beside it", "objective")])
        raw, beside = stick.read_bytes(), Path(f"{stick}-wal").read_bytes()
    at = raw.index(b"Park at the hall")
    path.write_bytes(raw[:at] + b"\xff" + raw[at + 1 :])
    wal.write_bytes(beside[:40] + b"\xff" + beside[41:])
    there = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    window = window_of()
    assert not window.programmes.open(path)
    line = window.messages.line("open")
    assert line is not None and "is damaged" in line.sentence
    assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == there
    line.buttons[0].click()
    until(lambda: window.programmes.now is not None)
    (apart,) = path.parent.glob("day readable *.facilitator")
    assert "Only beside it" in [entry.body["text"] for entry in entries(apart, Noted.kind)]
    assert (path.read_bytes(), wal.read_bytes()) == (there[path.name], there[wal.name])
