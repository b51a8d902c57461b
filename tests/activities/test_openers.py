"""What opens and closes a day: consents, rules, check-in, breaks, read-back, check-out."""

from __future__ import annotations

import html
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hats_day import Day
from PySide6.QtWidgets import QApplication

from asked import asked_by
from facilitator.activities import library, paper
from facilitator.activities.collect import page, report, rules
from facilitator.activities.collect.desk import tally_words
from facilitator.activities.collect.wall import Board
from facilitator.activities.contract import Refused, Sender
from facilitator.activities.discuss.desk import Board as TalkBoard
from facilitator.activities.discuss.desk import offered, parked, recap
from facilitator.documents import summary
from facilitator.documents.writing import write
from facilitator.looks.pdf.document import Document
from facilitator.model.entry import Draft
from facilitator.programme import contract as programmes
from facilitator.records import tables
from upstream import posted
from walked import said

SHORT = ("arrival", "ground-rules", "check-in", "energiser", "break", "lunch", "read-back", "check-out")
ME = Sender("p1", "t1", "par", "2")


@pytest.mark.parametrize("key", SHORT)
def test_each_has_a_script_for_facilitator_and_hosts(key: str) -> None:
    for stage in library.find(key).stages:
        assert stage.script and stage.host_script and stage.goal and stage.prompt


@pytest.mark.parametrize(
    ("key", "stage", "timer"),
    [("arrival", 0, "OPEN"), ("check-in", 0, "HARD"), ("energiser", 0, "QUIET"), ("break", 0, "BREAK")],
)
def test_clocks_are_those_of_the_method(key: str, stage: int, timer: str) -> None:
    assert library.find(key).stages[stage].timer == timer


def test_lunch_is_never_cut_below_half_an_hour() -> None:
    assert library.find("lunch").stages[0].minutes_min == 30


# ---------------------------------------------------------------------- arrival


def test_one_consent_a_person_counts_and_it_is_the_last() -> None:
    day = Day("arrival")
    run = day.run("sign-in")
    day.add("sign-in", person="p1", text="", fields={"photo": "yes", "recording": "yes"})
    last = day.add("sign-in", person="p1", text="A seat near the door", fields={"photo": "no"})
    day.add("sign-in", person="p2", text="", fields={"photo": "yes"})
    assert next(n.key for n in run.notes.having("live")) == last
    assert tally_words(run).splitlines() == [
        "Are you happy to be in photos?  Yes: 1, No: 1  (2 answered)",
        "Are you happy for us to record sound?  Yes: 0, No: 0  (0 answered)",
    ]


def test_paper_forms_do_not_replace_each_other() -> None:
    day = Day("arrival")
    for answer in ("yes", "no", "no"):
        day.add("sign-in", text="", source="paper", fields={"photo": answer})
    assert rules.counted(day.run("sign-in").notes, day.run("sign-in").stage.fields[0]) == {"yes": 1, "no": 2}


def test_a_form_may_have_no_words_but_not_nothing() -> None:
    run = Day("arrival").run("sign-in")
    assert posted(page, run, {"text": "", "photo": "no"}, ME) == ("note", {"text": "", "fields": {"photo": "no"}})
    with pytest.raises(Refused, match="nothing to send"):
        posted(page, run, {"text": " "}, ME)


def test_a_form_that_was_sent_comes_back_to_its_own_phone_alone() -> None:
    day = Day("arrival")
    day.add("sign-in", person="p1", text="Large print", fields={"photo": "no"})
    mine = page.view(day.run("sign-in"), ME, day.workshop.groups)
    other = page.view(day.run("sign-in"), Sender("p2"), day.workshop.groups)
    assert mine["mine"] == {"text": "Large print", "photo": "no"}
    assert "Large print" not in repr(other)


def words_of(flowables: list[Any]) -> str:
    """The words of a section, read back from what is to be printed."""
    found: list[str] = []

    def walk(thing: Any) -> None:
        if isinstance(thing, str):
            found.append(thing)
        elif isinstance(thing, (list, tuple)):
            for part in thing:
                walk(part)
        elif hasattr(thing, "__dict__"):
            for part in vars(thing).values():
                if isinstance(part, (str, list, tuple)) or type(part).__module__.startswith("facilitator.looks.pdf"):
                    walk(part)

    walk(flowables)
    return " ".join(found)


