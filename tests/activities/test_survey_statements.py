"""Questionnaires with statements: what a file must say, what each wave asks, and what is another question."""

from __future__ import annotations

from dataclasses import replace

import pytest
from survey_day import W, folded
from waves_day import day, method

from facilitator import paths
from facilitator.activities import library
from facilitator.activities.contract import Refused, Sender
from facilitator.activities.survey import figures, keyed, page
from facilitator.activities.survey.form import Form
from facilitator.activities.survey.instrument import Instrument, Question
from facilitator.activities.survey.instrument_file import SurveyError, fill, find, parse
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.model.method import Choice
from facilitator.model.people import Groups

HEAD = 'key = "x"\ntitle = "X"\nversion = "1"\nsort = "attitudes"\n'
SCALE = '[scale]\npoints = ["a", "b", "c", "d", "e"]\nnone = "no idea"\n'
STATEMENT = '[[questions]]\nid = "A1"\nkind = "scale"\ntext = "So it is"\nrole = "statement"\n'
SEVERAL = Question("why", "several", "Why?", choices=(Choice("x", "Fun"), Choice("y", "Work"), Choice("z", "Both")))
NOBODY = Groups()


@pytest.mark.parametrize("key", ["attitudes-1", "attitudes-S1"])
def test_the_questionnaires_that_come_with_the_program_are_worded_both_ways(key):
    found = find(key)
    assert Instrument.from_dict(found.to_dict()) == found
    asked = found.with_role("statement")
    ways = [question.direction for question in asked]
    assert ways.count(-1) == len(asked) // 3
    assert all(question.points == asked[0].points and question.none for question in asked)
    assert found.questions[0].role == "group", "the group is asked before anything else"


def test_what_changed_somebodys_mind_is_asked_only_the_second_time():
    found = find("attitudes-1")
    before, after = ([question.id for question in found.in_wave(wave).questions] for wave in ("before", "after"))
    assert after == [*before, "changed", "quote"]


def test_a_changed_word_is_another_question():
    question = find("attitudes-S1").questions[1]
    assert question.words == replace(question).words
    for other in (
        replace(question, text=f"{question.text}."),
        replace(question, points=(*question.points[:4], "Very much")),
        replace(question, none="No idea"),
    ):
        assert other.words != question.words


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (HEAD + SCALE + STATEMENT + STATEMENT, "question 'A1', field 'id': Is used by an earlier question."),
        (HEAD + STATEMENT, "question 'A1', field 'role': A statement needs"),
        (HEAD + SCALE.replace('none = "no idea"', "") + STATEMENT, "A statement needs"),
        (HEAD + '[[questions]]\nid = "a"\nkind = "text"\ntext = "A?"', 'sort = "attitudes" needs a statement'),
        (HEAD.replace("attitudes", "evaluation") + SCALE + STATEMENT, 'Only a questionnaire with sort = "attitudes"'),
        (HEAD + '[scale]\npoints = ["a", "b"]\nnone = "n"\n' + STATEMENT, "field 'points': Must be 5 labels"),
        (HEAD + '[scale]\npoints = ["a", "b", "c", "d", "a"]\nnone = "n"\n' + STATEMENT, "no two of them alike"),
        (HEAD + SCALE + STATEMENT + 'waves = ["noon"]', "field 'waves': Must be a list of: before, after."),
        (HEAD + SCALE + STATEMENT + '[[questions]]\nid = "b"\nkind = "several"\ntext = "B"', "field 'choices'"),
        (HEAD + "[[questions]\n", "look at line 5, column"),
    ],
)
def test_a_wrong_file_says_where_and_nothing_of_it_is_taken(text, where):
    with pytest.raises(SurveyError) as error:
        parse(text, "mine.toml")
    assert where in str(error.value)


def test_a_statement_has_five_names_and_a_way_out_on_the_phone():
    run = folded(day([]))[1].run("before")
    asked = page.view(run, Sender(token="t"), NOBODY)["steps"][0][0]
    assert asked["choices"] == [
        ("1", "Strongly disagree"),
        ("2", "Disagree"),
        ("3", "Neither"),
        ("4", "Agree"),
        ("5", "Strongly agree"),
        ("na", "Don't know, or it does not apply to me"),
    ]


# ---------------------------------------------------------------------- several choices


@pytest.mark.parametrize(
    ("value", "fits"),
    [(["x"], 1), (["x", "z"], 1), (["z", "x"], 0), (["x", "x"], 0), ([], 0), (["q"], 0), ("x", 0)],
)
def test_several_choices_are_kept_in_the_order_of_the_question(value, fits):
    assert SEVERAL.accepts(value) is bool(fits)


