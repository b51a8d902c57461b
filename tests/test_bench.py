"""The yardsticks can be found and named. Nothing is measured here."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from bench import filled, rooms, run
from bench.table import NotMeasured, Row, at_share
from facilitator.activities import contract
from facilitator.records import load

HERE = Path(run.__file__).parent
CHILDREN = sorted(path.stem for path in HERE.glob("*.py") if path.stem != "run")


@pytest.mark.parametrize("name", run.YARDSTICKS)
def test_every_yardstick_is_there(name: str) -> None:
    assert run.find(name).__doc__


@pytest.mark.parametrize("module", CHILDREN)
def test_every_part_can_be_read_without_doing_anything(module: str) -> None:
    assert import_module(f"bench.{module}").__doc__


@pytest.mark.parametrize("activity", [kind for kind in contract.KINDS if filled.all_before(kind)])
def test_what_people_do_stands_on_the_board_that_is_measured(tmp_path: Path, activity: str) -> None:
    path = rooms.make(tmp_path / "day.facilitator", 8, activity)
    (workshop,) = load.programme(path).workshops.values()
    assert workshop.current is not None
    assert workshop.current.stage.activity == activity
    assert filled.stands(workshop.current, [], []) > 0


def test_the_list_names_them_all() -> None:
    said = subprocess.run(
        [sys.executable, HERE / "run.py", "--list"], capture_output=True, text=True, check=True, timeout=240
    )
    assert said.stdout.split() == list(run.YARDSTICKS)


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    said = subprocess.run(
        [sys.executable, HERE / "run.py", "speed"], capture_output=True, text=True, check=False, timeout=240
    )
    assert said.returncode == 2
    assert "no yardstick speed" in said.stderr
    assert "burst" in said.stderr


def broken(folder: Path, quick: bool) -> list[Row]:
    """A yardstick that cannot be taken."""
    raise NotMeasured("the cable is out")


def slow(folder: Path, quick: bool) -> list[Row]:
    """A yardstick whose figure is over its target."""
    return [Row("wait", 1200, "ms", most=1000)]


Patch, Captured = pytest.MonkeyPatch, pytest.CaptureFixture[str]


def test_a_yardstick_that_cannot_be_taken_gives_one(monkeypatch: Patch, capsys: Captured) -> None:
    monkeypatch.setattr(run, "find", {"burst": broken}.get)
    assert run.main(["burst"]) == 1
    assert "could not be measured: the cable is out" in capsys.readouterr().out


def test_over_a_target_is_said_and_is_no_failure(monkeypatch: Patch, capsys: Captured) -> None:
    monkeypatch.setattr(run, "find", {"burst": slow}.get)
    assert run.main(["burst"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("on ")
    assert said[1].split() == ["burst", "wait", "1,200", "ms", "<=", "1,000", "ms", "over"]


def test_targets_are_kept_from_above_and_from_below() -> None:
    assert Row("wait", 1000, "ms", most=1000).verdict == "ok"
    assert Row("ratio", 0.49, "x", least=0.5).verdict == "over"
    assert Row("share", 12, "%").verdict == ""


def test_a_share_of_nothing_is_not_measured() -> None:
    assert at_share([5, 1, 4, 2, 3], 0.5) == 3
    assert at_share([1.0] * 94 + [9.0] * 6, 0.95) == 9.0
    with pytest.raises(NotMeasured):
        at_share([], 0.95)
