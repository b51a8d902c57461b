"""Every window lies within a screen that is there, whatever was remembered, unplugged, or too small."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from frame_help import Opener, programme, settle, until
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.desktop.parts import within as placing
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.saving import Sentence
from facilitator.desktop.parts.settings import Settings
from facilitator.desktop.parts.within import keep_within, within
from facilitator.desktop.record.printing import Preview
from facilitator.desktop.run.room_window import RoomWindow
from facilitator.desktop.shell.guide import GuideWindow
from facilitator.desktop.shell.keys import KeySheet

sizes, places = st.integers(300, 4000), st.integers(-9000, 9000)
rectangles = st.builds(QRect, places, places, sizes, sizes)


@given(rectangles, st.lists(rectangles, min_size=1, max_size=4))
def test_all_of_a_window_is_on_one_screen(wanted: QRect, screens: list[QRect]) -> None:
    found = within(wanted, screens)
    assert any(screen.contains(found) for screen in screens)
    assert not found.isEmpty()
    if any(screen.contains(wanted) for screen in screens):
        assert found.size() == wanted.size()
    assert within(found, [screen for screen in screens if screen.contains(found)]) == found


@pytest.mark.parametrize("screen", [QRect(0, 0, 1024, 600), QRect(0, 25, 1280, 695), QRect(-1366, 0, 1366, 728)])
def test_the_first_window_is_no_larger_than_the_screen(
    window_of: Opener, monkeypatch: pytest.MonkeyPatch, screen: QRect
) -> None:
    monkeypatch.setattr(placing, "free_screens", lambda: [screen])
    window = window_of()
    settle()
    assert screen.contains(window.frameGeometry())


def test_a_place_on_a_screen_that_is_gone_is_not_gone_to(window_of: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    both = [QRect(0, 0, 1366, 768), QRect(1366, 0, 1920, 1080)]
    monkeypatch.setattr(placing, "free_screens", lambda: both)
    first = window_of()
    first.setGeometry(1500, 100, 1400, 900)
    settings = Settings(geometry=bytes(first.saveGeometry().toBase64().data()).decode("ascii"))
    monkeypatch.setattr(placing, "free_screens", lambda: both[:1])
    assert both[0].contains(window_of(settings).frameGeometry())


def test_the_rooms_window_comes_back_when_its_screen_is_unplugged(
    qapp: QApplication, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(programme(tmp_path / "day.facilitator"), "w1")
    window = RoomWindow(desk, Settings())
    window.open()
    window.setGeometry(5000, 3000, 1920, 1080)
    left = QRect(0, 0, 1280, 720)
    monkeypatch.setattr(placing, "free_screens", lambda: [left])
    qapp.screenRemoved.emit(qapp.primaryScreen())
    until(lambda: left.contains(window.frameGeometry()))
    assert window.isVisible()
    window.leave()
    desk.close()


def test_every_window_follows_a_screen_that_becomes_smaller(
    window_of: Opener, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Another resolution, a dock, a bar of the desktop: the screen stays, and has less room."""
    window = window_of()
    assert window.programmes.open(programme(tmp_path / "day.facilitator"), place="run")
    console = window.programmes.now.console
    console.room.open()
    guide = GuideWindow(window)
    guide.show()
    room = console.room.window
    for each in (window, guide, room):
        each.setGeometry(300, 200, 1400, 900)
    left = QRect(0, 0, 1024, 600)
    monkeypatch.setattr(placing, "free_screens", lambda: [left])
    qapp.primaryScreen().availableGeometryChanged.emit(left)
    until(lambda: all(left.contains(each.frameGeometry()) for each in (window, guide, room)))
    guide.close()


@pytest.mark.parametrize("state", ["showFullScreen", "showMaximized"])
def test_a_window_that_fills_a_screen_is_left_to_fill_it(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    window = QWidget()
    getattr(window, state)()
    before = window.geometry()
    monkeypatch.setattr(placing, "free_screens", lambda: [QRect(QPoint(50, 50), QSize(200, 200))])
    keep_within(window)
    assert window.geometry() == before
    window.deleteLater()


WINDOWS: dict[str, Callable[[QWidget, Path], QWidget]] = {
    "guide": lambda parent, _: GuideWindow(parent),
    "preview": lambda parent, pdf: Preview(pdf, "Our hall", parent),
    "keys": lambda parent, _: KeySheet({}, parent),
    "small": lambda parent, _: Sentence("One thing", parent),
}


@pytest.mark.parametrize("name", list(WINDOWS))
@pytest.mark.parametrize("screen", [QRect(0, 0, 800, 480), QRect(0, 0, 1366, 728)])
def test_every_other_window_is_no_larger_than_the_screen(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, screen: QRect
) -> None:
    monkeypatch.setattr(placing, "free_screens", lambda: [screen])
    parent, pdf = QWidget(), tmp_path / "day.pdf"
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(pdf)
    window = WINDOWS[name](parent, pdf)
    window.show()
    settle()
    assert window.frameGeometry().size().boundedTo(screen.size()) == window.frameGeometry().size()
    window.close()
    parent.deleteLater()


def test_no_window_takes_a_size_without_asking_what_the_screen_has() -> None:
    """Those named here are put within a screen as they are shown, or are no windows."""
    folder = Path(placing.__file__).parents[1]
    sized = {each.name for each in folder.rglob("*.py") if "self.resize(" in each.read_text(encoding="utf-8")}
    assert sized == {"frame.py", "room_window.py", "scene.py"}
