"""How soon themes are suggested: a thousand comments, and ten thousand."""

from __future__ import annotations

import random
import time
from pathlib import Path

from bench import rooms
from bench.table import Row
from facilitator.programme.themes.suggest import Likeness


def suggested(home: Path, quick: bool) -> list[Row]:
    """Find out what comments are like, group them and name the groups."""
    rows = []
    for n, most in ((1000, 2), (10_000, 15)):
        lot = random.Random(n)
        texts = [f"{rooms.words(lot.randrange(n))} {rooms.words(lot.randrange(40))}" for _ in range(n)]
        began = time.perf_counter()
        likeness, steps, longest = Likeness(texts), 0, 0.0
        for work in (likeness.work(), likeness.groups()):
            before = time.perf_counter()
            for _step in work:
                now = time.perf_counter()
                steps, longest, before = steps + 1, max(longest, now - before), now
        took = time.perf_counter() - began
        note = f"in {steps} steps, the longest {1000 * longest:.0f} ms"
        rows.append(Row(f"{n} comments have suggested themes", took, "s", most=most, note=note))
    return rows
