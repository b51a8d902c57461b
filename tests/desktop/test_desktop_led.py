"""While a stage is open, the room's screen and page belong to it: nothing takes their place unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from frame_help import Opener, append, entries, programme, settle, until

from facilitator.desktop.shell.frame import MainWindow
from facilitator.model import bodies
from facilitator.model.entry import Draft
from facilitator.store import copies

OPENED = Draft("stage_opened", {}, "w1", "objective")


def led(window: MainWindow, path: Path) -> None:
    """A workshop that is on: a stage open, and the room's screen with it."""
    window.programmes.open(path, "w1", "run")
    assert window.programmes.now is not None
    window.programmes.now.console.room.open()
    until(window.programmes.now.console.room.is_open)


def asked(window: MainWindow) -> list[str]:
    """What the window offers before something else takes the place."""
    line = window.messages.line("leaving")
    return [button.text() for button in line.buttons] if line is not None else []


def other(window: MainWindow, folder: Path) -> Callable[[], object]:
    """Another programme is opened."""
    path = programme(folder / "other.facilitator", title="Another day")
    return lambda: window.programmes.open(path)


def beside(window: MainWindow, folder: Path) -> Callable[[], object]:
    """Another workshop of the same file."""
    return lambda: window.programmes.open(folder / "day.facilitator", "w2")


def closed(window: MainWindow, _folder: Path) -> Callable[[], object]:
    """The programme is closed."""
    return window.commands.close


def left(window: MainWindow, _folder: Path) -> Callable[[], object]:
    """The window is closed."""
    return window.close


def restored(window: MainWindow, folder: Path) -> Callable[[], object]:
    """A safe copy is put in the place of the programme."""
    path = folder / "day.facilitator"
    copy = copies.back_up(path)
    return lambda: window.programmes.put_back(path, copy)


@pytest.mark.parametrize("way", [other, beside, closed, left, restored])
def test_nothing_takes_the_place_of_an_open_stage_unasked(
    window_of: Opener, tmp_path: Path, way: Callable[[MainWindow, Path], Callable[[], object]]
) -> None:
    window, path = window_of(), programme(tmp_path / "day.facilitator", OPENED)
    append(path, Draft("workshop", bodies_of(), "w2"))
    led(window, path)
    act = way(window, tmp_path)
    act()
    settle()
    now = window.programmes.now
    assert now is not None
    assert (now.path, now.desk.workshop_id) == (path, "w1")
    assert now.console.room.is_open()
    assert window.isVisible()
    assert asked(window)[-1] == "Stay here"
    window.messages.line("leaving").buttons[-1].click()
    assert asked(window) == []
    act()
    window.messages.line("leaving").buttons[0].click()
    until(lambda: window.programmes.now is not now)


def bodies_of() -> dict[str, object]:
    """The smallest workshop there is."""
    return {"title": "Second day", "code": "4444"}


def test_with_no_stage_open_nothing_is_asked(window_of: Opener, tmp_path: Path) -> None:
    window = window_of()
    led(window, programme(tmp_path / "day.facilitator"))
    assert other(window, tmp_path)()
    assert asked(window) == []


def test_the_room_keeps_its_screen_when_words_are_erased(window_of: Opener, tmp_path: Path) -> None:
    window, path = window_of(), programme(tmp_path / "day.facilitator", OPENED)
    led(window, path)
    was = window.programmes.now
    window.programmes.read_anew("record")
    settle()
    assert window.programmes.now is not was
    assert window.programmes.now.console.room.is_open()
    assert asked(window) == []


@pytest.mark.parametrize("stopped", [True, False])
def test_a_room_page_left_on_for_phones_is_asked_about_when_the_window_closes(
    window_of: Opener, tmp_path: Path, stopped: bool
) -> None:
    window, path = window_of(serves=True), programme(tmp_path / "day.facilitator", OPENED)
    window.programmes.open(path, "w1", "run")
    service = window.programmes.now.service
    until(lambda: service.state == "ready")
    up = service.up
    assert not other(window, tmp_path)()
    assert asked(window) == ["Keep the room page", "Stop it", "Stay here"]
    window.messages.line("leaving").buttons[0].click()
    assert [each.title for each in window.programmes.left_on] == ["What could we do together?"]
    window.close()
    assert window.isVisible()
    window.messages.line("left on").buttons[1 if stopped else 0].click()
    assert not window.isVisible()
    assert bool(entries(path, "serving_stop")) is stopped
    if not stopped:
        append(path, Draft(bodies.ServingStopped.kind, bodies.ServingStopped().pack(), "w1"))
    until(lambda: up.process.poll() is not None)
