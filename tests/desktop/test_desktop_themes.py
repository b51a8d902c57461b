"""Comments are sorted into themes by keys, by buttons and by dropping; all of it is kept, and taken back."""

from __future__ import annotations

from pathlib import Path

from frame_help import Opener, append, entries, note, programme, settle, until
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from calls import counted
from facilitator.desktop.evaluate.place import EvaluatePlace
from facilitator.desktop.shell.frame import MainWindow
from facilitator.model.entry import Draft, Entry
from facilitator.programme.themes.bodies import Coded, CoderTold, SecondCoded, SecondDrawn, ThemeTold
from facilitator.programme.themes.desk import Desk
from facilitator.programme.themes.desk_list import TO_DO
from facilitator.programme.themes.rules import State

SAID = (
    *("The bus is late in the evening", "Bus fares are too high", "No bus on Sundays", "The bus stop has no roof"),
    *("Benches in the park", "The park gates close early", "Trees in the park", "A playground in the park"),
    "No comment",
)


def opened(window_of: Opener, path: Path) -> tuple[MainWindow, Desk]:
    """A window at the themes of a programme."""
    window = window_of()
    assert window.programmes.open(path, "", "evaluate")
    settle()
    assert window.programmes.now is not None
    place = window.programmes.now.places["evaluate"]
    assert isinstance(place, EvaluatePlace)
    part = place.aspects["themes"]
    assert isinstance(part, Desk)
    return window, part


def themed(path: Path, *more: Draft) -> Path:
    """A programme with comments and two themes."""
    notes = [note(text, "objective") for text in SAID]
    return programme(path, *notes, ThemeTold("t1", "Buses").draft(""), ThemeTold("t2", "Parks").draft(""), *more)


def state(window: MainWindow) -> State:
    """The themes as the window has folded them."""
    assert window.programmes.now is not None
    found = window.programmes.now.desk.programme.aspects["themes"]
    assert isinstance(found, State)
    return found


def shown(desk: Desk) -> list[str]:
    """The words of the rows, in order."""
    return [desk.model.comment(row).text for row in range(desk.model.rowCount())]


def choose(desk: Desk, *texts: str) -> None:
    """Choose the rows with these words."""
    desk.list.clearSelection()
    selection = desk.list.selectionModel()
    for text in texts:
        index = desk.model.index(shown(desk).index(text))
        selection.select(index, selection.SelectionFlag.Select)
    desk.list.setFocus()


def theme_of(window: MainWindow, desk: Desk, text: str) -> str:
    """The theme of the comment with these words."""
    key = next(each.key for each in (desk.model.comment(n) for n in range(desk.model.rowCount())) if each.text == text)
    return state(window).of(key).theme


def test_figures_sort_what_is_chosen_and_go_on_to_the_next(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, themed(tmp_path / "day.facilitator"))
    assert shown(desk) == list(SAID)
    choose(desk, SAID[0], SAID[1])
    QTest.keyClick(desk.list, Qt.Key.Key_1)
    until(lambda: theme_of(window, desk, SAID[1]) == "t1")
    assert theme_of(window, desk, SAID[0]) == "t1"
    assert [index.row() for index in desk.list.selectedIndexes()] == [2]
    QTest.keyClick(desk.list, Qt.Key.Key_9)
    QTest.keyClick(desk.list, Qt.Key.Key_0)
    until(lambda: state(window).of(desk.model.comment(2).key).unplaced)
    until(lambda: desk.sum.text() == "3 of 9 sorted")
    assert desk.panel.cards["t1"].count.text() == "2"


def test_all_is_taken_back_together_and_brought_again(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, themed(tmp_path / "day.facilitator"))
    choose(desk, *SAID[:3])
    QTest.keyClick(desk.list, Qt.Key.Key_1)
    until(lambda: theme_of(window, desk, SAID[2]) == "t1")
    window.undo()
    until(lambda: not state(window).codes)
    window.redo()
    until(lambda: theme_of(window, desk, SAID[2]) == "t1")


