"""Stories, marks and what comes after: nobody counts twice, no story can win, an idea needs a first step."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_day import IDEAS, STORIES, a_run, act, going_on, mark, paragraph, stage_of

from facilitator.activities import library
from facilitator.activities.read import rules
from facilitator.activities.read.scenarios import LONGEST, VALUES, faults, of_options
from facilitator.model.entry import Draft
from facilitator.model.run import StageRun


def counted(run: StageRun, name: str) -> dict[str, int]:
    given = run.state.counts()[paragraph(run, name)]
    return {mark: n for mark, n in given.items() if n}


def refuse(run: StageRun, kind: str = "note", **body: Any) -> str | None:
    return rules.check(run.state, Draft(kind, body, "w", run.id))


def test_a_person_counts_once_for_each_way_of_marking_a_paragraph() -> None:
    run = a_run("read")
    mark(run, "a", "A1")
    mark(run, "a", "A1")
    mark(run, "a", "A1", "unlikely")
    mark(run, "b", "A1")
    assert counted(run, "A1") == {"like": 2, "unlikely": 1}
    assert run.state.readers() == 2


def test_a_mark_is_taken_back() -> None:
    run = a_run("read")
    mark(run, "a", "A1")
    mark(run, "a", "A1", on=False)
    mark(run, "b", "B2", on=False)
    assert counted(run, "A1") == {}
    assert run.state.readers() == 0


def test_hands_stand_beside_phones_and_the_last_count_holds() -> None:
    run = a_run("read")
    mark(run, "a", "A2", "worry")
    act(run, rules.HANDS, paragraph=paragraph(run, "A2"), counts={"worry": 9}, readers=9)
    act(run, rules.HANDS, paragraph=paragraph(run, "A2"), counts={"worry": 3, "like": -4, "odd": 2}, readers=4)
    assert counted(run, "A2") == {"worry": 4}
    assert run.state.readers() == 5


def test_marks_stay_with_the_wording_that_was_read() -> None:
    run = a_run("read")
    mark(run, "a", "A1")
    mark(run, "a", "A2")
    stories = copy.deepcopy(STORIES)
    stories[0]["paragraphs"] = ["A new first paragraph.", "Half are volunteers."]
    run.state.stage = stage_of("read", scenarios=stories)
    assert (counted(run, "A1"), counted(run, "A2"), run.state.earlier()) == ({}, {"like": 1}, 1)


def test_a_mark_of_no_kind_is_refused_and_changes_nothing() -> None:
    run = a_run("read")
    body = {"paragraph": paragraph(run, "A1"), "token": "a", "mark": "best"}
    assert "Mark it as" in str(refuse(run, rules.MARK, **body))
    assert act(run, rules.MARK, **body) == set()
    assert run.state.readers() == 0


def test_marks_on_what_is_not_there_are_refused_and_one_that_came_too_late_is_said_to_be_left_out() -> None:
    run = a_run("read")
    body = {"paragraph": "gone", "mark": "like", "token": "a"}
    assert "no longer there" in str(refuse(run, rules.MARK, **body))
    act(run, rules.MARK, **body)
    act(run, rules.HANDS, paragraph="gone", counts={"like": 3}, readers=3)
    assert sum(sum(of.values()) for of in run.state.counts().values()) == 0
    assert run.state.earlier() == 4


def test_to_a_single_story_a_paragraph_is_added_that_says_the_opposite() -> None:
    run = a_run("read", scenarios=STORIES[:1])
    act(run, rules.ADDED, scenario="A", text="  Nobody runs it any more. ")
    act(run, rules.ADDED, scenario="A", text="Nobody runs it any more.")
    act(run, rules.ADDED, scenario="B", text="There is no B.")
    (story,) = run.state.scenarios()
    assert [(p.number, p.text, p.added) for p in story.paragraphs][2:] == [(3, "Nobody runs it any more.", True)]
    mark(run, "a", "A3", "worry")
    assert counted(run, "A3") == {"worry": 1}


@pytest.mark.parametrize(
    ("scenarios", "hint"),
    [
        (None, "needs scenarios"),
        ("A", "Must be a list"),
        ([], "Must be a list"),
        (STORIES * 3, "too many"),
        ([{"title": "No paragraphs"}], "must have a title and paragraphs"),
        ([{"title": " ", "paragraphs": ["x"]}], "needs a title"),
        ([{"title": "T", "paragraphs": "x"}], "list of texts"),
        ([{"title": "T", "paragraphs": ["x", "x"]}], "twice"),
        ([{"title": "T", "paragraphs": ["x" * (LONGEST + 1)]}], "split it"),
        ([{"title": "T", "paragraphs": [str(n) for n in range(31)]}], "30 fit"),
    ],
)
def test_what_is_wrong_with_stories_is_said_in_a_sentence(scenarios: object, hint: str) -> None:
    assert any(hint in sentence for sentence in faults({} if scenarios is None else {"scenarios": scenarios}))


def test_one_to_four_stories_are_sound() -> None:
    assert (
        faults({"scenarios": STORIES}) == faults({"scenarios": STORIES[:1]}) == faults({"scenarios": STORIES * 2}) == []
    )
    assert [s.letter for s in of_options({"scenarios": STORIES * 3})] == list("ABCD")


def test_a_critique_names_its_story_by_id_letter_or_place_and_has_its_role() -> None:
    run = going_on(a_run("read"), "critique")
    for key, story in (("n1", "B"), ("n2", "b"), ("n3", "2"), ("n4", "elsewhere")):
        act(run, "note", key, text="Too far", group="PAR", fields={"scenario": story, "kind": "worry"})
    fields = [run.notes.by_key[f"n{n}"].fields for n in (1, 2, 3, 4)]
    assert [f["scenario"] for f in fields] == ["B", "B", "B", "elsewhere"]
    assert {f["role"] for f in fields} == {"PAR"}


@pytest.mark.parametrize("fields", [{}, {"who": "All of us"}, {"first_step": "Begin"}, {"who": "", "first_step": "x"}])
def test_an_idea_without_first_step_and_somebody_is_a_slogan(fields: dict[str, str]) -> None:
    assert "slogan" in str(refuse(a_run("ideas"), text="Work together", fields=fields))


def test_a_table_has_five_ideas_and_one_that_is_withdrawn_makes_room() -> None:
    run = a_run("ideas")
    fields = {"who": "We", "first_step": "Ring her"}
    for n in range(5):
        assert refuse(run, text="An idea", table="1", fields=fields) is None
        act(run, "note", f"i{n}", text="An idea", table="1", fields=fields)
    assert "5 ideas" in str(refuse(run, text="A sixth", table="1", fields=fields))
    assert refuse(run, text="Another table", table="2", fields=fields) is None
    act(run, "withdrawn", target="i0")
    assert refuse(run, text="A sixth", table="1", fields=fields) is None


def test_an_idea_goes_on_with_its_first_step_and_as_its_tables_own() -> None:
    run = a_run("ideas")
    act(run, "note", "i", text="One calendar", group="PAR", table="3", fields={"who": "Ann", "first_step": "Ask"})
    (item,) = rules.items(run.state)
    assert (item.text, item.group) == ("One calendar (who: Ann; first step: Ask)", "table:3")
    act(run, "withdrawn", target="i")
    assert rules.items(run.state)[0].withdrawn


def test_a_role_that_is_too_small_sits_with_another_until_it_does_not() -> None:
    run = a_run("read")
    act(run, rules.JOINED, role="VCS", **{"with": "PAR"})
    act(run, rules.JOINED, role="PAR", **{"with": "PAR"})
    assert run.state.joined == {"VCS": "PAR"}
    act(run, rules.JOINED, role="VCS")
    assert run.state.joined == {}


def test_three_values_carry_a_vision() -> None:
    run = a_run("vision")
    assert refuse(run, text="A day", fields={"values": "near, fair, warm"}) is None
    assert "3 values" in str(refuse(run, text="A day", fields={"values": "near, fair, warm, cheap"}))


def test_an_offer_is_for_an_idea_that_is_there() -> None:
    run = a_run("commit", IDEAS)
    assert refuse(run, text="We", fields={"idea": "idea1", "kind": "lead"}) is None
    assert "which idea" in str(refuse(run, text="We", fields={"idea": "gone", "kind": "lead"}))


def test_there_is_nowhere_a_vote_for_the_best_story() -> None:
    for method in (library.find("scenario-workshop"), library.find("scenario-workshop:easw")):
        for stage in method.stages:
            assert stage.activity != "vote" or not {"read", "critique"} & set(stage.feeds)
    assert rules.items(a_run("read").state) == []


def test_the_ready_forms_have_the_customary_lengths() -> None:
    short, easw = (library.find(f"scenario-workshop:{form}") for form in ("short", "easw"))
    assert (short.minutes, library.find("scenario-workshop").minutes) == (170, 170)
    assert easw.minutes == 600
    assert next(s for s in easw.stages if s.id == "vision").options["twin"] is True
    assert [s.id for s in short.stages][:5] == ["frame", "read", "critique", "plenary", "vision"]


MARKS = st.tuples(st.sampled_from("abc"), st.sampled_from(["A1", "A2", "B1"]), st.sampled_from(VALUES), st.booleans())


@given(st.lists(MARKS, max_size=40))
def test_no_paragraph_has_more_marks_of_a_kind_than_there_are_readers(marks: list[tuple[str, str, str, bool]]) -> None:
    run = a_run("read")
    last: dict[tuple[str, str, str], bool] = {}
    for token, name, kind, on in marks:
        mark(run, token, name, kind, on)
        last[token, name, kind] = on
    readers = run.state.readers()
    assert all(n <= readers for given in run.state.counts().values() for n in given.values())
    assert sum(n for given in run.state.counts().values() for n in given.values()) == sum(last.values())


@given(st.dictionaries(st.text(max_size=9), st.one_of(st.none(), st.integers(), st.text(max_size=9)), max_size=5))
def test_no_body_breaks_the_fold(body: dict[str, Any]) -> None:
    run = a_run("read")
    for kind in (rules.MARK, rules.HANDS, rules.ADDED):
        act(run, kind, "", **body)
        act(run, kind, "", **{**dict.fromkeys(("paragraph", "mark", "counts", "scenario", "text"), None)})
    assert run.state.readers() == 0
