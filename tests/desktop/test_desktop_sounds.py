"""The clock is heard: bell, chime, warnings and the call back from a break; off by a key, and no device is no error."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from facilitator.desktop.parts.settings import Settings
from facilitator.desktop.parts.sounds import packed, samples
from facilitator.desktop.run.ringing import Ringing
from facilitator.model.bells import BELL, CALL, CHIME, SOON, SOUNDS
from facilitator.model.clock import MINUTE, Clock


@dataclass
class Run:
    """A stage with nothing but its clock."""

    id: str
    clock: Clock


@dataclass
class Day:
    """A workshop with nothing but its open stage."""

    current: Run | None = None


class Desk(QObject):
    """A desk that tells the time when it is told to."""

    ticked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.workshop = Day()


@dataclass
class Room:
    """A day of stages that is led; `heard` is what rang."""

    desk: Desk = field(default_factory=Desk)
    settings: Settings = field(default_factory=Settings)
    heard: list[str] = field(default_factory=list)
    now: int = 0

    def __post_init__(self) -> None:
        self.ringing = Ringing(self.desk, self.settings, self.desk, self._play)

    def _play(self, sound: str) -> bool:
        self.heard.append(sound)
        return True

    def open(self, stage: str, profile: str, minutes: int) -> Clock:
        """Open a stage and start its clock."""
        before = self.desk.workshop.current
        if before is not None:
            before.clock.pause(self.now)
        clock = Clock(profile, minutes * MINUTE)
        clock.start(self.now)
        self.desk.workshop.current = Run(stage, clock)
        self.passes(0)
        return clock

    def passes(self, ms: int) -> list[str]:
        """Time passes, told four times a second; what rang meanwhile."""
        self.heard.clear()
        end = self.now + ms
        while True:
            self.desk.ticked.emit(self.now)
            if self.now >= end:
                return self.heard
            self.now = min(end, self.now + 250)


@pytest.fixture
def room(qapp: QApplication) -> Room:
    return Room()


def test_a_hat_ends_with_a_bell_a_silence_with_a_chime_a_break_with_a_call(room: Room) -> None:
    room.open("white", "ROUND", 2)
    assert room.passes(2 * MINUTE + 500) == [SOON, BELL]
    room.open("group", "QUIET", 2)
    assert room.passes(3 * MINUTE) == [CHIME]
    room.open("vote", "HARD", 3)
    assert room.passes(4 * MINUTE) == [SOON, SOON, CHIME]
    room.open("break", "BREAK", 12)
    assert room.passes(13 * MINUTE) == [SOON, CALL, CALL]
    room.open("talk", "SOFT", 2)
    assert room.passes(4 * MINUTE) == []


def test_a_hat_that_is_left_before_its_time_rings_its_bell_once(room: Room) -> None:
    room.open("white", "ROUND", 6)
    room.passes(MINUTE)
    room.heard.clear()
    room.open("yellow", "ROUND", 6)
    assert room.heard == [BELL]
    assert room.passes(1000) == []


def test_minutes_more_a_pause_and_a_sleep_ring_nothing(room: Room) -> None:
    clock = room.open("write", "HARD", 4)
    room.passes(2 * MINUTE)
    clock.add(60)
    assert room.passes(30_000) == []
    clock.pause(room.now)
    assert room.passes(5 * MINUTE) == []
    clock.start(room.now)
    room.now += 20 * MINUTE
    assert room.passes(0) == []


def test_sounds_are_off_by_a_switch_that_is_remembered_but_may_be_tried(room: Room) -> None:
    room.ringing.switch()
    assert room.settings.sounds is False
    room.open("white", "ROUND", 1)
    assert room.passes(2 * MINUTE) == []
    assert room.ringing.try_out() and room.heard == [BELL]
    room.ringing.leave()
    room.settings.change(sounds=True)
    room.open("black", "ROUND", 1)
    assert room.passes(2 * MINUTE) == []


@pytest.mark.parametrize("sound", SOUNDS)
def test_every_sound_is_soft_begins_without_a_click_and_fades_away(sound: str) -> None:
    heard = samples(sound, 8_000)
    assert 0.05 < max(map(abs, heard)) < 0.5
    assert abs(heard[0]) < 0.001
    assert max(map(abs, heard[-80:])) < 0.01
    assert 4_000 < len(heard) < 32_000


def test_both_ears_hear_the_same() -> None:
    heard = samples(SOON, 8_000)
    assert len(packed(heard, 2, whole=False)) == 8 * len(heard)
    whole = packed(heard, 2, whole=True)
    assert len(whole) == 4 * len(heard) and whole[0::4] == whole[2::4] and whole[1::4] == whole[3::4]


_TRY = """
import sys
from PySide6.QtCore import QCoreApplication
app = QCoreApplication([])
from facilitator.desktop.parts.sounds import Player
assert "PySide6.QtMultimedia" not in sys.modules
if {gone}:
    sys.modules["PySide6.QtMultimedia"] = None
print("heard" if Player(app).play("bell") else "nothing to play with")
"""


@pytest.mark.parametrize("gone", [True, False])
def test_no_device_and_no_library_are_no_error(gone: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _TRY.format(gone=gone)], capture_output=True, text=True, check=True, timeout=240
    )
    said = done.stdout.strip()
    assert said == "nothing to play with" if gone else said in ("heard", "nothing to play with")
