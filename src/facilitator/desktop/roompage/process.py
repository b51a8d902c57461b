"""Starting and asking after the room page's process. Everything here may wait: call it aside, never in the window."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.model.addresses import Address
from facilitator.model.bodies import Serving
from facilitator.model.say import say
from facilitator.paths import own, own_folder, program, user_data
from facilitator.store.faults import Fault
from facilitator.store.feed import keeping
from facilitator.store.port import Keeper, Keeping

PORTS = range(8080, 8100)
START_S = 30.0
END_S = 8.0
THANKS_S = 120.0
ASK_S = 1.5
PAUSE_S = 0.05
TRIES = 3


@dataclass(frozen=True, slots=True)
class Up:
    """A room page that answers: its port, its process and its handle when this window started it, and whose it is."""

    port: int
    pid: int
    room: Keeping
    process: subprocess.Popen[bytes] | None = None


def answers(port: int, room: Keeping) -> bool:
    """Whether the room page of that workshop of that very programme answers on this computer's port."""
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
    if answer.status != 200 or not isinstance(data, dict):
        return False
    return (data.get("workshop"), data.get("file")) == (room.workshop, room.identity)


def lives(up: Up) -> bool:
    """Whether its process is there and its page answers for the same file as before."""
    return alive(up) and answers(up.port, up.room)


def alive(up: Up) -> bool:
    """Whether its process is still there; one that an earlier window started is believed to be."""
    return up.process is None or up.process.poll() is None


def find(path: Path, workshop_id: str, serving: Serving | None) -> Up | None:
    """The room page of this very file that answers, whoever started it. Raises Fault when the file is not there.

    `serving` is what the log says of it, which may be long past or of the file that this one is a copy of.
    """
    room = keeping(path, workshop_id)
    there = room.who() or Keeper()
    told = serving or Serving()
    for port, pid in ((there.port, there.pid), (told.port, told.pid)):
        if port and answers(port, room):
            return Up(port, pid, room)
    return None


def bring_up(
    path: Path,
    workshop_id: str,
    serving: Serving | None,
    going: Up | None = None,
    attached: bool = False,
) -> Up:
    """The room page that is on already, else a new one; first the one that is `going` is waited for.

    An `attached` one ends with this process, others outlive it. Raises Fault with a sentence when none comes up.
    """
    if going is not None:
        see_off(going)
    wanted = serving.port if serving and serving.port else PORTS.start
    trouble = Fault(say("The room page is being started and stopped elsewhere. Try again in a moment."))
    lost = 0
    for _ in range(TRIES):
        room = keeping(path, workshop_id)
        if (up := find(path, workshop_id, serving) or _settled(room)) is not None:
            return up
        port = free_port(wanted) if lost < TRIES - 1 else 0
        try:
            if (up := start_one(path, room, port, attached)) is not None:
                return up
        except Fault as fault:
            if free_port(port) == port:
                raise
            trouble, lost = (
                fault,
                lost + 1,
            )  # somebody was faster at the port: the next one, in the end any that the system gives
    raise trouble


def _settled(room: Keeping) -> Up | None:
    """The one that is starting, once it answers; None once nobody has the lock. One that does neither is ended."""
    began = time.monotonic()
    while (there := room.who()) is not None:
        if there.port and answers(there.port, room):
            return Up(there.port, there.pid, room)
        if time.monotonic() - began > (END_S if there.port else START_S):
            _end(there.pid)
        time.sleep(PAUSE_S)
    return None


def _end(pid: int) -> None:
    """End the process that has the lock but does not answer."""
    import psutil

    if pid <= 0:
        return
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        process.terminate()
        try:
            process.wait(END_S)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(END_S)


def start_one(path: Path, room: Keeping, port: int, attached: bool) -> Up | None:
    """Start one and wait for it; None when another was faster and is gone again."""
    log = user_data() / "logs" / f"room-page-{room.workshop}-{room.identity[:6]}.log"
    own_folder(log.parent)
    words = [*program(), "serve", str(path), "--workshop", room.workshop, "--host", "0.0.0.0"]
    words += ["--port", str(port)]
    with open(log, "ab", opener=own) as out:
        if room.who() is None:
            out.truncate(0)
        if attached:
            process = subprocess.Popen([*words, "--with-starter"], stdin=subprocess.PIPE, stdout=out, stderr=out)
        else:
            process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=out, stderr=out, **_apart())
    return _wait_for(process, log, room)


def _wait_for(process: subprocess.Popen[bytes], log: Path, room: Keeping) -> Up | None:
    """The new one, or the one that was faster."""
    until, beaten = time.monotonic() + START_S, False
    while time.monotonic() < until:
        ended = process.poll() is not None
        there = room.who()
        mine = there is not None and process.pid in (there.pid, there.starter)
        beaten = beaten or (there is not None and there.pid > 0 and not mine)
        if there is not None and (mine or ended) and there.port and answers(there.port, room):
            if not mine:
                let_go(process)
            return Up(there.port, there.pid, room, process if mine else None)
        if ended and there is None:
            let_go(process)
            if beaten:
                return None
            raise Fault(say("The room page could not be started: {last_words}", last_words=_last_words(log)))
        time.sleep(PAUSE_S)
    process.kill()
    process.wait()
    let_go(process)
    raise Fault(say("The room page did not come up within half a minute. Try again, or restart the computer."))


def let_go(process: subprocess.Popen[bytes]) -> None:
    """Close what an attached process was held by."""
    if process.stdin is not None:
        process.stdin.close()


def _last_words(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else say("it ended without a word.")


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


def _never() -> bool:
    return False


def see_off(up: Up, patience_s: float = END_S, wanted: Callable[[], bool] = _never) -> None:
    """Wait until a process that was asked to end has ended; one that this window started is ended if it does not.

    Nothing is waited for or ended any more once it is `wanted` again.
    """
    if up.process is None:
        _wait(lambda: _gone(up), patience_s)
        return
    process = up.process
    _wait(lambda: process.poll() is not None or wanted(), patience_s)
    if wanted():
        return
    if up.process.poll() is None:
        up.process.terminate()
        try:
            up.process.wait(END_S)
        except subprocess.TimeoutExpired:
            up.process.kill()
            up.process.wait()
    let_go(up.process)


def wait_until_gone(room: Keeping, port: int = 0, patience_s: float = END_S) -> bool:
    """Wait until nobody serves a workshop of a programme; returns whether that came true in time.

    A page that another programme's process, or another program, has at the port is nobody to wait for.
    """
    return _wait(lambda: _gone(Up(port, 0, room)), patience_s)


def _gone(up: Up) -> bool:
    """Whether its process let go of the lock, for good or for another one, and its page answers no more."""
    there = up.room.who()
    if there is not None:
        return 0 not in (up.pid, there.pid) and there.pid != up.pid
    return not (up.port and answers(up.port, up.room))


def _wait(condition: Callable[[], bool], patience_s: float) -> bool:
    until = time.monotonic() + patience_s
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(PAUSE_S)
    return True


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
