"""The facts of a programme: who pays, from when to when, what it is for, who takes part, and its challenges, each with
what is settled, open and not yet known.

A `programme` entry brings any of the facts anew; a `challenge` entry any of the words of one challenge.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from facilitator.model.deciding import Act, Acts, Asked
from facilitator.model.entry import Draft, Entry
from facilitator.model.people import Groups
from facilitator.model.programme import Programme
from facilitator.model.say import say
from facilitator.model.suppression import LEAST, MOST
from facilitator.programme.facts.bodies import ChallengeRemoved, ChallengeTold, FactsTold
from facilitator.programme.wording import words_too_long, wrong_days

MOST_CHALLENGES = 12
WRONG_WAY = say("A programme cannot end before it starts. Change one of the two dates.")


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


def groups(programme: Programme) -> Groups:
    """The partner groups of a programme, as it names them itself."""
    state: State = programme.aspects["facts"]
    return state.groups


def start() -> State:
    """The state before the first entry."""
    return State()


def check(state: State, draft: Draft) -> str | None:
    """Why a fact cannot be kept so; None when it can."""
    return _ACTS.refuse(state, draft)


def _wrong_facts(state: State, asked: Asked, said: FactsTold) -> str | None:
    first = state.starts if said.starts is None else said.starts
    last = state.ends if said.ends is None else said.ends
    if wrong := words_too_long(said) or wrong_days(said.starts, said.ends):
        return wrong
    if said.least is not None and not LEAST <= said.least <= MOST:
        return say("Choose a number from {least} to {most}.", least=LEAST, most=MOST)
    return WRONG_WAY if first and last and last < first else None


def _wrong_challenge(state: State, asked: Asked, said: ChallengeTold) -> str | None:
    if said.id not in state.challenges and len(state.challenges) >= MOST_CHALLENGES:
        return say(
            "A programme has {n} challenge at most. Take it away first.",
            "A programme has {n} challenges at most. Take one away first.",
            n=MOST_CHALLENGES,
        )
    return words_too_long(said) or wrong_days(said.said)


def fold(state: State, entry: Entry) -> None:
    """Apply one entry in place. What an erased or an odd body does not say stays as it was."""
    _ACTS.fold(state, entry)


def _facts(state: State, entry: Entry, said: FactsTold) -> None:
    state.sponsor = state.sponsor if said.sponsor is None else said.sponsor
    state.starts = state.starts if said.starts is None else said.starts
    state.ends = state.ends if said.ends is None else said.ends
    if said.objectives is not None:
        state.objectives = tuple(words for words in said.objectives if words.strip())
    if said.groups is not None:
        state.groups = Groups.from_body(said.groups)
    if said.task_group is not None:
        members = ((str(each.get("name", "")), str(each.get("group", ""))) for each in said.task_group)
        state.task_group = tuple(Member(name, group) for name, group in members if name)


def _challenge(state: State, entry: Entry, said: ChallengeTold) -> None:
    if said.id:
        now = {"text": said.text, "settled": said.settled, "open": said.open, "unknown": said.unknown}
        told = {name: words for name, words in (now | {"said": said.said}).items() if words is not None}
        state.challenges[said.id] = replace(state.challenges.get(said.id, Challenge(said.id)), **told)


def _removed(state: State, entry: Entry, said: ChallengeRemoved) -> None:
    state.challenges.pop(said.id, None)


_ACTS: Acts[State] = Acts(
    Act(FactsTold, _facts, _wrong_facts, binding=False),
    Act(ChallengeTold, _challenge, _wrong_challenge, binding=False),
    Act(ChallengeRemoved, _removed),
)
KINDS = frozenset(_ACTS.by_kind)
"""The kinds of entry that it folds."""
