"""The window takes order and times out of what was sent where nobody is kept, and follows where others do so."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from frame_help import programme, until
from PySide6.QtWidgets import QApplication

from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.shell.mixing import Mixing
from facilitator.model import mixing
from facilitator.model.entry import Draft, Entry
from facilitator.model.workshop import Change
from facilitator.records import erasing
from facilitator.store.feed import open_feed


def answered(path: Path) -> Path:
    """A file with a stage that keeps nobody, answered one after another, and over."""
    drafts = [
        Draft("stage_edited", {"anonymity": "nothing"}, "w1", "objective"),
        Draft("stage_opened", {}, "w1", "objective"),
    ]
    for n in range(6):
        drafts.append(Draft("joined", {"group": "par", "table": "1"}, "w1", person=f"p{n}"))
        drafts.append(Draft("note", {"text": f"word {n}", "source": "phone"}, "w1", "objective", key=f"word-{n}"))
    return programme(path, *drafts, Draft("finished", {}, "w1"))


def all_of(path: Path) -> list[Entry]:
    with contextlib.closing(open_feed(path)) as feed:
        return feed.pull(0)


def in_turn(desk: Desk) -> bool:
    assert desk.workshop is not None
    return [note.key for note in desk.workshop.runs["objective"].notes] == [f"word-{n}" for n in range(6)]


@pytest.mark.parametrize("ours", [True, False])
def test_an_open_window_shows_what_was_mixed_and_loses_nothing(qapp: QApplication, tmp_path: Path, ours: bool) -> None:
    path = answered(tmp_path / "day.facilitator")
    desk = Desk(path, "w1")
    heard: list[Change] = []
    desk.changed.connect(heard.extend)
    assert desk.workshop is not None
    assert in_turn(desk)
    if ours:
        mixer = Mixing(desk, desk)
        mixer.look()
        until(lambda: not mixer.busy)
    else:
        with contextlib.closing(open_feed(path)) as feed:
            assert erasing.mix(feed, "w1", mixing.due(desk.workshop, desk.now())) > 0
    until(lambda: any(change.reset for change in heard))
    assert not in_turn(desk)
    assert desk.workshop.entries == [entry for entry in all_of(path) if entry.workshop == "w1"]
    assert {note.text for note in desk.workshop.runs["objective"].notes} == {f"word {n}" for n in range(6)}
    again = Mixing(desk, desk)
    again.look()
    assert not again.busy
    desk.close()
