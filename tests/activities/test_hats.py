"""Six hats: the order, what one hat hands to the next, wrong hats, phone, board and paper."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hats_day import Day
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from asked import asked_by
from facilitator.activities import contract, lenses, library, paper
from facilitator.activities.boards import FileUnder
from facilitator.activities.collect import page, report, rules
from facilitator.activities.collect.desk import Board
from facilitator.activities.collect.wall import Board as Wall
from facilitator.activities.contract import Refused, Sender, kept
from facilitator.activities.discuss import page as talk_page
from facilitator.looks.blocks import SideBySide, Worn
from facilitator.looks.pdf.document import Document
from facilitator.looks.tokens import THEMES
from facilitator.model import acts
from facilitator.model.bodies import Noted
from facilitator.model.entry import Draft, public
from facilitator.model.run import StageRun
from upstream import posted

HATS = lenses.load().by_id
SHOWS = ("all", "sorted", "gaps", "bare")
ME = Sender(token="t1", group="par", table="2")


@pytest.fixture
def day() -> Day:
    """The focus is agreed on; facts, a benefit and two risks are found."""
    made = Day("six-hats")
    made.note("blue-open", "Test one shared service first")
    made.note("white", "Budget after 18 months", status="needed", who_finds_out="council")
    made.note("white", "Two groups are parent-run", status="known")
    made.note("yellow", "Families trust local groups", why="they know the people")
    return made


def printed(blocks: list[Any]) -> int:
    """Build a document of sections; how many bytes it has."""
    target = BytesIO()
    document = Document(target, "Test", invariant=True)
    document.add(*blocks)
    document.build()
    return len(target.getvalue())


# ---------------------------------------------------------------------- orders


FORMS = {
    "assess": "BWYKGRB",
    "new-ideas": "BWGB",
    "solve": "BWGRYKGB",
    "quick": "BKGB",
    "choose": "BWGYKRB",
    "red-first": "BRWYKGB",
}


@pytest.mark.parametrize(("form", "order"), FORMS.items())
def test_the_ready_forms_have_their_order_and_nothing_doubtful(form: str, order: str) -> None:
    method = library.find(f"six-hats:{form}")
    worn = [lens for stage in method.stages if (lens := lenses.of(stage))]
    assert "".join(lens.also or lens.letter for lens in worn) == order
    assert lenses.doubts(method) == []


def test_the_usual_form_takes_45_minutes_and_red_is_short_and_anonymous() -> None:
    method = library.find("six-hats")
    assert method.minutes == 45
    red = next(s for s in method.stages if s.id == "red")
    assert (red.minutes, red.anonymity, red.visibility, red.fields) == (2, "nothing", "private", ())
    rounds = [s for s in method.stages if (lens := lenses.of(s)) and not lens.steers]
    assert {s.timer for s in rounds} == {"ROUND"}


def test_a_hat_that_comes_twice_feeds_later_ones_both_times() -> None:
    close = library.find("six-hats:solve").stages[-1]
    assert {"green", "green-again"} <= set(close.feeds)


@given(st.lists(st.sampled_from("WRYKG"), min_size=1, max_size=7))
def test_any_order_between_two_blue_hats_is_a_form_of_its_own(middle: list[str]) -> None:
    method = library.find("six-hats:" + "-".join(["B", *middle, "B"]))
    worn = [lens.also or lens.letter for stage in method.stages if (lens := lenses.of(stage))]
    assert worn == ["B", *middle, "B"]
    assert len({stage.id for stage in method.stages}) == len(method.stages)


@pytest.mark.parametrize("order", ["W-K-B", "B-W-K", "B-B", "B-W-B-K-B"])
def test_an_order_must_begin_and_end_blue_and_have_something_between(order: str) -> None:
    with pytest.raises(KeyError, match="blue"):
        library.find(f"six-hats:{order}")


def test_what_is_doubtful_in_an_order_is_said() -> None:
    method = library.find("six-hats")
    bare = type(method)(**{**{n: getattr(method, n) for n in method.__slots__}, "stages": method.stages[2:-1]})
    said = " ".join(doubt.sentence for doubt in lenses.doubts(bare))
    assert "begin without blue" in said and "end without blue" in said


def test_no_module_names_a_hat_but_the_one_that_knows_their_file() -> None:
    source = Path(lenses.__file__).parents[1]
    named = re.compile(r"\bhats?\b", re.IGNORECASE)
    found = {path.name for path in source.rglob("*.py") if named.search(path.read_text(encoding="utf-8"))}
    assert found == {"lenses.py"}


# ---------------------------------------------------------------------- what one hat hands to the next


def test_the_line_with_most_support_is_the_focus(day: Day) -> None:
    other = day.note("blue-open", "Another sentence")
    assert lenses.focus(day.run("green").state.feed()) == "Test one shared service first"
    day.add("blue-open", "support", target=other, choice="support", token="a")
    assert lenses.focus(day.run("green").state.feed()) == "Another sentence"


def test_an_idea_answers_a_risk_and_follows_it_into_a_joined_one(day: Day) -> None:
    risk, same = day.note("black", "Tender forms", why="forty pages"), day.note("black", "Forms", why="too long")
    form = {"text": "Split lots", "item": public(risk)}
    kind, body = posted(page, day.run("green"), form, ME)
    assert (kind, body["fields"]) == ("note", {"item": risk})
    day.add("green", **body)
    day.add("black", "merged", targets=[risk], into=same)
    rows = report.rows(day.run("green"), day.workshop.groups)["risk_ideas"]
    assert [(r["hat"], r["risk_or_benefit"], r["idea"]) for r in rows] == [
        ("black", "Forms", "Split lots"),
        ("yellow", "Families trust local groups", ""),
    ]


def test_an_idea_outlives_its_risk_but_a_made_up_link_is_refused(day: Day) -> None:
    risk = day.note("black", "Forms", why="long")
    day.add("black", "hidden", target=risk, reason="names a person")
    _, body = posted(page, day.run("green"), {"text": "Split lots", "item": public(risk)}, ME)
    assert "fields" not in body
    with pytest.raises(Refused):
        posted(page, day.run("green"), {"text": "Split lots", "item": risk}, ME)


def test_no_key_of_another_reaches_a_phone(day: Day) -> None:
    risk = day.note("black", "Forms", why="long")
    view = page.view(day.run("green"), ME, day.workshop.groups)
    assert risk not in repr(view) and public(risk) in repr(view)
    assert [label for label, _ in view["items"][0][1]] == ["Risks", "Benefits"]


# ---------------------------------------------------------------------- each hat's own rules


def test_a_risk_needs_its_reason_and_a_feeling_has_none(day: Day) -> None:
    with pytest.raises(Refused, match="Because"):
        posted(page, day.run("black"), {"text": "Forms"}, ME)
    kind, body = posted(page, day.run("red"), {"text": "uneasy", "why": "because"}, ME)
    assert (kind, body) == ("note", {"text": "uneasy"})
    person, said = kept(day.run("red"), Sender("p", "t", "par", "2"), Noted.read(body))
    assert (person, said.pack()) == ("", {"text": "uneasy", "source": "phone"})


def test_a_feeling_has_five_words_at_most(day: Day) -> None:
    run = day.run("red")
    long = Draft("note", {"text": "one two three four five six"}, "w", "red")
    assert "5 words" in str(rules.check(run.state, long))
    assert rules.check(run.state, Draft("note", {"text": "one two three four five"}, "w", "red")) is None


def test_a_table_concludes_three_things_at_most(day: Day) -> None:
    run = day.run("blue-close")
    for number in range(3):
        day.note("blue-close", f"c{number}", kind="conclusion")
    fourth = Draft("note", {"text": "c", "table": "2", "fields": {"kind": "conclusion"}}, "w", "blue-close")
    assert "3 of these fit" in run.rules.check(run.state, fourth)
    decision = Draft("note", {"text": "d", "table": "2", "fields": {"kind": "decision"}}, "w", "blue-close")
    assert run.rules.check(run.state, decision) is None


def test_the_phone_wears_the_hat_by_name_and_symbol(day: Day) -> None:
    band = page.view(day.run("black"), ME, day.workshop.groups)["lens"]
    assert (band["colour"], band["full"], band["focus"]) == ("black", "Black hat", "Test one shared service first")
    assert "<path" in band["drawing"]
    assert talk_page.view(day.run("blue-close"), ME, day.workshop.groups)["lens"]["full"] == "Blue hat"


@pytest.mark.parametrize("hat", HATS.values(), ids=HATS)
def test_every_hat_has_a_name_a_symbol_and_colours_in_every_theme(hat: lenses.Lens) -> None:
    assert (hat.name, hat.full) == (hat.id.capitalize(), f"{hat.id.capitalize()} hat")
    assert "<path" in hat.drawing()
    for theme in THEMES:
        assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in hat.look(theme))


def test_what_the_hats_say_of_each_other_leads_to_one_of_them() -> None:
    named = {name for hat in HATS.values() for name in (hat.after, *(part.lens for part in hat.beside)) if name}
    assert named <= set(HATS)
    letters = "".join(hat.letter + hat.also for hat in HATS.values())
    assert len(set(letters)) == len(letters)
    assert [part.shows for hat in HATS.values() for part in hat.beside if part.shows not in SHOWS] == []


# ---------------------------------------------------------------------- the wrong hat


def test_refiling_keeps_both_notes_and_says_where_from(day: Day) -> None:
    risk = day.note("black", "Two keys would do", why="one is lost")
    run = day.run("black")
    for draft in lenses.refile(day.workshop, run, risk, HATS["green"]):
        day.write(draft)
    assert run.notes.get(risk).status == "refiled"
    new = next(iter(day.run("green").notes))
    assert (new.text, new.group, new.table, new.fields) == ("Two keys would do", "par", "2", {})
    assert day.workshop.filed(risk) == [(day.run("green"), new.key)]
    assert [i.text for i in lenses.found_through(day.run("green").state.feed(), HATS["black"])] == []


def test_filing_under_another_hat_is_one_act_to_undo(day: Day) -> None:
    run, key = day.run("black"), day.note("black", "Forms", why="long")
    for draft in lenses.refile(day.workshop, run, key, HATS["white"]):
        day.write(draft)
    undone = acts.undo(day.workshop)
    assert undone is not None
    for draft in [undone, *acts.along(day.workshop, undone)]:
        day.write(draft)
    assert day.run("black").notes.get(key).status == "live"
    assert "Forms" not in [note.text for note in day.run("white").notes]


def test_a_word_filed_under_red_loses_who_said_it(day: Day) -> None:
    run, key = day.run("black"), day.note("black", "I feel uneasy", why="so")
    for draft in lenses.refile(day.workshop, run, key, HATS["red"]):
        day.write(draft)
    (made,) = day.run("red").notes
    assert (made.text, made.group, made.table, made.fields) == ("I feel uneasy", "", "", {})


def test_a_note_is_not_filed_where_it_is_or_where_no_hat_is() -> None:
    day = Day("six-hats:quick")
    key = day.note("black", "Forms", why="long")
    run = day.run("black")
    assert lenses.refile(day.workshop, run, key, HATS["black"]) == []
    assert lenses.refile(day.workshop, run, key, HATS["white"]) == []


def test_refiling_goes_forward_first_then_back(day: Day) -> None:
    black = day.run("black")
    found = {hat: lenses.home(day.workshop, black, HATS[hat]) for hat in ("green", "white", "blue")}
    assert {hat: run.id for hat, run in found.items() if run} == {
        "green": "green",
        "white": "white",
        "blue": "blue-close",
    }


# ---------------------------------------------------------------------- board


@pytest.fixture
def board(qapp: QApplication, day: Day) -> Board:
    """The desk's board."""
    made = Board("light")
    made.resize(1000, 700)
    made.know(day.workshop)
    return made


