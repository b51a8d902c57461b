"""All events in the window: the bars and what is behind them, promises followed up, and the people who came."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from frame_help import GROUPS, Opener, append, entries, programme, settle, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from facilitator.activities import library
from facilitator.desktop.evaluate.place import EvaluatePlace
from facilitator.desktop.shell.frame import MainWindow
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.programme.events.desk import Desk


def forms() -> list[dict[str, Any]]:
    """Eight forms: two of them poor, six good; three say what somebody will do."""
    found: list[dict[str, Any]] = [
        {"overall": 4 if n > 1 else 1, "quote": "yes", "worst": f"echo {n}"} for n in range(8)
    ]
    for n, form in enumerate(found[:3]):
        form |= {"do_differently": f"ring group {n}", "likely": 4}
    return found


def evaluated(path: Path) -> Path:
    """A file with one workshop to come and one that was evaluated, to which nine people came."""
    drafts = acts.create({"title": "The forms"}, [library.find("evaluation")], groups=GROUPS, workshop="w2")
    drafts += [
        Draft("attendance", {"groups": {"vcs": 7, "par": 2}}, "w2"),
        Draft("stage_opened", {}, "w2", "evaluation"),
    ]
    for n, answers in enumerate(forms()):
        body = {"version": "E1", "answers": answers, "token": f"t{n}", "source": "phone"}
        drafts.append(Draft("answers", body, "w2", "evaluation"))
    return programme(path, *drafts, Draft("stage_closed", {}, "w2", "evaluation"))


def opened(window_of: Opener, path: Path) -> tuple[MainWindow, Desk]:
    """A window at all events."""
    window = window_of()
    assert window.programmes.open(path, "", "evaluate")
    settle()
    assert window.programmes.now is not None
    place = window.programmes.now.places["evaluate"]
    assert isinstance(place, EvaluatePlace)
    part = place.aspects["events"]
    assert isinstance(part, Desk)
    place.tabs.setCurrentWidget(part)
    settle()
    return window, part


def test_a_part_of_a_bar_opens_what_those_who_gave_that_answer_wrote(window_of: Opener, tmp_path: Path) -> None:
    _window, desk = opened(window_of, evaluated(tmp_path / "day.facilitator"))
    bar = desk.story.bars[0]
    assert bar.counts == (2, 0, 0, 6, 0)
    bar.setFocus()
    QTest.keyClick(bar, Qt.Key.Key_Right)
    QTest.keyClick(bar, Qt.Key.Key_Return)
    assert desk.trail.isVisible() and desk.trail.figure.text() == "6"
    assert "of 8 forms answered 4" in desk.trail.about.text()
    told = [desk.trail.list.item(row).text() for row in range(desk.trail.list.count())]
    assert told == [*(f"echo {n}" for n in range(2, 8)), "ring group 2"]
    QTest.keyClick(bar, Qt.Key.Key_Left)
    QTest.keyClick(bar, Qt.Key.Key_Return)
    assert not desk.trail.list.isVisible() and desk.trail.why.text().startswith("Too few to show")
    QTest.keyClick(desk.trail, Qt.Key.Key_Escape)
    assert desk.promises.isVisible() and not desk.trail.isVisible()


def test_a_promise_is_followed_up_and_taken_back(window_of: Opener, tmp_path: Path) -> None:
    path = evaluated(tmp_path / "day.facilitator")
    window, desk = opened(window_of, path)
    panel = desk.promises
    assert panel.told.text().startswith("3 forms say what someone means to do; 0 people agreed")
    key = next(key for key, row in panel.rows.items() if "ring group 1" in row.words.text())
    assert not panel.rows[key].outcome.isEnabled()
    panel.rows[key].agreed.click()
    until(panel.rows[key].outcome.isEnabled)
    assert "due" in panel.rows[key].where.text()
    panel.rows[key].outcome.activated.emit(panel.rows[key].outcome.findData("partly"))
    until(lambda: "partly: 1" in panel.became.text())
    said = entries(path, "promise_followed")
    assert [each.body.get("agreed", each.body.get("outcome")) for each in said] == [True, "partly"]
    assert panel.told.text().endswith("1 person agreed to be asked about it, and 1 was asked after three months.")
    window.undo()
    until(lambda: not panel.became.text())


def test_the_different_people_are_counted_beside_the_attendances(window_of: Opener, tmp_path: Path) -> None:
    path = evaluated(tmp_path / "day.facilitator")
    _window, desk = opened(window_of, path)
    assert "different people" not in desk.story.words()
    field = desk.people.fields["vcs"]
    field.setValue(6)
    field.committed.emit(6)
    until(lambda: "They were 6 different people" in desk.story.words())
    desk.people.which.show_value("w2")
    desk.people.which.committed.emit("w2")
    desk.people.fields["vcs"].setValue(12)
    desk.people.fields["vcs"].committed.emit(12)
    until(lambda: entries(path, "people_expected"))
    assert entries(path, "people_expected")[-1].body == {"id": "w2", "groups": {"vcs": 12, "ccm": 0, "la": 0, "par": 0}}


def test_before_any_event_was_held_it_says_what_will_stand_here(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    _window, desk = opened(window_of, path)
    assert desk.nothing.text().startswith("No event was held yet.")
    append(path, Draft("stage_opened", {}, "w1", "objective"))
    until(lambda: "No evaluation form came back yet" in desk.story.words())
    assert desk.promises.told.text() == "No form says what anyone means to do."
