"""The run console: keys, looking, clock, notes, layout."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from console_help import METHOD, opened, room
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget

from facilitator.activities import library
from facilitator.activities.wall import NoteWall
from facilitator.desktop.run.board import BoardArea
from facilitator.desktop.run.parking import ParkingDialog
from facilitator.desktop.run.people import CountDialog
from facilitator.desktop.run.room_panel import screen_words
from facilitator.desktop.run.timer_bar import day_words, drift_words
from facilitator.model.entry import Draft
from facilitator.model.method import Method, Stage
from facilitator.model.run import OPEN
from facilitator.model.timetable import Timetable
from facilitator.model.workshop import Screen
from facilitator.programme.themes.bodies import Coded, ThemeTold

Key = Qt.Key


def test_keys_lead_through_the_day(qapp: QApplication, tmp_path: Path) -> None:
    """N opens, Space starts and pauses, + and - change the time, page down is next as well."""
    with room(tmp_path) as r:
        r.key(Key.Key_N)
        r.spin(lambda: r.day.open_id == "talk")
        r.key(Key.Key_Space)
        r.spin(lambda: r.run("talk").clock.running)
        r.key(Key.Key_Plus)
        r.spin(lambda: r.run("talk").clock.added == 60_000)
        r.key(Key.Key_Minus)
        r.spin(lambda: r.run("talk").clock.added == 0)
        r.key(Key.Key_Space)
        r.spin(lambda: not r.run("talk").clock.running)
        r.key(Key.Key_PageDown)
        r.spin(lambda: r.day.open_id == "facts")
        assert r.run("talk").status == "closed"


def test_the_board_is_filled_once_when_the_console_opens(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever sizes and styles come over it meanwhile: with thousands of notes each time would be felt."""
    filled: list[bool] = []
    show_run = BoardArea.show_run

    def counted(area: BoardArea, *facts: Any) -> None:
        filled.append(area.isVisible())
        show_run(area, *facts)

    monkeypatch.setattr(BoardArea, "show_run", counted)
    with room(tmp_path, *opened("facts", 1)) as r:
        r.spin(lambda: r.console.area.run is r.run("facts"))
        assert filled == [True]


