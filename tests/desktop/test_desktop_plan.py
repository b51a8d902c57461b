from __future__ import annotations

from pathlib import Path

from frame_help import Opener, append, entries, note, programme, settle, until
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtTest import QTest

from facilitator.activities import library
from facilitator.desktop.plan.facts import is_time
from facilitator.desktop.plan.place import about, times
from facilitator.desktop.plan.stage import spoken
from facilitator.desktop.plan.stages import ROW
from facilitator.desktop.shell.frame import MainWindow
from facilitator.model import acts
from facilitator.model.entry import Draft


def opened(window_of: Opener, path: Path, stage: str = "") -> MainWindow:
    """A window on a file's plan, with a stage chosen."""
    window = window_of()
    window.programmes.open(path, place="plan")
    if stage:
        window.programmes.now.plan.stages.choose(stage)
        settle()
    return window


def test_the_plan_shows_the_stages_with_their_clock_and_sums(window_of: Opener, tmp_path: Path) -> None:
    window = opened(window_of, programme(tmp_path / "day.facilitator"))
    plan = window.programmes.now.plan
    workshop = window.programmes.now.desk.workshop
    assert [plan.stages.list.item(n).data(Qt.ItemDataRole.UserRole) for n in (0, 1)] == ["/facts", "open"]
    assert [figure.text() for figure in plan.sums] == ["40 min", "25 min", "15 min"]
    found = times(workshop)
    assert (found["open"], found["objective"], found[""]) == ("10:20", "10:23", "11:00")
    workshop.info.starts = ""
    assert times(workshop)["objective"] == "+3"


