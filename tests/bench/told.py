"""How soon the others see it: the board, the phones that listen, the phones that keep their connection."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from statistics import median

from bench import phones, rooms
from bench.burst import requests
from bench.phones import Ears, Net
from bench.processes import served, started
from bench.table import NotMeasured, Row, at_share, listed

LISTENING = 200


def delay(home: Path, quick: bool) -> list[Row]:
    """Fifty comments a second; the console's board in a process of its own."""
    path = rooms.make(home / "delay.facilitator")
    stage = rooms.stage_id(path)
    count = 50 * 4
    rounds: list[list[float]] = []
    with served(home, path) as (_, port):
        for turn in range(1 if quick else 3):
            with started(home, "-m", "bench.board_child", "follow", str(path)) as board:
                board.hear(20)
                with Net() as net:
                    phones.post_paced(net, port, requests(stage, count, f"d{turn}")[1], 50)
                board.say("enough")
                rounds.append(board.hear(20)["delays"])
    if any(len(seen) < count for seen in rounds):
        raise NotMeasured(f"the board showed fewer than {count} comments")
    waits = [at_share(seen, 0.95) for seen in rounds]
    halves = median(median(seen) for seen in rounds)
    note = f"half within {halves:.0f} ms; {listed(waits)}"
    return [Row("a comment is on the board, 95 of 100 within", median(waits), "ms", most=50, note=note)]


def told(home: Path, quick: bool) -> list[Row]:
    """Two hundred comments at once, told to two hundred phones that listen."""
    path = rooms.make(home / "told.facilitator")
    stage = rooms.stage_id(path)
    worst: list[float] = []
    with served(home, path) as (_, port), Net() as net:
        ears = Ears(net, port, LISTENING)
        for turn in range(3 if quick else 7):
            answers = phones.post_all(net, port, requests(stage, 200, f"t{turn}")[1])
            last = max(answer.body.get("seq", 0) for answer in answers)
            net.until(partial(knows, ears, last), 10)
            waits = [ears.all_knew(answer.body["seq"]) - answer.at for answer in answers]
            worst.append(max(0.0, *waits) * 1000)
            net.rest(0.2)
    what = "from a phone's 201 until all 200 listeners are told"
    return [Row(what, median(worst), "ms", most=100, note=f"the worst of 200 comments; {listed(worst)}")]


def knows(ears: Ears, seq: int) -> bool:
    """Whether all who listen were told of that seq."""
    return ears.latest() >= seq


def keepalive(home: Path, quick: bool) -> list[Row]:
    """Two hundred phones that keep their connection and send one comment after the other."""
    path = rooms.make(home / "keepalive.facilitator")
    stage = rooms.stage_id(path)
    each = 5 if quick else 10
    worst: list[float] = []
    with served(home, path) as (_, port):
        for turn in range(3):
            with Net() as net:
                plans = []
                for number in range(LISTENING):
                    cookie = phones.seat()
                    keys = [f"keep-{turn}-{number}-{n}" for n in range(each)]
                    plans.append([phones.comment(stage, cookie, key, rooms.words(number)) for key in keys])
                answers = phones.post_on(net, port, plans)
            if len(answers) < LISTENING * each or any(answer.status != 201 for answer in answers):
                raise NotMeasured("a phone lost its connection or was refused")
            worst.append(max(answer.waited for answer in answers) * 1000)
    what = "the longest wait of 200 busy phones, kept connections"
    return [Row(what, median(worst), "ms", most=500, note=listed(worst))]


def listeners(home: Path, quick: bool) -> list[Row]:
    """The room page's memory while a thousand phones listen."""
    path = rooms.make(home / "listeners.facilitator", 200)
    with served(home, path) as (room, port), Net() as net:
        before = room.megabytes()
        Ears(net, port, 1000)
        net.rest(1.0)
        now = room.megabytes()
    return [Row("room page with 1,000 phones listening", now, "MB", most=120, note=f"{before:.0f} MB with none")]
