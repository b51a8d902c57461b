"""The printed summary: how long it takes for a full evening, and whether it grows with the comments and no faster."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from bench import rooms
from bench.processes import started
from bench.table import Row, listed


def written(home: Path, path: Path) -> tuple[float, float]:
    """Seconds to write the summary of a file: of the clock, of the processor."""
    with started(home, "-m", "bench.paper_child", str(path)) as child:
        found = child.hear(120)
    return float(found["seconds"]), float(found["cpu"])


def summary(home: Path, quick: bool) -> list[Row]:
    """A thousand comments, and the processor time of ten thousand against them, in turns."""
    thousand = rooms.make(home / "thousand.facilitator", 1000)
    ten = rooms.make(home / "ten.facilitator", 10_000)
    pairs = [(written(home, thousand), written(home, ten)) for _ in range(1 if quick else 3)]
    seconds = [short[0] for short, _ in pairs]
    ratios = [long[1] / short[1] for short, long in pairs]
    note = f"{median(long[0] for _, long in pairs):.1f} s; {listed(ratios)}"
    return [
        Row("summary of 1,000 comments is written after", median(seconds), "s", most=3, note=listed(seconds)),
        Row("10,000 comments against 1,000, processor time", median(ratios), "x", most=12, note=note),
    ]
