"""Desks and walls of notes, conversations and forms in the language made by machine: every sentence is a message.

What people wrote is Greek here, so that any Latin word outside the marks was never said as one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
import survey_day
from hats_day import Day
from notes_day import NotesDay
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QLabel, QLineEdit, QSpinBox, QWidget

import pseudo
from facilitator.activities import boards, lenses
from facilitator.activities.collect.desk_ideas import Risk, Row
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.words import t
from facilitator.model.entry import Draft
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop

KINDS = ("collect", "discuss", "survey")


pytestmark = pytest.mark.usefixtures("in_machine")


def hats() -> Workshop:
    """A day under the hats, with something of everything."""
    day = Day("six-hats")
    day.note("blue-open", "Πρώτα μία κοινή υπηρεσία")
    for status in ("known", "needed", "disputed", ""):
        day.note("white", "Το κλειδί", status=status, who_finds_out="Άννα" if status == "known" else "")
    day.note("yellow", "Το όφελος", why="γιατί ναι")
    risks = [day.note("black", "Ο κίνδυνος", why="γιατί όχι") for _ in range(2)]
    day.note("green", "Η ιδέα", item=risks[0])
    day.note("green", "Η άλλη ιδέα")
    for _ in range(7):
        day.add("red", text="ελπίδα")
    line = day.note("blue-close", "Η απόφαση", kind="decision", owner="Άννα", by="2026-12-01")
    day.add("blue-close", "support", target=line, choice="support", token="a")
    return day.workshop


def notes() -> Workshop:
    """Questions, a tally, a form, talk and lines."""
    day = NotesDay()
    for stage in ("ideas", "mood", "form", "talk", "agree"):
        day.add(stage, "stage_opened")
        if stage != "talk":
            key = day.add(
                stage, person="p", text="Η ιδέα", group="", fields={"ok": "yes", "photo": "no", "by": "2026-12-01"}
            )
            day.add(stage, "edited", target=key, text="Η άλλη ιδέα")
    return day.workshop


def openers() -> Workshop:
    """Rules on offer, what the room has, what is parked, a thing to look at."""
    day = Day("ground-rules", "check-in", "read-back", "check-out", "focused-conversation")
    for run in day.workshop.stages:
        day.add(run.id, "stage_opened")
        day.add(run.id, text="Η ιδέα")
    day.add("parking", text="Το κλειδί")
    return day.workshop


def forms() -> Workshop:
    """An evaluation that is closed, with words that may be printed."""
    answers = [{"overall": 4, "worst": "Ο θόρυβος", "quote": "yes"} for _ in range(6)]
    closed = Draft("stage_closed", {}, survey_day.W, "evaluation")
    drafts = [Draft(d.kind, greek(d.body), d.workshop, d.stage, d.person, d.key) for d in survey_day.day(answers)]
    return survey_day.folded([*drafts, closed])[1]


def greek(body: Mapping[str, Any]) -> dict[str, Any]:
    """A body in which partner groups and parts of the day have Greek names."""
    made = dict(body)
    if isinstance(made.get("groups"), list):
        made["groups"] = [{**group, "label": "Γονείς", "short": "ΓΟΝ"} for group in made["groups"]]
    if made.get("block") in ("m1", "m2", "m3", "m4"):
        stages = [{**stage, "title": "Μέρος"} for stage in made["method"]["stages"]]
        made["method"] = {**made["method"], "title": "Μέρος", "stages": stages}
    return made


def shown(widget: QWidget) -> dict[str, str]:
    """Every text that a widget and all within it show or speak, by where it stands."""
    found: dict[str, str] = {}
    for each in (widget, *widget.findChildren(QWidget)):
        name = f"{type(each).__name__} {each.objectName()} {id(each)}"
        found[f"{name} spoken"], found[f"{name} tip"] = each.accessibleName(), each.toolTip()
        if isinstance(each, QLabel | QAbstractButton):
            found[name] = each.text()
        if isinstance(each, QLineEdit) and not isinstance(each.parent(), QAbstractSpinBox):
            found[f"{name} empty"] = each.placeholderText()
        if isinstance(each, QSpinBox):
            found[f"{name} none"] = each.specialValueText()
    return found


def left_over(texts: Mapping[str, str]) -> dict[str, str]:
    """Of these texts those with words that were never said as messages."""
    return {name: text for name, text in texts.items() if pseudo.unmarked(text)}


def desk_of(workshop: Workshop, run: StageRun) -> boards.DeskBoard:
    board = boards.desk(run.stage.activity)("light")
    board.widget.resize(1000, 560)
    board.know(workshop)
    board.show_state(run, workshop.groups)
    board.know(workshop)
    return board


@pytest.mark.parametrize("day", [hats, notes, openers, forms], ids=lambda day: day.__name__)
def test_every_sentence_at_the_desk_is_a_message_and_none_is_clipped(day: Callable[[], Workshop]) -> None:
    workshop = day()
    seen = 0
    for run in (run for run in workshop.stages if run.stage.activity in KINDS):
        board = desk_of(workshop, run)
        board.widget.show()
        QApplication.processEvents()
        for key in board.shown_keys()[:1]:
            board.choose(key)
        texts = shown(board.widget)
        assert left_over(texts) == {}, run.id
        seen += len([text for text in texts.values() if text])
        for label in board.widget.findChildren(QLabel):
            plain = label.isVisible() and not label.wordWrap() and not isinstance(label, ElidedLabel)
            assert not plain or label.width() >= label.sizeHint().width(), (run.id, label.text())
        board.widget.hide()
        board.widget.deleteLater()
    assert seen > 10


@pytest.mark.parametrize("day", [hats, notes, forms], ids=lambda day: day.__name__)
def test_every_sentence_on_the_wall_is_a_message(day: Callable[[], Workshop]) -> None:
    workshop = day()
    words = []
    for run in (run for run in workshop.stages if run.stage.activity in KINDS):
        run.revealed = True
        wall = boards.wall(run.stage.activity)("projector")
        wall.show_state(run, workshop.groups)
        texts = {text: text for text in wall.shown_texts()}
        assert left_over(texts) == {}, run.id
        words += texts
        wall.widget.deleteLater()
    assert words


def test_what_a_row_of_risks_and_ideas_says_aloud_is_a_message() -> None:
    risk = Risk("k", "Ο κίνδυνος", t("because {why}", why="ναι"), lenses.load().by_id["black"])
    about = t("table {table}", table="2")
    rows = (Row(risk=risk), Row("n", "Η ιδέα", about, risk), Row("n", "Η ιδέα", about))
    assert left_over({str(n): row.spoken() for n, row in enumerate(rows)}) == {}


def test_what_stands_beside_a_board_and_what_is_said_of_orders_are_messages() -> None:
    workshop = hats()
    parts = [part for run in workshop.stages for part in lenses.around(run, workshop)]
    said = [text for part in parts for text in (part.title, *part.words)]
    assert len(said) > 10
    assert left_over({text: t.reader(text) for text in said}) == {}
    assert left_over({text: t(text) for text in lenses.load().words.values()}) == {}
