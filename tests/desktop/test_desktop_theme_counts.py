"""Every figure of the themes opens the comments it was counted from, with all that happened to each."""

from __future__ import annotations

import re
from pathlib import Path

from frame_help import GROUPS, Opener, append, note, programme, settle, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from test_desktop_themes import choose, opened, state

from facilitator.activities import library
from facilitator.documents.contract import Order, find
from facilitator.documents.writing import make
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.programme.disclosure import decided
from facilitator.programme.themes.bodies import Coded, CoderTold, ThemesMerged, ThemeTold, Uncoded
from facilitator.programme.themes.desk import Desk
from facilitator.programme.themes.desk_counts import DASH
from facilitator.programme.themes.tables import tables
from facilitator.programme.themes.trail import history
from facilitator.records import load

SAID = ("The bus is late", "Bus fares are high", "No bus on Sundays", "Benches", "The park gates close", "Nothing yet")


def sorted_day(path: Path) -> Path:
    """Comments in two themes, one of them edited and sorted twice, and one joined with another."""
    notes = [note(text, "objective") for text in SAID]
    keys = [each.key for each in notes]
    return programme(
        path,
        *notes,
        Draft("edited", {"target": keys[0], "text": "The bus is late in the evening"}, "w1", "objective"),
        CoderTold("c", "Ana Reed").draft(""),
        ThemeTold("t1", "Buses", "Fares and times").draft(""),
        ThemeTold("t2", "Parks").draft(""),
        ThemeTold("t3", "Fares").draft(""),
        Coded((keys[0],), "t2", by="c", offered="t1").draft(""),
        Coded((keys[0], keys[2]), "t1", by="c", offered="t1").draft(""),
        Coded((keys[1],), "t3", by="c").draft(""),
        Coded((keys[3], keys[4]), "t2", by="c").draft(""),
        Uncoded((keys[4],), "t2").draft(""),
        Coded((keys[4],), "t2", by="c").draft(""),
        ThemesMerged(("t3",), "t1").draft(""),
    )


def counts(window_of: Opener, path: Path) -> Desk:
    """The workspace at its figures."""
    _window, desk = opened(window_of, sorted_day(path))
    desk.count.click()
    settle()
    return desk


def rows(desk: Desk) -> dict[str, str]:
    """What the rows say of everybody."""
    return {line.cells[0]: line.cells[1] for line in desk.counts.model.lines}


def test_the_figures_add_up_and_each_opens_its_comments(window_of: Opener, tmp_path: Path) -> None:
    desk = counts(window_of, tmp_path / "day.facilitator")
    found = rows(desk)
    assert found == {
        **{"1 Buses": "3", "2 Parks": "2", "Could not be placed": "0"},
        **{"Sorted": "5", "Not sorted yet": "1", "Every comment": "6"},
    }  # fmt: skip
    trail = desk.counts.trail
    for row, line in enumerate(desk.counts.model.lines):
        desk.counts.table.setCurrentIndex(desk.counts.model.index(row, 1))
        assert trail.figure.text() == line.cells[1]
        assert trail.model.rowCount() == int(line.cells[1])
    desk.counts.table.setCurrentIndex(desk.counts.model.index(0, 1))
    assert {trail.model.comment(n).text for n in range(3)} == {
        "The bus is late in the evening", "Bus fares are high", "No bus on Sundays"
    }  # fmt: skip


def with_forms(path: Path) -> Path:
    """As above, with a comment withheld, and beside it a day of which seven people filled in a form with words."""
    asked = acts.create({"title": "The forms"}, [library.find("evaluation")], groups=GROUPS, workshop="w2")
    forms = [
        Draft("answers", {"version": "E1", "answers": {"overall": 4, "worst": f"no {n}", "quote": "yes"},
                          "token": f"t{n}", "source": "phone"}, "w2", "evaluation")
        for n in range(7)
    ]  # fmt: skip
    opened_, closed = Draft("stage_opened", {}, "w2", "evaluation"), Draft("stage_closed", {}, "w2", "evaluation")
    begun = Draft("stage_opened", {}, "w1", "objective")
    hidden = note("Somebody is named here", "objective")
    append(sorted_day(path), begun, *asked, opened_, *forms, closed)
    append(path, hidden, Draft("hidden", {"target": hidden.key, "reason": "names a person"}, "w1", "objective"))
    return path


