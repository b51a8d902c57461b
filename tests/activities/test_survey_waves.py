"""Two waves: who is paired with whom, what is counted of it, and groups that nobody changes once it has begun."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from survey_day import W, folded
from waves_day import CLOSED, REPORTING, day, form, opened

from facilitator.activities.survey import moves, rules
from facilitator.activities.survey.bodies import Reporting
from facilitator.activities.survey.form import Form
from facilitator.activities.survey.pairing import (
    CARD,
    OWN,
    SIGNS,
    Pairs,
    code_of,
    own_code,
    pair,
    read_code,
    shown_code,
)
from facilitator.activities.survey.rules import State
from facilitator.model import acts
from facilitator.model.entry import Draft


def state_of(drafts) -> State:
    return folded(list(drafts))[1].run("after").state


def one(token: str, code: str = "", number: int = 0) -> Form:
    return Form(f"k{token}", 1, token, "S1", {}, number=number, code=code)


# ---------------------------------------------------------------------- what moved


@pytest.mark.parametrize(
    ("item", "ways", "before", "after"),
    [
        ("A1", (10, 11, 1), (3, 7, 6, 5, 1), (1, 4, 6, 10, 1)),
        ("A2", (6, 15, 1), (0, 5, 8, 7, 2), (0, 4, 14, 3, 1)),
        ("A3", (7, 14, 1), (2, 5, 9, 5, 1), (1, 4, 7, 10, 0)),
    ],
)
def test_the_sample_days_figures_come_out(item, ways, before, after):
    state = state_of(day())
    pairs = moves.of_day(state).found
    assert (len(state.counted("before")), len(state.counted("after")), len(pairs.pairs)) == (24, 23, 22)
    assert (pairs.before_only, pairs.after_only, pairs.ambiguous) == (2, 1, 0)
    move = moves.movement(state.instrument.question(item), pairs.pairs)
    assert ((move.toward, move.same, move.away), move.before, move.after) == (ways, before, after)


def test_who_does_not_know_is_no_three_and_in_no_pair_of_that_statement():
    state = state_of(day([({"A1": "na", "A3": 3}, {"A1": 5, "A3": 3}), ({"A1": 3}, {"A1": 4})]))
    pairs = moves.of_day(state).pairs
    move = moves.movement(state.instrument.question("A1"), pairs)
    assert (move.n, move.before, move.after) == (1, (0, 0, 1, 0, 0), (0, 0, 0, 1, 0))
    assert moves.unsure(state.instrument.question("A1"), state.counted("before")) == 1


# ---------------------------------------------------------------------- pairing


def test_a_phone_may_answer_once_a_wave_and_change_it():
    state = state_of([*day([({"A1": 1}, {"A1": 2})]), form("after", "token0", {"A1": 5})])
    ((before, after),) = moves.of_day(state).pairs
    assert (before.answers["A1"], after.answers["A1"]) == (1, 5)


def test_a_card_brings_the_first_form_to_another_phone():
    drafts = [opened("before"), form("before", "lost", {"A1": 2}), opened("after")]
    drafts += [form("after", "borrowed", {"A1": 4}, code=code_of("lost")), CLOSED]
    state = state_of([*day([]), *drafts])
    assert len(moves.of_day(state).pairs) == 1


def test_a_code_that_two_forms_of_a_wave_have_pairs_neither_and_is_counted():
    code = code_of("a")
    found = pair([one("a"), one("b")], [one("a"), one("x", code), one("b")])
    assert [(before.token, after.token) for before, after in found.pairs] == [("b", "b")]
    assert (found.before_only, found.after_only, found.ambiguous) == (1, 2, 2)


def test_a_sheet_of_paper_pairs_only_by_the_code_on_its_strip():
    assert pair([one("paper-5", number=5)], [one("paper-5", number=5)]).pairs == ()
    code = code_of("4821, stage 1 5")
    assert len(pair([one("paper-5", code, 5)], [one("paper-9", code, 9)]).pairs) == 1


def test_a_code_of_ones_own_may_differ_in_one_part():
    found = pair([one("a", "M-7-P-2"), one("b", "K-30-L-0")], [one("x", "M-7-P-3"), one("y", "K-30-L-0")], OWN)
    assert sorted((before.token, after.token) for before, after in found.pairs) == [("a", "x"), ("b", "y")]
    assert pair([one("a", "M-7-P-2")], [one("x", "M-8-P-3")], OWN).pairs == ()


def test_a_code_of_ones_own_with_two_likely_partners_pairs_with_neither():
    found = pair([one("a", "M-7-P-2")], [one("x", "M-7-P-3"), one("y", "M-7-Q-2")], OWN)
    assert (found.pairs, found.ambiguous) == ((), 3)
    twins = pair([one("a", "M-7-P-2"), one("b", "M-7-P-2")], [one("x", "M-7-P-2")], OWN)
    assert (twins.pairs, twins.ambiguous) == ((), 2)


def test_without_a_code_of_ones_own_nothing_is_paired_by_the_phone():
    assert pair([one("a")], [one("a")], OWN).pairs == ()


CODES = st.lists(st.sampled_from(["M-7-P-2", "M-7-P-3", "M-7-Q-3", "K-1-P-2", ""]), max_size=5)


@given(CODES, CODES, st.sampled_from([CARD, OWN]))
def test_nobody_is_in_two_pairs_and_everybody_is_counted(first, second, way):
    before = [one(f"b{n}", code) for n, code in enumerate(first)]
    after = [one(f"a{n}", code) for n, code in enumerate(second)]
    found: Pairs[Form] = pair(before, after, way)
    for wave in (0, 1):
        keys = [both[wave].key for both in found.pairs]
        assert len(set(keys)) == len(keys)
    assert len(found.pairs) + found.before_only == len(before)
    assert len(found.pairs) + found.after_only == len(after)
    assert found.ambiguous <= found.before_only + found.after_only
    shuffled = [*after]
    Random(3).shuffle(shuffled)
    again = pair(before, shuffled, way)
    told = {(one.key, other.key) for one, other in found.pairs}
    assert {(one.key, other.key) for one, other in again.pairs} == told


def test_a_card_code_is_read_however_it_is_typed():
    code = code_of("any token")
    assert len(code) == 6 and set(code) <= set(SIGNS) and not set("01OIL") & set(SIGNS)
    assert read_code(shown_code(code)) == read_code(f" {code.lower()[:3]} {code[3:]}") == code
    assert read_code("K7M-2Q0") == read_code("K7M") == read_code("") == ""


def test_a_code_of_ones_own_is_read_however_it_is_typed():
    assert own_code([" m", "07", "p.", "0"]) == own_code(["M", "7", "P", "0"]) == "M-7-P-0"
    assert own_code(["m", "7", "", "0"]) == own_code(["m", "7", "p"]) == ""


# ---------------------------------------------------------------------- groups that stay


def groups_asked(*groups) -> Draft:
    return Reporting(groups=groups).draft(W, "before")


def test_reporting_groups_are_settled_before_the_first_wave_and_never_after():
    state = state_of([*day([])[:2], groups_asked(*REPORTING)])
    assert [(each.label, each.of) for each in state.reporting] == [
        ("community", ("VCS", "PAR")),
        ("statutory", ("CCM", "LA")),
    ]
    assert rules.check(state, groups_asked()) is None
    begun = state_of([*day([])[:2], groups_asked(*REPORTING), opened("before"), groups_asked()])
    assert rules.check(begun, groups_asked()) == rules.FROZEN
    assert len(begun.reporting) == 2, "a stored change that comes too late changes nothing"


def test_a_form_of_somebody_who_leaves_early_settles_the_groups_too():
    state = state_of([*day([])[:2], form("after", "early", {"A1": 3})])
    assert rules.check(state, groups_asked(*REPORTING)) == rules.FROZEN


def test_the_form_of_the_chart_may_be_chosen_at_any_time():
    state = state_of([*day(), Reporting(plain=True).draft(W, "after")])
    assert state.plain


def test_undo_passes_the_groups_by_and_takes_back_what_the_desk_did_before():
    drafts = [*day([])[:2], groups_asked(*REPORTING), opened("before"), form("before", "t", {"A1": 3})]
    workshop = folded(drafts)[1]
    asked = acts.undo(workshop)
    assert asked is None or asked.body["target"] != drafts[2].key
