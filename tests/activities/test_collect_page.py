"""The phone's side of collecting: the questions, what others wrote, a note as it is stored, and what is refused."""

from __future__ import annotations

import pytest
from notes_day import NotesDay

from facilitator.activities.collect import page
from facilitator.activities.contract import Refused, Sender
from upstream import posted

ME = Sender("me", "token", "par", "2")


@pytest.fixture
def day() -> NotesDay:
    """Nothing is written yet."""
    return NotesDay()


def test_the_newest_notes_that_the_room_may_see_come_first_and_no_more_than_fit(day: NotesDay) -> None:
    for number in range(page.SHOWN + 3):
        day.add("ideas", text=f"Idea {number}", group="par")
    hidden = day.add("ideas", text="Names somebody")
    day.add("ideas", "hidden", target=hidden, reason="names a person")
    shown = day.view("ideas", ME)["shown"]
    assert [note["text"] for note in shown] == [f"Idea {n}" for n in reversed(range(3, page.SHOWN + 3))]
    assert {note["group"] for note in shown} == {1}


def test_a_reason_stands_behind_a_note_as_others_read_it(day: NotesDay) -> None:
    key = day.add("ideas", text="Two keys", fields={"why": "one is lost"})
    assert page.shown_text(day.run("ideas").notes.get(key)) == "Two keys, because one is lost"
    assert [note["text"] for note in day.view("ideas", ME)["shown"]] == ["Two keys, because one is lost"]


def test_several_questions_are_offered_with_the_one_that_is_asked_now_and_one_question_is_not(day: NotesDay) -> None:
    day.add("ideas", "asked", question=1)
    view = day.view("ideas", ME)
    assert (view["asks"], view["asking"]) == (("What helps?", "What hinders?"), 1)
    assert day.view("mood", ME)["asks"] == ()


def test_a_note_says_which_question_it_answers(day: NotesDay) -> None:
    run = day.run("ideas")
    assert posted(page, run, {"text": " More keys ", "question": "1"}, ME) == (
        "note",
        {"text": "More keys", "question": "What hinders?"},
    )


@pytest.mark.parametrize(
    ("stage", "form", "sentence"),
    [
        ("ideas", {"text": "  "}, "write"),
        ("ideas", {"text": "x" * 501}, "500"),
        ("mood", {"text": "fine", "ok": "perhaps"}, "All well"),
        ("form", {"text": ""}, "Answer at least one question"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(
    day: NotesDay, stage: str, form: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        posted(page, day.run(stage), form, ME)
    assert sentence.casefold() in refused.value.sentence.casefold()


def test_a_form_is_filled_in_again_from_what_its_own_phone_sent_last(day: NotesDay) -> None:
    day.add("form", person="me", text="", fields={"photo": "yes"})
    day.add("form", person="me", text="A seat near the door", fields={"photo": "no"})
    day.add("form", person="other", text="", fields={"photo": "yes"})
    assert day.view("form", ME)["mine"] == {"text": "A seat near the door", "photo": "no"}
    assert day.view("form", Sender())["mine"] == {}


def test_a_stage_without_a_lens_wears_none_and_keeps_nothing_for_one(day: NotesDay) -> None:
    view = day.view("ideas", ME)
    assert view["lens"] == {}
    assert [view["keeps"](run.stage) for run in day.workshop.stages] == [None] * len(day.workshop.stages)
