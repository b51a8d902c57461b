"""Starting and asking after the room page's process. Everything here may wait: call it aside, never in the window."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.desktop.machine import program
from facilitator.model.addresses import Address
from facilitator.paths import user_data
from facilitator.store.faults import Fault

PORTS = range(8080, 8100)
START_S = 30.0
END_S = 8.0
THANKS_S = 120.0
ASK_S = 1.5


@dataclass(frozen=True, slots=True)
class Up:
    """A room page that answers: its port, its process, and the handle of it when this window started it."""

    port: int
    pid: int
    process: subprocess.Popen[bytes] | None = None


def answers(port: int, workshop_id: str) -> bool:
    """Whether the room page of that workshop answers on this computer's port."""
    from http.client import HTTPConnection, HTTPException

    connection = HTTPConnection("127.0.0.1", port, timeout=ASK_S)
    try:
        connection.request("GET", "/ready")
        answer = connection.getresponse()
        data = json.loads(answer.read(4096))
    except (OSError, HTTPException, ValueError):
        return False
    finally:
        connection.close()
    return answer.status == 200 and isinstance(data, dict) and data.get("workshop") == workshop_id


def alive(up: Up) -> bool:
    """Whether its process is still there; one that an earlier window started is believed to be."""
    return up.process is None or up.process.poll() is None


def bring_up(path: Path, workshop_id: str, serving: Mapping[str, Any]) -> Up:
    """The room page that is on already, else a new one. Raises Fault with a sentence when none comes up."""
    known = serving.get("port")
    if isinstance(known, int) and answers(known, workshop_id):
        return Up(known, int(serving.get("pid", 0)))
    port = free_port(known if isinstance(known, int) else PORTS.start)
    log = user_data() / "logs" / f"room-page-{workshop_id}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    words = [*program(), "serve", str(path), "--workshop", workshop_id, "--host", "0.0.0.0", "--port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=out, stderr=out, **_apart())
    return _wait_for(process, log)


def _wait_for(process: subprocess.Popen[bytes], log: Path) -> Up:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
            if (port := _ready(line)) is not None:
                return Up(port, process.pid, process)
        if process.poll() is not None:
            raise Fault(f"The room page could not be started: {_last_words(log)}")
        time.sleep(0.05)
    process.kill()
    process.wait()
    raise Fault("The room page did not come up within half a minute. Try again, or start the computer anew.")


def _ready(line: str) -> int | None:
    if not line.startswith("{"):
        return None
    try:
        data = json.loads(line)
    except ValueError:
        return None
    if not isinstance(data, dict) or data.get("ready") is not True:
        return None
    found = re.search(r":(\d+)/", str(data.get("url", "")))
    return int(found[1]) if found else None


def _last_words(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else "it ended without a word."


def free_port(wanted: int) -> int:
    """The wanted port, or the next of PORTS that nothing else uses; 0 (any) when all are taken."""
    candidates: list[int] = [wanted, *PORTS]
    for port in candidates:
        with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("0.0.0.0", port))
            except OSError:
                continue
            return port
    return 0


def see_off(up: Up, patience_s: float = END_S) -> None:
    """Wait until a process that was asked to end has ended; one that this window started is ended if it does not."""
    if up.process is None:
        wait_until_closed(up.port, patience_s)
        return
    try:
        up.process.wait(patience_s)
    except subprocess.TimeoutExpired:
        up.process.terminate()
        try:
            up.process.wait(END_S)
        except subprocess.TimeoutExpired:
            up.process.kill()
            up.process.wait()


def wait_until_closed(port: int, patience_s: float = END_S) -> bool:
    """Wait until nothing listens at a port of this computer; returns whether that came true in time."""
    until = time.monotonic() + patience_s
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=ASK_S).close()
        except OSError:
            return True
        time.sleep(0.1)
    return False


def addresses() -> list[Address]:
    """This computer's addresses, the one that phones most likely reach first."""
    from facilitator import network

    return network.addresses()


def _apart() -> dict[str, Any]:
    """What makes a process outlive the window."""
    if sys.platform == "win32":
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
        return {"creationflags": flags}
    return {"start_new_session": True}
