"""The sample day is played with its own numbers: groups, titles, arrows and the ranking."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from facilitator.activities import samples
from facilitator.activities.cluster.bodies import MergeAsked, Related, Titled
from facilitator.activities.playing import Cast
from facilitator.activities.survey.bodies import FilledIn
from facilitator.activities.vote import play_given
from facilitator.model.entry import Entry, public
from facilitator.programme import contract as programmes
from facilitator.rehearsal import people, script

TITLES = [
    "Involve families and groups before decisions harden",
    "Let local partners describe the need together",
    "Build the contract from one shared outcomes frame",
    "Take outreach to streets where need gathers",
    "Give every volunteer a proper way in and on",
    "Make agreements small enough to bid for",
    "Have big charities back the small ones",
]
PLACES = [[6, 5, 3, 4, 2, 3, 2], [4, 5, 4, 3, 3, 3, 3], [4, 3, 4, 4, 4, 3, 3]]


def written() -> tuple[script.Script, Cast]:
    """The script of the sample day."""
    sample = samples.find("poole-day")
    programme = programmes.empty()
    for n, d in enumerate(sample.drafts(workshop="w"), 1):
        programme.fold(Entry(n, d.key, d.workshop, d.stage, n, d.person, d.kind, d.body))
    workshop = programme.workshops["w"]
    roles = script.people(workshop, sample.play, None)
    cast = Cast(roles, Random(3), script.words(), given=sample.play["given"])
    return people.write(workshop, cast, sample.play), cast


def test_the_samples_groups_titles_and_arrows_are_played_and_nothing_is_joined() -> None:
    made, cast = written()
    said = [act.what["said"] for act in made.acts if act.do == "enter"]
    titled = [one for one in said if isinstance(one, Titled)]
    assert [one.title for one in titled] == TITLES
    groups = [one.cluster for one in titled]
    arrows = [(groups.index(one.start), groups.index(one.end), one.arrow) for one in said if isinstance(one, Related)]
    assert arrows == [(0, 1, "leads_to"), (1, 2, "leads_to"), (6, 5, "supports"), (3, 4, "causes")]
    assert not any(isinstance(one, MergeAsked) for one in said)
    home = Counter(turn.form["choice"] for turn in made.turns if turn.stage == "group" and turn.form["choice"] != "new")
    assert sorted(home[public(group)] for group in groups) == [2] * 7
    assert cast.made["group"] == groups


def test_the_sample_day_begins_and_ends_with_its_statements() -> None:
    programme = programmes.empty()
    for n, d in enumerate(samples.find("poole-day").drafts(workshop="w"), 1):
        programme.fold(Entry(n, d.key, d.workshop, d.stage, n, d.person, d.kind, d.body))
    order = [run.id for run in programme.workshops["w"].stages]
    assert (order[0], order[-2:]) == ("before", ["after", "evaluation"])
    assert sum(run.stage.minutes for run in programme.workshops["w"].stages) == 178


def test_the_samples_people_answer_before_and_after_with_the_samples_own_numbers() -> None:
    made, _cast = written()
    given = samples.find("poole-day").play["given"]["attitudes"]
    for stage, place, n in (("before", 0, 24), ("after", 1, 23)):
        turns = {turn.by: turn.form for turn in made.turns if turn.stage == stage and not turn.late}
        sheets = [
            act.what["said"] for act in made.acts if act.stage == stage and isinstance(act.what["said"], FilledIn)
        ]
        assert len(turns) + len(sheets) == n
        for who, form in turns.items():
            assert {name: str(form[name]) for name in given[who]} == {name: v[place] for name, v in given[who].items()}
    codes = [act.what["said"].code for act in made.acts if act.stage in ("before", "after") and act.do == "enter"
             and isinstance(act.what["said"], FilledIn)]  # fmt: skip
    assert sorted(codes) == sorted(2 * list(set(codes))) and all(codes), (
        "the strip of a sheet comes back with the second"
    )


def test_the_samples_ranking_is_played_by_25_people() -> None:
    made, cast = written()
    names = {public(key): key for key in cast.made["group"]}
    ballots = [
        {names[turn.form[f"p{place}"]]: place for place in (1, 2, 3)}
        for turn in made.turns
        if turn.stage == "vote" and not turn.late
    ]
    ballots += [dict(act.what["said"].choices) for act in made.acts if act.stage == "vote" and act.do == "enter"]
    assert len(ballots) == 25
    for place, counts in enumerate(PLACES, 1):
        given = Counter(next(key for key, at in ballot.items() if at == place) for ballot in ballots)
        assert [given[key] for key in cast.made["group"]] == counts


@pytest.mark.parametrize("places", [[], [[1, 1]], [[1, 1, 1], [1, 1, 2]], [[1, 0, 0], [1, 0, 0]]])
def test_numbers_that_do_not_fit_make_no_ballots(places: list[list[int]]) -> None:
    assert play_given.ballots(places, "abc") == []
