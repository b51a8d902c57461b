"""The development plan at the desk: rows written down, led, dated, reviewed; what is no action yet stands apart."""

from __future__ import annotations

from pathlib import Path

from frame_help import Opener, note, programme, settle, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from facilitator.desktop.evaluate.place import EvaluatePlace
from facilitator.desktop.shell.frame import MainWindow
from facilitator.model.entry import Draft
from facilitator.programme.plan.bodies import Reviewed, RowTold
from facilitator.programme.plan.desk import Desk
from facilitator.programme.plan.rules import Row, State

GROUPS = Draft("programme", {"groups": [{"id": "VCS", "label": "Voluntary groups", "short": "VCS"},
                                        {"id": "LA", "label": "Council", "short": "LA"}]})  # fmt: skip
CLINIC = RowTold("r1", "Small groups ready", "", "Governance clinic", "Ravi Nair", "VCS", due="2012-02-13")


def opened(window_of: Opener, path: Path) -> tuple[MainWindow, Desk]:
    """A window at the plan of a programme."""
    window = window_of()
    window.resize(1366, 768)
    assert window.programmes.open(path, "", "evaluate")
    settle()
    assert window.programmes.now is not None
    place = window.programmes.now.places["evaluate"]
    assert isinstance(place, EvaluatePlace)
    place.tabs.setCurrentIndex(list(place.aspects).index("plan"))
    settle()
    part = place.aspects["plan"]
    assert isinstance(part, Desk)
    return window, part


def planned(path: Path, *more: Draft) -> Path:
    """A programme with one comment and one action."""
    return programme(path, GROUPS, note("They cannot carry the paperwork", "objective"), CLINIC.draft(""), *more)


def state(window: MainWindow) -> State:
    """The plan as the window has folded it."""
    assert window.programmes.now is not None
    found = window.programmes.now.desk.programme.aspects["plan"]
    assert isinstance(found, State)
    return found


def row(window: MainWindow, key: str = "r1") -> Row:
    """A row as it is now."""
    return state(window).rows[key]


def rows(desk: Desk) -> list[str]:
    """The words of the rows, headings among them."""
    return [line.items[0].words for line in desk.list.rows.lines]


def test_a_new_row_is_no_action_until_it_has_a_lead_and_a_date(window_of: Opener, tmp_path: Path) -> None:
    _window, desk = opened(window_of, planned(tmp_path / "day.facilitator"))
    desk.new.setText("Pay for the creche")
    QTest.keyClick(desk.new, Qt.Key.Key_Return)
    until(lambda: rows(desk) == ["Open: 1", "Governance clinic", "No lead: 1", "Pay for the creche"])
    assert desk.row.action.toPlainText() == "Pay for the creche" and desk.sum.text() == "1 action, 1 open"
    desk.row.group.committed.emit("LA")
    until(lambda: rows(desk)[2:] == ["No date: 1", "Pay for the creche"])
    desk.row.due.show_value("2011-12-30")
    desk.row.due.committed.emit("2011-12-30")
    until(lambda: rows(desk) == ["Open: 2", "Pay for the creche", "Governance clinic"])
    assert desk.sum.text() == "2 actions, 2 open"


def test_a_review_by_keys_is_added_to_the_log_with_its_words(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, planned(tmp_path / "day.facilitator"))
    desk.list.choose("r1")
    QTest.keyClick(desk.list, Qt.Key.Key_D)
    desk.row.review.words.setPlainText("7 groups came, 3 adopted a policy set")
    desk.row.review.date.show_value("2012-02-13")
    desk.row.review.where.setText("task group")
    desk.row.review.people.setValue(6)
    desk.row.review.keep.click()
    until(lambda: row(window).status == "done")
    (line,) = state(window).log
    assert (line.date, line.where, line.people) == ("2012-02-13", "task group", 6)
    until(lambda: rows(desk) == ["Finished: 1", "Governance clinic"])
    assert desk.row.review.words.toPlainText() == "" and desk.row.review.where.text() == "task group"
    QTest.keyClick(desk.list, Qt.Key.Key_Escape)
    assert desk.side.currentWidget() is desk.panes_of["whole"]
    said = [each.text() for part in desk.whole.log for each in part.findChildren(QLabel)]
    assert said == ["13 February 2012 \u00b7 task group \u00b7 6 people", "Governance clinic", "new: done",
                    "7 groups came, 3 adopted a policy set"]  # fmt: skip


def test_what_is_wrong_is_said_and_the_words_stay(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, planned(tmp_path / "day.facilitator"))
    desk.list.choose("r1")
    desk.row.review.words.setPlainText("Nobody knows")
    desk.row.review.date.show_value("")
    desk.row.review.keep.click()
    until(desk.refusal.isVisible)
    assert "on which day" in desk.refusal.text()
    assert desk.row.review.words.toPlainText() == "Nobody knows" and state(window).log == []


def test_partners_are_pressed_and_a_lead_says_yes(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, planned(tmp_path / "day.facilitator"))
    desk.list.choose("r1")
    assert not desk.row.partners["VCS"].isVisible()
    desk.row.partners["LA"].click()
    until(lambda: row(window).partners == ("LA",))
    desk.row.accepted.click()
    until(lambda: row(window).lead_accepted)
    items = desk.list.rows.lines[1].items
    assert (items[1].below, items[2].words) == ("said yes", "LA")
    desk.row.partners["LA"].click()
    until(lambda: row(window).partners == ())


def test_the_plan_warns_of_one_who_carries_it_all_and_of_counted_meetings(window_of: Opener, tmp_path: Path) -> None:
    second = RowTold(
        "r2", action="Mentoring", lead="Joan Pratt", lead_group="VCS", due="2012-03-01", measure="3 meetings"
    )
    _window, desk = opened(window_of, planned(tmp_path / "day.facilitator", second.draft("")))
    assert desk.advice.isVisible()
    assert "Voluntary groups leads every open action" in desk.advice.text()
    assert "counting meetings" in desk.advice.text()


def test_undo_takes_a_review_back_and_delete_takes_the_row_away(window_of: Opener, tmp_path: Path) -> None:
    reviewed = Reviewed("r1", "at risk", "2012-01-10", "No hall").draft("")
    window, desk = opened(window_of, planned(tmp_path / "day.facilitator", reviewed))
    assert window.programmes.now is not None
    window.programmes.now.desk.undo(whole=True)
    until(lambda: state(window).log == [])
    assert row(window).stands == "not started"
    desk.list.choose("r1")
    QTest.keyClick(desk.list, Qt.Key.Key_Delete)
    until(lambda: state(window).rows == {})
    assert desk.nothing.isVisible() and rows(desk) == []
