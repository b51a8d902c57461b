"""This computer's clock, and one that does not jump; in a rehearsal both run faster, the same in every process of it.

Somebody may put the computer's clock right while a stage runs. So what is reckoned with here, `now_ms`, is the time
since the computer was started, laid to its clock once (`catch_up`): it jumps only when whoever reckons says so. The
store notes in the log by how much the clock was put right, and whoever follows the log catches up when it reads that.

A rehearsal of two years has a clock that stands still until whoever plays it sets it on (`set_clock`): then every
process of that rehearsal reads the same time, on the day that is being played.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from facilitator.paths import own

VARIABLE = "FACILITATOR_REHEARSAL_CLOCK"
"""`START,SPEED`: from START (milliseconds since 1970) on, time runs SPEED times as fast. `set:PATH`: it stands where
the file PATH says.
"""
_SET = "set:"
_WIDE = 8
"""So many bytes of that file hold the time."""
STEP_MS = 2000
"""By less than this a clock is not put right: it runs a little fast or slow."""
laid_by: dict[str, int] = {}
"""Where the time since the start lies on the computer's clock, by the rehearsal that is being played."""


@cache
def _read(setting: str) -> tuple[int, float] | None:
    start, _, speed = setting.partition(",")
    try:
        return (int(start), float(speed)) if speed else None
    except ValueError:
        return None


def _setting() -> str:
    return os.environ.get(VARIABLE, "")


def rehearsal_clock(speed: float) -> str:
    """A value for VARIABLE that makes the processes started with it run `speed` times as fast from now on."""
    return f"{time.time_ns() // 1_000_000},{speed}"


def clock_that_is_set(path: Path, at: int) -> str:
    """A value for VARIABLE that makes the processes started with it read their time from the file `path`, made here."""
    with open(path, "wb", opener=own) as file:
        file.write(at.to_bytes(_WIDE, "big"))
    return f"{_SET}{path}"


def set_clock(at: int) -> None:
    """Set the clock of this rehearsal, which stands until then, on to `at` (milliseconds since 1970); never back.

    Raises ValueError where the clock is one that runs by itself.
    """
    setting = _setting()
    if not setting.startswith(_SET):
        raise ValueError(f"the clock '{setting}' cannot be set")
    with open(setting.removeprefix(_SET), "r+b", opener=own) as file:
        file.write(max(at, _stands(setting)).to_bytes(_WIDE, "big"))


@cache
def _hands(path: str) -> mmap.mmap:
    with Path(path).open("rb") as file:
        return mmap.mmap(file.fileno(), _WIDE, access=mmap.ACCESS_READ)


def _stands(setting: str) -> int:
    return int.from_bytes(_hands(setting.removeprefix(_SET))[:_WIDE], "big")


def uptime_ns() -> int:
    """Nanoseconds since the computer was started, asleep or awake; the same for each of its processes."""
    if sys.platform == "win32":
        return time.monotonic_ns()
    if sys.platform == "darwin":
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME)


@dataclass(frozen=True, slots=True)
class Reading:
    """The computer's clock (`wall`, milliseconds since 1970) beside the time since it was started (`up`, milliseconds).

    `start` tells one start of the computer, or one rehearsal, from another; empty where the computer does not say.
    """

    wall: int
    up: int
    start: str

    @property
    def laid(self) -> int:
        """Where the time since the start lies on the computer's clock."""
        return self.wall - self.up


def reading() -> Reading:
    """Both clocks, now."""
    setting = _setting()
    if setting.startswith(_SET):
        at = _stands(setting)
        return Reading(at, at, f"{computer_start()} {setting}")
    real, up = time.time_ns() // 1_000_000, uptime_ns() / 1_000_000
    if (rehearsal := _read(setting)) is None:
        return Reading(real, int(up), computer_start())
    start, speed = rehearsal
    return Reading(start + int((real - start) * speed), int(up * speed), f"{computer_start()} {setting}")


def now_ms() -> int:
    """Milliseconds since 1970, UTC, by a clock that does not jump but when this process has it `catch_up`."""
    setting = _setting()
    if setting not in laid_by:
        catch_up()
    return laid_by[setting] + reading().up


def is_off() -> bool:
    """Whether the computer's clock was put right since this process caught up with it."""
    return abs(reading().wall - now_ms()) > STEP_MS * max(1.0, speed())


def catch_up() -> None:
    """Go by the computer's clock as it is now."""
    laid_by[_setting()] = reading().laid


def steady() -> float:
    """Seconds of a clock that only goes forward, whatever is done to the computer's time; as fast as `now_ms`."""
    setting = _setting()
    return _stands(setting) / 1000 if setting.startswith(_SET) else time.monotonic() * speed()


def speed() -> float:
    """How many times as fast as real time the clock runs: 1.0 outside a rehearsal, and where it is set."""
    rehearsal = _read(_setting())
    return rehearsal[1] if rehearsal else 1.0


@cache
def computer_start() -> str:
    """What tells this start of the computer from another; empty where it does not say."""
    try:
        said = _said_start()
    except OSError:
        return ""
    return hashlib.sha256(said.encode()).hexdigest()[:16] if said else ""


def _said_start() -> str:
    if sys.platform == "win32":
        import winreg

        within = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, within) as key:
            return str(winreg.QueryValueEx(key, "BootId")[0])
    if sys.platform == "darwin":
        import subprocess

        asked = ["/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"]
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
