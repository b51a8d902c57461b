"""A copy of a programme beside its original, both with phones: each has a room page and notes of its own."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from frame_help import Opener, append, entries, programme, until

from children import line_of
from facilitator.desktop.parts.background import THREAD
from facilitator.desktop.roompage import process as page_process
from facilitator.desktop.shell.backups import put_in_place
from facilitator.model.entry import Draft
from facilitator.store import copies


@pytest.fixture
def original(home: Path, tmp_path: Path) -> Iterator[tuple[Path, str, subprocess.Popen[str]]]:
    """A programme with an open stage that is served: the file, its page, its web process."""
    path = programme(tmp_path / "original.facilitator", Draft("stage_opened", {}, "w1", "objective"))
    words = ["serve", str(path), "--host", "0.0.0.0", "--port", "0"]
    process = subprocess.Popen([sys.executable, "-m", "facilitator", *words], stdout=subprocess.PIPE, text=True)
    url = str(json.loads(line_of(process))["url"])
    yield path, url, process
    process.kill()
    process.communicate(timeout=60)


@pytest.fixture
def copy(original: tuple[Path, str, subprocess.Popen[str]], tmp_path: Path) -> Path:
    """A copy as somebody makes it in a folder."""
    with contextlib.closing(sqlite3.connect(original[0])) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(shutil.copy(original[0], tmp_path / "copy.facilitator"))


def send(url: str, name: str) -> list[str]:
    """Five notes to a room page; each must be taken. Returns their words."""
    texts = [f"{name} {number}" for number in range(5)]
    for text in texts:
        body = json.dumps({"key": f"key-{text.replace(' ', '-')}", "text": text}).encode()
        asked = urllib.request.Request(f"{url}/stage/objective", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(asked, timeout=20) as answer:
            assert answer.status == 201
    return texts


def notes(path: Path) -> list[str]:
    """The words of the notes in a file."""
    return [entry.body["text"] for entry in entries(path, "note")]


def test_notes_go_into_the_file_whose_page_they_were_sent_to(
    original: tuple[Path, str, subprocess.Popen[str]],
    copy: Path,
    window_of: Opener,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page_process, "PORTS", range(18120, 18140))
    path, url, process = original
    assert entries(copy, "serving")[-1].body["url"] == url
    window = window_of(serves=True)
    window.programmes.open(copy, place="plan")
    sitting = window.programmes.now
    assert sitting.desk.page_url == ""
    until(lambda: not sitting.service.busy)
    assert (sitting.service.state, sitting.desk.page_url) == ("off", "")
    window.go("run")
    until(lambda: sitting.service.state in ("ready", "failed"))
    until(lambda: sitting.service.url)
    assert f":{sitting.service.up.port}/" not in url
    assert sitting.desk.page_url == sitting.service.url
    until(lambda: sitting.console.foot.address.text().endswith(f":{sitting.service.up.port}"))
    to_original, to_copy = send(url, "original"), send(sitting.service.local_url, "copy")
    until(lambda: len(sitting.desk.workshop.runs["objective"].notes) == 5)
    assert [note.text for note in sitting.console.area.run.notes] == to_copy
    assert (notes(path), notes(copy)) == (to_original, to_copy)

    own = sitting.service.up.process
    sitting.service.stop()
    until(lambda: own.poll() is not None)
    until(lambda: not [thread for thread in threading.enumerate() if thread.name == THREAD])
    assert process.poll() is None
    assert send(url, "later") == notes(path)[5:]


def test_a_safe_copy_of_a_copy_is_put_in_place_while_the_original_is_served(
    original: tuple[Path, str, subprocess.Popen[str]], copy: Path
) -> None:
    path, url, process = original
    kept = put_in_place(copy, copies.back_up(copy))
    assert kept is not None
    assert process.poll() is None
    assert entries(path, "serving_stop") == []
    assert send(url, "original") == notes(path)
    append(path, Draft("serving_stop", {}, "w1"))
    assert process.wait(60) == 0
