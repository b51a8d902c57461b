"""The window: how soon it is there, how soon a large file is open, its memory, and whether it ever stands still."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

from bench import phones, rooms
from bench.phones import Net
from bench.processes import served, started
from bench.table import NotMeasured, Row, at_share, listed


def first_paint(home: Path, which: str) -> tuple[float, float]:
    """Milliseconds from the start of the process to its window's first paint: of the clock, of the processor."""
    began = time.time()
    with started(home, "-m", "bench.paint_child", which) as child:
        found = child.hear(30)
    return (float(found["painted"]) - began) * 1000, float(found["cpu"]) * 1000


def start(home: Path, quick: bool) -> list[Row]:
    """The start page against an empty window, in turns."""
    pairs = [(first_paint(home, "program"), first_paint(home, "empty")) for _ in range(4 if quick else 8)][1:]
    ratios = [ours[0] / empty[0] for ours, empty in pairs]
    cpu = median(ours[1] / empty[1] for ours, empty in pairs)
    beside = f"{median(ours[0] for ours, _ in pairs):.0f} ms beside {median(empty[0] for _, empty in pairs):.0f} ms"
    note = f"{beside}, {cpu:.2f} x the processor time; {listed(ratios)}"
    return [Row("start page's first paint against an empty window's", median(ratios), "x", most=2, note=note)]


def opening(home: Path, quick: bool) -> list[Row]:
    """A file of ten thousand entries, until the desk is ready."""
    path = rooms.make(home / "large.facilitator", 10_000)
    seconds: list[float] = []
    for _ in range(3 if quick else 5):
        with started(home, "-m", "bench.window_child", "desk", str(path)) as child:
            found = child.hear(30)
            seconds.append(float(found["seconds"]) * 1000)
    if found["entries"] < 10_000:
        raise NotMeasured("the file was not read whole")
    return [Row("a file of 10,000 entries is open after", median(seconds), "ms", most=1000, note=listed(seconds))]


def memory(home: Path, quick: bool) -> list[Row]:
    """The window's memory with ten thousand comments on the console's board."""
    found = []
    for count in (0, 10_000):
        path = rooms.make(home / f"memory{count}.facilitator", count)
        with started(home, "-m", "bench.window_child", "window", str(path)) as child:
            opened = float(child.hear(60)["seconds"])
            time.sleep(1.0)
            found.append(child.megabytes())
    note = f"{found[0]:.0f} MB with none; shown after {opened:.1f} s"
    return [Row("window with 10,000 comments", found[1], "MB", most=250, note=note)]


def gap(home: Path, quick: bool) -> list[Row]:
    """The longest pause of the window, the room's screen open, while sixty phones send a comment a second each.

    Two thousand comments are there already. An empty window beside it tells how long this computer keeps any window
    waiting.
    """
    path = rooms.make(home / "gap.facilitator", 2_000)
    stage = rooms.stage_id(path)
    seconds = 6 if quick else 20
    seats = [phones.seat() for _ in range(60)]
    made = [phones.comment(stage, seats[n % 60], f"gap-{n:06d}", rooms.words(n)) for n in range(60 * seconds)]
    with (
        served(home, path) as (_, port),
        started(home, "-m", "bench.window_child", "window", str(path)) as window,
        started(home, "-m", "bench.window_child", "nothing", str(path)) as idle,
        Net() as net,
    ):
        window.hear(30)
        idle.hear(30)
        window.say("screen")
        if not window.hear(10)["open"]:
            raise NotMeasured("the room's screen did not open")
        net.rest(1.0)
        for each in (window, idle):
            each.say("begin")
        answers = phones.post_paced(net, port, made, 60)
        net.rest(0.5)
        for each in (window, idle):
            each.say("beats")
        found, beside = window.hear(10), idle.hear(10)
    if any(answer.status != 201 for answer in answers):
        raise NotMeasured("a comment was refused")
    late: list[float] = found["late"]
    usual = f"99 of 100 within {at_share(late, 0.99):.0f} ms"
    note = f"{usual}; an empty window beside it {max(beside['late']):.0f} ms; {found['notes']} notes at the end"
    work = f"99 of 100 turns within {at_share(found['work'], 0.99):.0f} ms"
    return [
        Row(f"the window's longest pause in {seconds} s, 60 comments a second", max(late), "ms", most=50, note=note),
        Row("the most it worked in one go, processor time", max(found["work"]), "ms", most=50, note=work),
    ]
