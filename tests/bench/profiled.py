"""`facilitator serve` under a profiler: says when it ends what each part of the house took."""

from __future__ import annotations

import cProfile
import json
import pstats
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from facilitator.web.serve import serve

WAITING = ("'poll' of 'select.epoll'", "'control' of 'select.kqueue'", "method 'acquire' of '_thread.lock'")
READY = "getting ready, before the first phone"
PARTS = (
    ("facilitator/web/guard", "guard: host, origin, safe headers"),
    ("facilitator/web/taking", "taking: cookie, code, checks, answer"),
    ("facilitator/web/", "rest of the room page"),
    ("facilitator/activities", "activity: reading and rules"),
    ("facilitator/model", "folding"),
    ("facilitator/store", "reading the log"),
    ("httptools_impl", "uvicorn with httptools"),
    ("/uvicorn/", "uvicorn with httptools"),
    ("/starlette/", "Starlette: routes"),
    ("/asyncio/", "asyncio: connections and turns"),
    ("/selectors", "asyncio: connections and turns"),
    ("/socket.", "asyncio: connections and turns"),
    ("/jinja2/", READY),
    ("/re/", READY),
    ("importlib", READY),
    ("/json/", "JSON"),
)


def part_of(place: str) -> str:
    """The part of the house that a source file belongs to."""
    place = place.replace("\\", "/")
    return next((name for mark, name in PARTS if mark in place), "other libraries")


def shares(stats: dict[tuple[str, int, str], Any]) -> dict[str, float]:
    """Seconds by part, without those spent waiting; what is built in counts for the one who called it."""
    found: dict[str, float] = defaultdict(float)
    for (place, _, name), (_, _, own, _, callers) in stats.items():
        if any(mark in name for mark in WAITING):
            continue
        if place != "~":
            found[part_of(place)] += own
            continue
        for (caller, _, _), (_, _, own_there, _) in callers.items():
            found[part_of(caller)] += own_there
    return found


def main() -> int:
    """Serve the file named, then print the shares as JSON."""
    profile = cProfile.Profile()
    code = profile.runcall(serve, Path(sys.argv[1]), None, "127.0.0.1", 0)
    profile.create_stats()
    found: dict[tuple[str, int, str], Any] = vars(pstats.Stats(profile))["stats"]
    print(json.dumps(shares(found)), flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
