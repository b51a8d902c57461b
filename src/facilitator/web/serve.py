"""The web process: opens a file, binds a port, says where it is, serves, and ends by itself."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import logging
import os
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn

from facilitator import network
from facilitator.model.entry import Draft
from facilitator.store import file, keeper
from facilitator.store.faults import Fault, KeyTaken
from facilitator.store.keeper import Hold
from facilitator.web import pages
from facilitator.web.app import app
from facilitator.web.room import Room

DEFAULT_PORT = 8080
TRIED = 20
AFTER_FINISH_S = 60.0
IDLE_S = 3 * 3600.0
SWITCH_S = 0.0005
"""The writer's thread gives the interpreter away with every row; it must not wait 5 ms each time to get it back."""
_ANYWHERE = ("", "0.0.0.0", "::")


@dataclass(frozen=True, slots=True)
class Ends:
    """When the process ends by itself: so many seconds after the workshop is finished, and when nothing happens."""

    after_finish_s: float = AFTER_FINISH_S
    idle_s: float = IDLE_S


class Server(uvicorn.Server):
    """A server that ends its event streams first, and for which being asked to stop is no failure."""

    def __init__(self, config: uvicorn.Config, room: Room) -> None:
        super().__init__(config)
        self._room = room

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop when it is convenient."""
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, answer what is asked, stop."""
        self._room.leave()
        await super().shutdown(sockets)


def serve(
    path: Path,
    workshop_id: str | None = None,
    host: str = "0.0.0.0",
    port: int = DEFAULT_PORT,
    ends: Ends = Ends(),
) -> int:
    """Serve one workshop of a file to phones until told to stop; returns the exit code.

    Ends on SIGTERM or SIGINT, on a `serving_stop` entry, some time after the workshop is finished, or when nothing
    happens for long. Prints one JSON line when phones can come. Port 0 takes any free port. While another process
    serves the same workshop of the same file, this one says where and gives up.
    """
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    with contextlib.ExitStack() as held:
        try:
            file.prepare(path)
            room = Room(path, workshop_id)
            hold = keeper.take(room.file, room.workshop.id)
            held.callback(hold.release)
            sock = held.enter_context(contextlib.closing(bind(host, port)))
        except Fault as fault:
            print(fault.sentence, file=sys.stderr)
            return 1
        sys.setswitchinterval(SWITCH_S)
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)
        _allow_many_connections()
        return asyncio.run(_run(room, sock, host, ends, hold))


def bind(host: str, port: int) -> socket.socket:
    """A bound socket. When the usual port is taken the next few are tried. Raises Fault."""
    tries = range(port, port + TRIED) if port == DEFAULT_PORT else (port,)
    reason = ""
    for number in tries:
        sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
        exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
        sock.setsockopt(socket.SOL_SOCKET, exclusive if exclusive is not None else socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, number))
            sock.listen(2048)
        except (OSError, OverflowError) as error:
            sock.close()
            reason = getattr(error, "strerror", None) or str(error)
            continue
        sock.setblocking(False)
        return sock
    raise Fault(f"Port {port} cannot be used on {host} ({reason}). Choose another with --port, or 0 for any.")


def _allow_many_connections() -> None:
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = hard if hard != resource.RLIM_INFINITY else 65_536
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, 65_536), hard))


def _config(room: Room) -> uvicorn.Config:
    return uvicorn.Config(
        app(room),
        loop="asyncio",
        http="httptools",
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        backlog=2048,
        timeout_keep_alive=20,
        timeout_graceful_shutdown=5,
    )


async def _run(room: Room, sock: socket.socket, host: str, ends: Ends, hold: Hold) -> int:
    loop = asyncio.get_running_loop()
    reached = await loop.run_in_executor(None, network.best) if host in _ANYWHERE else host
    number = sock.getsockname()[1]
    room.names = own_names()
    pages.warm_up()
    server = Server(_config(room), room)
    room.start()
    serving = asyncio.ensure_future(server.serve(sockets=[sock]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.005)
    code = 0
    try:
        where = f"http://{f'[{reached}]' if ':' in reached else reached}:{number}"
        seq = await _announce(room, where, host, number, hold)
        await _until_done(room, server, serving, seq, ends)
    except Fault as fault:
        print(fault.sentence, file=sys.stderr)
        server.should_exit, code = True, 1
    hold.tell()
    await serving
    await room.close()
    return code


def own_names() -> frozenset[str]:
    """The host names that mean this computer."""
    full = socket.gethostname().lower()
    short = full.partition(".")[0]
    return frozenset({full, short, f"{short}.local"} - {"", ".local"})


async def _announce(room: Room, where: str, host: str, port: int, hold: Hold) -> int:
    """Write `serving` into the log, then print the line that says so; returns the entry's seq. Raises Fault."""
    workshop = room.workshop
    url = f"{where}/{workshop.code}"
    body = {"url": url, "host": host, "port": port, "pid": os.getpid(), "file": room.file}
    stored = await room.write(Draft("serving", body, workshop.id))
    if isinstance(stored, Fault | KeyTaken):
        raise stored if isinstance(stored, Fault) else Fault("The file could not be written.")
    hold.tell(port, url)
    line = {"ready": True, "url": url, "code": workshop.code, "workshop": workshop.id, "pid": os.getpid()}
    print(json.dumps(line, ensure_ascii=False), flush=True)
    return stored.seq


async def _until_done(room: Room, server: Server, serving: asyncio.Future[None], seq: int, ends: Ends) -> None:
    finished_since: float | None = None
    while not serving.done() and not server.should_exit:
        await asyncio.sleep(0.1)
        now = time.monotonic()
        workshop = room.workshop
        if workshop.finished_at is None:
            finished_since = None
        elif finished_since is None:
            finished_since = now
        stopped = workshop.serving is None and workshop.serving_seq > seq
        over = finished_since is not None and now - finished_since >= ends.after_finish_s
        if stopped or over or now - room.last_stir >= ends.idle_s:
            server.should_exit = True