def test_what_is_of_the_whole_programme_draws_no_board_and_no_screen_anew(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Comments are sorted into themes by the hundred: no board of ten thousand notes is made again for each."""
    drawn: list[str] = []
    with room(tmp_path, *opened("facts", 1)) as r:
        r.note("facts", "One")
        r.spin(lambda: len(r.on_board()) == 1)
        r.rest()
        for part, name in ((BoardArea, "show_run"), (NoteWall, "show_state")):
            monkeypatch.setattr(part, name, lambda *_facts, name=name: drawn.append(name))
        r.write(ThemeTold("t1", "Buses").draft(""), Coded(("note",), "t1").draft(""))
        r.spin(lambda: r.desk.programme.aspects["themes"].codes)
        r.idle()
        r.rest()
        assert drawn == []
        r.write(Draft("note", {"text": "Two", "source": "phone"}, r.day.id, "facts"))
        r.spin(lambda: drawn)


def test_looking_is_not_showing(qapp: QApplication, tmp_path: Path) -> None:
    """Page up looks back; the room stays where it is until it is told to come."""
    with room(tmp_path) as r:
        r.open("facts")
        kept = r.note("facts", "two groups")
        r.open("feel")
        r.spin(lambda: r.console.area.run is r.run("feel"))
        r.key(Key.Key_PageUp)
        assert r.console.area.run is r.run("facts")
        assert r.day.open_id == "feel"
        assert r.console.area.looking.isVisible()
        assert [row.stage for row in r.console.agenda.rows() if row.looked] == ["facts"]
        assert r.on_board() == [kept]
        r.console.action("return").trigger()
        assert r.console.area.run is r.run("feel")
        assert not r.console.area.looking.isVisible()


def test_a_step_back_loses_nothing(qapp: QApplication, tmp_path: Path) -> None:
    """A closed stage that is shown to the room again still has its notes, its time and its ticks."""
    with room(tmp_path, *opened("facts", 3)) as r:
        kept = r.note("facts", "two groups")
        r.console.acts.tick(0, True)
        r.spin(lambda: r.run("facts").ticked == {0})
        r.open("feel")
        spent = r.run("facts").clock.elapsed(r.desk.now())
        r.console.look("facts")
        r.console.action("open").trigger()
        r.spin(lambda: r.day.open_id == "facts")
        assert r.on_board() == [kept]
        assert r.run("facts").ticked == {0}
        assert r.run("facts").clock.elapsed(r.desk.now()) == spent
        assert r.run("facts").status == OPEN


def test_the_clock_counts_up_once_it_is_over(qapp: QApplication, tmp_path: Path) -> None:
    """Overtime has a plus and its word, and pausing says so."""
    with room(tmp_path, *opened("feel", 6.5)) as r:
        r.spin(lambda: r.console.bar.clock.text().startswith("+1:3"))
        assert "Over" in r.console.bar.clock.accessibleName()
        r.key(Key.Key_Space)
        r.spin(lambda: "Paused" in r.console.bar.clock.accessibleName())
        assert r.console.bar.go.text() == "Go on"


@pytest.mark.parametrize(("gone", "word"), [(0.1, ""), (5.8, "Wrap up"), (6.5, "Last minute"), (7.2, "Over")])
def test_the_clock_has_four_phases(qapp: QApplication, tmp_path: Path, gone: float, word: str) -> None:
    """Each phase has its word beside the digits."""
    with room(tmp_path, *opened("facts", gone)) as r:
        r.spin(lambda: bool(r.console.bar.clock.text()))
        assert r.console.bar.clock.accessibleName().partition(" ")[2] == word


def test_blank_hold_and_join_are_switches(qapp: QApplication, tmp_path: Path) -> None:
    """Each key does and undoes, and the chip says what the room sees."""
    with room(tmp_path) as r:
        r.open("facts")
        for key, seen in ((Key.Key_B, "blank"), (Key.Key_H, "held_at"), (Key.Key_Period, "blank")):
            r.key(key)
            r.spin(lambda seen=seen: bool(getattr(r.day.screen, seen)))
            r.key(key)
            r.spin(lambda seen=seen: not getattr(r.day.screen, seen))
        r.key(Key.Key_Q)
        r.spin(lambda: r.day.screen.view == "join")
        r.key(Key.Key_Q)
        r.spin(lambda: r.day.screen.view == "stage")
    assert screen_words(Screen(), on_screen=False)[0] == "No room screen"
    assert [screen_words(s, True)[0] for s in (Screen(), Screen(blank=True), Screen(held_at=4))] == [
        "Live",
        "Blank",
        "Held",
    ]


def test_f_shows_the_chosen_note_and_takes_it_off(qapp: QApplication, tmp_path: Path) -> None:
    """Choosing shows nothing; F does."""
    with room(tmp_path) as r:
        r.open("feel")
        key = r.note("feel", "hopeful", fields={"tone": "+"})
        r.choose(key)
        assert r.run("feel").notes.get(key).shown is None
        r.key(Key.Key_F)
        r.spin(lambda: r.run("feel").notes.get(key).shown)
        r.key(Key.Key_F)
        r.spin(lambda: r.run("feel").notes.get(key).shown is False)


def test_hiding_asks_for_a_reason_and_can_be_taken_back(qapp: QApplication, tmp_path: Path) -> None:
    """A hidden note leaves the board, waits behind the chip, and comes back."""
    with room(tmp_path) as r:
        r.open("facts")
        key, other = r.note("facts", "Mr Smith said"), r.note("facts", "two groups")
        r.choose(key)
        r.console.action("hide").trigger()
        assert r.console.area.note.isVisible()
        r.console.area.note.yes.click()
        r.spin(lambda: r.on_board() == [other])
        assert r.kinds("hidden") == [{"target": key, "reason": "names someone"}]
        r.spin(lambda: r.console.area.withheld.text() == "1 withheld")
        r.console.area.withheld.click()
        assert key in r.on_board()
        r.choose(key)
        r.console.action("again").trigger()
        r.spin(lambda: r.run("facts").notes.get(key).status == "live")
        r.spin(lambda: not r.console.area.withheld.isVisible())


def test_an_edit_keeps_the_first_wording(qapp: QApplication, tmp_path: Path) -> None:
    """The new words are marked, the old ones shown."""
    with room(tmp_path) as r:
        r.open("facts")
        key = r.note("facts", "to groups")
        r.choose(key)
        r.console.action("edit").trigger()
        panel = r.console.area.note
        panel.field.setPlainText("two groups")
        QTest.keyClick(panel.field, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        r.spin(lambda: r.run("facts").notes.get(key).text == "two groups")
        assert r.run("facts").notes.get(key).original == "to groups"
        assert not panel.isVisible()


def test_merging_keeps_the_wording_that_was_chosen(qapp: QApplication, tmp_path: Path) -> None:
    """Two become one, and can be parted again."""
    with room(tmp_path) as r:
        r.open("facts")
        one, two = r.note("facts", "two groups"), r.note("facts", "2 groups")
        r.choose(one, two)
        r.console.action("merge").trigger()
        r.console.area.note.options[1][0].setChecked(True)
        r.console.area.note.yes.click()
        r.spin(lambda: r.on_board() == [two])
        assert r.kinds("merged") == [{"targets": [one], "into": two}]
        r.choose(two)
        r.console.action("part").trigger()
        r.spin(lambda: set(r.on_board()) == {one, two})


def test_parking_and_what_became_of_it(qapp: QApplication, tmp_path: Path) -> None:
    """A parked note is counted at the foot and settled in the list."""
    with room(tmp_path) as r:
        r.open("facts")
        key = r.note("facts", "who pays?")
        r.choose(key)
        r.console.action("park").trigger()
        r.spin(lambda: r.console.foot.parking.text() == "1 in the parking lot")
        r.console.open_parking()
        dialog = r.console.findChild(ParkingDialog)
        assert dialog is not None and dialog.isVisible()
        box = dialog.findChild(QComboBox)
        box.setCurrentIndex(box.findData("answered"))
        box.activated.emit(box.currentIndex())
        r.spin(lambda: r.run("facts").notes.get(key).outcome == "answered")


def test_a_move_to_a_column(qapp: QApplication, tmp_path: Path) -> None:
    """The menu, the figure keys and Alt with an arrow all move the chosen note."""
    with room(tmp_path) as r:
        r.open("feel")
        key = r.note("feel", "hopeful", fields={"tone": "+"})
        r.choose(key)
        r.console.acts.move_to("-")
        r.spin(lambda: "Uneasy" in r.spoken(key))
        r.console.area.to_board()
        r.key(Key.Key_1)
        r.spin(lambda: "Encouraged" in r.spoken(key))
        r.key(Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        r.spin(lambda: r.run("feel").notes.get(key).fields["tone"] == "-")


def test_undo_brings_a_note_back(qapp: QApplication, tmp_path: Path) -> None:
    """The desk's undo is seen on the board."""
    with room(tmp_path) as r:
        r.open("facts")
        key = r.note("facts", "who pays?")
        r.choose(key)
        r.console.action("park").trigger()
        r.spin(lambda: r.on_board() == [])
        assert r.desk.undo() == "parked"
        r.spin(lambda: r.on_board() == [key])


def test_the_question_asked_changes_everywhere(qapp: QApplication, tmp_path: Path) -> None:
    """Another question is asked from the head of the board."""
    with room(tmp_path) as r:
        r.open("facts")
        r.spin(lambda: r.console.area.head.question.text() == "What did you see?")
        r.console.area.head.menu.actions()[1].trigger()
        r.spin(lambda: r.console.area.head.question.text() == "What was new?")
        assert r.run("facts").asking == 1


def test_a_stage_without_notes_counts_none_of_them_and_nothing_moves_when_the_first_comes(
    qapp: QApplication, tmp_path: Path
) -> None:
    """No row of noughts stands over a vote or a form; the row keeps its place for the first note."""
    with room(tmp_path) as r:
        r.open("facts")
        head = r.console.area.head
        said = [words for words in head.findChildren(QLabel) if "on the room screen" in words.text()]
        r.spin(lambda: not any(words.isVisible() for words in said))
        assert said
        before = head.height()
        r.note("facts", "who pays?")
        r.spin(lambda: all(words.isVisible() for words in said))
        assert head.height() == before


def test_reveal_and_cover(qapp: QApplication, tmp_path: Path) -> None:
    """A private stage is revealed and covered by one button; others have none."""
    with room(tmp_path) as r:
        r.open("facts")
        assert not r.console.area.head.cover.isVisible()
        r.open("feel")
        r.spin(r.console.area.head.cover.isVisible)
        r.console.area.head.cover.click()
        r.spin(lambda: r.run("feel").revealed)
        r.spin(lambda: r.console.area.head.cover.text() == "Cover again")


def test_script_points_are_ticked_with_enter(qapp: QApplication, tmp_path: Path) -> None:
    """The next point is bold; Enter ticks it."""
    with room(tmp_path) as r:
        r.open("facts")
        r.spin(lambda: len(r.console.side.script.points) == 2)
        first, second = r.console.side.script.points
        assert first.next_up and not second.next_up
        first.setFocus()
        r.key(Key.Key_Return)
        r.spin(lambda: r.run("facts").ticked == {0})
        r.spin(lambda: r.console.side.script.points[1].next_up)


def test_the_day_ends_only_when_asked_twice_and_opens_again(qapp: QApplication, tmp_path: Path) -> None:
    """After the last stage the button asks; N does nothing."""
    with room(tmp_path) as r:
        r.open("count")
        r.spin(lambda: r.console.side.next.text() == "End the day")
        r.key(Key.Key_N)
        r.console.side.next.click()
        assert r.day.finished_at is None
        r.console.area.ask_bar.yes.click()
        r.spin(lambda: r.day.finished_at is not None)
        r.spin(lambda: r.console.side.next.text() == "Open the day again")
        r.console.side.next.click()
        r.spin(lambda: r.day.finished_at is None)


def test_the_small_layout(qapp: QApplication, tmp_path: Path) -> None:
    """In a small window the agenda folds, and digits, Next, question, Say and saved state stay."""
    with room(tmp_path, *opened("facts", 1), size=(1024, 656)) as r:
        c = r.console
        assert c.is_compact
        assert not c.agenda.isVisible()
        for part in (c.bar.clock, c.bar.day, c.side.next, c.area.head.question, c.side.script, c.foot.saved):
            assert part.isVisible()
        assert c.side.room is c.side.rooms[1]
        r.window.resize(1440, 856)
        r.spin(lambda: not c.is_compact)
        assert c.agenda.isVisible() and c.side.room is c.side.rooms[0]
        c.fold_agenda()
        assert not c.agenda.isVisible() and c.bar.day.isVisible()


def test_a_very_wide_window_gives_the_panes_more(qapp: QApplication, tmp_path: Path) -> None:
    """From 2200 px the agenda and the side pane grow, and the small picture with it."""
    with room(tmp_path, *opened("facts", 1), size=(2400, 1200)) as r:
        assert (r.console.side.width(), r.console.agenda.width()) == (400, 320)
        assert r.console.side.room.preview.width() == 352


def test_who_is_here(qapp: QApplication, tmp_path: Path) -> None:
    """Phones, people without one, and who has been silent."""
    joined = [Draft("joined", {"group": "vcs"}, "w", person=f"p{n}") for n in range(3)]
    with room(tmp_path, *joined) as r:
        r.open("facts")
        r.write(Draft("presence", {"connected": 2, "wrote": {"facts": 1}}, "w"))
        r.write(Draft("attendance", {"groups": {"vcs": 4, "par": 1}}, "w"))
        r.spin(lambda: r.console.foot.phones.text() == "2 of 3 phones · 2 people by host")
        assert r.console.foot.silent.text() == "2 silent this stage"


def test_counting_the_room(qapp: QApplication, tmp_path: Path) -> None:
    """Numbers by group are stored as they were counted."""
    with room(tmp_path) as r:
        r.console.count_room()
        dialog = r.console.findChild(CountDialog)
        assert dialog is not None
        dialog.boxes["vcs"].setValue(7)
        dialog.save.click()
        r.spin(lambda: r.day.people.counted == {"vcs": 7, "par": 0})


def test_the_ticker_names_the_last_two_and_opens_one(qapp: QApplication, tmp_path: Path) -> None:
    """The last comment stands first; a click opens it."""
    with room(tmp_path) as r:
        r.open("facts")
        keys = [r.note("facts", f"note {n}", group="par", table="2") for n in range(3)]
        r.spin(lambda: r.console.foot.lines[0].accessibleName() == "note 2. Open")
        r.console.foot.lines[0].click()
        assert r.console.area.note.keys == [keys[2]]
        assert r.console.area.board.chosen_keys() == [keys[2]]


def test_finding_fades_the_others(qapp: QApplication, tmp_path: Path) -> None:
    """Words are found in any case; the hint says how many."""
    with room(tmp_path) as r:
        r.open("facts")
        r.note("facts", "two groups")
        r.note("facts", "one hall")
        r.console.open_search()
        r.console.area.head.search.setText("HALL")
        assert r.console.area.hint.text() == "1 note found"
        r.key(Key.Key_Escape)
        assert not r.console.area.head.search.isVisible()


def test_every_action_is_in_a_menu_with_words(qapp: QApplication, tmp_path: Path) -> None:
    """Three menus; every action that is no line has words and does something or holds a menu."""
    with room(tmp_path) as r:
        menus = r.console.actions_by_menu()
        assert list(menus) == ["Run", "Board", "People"]
        named = [action for actions in menus.values() for action in actions if not action.isSeparator()]
        assert all(action.text() for action in named)
        keys = [key.toString() for action in named for key in action.shortcuts()]
        assert len(keys) == len(set(keys))
        assert {"Space", "N", "PgDown", "PgUp", "B", ".", "H", "Q", "T", "F", "+", "-"} <= set(keys)


def test_a_burst_is_told_in_batches(qapp: QApplication, tmp_path: Path) -> None:
    """Many comments at once come to the board together, and all of them come."""
    with room(tmp_path) as r:
        r.open("facts")
        many = [Draft("note", {"text": f"note {n}", "source": "phone"}, "w", "facts") for n in range(400)]
        r.write(*many)
        r.spin(lambda: len(r.on_board()) == 400)
        r.spin(lambda: r.console.area.head.tabs.tabs["facts"].text() == "Facts 400")


def test_drift_in_words() -> None:
    """On time within a minute; late from two."""
    assert drift_words(59_000) == ("on time", False)
    assert drift_words(180_000) == ("3 min behind", True)
    assert drift_words(-240_000) == ("4 min ahead", False)


def test_a_day_that_is_opened_again_years_later_says_for_when_it_was_planned(qapp: QApplication) -> None:
    times = Timetable({}, {}, True, 0, 20 * 365 * 24 * 3_600_000, 0, date(2006, 11, 15))
    assert day_words(times) == day_words(times, short=True) == ("planned for 15 Nov 2006", False)


def test_a_board_with_details_has_the_agendas_room_and_gives_it_back(qapp: QApplication, tmp_path: Path) -> None:
    """Where a board has something for the side the agenda folds; by hand it comes back, and with the next stage."""
    with room(tmp_path, *opened("facts", 1), methods=[METHOD, library.find("force-field")]) as r:
        c = r.console
        assert c.agenda.isVisible()
        assert not c.side.details.isVisible()
        c.look("score")
        r.spin(lambda: c.area.run is r.run("score"))
        assert not c.agenda.isVisible()
        assert c.area.board.details.isVisible()
        assert not c.side.room.isVisible()
        c.side.usual.click()
        assert c.side.room.isVisible()
        c.bar.agenda.click()
        assert c.agenda.isVisible()
        c.fold_agenda()
        assert not c.agenda.isVisible()
        c.look("facts")
        r.spin(lambda: c.area.run is r.run("facts"))
        assert c.agenda.isVisible()
        assert not c.side.details.isVisible()


@pytest.mark.parametrize("size", [(1366, 724), (1440, 856), (1024, 656)])
def test_three_points_of_the_script_can_be_read_at_once(
    qapp: QApplication, tmp_path: Path, size: tuple[int, int]
) -> None:
    """In the windows that laptops have; at 1440 x 900 with the large picture of the room screen."""
    with room(tmp_path, size=size, methods=[library.find("focused-conversation")]) as r:
        r.open("objective")
        r.spin(lambda: r.console.area.run is r.run("objective"))
        points = r.console.side.script.points
        assert len(points) >= 3
        for point in points[:3]:
            r.spin(lambda point=point: point.visibleRegion().boundingRect() == point.rect())
        assert r.console.side.rooms[0].isVisible() is (size == (1440, 856))


def test_a_stage_that_was_not_opened_has_no_count_and_says_what_waits(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path, *opened("facts", 1)) as r:
        r.note("facts", "two groups")
        r.write(Draft("note", {"text": "early", "source": "facilitator"}, "w", "decide"))
        tabs = r.console.area.head.tabs.tabs
        r.spin(lambda: tabs["facts"].text() == "Facts 1")
        r.spin(lambda: tabs["decide"].toolTip() == "Decide is not open yet; 1 note waits there")
        assert tabs["decide"].text() == "Decide"
        assert tabs["facts"].toolTip() == tabs["facts"].accessibleName() == "Facts is open; 1 note"
        assert tabs["count"].toolTip() == "Count is not open yet"
        r.open("decide")
        r.spin(lambda: tabs["decide"].text() == "Decide 1")
        assert tabs["facts"].toolTip() == "Facts is closed; 1 note"


def test_a_joined_note_shows_all_its_groups(qapp: QApplication, tmp_path: Path) -> None:
    """On its card, also where it was joined with one that had been joined, and opened with whose each of them was."""
    with room(tmp_path) as r:
        r.open("facts")
        host = r.note("facts", "two groups", group="par")
        one, two, none = (
            r.note("facts", "2 groups", group="vcs"),
            r.note("facts", "two", group="par"),
            r.note("facts", "2"),
        )
        r.write(Draft("merged", {"targets": [none], "into": one}, "w", "facts"))
        r.spin(lambda: "2 in one" in r.spoken(one))
        assert "2 in one:" not in r.spoken(one)
        r.write(Draft("merged", {"targets": [one, two], "into": host}, "w", "facts"))
        r.spin(lambda: r.on_board() == [host])
        r.spin(lambda: "4 in one: PAR, VCS" in r.spoken(host))
        r.console.area.open_note(host)
        told = [label.text() for label in r.console.area.note.findChildren(QLabel) if not label.isHidden()]
        assert "Joined with: 2 groups (Voluntary sector)" in told
        assert "Joined with: two (Parents)" in told
        assert "Joined with: 2 (No group kept)" in told


def test_a_joined_note_shows_whose_the_others_were_beside_all_else(qapp: QApplication, tmp_path: Path) -> None:
    """Where it is nobody's group itself, and beside the support that a line got."""
    with room(tmp_path, *opened("decide", 1)) as r:
        host, one = r.note("decide", "Nobody's"), r.note("decide", "theirs", group="vcs")
        r.write(Draft("support", {"target": host, "choice": "support", "token": "a"}, "w", "decide"))
        r.write(Draft("merged", {"targets": [one], "into": host}, "w", "decide"))
        r.spin(lambda: "2 in one: VCS" in r.spoken(host))
        r.write(Draft("revealed", {}, "w", "decide"))
        r.spin(lambda: "1 support" in r.spoken(host) and "2 in one: VCS" in r.spoken(host))


@pytest.mark.parametrize(
    ("profile", "words"), [("SOFT", "Stays open until you move on"), ("HARD", "Closes at zero, or when you move on")]
)
def test_what_is_said_of_the_open_stage_and_the_next_is_true_of_them(
    qapp: QApplication, tmp_path: Path, profile: str, words: str
) -> None:
    stage = Stage("talk", "Talk", "collect", minutes=3, prompt="What?", timer=profile)
    unasked = Stage("focus", "Focus", "collect", minutes=2, goal="one question", example="What next?")
    method = Method("test", "Test", "To test.", "Nobody", (stage, unasked))
    with room(tmp_path, methods=[method]) as r:
        r.open("talk")
        r.spin(lambda: "Next: Focus" in r.console.side.next.text())
        said = shown_words(r.console.side)
        assert words in said
        assert "<b>Focus:</b> one question." in said


def test_a_vote_on_nothing_says_where_it_would_come_from_and_takes_no_ballot(
    qapp: QApplication, tmp_path: Path
) -> None:
    with room(tmp_path, methods=[library.find("kj")]) as r:
        for stage in ("write", "group", "title", "vote"):
            r.open(stage)
        r.spin(lambda: "There is nothing to vote on yet" in shown_words(r.console.area))
        said = shown_words(r.console.area)
        assert [each for each in said if each.startswith("It comes from ") and each.endswith("Nothing is there yet.")]
        assert "Count this ballot" not in said


def shown_words(within: QWidget) -> list[str]:
    """The words on labels and buttons in sight."""
    parts = within.findChildren(QWidget)
    return [each.text() for each in parts if isinstance(each, QLabel | QAbstractButton) and each.isVisible()]


def test_notes_that_the_room_sees_with_another_question_are_told_apart(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        r.open("facts")
        for question in ("What did you see?", "What did you see?", "What was new?"):
            r.note("facts", "a word", question=question)
        r.spin(lambda: "2 of 3 on the room screen" in shown_words(r.console.area.head))
        r.write(Draft("asked", {"question": 1}, "w", "facts"))
        r.spin(lambda: "1 of 3 on the room screen" in shown_words(r.console.area.head))


def test_under_a_hat_the_board_has_the_agendas_room_for_what_other_hats_found(
    qapp: QApplication, tmp_path: Path
) -> None:
    with room(tmp_path, *opened("facts", 1), methods=[METHOD, library.find("six-hats")]) as r:
        c = r.console
        assert c.agenda.isVisible()
        for stage in ("black", "blue-close"):
            c.look(stage)
            r.spin(lambda stage=stage: c.area.run is r.run(stage))
            assert not c.agenda.isVisible()
            assert c.side.script.isVisible()
            chips = [each for each in c.area.board.strip.findChildren(QAbstractButton) if each.isVisible()]
            assert len({each.y() for each in chips}) == 1
        c.fold_agenda()
        assert c.agenda.isVisible()
