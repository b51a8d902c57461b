"""The window is killed between a comment and the board: nothing is lost, the clock is right, phones notice nothing."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest
from web_journey import serving

from facilitator.cli import run
from facilitator.records import load

PATIENCE_S = 60.0


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Wait until something is so."""
    until = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < until, f"never happened: {what}"
        time.sleep(0.02)


def start(*words: str, home: Path) -> subprocess.Popen[str]:
    """A command in a process of its own."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "FACILITATOR_HOME": str(home)}
    call = [sys.executable, "-m", "facilitator", *words]
    return subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True, env=environment)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workshop whose second stage is open, its clock running."""
    path = tmp_path / "day.facilitator"
    assert run(["new", str(path), "--title", "Day", "--method", "focused-conversation"]) == 0
    for words in (["open", "objective"], ["timer", "start"]):
        assert run(["control", str(path), *words]) == 0
    return path


@pytest.fixture
def phone(file: Path) -> Iterator[Phone]:
    """A phone on the workshop's page, served by a process of its own."""
    with serving(file) as (_, url):
        phone = Phone(url)
        yield phone
        phone.connection.close()


class Phone:
    """One connection that stays open, so that a break would be noticed."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.path = parts.path
        self.connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=PATIENCE_S)
        self.connection.connect()
        self.socket = self.connection.sock

    def send(self, text: str, key: str) -> int:
        """Send a note; the status."""
        body, kind = json.dumps({"text": text, "key": key}), {"Content-Type": "application/json"}
        self.connection.request("POST", f"{self.path}/stage/objective", body, kind)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status

    def state(self) -> dict[str, Any]:
        """`GET /CODE/state`."""
        self.connection.request("GET", f"{self.path}/state")
        found: dict[str, Any] = json.loads(self.connection.getresponse().read())
        return found


def open_window(file: Path, home: Path) -> subprocess.Popen[str]:
    """The window, once it follows the file."""
    window = start(str(file), home=home)
    process = psutil.Process(window.pid)

    def follows() -> bool:
        assert window.poll() is None, "the window ended by itself"
        return any(Path(one.path) == file for one in process.open_files())

    wait_for(follows, "the window follows the file")
    return window


def kill(window: subprocess.Popen[str]) -> None:
    """End a window without any warning."""
    window.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    window.wait(60)


def test_a_window_killed_between_a_comment_and_the_board_loses_nothing(
    file: Path, phone: Phone, tmp_path: Path
) -> None:
    before = phone.state()
    window = open_window(file, tmp_path / "home")
    try:
        assert phone.send("sent just before", "key-before-1") == 201
    finally:
        kill(window)
    assert phone.send("sent while it was away", "key-after-01") == 201
    assert phone.connection.sock is phone.socket
    assert phone.state()["timer"] == before["timer"]

    workshop = load.workshop(file)[1]
    objective = workshop.runs["objective"]
    assert [note.text for note in objective.notes] == ["sent just before", "sent while it was away"]
    assert workshop.open_id == "objective"
    assert objective.clock.running
    assert objective.clock.started is not None
    assert objective.clock.ends_at(objective.clock.started) == round(before["timer"]["ends_at"] * 1000)
    assert run(["check", str(file)]) == 0

    again = open_window(file, tmp_path / "home")
    try:
        assert phone.send("sent to the new one", "key-after-02") == 201
    finally:
        kill(again)
    assert len(load.workshop(file)[1].runs["objective"].notes) == 3
