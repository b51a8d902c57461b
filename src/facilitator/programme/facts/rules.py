"""The facts of a programme: who pays, from when to when, what it is for, who takes part, and its challenges, each with
what is settled, open and not yet known.

A `programme` entry brings any of the facts anew; a `challenge` entry any of the words of one challenge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from facilitator.model.entry import Draft, Entry
from facilitator.model.people import Groups

KINDS = frozenset({"programme", "challenge", "challenge_removed"})
LONGEST = 2000
"""Characters of one fact."""
MOST_CHALLENGES = 12


@dataclass(frozen=True, slots=True)
class Challenge:
    """One question that the programme is about, and how far it is answered, as the sponsor last said it (ISO date)."""

    id: str
    text: str = ""
    settled: str = ""
    open: str = ""
    unknown: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the task group: a name that may be given, and the partner group by its id."""

    name: str
    group: str = ""


@dataclass(slots=True)
class State:
    """The facts as they are now. Dates are ISO 8601 or empty."""

    sponsor: str = ""
    starts: str = ""
    ends: str = ""
    objectives: tuple[str, ...] = ()
    groups: Groups = field(default_factory=Groups)
    task_group: tuple[Member, ...] = ()
    challenges: dict[str, Challenge] = field(default_factory=dict)


_WORDS = ("sponsor", "starts", "ends")
_OF_CHALLENGE = tuple(each.name for each in fields(Challenge) if each.name != "id")


def start() -> State:
    """The state before the first entry."""
    return State()


def check(state: State, draft: Draft) -> str | None:
    """Why a fact cannot be kept so; None when it can."""
    body = draft.body
    if draft.kind == "challenge":
        new = str(body.get("id", "")) not in state.challenges
        if new and len(state.challenges) >= MOST_CHALLENGES:
            return f"A programme has {MOST_CHALLENGES} challenges at most. Take one away first."
    long = next((name for name, words in body.items() if isinstance(words, str) and len(words) > LONGEST), "")
    if long:
        return f"This is too long: {LONGEST} characters fit."
    days = {name: body[name] for name in ("starts", "ends", "said") if body.get(name)}
    for day in days.values():
        try:
            date.fromisoformat(str(day))
        except ValueError:
            return f"'{str(day)[:20]}' is no date such as 2011-04-01."
    first, last = (str(body.get(name, getattr(state, name))) for name in ("starts", "ends"))
    if draft.kind == "programme" and first and last and last < first:
        return "A programme cannot end before it begins. Change one of the two dates."
    return None


def fold(state: State, entry: Entry) -> None:
    """Apply one entry in place. What an erased or an odd body does not say stays as it was."""
    body = entry.body
    if entry.kind == "programme":
        _facts(state, body)
    elif entry.kind == "challenge":
        key = str(body.get("id", ""))
        if key:
            told = {name: str(body[name]) for name in _OF_CHALLENGE if isinstance(body.get(name), str)}
            state.challenges[key] = replace(state.challenges.get(key, Challenge(key)), **told)
    elif entry.kind == "challenge_removed":
        state.challenges.pop(str(body.get("id", "")), None)


def _facts(state: State, body: Mapping[str, Any]) -> None:
    for name in _WORDS:
        if isinstance(body.get(name), str):
            setattr(state, name, body[name])
    if isinstance(body.get("objectives"), list):
        state.objectives = tuple(str(words) for words in body["objectives"] if str(words).strip())
    if isinstance(body.get("groups"), list):
        state.groups = Groups.from_body(
            group for group in body["groups"] if isinstance(group, dict) and group.get("id")
        )
    if isinstance(body.get("task_group"), list):
        found = [each for each in body["task_group"] if isinstance(each, dict)]
        state.task_group = tuple(Member(str(e.get("name", "")), str(e.get("group", ""))) for e in found)
