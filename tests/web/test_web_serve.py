"""The web process: it says when it is ready, and it never stays behind.

What only a process of its own can show is seen from outside; the rest runs in a thread of the tests' process.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from web_helpers import PATIENCE_S, W, append, entries, make

from children import line_of
from facilitator.model.entry import Draft
from facilitator.store.faults import Fault
from facilitator.store.file import create
from facilitator.web import serve

STARTER = """
import sys
from pathlib import Path
from facilitator.web.serve import serve
code = serve(Path(sys.argv[1]), None, "127.0.0.1", 0)
print("window toolkit" if any(name.startswith("PySide6") for name in sys.modules) else "none", flush=True)
sys.exit(code)
"""

FEW_FILES = """
from contextlib import suppress
with suppress(ImportError):
    import resource
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))
"""


class Process:
    """A web process over a file."""

    def __init__(self, path: Path, first: str = "") -> None:
        words = [sys.executable, "-c", first + STARTER, str(path)]
        self.child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def ready(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(line_of(self.child))
        return found

    def end(self) -> tuple[int, str, str]:
        out, err = self.child.communicate(timeout=60)
        return self.child.returncode, out, err

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_: object) -> None:
        if self.child.poll() is None:
            self.child.kill()
        self.child.communicate(timeout=60)


class Here:
    """The same in a thread of this process; what it prints goes to `capsys`."""

    def __init__(self, path: Path, port: int = 0, **ends: float) -> None:
        self.path = path
        self.codes: list[int] = []
        self.thread = Thread(target=self._serve, args=(port, serve.Ends(**ends)), daemon=True)
        self.thread.start()

    def _serve(self, port: int, ends: serve.Ends) -> None:
        self.codes.append(serve.serve(self.path, None, "127.0.0.1", port, ends))

    def where(self) -> str:
        """Its address, once phones can come."""
        until = time.monotonic() + PATIENCE_S
        while not (told := entries(self.path, "serving")):
            assert self.thread.is_alive() and time.monotonic() < until
            time.sleep(0.01)
        return str(told[-1].body["url"]).rpartition("/")[0]

    def end(self) -> int:
        """The code it ended with."""
        self.thread.join(60)
        (code,) = self.codes
        return code


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Here]]:
    """Serves here, and leaves this process as it was."""
    monkeypatch.setattr(gc, "freeze", lambda: None)
    switching, rubbish = sys.getswitchinterval(), gc.get_threshold()
    with ExitStack() as held:
        with suppress(ImportError):
            import resource

            held.callback(resource.setrlimit, resource.RLIMIT_NOFILE, resource.getrlimit(resource.RLIMIT_NOFILE))
        held.callback(gc.set_threshold, *rubbish)
        held.callback(sys.setswitchinterval, switching)
        yield Here


def until_read(where: str, seq: int) -> None:
    """Ask until the process has read the file so far; it fails once the process does not answer any more."""
    while True:
        with urllib.request.urlopen(f"{where}/ready", timeout=60) as answer:
            if json.load(answer)["seq"] >= seq:
                return


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "trial.facilitator"
    make(path)
    return path


def test_it_says_where_it_is_and_ends_cleanly_when_asked(path: Path) -> None:
    with Process(path) as process:
        ready = process.ready()
        assert ready["ready"] is True
        assert (ready["workshop"], ready["pid"]) == (W, process.child.pid)
        assert ready["url"].endswith(ready["code"])
        with urllib.request.urlopen(ready["url"], timeout=60) as answer:
            assert answer.status == 200
        stream = socket.create_connection(("127.0.0.1", int(ready["url"].split(":")[2].split("/")[0])))
        stream.sendall(f"GET /{ready['code']}/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        assert stream.recv(100).startswith(b"HTTP/1.1 200")
        serving = entries(path, "serving")[-1].body
        assert (serving["url"], serving["pid"]) == (ready["url"], process.child.pid)
        process.child.send_signal(signal.SIGTERM if os.name == "posix" else signal.SIGBREAK)
        assert process.end() == (0, "none\n", "")
        stream.close()


def test_it_ends_when_the_file_says_so(path: Path, here: type[Here], capsys: pytest.CaptureFixture[str]) -> None:
    served = here(path)
    where = served.where()
    append(path, Draft("serving_stop", {}, W))
    assert served.end() == 0
    out, err = capsys.readouterr()
    ready = json.loads(out)
    assert (ready["ready"], ready["workshop"], ready["pid"], err) == (True, W, os.getpid(), "")
    assert ready["url"] == f"{where}/{ready['code']}"


def test_an_old_stop_does_not_stop_a_new_process(path: Path, here: type[Here]) -> None:
    append(path, Draft("serving_stop", {}, W))
    served = here(path)
    where = served.where()
    for number in range(10):
        append(path, Draft("screen", {"blank": number % 2 == 0}, W))
        until_read(where, entries(path)[-1].seq)
    append(path, Draft("serving_stop", {}, W))
    assert served.end() == 0


def test_it_ends_some_time_after_the_workshop_is_finished(path: Path, here: type[Here]) -> None:
    served = here(path, after_finish_s=0.3)
    served.where()
    append(path, Draft("finished", {}, W))
    assert served.end() == 0


def test_it_ends_when_nothing_happens_for_long(path: Path, here: type[Here]) -> None:
    assert here(path, idle_s=0.5).end() == 0


@pytest.mark.logs("was moved")
def test_it_ends_when_its_file_does_not_come_back(path: Path, here: type[Here]) -> None:
    served = here(path, away_s=0.3)
    served.where()
    path.rename(path.with_name("elsewhere.facilitator"))
    assert served.end() == 0


def test_a_comment_gets_through_when_connections_have_run_out(path: Path) -> None:
    with Process(path, FEW_FILES) as process, ExitStack() as crowd:
        url = process.ready()["url"]
        where = ("127.0.0.1", int(url.split(":")[2].split("/")[0]))
        for _ in range(400):
            crowd.enter_context(socket.create_connection(where, timeout=20))
        body = json.dumps({"text": "Through the crowd"}).encode()
        note = urllib.request.Request(f"{url}/stage/facts", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(note, timeout=20) as answer:
            assert answer.status == 201
        append(path, Draft("serving_stop", {}, W))
        assert process.end() == (0, "none\n", "")
    assert [e.body["text"] for e in entries(path, "note")] == ["Through the crowd"]


def test_what_cannot_be_served_is_said_in_a_sentence(
    path: Path, tmp_path: Path, here: type[Here], capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.facilitator"
    create(empty)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        for programme, port, words in (
            (path, taken.getsockname()[1], "cannot be used"),
            (tmp_path / "no.facilitator", 0, "is not there"),
            (empty, 0, "It has no workshop yet."),
        ):
            assert here(programme, port).end() == 1
            out, err = capsys.readouterr()
            assert (out, err.count("\n")) == ("", 1)
            assert words in err


def test_when_the_usual_port_is_taken_the_next_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(serve, "DEFAULT_PORT", port)
        with serve.bind("127.0.0.1", port) as bound:
            assert port < bound.getsockname()[1] < port + serve.TRIED
        monkeypatch.setattr(serve, "DEFAULT_PORT", 1)
        with pytest.raises(Fault, match="cannot be used"):
            serve.bind("127.0.0.1", port)
