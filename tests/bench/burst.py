"""A thousand phones at once: how long they wait, whether anything is lost, what it costs beside HTTP alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench import phones, rooms
from bench.phones import Answer, Net
from bench.processes import Child, port_of, served, started
from bench.profiled import READY
from bench.table import NotMeasured, Row, at_share, listed

PHONES = 1000


def requests(stage: str, count: int, mark: str) -> tuple[list[str], list[bytes]]:
    """Keys and requests of that many phones, one comment each."""
    keys = [f"burst-{mark}-{number:06d}" for number in range(count)]
    made = [phones.comment(stage, phones.seat(), key, rooms.words(number)) for number, key in enumerate(keys)]
    return keys, made


def a_second(answers: Sequence[Answer]) -> float:
    """Answers a second, from the first phone that began to the last that was answered."""
    began = min(answer.at - answer.waited for answer in answers)
    return len(answers) / (max(answer.at for answer in answers) - began)


def one_round(child: Child, port: int, made: list[bytes]) -> tuple[list[Answer], float, float]:
    """`(answers, answers a second, processor microseconds of the server for each)`."""
    before = child.cpu_seconds()
    with Net() as net:
        answers = phones.post_all(net, port, made)
    return answers, a_second(answers), (child.cpu_seconds() - before) / len(made) * 1e6


def burst(home: Path, quick: bool) -> list[Row]:
    """The whole road against a POST that stores nothing, in turns."""
    path = rooms.make(home / "burst.facilitator")
    stage = rooms.stage_id(path)
    sent: list[str] = []
    ours: list[list[Answer]] = []
    rates: list[tuple[float, float]] = []
    costs: list[tuple[float, float]] = []
    with served(home, path) as (room, port), started(home, "-m", "bench.bare") as bare:
        bare_port = port_of(bare.hear(20))
        for turn in range(-1, 3 if quick else 5):
            keys, made = requests(stage, PHONES if turn >= 0 else 100, str(turn + 1))
            answers, rate, cost = one_round(room, port, made)
            _, bare_rate, bare_cost = one_round(bare, bare_port, made)
            sent += keys
            if turn >= 0:
                ours.append(answers)
                rates.append((rate, bare_rate))
                costs.append((cost, bare_cost))
    refused = [answer for answers in ours for answer in answers if answer.status != 201]
    waits = [at_share([answer.waited for answer in answers], 0.99) * 1000 for answers in ours]
    ratios = [mine / other for mine, other in rates]
    told = f"{median(r for r, _ in rates):,.0f} a second beside {median(b for _, b in rates):,.0f}"
    cpu = f"{median(c for c, _ in costs):,.0f} beside {median(c for _, c in costs):,.0f} microseconds of processor each"
    return [
        Row("answers to 1,000 phones that are not 201", len(refused), "", most=0),
        Row("comments that are not in the file", len(set(sent) - rooms.stored(path)), "", most=0),
        Row("99 of 100 phones wait less than", median(waits), "ms", most=1000, note=listed(waits)),
        Row("comments a second against a bare POST", median(ratios), "x", least=0.5, note=f"{told}; {listed(ratios)}"),
        Row("processor time against a bare POST", median(c / b for c, b in costs), "x", note=cpu),
    ]


def profile(home: Path, quick: bool) -> list[Row]:
    """Where the room page's time goes in such a burst."""
    path = rooms.make(home / "profile.facilitator")
    stage = rooms.stage_id(path)
    with started(home, "-m", "bench.profiled", str(path)) as child:
        port = port_of(child.hear(20))
        for turn in range(1 if quick else 3):
            with Net() as net:
                answers = phones.post_all(net, port, requests(stage, PHONES, f"p{turn}")[1])
            if any(answer.status != 201 for answer in answers):
                raise NotMeasured("a comment was refused under the profiler")
        child.end()
        found = child.hear(20)
    found.pop(READY, None)
    total = sum(found.values())
    largest = sorted(found.items(), key=lambda item: -item[1])[:5]
    return [Row(f"share of {part}", seconds / total * 100, "%") for part, seconds in largest]