def show(board: Board, run: StageRun, day: Day) -> None:
    board.show_state(run, day.workshop.groups)


def test_green_stands_risks_beside_ideas_and_links_by_keys(board: Board, day: Day) -> None:
    risk = day.note("black", "Forms", why="long")
    idea = day.note("green", "Split lots")
    show(board, day.run("green"), day)
    asked = asked_by(board.asked)
    assert board.ideas is not None
    assert [(r.idea, r.risk and r.risk.words) for r in board.ideas.model_of_rows.rows] == [
        ("", "Forms"),
        ("", "Families trust local groups"),
        (idea, None),
    ]
    board.choose(idea)
    assert board.chosen_keys() == [idea]
    alt = Qt.KeyboardModifier.AltModifier
    board.ideas.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Down, alt))
    assert asked == [("moved", {"target": idea, "fields": {"item": risk}})]
    day.add("green", "moved", target=idea, fields={"item": risk})
    show(board, day.run("green"), day)
    assert next((r.idea, r.risk and r.risk.words) for r in board.ideas.model_of_rows.rows) == (idea, "Forms")
    assert board.chosen_keys() == [idea]


def test_a_change_under_green_touches_only_the_rows_that_differ(board: Board, day: Day) -> None:
    risks = [day.note("black", f"Risk {n}", why="so") for n in range(20)]
    notes = [day.note("green", f"Idea {n}", item=risks[n % 20] if n % 3 else "") for n in range(60)]
    show(board, day.run("green"), day)
    assert board.ideas is not None
    model = board.ideas.model_of_rows
    touched: list[str] = []
    model.rowsInserted.connect(lambda *_: touched.append("in"))
    model.rowsRemoved.connect(lambda *_: touched.append("out"))
    model.modelReset.connect(lambda *_: touched.append("all"))
    board.choose(notes[30])
    day.note("green", "Late", item=risks[4])
    show(board, day.run("green"), day)
    assert touched == ["in"]
    assert board.chosen_keys() == [notes[30]]
    day.add("green", "moved", target=notes[30], fields={"item": risks[2]})
    show(board, day.run("green"), day)
    assert touched == ["in", "out", "in"]
    assert board.chosen_keys() == [notes[30]]
    assert [model.item(n).text() for n in range(model.rowCount())] == [row.shown() for row in model.rows]
    day.add("black", "withdrawn", target=risks[2])
    show(board, day.run("green"), day)
    assert "all" not in touched
    fresh = Board("light")
    show(fresh, day.run("green"), day)
    assert fresh.ideas.model_of_rows.rows == model.rows
    fresh.deleteLater()