def test_a_fact_lands_in_the_log_when_its_field_is_left(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    window = opened(window_of, path)
    facts = window.programmes.now.plan.facts
    facts.place.setFocus()
    QTest.keyClicks(facts.place, "Hall")
    assert entries(path, "workshop_edited") == []
    window.programmes.keep()
    until(lambda: entries(path, "workshop_edited"))
    assert [dict(entry.body) for entry in entries(path, "workshop_edited")] == [{"place": "Hall"}]
    until(lambda: window.programmes.now.desk.workshop.info.place == "Hall")
    window.undo()
    until(lambda: facts.place.text() == "")


def test_a_question_that_nobody_wrote_is_warned_of_until_there_is_a_challenge(
    window_of: Opener, tmp_path: Path
) -> None:
    path = programme(tmp_path / "day.facilitator")
    append(path, acts.add_method("w", library.find("kj"), "k"))
    window = opened(window_of, path, "focus")
    plan, desk = window.programmes.now.plan, window.programmes.now.desk
    example = desk.workshop.run("focus").stage.example
    until(lambda: not plan.stage.asked.below.isHidden())
    assert example in plan.stage.asked.below.text()
    assert "2 stages without their question" in about(desk.workshop)
    assert "warn" in [plan.stages.list.item(n).data(ROW)[4] for n in range(plan.stages.list.count())]
    plan.facts.challenge.committed.emit("Who keeps the keys?")
    until(lambda: desk.workshop.run("focus").prompt == "Who keeps the keys?")
    until(plan.stage.asked.below.isHidden)
    assert "2 stages without their question" not in about(desk.workshop)


def test_a_wrong_time_is_marked_and_not_kept(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    window = opened(window_of, path)
    starts = window.programmes.now.plan.facts.starts
    for text, wrong in (("25:99", True), ("9:05", False)):
        starts.setFocus()
        starts.selectAll()
        QTest.keyClicks(starts, text)
        QTest.keyClick(starts, Qt.Key.Key_Return)
        assert starts.property("wrong") is wrong
    until(lambda: entries(path, "workshop_edited"))
    assert [entry.body["starts"] for entry in entries(path, "workshop_edited")] == ["09:05"]
    assert [is_time(text) for text in ("", "9:30", "23:59", "24:00", "9.30")] == [True, True, True, False, False]


def test_groups_keep_their_ids_when_they_are_renamed(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    window = opened(window_of, path)
    groups = window.programmes.now.plan.facts.groups
    groups.rows[3].name.setText("Parents and carers")
    groups.rows[3].name.keeper.keep()
    until(lambda: entries(path, "workshop_edited"))
    body = entries(path, "workshop_edited")[0].body["groups"]
    assert body[3] == {"id": "par", "label": "Parents and carers", "short": "PAR"}
    groups.rows[0].name.setText("Parents and carers")
    groups.rows[0].name.keeper.keep()
    assert groups.rows[0].name.property("wrong") is True
    settle()
    assert len(entries(path, "workshop_edited")) == 1


def test_doubts_stand_beside_their_question_while_it_is_written(window_of: Opener, tmp_path: Path) -> None:
    window = opened(window_of, programme(tmp_path / "day.facilitator"), "reflective")
    questions = window.programmes.now.plan.stage.questions
    first, second = questions.rows
    assert (first.shown, second.shown) == ([], [])
    second.text.setPlainText("Should we decide the next steps?")
    assert second.shown[0].startswith("It can be answered yes or no")
    assert second.shown[1].startswith("It asks for a decision before the decision level")
    assert first.shown == []
    second.text.setPlainText("What surprised you?")
    assert second.shown == []


def test_a_deciding_stage_may_ask_for_a_decision(window_of: Opener, tmp_path: Path) -> None:
    window = opened(window_of, programme(tmp_path / "day.facilitator"), "decisional")
    row = window.programmes.now.plan.stage.questions.rows[0]
    row.text.setPlainText("What are our next steps?")
    assert row.shown == []


def test_a_stage_edit_lands_in_the_log_and_can_be_undone(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    window = opened(window_of, path, "reflective")
    form = window.programmes.now.plan.stage
    before = list(window.programmes.now.desk.workshop.run("reflective").stage.asks)
    form.questions.rows[1].text.setPlainText("What surprised you?")
    form.questions.rows[1].text.keeper.keep()
    until(lambda: entries(path, "stage_edited"))
    edit = entries(path, "stage_edited")[0]
    assert (edit.stage, dict(edit.body)) == ("reflective", {"questions": [before[0], "What surprised you?"]})
    until(lambda: window.programmes.now.desk.workshop.run("reflective").stage.asks[1] == "What surprised you?")
    window.undo()
    until(lambda: form.questions.value() == before)


def test_hats_that_still_wait_change_their_order_on_a_running_day_and_back(window_of: Opener, tmp_path: Path) -> None:
    """What is open or over stays where it is, and so do the two blue ones; each move can be undone."""
    path = programme(tmp_path / "day.facilitator", method="six-hats")
    window = window_of()
    assert window.programmes.open(path, "", "plan")
    plan, desk = window.programmes.now.plan, window.programmes.now.desk
    append(path, Draft("stage_opened", {}, "w1", "white"))
    until(lambda: desk.workshop.open_id == "white")
    before = [run.id for run in desk.workshop.stages]
    plan.stages.choose("white")
    assert not plan.stages.earlier.isEnabled() and not plan.stages.later.isEnabled()
    plan.stages.choose("yellow")
    assert not plan.stages.earlier.isEnabled() and plan.stages.later.isEnabled()
    plan.stages.later.click()
    swapped = ["explain", "blue-open", "white", "black", "yellow", "green", "red", "blue-close"]
    until(lambda: [run.id for run in desk.workshop.stages] == swapped)
    until(lambda: plan.stages.chosen_id() == "yellow" and plan.stages.earlier.isEnabled())
    assert desk.workshop.neighbour(1).id == "black"
    plan.stages.choose("red")
    assert plan.stages.earlier.isEnabled() and not plan.stages.later.isEnabled()
    window.undo()
    until(lambda: [run.id for run in desk.workshop.stages] == before)


def test_one_question_becomes_the_prompt(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    window = opened(window_of, path, "reflective")
    rows = window.programmes.now.plan.stage.questions.rows
    first = rows[0].text.toPlainText()
    rows[1].away.click()
    until(lambda: entries(path, "stage_edited"))
    assert dict(entries(path, "stage_edited")[0].body) == {"questions": [], "prompt": first}
    until(lambda: window.programmes.now.desk.workshop.run("reflective").stage.asks == (first,))


def test_points_are_added_moved_and_taken_away_with_keys(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    window = opened(window_of, path, "reflective")
    script = window.programmes.now.plan.stage.script
    before = script.value()
    script.rows[0].text.setFocus()
    QTest.keyClick(script.rows[0].text, Qt.Key.Key_Return)
    QTest.keyClicks(script.rows[1].text, "New point")
    QTest.keyClick(script.rows[1].text, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert script.value() == ["New point", *before]
    script.rows[0].text.selectAll()
    QTest.keyClick(script.rows[0].text, Qt.Key.Key_Backspace)
    QTest.keyClick(script.rows[0].text, Qt.Key.Key_Backspace)
    assert script.value() == before
    until(lambda: window.programmes.now.desk.workshop.run("reflective").stage.script == tuple(before))
    assert spoken("word " * 70) == 30


def test_minutes_move_the_sums_and_a_length_outside_its_bounds_is_said(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    window = opened(window_of, path, "reflective")
    plan = window.programmes.now.plan
    plan.stage.minutes.setValue(20)
    plan.stage.minutes.keeper.keep()
    until(lambda: plan.sums[0].text() == "53 min")
    assert plan.stage.lengths.below.text() == "Outside 4 to 12"
    plan.stage.low.setValue(30)
    plan.stage.low.keeper.keep()
    until(lambda: window.programmes.now.desk.workshop.run("reflective").stage.minutes_max == 30)


def test_nothing_more_revealing_may_be_stored_once_notes_are_there(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    window = opened(window_of, path, "reflective")
    field = window.programmes.now.plan.stage.anonymity
    model = field.model()
    assert isinstance(model, QStandardItemModel)
    assert [model.item(n).isEnabled() for n in range(3)] == [True, True, True]
    append(path, Draft("stage_opened", {}, "w1", "reflective"), note("Glad", "reflective"))
    until(lambda: not model.item(0).isEnabled())
    assert [model.item(n).isEnabled() for n in range(3)] == [False, True, True]
    assert "never more" in window.programmes.now.plan.stage.stored.below.text()


def test_what_somebody_types_is_not_overwritten_by_what_arrives(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    window = opened(window_of, path)
    facts = window.programmes.now.plan.facts
    facts.title.setFocus()
    facts.title.selectAll()
    QTest.keyClicks(facts.title, "Half a ti")
    append(path, Draft("workshop_edited", {"title": "Another", "place": "Hall"}, "w1"))
    until(lambda: facts.place.text() == "Hall")
    assert facts.title.text() == "Half a ti"
