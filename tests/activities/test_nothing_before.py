"""A stage opened with nothing before it, at the desk, on the wall and on paper: each says so in a sentence."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

import nothing_before
import seen
from facilitator.activities import boards, contract
from facilitator.activities.boards import DeskBoard, WallBoard
from facilitator.activities.paper import Context
from facilitator.documents import paper_forms, summary
from facilitator.documents.writing import write
from facilitator.store.faults import Fault

AT = 10_000_000


class Boards:
    """The boards of each activity, made once."""

    def __init__(self) -> None:
        self.desks: dict[str, DeskBoard] = {}
        self.walls: dict[str, WallBoard] = {}

    def words(self, log: nothing_before.Log, stage: str) -> tuple[str, str]:
        """What desk and wall say of a stage."""
        workshop = log.workshop
        run = workshop.runs[stage]
        kind = run.stage.activity
        if kind not in self.desks:
            self.desks[kind], self.walls[kind] = boards.desk(kind)("light"), boards.wall(kind)("projector")
        self.desks[kind].know(workshop)
        said = []
        for board in (self.desks[kind], self.walls[kind]):
            board.widget.resize(900, 560)
            board.show_state(run, workshop.groups)
            QApplication.processEvents()
            said.append(" ".join((seen.painted(board.widget), *seen.told(board.widget), *board.shown_texts())))
        return said[0], said[1]

    def clear(self) -> None:
        """Throw them away."""
        for board in (*self.desks.values(), *self.walls.values()):
            board.widget.deleteLater()


@pytest.fixture
def shelf(qapp: QApplication) -> Iterator[Boards]:
    made = Boards()
    yield made
    made.clear()


def words_of(thing: Any) -> str:
    """Every word in blocks."""
    if isinstance(thing, str):
        return thing
    if isinstance(thing, Mapping):
        return words_of(list(thing.values()))
    if isinstance(thing, (list, tuple)):
        return " ".join(filter(None, map(words_of, thing)))
    if dataclasses.is_dataclass(thing):
        return words_of([getattr(thing, field.name) for field in dataclasses.fields(thing)])
    return ""


@pytest.mark.parametrize("way", nothing_before.WAYS)
@pytest.mark.parametrize("key", nothing_before.METHODS)
def test_desk_wall_and_paper_say_what_is_not_there(key: str, way: str, shelf: Boards) -> None:
    found = []
    for stage, log in nothing_before.opened(key, way):
        run = log.workshop.runs[stage]
        desk, wall = shelf.words(log, stage)
        kind = run.stage.activity
        paper = words_of(contract.report(kind).section(run, Context(log.workshop.groups, AT)))
        found += [(stage, "desk", desk)] * (len(desk.split()) < 4)
        found += [(stage, "wall", wall)] * (shelf.walls[kind].stands(run) and len(wall.split()) < 2)
        found += [(stage, "paper", paper)] * (len(paper.split()) < 2)
        wanted = nothing_before.NOT_YET.get((key, stage), ("", ""))[1]
        found += [(stage, "desk", desk)] * (wanted not in desk)
        if kind == "vote":
            assert "There is nothing to vote on yet" in wall
            assert "There was nothing to vote on." in paper
    assert found == []


def test_nothing_is_said_to_have_happened_that_did_not(shelf: Boards) -> None:
    of = dict(nothing_before.opened("force-field", "alone"))
    of |= dict(nothing_before.opened("scenario-workshop", "alone"))
    papers = {}
    for stage, log in of.items():
        run = log.workshop.runs[stage]
        papers[stage] = words_of(contract.report(run.stage.activity).section(run, Context(log.workshop.groups, AT)))
    assert papers["spread"].startswith("No force had a score.")
    assert papers["plenary"].startswith("Nothing was written before for the role groups to tell.")
    assert "Nothing was written before. Listen to each role." in shelf.words(of["plenary"], "plenary")[1]


@pytest.mark.parametrize("way", ["backwards", "after all was withdrawn"])
@pytest.mark.parametrize("key", nothing_before.METHODS)
def test_every_document_is_written_whole(key: str, way: str, tmp_path: Path) -> None:
    opened = list(nothing_before.opened(key, way))
    stage, log = opened[0 if way == "backwards" else -1]
    for form in ("pdf", "html", "docx"):
        out = tmp_path / f"summary.{form}"
        assert write(summary.DOCUMENT, log.workshop, log.programme, out, made_at=AT, form=form) == [], stage
    try:
        write(paper_forms.DOCUMENT, log.workshop, log.programme, tmp_path / "forms.pdf", made_at=AT)
    except Fault as fault:
        assert "need no paper" in fault.sentence
