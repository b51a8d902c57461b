"""What the system says of the network, in the words of each system; what it does not say is not known."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import nearby
from facilitator.nearby import Firewall, Stance

LINUX = """IP address       HW type     Flags       HW address            Mask     Device
192.168.43.77    0x1         0x2         a2:1b:0c:44:55:66     *        wlan0
192.168.43.90    0x1         0x0         00:00:00:00:00:00     *        wlan0
"""
MAC = """? (192.168.43.77) at a2:1b:c:44:55:66 on en0 ifscope [ethernet]
? (192.168.43.90) at (incomplete) on en0 ifscope [ethernet]
? (224.0.0.251) at 1:0:5e:0:0:fb on en0 ifscope permanent [ethernet]
"""
WINDOWS = """Interface: 192.168.43.20 --- 0x5
  Internet Address      Physical Address      Type
  192.168.43.77         a2-1b-0c-44-55-66     dynamic
  192.168.43.255        ff-ff-ff-ff-ff-ff     static
  224.0.0.22            01-00-5e-00-00-16     static
"""


@pytest.mark.parametrize("said", [LINUX, MAC, WINDOWS])
def test_who_was_near_is_read_from_the_table_of_any_system(said: str) -> None:
    assert nearby.devices(said) == {"192.168.43.77"}


@given(st.text())
def test_no_table_breaks_it(said: str) -> None:
    assert isinstance(nearby.devices(said), frozenset)
    assert nearby.mac_firewall(said).name == "macOS"


@pytest.mark.parametrize(
    ("said", "stance"),
    [
        ("Firewall is disabled. (State = 0)", Stance.OFF),
        ("Firewall is enabled. (State = 1)", Stance.ON),
        ("Firewall is blocking all non-essential incoming connections. (State = 2)", Stance.SHUT),
        ("", Stance.UNKNOWN),
    ],
)
def test_what_macos_says_of_its_firewall(said: str, stance: Stance) -> None:
    assert nearby.mac_firewall(said) == Firewall(stance, "macOS")


@pytest.mark.parametrize(
    ("answers", "ufw", "expected"),
    [
        ({"--state": "running\n", "--query-port=8080/tcp": "yes\n"}, None, Firewall(Stance.LETS_IN, "firewalld")),
        ({"--state": "running\n", "--query-port=8080/tcp": "no\n"}, None, Firewall(Stance.ON, "firewalld")),
        ({}, "LOGLEVEL=low\nENABLED=yes\n", Firewall(Stance.ON, "ufw")),
        ({}, "# ENABLED=yes\nENABLED=no\n", Firewall(Stance.OFF, "ufw")),
        ({}, None, Firewall(Stance.UNKNOWN)),
    ],
)
def test_what_linux_says_of_its_firewall(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answers: dict[str, str], ufw: str | None, expected: Firewall
) -> None:
    rules = tmp_path / "ufw.conf"
    if ufw is not None:
        rules.write_text(ufw, encoding="utf-8")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(nearby, "UFW", rules)
    monkeypatch.setattr(nearby, "answer", lambda *words: answers.get(words[-1], ""))
    assert nearby.firewall(8080) == expected


@pytest.mark.parametrize(
    ("said", "name"), [("no:Cafe\nyes:Hall-Guest\n", "Hall-Guest"), ("yes:a\\:b\n", "a:b"), ("no:Cafe\n", ""), ("", "")]
)
def test_the_name_of_the_wifi(monkeypatch: pytest.MonkeyPatch, said: str, name: str) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(nearby, "answer", lambda *_words: said)
    assert nearby.wifi_name() == name


def test_a_system_that_does_not_answer_in_time_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []

    def slow(*_words: object, timeout: float, **_more: object) -> None:
        given.append(timeout)
        raise subprocess.TimeoutExpired("x", timeout)

    monkeypatch.setattr(subprocess, "run", slow)
    assert nearby.answer(sys.executable, "-c", "pass") == ""
    assert given == [nearby.PATIENCE_S]


def test_a_program_that_is_not_there_says_nothing() -> None:
    assert nearby.answer("no-such-program-at-all") == ""
