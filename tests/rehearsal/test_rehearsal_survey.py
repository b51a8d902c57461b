"""Pretend people fill in forms that a correct phone may send, and the facilitator types in the paper ones."""

from __future__ import annotations

from random import Random

import pytest

from facilitator.activities import library, samples
from facilitator.activities.contract import Sender
from facilitator.activities.playing import Cast, Role
from facilitator.activities.survey import figures, page, rules
from facilitator.activities.survey import play as surveying
from facilitator.activities.survey.bodies import GivenOut
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.programme import contract as programmes
from facilitator.rehearsal import script
from upstream import posted

GROUPS = [{"id": "a", "label": "Residents"}, {"id": "b", "label": "Council"}]


def stage_of(people: int):
    programme = programmes.empty()
    methods = [library.find("focused-conversation"), library.find("evaluation")]
    for n, d in enumerate(acts.create({}, methods, groups=GROUPS, workshop="w"), 1):
        programme.fold(Entry(n, d.key, d.workshop, d.stage, n, d.person, d.kind, d.body))
    roles = [Role(f"P{n}", "ab"[n % 2], phone=n % 7 != 3) for n in range(people)]
    return programme.workshops["w"], programme.workshops["w"].run("evaluation"), Cast(roles, Random(5), {})


@pytest.mark.parametrize("people", [7, 25, 80])
def test_every_form_is_one_that_the_page_takes(people):
    _workshop, run, cast = stage_of(people)
    turns = surveying.people(run, cast)
    assert len({turn.by for turn in turns}) > people / 2
    for turn in turns:
        kind, body = posted(page, run, turn.form, Sender(token=turn.by))
        assert run.rules.check(run.state, Draft(kind, body, "w", run.id)) is None
        assert body["answers"]["overall"] in range(1, 6)


def test_those_without_a_phone_are_typed_in_from_paper():
    _, run, cast = stage_of(25)
    present, *paper = surveying.deeds(run, cast)
    assert present.what["said"] == GivenOut(25)
    without = [role for role in cast.roles if not role.phone]
    assert [act.what["said"].form for act in paper] == list(range(1, len(without) + 1))
    for number, act in enumerate(paper, 1):
        body = act.what["said"].pack()
        run.rules.fold(run.state, Entry(number, f"k{number}", "w", run.id, 0, "", "answers", body))
    assert len(run.state.counted()) == len(without) == sum(form.source == "paper" for form in run.state.counted())


def test_the_sample_days_people_answer_with_the_samples_own_numbers_and_nothing_else():
    sample = samples.find("poole-day")
    programme = programmes.empty()
    methods = [library.find(key) for key in ("focused-conversation", "force-field", "kj", "evaluation")]
    for n, d in enumerate(acts.create({}, methods, groups=GROUPS, workshop="w"), 1):
        programme.fold(Entry(n, d.key, d.workshop, d.stage, n, d.person, d.kind, d.body))
    workshop = programme.workshops["w"]
    run = workshop.run("evaluation")
    cast = Cast(script.people(workshop, sample.play, None), Random(5), {}, given=sample.play["given"])
    present, *paper = surveying.deeds(run, cast)
    assert present.what["said"] == GivenOut(23)
    bodies = [posted(page, run, turn.form, Sender(token=turn.by))[1] for turn in surveying.people(run, cast)]
    bodies += [act.what["said"].pack() for act in paper]
    for number, body in enumerate(bodies, 10):
        run.rules.fold(run.state, Entry(number, f"k{number}", "w", run.id, 0, "", "answers", body))
    counted = {one.question.id: one.numbers for one in figures.counts(run.state)}
    assert counted["overall"] == [0, 1, 3, 11, 8]
    assert counted["purpose_met"] == [0, 1, 4, 12, 6]
    assert counted["heard"] == [0, 2, 4, 9, 8]
    assert (counted["pace"], counted["most_useful"]) == ([1, 17, 5], [6, 7, 8])
    assert len(run.state.counted()) == 23 and len(paper) == 3
    worst = {
        words
        for question in run.state.instrument.with_role("change")
        for _f, words in rules.quotable(run.state, question)
    }
    assert worst == {"not enough time to read the wall", "room echo"}
    assert [item.text for item in rules.items(run.state)] == ["ring the group next door before the next bid"]


@pytest.mark.parametrize("people", [1, 2, 7, 23, 40])
def test_fewer_or_more_people_than_the_samples_own_fill_in_forms_too(people):
    given = samples.find("poole-day").play["given"]
    _workshop, run, _ = stage_of(7)
    roles = [Role(f"X{n}", "a") for n in range(people)]
    turns = surveying.people(run, Cast(roles, Random(5), {}, given=given))
    assert len(turns) == people
    assert all(len(turn.form) > 1 for turn in turns[: min(people, 20)])
