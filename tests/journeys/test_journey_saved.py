"""What the window calls saved is in the file, whatever was done with the file before: looked at in real processes."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from web_journey import make_day, serving

from facilitator.cli import run
from facilitator.records import load
from facilitator.store.feed import open_feed

JSON = "application/json"
CHILD = Path(__file__).with_name("saved_child.py")
ACTS = (
    *("nothing", "preview", "forms", "summary", "export", "new_workshop", "copy", "safe_copy", "safe_copies"),
    *("erase", "restore", "choose_a_file", "commands", "methods", "finish"),
)
ALONE = ("nothing", "preview", "summary", "export", "new_workshop", "erase", "restore", "finish")


@pytest.fixture
def day(tmp_path: Path) -> Path:
    """A workshop with its first question open, in a folder with an odd name."""
    folder = tmp_path / "a#b %25 é 字"
    folder.mkdir()
    path = folder / "day #1.facilitator"
    assert run(["new", str(path), "--title", "Day", "--method", "focused-conversation"]) == 0
    assert run(["control", str(path), "open", "objective"]) == 0
    return path


def lived(path: Path, *acts: str) -> dict[str, Any]:
    """What a window says of a day that ended by SIGKILL."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "FACILITATOR_HOME": str(path.parent / "home")}
    words = [sys.executable, str(CHILD), str(path), *acts]
    child = subprocess.run(words, capture_output=True, text=True, env=environment, check=False, timeout=240)
    lines = [line for line in child.stdout.splitlines() if line.startswith('{"saved"')]
    assert lines, child.stderr[-3000:]
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def kept(path: Path) -> list[str]:
    """The notes that are in the file."""
    first = next(iter(load.programme(path).workshops.values()))
    return [note.text for note in first.runs["objective"].notes]


def test_a_whole_day_opens_the_file_only_through_sqlite_and_keeps_every_lock(day: Path) -> None:
    found = lived(day, *ACTS)
    assert (found["opened"], found["unlocked"], found["trouble"]) == ([], [], [])
    in_file = kept(day)
    assert [text for text in found["saved"] + found["board"] if text not in in_file] == []
    assert len(found["saved"]) == 3 * len(ACTS)
    assert run(["check", str(day)]) == 0


@pytest.mark.parametrize("act", ALONE)
def test_twenty_of_twenty_notes_are_in_the_file_after_an_act_and_a_kill(day: Path, act: str) -> None:
    found = lived(day, act)
    assert len(found["saved"]) == 20
    assert [text for text in found["saved"] + found["board"] if text not in kept(day)] == []


def test_a_file_put_in_the_place_of_a_served_one_stays_as_it_is_and_no_saved_note_is_lost(
    tmp_path: Path,
) -> None:
    path, other = make_day(tmp_path / "day.facilitator"), make_day(tmp_path / "other.facilitator", stage="open")
    fingerprint = entries(other)
    with serving(path) as (_, url):
        at = urlsplit(url)
        phone = http.client.HTTPConnection(str(at.hostname), at.port, timeout=60)

        def send(text: str) -> int:
            phone.request("POST", f"{at.path}/stage/objective", json.dumps({"text": text}), {"Content-Type": JSON})
            answer = phone.getresponse()
            answer.read()
            return answer.status

        said = {f"before {number}": send(f"before {number}") for number in range(10)}
        other.replace(path)
        said |= {f"after {number}": send(f"after {number}") for number in range(10)}
        assert entries(path) == fingerprint
        phone.close()
    assert run(["check", str(path)]) == 0
    assert entries(path) == fingerprint
    acknowledged = [text for text, status in said.items() if status == 201]
    assert acknowledged == [f"before {number}" for number in range(10)]
    assert set(said.values()) == {201, 503}
    (kept_file,) = tmp_path.glob("day kept *.facilitator")
    assert [text for text in acknowledged if text not in kept(kept_file)] == []


def entries(path: Path) -> list[tuple[int, str]]:
    """Number and key of everything in a file."""
    with contextlib.closing(open_feed(path)) as log:
        return [(entry.seq, entry.key) for entry in log.pull(0)]
