"""Typing at the desk for boards: the scribe names the group and the board, and in the digest the headline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from facilitator.activities import contract, library
from facilitator.activities.rotate import stations
from facilitator.desktop.run.typing_panel import ScribePanel
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.model.workshop import Workshop

W = "wscribe1"


def fold(workshop: Workshop, draft: Draft) -> None:
    workshop.fold(Entry(workshop.seq + 1, draft.key, W, draft.stage, 1, "", draft.kind, dict(draft.body)))


@pytest.fixture
def storm() -> Workshop:
    workshop = Workshop(W, contract.rules)
    for draft in acts.create({"title": "Hall"}, [library.find("board-storm")], groups=(), workshop=W):
        fold(workshop, draft)
    return workshop


@pytest.fixture
def panel(qapp: QApplication) -> Iterator[ScribePanel]:
    made = ScribePanel()
    yield made
    made.close()
    made.deleteLater()


def typed(panel: ScribePanel, workshop: Workshop, stage: str, text: str, **chosen: str) -> None:
    """Choose by words, write, save and store."""
    written: list[Any] = []
    panel.written.connect(written.extend)
    panel.open_for(workshop, workshop.run(stage))
    for name, words in chosen.items():
        box = panel.fields[name]
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(next(n for n in range(box.count()) if box.itemText(n).startswith(words)))
    panel.text.setPlainText(text)
    panel.save.click()
    panel.written.disconnect(written.extend)
    assert panel.wrong.text() == ""
    for draft in written:
        fold(workshop, draft)


def test_a_line_goes_to_the_group_and_board_that_the_scribe_names(panel: ScribePanel, storm: Workshop) -> None:
    fold(storm, acts.open_stage(storm, "home"))
    typed(panel, storm, "home", "A bench outside", team="Green")
    typed(panel, storm, "home", "Called across the hall", team="Green", board="A")
    first, second = storm.run("home").notes
    assert (first.fields["team"], first.fields["board"], first.source) == (3, 3, "host")
    assert (second.fields["team"], second.fields["board"]) == (3, 1)
    fold(storm, acts.open_stage(storm, "digest"))
    typed(panel, storm, "digest", "Benches first", kind="Headline", board="C")
    assert stations.headline_of(storm.run("digest").state, 3) == "Benches first"