def test_the_record_marks_the_focus_that_was_agreed(day: Day) -> None:
    other = day.note("blue-open", "Share one calendar for a term")
    day.add("blue-open", "stage_opened")
    plain = str(day_section(day, "blue-open"))
    assert "The focus:" in plain and "Nobody answered whether they support it." in plain
    for number in range(3):
        day.add("blue-open", "support", target=other, choice="support", token=f"t{number}")
    day.add("blue-open", "support", target=other, choice="not_yet", token="t9")
    said = str(day_section(day, "blue-open"))
    assert "\u201cShare one calendar for a term\u201d (3 of 4 support it)." in said
    assert "The focus:" not in str(day_section(day, "blue-close"))


def test_the_record_wears_each_lens_with_its_colour_symbol_and_name(day: Day) -> None:
    day.note("black", "Forms", why="long")
    found = [block for stage in ("blue-open", "white", "black") for block in day_section(day, stage)]
    worn = [(block.lens, block.symbol, block.words) for block in found if isinstance(block, Worn)]
    assert worn == [("blue", "compass", "Blue hat"), ("white", "sheet", "White hat"), ("black", "shield", "Black hat")]


def test_the_record_sets_two_reds_side_by_side() -> None:
    day = Day("six-hats:before-after")
    day.add("red", "stage_opened", at=1_000)
    day.add("red", text="tired")
    day.add("red", text="hopeful")
    assert "side by side" not in str(day_section(day, "red"))
    day.add("red-again", "stage_opened", at=900_000)
    day.add("red-again", text="hopeful")
    day.add("red-again", text="hopeful")
    both = next(block for block in day_section(day, "red-again") if isinstance(block, SideBySide))
    assert [str(block) for block in both.left][-1].count("tired") == 1
    assert "hopeful (2)" in str(both.right) and "tired" not in str(both.right)
    assert "side by side" not in str(day_section(day, "red"))


