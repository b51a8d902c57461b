from __future__ import annotations

import time

import pytest

from facilitator.model import moment


@pytest.mark.parametrize("setting", ["", "x", "1000", "x,2", "1000,fast"])
def test_without_a_rehearsal_the_clock_is_the_computers_own(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(moment.VARIABLE, setting)
    monkeypatch.setattr(time, "time_ns", lambda: 5_000_000_000)
    monkeypatch.setattr(time, "monotonic", lambda: 7.5)
    assert (moment.now_ms(), moment.steady(), moment.speed()) == (5_000, 7.5, 1.0)


def test_in_a_rehearsal_every_clock_runs_as_fast_from_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 5_000_000_000)
    monkeypatch.setattr(time, "monotonic", lambda: 7.5)
    monkeypatch.setenv(moment.VARIABLE, moment.rehearsal_clock(60.0))
    assert (moment.now_ms(), moment.steady(), moment.speed()) == (5_000, 450.0, 60.0)
    monkeypatch.setattr(time, "time_ns", lambda: 6_000_000_000)
    monkeypatch.setattr(time, "monotonic", lambda: 8.5)
    assert (moment.now_ms(), moment.steady()) == (65_000, 510.0)
