"""The delivery plan, meetings, indicators and papers at the desk: typed, chosen, taken away, with a reason."""

from __future__ import annotations

from pathlib import Path

from frame_help import Opener, programme, settle, until
from PySide6.QtWidgets import QApplication, QMenu

from facilitator.desktop.programme.place import ProgrammePlace
from facilitator.desktop.shell.frame import MainWindow
from facilitator.looks.qt.fields import ChoiceField, TextField
from facilitator.programme.delivery.bodies import StepTold
from facilitator.programme.delivery.desk import Desk
from facilitator.programme.delivery.rules import State


def opened(window_of: Opener, path: Path) -> tuple[MainWindow, Desk]:
    """A window at the programme."""
    window = window_of()
    assert window.programmes.open(path, "", "programme")
    settle()
    assert window.programmes.now is not None
    place = window.programmes.now.places["programme"]
    assert isinstance(place, ProgrammePlace)
    part = place.aspects["delivery"]
    assert isinstance(part, Desk)
    return window, part


def state(window: MainWindow) -> State:
    """What the window has folded."""
    assert window.programmes.now is not None
    found = window.programmes.now.desk.programme.aspects["delivery"]
    assert isinstance(found, State)
    return found


def test_a_step_is_added_typed_and_taken_away(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, programme(tmp_path / "day.facilitator", StepTold("s1", "A plan").draft("")))
    desk.steps.add.click()
    until(lambda: len(desk.steps.fields) == 2)
    fresh = next(key for key in desk.steps.fields if key != "s1")
    text, owner, _group, _by, standing = desk.steps.fields[fresh]
    assert isinstance(text, TextField) and isinstance(owner, TextField) and isinstance(standing, ChoiceField)
    assert text.accessibleName() == "What is to be there, row 2"
    text.setText("Hear what stops small groups")
    text.committed.emit(text.text())
    standing.setCurrentIndex(standing.findData("done"))
    standing.committed.emit("done")
    until(lambda: state(window).steps[fresh].state == "done")
    assert state(window).steps[fresh].text == "Hear what stops small groups"
    assert desk.steps.sum.text() == "1 of 2 done"
    desk.steps.removals["s1"].click()
    until(lambda: list(state(window).steps) == [fresh])
    until(lambda: list(desk.steps.fields) == [fresh])


def test_a_wrong_number_of_people_is_not_kept_and_an_empty_one_is_none(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, programme(tmp_path / "day.facilitator"))
    assert not any(title.isVisibleTo(desk) for title in desk.meetings.titles)
    desk.meetings.add.click()
    until(lambda: len(desk.meetings.fields) == 1)
    assert all(title.isVisibleTo(desk) for title in desk.meetings.titles)
    (key,) = desk.meetings.fields
    came = desk.meetings.fields[key][2]
    assert isinstance(came, TextField)
    came.setText("many")
    came.textEdited.emit("many")
    came.keeper.keep()
    settle()
    assert state(window).meetings[key].came is None
    came.setText("8")
    came.textEdited.emit("8")
    came.keeper.keep()
    until(lambda: state(window).meetings[key].came == 8)


def test_a_paper_is_said_by_a_menu_and_what_does_not_apply_with_a_reason(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, programme(tmp_path / "day.facilitator"))
    (event,) = {of for of, _paper in desk.papers.cells}

    def choose(words: str) -> None:
        desk.papers.cells[event, "record"].click()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        next(action for action in menu.actions() if action.text() == words).trigger()
        menu.close()

    choose("available")
    until(lambda: (event, "record") in state(window).papers)
    assert desk.papers.cells[event, "record"].accessibleName().endswith(": available")
    choose("not applicable, because\u2026")
    assert desk.papers.reason.isVisibleTo(desk)
    desk.papers.why.setText("nothing was written")
    desk.papers.why.textEdited.emit("nothing was written")
    desk.papers.why.keeper.keep()
    until(lambda: state(window).papers[event, "record"].why == "nothing was written")
    assert not desk.papers.reason.isVisibleTo(desk)
    choose("not said")
    until(lambda: not state(window).papers)
