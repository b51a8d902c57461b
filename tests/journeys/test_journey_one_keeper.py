"""Journeys of the room page's process: one for each workshop of a file, whoever starts it, and never another file's."""

from __future__ import annotations

import contextlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from process_journey import append, command, copied, day, kill, nothing_left, servers, wait_for

from children import line_of
from facilitator.cli import run
from facilitator.model.entry import Draft
from facilitator.records import load
from facilitator.store import copies
from facilitator.store.feed import keeping

BRING_UP = """
import json, sys
from pathlib import Path
from facilitator.desktop.roompage import process as page_process
for _ in sys.stdin:
    up = page_process.bring_up(Path(sys.argv[1]), "w1", None)
    print(json.dumps([up.port, up.pid, up.process is not None]), flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """A programme; no process over it is left after the test."""
    with nothing_left(tmp_path):
        yield day(tmp_path / "day.facilitator", "w1", "w2")


def served(path: Path, workshop: str = "w1") -> tuple[Any, dict[str, Any]]:
    """`serve` in a process of its own, once phones can come: the process, and what it said."""
    words = ["serve", str(path), "--workshop", workshop, "--host", "127.0.0.1", "--port", "0"]
    process = command(*words)
    return process, json.loads(line_of(process))


def test_a_second_serve_says_where_the_first_one_is(path: Path) -> None:
    first, said = served(path)
    second = command("serve", str(path), "--workshop", "w1", "--port", "0")
    out, err = second.communicate(timeout=60)
    assert (second.returncode, out) == (1, "")
    assert err == f"The room page of this workshop is on already at {said['url']}. Stop that one to start another.\n"
    other, elsewhere = served(path, "w2")
    assert elsewhere["url"] != said["url"]
    kill(first)
    kill(other)


def test_two_web_processes_on_one_file_take_the_notes_of_two_workshops_at_once(path: Path) -> None:
    names = ("w1", "w2")
    both = [served(path, name) for name in names]
    with contextlib.ExitStack() as held:
        phones = [held.enter_context(httpx.Client(trust_env=False)) for _ in both]
        for n in range(20):
            for phone, name, (_, said) in zip(phones, names, both, strict=True):
                answer = phone.post(f"{said['url']}/stage/objective", json={"text": f"{name} {n}"})
                assert answer.status_code == 201
    for name, (process, _) in zip(names, both, strict=True):
        kill(process)
        notes = load.workshop(path, name)[1].runs["objective"].notes
        assert sorted(note.text for note in notes) == sorted(f"{name} {n}" for n in range(20))


def test_after_a_kill_the_next_one_starts_and_a_lock_that_is_let_go_leaves_no_file(path: Path) -> None:
    first, said = served(path)
    there = keeping(path, "w1").who()
    assert there is not None
    assert (there.pid, there.url) == (said["pid"], said["url"])
    kill(first)
    assert keeping(path, "w1").who() is None
    second, again = served(path)
    assert again["pid"] != said["pid"]
    append(path, Draft("serving_stop", {}, "w1"))
    assert second.wait(60) == 0
    second.communicate(timeout=60)
    assert keeping(path, "w1").who() is None


def ask(windows: list[subprocess.Popen[str]]) -> list[list[Any]]:
    """Have windows look after the room page at the same moment: port, process, and whether it is a child of theirs."""
    for window in windows:
        assert window.stdin is not None
        window.stdin.write("go\n")
        window.stdin.flush()
    return [json.loads(line_of(window)) for window in windows if window.stdout]


def test_two_windows_have_one_room_page_whenever_they_start_it_together(path: Path) -> None:
    windows = [command(BRING_UP, str(path), python=True) for _ in range(2)]
    for _ in range(5):
        said = ask(windows)
        assert said[0][:2] == said[1][:2]
        assert sorted(own for _, _, own in said) == [False, True]
        (server,) = servers(path)
        assert server.pid == said[0][1]
        server.kill()
        wait_for(lambda: keeping(path, "w1").who() is None, "the lock is free")
    ((_, pid, _), _) = ask(windows)
    for window in windows:
        kill(window)
    assert [server.pid for server in servers(path)] == [pid]


def test_a_safe_copy_is_not_put_in_the_place_of_a_file_that_is_served(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    safe = copies.back_up(path)
    process, said = served(path, "w2")
    words = ["check", str(path), "--restore-from", str(safe)]
    assert run(words) == 1
    assert f"is on at {said['url']}. Stop it first" in capsys.readouterr().err
    kill(process)
    assert run(words) == 0


def test_the_status_of_a_copy_does_not_name_the_page_of_its_original(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    process, said = served(path)
    status = ["control", str(path), "--workshop", "w1", "status", "--json"]
    assert run(status) == 0
    assert json.loads(capsys.readouterr().out)["serving"]["url"] == said["url"]
    kill(process)
    assert run(status) == 0
    assert json.loads(capsys.readouterr().out)["serving"] is None
    process, said = served(path)
    copy = copied(path, tmp_path / "copy.facilitator")
    serving = load.workshop(copy, "w1")[1].serving
    assert serving is not None
    assert said["url"] == serving.url
    assert run(["control", str(copy), "--workshop", "w1", "status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["serving"] is None
    kill(process)
