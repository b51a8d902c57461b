"""The computer's clock is put right while a programme is open, or was closed: the desk says so, and nothing jumps."""

from __future__ import annotations

from pathlib import Path

import pytest
from frame_help import Opener, append, programme, until

from facilitator.model.clock import MINUTE
from facilitator.model.entry import Draft
from jumping import HOUR, Computer

SAID = {
    HOUR: "The computer's clock was put forward by 60 minutes. Stages keep the time they had left, and times from "
    "before are told by the clock as it is now.",
    -MINUTE: "The computer's clock was put back by 1 minute. Stages keep the time they had left, and times from "
    "before are told by the clock as it is now.",
}


@pytest.mark.parametrize("by", list(SAID))
@pytest.mark.parametrize("closed", [True, False])
def test_the_desk_says_what_happened_and_keeps_what_was_left(
    window_of: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: int, closed: bool
) -> None:
    computer, path = Computer(monkeypatch), programme(tmp_path / "day.facilitator")
    append(path, Draft("stage_opened", {}, "w1", "objective"), Draft("timer", {"verb": "start"}, "w1", "objective"))
    computer.passes(MINUTE)
    window = window_of()
    if closed:
        computer.put(by)
    assert window.programmes.open(path)
    desk = window.programmes.now.desk
    run = desk.workshop.runs["objective"]
    if not closed:
        computer.put(by)
        assert run.clock.elapsed(desk.now()) == MINUTE
        desk.tell_time()
    until(lambda: window.messages.sentence("clock"))
    assert window.messages.sentence("clock") == SAID[by]
    assert desk.workshop.runs["objective"].clock.elapsed(desk.now()) == MINUTE
    assert desk.now() == computer.wall


def test_what_others_noted_while_the_window_was_closed_is_said_too(
    window_of: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer, path = Computer(monkeypatch), programme(tmp_path / "day.facilitator")
    append(path, Draft("stage_opened", {}, "w1", "objective"))
    computer.put(HOUR)
    append(path, Draft("presence", {"connected": 3}, "w1"))
    computer.process()
    window = window_of()
    assert window.programmes.open(path)
    assert window.messages.sentence("clock") == SAID[HOUR]
    window.programmes.close()
    append(path, Draft("stage_opened", {}, "w1", "reflective"))
    assert window.programmes.open(path)
    assert window.messages.sentence("clock") == ""