def day_section(day: Day, stage: str) -> list[Any]:
    """A stage's section of the record."""
    written = {note.key: (run, note) for run in day.workshop.stages for note in run.own_notes()}
    context = paper.Context(day.workshop.groups, 10**7, written=written)
    run = day.run(stage)
    return contract.report(run.stage.activity).section(run, context)


@pytest.mark.parametrize(
    ("stage", "shown"),
    [
        ("white", []),
        ("yellow", ["Facts to lean on", "Needed: Budget after 18 months", "Known: Two groups are parent-run"]),
        ("black", ["Facts to lean on", "Needed: Budget after 18 months", "Known: Two groups are parent-run"]),
        ("green", ["Risks to find a way round", "Forms"]),
    ],
)
def test_the_room_sees_what_it_builds_on_before_anything_is_revealed(
    qapp: QApplication, day: Day, stage: str, shown: list[str]
) -> None:
    risk = day.note("black", "Forms", why="long")
    wall, run = Wall("projector"), day.run(stage)
    wall.resize(1776, 520)
    wall.set_scale(1.0)
    show(wall, run, day)
    wall.show()
    assert wall.stands(run) == bool(shown)
    assert wall.shown_texts() == shown
    assert (risk in wall.shown_keys()) == (stage == "green")
    assert not wall.grab().isNull()
    day.add("black", "hidden", target=risk)
    show(wall, run, day)
    assert "Forms" not in wall.shown_texts()
    wall.close()


