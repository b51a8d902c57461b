"""Two waves at the desk: groups put together while they still can be, what moved, and codes typed from paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from survey_day import folded
from waves_day import REPORTING, day, opened

from asked import asked_by
from facilitator.activities.survey.desk import Board
from facilitator.activities.survey.pairing import code_of, shown_code


def board_of(drafts, stage):
    workshop = folded(list(drafts))[1]
    made = Board("light")
    made.resize(900, 800)
    made.show_state(workshop.run(stage), workshop.groups)
    made.show()
    return made


def name(field, words):
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_groups_with_one_name_are_reported_together(qapp):
    board = board_of(day([])[:2], "before")
    waves = board.panel.waves
    assert waves.isVisible() and not board.panel.counts.isVisible()
    found = asked_by(board.asked)
    for group, words in (("VCS", "community"), ("PAR", "community")):
        name(waves.fields[group], words)
    kind, body = found[-1]
    assert kind == "survey_reporting"
    assert body["groups"][0] == {"id": "r1", "label": "community", "of": ["VCS", "PAR"]}
    assert [each["of"] for each in body["groups"][1:]] == [["CCM"], ["LA"]]
    board.close()


def test_groups_stand_still_once_the_first_wave_has_opened(qapp):
    board = board_of([*day([], reporting=REPORTING)[:2], opened("before")], "before")
    waves = board.panel.waves
    assert [waves.fields[group].text() for group in ("VCS", "CCM")] == ["community", "statutory"]
    assert not any(field.isEnabled() for field in waves.fields.values())
    assert waves.about.text().startswith("Settled")
    board.close()


def test_what_moved_is_told_once_the_second_wave_is_closed(qapp):
    board = board_of(day()[:-1], "after")
    assert board.panel.waves.told.text() == ""
    closed = board_of(day(), "after")
    assert "10 moved toward agreeing, 11 stayed the same, 1 moved away" in closed.panel.waves.told.text()
    assert closed.panel.forms.text() == "23 of 25 forms in"
    for made in (board, closed):
        made.close()


def test_the_chart_may_be_drawn_with_plain_bars(qapp):
    board = board_of(day(), "after")
    found = asked_by(board.asked)
    board.panel.waves.plain.setChecked(True)
    assert [(kind, body["plain"]) for kind, body in found] == [("survey_reporting", True)]
    board.close()


@pytest.mark.parametrize("typed", ["", shown_code(code_of("a strip"))])
def test_the_code_of_a_strip_is_typed_in_with_the_form(qapp, typed):
    board = board_of(day(), "after")
    found = asked_by(board.asked)
    board.panel.type_paper.setChecked(True)
    panel = board.panel.keying
    assert panel.code.isVisible() and panel.number.text() == "1"
    panel.code.setText(typed)
    panel.fields["A1"].setText("4")
    panel.store()
    kind, body = found[0]
    assert (kind, body["wave"], body["answers"], body["token"]) == ("answers", "after", {"A1": 4}, "paper-1")
    assert body.get("code", "") == (code_of("a strip") if typed else "")
    board.close()


def test_a_code_that_is_none_is_not_stored(qapp):
    board = board_of(day(), "after")
    found = asked_by(board.asked)
    board.panel.type_paper.setChecked(True)
    panel = board.panel.keying
    panel.code.setText("OIL-001")
    panel.fields["A1"].setText("4")
    panel.store()
    assert found == [] and "six signs" in panel.said.text()
    board.close()