def test_the_window_paper_and_tables_count_the_same_comments(window_of: Opener, tmp_path: Path) -> None:
    path = with_forms(tmp_path / "day.facilitator")
    _window, desk = opened(window_of, path)
    assert desk.sum.text() == "5 of 7 sorted"
    assert desk.aside.text() == "7 answers on forms are not sorted. Each counts once you sort it."
    desk.count.click()
    settle()
    found = rows(desk)
    assert [found[name] for name in ("Sorted", "Not sorted yet", "Every comment")] == ["5", "2", "7"]
    beside = (
        "1 of the comments is withheld: it is counted, and its words are not printed.",
        "Besides, 7 answers on forms are not sorted into themes, and not counted here.",
    )
    assert all(words in desk.counts.aside.text() for words in beside)
    made = load.programme(path)
    csv = tables(made, decided(made))["themes"]
    assert [row["n"] for row in csv if row["definition"] == "not sorted yet" and not row["workshop"]] == [2]
    assert sum(row["n"] for row in csv if not row["workshop"] and not row["group"]) == 7
    content, _plain = make(find("overall-summary"), Order(next(iter(made.workshops.values())), made, 0), "html")
    words = " ".join(re.sub("<[^>]+>", " ", content.decode()).split())
    for each in (*beside, "comments; 1 of them withheld, and 0 withdrawn besides 7", "Every comment 7"):
        assert each in words


def test_the_history_of_a_comment_says_who_did_what(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, sorted_day(tmp_path / "day.facilitator"))
    desk.count.click()
    settle()
    assert window.programmes.now is not None
    desk.counts.table.setCurrentIndex(desk.counts.model.index(0, 1))
    trail = desk.counts.trail
    texts = [trail.model.comment(n).text for n in range(3)]
    trail.list.setCurrentIndex(trail.model.index(texts.index("The bus is late in the evening")))
    chosen = trail.chosen()
    assert chosen is not None
    words = [step.words for step in history(window.programmes.now.desk.programme, chosen)]
    assert words == [
        "Sent from a phone: “The bus is late”",
        "Wording: “The bus is late” became “The bus is late in the evening”",
        "Put into Parks; the program had suggested Buses (by Ana Reed)",
        "Put into Buses, as the program suggested (by Ana Reed)",
    ]
    labels = " ".join(trail.told)
    assert all(each in labels for each in words)
    trail.list.setCurrentIndex(trail.model.index(texts.index("Bus fares are high")))
    assert "Its theme became part of Buses" in trail.told


def test_keys_go_to_the_comments_and_back_to_sorting(window_of: Opener, tmp_path: Path) -> None:
    desk = counts(window_of, tmp_path / "day.facilitator")
    table = desk.counts.table
    assert table.window().focusWidget() is table
    table.setCurrentIndex(desk.counts.model.index(0, 1))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert table.window().focusWidget() is desk.counts.trail.list
    desk.counts.trail.search.setText("sundays")
    desk.counts.trail.search.textEdited.emit("sundays")
    assert desk.counts.trail.model.rowCount() == 1
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert desk.list.isVisible() and desk.window().focusWidget() is desk.list


def test_a_number_that_is_told_to_nobody_is_opened_for_nobody(window_of: Opener, tmp_path: Path) -> None:
    desk = counts(window_of, tmp_path / "day.facilitator")
    model = desk.counts.model
    at = [(r, c) for r, line in enumerate(model.lines) for c, words in enumerate(line.cells) if words == DASH]
    for row, column in at:
        desk.counts.table.setCurrentIndex(model.index(row, column))
        assert desk.counts.trail.chosen() is None
        assert "not told" in desk.counts.trail.where.text()


def test_the_number_on_a_theme_lists_its_comments_and_says_who_sorted_one(window_of: Opener, tmp_path: Path) -> None:
    window, desk = opened(window_of, sorted_day(tmp_path / "day.facilitator"))
    desk.panel.cards["t1"].count.click()
    assert desk.model.rowCount() == 3
    assert desk.panel.cards["t1"].count.text() == "3"
    choose(desk, "No bus on Sundays")
    until(lambda: "Sorted by Ana Reed" in desk.who.text())
    assert desk.who.text().endswith("as suggested")
    assert state(window).themes


def test_an_empty_place_says_what_to_do(window_of: Opener, tmp_path: Path) -> None:
    _window, desk = opened(window_of, programme(tmp_path / "day.facilitator"))
    assert desk.nothing.text().startswith("Nobody has written anything yet")
    assert desk.panel.hint.text() == "Themes are made from comments. There are none yet."
    _window, desk = opened(window_of, programme(tmp_path / "more.facilitator", note("A bus", "objective")))
    assert desk.panel.hint.text().startswith("There is no theme yet. Suggest themes")
    assert desk.panel.hint.isVisible() and not desk.nothing.isVisible()
    desk.new.click()
    until(lambda: not desk.panel.hint.isVisible())
    desk.search.setText("train")
    desk.search.textEdited.emit("train")
    until(lambda: desk.nothing.text().startswith("No comment has these words"))
