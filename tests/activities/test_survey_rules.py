"""The last form of a person counts, versions stay apart, and small groups are never told apart."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from survey_day import MOST_USEFUL, PACE, PARTS, RATED, W, day, folded, part

from facilitator.activities import library
from facilitator.activities.contract import Refused
from facilitator.activities.survey import figures, keyed, rules
from facilitator.activities.survey.instrument import Instrument, of_stage
from facilitator.activities.survey.instrument_file import SurveyError, fill, find, parse
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.model.method import Stage
from facilitator.model.method_file import MethodError
from facilitator.model.people import Groups
from facilitator.model.suppression import decide

E1 = find("evaluation-E1")
STAGE = Stage("evaluation", "Evaluation", "survey", anonymity="nothing", options={"survey": E1.to_dict()})
GROUPS = Groups.from_body([{"id": "a", "label": "Residents"}, {"id": "b", "label": "Council"}])


def form(seq, token, version="E1", **answers):
    body = {"version": version, "answers": answers, "token": token, "source": "phone"}
    return Entry(seq, f"k{seq}", "w", "evaluation", 1, "", "answers", body)


def with_forms(*entries, stage=STAGE):
    state = rules.start(stage)
    for entry in entries:
        rules.fold(state, entry)
    return state


def one(state, name):
    return figures.count(state.instrument.question(name), state.counted())


def test_the_last_form_of_a_token_counts():
    state = with_forms(form(1, "t1", overall=1, pace="right"), form(2, "t1", overall=5), form(3, "t2", overall=4))
    assert one(state, "overall").numbers == [0, 0, 0, 1, 1]
    assert one(state, "pace").n == 0
    assert state.mine("t1").answers == {"overall": 5}


def test_a_form_without_answers_takes_the_earlier_one_back():
    state = with_forms(form(1, "t1", overall=1), form(2, "t1"))
    assert state.counted() == []
    assert rules.fold(state, form(3, "t9")) == set()


def test_does_not_apply_and_skipped_are_no_numbers():
    state = with_forms(form(1, "a", venue="na"), form(2, "b", venue=5), form(3, "c", overall=3))
    venue = one(state, "venue")
    assert (venue.n, venue.none, venue.skipped, venue.high) == (1, 1, 1, 1)


@pytest.mark.parametrize("value", [0, 6, True, "5", None, "na ", 3.0, ["1"]])
def test_an_answer_that_the_scale_has_not_is_left_out(value):
    state = with_forms(form(1, "t1", overall=value, heard=2))
    assert state.mine("t1").answers == {"heard": 2}


def test_forms_of_another_version_are_kept_apart():
    state = with_forms(form(1, "t1", overall=5), form(2, "t2", version="E0", overall=1, old="x"))
    assert [f.token for f in state.counted()] == ["t1"]
    assert figures.response(state).other_versions == 1
    draft = Draft("answers", {"version": "E0", "answers": {"overall": 1}}, "w", "evaluation")
    assert rules.check(state, draft) == rules.CHANGED


def test_people_present_may_be_corrected_and_forgotten():
    state = with_forms(form(1, "t1", overall=5))
    told = Entry(2, "p", "w", "evaluation", 2, "", rules.PRESENT, {"present": 3})
    rules.fold(state, told)
    assert figures.response(state, took_part=9).figure == "1 of 3"
    rules.fold(state, Entry(3, "q", "w", "evaluation", 3, "", rules.PRESENT, {"present": None}))
    assert figures.response(state, took_part=9).figure == "1 of 9"
    assert figures.response(state).sentence() == "1 form; how many people were present was not counted."


def test_the_same_paper_number_takes_the_place_of_the_form():
    body = {"version": "E1", "token": rules.paper_token(7), "form": 7, "source": "paper", "assisted": True}
    state = with_forms(
        Entry(1, "a", "w", "evaluation", 1, "", "answers", {**body, "answers": {"overall": 2}}),
        Entry(2, "b", "w", "evaluation", 2, "", "answers", {**body, "answers": {"overall": 4}}),
    )
    assert [f.answers["overall"] for f in state.counted()] == [4]
    assert (state.next_number(), state.paper(7).assisted) == (8, True)
    assert (figures.response(state).by_paper, figures.response(state).assisted) == (1, 1)


def test_only_intentions_of_those_who_agreed_go_on():
    state = with_forms(
        form(1, "a", do_differently="Ring next door", quote="yes"),
        form(2, "b", do_differently="A secret", quote="no"),
        form(3, "c", do_differently="Said nothing of it"),
    )
    assert [item.text for item in rules.items(state)] == ["Ring next door"]


def test_the_sample_days_counts():
    _, workshop = folded(day())
    state = workshop.run("evaluation").state
    assert {name: one(state, name).numbers for name in RATED} == RATED
    assert {value: n for value, _label, n in one(state, "pace").answers} == PACE
    assert {value: n for value, _label, n in one(state, "most_useful").answers} == MOST_USEFUL
    assert [label for _v, label, _n in one(state, "most_useful").answers] == list(PARTS)
    said = figures.response(state, workshop.people.present())
    assert said.sentence() == "23 forms from 23 people present when they were given out (100 %)."


def test_parts_of_the_day_follow_methods_that_are_added_later():
    drafts = acts.create({}, [library.find("evaluation"), part("a1", "Rotation")], workshop=W)
    _, workshop = folded(drafts)
    assert workshop.run("evaluation").state.instrument.question("most_useful") is None, "one part is no choice"
    _, workshop = folded([*drafts, acts.add_method(W, part("a2", "Force field"), "m3")])
    asked = workshop.run("evaluation").state.instrument.question("most_useful")
    assert [c.label for c in asked.choices] == ["Rotation", "Force field"]


def test_a_day_of_one_method_asks_about_its_stages():
    methods = [library.find("focused-conversation"), library.find("evaluation")]
    _, workshop = folded(acts.create({}, methods, workshop=W))
    asked = workshop.run("evaluation").state.instrument.question("least_useful")
    assert [c.label for c in asked.choices][:2] == ["Open", "Objective"]


def test_early_leavers_may_send_before_it_opens():
    _, workshop = folded(acts.create({}, [library.find("evaluation")], workshop=W))
    run = workshop.run("evaluation")
    assert run.takes_entries(0)
    assert not run.__class__(Stage("x", "X", "survey"), "", run.clock, run.rules, run.state).takes_entries(0)


def test_recommending_is_off_and_never_a_score_of_few():
    assert of_stage(STAGE).question("recommend") is None
    stage = Stage("e", "E", "survey", options={"survey": E1.to_dict(), "on": ["recommend"]})
    state = with_forms(*(form(n, f"t{n}", recommend=n % 11) for n in range(1, 26)), stage=stage)
    said = figures.recommendation(one(state, "recommend"))
    assert said == "0 to 6: 17; 7 or 8: 4; 9 or 10: 4 (n=25)."
    state = with_forms(*(form(n, f"t{n}", recommend=10) for n in range(1, 101)), stage=stage)
    assert figures.recommendation(one(state, "recommend")).endswith("(n=100). Score +100.")


# ---------------------------------------------------------------------- suppression


def test_groups_are_judged_by_who_answered_each_question():
    entries = [form(n, f"a{n}", overall=n % 5 + 1, partner_group="a", venue=n % 5 + 1) for n in range(1, 7)]
    entries += [form(n, f"b{n}", overall=n % 5 + 1, partner_group="b") for n in range(10, 16)]
    entries += [form(20, "b20", venue=1, partner_group="b")]
    state = with_forms(*entries)
    decision = decide(figures.published(state, "here"))
    told = figures.telling_groups(state, state.instrument.question("overall"), decision, "here")
    assert [group.id for group in told] == ["a", "b"]
    assert figures.telling_groups(state, state.instrument.question("venue"), decision, "here") == []


def test_a_small_group_of_one_mind_is_not_shown():
    entries = [form(n, f"a{n}", overall=5, partner_group="a") for n in range(1, 7)]
    entries += [form(n, f"b{n}", overall=n % 5 + 1, partner_group="b") for n in range(10, 16)]
    state = with_forms(*entries)
    decision = decide(figures.published(state, "here"))
    assert figures.by_group(state, state.instrument.question("overall"), decision, "here") == []
    assert [group.id for group in figures.telling_forms(state, decision, "here")] == ["a", "b"]


def test_under_five_forms_nothing_is_counted():
    assert figures.counts(with_forms(*(form(n, f"t{n}", overall=3) for n in range(4)))) == []
    assert figures.counts(with_forms(*(form(n, f"t{n}", overall=3) for n in range(5))))[0].n == 5


# ---------------------------------------------------------------------- the file


def test_the_questionnaire_survives_the_log():
    assert Instrument.from_dict(E1.to_dict()) == E1
    assert Instrument.from_dict({}).questions == ()
    assert len({q.id for q in E1.questions}) == len(E1.questions)


HEAD = 'key = "x"\ntitle = "X"\nversion = "1"\n'


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (HEAD, "field 'questions': A questionnaire needs"),
        (HEAD + '[[questions]]\nid = "a"\nkind = "stars"\ntext = "A?"', "question 'a', field 'kind': Must be one of"),
        (HEAD + '[[questions]]\nid = "a"\nkind = "choice"\ntext = "A?"', "question 'a', field 'choices'"),
        (HEAD + '[[questions]]\nid = "a"\nkind = "text"\ntext = ""', "question 'a', field 'text': Is needed."),
        (HEAD + '[[questions]]\nid = "a"\nkind = "text"\ntext = "A"\nlimits = 3', "field 'limits': Is not a name"),
        (
            HEAD + '[[questions]]\nid = "a"\nkind = "scale"\ntext = "A"\nstep = 0',
            "field 'step': Must be a whole number",
        ),
        (HEAD + '[[questions]]\nid = "a"\ntext = "A"\n[[questions]]\nid = "a"\ntext = "B"', "used by an earlier"),
        (HEAD + "scale = 3\n[[questions]]\nid = 'a'\ntext = 'A'", "field 'scale': Must be a table"),
        ("key = ", "This is not TOML"),
    ],
)
def test_a_wrong_file_says_file_question_and_field(text, where):
    with pytest.raises(SurveyError) as error:
        parse(text, "mine.toml")
    assert str(error.value).startswith("mine.toml")
    assert where in str(error.value)


def test_a_method_that_names_no_questionnaire_says_so():
    method = library.find("evaluation")
    for options, words in (
        ({}, "needs the name"),
        ({"instrument": "nothere"}, "cannot be read"),
        ({"instrument": "../x"}, "not the name"),
    ):
        bare = method.__class__(**{**vars_of(method), "stages": (Stage("e", "E", "survey", options=options),)})
        with pytest.raises(MethodError, match=words):
            fill(bare, "m.toml")


def vars_of(method):
    return {name: getattr(method, name) for name in method.__dataclass_fields__}


# ---------------------------------------------------------------------- paper


@pytest.mark.parametrize(
    ("name", "sign", "value"),
    [
        ("overall", "4", 4), ("overall", "n", "na"), ("overall", "", None), ("pace", "2", "right"),
        ("pace", "Too fast", "too_fast"), ("quote", "y", "yes"), ("quote", "No", "no"),
        ("by_when", "31.3.2027", "2027-03-31"),
        ("by_when", "1/4/2027", "2027-04-01"), ("partner_group", "2", "b"), ("partner_group", "residents", "a"),
        ("partner_group", "The mayor", "The mayor"), ("best", " Talking ", "Talking"),
    ],
)  # fmt: skip
def test_signs_that_are_typed_in_from_paper(name, sign, value):
    assert keyed.parse(of_stage(STAGE).question(name), sign, GROUPS) == value


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("overall", "6"),
        ("overall", "x"),
        ("pace", "9"),
        ("quote", "?"),
        ("by_when", "31.2.2027"),
        ("likely", "n"),
        ("best", "x" * 301),
    ],
)
def test_signs_that_are_no_answer(name, sign):
    with pytest.raises(Refused):
        keyed.parse(of_stage(STAGE).question(name), sign, GROUPS)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 5)), max_size=20))
def test_forms_count_once_a_token_in_any_order(sent):
    state = with_forms(*(form(n, token, overall=value) for n, (token, value) in enumerate(sent, 1)))
    last = dict(sent)
    assert dict(Counter(f.answers["overall"] for f in state.counted())) == dict(Counter(last.values()))
