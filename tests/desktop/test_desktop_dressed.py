"""Another theme while the program runs: every widget is dressed anew, and none may end while Qt goes through them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import frame_help
import pytest
from frame_help import Opener, programme, settle, until
from PySide6.QtCore import QAbstractAnimation
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from facilitator.desktop.parts.settings import load
from facilitator.desktop.shell.guide import GuideWindow
from facilitator.looks.qt import look as qt
from facilitator.model.moment import now_ms

NOTES = (frame_help.note("Nobody came", "open"), frame_help.note("Too far", "open", group="vcs"))


def ended_in(app: QApplication, theme: qt.Theme, scale: float) -> list[str]:
    """The kinds of the widgets that end while all are dressed anew."""
    met: list[str] = []
    watched = [(one, partial(met.append, type(one).__name__)) for one in app.allWidgets()]
    for one, note in watched:
        one.destroyed.connect(note)
    qt.apply(app, theme, scale)
    ended = list(met)
    settle()
    return ended


@pytest.mark.walk
@pytest.mark.parametrize("method", ["kj", "open-space", "six-hats", "evaluation"])
def test_no_widget_ends_while_all_are_dressed_anew(
    window_of: Opener, qapp: QApplication, tmp_path: Path, method: str
) -> None:
    window = window_of()
    assert window.programmes.open(programme(tmp_path / "day.facilitator", method=method), "", "run")
    guide = GuideWindow()
    guide.open_page(method)
    for place in ("run", "record", "plan"):
        window.go(place)
        settle()
        for theme, scale in (("dark", 1.0), ("light", 1.3)):
            assert ended_in(qapp, theme, scale) == [], place
    guide.close()


@pytest.mark.walk
@pytest.mark.parametrize("place", ["start", "run", "plan", "programme", "evaluate", "record"])
def test_another_theme_leaves_nothing_of_the_one_before(
    window_of: Opener, qapp: QApplication, tmp_path: Path, place: str
) -> None:
    """A window that was dressed anew is, dot for dot, one that was made in that theme."""
    path = programme(tmp_path / "day.facilitator", *NOTES)
    pictures: list[QImage] = []
    begun = 0
    while len(pictures) < 2 or begun != now_ms() // 60_000:
        begun = now_ms() // 60_000  # both within one minute: the time of day stands in the window
        pictures = [dressed(window_of, qapp, path, place, themes) for themes in (["dark"], ["light", "dark"])]
    fresh, changed = pictures
    wide, high = fresh.width(), fresh.height()
    other = [(x, y) for y in range(0, high, 2) for x in range(0, wide, 2) if fresh.pixel(x, y) != changed.pixel(x, y)]
    assert other[:5] == []


def dressed(window_of: Opener, app: QApplication, path: Path, place: str, themes: Sequence[qt.Theme]) -> QImage:
    """A picture of a place in the last of these themes, of a window that was made in the first."""
    qt.apply(app, themes[0])
    settings = load()
    settings.change(theme=themes[0])
    window = window_of(settings)
    if place != "start":
        assert window.programmes.open(path, "", place)
    for theme in themes[1:]:
        settle()
        window.settings.change(theme=theme)
        window.dress()
    until(lambda: place != "start" or len(window.start.tiles) > 1)
    settle()
    window.setFocus()  # no ring round anything
    until(lambda: all(one.state() == one.State.Stopped for one in window.findChildren(QAbstractAnimation)))
    settle()
    picture = window.grab().toImage()
    window.leave()
    settle()
    return picture


@pytest.mark.parametrize("scale", [1.0, 1.15, 1.3])
def test_every_place_is_in_sight_whatever_the_width_and_the_letters(
    window_of: Opener, tmp_path: Path, scale: float
) -> None:
    settings = load()
    settings.change(scale=scale)
    window = window_of(settings)
    window.top_bar.rehearsal.show()
    assert window.programmes.open(programme(tmp_path / "day.facilitator"), "", "run")
    places = window.top_bar.places
    for width in (1920, 1366, 1280, 1180, 1024, 1440):
        window.resize(width, 760)
        settle()
        assert places.width() >= places.sizeHint().width(), width
        assert all(places.rect().contains(places.tabRect(at)) for at in range(places.count())), width
