"""Journeys: the web process dies in the middle of a burst, the file is held, the disk is full. No note is lost."""

from __future__ import annotations

import concurrent.futures
import contextlib
import http.client
import json
import sqlite3
import threading
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from web_journey import make_day, serving

from facilitator.store import copies

STAGE = "/stage/objective"
FULL = """
import resource, sys
from pathlib import Path
from facilitator.web.serve import serve
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
sys.exit(serve(Path(sys.argv[1]), None, "127.0.0.1", 0))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_day(tmp_path / "day.facilitator")


def post(url: str, key: str, text: str) -> tuple[int, dict[str, Any]]:
    """Send one note; status 0 when no answer came."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=60)
    try:
        body = json.dumps({"key": key, "text": text})
        connection.request("POST", parts.path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    except (OSError, http.client.HTTPException, ValueError):
        return 0, {}
    finally:
        connection.close()


def stored(path: Path) -> dict[str, str]:
    """The notes in the file, text by key; fails when a key is there twice."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT key, json_extract(body, '$.text') FROM log WHERE kind = 'note'").fetchall()
    assert len(rows) == len({key for key, _ in rows})
    return dict(rows)


def test_a_kill_in_the_middle_of_a_burst_loses_nothing_that_was_acknowledged(path: Path) -> None:
    wanted = {f"journey-key-{n:04}": f"Note {n}" for n in range(500)}
    acknowledged: set[str] = set()
    counting = threading.Lock()
    with serving(path) as (child, url), concurrent.futures.ThreadPoolExecutor(24) as pool:

        def send(key: str, text: str) -> None:
            """Send one; whoever is told of the 200th kills the process before anybody is told of another."""
            status, _ = post(url + STAGE, key, text)
            with counting:
                if status == 201:
                    acknowledged.add(key)
                if len(acknowledged) == 200 and child.poll() is None:
                    child.kill()
                    child.wait(60)

        list(pool.map(send, wanted.keys(), wanted.values()))
    assert 200 <= len(acknowledged) < 200 + 24
    assert acknowledged <= stored(path).keys()
    with serving(path) as (_, url), concurrent.futures.ThreadPoolExecutor(24) as pool:
        statuses = list(pool.map(lambda pair: post(url + STAGE, *pair)[0], wanted.items()))
    assert set(statuses) <= {200, 201}
    assert stored(path) == wanted
    assert copies.check(path).problems == []


def test_while_the_file_is_held_phones_are_told_to_try_again(path: Path) -> None:
    with serving(path) as (_, url):
        assert post(url + STAGE, "before-the-lock", "Before")[0] == 201
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        status, said = post(url + STAGE, "in-the-lock", "Held")
        assert (status, said["retry"]) == (503, True)
        other.execute("ROLLBACK")
        other.close()
        assert post(url + STAGE, "in-the-lock", "Held")[0] == 201
    assert list(stored(path).values()) == ["Before", "Held"]


@pytest.mark.parametrize("room", [48_000])
def test_when_the_disk_is_full_phones_are_told_and_the_rest_is_kept(path: Path, room: int) -> None:
    pytest.importorskip("resource")
    limit = path.stat().st_size + room
    acknowledged, refused = {}, {}
    with serving(path, "-c", FULL, str(path), str(limit)) as (_, url):
        for number in range(400):
            key, text = f"full-key-{number:04}", f"{number} " + "words " * 40
            status, said = post(url + STAGE, key, text)
            if status == 201:
                acknowledged[key] = text.strip()
                continue
            assert (status, said["retry"]) == (503, True)
            refused[key] = text.strip()
            if len(refused) == 3:
                break
    assert acknowledged
    assert refused
    assert stored(path) == acknowledged
    with serving(path) as (_, url):
        assert {post(url + STAGE, key, text)[0] for key, text in refused.items()} == {201}
    assert stored(path) == {**acknowledged, **refused}
    assert copies.check(path).problems == []
