"""The printed summary: how long it takes for a full evening, and whether it grows with the comments and no faster."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from bench import rooms
from bench.processes import started
from bench.table import Row, listed


def written(home: Path, path: Path) -> float:
    """Seconds to write the summary of a file."""
    with started(home, "-m", "bench.paper_child", str(path)) as child:
        return float(child.hear(120)["seconds"])


def summary(home: Path, quick: bool) -> list[Row]:
    """A thousand comments, and ten thousand against them."""
    thousand = rooms.make(home / "thousand.facilitator", 1000)
    ten = rooms.make(home / "ten.facilitator", 10_000)
    short = [written(home, thousand) for _ in range(2 if quick else 3)]
    long = written(home, ten)
    ratio = long / median(short)
    return [
        Row("summary of 1,000 comments is written after", median(short), "s", most=3, note=listed(short)),
        Row("10,000 comments against 1,000", ratio, "x", most=12, note=f"{long:.1f} s"),
    ]
