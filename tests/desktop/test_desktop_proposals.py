"""Proposals at the desk: written down, flagged, made firmer only with the room's words, and linked with comments."""

from __future__ import annotations

from pathlib import Path

from frame_help import Opener, entries, note, programme, settle, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from facilitator.desktop.evaluate.place import EvaluatePlace
from facilitator.desktop.shell.frame import MainWindow
from facilitator.model.entry import Draft
from facilitator.programme.proposals.bodies import MainChosen, ProposalTold
from facilitator.programme.proposals.desk import Desk
from facilitator.programme.proposals.rules import State
from facilitator.programme.themes.bodies import ThemeTold

SAID = ("Hall sessions on the estate", "Evening slot for working parents")


def opened(window_of: Opener, path: Path) -> tuple[MainWindow, Desk]:
    """A window at the proposals of a programme."""
    window = window_of()
    window.resize(1366, 768)
    assert window.programmes.open(path, "", "evaluate")
    settle()
    assert window.programmes.now is not None
    place = window.programmes.now.places["evaluate"]
    assert isinstance(place, EvaluatePlace)
    place.tabs.setCurrentIndex(list(place.aspects).index("proposals"))
    settle()
    part = place.aspects["proposals"]
    assert isinstance(part, Desk)
    return window, part


def proposed(path: Path, *more: Draft) -> Path:
    """A programme with two comments, two themes and two proposals for the first."""
    told = [ThemeTold("t1", "Community").draft(""), ThemeTold("t2", "Money").draft("")]
    told += [ProposalTold("p1", "Place outreach where need is clustered", "t1").draft("")]
    told += [ProposalTold("p2", "More openings could follow", "t1").draft("")]
    return programme(path, *(note(text, "objective") for text in SAID), *told, *more)


def state(window: MainWindow) -> State:
    """The proposals as the window has folded them."""
    assert window.programmes.now is not None
    found = window.programmes.now.desk.programme.aspects["proposals"]
    assert isinstance(found, State)
    return found


def rows(desk: Desk) -> list[str]:
    """The words of the rows, headings among them."""
    return [line.items[0].words for line in desk.list.rows.lines]


def test_a_new_proposal_is_chosen_and_stands_under_its_theme(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, proposed(tmp_path / "day.facilitator"))
    assert rows(desk)[-2:] == ["Money", "No proposal for this theme"]
    desk.theme.show_value("t2")
    desk.new.setText("  Say the budget early ")
    QTest.keyClick(desk.new, Qt.Key.Key_Return)
    until(lambda: rows(desk)[-2:] == ["Money", "Say the budget early"])
    assert desk.panel.text.toPlainText() == "Say the budget early"
    assert desk.sum.text() == "3 proposals, 0 main"
    assert state(window).proposals[desk.list.key].firmness == "idea"


def test_keys_flag_the_main_one_and_go_to_the_rooms_words(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, proposed(tmp_path / "day.facilitator", MainChosen("p1").draft("")))
    desk.list.choose("p2")
    QTest.keyClick(desk.list, Qt.Key.Key_M)
    until(lambda: state(window).proposals["p2"].main)
    assert not state(window).proposals["p1"].main
    assert rows(desk)[1] == "More openings could follow"
    QTest.keyClick(desk.list, Qt.Key.Key_3)
    desk.panel.form.keep.click()
    until(lambda: "what the room said" in desk.refusal.text())
    assert state(window).proposals["p2"].firmness == "idea"
    desk.panel.form.words.setPlainText("Yes, once the first ones are looked after")
    desk.panel.form.hands["for"].setValue(21)
    desk.panel.form.keep.click()
    until(lambda: state(window).proposals["p2"].firmness == "agreed")
    assert state(window).proposals["p2"].now.hands == {"for": 21}
    until(lambda: desk.panel.form.words.toPlainText() == "")
    assert not desk.refusal.isVisible()


def test_comments_are_found_linked_and_taken_off_again(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, proposed(tmp_path / "day.facilitator"))
    desk.list.choose("p1")
    links = desk.panel.links
    QTest.keyClick(desk.list, Qt.Key.Key_L)
    QTest.keyClicks(links.search, "estate")
    assert [each.comment.text for each in links.found] == [SAID[0]]
    QTest.keyClick(links.search, Qt.Key.Key_Return)
    until(lambda: [each.comment.text for each in links.rows] == [SAID[0]])
    assert links.title.text() == "1 comment behind it" and links.found == []
    links.rows[0].press.click()
    until(lambda: links.rows == [])
    assert state(window).proposals["p1"].targets == ()


def test_what_is_typed_is_kept_and_taking_it_back_brings_the_words_back(window_of: Opener, tmp_path: Path) -> None:
    path = proposed(tmp_path / "day.facilitator")
    window, desk = opened(window_of, path)
    desk.list.choose("p1")
    desk.panel.text.setPlainText("Place outreach nearer")
    desk.panel.text.keeper.keep()
    until(lambda: state(window).proposals["p1"].edited)
    assert "It began as: Place outreach where" in desk.panel.began.text()
    assert window.programmes.now is not None
    window.programmes.now.desk.undo(whole=True)
    until(lambda: not state(window).proposals["p1"].edited)
    assert desk.panel.text.toPlainText() == "Place outreach where need is clustered"
    QTest.keyClick(desk.list, Qt.Key.Key_Delete)
    until(lambda: "p1" not in state(window).proposals)
    assert [each.kind for each in entries(path, "proposal_removed")] == ["proposal_removed"]
    assert not desk.panel.isVisible()
