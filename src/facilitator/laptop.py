"""What this computer's system says of itself: whether it is muted, when it goes to sleep, what updates wait.

Each question goes through `nearby.answer`; what is not answered is not known.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from facilitator import nearby

RESTART = Path("/var/run/reboot-required")
"""Debian and its children put this there while a restart is due."""
WAITING = Path("/var/lib/update-notifier/updates-available")
_GNOME = ("gsettings", "get", "org.gnome.settings-daemon.plugins.power")
_WINDOWS_UPDATE = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update"


@dataclass(frozen=True, slots=True)
class Updates:
    """Updates of the system: how many wait (None where it does not say), and whether a restart is due."""

    waiting: int | None
    restart: bool = False


def muted() -> bool | None:
    """Whether nothing can be heard: muted, or turned down altogether. None where the system does not say."""
    if sys.platform == "darwin":
        said = nearby.answer("osascript", "-e", "output muted of (get volume settings)").strip()
        return {"true": True, "false": False}.get(said)
    if sys.platform == "win32":
        return None
    if level := re.search(r"Volume: ([\d.]+)(.*)", nearby.answer("wpctl", "get-volume", "@DEFAULT_AUDIO_SINK@")):
        return "MUTED" in level.group(2) or not level.group(1).strip("0.")
    if mute := re.search(r"Mute: (yes|no)", nearby.answer("pactl", "get-sink-mute", "@DEFAULT_SINK@")):
        return mute.group(1) == "yes"
    switches = re.findall(r"\[(on|off)\]", nearby.answer("amixer", "get", "Master"))
    return "on" not in switches if switches else None


def sleeps_after() -> int | None:
    """After how many minutes without a key it goes to sleep, plugged in or not; 0 is never, None is not known."""
    if sys.platform == "darwin":
        found = re.findall(r"^\s*sleep\s+(\d+)", nearby.answer("pmset", "-g", "custom"), re.MULTILINE)
        return _soonest([60 * int(each) for each in found])
    if sys.platform == "win32":
        said = nearby.answer("powercfg", "/query", "SCHEME_CURRENT", "SUB_SLEEP", "STANDBYIDLE")
        return _soonest([int(each, 16) for each in re.findall(r"0x([0-9a-fA-F]{8})", said)[-2:]])
    return _soonest([each for power in ("ac", "battery") if (each := _gnome_sleep(power)) is not None])


def _gnome_sleep(power: str) -> int | None:
    """Seconds; 0 is never, None is not known."""
    does = nearby.answer(*_GNOME, f"sleep-inactive-{power}-type").strip().strip("'")
    after = nearby.answer(*_GNOME, f"sleep-inactive-{power}-timeout").split()
    if not does or not after or not after[-1].isdecimal():
        return None
    return 0 if does == "nothing" else int(after[-1])


def _soonest(seconds: list[int]) -> int | None:
    """Minutes, counted up; 0 where none of them is a time, None where there are none."""
    if not seconds:
        return None
    return -(-min((each for each in seconds if each), default=0) // 60)


def updates() -> Updates:
    """What updates wait, as far as the system says without asking anybody else."""
    if sys.platform == "darwin":
        asked = ("defaults", "read", "/Library/Preferences/com.apple.SoftwareUpdate", "LastUpdatesAvailable")
        said = nearby.answer(*asked).strip()
        return Updates(int(said) if said.isdecimal() else None)
    if sys.platform == "win32":
        return Updates(None, "RebootRequired" in nearby.answer("reg", "query", _WINDOWS_UPDATE))
    try:
        found = re.search(r"\d+", WAITING.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return Updates(None, RESTART.exists())
    return Updates(int(found.group()) if found else 0, RESTART.exists())
