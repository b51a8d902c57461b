from __future__ import annotations

import time
from pathlib import Path

import pytest

from facilitator.model import moment


def clocks(patch: pytest.MonkeyPatch, wall_ms: int, up_ms: int) -> None:
    patch.setattr(time, "time_ns", lambda: wall_ms * 1_000_000)
    patch.setattr(moment, "uptime_ns", lambda: up_ms * 1_000_000)
    patch.setattr(time, "monotonic", lambda: up_ms / 1000)


@pytest.fixture(autouse=True)
def begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process has asked for no time yet."""
    monkeypatch.setattr(moment, "laid_by", {})


@pytest.mark.parametrize("setting", ["", "x", "1000", "x,2", "1000,fast"])
def test_without_a_rehearsal_the_clock_is_the_computers_own(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(moment.VARIABLE, setting)
    clocks(monkeypatch, 5_000, 7_500)
    assert (moment.now_ms(), moment.steady(), moment.speed()) == (5_000, 7.5, 1.0)


def test_in_a_rehearsal_every_clock_runs_as_fast_from_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    clocks(monkeypatch, 5_000, 7_500)
    monkeypatch.setenv(moment.VARIABLE, moment.rehearsal_clock(60.0))
    assert (moment.now_ms(), moment.steady(), moment.speed()) == (5_000, 450.0, 60.0)
    clocks(monkeypatch, 6_000, 8_500)
    assert (moment.now_ms(), moment.steady()) == (65_000, 510.0)
    assert not moment.is_off()


def test_the_time_since_the_start_is_that_of_this_computer() -> None:
    before = moment.uptime_ns()
    assert 0 < before <= moment.uptime_ns()
    assert moment.reading().start == moment.reading().start


def test_a_clock_that_is_set_stands_until_it_is_set_on_and_never_goes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(moment.VARIABLE, moment.clock_that_is_set(tmp_path / "clock", 1_321_347_600_000))
    clocks(monkeypatch, 5_000, 7_500)
    assert (moment.now_ms(), moment.reading().wall, moment.speed()) == (1_321_347_600_000, 1_321_347_600_000, 1.0)
    before = moment.steady()
    moment.set_clock(1_321_347_660_000)
    assert (moment.now_ms(), moment.steady() - before) == (1_321_347_660_000, 60.0)
    moment.set_clock(1_000)
    assert moment.now_ms() == 1_321_347_660_000
    assert not moment.is_off()


@pytest.mark.parametrize("setting", ["", "0,60"])
def test_a_clock_that_runs_by_itself_cannot_be_set(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(moment.VARIABLE, setting)
    with pytest.raises(ValueError, match="cannot be set"):
        moment.set_clock(1)
