"""The phone's side of a vote: one's own ballot, what is left, and never a total before it is revealed."""

from __future__ import annotations

from typing import Any

import pytest
from vote_day import GROUPS, ITEMS, TITLES, a_vote, cast

from facilitator.activities.contract import Refused, Sender
from facilitator.activities.vote import page, rules
from facilitator.model.entry import Draft, public
from facilitator.model.item import Item
from facilitator.model.run import StageRun
from upstream import posted

ME = Sender(token="me", group="A")
NAMES = [public(item.id) for item in ITEMS]


def send(run: StageRun, form: dict[str, Any]) -> dict[str, int]:
    """What a form becomes, once it is taken."""
    kind, body = posted(page, run, form, ME)
    assert kind == "vote"
    sentence = rules.check(run.state, Draft(kind, {**body, "group": ME.group}, "w", run.id))
    if sentence:
        raise Refused(sentence)
    cast(run, "me", **{f"k{key[3:]}": n for key, n in body["choices"].items()})
    return dict(run.state.ballots.get("me", {}))


def test_dots_are_given_and_taken_back_one_item_at_a_time() -> None:
    run = a_vote()
    assert send(run, {"target": NAMES[0], "choice": "2"}) == {"key0": 2}
    assert send(run, {"target": NAMES[2], "choice": "1"}) == {"key0": 2, "key2": 1}
    shown = page.view(run, ME, GROUPS)
    assert (shown["left"], [c["mine"] for c in shown["choices"]]) == (0, [2, 0, 1, 0])
    assert send(run, {"target": NAMES[0], "choice": "0"}) == {"key2": 1}


def test_the_same_press_sent_twice_is_the_same_ballot() -> None:
    run = a_vote()
    form = {"target": NAMES[0], "choice": "1"}
    send(run, form)
    before = posted(page, run, form, ME)
    send(run, form)
    assert posted(page, run, form, ME) == before
    assert run.state.ballots["me"] == {"key0": 1}


@pytest.mark.parametrize(
    ("form", "hint"),
    [
        ({"target": NAMES[0], "choice": "3"}, "At most 2"),
        ({"target": NAMES[0], "choice": "-1"}, "how many"),
        ({"target": NAMES[0], "choice": True}, "how many"),
        ({"target": "nobody", "choice": "1"}, "no longer there"),
        ({"target": "key0", "choice": "1"}, "no longer there"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(form: dict[str, Any], hint: str) -> None:
    with pytest.raises(Refused, match=hint):
        send(a_vote(), form)


def test_choices_in_order_all_at_once() -> None:
    run = a_vote("rank")
    assert send(run, {"p1": NAMES[1], "p2": NAMES[3], "p3": ""}) == {"key1": 1, "key3": 2}
    shown = page.view(run, ME, GROUPS)
    assert shown["mine"] == {"p1": NAMES[1], "p2": NAMES[3]}
    assert shown["places"] == ["First choice", "Second choice", "Third choice"]
    with pytest.raises(Refused, match="one thing twice"):
        send(run, {"p1": NAMES[1], "p2": NAMES[1]})
    with pytest.raises(Refused, match="first, then a second"):
        send(run, {"p2": NAMES[1]})
    assert send(run, {"p1": "", "p2": "", "p3": ""}) == {}


def test_totals_are_not_on_phones_before_they_are_revealed() -> None:
    run = a_vote()
    for token in "abc":
        cast(run, token, k1=2)
    shown = page.view(run, ME, GROUPS)
    assert (shown["results"], shown["voters"]) == ((), 0)
    run.revealed = True
    shown = page.view(run, ME, GROUPS)
    assert shown["results"][0] == {"text": TITLES[1], "points": 6, "rank": "1"}
    assert shown["results"][1]["rank"] == "2="
    with pytest.raises(Refused, match="over"):
        posted(page, run, {"target": NAMES[0], "choice": "1"}, ME)


def test_one_cannot_vote_for_what_ones_own_group_brought() -> None:
    run = a_vote(own=False)
    assert [c["barred"] for c in page.view(run, ME, GROUPS)["choices"]] == [True, False, True, False]
    with pytest.raises(Refused, match="other groups"):
        send(run, {"target": NAMES[0], "choice": "1"})


def test_dots_on_something_withdrawn_come_back_to_their_giver() -> None:
    items = list(ITEMS)
    run = a_vote(items=items)
    cast(run, "me", k0=2, k1=1)
    items[0] = Item("key0", TITLES[0], "ideas", withdrawn=True)
    assert page.view(run, ME, GROUPS)["left"] == 2
    assert send(run, {"target": NAMES[2], "choice": "2"}) == {"key1": 1, "key2": 2}


def test_a_place_left_by_something_withdrawn_is_closed_up() -> None:
    items = list(ITEMS)
    run = a_vote("rank", items)
    cast(run, "me", k0=1, k1=2)
    items[0] = Item("key0", TITLES[0], "ideas", withdrawn=True)
    assert page.view(run, ME, GROUPS)["mine"] == {"p1": NAMES[1]}


def test_no_key_of_anybody_else_is_told() -> None:
    assert not any(f"'{item.id}'" in str(page.view(a_vote(), ME, GROUPS)) for item in ITEMS)
