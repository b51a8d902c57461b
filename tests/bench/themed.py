"""How soon themes are suggested, for a thousand comments and for ten thousand, and how soon a comment is sorted."""

from __future__ import annotations

import contextlib
import random
import time
from pathlib import Path
from statistics import median

from bench import rooms
from bench.processes import started
from bench.table import Row, at_share, listed
from facilitator.model.entry import Draft
from facilitator.programme.themes.suggest import Likeness
from facilitator.store.feed import open_feed


def suggested(home: Path, quick: bool) -> list[Row]:
    """Find out what comments are like, group them and name the groups."""
    rows = []
    for n, most in ((1000, 2), (10_000, 15)):
        lot = random.Random(n)
        texts = [f"{rooms.words(lot.randrange(n))} {rooms.words(lot.randrange(40))}" for _ in range(n)]
        seconds, steps, longest = [], 0, 0.0
        for _ in range(1 if quick else 3):
            began = before = time.perf_counter()
            likeness, steps, longest = Likeness(texts), 0, 0.0
            for work in (likeness.work(), likeness.groups()):
                for _step in work:
                    now = time.perf_counter()
                    steps, longest, before = steps + 1, max(longest, now - before), now
            seconds.append(time.perf_counter() - began)
        note = f"in {steps:,} steps, the longest {1000 * longest:.0f} ms; {listed(seconds)}"
        rows.append(Row(f"{n:,} comments have suggested themes", median(seconds), "s", most=most, note=note))
    return rows


def sorted_by_key(home: Path, quick: bool) -> list[Row]:
    """Ten thousand comments of a workshop that is over: a figure key, until the comment is shown in its theme."""
    path = rooms.make(home / "themes.facilitator", 10_000)
    with contextlib.closing(open_feed(path)) as log:
        log.append([Draft("finished", {}, rooms.WORKSHOP)])
    found = []
    for _ in range(1 if quick else 3):
        with started(home, "-m", "bench.themes_child", str(path)) as child:
            found.append(child.hear(300))
    keys = [at_share(each["keys"], 0.95) for each in found]
    halves, work = (median(median(each[name]) for each in found) for name in ("keys", "work"))
    note = f"half within {halves:.0f} ms, {work:.0f} ms of the processor; {listed(keys)}"
    late = [max(each["late"]) for each in found]
    return [
        Row("10,000 comments: one is sorted by a key, 95 of 100 within", median(keys), "ms", most=50, note=note),
        Row("10,000 comments: the window is late by while they are read", median(late), "ms", note=listed(late)),
    ]
