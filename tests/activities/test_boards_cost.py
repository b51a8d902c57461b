"""What one change of a full board costs: calls, which are the same on every computer, not milliseconds."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from bench import filled, rooms
from calls import counted
from facilitator.activities import boards, contract
from facilitator.model.entry import Entry
from facilitator.model.moment import now_ms

THINGS, MANY = 100, 500
MOST = {"desk": 45, "wall": 33}
"""So many calls for each thing on the board: looking at each in turn, and no more than that."""
DRAWN = [kind for kind in contract.KINDS if (Path(contract.__file__).parent / kind / "desk.py").exists()]


@pytest.mark.parametrize("face", MOST)
@pytest.mark.parametrize("kind", DRAWN)
def test_one_change_looks_at_each_thing_but_a_few_times(
    qapp: QApplication, tmp_path: Path, kind: str, face: str
) -> None:
    workshop = rooms.opened(rooms.make(tmp_path / "full.facilitator", THINGS, kind))
    run = workshop.current
    assert run is not None
    board = boards.desk(kind)("light") if face == "desk" else boards.wall(kind)("projector")
    board.widget.resize(1600, 900)
    board.show_state(run, workshop.groups)
    made = count(1)

    def change() -> None:
        number = next(made)
        name, body = filled.one_more(run, 10_000 + number)
        entry = Entry(workshop.seq + 1, f"more-{number}", workshop.id, run.id, now_ms(), "", name, body)
        board.show_state(run, workshop.groups, workshop.fold(entry).keys)

    change()
    change()
    calls = counted(change)
    board.widget.close()
    assert calls <= MOST[face] * THINGS


@pytest.mark.parametrize("face", MOST)
def test_putting_a_note_elsewhere_looks_at_each_note_but_a_few_times(
    qapp: QApplication, tmp_path: Path, face: str
) -> None:
    workshop = rooms.opened(rooms.make(tmp_path / "full.facilitator", MANY, "collect"))
    run = workshop.current
    assert run is not None
    board = boards.desk("collect")("light") if face == "desk" else boards.wall("collect")("projector")
    board.widget.resize(1600, 900)
    board.show_state(run, workshop.groups)

    def change() -> None:
        keys = list(run.notes.by_key)
        body = {"target": keys[-1], "before": keys[0]}
        entry = Entry(workshop.seq + 1, f"put-{workshop.seq}", workshop.id, run.id, now_ms(), "", "moved", body)
        board.show_state(run, workshop.groups, workshop.fold(entry).keys)

    change()
    calls = counted(change)
    board.widget.close()
    assert calls <= MOST[face] * MANY
