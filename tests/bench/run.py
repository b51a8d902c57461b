"""The yardsticks: `python tests/bench/run.py [--quick] [--list] [NAME ...]` prints a line for every figure.

Exit code 0 also when a figure is over its target; 1 when a yardstick could not be measured. Everything runs on this
computer alone and is bounded in time; figures differ from run to run, ratios less so.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

YARDSTICKS = {
    "burst": "burst",
    "profile": "burst",
    "delay": "told",
    "told": "told",
    "keepalive": "told",
    "listeners": "told",
    "start": "windows",
    "opening": "windows",
    "memory": "windows",
    "gap": "windows",
    "board": "drawn",
    "newcomer": "drawn",
    "boards": "drawn",
    "summary": "records",
    "vote": "reckoned",
    "rotate": "reckoned",
    "groups": "reckoned",
    "suggested": "themed",
    "sorted_by_key": "themed",
    "overall": "events",
    "quality": "quality",
}
"""The name of each yardstick and the module whose function of that name takes it: `(folder, quick) -> rows`."""

Yardstick = Callable[[Path, bool], Sequence[Any]]


def find(name: str) -> Yardstick:
    """The function that takes a yardstick."""
    here = str(Path(__file__).resolve().parents[1])
    if here not in sys.path:
        sys.path.insert(0, here)
    found: Yardstick = getattr(importlib.import_module(f"bench.{YARDSTICKS[name]}"), name)
    return found


def computer() -> str:
    """What it is measured on, and how busy that is with other things: figures mean little where the load is high."""
    busy = f", load {os.getloadavg()[0]:.1f} before" if hasattr(os, "getloadavg") else ""
    return f"on        {platform.system()}, Python {platform.python_version()}, {os.cpu_count()} processors{busy}"


def take(name: str, quick: bool) -> bool:
    """Take one yardstick and print its rows; whether it could be taken."""
    from bench.table import NotMeasured

    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="yardstick-") as folder:
        try:
            rows = find(name)(Path(folder), quick)
        except NotMeasured as why:
            print(f"{name:<9} could not be measured: {why}", flush=True)
            return False
        except Exception:
            print(f"{name:<9} could not be measured:\n{traceback.format_exc()}", flush=True)
            return False
    for row in rows:
        print(row.line(name), flush=True)
    if not rows:
        print(f"{name:<9} not there yet", flush=True)
    print(f"{name:<9} took {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return True


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the yardsticks named, or all."""
    parser = argparse.ArgumentParser(description="Takes the yardsticks and prints a line for every figure.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, rougher figures")
    parser.add_argument("--list", action="store_true", help="only name them")
    parser.add_argument("names", nargs="*", metavar="NAME", help="which; without any, all")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in YARDSTICKS]
    if unknown:
        parser.error(f"There is no yardstick {', '.join(unknown)}. There are: {', '.join(YARDSTICKS)}.")
    names = options.names or list(YARDSTICKS)
    if options.list:
        print("\n".join(names))
        return 0
    find(names[0])
    print(computer(), flush=True)
    taken = [take(name, options.quick) for name in names]
    return 0 if all(taken) else 1


if __name__ == "__main__":
    sys.exit(main())
