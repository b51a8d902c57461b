"""The phone's side of a private vote: dots in steppers, or choices in order; totals only once they are revealed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.activities import words
from facilitator.activities.contract import Refused, Sender
from facilitator.activities.vote import rules, ties
from facilitator.activities.vote.bodies import Ballot
from facilitator.activities.vote.rules import State
from facilitator.model.entry import public
from facilitator.model.item import Item
from facilitator.model.people import Groups
from facilitator.model.run import RunOf
from facilitator.model.say import say


def view(run: RunOf[State], sender: Sender, groups: Groups) -> dict[str, Any]:
    """What the template is given: the choices, one's own ballot, and what is left of it.

    Numbers of others are among it only once the result is revealed.
    """
    state = run.state
    terms, mine = state.terms(), state.mine(sender.token)
    choices = [_choice(item, mine.get(item.id, 0), terms, sender) for item in state.candidates()]
    return {
        "style": terms.style,
        "budget": terms.budget,
        "cap": terms.cap,
        "left": state.left(sender.token),
        "counts": terms.counts(),
        "own": terms.own,
        "choices": choices,
        "places": [rules.place_words(place) for place in range(1, min(terms.budget, len(choices)) + 1)],
        "mine": {f"p{place}": public(key) for key, place in mine.items()} if terms.style == rules.RANK else {},
        "sent": bool(mine),
        "results": _results(state) if run.revealed else (),
        "rules": state.words(),
        "ties": ties.ties(rules.results(state)) if run.revealed else (),
        "voters": state.voters() if run.revealed else 0,
        "shown": (),
    }


def _choice(item: Item, mine: int, terms: rules.Terms, sender: Sender) -> dict[str, Any]:
    barred = not terms.own and rules.is_own(item, sender.group, sender.table)
    return {"name": public(item.id), "text": item.text, "mine": mine, "barred": barred}


def _results(state: State) -> list[dict[str, Any]]:
    return [{"text": r.item.text, "points": r.points, "rank": r.place} for r in rules.results(state)]


def read(run: RunOf[State], form: Mapping[str, Any], sender: Sender) -> Ballot:
    """A whole ballot: dots with one item's number changed, or every choice in its place. Raises Refused."""
    state = run.state
    if run.revealed:
        raise Refused(say("The result has been shown. The vote is over."), 409)
    choices = _ranked(state, form) if state.terms().style == rules.RANK else _dotted(state, form, sender)
    if not state.terms().own and rules.for_own(state, choices, sender.group, sender.table):
        raise Refused(rules.OWN, 409)
    checked = not state.terms().own and rules.can_check(state, sender.group, sender.table)
    return Ballot(choices, checked, token=sender.token)


def _dotted(state: State, form: Mapping[str, Any], sender: Sender) -> dict[str, int]:
    key = words.target(form, (item.id for item in state.candidates()))
    given = form.get("choice", "")
    number = str(given) if not isinstance(given, bool) else ""
    if not (number.isascii() and number.isdigit() and len(number) < 3):
        raise Refused(say("Say how many dots it should have."))
    ballot = {**state.mine(sender.token), key: int(number)}
    return {each: n for each, n in ballot.items() if n}


def _ranked(state: State, form: Mapping[str, Any]) -> dict[str, int]:
    keys = [item.id for item in state.candidates()]
    ballot: dict[str, int] = {}
    for place in range(1, state.terms().budget + 1):
        if not words.one_line(form, f"p{place}"):
            continue
        key = words.target(form, keys, f"p{place}")
        if key in ballot:
            raise Refused(say("You chose one thing twice. Give each place to another one."))
        ballot[key] = place
    return ballot
