"""The board of a questionnaire: forms in, paper forms by keyboard alone, and counts only once the form is closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from survey_day import AT, W, day, filled, folded

from asked import asked_by
from facilitator.activities.survey.desk import Board
from facilitator.activities.survey.rules import PRESENT, WITHHELD
from facilitator.activities.survey.wall import Board as Wall
from facilitator.model.entry import Entry
from facilitator.model.people import Groups


@pytest.fixture
def workshop():
    return folded(day(filled()[:17])[:-1])[1]


@pytest.fixture
def board(qapp, workshop):
    made = Board("light")
    made.resize(900, 800)
    made.show_state(workshop.run("evaluation"), workshop.groups)
    made.show()
    yield made
    made.close()


def words_of(board):
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in board.panel.counts.findChildren(QLabel)]


def test_the_wall_says_only_how_many(qapp, workshop):
    wall = Wall("projector")
    wall.resize(1776, 520)
    wall.set_scale(1.0)
    wall.show_state(workshop.run("evaluation"), workshop.groups)
    assert wall.shown_texts() == ["17 of 23", "forms in"]
    assert not wall.grab().isNull()
    assert wall.stands(workshop.run("evaluation")) and wall.shown_keys() == []


def test_answers_stay_closed_until_the_form_is(board, workshop):
    run = workshop.run("evaluation")
    assert board.panel.forms.text() == "17 of 23 forms in"
    assert words_of(board) == ["Answers can be read here once the form is closed."]
    run.close(run.spans[-1][0] + 1)
    board.show_state(run, workshop.groups, set())
    told = words_of(board)
    assert "1 poor: 0 \u00b7 2: 1 \u00b7 3: 3 \u00b7 4: 11 \u00b7 5 excellent: 2" in told
    assert "17 answered" in told


def test_under_five_forms_stay_closed(qapp):
    _, workshop = folded(day(filled()[:4]))
    made = Board("light")
    made.show_state(workshop.run("evaluation"), workshop.groups)
    assert words_of(made) == ["Answers are shown from 5 forms on."]


def test_people_present_are_told_once(board):
    found = asked_by(board.asked)
    box = board.panel.present
    box.setValue(21)
    box.editingFinished.emit()
    assert found == [(PRESENT, {"present": 21})]
    box.setValue(0)
    box.editingFinished.emit()
    assert found[-1] == (PRESENT, {"present": None})


def test_a_paper_form_is_typed_in_with_the_keyboard_alone(board, workshop):
    found = asked_by(board.asked)
    board.panel.type_paper.setChecked(True)
    panel = board.panel.keying
    assert panel.number.text() == "1"
    signs = {
        "overall": "4",
        "venue": "n",
        "pace": "2",
        "most_useful": "4",
        "best": "Tea",
        "quote": "y",
        "partner_group": "4",
    }
    for name, field in panel.fields.items():
        QTest.keyClicks(field, signs.get(name, ""))
        QTest.keyClick(field, Qt.Key.Key_Return)
    kind, body = found[0]
    assert (kind, body["token"], body["form"], body["source"]) == ("answers", "paper-1", 1, "paper")
    assert body["answers"] == {
        "overall": 4,
        "venue": "na",
        "pace": "right",
        "most_useful": "m4",
        "best": "Tea",
        "quote": "yes",
        "partner_group": "PAR",
    }
    assert panel.number.text() == "2"
    assert all(not field.text() for field in panel.fields.values())
    assert panel.said.text() == "Form 1 is saved."


def in_sight(board):
    """Whether the field with the keys can be seen, and none of it is cut."""
    from PySide6.QtWidgets import QScrollArea

    panel = board.panel.keying
    area = next(area for area in panel.findChildren(QScrollArea) if area.isAncestorOf(panel.fields["heard"]))
    field = next(field for field in panel.fields.values() if field is panel.focusWidget())
    return field.visibleRegion().boundingRect() == field.rect() and area.viewport().isVisible()


def test_the_field_that_is_typed_into_is_in_sight(board):
    board.resize(700, 420)
    board.activateWindow()
    board.panel.type_paper.setChecked(True)
    assert QTest.qWaitForWindowActive(board)
    panel = board.panel.keying
    for number in range(2):
        for name, field in panel.fields.items():
            assert panel.focusWidget() is field, (number, name)
            assert in_sight(board), (number, name)
            QTest.keyClicks(field, "4" if name == "overall" else "")
            QTest.keyClick(field, Qt.Key.Key_Return)
        assert panel.said.text() == f"Form {number + 1} is saved."
    last, wrong = list(panel.fields.values())[-1], next(iter(panel.fields.values()))
    wrong.setText("77")
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Return)
    assert panel.focusWidget() is wrong
    assert in_sight(board)


def test_a_sign_that_is_no_answer_is_not_stored(board):
    found = asked_by(board.asked)
    board.panel.type_paper.setChecked(True)
    panel = board.panel.keying
    panel.fields["heard"].setText("7")
    panel.store()
    assert found == []
    assert panel.fields["heard"].property("wrong") is True
    assert "'7' is not an answer to" in panel.said.text()
    panel.fields["heard"].clear()
    panel.store()
    assert found == []
    assert "empty" in panel.said.text()


def test_a_number_typed_before_brings_its_answers_back(board, workshop):
    run = workshop.run("evaluation")
    body = {
        "version": "E1",
        "answers": {"overall": 2, "pace": "right"},
        "token": "paper-7",
        "form": 7,
        "source": "paper",
    }
    workshop.fold(Entry(900, "k900", W, "evaluation", run.spans[0][0], "", "answers", {**body, "assisted": True}))
    board.show_state(run, workshop.groups, {"paper-7"})
    board.panel.type_paper.setChecked(True)
    panel = board.panel.keying
    assert panel.number.text() == "8"
    panel.number.setText("7")
    QTest.keyClick(panel.number, Qt.Key.Key_Return)
    assert (panel.fields["overall"].text(), panel.fields["pace"].text()) == ("2", "2")
    assert panel.assisted.isChecked()


def test_what_is_typed_stays_while_forms_come_in(board, workshop):
    run = workshop.run("evaluation")
    board.panel.type_paper.setChecked(True)
    board.panel.keying.fields["worst"].setText("half a sent")
    body = {"version": "E1", "answers": {"overall": 1}, "token": "late", "source": "phone"}
    workshop.fold(Entry(901, "k901", W, "evaluation", run.spans[0][0], "", "answers", body))
    board.show_state(run, workshop.groups, {"late"})
    assert board.panel.keying.fields["worst"].text() == "half a sent"
    assert board.panel.forms.text() == "18 of 23 forms in"


def test_escape_leaves_the_paper_forms(board):
    board.panel.type_paper.setChecked(True)
    QTest.keyClick(board.panel.keying.fields["overall"], Qt.Key.Key_Escape)
    assert not board.panel.type_paper.isChecked()


def test_words_that_point_to_somebody_can_be_kept_from_print(board, workshop):
    from PySide6.QtWidgets import QCheckBox

    found = asked_by(board.asked)
    run = workshop.run("evaluation")
    run.close(run.spans[-1][0] + 1)
    board.show_state(run, workshop.groups, set())
    box = next(b for b in board.panel.counts.findChildren(QCheckBox) if "room echo" in b.accessibleName())
    assert box.isChecked()
    box.setChecked(False)
    kind, body = found[0]
    assert (kind, body["question"], body["on"]) == (WITHHELD, "worst", True)


def test_without_groups_no_field_asks_for_one(qapp, workshop):
    made = Board("dark")
    made.show_state(workshop.run("evaluation"), Groups())
    assert "partner_group" not in made.panel.keying.fields


def test_a_caller_marks_forms_one_after_another_and_the_mark_stays(board, workshop):
    found = asked_by(board.asked)
    board.panel.type_paper.setChecked(True)
    panel = board.panel.keying
    QTest.keyClick(panel.telephone, Qt.Key.Key_Space)
    for _call in range(2):
        QTest.keyClicks(panel.fields["overall"], "4")
        panel.store()
    assert [(body["form"], body["source"]) for _kind, body in found] == [(1, "caller"), (2, "caller")]
    body = {"version": "E1", "answers": {"overall": 2}, "token": "paper-9", "form": 9, "source": "paper"}
    workshop.fold(Entry(9_000, "k9", W, "evaluation", 1, "", "answers", body))
    panel.number.setText("9")
    panel.number.editingFinished.emit()
    assert not panel.telephone.isChecked()
    panel.store()
    assert found[-1][1]["source"] == "paper"
    assert panel.telephone.isChecked()


def test_what_came_later_is_counted_when_the_facilitator_says_that_nobody_has_figures(qapp):
    programme, workshop = folded(day(filled()))
    body = {"version": "E1", "answers": {"overall": 2}, "token": "paper-1", "source": "paper", "form": 1}
    programme.fold(Entry(programme.seq + 1, "p", W, "evaluation", AT + 3_600_000, "", "answers", body))
    made = Board("light")
    made.show_state(workshop.run("evaluation"), workshop.groups)
    made.show()
    panel = made.panel
    assert panel.later.text().startswith("1 form came later than the others. It is in no figure yet")
    found = asked_by(made.asked)
    panel.count_all.click()
    assert found == [("forms_counted", {})]
    programme.fold(Entry(programme.seq + 1, "c", W, "evaluation", AT + 3_700_000, "", "forms_counted", {}))
    made.show_state(workshop.run("evaluation"), workshop.groups, set())
    assert not panel.later.isVisible() and not panel.count_all.isVisible()
    made.close()
