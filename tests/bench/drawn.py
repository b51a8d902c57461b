"""The boards: what a frame takes, and what one more comment costs on a board that is full. Processor time."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from bench import rooms
from bench.processes import started
from bench.table import NotMeasured, Row, at_share, listed

FRAME_MS = 16


def board(home: Path, quick: bool) -> list[Row]:
    """Scrolling and dragging with two thousand comments, 1600 by 900."""
    path = rooms.make(home / "full.facilitator", 2000, columns=True)
    rounds = []
    for _ in range(1 if quick else 3):
        with started(home, "-m", "bench.board_child", "move", str(path)) as child:
            rounds.append(child.hear(60))
    if not all(found["held"] for found in rounds):
        raise NotMeasured("no card was taken hold of")
    rows = []
    for what in ("pan", "drag"):
        frames = [at_share(found[what], 0.95) for found in rounds]
        halves = median(median(found[what]) for found in rounds)
        name = f"2,000 comments: {what}, 95 of 100 frames within"
        note = f"half within {halves:.1f} ms; {listed(frames)}"
        rows.append(Row(name, median(frames), "ms", most=FRAME_MS, note=note))
    return rows


def newcomer(home: Path, quick: bool) -> list[Row]:
    """One more comment on a board of two thousand against one on a board of twenty, in turns."""
    few, many = rooms.make(home / "few.facilitator", 20), rooms.make(home / "many.facilitator", 2000)
    ratios, costs = [], []
    for _ in range(2 if quick else 4):
        pair = []
        for path in (many, few):
            with started(home, "-m", "bench.board_child", "add", str(path)) as child:
                pair.append(median(child.hear(60)["costs"]))
        ratios.append(pair[0] / pair[1])
        costs.append(pair)
    note = f"{median(m for m, _ in costs):.1f} ms beside {median(f for _, f in costs):.1f} ms; {listed(ratios)}"
    return [Row("one comment more at 2,000 against one at 20", median(ratios), "x", most=1.2, note=note)]


def boards(home: Path, quick: bool) -> list[Row]:
    """Every activity's board with five hundred items: one changes."""
    from facilitator.activities import contract

    rows = []
    for kind in contract.KINDS:
        if not (Path(contract.__file__).parent / kind / "desk.py").exists():
            continue
        path = rooms.make(home / f"{kind}.facilitator", 500, kind)
        rows += [one_change(home, path, kind, face, 1 if quick else 3) for face in ("desk", "wall")]
    return rows


def one_change(home: Path, path: Path, kind: str, face: str, rounds: int) -> Row:
    """One of five hundred items changes on a board, at the desk or on the wall."""
    found = []
    for _ in range(rounds):
        with started(home, "-m", "bench.board_child", face, str(path)) as child:
            found.append(child.hear(60))
    if not found[-1]["there"]:
        raise NotMeasured(f"nothing stands on the {face} of {kind}")
    costs = [at_share(each["costs"], 0.95) for each in found]
    halves = median(median(each["costs"]) for each in found)
    note = f"half within {halves:.1f} ms; {listed(costs)}; {found[-1]['there']} things drawn"
    return Row(f"{kind}, {face}: one of 500 changes, 95 of 100 within", median(costs), "ms", most=FRAME_MS, note=note)
