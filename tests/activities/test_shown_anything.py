"""Boards at the desk and on the wall: with any words in every field, and for a stage opened before all others."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from any_day import DAYS, folded, reworded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

import nasty
from facilitator.activities import boards, contract, library
from facilitator.activities.boards import DeskBoard, WallBoard
from facilitator.activities.paper import Context
from facilitator.documents import paper_forms, summary
from facilitator.documents.writing import write
from facilitator.looks.pdf.document import Document, Fonts
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.model.method import Method, Stage
from facilitator.model.programme import Programme
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop
from facilitator.store.faults import Fault

METHODS = library.methods()
GROUPS = [{"id": "par", "label": "Parents"}, {"id": "la", "label": "Council"}]
FONTS = Fonts()


class Shelf:
    """The boards of each activity, made once, as in the window; `errors` are those that painting raised."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._desks: dict[str, DeskBoard] = {}
        self._walls: dict[str, WallBoard] = {}
        self.errors: list[BaseException] = []

    def show(self, workshop: Workshop, run: StageRun) -> None:
        """Shows and paints a stage at the desk and on the wall."""
        kind = run.stage.activity
        if kind not in self._desks:
            self._desks[kind], self._walls[kind] = boards.desk(kind)("light"), boards.wall(kind)("projector")
        self._desks[kind].know(workshop)
        for board in (self._desks[kind], self._walls[kind]):
            board.widget.resize(900, 500)
            board.show_state(run, workshop.groups)
            board.widget.grab()
            self._app.processEvents()
            assert not self.errors, (run.id, board)

    def clear(self) -> None:
        """Throws the boards away."""
        for board in (*self._desks.values(), *self._walls.values()):
            board.widget.deleteLater()
        self._desks.clear()
        self._walls.clear()
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def shelf(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    made = Shelf(qapp)
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: made.errors.append(error))
    yield made
    made.clear()


def show_all(shelf: Shelf, workshop: Workshop) -> None:
    """Shows every stage and the parking lot."""
    for run in (*workshop.stages, workshop.parking):
        shelf.show(workshop, run)


@pytest.mark.parametrize("name", DAYS)
def test_boards_show_nasty_words_in_every_field(name: str, shelf: Shelf) -> None:
    places = count()
    day = reworded(DAYS[name](), lambda said: f"{nasty.WORDS[next(places) % len(nasty.WORDS)]}{said[:2]}")
    show_all(shelf, folded(day)[1])


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(list(DAYS)), st.lists(nasty.words, min_size=3, max_size=9))
def test_boards_show_any_words_in_every_field(shelf: Shelf, name: str, words: list[str]) -> None:
    places = count()
    show_all(shelf, folded(reworded(DAYS[name](), lambda _said: words[next(places) % len(words)]))[1])


def opened_first(method: Method, stage: str) -> tuple[Programme, Workshop]:
    """A workshop with one method, of which one stage was opened and nothing else."""
    drafts = acts.create({"title": "Day"}, [method], groups=GROUPS, workshop="w")
    drafts.append(Draft("stage_opened", {}, "w", stage))
    return folded([Entry(n, d.key, "w", d.stage, 1000 * n, "", d.kind, d.body) for n, d in enumerate(drafts, 1)])


@pytest.mark.parametrize("key", METHODS)
def test_a_stage_that_is_opened_first_is_shown_and_printed(key: str, shelf: Shelf, tmp_path: Path) -> None:
    base = METHODS[key]
    seen: list[Stage] = []
    for method in (base, *(base.form(preset.key) for preset in base.presets)):
        for stage in (stage for stage in method.stages if stage not in seen):
            seen.append(stage)
            _programme, workshop = opened_first(method, stage.id)
            run = workshop.runs[stage.id]
            shelf.show(workshop, run)
            document = Document(BytesIO(), "Day", fonts=FONTS)
            document.add(*contract.report(stage.activity).section(run, Context(workshop.groups, 10_000)))
            assert document.build() > 0
    out = tmp_path / "summary.pdf"
    programme, workshop = opened_first(base, base.stages[-1].id)
    assert write(summary.DOCUMENT, workshop, programme, out, made_at=10_000) == []
    assert len(PdfReader(out).pages) > 0


@pytest.mark.parametrize("key", METHODS)
def test_a_stage_that_is_opened_first_has_its_paper_form(key: str, tmp_path: Path) -> None:
    for stage in METHODS[key].stages:
        out = tmp_path / f"{stage.id}.pdf"
        try:
            programme, workshop = opened_first(METHODS[key], stage.id)
            write(paper_forms.document([stage.id], copies=1), workshop, programme, out, made_at=10_000)
        except Fault as fault:
            assert "need no paper" in fault.sentence
        else:
            assert len(PdfReader(out).pages) > 0
