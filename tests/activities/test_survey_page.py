"""The phone's page of a questionnaire: what it offers, what it takes, and what it refuses in a sentence."""

from __future__ import annotations

import pytest
from survey_day import day, folded

from facilitator.activities import contract
from facilitator.activities.contract import Refused, Sender
from facilitator.activities.survey import page
from upstream import posted

ME = Sender(token="token3", group="PAR", table="2")
NEW = Sender(token="new")


@pytest.fixture
def run():
    return folded(day())[1].run("evaluation")


@pytest.fixture
def groups():
    return folded(day())[1].groups


def test_one_question_a_step_and_only_ones_own_answers(run, groups):
    seen = page.view(run, NEW, groups)
    assert [len(step) for step in seen["steps"]] == [1, 1, 1, 4, 1, 2, 2, 3, 2]
    assert (seen["sent"], seen["mine"]) == (False, {})
    mine = page.view(run, ME, groups)
    assert (mine["sent"], mine["mine"]["worst"]) == (True, "not enough time to read the wall")


def test_a_scale_names_its_ends_and_has_a_way_out(run, groups):
    choices = page.view(run, NEW, groups)["steps"][0][0]["choices"]
    assert choices[0] == ("1", "1 poor")
    assert choices[-2:] == [("5", "5 excellent"), ("na", "Does not apply to me")]


def test_without_groups_nobody_is_asked_for_one(run, groups):
    steps = page.view(run, NEW, type(groups)())["steps"]
    assert all(q["kind"] != "group" for step in steps for q in step)


def test_a_form_is_read_and_nothing_is_kept_of_who_sent_it(run):
    sent = {
        "overall": "4",
        "venue": "na",
        "best": " Talking\r\nover tea ",
        "by_when": "2027-03-31",
        "partner_group": "PAR",
    }
    said = page.read(run, {**sent, "version": "E1", "assisted": "1", "pace": ""}, ME)
    person, said = contract.kept(run, ME, said)
    kind, body = said.kind, said.pack()
    wanted = {"overall": 4, "venue": "na", "best": "Talking\nover tea", "by_when": "2027-03-31", "partner_group": "PAR"}
    assert (kind, person) == ("answers", "")
    assert body == {"version": "E1", "token": "token3", "answers": wanted, "assisted": True, "source": "phone"}


def test_numbers_may_come_as_numbers(run):
    assert posted(page, run, {"overall": 5}, NEW)[1]["answers"] == {"overall": 5}


def test_an_old_page_is_told_of_the_change(run):
    _, body = posted(page, run, {"overall": "5", "version": "E0"}, NEW)
    assert body["version"] == "E0"


def test_a_form_may_be_taken_back(run):
    assert posted(page, run, {"take_back": "1", "overall": "3"}, ME)[1]["answers"] == {}


def test_a_wave_is_stored_with_its_answers(run):
    run.stage.options["wave"] = "before"
    assert posted(page, run, {"overall": "3"}, NEW)[1]["wave"] == "before"


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({}, 400, "Answer at least one"),
        ({"overall": "6"}, 400, "'6' is not one of the answers"),
        ({"overall": "\u0664"}, 400, "is not one of the answers"),
        ({"pace": "slow"}, 400, "How was the pace?"),
        ({"by_when": "soon"}, 400, "By when?"),
        ({"overall": ["4"]}, 400, "must be text"),
        ({"best": "x" * 301}, 413, "301 characters"),
        ({"most_useful": "m9"}, 400, "most useful"),
    ],
)
def test_what_is_refused(run, sent, status, words):
    with pytest.raises(Refused) as error:
        posted(page, run, sent, NEW)
    assert error.value.status == status
    assert words in error.value.sentence
