"""What the system says of itself, in the words of each system; what it does not say is not known."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator import laptop, nearby
from facilitator.laptop import Updates

WINDOWS_SLEEP = """
    Maximum Possible Setting: 0xffffffff
    Current AC Power Setting Index: 0x00000708
    Current DC Power Setting Index: 0x00000384
"""


def says(monkeypatch: pytest.MonkeyPatch, system: str, answers: dict[str, str]) -> None:
    """A system, and what its programs print, by their names or by the last word of what they are asked."""
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(nearby, "answer", lambda *words: answers.get(words[-1], answers.get(words[0], "")))


@pytest.mark.parametrize(
    ("system", "answers", "muted"),
    [
        ("linux", {"wpctl": "Volume: 0.40\n"}, False),
        ("linux", {"wpctl": "Volume: 0.40 [MUTED]\n"}, True),
        ("linux", {"wpctl": "Volume: 0.00\n"}, True),
        ("linux", {"pactl": "Mute: yes\n"}, True),
        ("linux", {"pactl": "Mute: no\n"}, False),
        ("linux", {"amixer": "  Front Left: Playback 20 [31%] [-30.00dB] [off]\n"}, True),
        ("linux", {"amixer": "  Front Left: [31%] [on]\n  Front Right: [31%] [on]\n"}, False),
        ("linux", {}, None),
        ("darwin", {"osascript": "x", "output muted of (get volume settings)": "true\n"}, True),
        ("darwin", {"osascript": "false\n"}, False),
        ("darwin", {"osascript": "missing value\n"}, None),
        ("win32", {}, None),
    ],
)
def test_whether_it_is_muted(
    monkeypatch: pytest.MonkeyPatch, system: str, answers: dict[str, str], muted: bool | None
) -> None:
    says(monkeypatch, system, answers)
    assert laptop.muted() is muted


GNOME = {
    "sleep-inactive-ac-type": "'nothing'\n",
    "sleep-inactive-ac-timeout": "3600\n",
    "sleep-inactive-battery-type": "'suspend'\n",
    "sleep-inactive-battery-timeout": "uint32 900\n",
}


@pytest.mark.parametrize(
    ("system", "answers", "after"),
    [
        ("linux", GNOME, 15),
        ("linux", {**GNOME, "sleep-inactive-battery-type": "'nothing'\n"}, 0),
        ("linux", {}, None),
        ("darwin", {"custom": "Battery Power:\n sleep  1\n displaysleep 2\nAC Power:\n sleep  10\n"}, 1),
        ("darwin", {"custom": "AC Power:\n sleep  0\n"}, 0),
        ("win32", {"STANDBYIDLE": WINDOWS_SLEEP}, 15),
        ("win32", {}, None),
    ],
)
def test_when_it_goes_to_sleep(
    monkeypatch: pytest.MonkeyPatch, system: str, answers: dict[str, str], after: int | None
) -> None:
    says(monkeypatch, system, answers)
    assert laptop.sleeps_after() == after


@pytest.mark.parametrize(
    ("system", "answers", "found"),
    [
        ("darwin", {"LastUpdatesAvailable": "2\n"}, Updates(2)),
        ("darwin", {}, Updates(None)),
        ("win32", {"reg": r"HKEY_LOCAL_MACHINE\SOFTWARE\Auto Update\RebootRequired"}, Updates(None, restart=True)),
        ("win32", {}, Updates(None)),
    ],
)
def test_which_updates_wait(
    monkeypatch: pytest.MonkeyPatch, system: str, answers: dict[str, str], found: Updates
) -> None:
    says(monkeypatch, system, answers)
    assert laptop.updates() == found


@pytest.mark.parametrize(
    ("waiting", "restart", "found"),
    [
        ("\n17 updates can be applied immediately.\n", False, Updates(17)),
        ("", True, Updates(0, restart=True)),
        (None, False, Updates(None)),
        (None, True, Updates(None, restart=True)),
    ],
)
def test_which_updates_wait_on_debian(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, waiting: str | None, restart: bool, found: Updates
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(laptop, "WAITING", tmp_path / "updates-available")
    monkeypatch.setattr(laptop, "RESTART", tmp_path / "reboot-required")
    if waiting is not None:
        (tmp_path / "updates-available").write_text(waiting, encoding="utf-8")
    if restart:
        (tmp_path / "reboot-required").touch()
    assert laptop.updates() == found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.sampled_from(["linux", "darwin", "win32"]))
def test_no_answer_breaks_it(monkeypatch: pytest.MonkeyPatch, said: str, system: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(nearby, "answer", lambda *_words: said)
    assert laptop.muted() in (True, False, None)
    assert (laptop.sleeps_after() or 0) >= 0
    assert (laptop.updates().waiting or 0) >= 0
