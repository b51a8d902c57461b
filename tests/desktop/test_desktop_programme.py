"""The Programme place: facts and challenges are kept as they are typed, taken back, and refused in a sentence."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from frame_help import Opener, append, entries, note, programme, settle, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from facilitator.activities import library
from facilitator.desktop.programme.place import ProgrammePlace, standing
from facilitator.desktop.shell.frame import MainWindow
from facilitator.desktop.shell.tiles import progress
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.programme import desks
from facilitator.programme.contract import ASPECTS
from facilitator.programme.facts.desk import Desk
from facilitator.programme.facts.rules import MOST_CHALLENGES, Challenge, Member, State


def shown(window: MainWindow) -> tuple[ProgrammePlace, Desk]:
    """The place, and the facts in it."""
    assert window.programmes.now is not None
    place = window.programmes.now.programme
    part = place.aspects["facts"]
    assert isinstance(part, Desk)
    return place, part


def facts(window: MainWindow) -> State:
    """The facts as the window has folded them."""
    assert window.programmes.now is not None
    found = window.programmes.now.desk.programme.aspects["facts"]
    assert isinstance(found, State)
    return found


def write(field: QLineEdit, words: str) -> None:
    """Type into a field, and leave it by Enter."""
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def opened(window_of: Opener, path: Path) -> MainWindow:
    """A window at the Programme place."""
    window = window_of()
    assert window.programmes.open(path, "", "programme")
    settle()
    return window


def test_what_is_typed_is_kept_and_taken_back(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    window = opened(window_of, path)
    place, part = shown(window)
    write(part.title, "Two years together")
    until(
        lambda: window.programmes.now is not None and window.programmes.now.desk.programme.title == "Two years together"
    )
    write(part.sponsor, "The council")
    until(lambda: facts(window).sponsor == "The council")
    assert place.heading.text() == "Two years together"
    assert window.windowTitle().startswith("Two years together")
    window.menus.actions["undo"].trigger()
    until(lambda: not facts(window).sponsor)
    window.menus.actions["undo"].trigger()
    until(lambda: part.title.text() == "Voluntary groups")
    window.menus.actions["redo"].trigger()
    until(lambda: part.title.text() == "Two years together")
    assert [entry.workshop for entry in entries(path, "retracted")] == ["", "", ""]


def test_a_challenge_is_added_filled_in_and_taken_away(window_of: Opener, tmp_path: Path) -> None:
    window = opened(window_of, programme(tmp_path / "day.facilitator"))
    _, part = shown(window)
    part.add.click()
    until(lambda: len(part.cards) == 1)
    (key, card), *_ = part.cards.items()
    card.text.setPlainText("How far are groups ready?")
    card.standings["settled"].setPlainText("Centres stay")
    for field in (card.text, card.standings["settled"]):
        field.keeper.keep()
    until(lambda: facts(window).challenges[key] == Challenge(key, "How far are groups ready?", settled="Centres stay"))
    card.away.click()
    until(lambda: not part.cards)
    window.menus.actions["undo"].trigger()
    until(lambda: list(part.cards) == [key])
    assert part.cards[key].text.toPlainText() == "How far are groups ready?"


def test_groups_and_the_task_group_are_kept(window_of: Opener, tmp_path: Path) -> None:
    window = opened(window_of, programme(tmp_path / "day.facilitator"))
    _, part = shown(window)
    part.groups.use_usual()
    until(lambda: len(facts(window).groups.list) == 4)
    part.task_group.add.click()
    (row,) = part.task_group.rows
    write(row.name, "Joan")
    until(lambda: facts(window).task_group == (Member("Joan"),))
    row.group.setCurrentIndex(row.group.findData("biz"))
    row.group.activated.emit(row.group.currentIndex())
    until(lambda: facts(window).task_group == (Member("Joan", "biz"),))
    row.away.click()
    until(lambda: facts(window).task_group == ())
    assert part.task_group.rows == []


def test_what_cannot_be_kept_is_said_and_not_kept(window_of: Opener, tmp_path: Path) -> None:
    window = opened(window_of, programme(tmp_path / "day.facilitator", Draft("programme", {"starts": "2011-04-01"})))
    _, part = shown(window)
    part.ends.committed.emit("2010-01-01")
    assert part.refusal.text().startswith("A programme cannot end before it starts")
    assert (facts(window).ends, part.ends.iso()) == ("", "")
    for number in range(MOST_CHALLENGES):
        append(
            window.programmes.now.path if window.programmes.now else Path(),
            Draft("challenge", {"id": f"c{number}", "text": "?"}),
        )
    until(lambda: len(part.cards) == MOST_CHALLENGES)
    assert not part.add.isEnabled()
    assert not part.refusal.isVisible()


def test_the_events_of_the_file_are_listed_and_one_goes_to_another(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator", note("One", "objective"), note("Two", "objective"))
    append(path, *acts.create({"title": "A second day"}, [library.find("kj")], workshop="w2"))
    append(path, Draft("finished", {}, "w2"))
    window = opened(window_of, path)
    place, _ = shown(window)
    assert [figure.text() for figure in place.sums.values()] == ["2", "2"]
    first, second = place.events
    assert (first.open.isEnabled(), second.open.isEnabled()) == (False, True)
    second.open.click()
    until(lambda: window.programmes.now is not None and window.programmes.now.desk.workshop_id == "w2")
    assert window.programmes.now is not None
    assert [standing(each) for each in window.programmes.now.desk.programme.workshops.values()] == [
        "planned",
        "finished",
    ]


@pytest.mark.parametrize("name", ASPECTS)
def test_every_aspect_has_the_desk_that_the_place_asks_for(qapp: QApplication, name: str) -> None:
    made = desks.desk(name)
    for wanted in (each for each in vars(desks.AspectDesk) if not each.startswith("_")):
        shape, found = inspect.getattr_static(desks.AspectDesk, wanted), inspect.getattr_static(made, wanted)
        if inspect.isfunction(shape):
            assert inspect.signature(found).parameters.keys() == inspect.signature(shape).parameters.keys(), wanted
    made.widget.deleteLater()


def test_an_aspect_that_is_not_there_has_no_desk() -> None:
    with pytest.raises(KeyError):
        desks.desk("weather")


@pytest.mark.parametrize("title", ["", "Two years together"])
def test_events_stand_in_the_order_of_their_days_with_a_title_and_without(
    title: str, window_of: Opener, tmp_path: Path
) -> None:
    """Made last and held first, planned for earlier than another: no list follows the order of making."""
    path = programme(tmp_path / "day.facilitator", title="The third")
    append(path, Draft("programme", {"title": title}))
    for workshop, words, day in (
        ("w2", "Undated", ""),
        ("w3", "The second", "2026-10-01"),
        ("w4", "Held", "2027-01-01"),
    ):
        info = {"title": words, "date": day}
        append(path, *acts.create(info, [library.find("focused-conversation")], workshop=workshop))
    append(path, Draft("stage_opened", {}, "w4", "objective"))
    window = opened(window_of, path)
    now = window.programmes.now
    assert now is not None
    order = ["w4", "w3", "w1", "w2"]
    assert [row.open.accessibleName() for row in shown(window)[0].events] == [
        f"Go to {words}" for words in ("Held", "The second", "The third", "Undated")
    ]
    menu = window.menus.workshops
    window.commands.fill_workshops(menu)
    assert [action.text().partition("  (")[0] for action in menu.actions()] == [
        "Held",
        "The second",
        "The third",
        "Undated",
    ]
    (recent,) = window.settings.recent
    assert [seen.id for seen in recent.workshops] == order
    assert progress(recent) == "workshop 1 of 4 under way"
    said = title or now.desk.workshop.info.title
    assert (recent.title, window.windowTitle()) == (said, f"{said} - Facilitator")
    assert shown(window)[0].heading.text() == (title or "A programme without a title yet")
