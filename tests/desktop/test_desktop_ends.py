"""What is gone is left alone: dialogs, cards and panes that end do not take the window with them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from frame_help import Opener, programme

CHILD = Path(__file__).with_name("ends_child.py")


@pytest.mark.parametrize("thing", ["about", "identify"])
def test_the_window_outlives(thing: str, tmp_path: Path) -> None:
    told = {**os.environ, "FACILITATOR_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", "PYTHONFAULTHANDLER": "1"}
    child = subprocess.run(
        [sys.executable, str(CHILD), thing, str(tmp_path)], env=told, capture_output=True, text=True, check=False
    )
    assert (child.returncode, "Traceback" in child.stderr) == (0, False), child.stderr


def test_a_place_without_a_pane_in_sight_is_entered_all_the_same(window_of: Opener, tmp_path: Path) -> None:
    window = window_of()
    window.hide()
    window.open_path(programme(tmp_path / "day.facilitator"))
    window.go("run")
    assert window.place == "run"
    assert window.sitting.first_pane("run") is None
