"""The register of answers at the desk: what people said is written down, answered whole, and shown by answer."""

from __future__ import annotations

from pathlib import Path

from frame_help import Opener, note, programme, settle, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from facilitator.desktop.evaluate.place import EvaluatePlace
from facilitator.desktop.shell.frame import MainWindow
from facilitator.model.entry import Draft
from facilitator.programme.answers.bodies import AnswerAsked, AnswerGiven
from facilitator.programme.answers.desk import Desk
from facilitator.programme.answers.rules import Point, State
from facilitator.programme.themes.bodies import ThemeTold

SAID = "Nobody wrote back to us"
GROUPS = Draft("programme", {"groups": [{"id": "LA", "label": "Council", "short": "LA"}]})


def opened(window_of: Opener, path: Path) -> tuple[MainWindow, Desk]:
    """A window at the register of a programme."""
    window = window_of()
    window.resize(1366, 768)
    assert window.programmes.open(path, "", "evaluate")
    settle()
    assert window.programmes.now is not None
    place = window.programmes.now.places["evaluate"]
    assert isinstance(place, EvaluatePlace)
    place.tabs.setCurrentIndex(list(place.aspects).index("answers"))
    settle()
    part = place.aspects["answers"]
    assert isinstance(part, Desk)
    return window, part


def asked(path: Path, *more: Draft) -> Path:
    """A programme with a comment, a theme, and two rows of which one is answered."""
    told = [ThemeTold("t1", "Being asked").draft(""), AnswerAsked("a1", "Share options early", "t1").draft("")]
    told += [AnswerAsked("a2", "Longer terms", "t1", date="2012-11-26").draft("")]
    told += [AnswerGiven("a1", "will", "Two options go out", "Lin Park", "LA", "2013-02-28").draft("")]
    return programme(path, GROUPS, note(SAID, "objective"), *told, *more)


def point(window: MainWindow, key: str) -> Point:
    """A row as the window has folded it."""
    assert window.programmes.now is not None
    found = window.programmes.now.desk.programme.aspects["answers"]
    assert isinstance(found, State)
    return found.points[key]


def rows(desk: Desk) -> list[tuple[str, ...]]:
    """The words of the rows, column by column, without the headings."""
    return [tuple(item.words for item in line.items) for line in desk.list.rows.lines if not line.band]


def test_an_answer_is_kept_whole_and_cannot_is_not_kept_without_a_reason(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, asked(tmp_path / "day.facilitator"))
    assert rows(desk)[1] == (
        "\u201cLonger terms\u201d",
        "no answer yet",
        "nothing written",
        "asked on 26 November 2012",
    )
    desk.list.choose("a2")
    QTest.keyClick(desk.list, Qt.Key.Key_3)
    form = desk.panel.form
    form.who.setText("Owen Hart")
    form.keep.click()
    until(desk.refusal.isVisible)
    assert "Say why it cannot be done" in desk.refusal.text()
    assert point(window, "a2").answer == "" and form.who.text() == "Owen Hart"
    form.words.setPlainText("The grant ends in March 2014")
    form.group.show_value("LA")
    form.date.show_value("2012-11-20")
    form.keep.click()
    until(lambda: point(window, "a2").answer == "cannot")
    assert not desk.refusal.isVisible()
    until(lambda: rows(desk)[1][1:] == ("cannot, because", "The grant ends in March 2014", "Owen Hart"))
    assert "0 done, 1 to be done, 1 that cannot be done" in desk.sum.text()


def test_a_new_row_is_asked_about_today_and_only_some_answers_are_shown(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, asked(tmp_path / "day.facilitator"))
    desk.which.show_value("will")
    desk.which.committed.emit("will")
    assert [row[0] for row in rows(desk)] == ["\u201cShare options early\u201d"]
    desk.theme.show_value("t1")
    desk.new.setText(SAID)
    QTest.keyClick(desk.new, Qt.Key.Key_Return)
    until(lambda: len(rows(desk)) == 3)
    key = desk.list.key
    assert point(window, key).said == SAID and point(window, key).asked
    QTest.keyClick(desk.list, Qt.Key.Key_L)
    QTest.keyClicks(desk.panel.links.search, "wrote back")
    QTest.keyClick(desk.panel.links.search, Qt.Key.Key_Return)
    until(lambda: len(point(window, key).targets) == 1)
    QTest.keyClick(desk.list, Qt.Key.Key_Delete)
    until(lambda: len(rows(desk)) == 2)


def test_an_answer_that_comes_from_elsewhere_is_shown_in_the_open_form(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, asked(tmp_path / "day.facilitator"))
    desk.list.choose("a1")
    assert desk.panel.form.words.toPlainText() == "Two options go out"
    assert window.programmes.now is not None
    window.programmes.now.desk.undo(whole=True)
    until(lambda: point(window, "a1").answer == "")
    until(lambda: desk.panel.form.words.toPlainText() == "")
    assert desk.panel.form.answer.currentData() == ""