def test_a_further_theme_is_given_and_taken_off_by_the_same_key(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, themed(tmp_path / "day.facilitator"))
    choose(desk, SAID[3])
    QTest.keyClick(desk.list, Qt.Key.Key_1)
    until(lambda: theme_of(window, desk, SAID[3]) == "t1")
    choose(desk, SAID[3])
    key = desk.model.comment(shown(desk).index(SAID[3])).key
    QTest.keyClick(desk.list, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    until(lambda: state(window).of(key).all == ("t1", "t2"))
    QTest.keyClick(desk.list, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    until(lambda: state(window).of(key).all == ("t1",))
    QTest.keyClick(desk.list, Qt.Key.Key_Delete)
    until(lambda: not state(window).of(key).done)


def test_a_suggestion_is_taken_by_one_key_and_that_is_kept(window_of: Opener, tmp_path: Path) -> None:
    path = themed(tmp_path / "day.facilitator")
    window, desk = opened(window_of, path)
    until(lambda: desk.study.is_ready)
    for text, figure in ((SAID[0], Qt.Key.Key_1), (SAID[4], Qt.Key.Key_2)):
        choose(desk, text)
        QTest.keyClick(desk.list, figure)
    until(lambda: theme_of(window, desk, SAID[4]) == "t2")
    choose(desk, SAID[6])
    offer = desk.model.offered(desk.model.comment(shown(desk).index(SAID[6])).key)
    assert (offer.likely, offer.shared) == ("t2", ("park",))
    assert [each.text() for each in desk.offers if each.isVisible()] == ["2 Parks", "1 Buses"]
    QTest.keyClick(desk.list, Qt.Key.Key_Return)
    until(lambda: theme_of(window, desk, SAID[6]) == "t2")
    assert entries(path, "coded")[-1].body["offered"] == "t2"
    choose(desk, SAID[5])
    QTest.keyClick(desk.list, Qt.Key.Key_Backspace)
    assert desk.model.offered(desk.model.comment(shown(desk).index(SAID[5])).key).likely == ""


def test_comments_are_dropped_on_a_theme(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, themed(tmp_path / "day.facilitator"))
    card = desk.panel.cards["t2"]
    data = desk.model.mimeData([desk.model.index(4), desk.model.index(6)])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    card.dropEvent(drop)
    until(lambda: theme_of(window, desk, SAID[6]) == "t2")
    assert theme_of(window, desk, SAID[4]) == "t2"


def test_the_list_is_narrowed_by_words_and_by_what_is_to_do(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, themed(tmp_path / "day.facilitator"))
    choose(desk, SAID[0])
    QTest.keyClick(desk.list, Qt.Key.Key_1)
    until(lambda: theme_of(window, desk, SAID[0]) == "t1")
    QTest.keyClicks(desk.search, "BUS")
    until(lambda: desk.model.rowCount() == 4)
    assert shown(desk) == [*SAID[1:4], SAID[0]], "those to do come first"
    desk.which.setCurrentIndex(desk.which.findData(TO_DO))
    desk.which.activated.emit(desk.which.currentIndex())
    assert shown(desk) == list(SAID[1:4])
    desk.search.clear()
    desk.search.textEdited.emit("")
    desk.which.setCurrentIndex(desk.which.findData("t1"))
    desk.which.activated.emit(desk.which.currentIndex())
    until(lambda: shown(desk) == [SAID[0]])


def test_themes_are_named_defined_merged_split_and_removed(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, themed(tmp_path / "day.facilitator"))
    name = desk.panel.cards["t1"].name
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "Getting about")
    QTest.keyClick(name, Qt.Key.Key_Return)
    until(lambda: state(window).themes["t1"].name == "Getting about")
    desk.panel.cards["t1"].inside.setPlainText("Buses and paths")
    desk.panel.cards["t1"].inside.keeper.keep()
    until(lambda: state(window).themes["t1"].inside == "Buses and paths")
    choose(desk, *SAID[:4])
    QTest.keyClick(desk.list, Qt.Key.Key_1)
    until(lambda: theme_of(window, desk, SAID[3]) == "t1")
    choose(desk, SAID[1])
    desk.from_chosen.click()
    until(lambda: len(state(window).themes) == 3 and theme_of(window, desk, SAID[1]) not in ("", "t1"))
    part = list(state(window).themes.values())[-1]
    assert (part.name, part.split) == ("Getting about 2", "t1")
    merge = desk.panel.cards[part.id].merge
    merge.setCurrentIndex(merge.findData("t1"))
    merge.activated.emit(merge.currentIndex())
    until(lambda: list(state(window).themes) == ["t1", "t2"])
    assert theme_of(window, desk, SAID[1]) == "t1"
    desk.panel.cards["t1"].away.click()
    until(lambda: list(state(window).themes) == ["t2"])
    assert theme_of(window, desk, SAID[1]) == ""


def test_suggested_themes_are_shown_and_nothing_is_one_until_it_is_taken(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator", *(note(text, "objective") for text in SAID))
    window, desk = opened(window_of, path)
    until(lambda: desk.study.is_ready)
    desk.suggest.click()
    until(lambda: desk.panel.suggestions)
    assert state(window).themes == {}
    first = desk.panel.suggestions[0]
    keys = [desk.model.comment(at).key for at in first.group.members]
    first.taken.emit(first.group)
    until(lambda: len(state(window).themes) == 1)
    assert state(window).codes == {}, "the comments are still a person's to sort"
    theme = next(iter(state(window).themes))
    until(lambda: any(desk.model.offered(key).likely == theme for key in keys))


def test_looking_for_themes_is_stopped_by_the_same_button(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator", *(note(text, "objective") for text in SAID))
    _window, desk = opened(window_of, path)
    until(lambda: desk.study.is_ready)
    assert desk.suggest.text() == "Suggest themes"
    desk.suggest.click()
    assert desk.suggest.text() == "Stop looking"
    assert desk.told.text() == "Looking for themes: 0 per cent"
    desk.suggest.click()
    assert (desk.suggest.text(), desk.told.text()) == ("Suggest themes", "")
    assert not desk.study.is_busy
    desk.study.look()
    assert desk.panel.suggestions == []
    desk.suggest.click()
    until(lambda: desk.panel.suggestions)


def test_what_somebody_else_does_is_shown_and_the_coder_is_kept(window_of: Opener, tmp_path: Path) -> None:
    path = themed(tmp_path / "day.facilitator")
    window, desk = opened(window_of, path)
    QTest.keyClicks(desk.coder, "Joan")
    QTest.keyClick(desk.coder, Qt.Key.Key_Return)
    until(lambda: list(state(window).coders.values()) == ["Joan"])
    choose(desk, SAID[0])
    QTest.keyClick(desk.list, Qt.Key.Key_1)
    until(lambda: theme_of(window, desk, SAID[0]) == "t1")
    assert entries(path, "coded")[-1].body["by"] in state(window).coders
    append(path, note("One more", "objective"), Coded((desk.model.comment(1).key,), "t2").draft(""))
    until(lambda: desk.model.rowCount() == 10 and desk.sum.text() == "2 of 10 sorted")


def test_a_name_that_is_taken_is_refused_in_a_sentence(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, themed(tmp_path / "day.facilitator"))
    name = desk.panel.cards["t2"].name
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "Buses")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert "of that name already" in desk.refusal.text()
    assert desk.refusal.isVisible()
    assert name.text() == "Parks"
    assert state(window).themes["t2"].name == "Parks"


def test_two_new_themes_have_names_of_their_own(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, themed(tmp_path / "day.facilitator"))
    desk.new.click()
    until(lambda: len(state(window).themes) == 3)
    desk.new.click()
    until(lambda: len(state(window).themes) == 4)
    assert [each.name for each in state(window).themes.values()][2:] == ["New theme", "New theme 2"]


def test_a_second_person_reads_blind_by_keys_and_what_came_of_it_is_told(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, themed(tmp_path / "day.facilitator"))
    second = desk.second
    QTest.mouseClick(desk.again, Qt.MouseButton.LeftButton)
    assert second.isVisible()
    QTest.mouseClick(second.draw, Qt.MouseButton.LeftButton)
    assert "who reads them" in second.refusal.text()
    QTest.keyClicks(second.name, "Ana Reed")
    QTest.mouseClick(second.draw, Qt.MouseButton.LeftButton)
    assert "Sort some first" in second.refusal.text()
    second.back.click()
    choose(desk, *SAID[:4])
    QTest.keyClick(desk.list, Qt.Key.Key_1)
    until(lambda: theme_of(window, desk, SAID[3]) == "t1")
    desk.again.click()
    QTest.mouseClick(second.draw, Qt.MouseButton.LeftButton)
    until(lambda: second.now)
    assert (second.far.text(), second.draw.isVisible()) == ("1 of 4", False)
    words = [each.text() for each in second.findChildren(QLabel) if each.isVisible()]
    assert second.words.text() in SAID[:4]
    assert not any("Ask" in each or "Voluntary" in each for each in words), "no place and no group"
    for key, n in ((Qt.Key.Key_2, 1), (Qt.Key.Key_1, 2)):
        QTest.keyClick(second, key)
        until(lambda n=n: len(state(window).readings[0].second) == n)
    QTest.keyClick(second, Qt.Key.Key_Backspace)
    assert second.far.text() == "2 of 4"
    QTest.keyClick(second, Qt.Key.Key_0)
    until(lambda: "" in state(window).readings[0].second.values())
    window.undo()
    until(lambda: "" not in state(window).readings[0].second.values())
    for n in (3, 4):
        QTest.keyClick(second, Qt.Key.Key_1)
        until(lambda n=n: len(state(window).readings[0].second) == n)
    until(lambda: "3 got the same theme" in second.about.text())
    assert "too little to say" in second.about.text()

    view = second.differences
    until(view.list.isVisible)
    assert view.model.rowCount() == 1
    QTest.keyClick(view.list, Qt.Key.Key_2)
    until(lambda: "t2" in {codes.theme for codes in state(window).codes.values()})
    assert "3 got the same theme" in second.about.text(), "what is settled leaves the figure as it was"


def read_twice(path: Path, *again: str) -> Path:
    """The first four comments in the first theme, read a second time by Ana, who gave them these themes."""
    path = themed(path)
    keys = tuple(entry.key for entry in entries(path, "note") if entry.body["text"] in SAID[:4])
    said = (
        *(CoderTold("jo", "Joan"), CoderTold("ana", "Ana"), Coded(keys, "t1", by="jo")),
        SecondDrawn("s1", keys, by="ana"),
        *(SecondCoded("s1", key, theme) for key, theme in zip(keys, again, strict=True)),
    )
    append(path, *(each.draft("") for each in said))
    return path


def test_what_two_people_mixed_up_stands_in_a_grid_and_is_settled_by_keys(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, read_twice(tmp_path / "day.facilitator", "t1", "t2", "t2", ""))
    desk.again.click()
    view, cells = desk.second.differences, desk.second.differences.grid.cells
    heads = [str(cells.headerData(row, Qt.Orientation.Vertical)) for row in range(cells.rowCount())]
    assert heads == ["1 Buses", "2 Parks", "none of them", "all"]
    shown = [[str(cells.index(row, column).data()) for column in range(4)] for row in range(4)]
    assert shown == [["1", "2", "1", "4"], ["·", "·", "·", "·"], ["·", "·", "·", "·"], ["1", "2", "1", "4"]]
    assert cells.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "2 comments: first 1 Buses, second 2 Parks"
    assert desk.panes()[0] is view.list
    assert (view.model.rowCount(), view.to_go.text()) == (3, "3 are not settled yet.")
    view.grid.setCurrentIndex(cells.index(0, 1))
    assert [each.second for each in view.model.rows] == ["t2", "t2"]
    one, other = (each.key for each in view.model.rows)
    before = desk.second.about.text()
    QTest.keyClick(view.list, Qt.Key.Key_B)
    until(lambda: state(window).of(one).all == ("t1", "t2"))
    until(lambda: view.model.rows[0].settled)
    assert view.model.rows[0].lines[-1] == "Settled: 1 Buses · 2 Parks"
    assert view.chosen is not None
    assert view.chosen.key == other, "the next one is chosen"
    QTest.keyClick(view.list, Qt.Key.Key_1)
    until(lambda: view.model.rows[1].settled)
    primary = state(window).of(other).primary
    assert primary is not None
    assert (primary.theme, primary.by) == ("t1", "jo")
    view.grid.setCurrentIndex(cells.index(0, 2))
    assert [part.isEnabled() for part in (view.both, view.keep, view.take)] == [False, True, True]
    QTest.keyClick(view.list, Qt.Key.Key_B)
    assert view.to_go.text() == "1 is not settled yet.", "nothing is both a theme and none"
    QTest.keyClick(view.list, Qt.Key.Key_2)
    until(lambda: view.model.rows[0].settled)
    view.grid.setCurrentIndex(cells.index(3, 3))
    assert view.to_go.text() == "All are settled. How far the two agreed stays as it was."
    assert desk.second.about.text() == before
    window.undo()
    until(lambda: view.to_go.text() == "1 is not settled yet.")


def test_where_both_agree_there_is_nothing_to_talk_over(window_of: Opener, tmp_path: Path) -> None:
    _window, desk = opened(window_of, read_twice(tmp_path / "day.facilitator", "t1", "t1", "t1", "t1"))
    desk.again.click()
    view = desk.second.differences
    assert view.head.text() == "There is nothing to talk over: both gave the same themes."
    assert not view.list.isVisible()
    QTest.keyClick(view.list, Qt.Key.Key_1)
    assert view.grid.cells.rowCount() == 2


def test_a_key_costs_the_same_among_few_comments_and_many(window_of: Opener, tmp_path: Path) -> None:
    costs = []
    for many in (100, 600):
        path = themed(tmp_path / f"{many}.facilitator", *(note(f"A wish {n}", "objective") for n in range(many)))
        window, desk = opened(window_of, path)
        until(lambda desk=desk: desk.study.is_ready)
        choose(desk, SAID[0])
        desk.asked.emit(Coded((desk.model.comment(0).key,), "t1"))
        until(lambda window=window, desk=desk: theme_of(window, desk, SAID[0]) == "t1")
        assert window.programmes.now is not None
        whole = window.programmes.now.desk.programme
        key = desk.model.comment(1).key
        whole.fold(Entry(whole.seq + 1, "one more", "", "", 1, "", "coded", {"targets": [key], "theme": "t2"}))
        costs.append(counted(lambda desk=desk, whole=whole: desk.show_programme(whole), ("call", "c_call")))
        assert desk.panel.cards["t2"].count.text() == "1"
        window.leave()
    assert costs[1] < costs[0] + 100
