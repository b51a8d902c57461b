"""A window that writes only into the test's own folder, and is gone at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from frame_help import Opener
from PySide6.QtWidgets import QApplication

from facilitator.desktop.parts import settings as remembered
from facilitator.desktop.parts.settings import Settings
from facilitator.desktop.parts.sounds import Player
from facilitator.desktop.shell.frame import MainWindow
from facilitator.desktop.shell.rehearsing import RehearsalPlan


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder of this test."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("FACILITATOR_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """No sound is played: what Qt says of this computer's loudspeakers is no affair of these tests."""
    played: list[str] = []
    monkeypatch.setattr(Player, "play", lambda player, sound: played.append(sound) or player is None)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the window puts off for a moment it does at once: for tests that do many things one after the other."""
    put_off = ("console.SOON_MS", "console.BATCH_MS", "console.ASIDE_MS", "scene.BATCH_MS", "preview.EVERY_MS")
    for name in (*(f"run.{name}" for name in put_off), "parts.desk.TICK_MS"):
        monkeypatch.setattr(f"facilitator.desktop.{name}", 1)


@pytest.fixture
def window_of(qapp: QApplication, home: Path) -> Iterator[Opener]:
    """Makes windows that serve no phones unless asked to; closes them after the test."""
    made: list[MainWindow] = []

    def make(
        settings: Settings | None = None, rehearsal: RehearsalPlan | None = None, *, serves: bool = False
    ) -> MainWindow:
        window = MainWindow(settings or remembered.load(), rehearsal, serves=serves)
        window.show()
        made.append(window)
        return window

    yield make
    for window in made:
        window.guard.release()
        window.leave()
        window.deleteLater()
    qapp.processEvents()
