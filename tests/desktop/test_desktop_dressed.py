"""Another theme while the program runs: every widget is dressed anew, and none may end while Qt goes through them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from frame_help import Opener, programme, settle
from PySide6.QtWidgets import QApplication

from facilitator.desktop.shell.guide import GuideWindow
from facilitator.looks.qt import look as qt


@pytest.fixture
def look(qapp: QApplication) -> Iterator[None]:
    """The look as it was is put back."""
    before = (qt.theme(), qt.scale())
    yield
    qt.apply(qapp, *before)


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


@pytest.mark.parametrize("method", ["kj", "open-space", "six-hats", "evaluation"])
def test_no_widget_ends_while_all_are_dressed_anew(
    window_of: Opener, qapp: QApplication, look: None, tmp_path: Path, method: str
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