def test_a_phone_sends_several_choices_by_box_or_as_a_list():
    assert page.answer(SEVERAL, {"why.z": "1", "why.x": "1"}) == ["x", "z"]
    assert page.answer(SEVERAL, {"why": ["z", "x"]}) == ["x", "z"]
    assert page.answer(SEVERAL, {}) is None
    with pytest.raises(Refused, match="'q' is not one of the answers"):
        page.answer(SEVERAL, {"why": ["q"]})


def test_paper_takes_several_signs():
    assert keyed.parse(SEVERAL, "3 1", NOBODY) == keyed.parse(SEVERAL, "1,3", NOBODY) == ["x", "z"]
    with pytest.raises(Refused, match="'9' is not an answer"):
        keyed.parse(SEVERAL, "9", NOBODY)


def test_who_chose_several_is_one_person_of_the_n():
    forms = [Form(f"k{n}", n, f"t{n}", "1", {"why": value}) for n, value in enumerate((["x", "y"], ["x"], ["z"]))]
    counted = figures.count(SEVERAL, forms)
    assert (counted.numbers, counted.n, counted.skipped) == ([2, 1, 1], 3, 0)


# ---------------------------------------------------------------------- the method


@pytest.mark.parametrize(("form", "stages"), [("first", ["before"]), ("second", ["after"])])
def test_the_two_times_may_be_months_apart(form, stages):
    drafts = acts.create({"title": "T"}, [library.find(f"attitude-survey:{form}")], workshop=W)
    workshop = folded(drafts)[1]
    assert [run.id for run in workshop.stages] == stages
    assert workshop.run(stages[0]).state.wave_of(stages[0]) == stages[0]


def test_a_questionnaire_with_two_ids_alike_is_named_by_line_and_column() -> None:
    text = (paths.resources() / "surveys" / "attitudes-S1.toml").read_text(encoding="utf-8")
    lines = text.replace('id = "A3"', '  id = "A1"').split("\n")
    at = 1 + next(n for n, line in enumerate(lines) if line.startswith("  id"))
    with pytest.raises(SurveyError) as caught:
        parse("\n".join(lines), "own.toml")
    (problem,) = caught.value.problems
    wanted = f"own.toml, line {at}, column 3, question 'A1', field 'id': Is used by an earlier question."
    assert str(problem) == wanted
    assert problem.at == (at, 3)


def reworded(text: str, version: str = "S1") -> Draft:
    """The first statement in other words, in the options of its stage."""
    survey = dict(method().stages[0].options["survey"])
    questions = [dict(each) for each in survey["questions"]]
    questions[1]["text"] = text or questions[1]["text"]
    options = {**method().stages[0].options, "survey": {**survey, "version": version, "questions": questions}}
    return Draft("stage_edited", {"options": options}, W, "before")


def version_after(*drafts: Draft) -> str:
    return folded([*day([]), *drafts])[1].run("before").state.instrument.version


def test_a_changed_word_in_the_options_of_a_stage_is_a_new_version_and_the_old_words_are_the_old_one() -> None:
    assert version_after() == "S1"
    other = version_after(reworded("Small groups have no route in"))
    assert other.startswith("S1~")
    assert version_after(reworded("Small groups have a route in")) not in ("S1", other)
    assert version_after(reworded("Small groups have no route in"), reworded("")) == "S1"
    assert version_after(reworded("Small groups have no route in"), reworded("", other)) == "S1"
    assert version_after(reworded("Small groups have no route in", "S2")) == "S2"
    assert version_after(reworded("Another", "S2"), reworded("A third", "S2")).startswith("S2~")


def test_answers_to_the_words_before_are_not_counted_with_those_after() -> None:
    drafts = [*day([({"A1": 2}, {"A1": 3})] * 6), reworded("Small groups have no route in")]
    state = folded(drafts)[1].run("before").state
    assert state.counted("before") == [] and len(state.forms) == 12


def test_a_method_with_a_questionnaire_in_other_words_than_the_file_has_a_version_of_its_own() -> None:
    made = method()
    survey = dict(made.stages[0].options["survey"])
    survey["questions"] = [dict(each) for each in survey["questions"]]
    survey["questions"][1]["text"] = "Small groups have no route in"
    stages = tuple(replace(s, options={**s.options, "survey": survey}) for s in made.stages)
    versions = {s.options["survey"]["version"] for s in fill(replace(made, stages=stages), "own.toml").stages}
    assert len(versions) == 1 and versions.pop().startswith("S1~")
    assert fill(made, "own.toml") == made
