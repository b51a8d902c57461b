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
from facilitator.model.bodies import Serving
from facilitator.model.reasons import reason
from facilitator.model.say import say
from facilitator.network import DEFAULT_PORT
from facilitator.store.faults import Fault, KeyTaken
from facilitator.store.feed import READER_WAIT_S, open_feed
from facilitator.store.port import Hold
from facilitator.web import pages
from facilitator.web.app import app
from facilitator.web.connection import Connection, Crowd, Limits
from facilitator.web.room import Room

TRIED = 20
AFTER_FINISH_S = 60.0
IDLE_S = 3 * 3600.0
AWAY_S = 600.0
MOST_FILES = 65_536
QUEUE = 2048
UNHEARD_MS = 60_000
"""A phone that went without a word (out of reach, battery empty) is let go after so long without a sign of it."""
LOOK_EVERY = 5
"""Ticks of the server, of a tenth of a second each, from one look at the connections to the next."""
SWITCH_S = 0.0005
"""The writer's thread gives the interpreter away with every row; it must not wait 5 ms each time to get it back."""
_ANYWHERE = ("", "0.0.0.0", "::")


@dataclass(frozen=True, slots=True)
class Ends:
    """When the process ends by itself: so many seconds after the workshop is finished, when nothing happens, or while
    its file is not in its place: nothing can be saved then, and another page may be on for the file that is there."""

    after_finish_s: float = AFTER_FINISH_S
    idle_s: float = IDLE_S
    away_s: float = AWAY_S


class Server(uvicorn.Server):
    """A server that ends its event streams first, and for which being asked to stop is no failure."""

    def __init__(self, config: uvicorn.Config, room: Room, limits: Limits) -> None:
        super().__init__(config)
        self._room = room
        self.server_state: Crowd = Crowd(limits)
        self._looked_at = time.monotonic()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin. However few are taken at one stroke, a whole hall may stand in the queue."""
        await super().startup(sockets)
        for sock in sockets or ():
            sock.listen(QUEUE)

    async def on_tick(self, counter: int) -> bool:
        """Now and then look at the connections: one look at all costs less than a timer for each."""
        if counter % LOOK_EVERY == 0:
            now = time.monotonic()
            self.server_state.look(min(now - self._looked_at, LOOK_EVERY * 0.2))
            self._looked_at = now
        return await super().on_tick(counter)

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
            feed = open_feed(path, wait_s=READER_WAIT_S)
            room = Room(feed, workshop_id)
            hold = feed.keeping(room.workshop.id).take()
            held.callback(hold.release)
            sock = held.enter_context(contextlib.closing(bind(host, port)))
        except Fault as fault:
            print(fault.sentence, file=sys.stderr)
            return 1
        sys.setswitchinterval(SWITCH_S)
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)
        limits = Limits.within(_allow_many_files())
        return asyncio.run(_run(room, sock, host, ends=ends, limits=limits, hold=hold))


def bind(host: str, port: int) -> socket.socket:
    """A bound socket. When the usual port is taken the next few are tried. Raises Fault."""
    tries = range(port, port + TRIED) if port == DEFAULT_PORT else (port,)
    why = ""
    for number in tries:
        sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
        exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
        sock.setsockopt(socket.SOL_SOCKET, exclusive if exclusive is not None else socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, number))
            _let_go_of_the_gone(sock)
            sock.listen(QUEUE)
        except OSError as error:
            sock.close()
            why = reason(error)
            continue
        except OverflowError:
            sock.close()
            why = say("a port is a whole number from 0 to 65535")
            continue
        sock.setblocking(False)
        return sock
    raise Fault(
        say(
            "Port {port} cannot be used on {host} ({reason}). Choose another with --port, or 0 for any.",
            port=port,
            host=host,
            reason=why,
        )
    )


def _let_go_of_the_gone(sock: socket.socket) -> None:
    """Have the system end connections whose other side is gone; those that are accepted inherit it."""
    with contextlib.suppress(OSError):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in (("TCP_KEEPIDLE", UNHEARD_MS // 1000), ("TCP_USER_TIMEOUT", UNHEARD_MS)):
            if hasattr(socket, name):
                sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def _allow_many_files() -> int:
    """How many files and connections this process may have open; as many as the system lets it."""
    if sys.platform == "win32":
        return MOST_FILES
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wanted in (MOST_FILES, 10_240):
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        if soft != resource.RLIM_INFINITY and soft < most:
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
                return most
    return MOST_FILES if soft == resource.RLIM_INFINITY else min(soft, MOST_FILES)


def config(room: Room, backlog: int) -> uvicorn.Config:
    """How the room is served."""
    return uvicorn.Config(
        app(room),
        loop="asyncio",
        http=Connection,
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        backlog=backlog,
        timeout_keep_alive=20,
        timeout_graceful_shutdown=5,
    )


async def _run(room: Room, sock: socket.socket, host: str, *, ends: Ends, limits: Limits, hold: Hold) -> int:
    loop = asyncio.get_running_loop()
    reached = await loop.run_in_executor(None, network.best) if host in _ANYWHERE else host
    number = sock.getsockname()[1]
    room.names = own_names()
    pages.warm_up()
    server = Server(config(room, limits.backlog), room, limits)
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
    stored = await room.write(Serving(url, host, port, os.getpid(), room.file).draft(workshop.id))
    if isinstance(stored, Fault | KeyTaken):
        raise stored if isinstance(stored, Fault) else Fault(say("The file could not be written."))
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
        if stopped or over or now - room.last_stir >= ends.idle_s or room.away_s(now) >= ends.away_s:
            server.should_exit = True