def test_the_wall_says_whether_a_fact_is_known(qapp: QApplication, day: Day) -> None:
    wall = Wall("dark")
    day.add("white", "revealed")
    show(wall, day.run("white"), day)
    assert "Known: Two groups are parent-run" in wall.shown_texts()
    wall.deleteLater()


def test_a_letter_files_the_chosen_note(board: Board, day: Day) -> None:
    key = day.note("black", "Forms", why="long")
    show(board, day.run("black"), day)
    asked: list[Any] = []
    board.asked.connect(asked.append)
    press = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_G, Qt.KeyboardModifier.NoModifier, "g")
    assert not board.eventFilter(board.cards, press)
    board.choose(key)
    assert board.eventFilter(board.cards, press)
    assert asked == [FileUnder("green")]


def test_people_write_alone_first_and_then_it_may_be_shown(board: Board, day: Day) -> None:
    run = day.run("black")
    day.add("black", "stage_opened")
    show(board, run, day)
    assert board.band is not None
    assert board.band.alone.text() == "Writing alone, 2:00 more"
    day.add("black", "revealed")
    show(board, run, day)
    assert board.band.alone.text() == ""


def test_beside_black_stand_facts_value_and_ideas_that_came_early(day: Day) -> None:
    day.add("green", text="Split lots")
    parts = {part.title: part.words for part in lenses.around(day.run("black"), day.workshop)}
    assert parts["Ideas held for Green"] == ("Split lots",)
    assert parts["Facts to lean on"] == ("Needed: Budget after 18 months", "Known: Two groups are parent-run")
    assert parts["Value found so far"] == ("Families trust local groups",)
    close = {part.title: part.words for part in lenses.around(day.run("blue-close"), day.workshop)}
    assert close["Still to find out"] == ("Budget after 18 months (council)",)


def test_the_wall_shows_no_feeling_before_it_is_shown(qapp: QApplication, day: Day) -> None:
    wall = Wall("projector")
    day.add("red", text="uneasy")
    show(wall, day.run("red"), day)
    assert wall.shown_texts() == []
    day.add("red", "revealed")
    show(wall, day.run("red"), day)
    assert wall.shown_texts() == ["uneasy"]


# ---------------------------------------------------------------------- paper


def test_every_hat_prints_and_white_lists_who_finds_out(day: Day) -> None:
    risk = day.note("black", "Forms", why="long")
    day.note("green", "Split lots", item=risk)
    context = paper.Context(day.workshop.groups, 10_000_000)
    sections = [report.section(day.run(stage), context) for stage in ("white", "yellow", "black", "green", "red")]
    assert printed([part for section in sections for part in section]) > 5000
    rows = report.rows(day.run("white"), day.workshop.groups)
    assert [(r["question"], r["who_finds_out"]) for r in rows["open_questions"]] == [
        ("Budget after 18 months", "council")
    ]
    counts = [(r["answer"], r["n"]) for r in rows["counts"]]
    assert counts == [("Known", 1), ("Needed", 1), ("Disputed", 0)]