def test_needs_and_names_are_never_printed() -> None:
    day = Day("arrival")
    day.add("sign-in", person="p1", text="A seat near the door", fields={"photo": "no"})
    context = paper.Context(day.workshop.groups, 10_000_000)
    section = report.section(day.run("sign-in"), context)
    said = words_of(section)
    assert "Are you happy to be in photos?" in said and "seat near" not in said and "p1" not in said.split()
    document = Document(BytesIO(), "Test")
    document.add(*section)
    document.build()


def test_no_need_ever_reaches_the_room() -> None:
    day = Day("arrival")
    day.add("sign-in", person="p1", text="A seat near the door", fields={"photo": "no"})
    day.add("sign-in", "revealed")
    assert page.view(day.run("sign-in"), Sender("p2"), day.workshop.groups)["shown"] == []


# ---------------------------------------------------------------------- rules, check-in


def test_the_rules_on_offer_are_sent_as_the_facilitators(qapp: QApplication) -> None:
    day = Day("ground-rules")
    board = TalkBoard("light")
    board.know(day.workshop)
    board.show_state(day.run("rules"), day.workshop.groups)
    asked = asked_by(board.asked)
    assert len(board.facts.lines) == 5
    board.facts.offer.click()
    assert [kind for kind, _ in asked] == ["note"] * 5
    for kind, body in asked:
        day.write(Draft(kind, body, "w", "rules"))
    assert offered(day.run("rules")) == []
    assert len(day.run("rules").notes.having("live")) == 5


def test_check_in_words_stay_hidden_until_shown_and_keep_nobody() -> None:
    day = Day("check-in")
    run = day.run("check-in")
    assert (run.stage.visibility, run.stage.anonymity) == ("private", "nothing")
    day.add("check-in", text="awake", fields={"energy": "4"})
    assert page.view(run, ME, day.workshop.groups)["shown"] == []
    assert "5 high: 0" in tally_words(run) and "(1 answered)" in tally_words(run)
    assert rules.check(run.state, Draft("note", {"text": "far too many words here"}, "w", "check-in"))


def test_words_that_several_said_stand_once_on_the_wall(qapp: QApplication) -> None:
    day = Day("check-in")
    for word in ("awake", "tired", "Tired", "calm", "tired."):
        day.add("check-in", text=word, fields={"energy": "4"})
    day.add("check-in", "revealed")
    wall = Board("dark")
    wall.show_state(day.run("check-in"), day.workshop.groups)
    assert wall.shown_texts() == ["tired  \u00d73", "awake", "calm"]
    late = day.add("check-in", text="calm", fields={"energy": "2"})
    wall.show_state(day.run("check-in"), day.workshop.groups, {late})
    assert wall.shown_texts() == ["tired  \u00d73", "calm  \u00d72", "awake"]
    wall.deleteLater()


def test_a_word_is_not_printed_beside_the_score_of_the_same_person() -> None:
    day = Day("check-in")
    day.add("check-in", text="awake", fields={"energy": "4", "hope": "One new face"})
    said = words_of(report.section(day.run("check-in"), paper.Context(day.workshop.groups, 10_000_000)))
    assert "awake" in said and "One new face" in said
    assert "Your energy now: 4" not in said
    assert "A hope for today: " not in said
    assert "5 high 0" in said


