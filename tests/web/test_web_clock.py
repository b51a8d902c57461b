"""The laptop's clock is put right in mid-stage: phones go on sending, and see the time that was left."""

from __future__ import annotations

from pathlib import Path

import pytest
from web_helpers import Phone, append, at_stage, entries, make, play

from facilitator.model.clock import MINUTE
from jumping import HOUR, Computer


@pytest.mark.parametrize("by", [HOUR, -3 * HOUR])
def test_a_hard_stage_takes_notes_and_its_end_is_as_far_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: int
) -> None:
    path, computer = tmp_path / "day.facilitator", Computer(monkeypatch)
    make(path, "")
    append(path, at_stage("stage_edited", "facts", timer="HARD", minutes=5))
    append(path, at_stage("stage_opened", "facts"), at_stage("timer", "facts", verb="start"))

    async def left(phone: Phone) -> float:
        told = (await phone.get(f"/{phone.code}/state")).json()
        return float(told["timer"]["ends_at"] - told["server_now"])

    async def scenario(phone: Phone) -> None:
        computer.passes(2 * MINUTE)
        computer.put(by)
        assert await left(phone) == 180
        assert (await phone.send_note("facts", text="One", key="first-note")).status_code == 201
        assert await left(phone) == 180
        computer.put(-by)
        phone.room.look_at_clock()
        assert await left(phone) == 180
        assert (await phone.send_note("facts", text="Two", key="second-note")).status_code == 201
        assert await left(phone) == 180

    play(path, scenario)
    assert [entry.body["by"] for entry in entries(path, "clock_set")] == [by, -by]
