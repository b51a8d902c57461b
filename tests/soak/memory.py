"""What the window holds at its quiet points, and whether that grows without end."""

from __future__ import annotations

import contextlib
import ctypes
import gc
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

import psutil

RSS_SHARE, RSS_MB = 0.10, 24.0
"""The last third may hold so much more than the first after the warm-up: a share of it, or some megabytes."""
EARLY_SHARE, EARLY_MB, EARLY_MINUTES = 0.75, 200.0, 20.0
"""The same where all was over so soon: fonts of every script and the heap are still finding their size then."""
COUNT_SHARE, COUNT_LEAST = 0.15, 400
"""The same for objects."""
WARM, WARM_EARLY = 0.5, 0.25
"""This share of the samples belongs to the warm-up: fonts of each script and size, pictures and modules are read when
first used, and in an hour of chance most of the last are met in its first half. What is over soon has less to spare.
"""
GOES_ON = 0.25
"""What grows without end grows in the second half of that time too: at least this share of the whole. What was read at
one moment, such as the fonts of a script, is a step and stays as it is.
"""
FEW = 3
"""So many samples at least are compared with as many: one may be taken while a window that was left is still going."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One quiet point: start page, no file open, rubbish collected."""

    minute: float
    megabytes: float
    qt: int
    """Objects of Qt under the windows there are."""
    windows: int
    python: int
    """Objects the collector of Python knows."""


def take(minute: float) -> Sample:
    """Collect rubbish and look what is left. In the window's thread."""
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication

    for _ in range(3):
        gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
    tops = QApplication.topLevelWidgets()
    qt = sum(1 + len(top.findChildren(QObject)) for top in tops if top.parent() is None)
    return Sample(round(minute, 2), round(own_megabytes(), 1), qt, len(tops), len(gc.get_objects()))


def own_megabytes() -> float:
    """What the process has for itself: fonts and programs that are mapped from the disk belong to everybody."""
    status = Path("/proc/self/status")
    if status.exists():
        words = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines() if ":" in line)
        if "RssAnon" in words:
            return int(words["RssAnon"].split()[0]) / 1024
    return float(psutil.Process().memory_info().rss) / 2**20


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Growth a minute by least squares; 0 for fewer than two points."""
    if len(points) < 2:
        return 0.0
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / spread if spread else 0.0


def grown(samples: Sequence[Sample]) -> list[str]:
    """A sentence for each figure that has grown beyond its bound; the warm-up is left out."""
    warm = _warm(samples)
    if len(warm) < 2 * FEW:
        return []
    third = max(FEW, len(warm) // 3)
    found = []
    early = samples[-1].minute < EARLY_MINUTES
    for name, share, least in (
        ("megabytes", EARLY_SHARE if early else RSS_SHARE, EARLY_MB if early else RSS_MB),
        ("qt", COUNT_SHARE, COUNT_LEAST),
        ("windows", COUNT_SHARE, 8),
        ("python", COUNT_SHARE, 25_000),
    ):
        values = [float(asdict(sample)[name]) for sample in warm]
        first, last = median(values[:third]), median(values[-third:])
        middle = median(values[third:-third] or values)
        going_on = min(last - middle, middle - first) >= GOES_ON * (last - first)
        if last - first > max(least, share * first) and going_on:
            found.append(f"{name} grew from {first:,.0f} to {last:,.0f}")
    return found


def _warm(samples: Sequence[Sample]) -> list[Sample]:
    early = not samples or samples[-1].minute < EARLY_MINUTES
    return list(samples)[int(len(samples) * (WARM_EARLY if early else WARM)) :]


def report(samples: Sequence[Sample]) -> str:
    """One line: first, last, slope."""
    if not samples:
        return "memory: no quiet point was reached"
    warm = _warm(samples)
    rise = slope([(each.minute, each.megabytes) for each in warm])
    first, last = warm[0], warm[-1]
    objects = f"objects of Qt {first.qt:,} to {last.qt:,}, of Python {first.python:,} to {last.python:,}"
    return f"memory: {first.megabytes:.0f} to {last.megabytes:.0f} MB, {rise:+.2f} MB a minute; {objects}"


def to_json(samples: Sequence[Sample]) -> list[dict[str, Any]]:
    """As written into the result."""
    return [asdict(sample) for sample in samples]


def from_json(rows: Sequence[dict[str, Any]]) -> list[Sample]:
    """As read from the result."""
    return [Sample(**row) for row in rows]