def test_no_answer_of_a_person_whom_nobody_keeps_stands_beside_another_of_theirs(tmp_path: Path) -> None:
    day = Day("check-in")
    answers = [("awake", "4", "zest"), ("tired", "2", "calm"), ("late", "1", "more tea")]
    keys = [day.add("check-in", text=w, fields={"energy": e, "hope": h}, source="phone") for w, e, h in answers]
    day.add("check-in", "parked", target=keys[2])
    programme = programmes.empty()
    programme.fold_all(day.workshop.entries)
    write(summary.DOCUMENT, day.workshop, programme, tmp_path / "s.html", made_at=10_000_000, form="html")
    said = (tmp_path / "s.html").read_text(encoding="utf-8")
    cells = [html.unescape(re.sub("<[^>]*>", " ", row)) for row in re.findall("<tr.*?</tr>", said, re.S)]
    for word, _energy, hope in answers[:2]:
        assert any(word in each for each in cells) and any(hope in each for each in cells)
        assert not any(word in each and hope in each for each in cells)
    assert said.index("calm") < said.index("zest")
    assert any("more tea" in each for each in cells)
    assert not any("late" in each and "more tea" in each for each in cells)
    assert not any("late" in each and "1 low" in each for each in cells)
    rows = tables.tables(programme, day.workshop, 10_000_000)
    assert {row["comment_id"] for row in rows["answers"]} == {""}
    assert [row["answer"] for row in rows["answers"] if row["question"].startswith("A hope")] == [
        "calm",
        "more tea",
        "zest",
    ]


# ---------------------------------------------------------------------- read-back, check-out


def test_read_back_counts_what_is_done_and_quotes_only_what_the_room_saw() -> None:
    day = Day("check-in", "read-back")
    day.add("check-in", "stage_opened")
    day.add("check-in", text="awake")
    day.add("read-back", "stage_opened")
    assert recap(day.workshop) == ["Check-in, Check-in, 1 note"]
    day.add("check-in", "revealed")
    assert recap(day.workshop) == ["Check-in, Check-in, 1 note: awake"]


def test_check_out_lists_what_was_parked_with_its_outcome() -> None:
    day = Day("check-out")
    key = day.add("parking", text="Who keeps the notes?")
    assert parked(day.workshop) == ["Who keeps the notes? (not settled yet)"]
    day.add("parking", "outcome", target=key, outcome="answered", words="the centre")
    assert parked(day.workshop) == ["Who keeps the notes? (answered: the centre)"]


def printed(day: Day) -> str:
    """All that a summary says."""
    return " ".join(said(day.workshop).split())


def test_the_record_says_which_ground_rules_nobody_objected_to() -> None:
    day = Day("ground-rules")
    day.add("rules", "stage_opened")
    one, two, three = (day.note("rules", text) for text in ("One voice", "No phones", "Be kind"))
    day.add("rules", "support", target=one, choice="support", token="a")
    day.add("rules", "support", target=two, choice="not_yet", token="a")
    numbers = {note.key: note.no for note in day.run("rules").notes}
    words = printed(day)
    assert f"Nobody who answered said not yet to: no. {numbers[one]}." in words
    assert f"Someone said not yet to: no. {numbers[two]}. Nobody answered: no. {numbers[three]}." in words


def test_the_parking_review_says_what_came_of_it_and_not_that_nothing_was_written() -> None:
    day = Day("check-out")
    day.add("parking-review", "stage_opened")
    assert "Nothing was in the parking lot." in printed(day)
    key = day.add("parking", text="Who pays?")
    day.add("parking", text="Bus times")
    day.add("parking", "outcome", target=key, outcome="passed", words="the council")
    words = printed(day)
    assert "nothing was written down" not in words
    assert "2 items stand under" in words and "with what became of each. 1 has an outcome." in words


def test_actions_of_an_open_space_with_somebody_who_takes_them_on_count_so_on_the_first_page() -> None:
    day = Day("open-space")
    day.add("huddle", "stage_opened")
    day.add("huddle", text="Write to the council", fields={"who": "Ann", "by": "2026-12-01"})
    day.add("huddle", text="Find a room", fields={"who": ""})
    said = printed(day)
    assert "2 decision lines, 1 with an owner" in said and "left open" not in said


def test_a_day_whose_words_are_all_decisions_does_not_begin_with_no_comments() -> None:
    day = Day("open-space")
    day.add("huddle", "stage_opened")
    day.add("huddle", text="Write to the council", fields={"who": "Ann"})
    assert "0 comments" not in printed(day)
    key = day.add("circle", text="Thanks")
    assert "1 comment; 0 withheld, 0 withdrawn" in printed(day)
    day.add("circle", "withdrawn", target=key)
    assert "0 comments; 0 withheld, 1 withdrawn" in printed(day)
