"""What grouping refuses, and when: the sentences that people read, and what decides for stored entries too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from facilitator.activities.cluster import bodies
from facilitator.activities.cluster.facts import (
    COMBINE,
    CONTESTED,
    DEPTH,
    GROUP,
    RELATIONS,
    RELATIONS_OF,
    Spot,
    State,
)
from facilitator.model.deciding import Asked
from facilitator.model.packed import Packed
from facilitator.model.say import say

LOCKED = say("Titles come later: first let the groups form, in silence.")
VOTED = say("The groups were voted on and stay as they are. Ask the room whether two of them are the same.")
GONE = say("That is no longer there. Look at the list again.")
SETTLED = say("That question is settled.")

B = TypeVar("B", bound=Packed)


def no_more(state: State, said: Packed, phase: str) -> str | None:
    """Of a move that is only refused when nothing is moved."""
    return None


def moving(wrong: Callable[[State, B, str], str | None] = no_more) -> Callable[[State, Asked, B], str | None]:
    """What is wrong with a move of notes or groups: all that is wrong with moving just now, and with this move."""

    def wrong_now(state: State, asked: Asked, said: B) -> str | None:
        phase = state.phase(asked.stage)
        if phase == COMBINE:
            return VOTED
        if said.by_phone and (phase != GROUP or state.mode not in ("phones", "tables")):
            return say("The notes are not moved from phones just now.")
        return wrong(state, said, phase)

    return wrong_now


def wrong_grouped(state: State, said: bodies.Grouped, phase: str) -> str | None:
    """A group that is not there, or nothing to put into one."""
    known = [*said.groups, *filter(None, [said.cluster])]
    if any(not is_group(state, key) for key in known):
        return GONE
    return None if said.notes or said.groups else say("Choose a note first.")


def wrong_copied(state: State, said: bodies.Copied, phase: str) -> str | None:
    """A note that nobody pulls two ways, or that is a copy itself."""
    spot = state.spots.get(said.note, Spot())
    if said.by_phone and spot.moves <= CONTESTED:
        return say("Only a note that is pulled two ways is copied.")
    return say("This is already a copy.") if said.note in state.copies else None


def wrong_nested(state: State, said: bodies.Nested, phase: str) -> str | None:
    """A group inside itself, or too deep."""
    groups, parent = said.groups, said.parent
    if not groups or any(not is_group(state, key) for key in groups) or (parent and not is_group(state, parent)):
        return GONE
    if said.out:
        return None
    if parent in groups or any(_within(state, parent, key) for key in groups):
        return say("A group cannot go inside itself.")
    outer = {state.groups[key].parent for key in groups}
    above = state.depth(parent) if parent else 1 + (state.depth(next(iter(outer))) if len(outer) == 1 else 0)
    if above + max(state.height(key) for key in groups) > DEPTH:
        return say("Groups can be inside each other {most} deep at most.", most=DEPTH)
    return None


def wrong_split(state: State, said: bodies.SplitOff, phase: str) -> str | None:
    """None of a group's notes, or all of them."""
    if not is_group(state, said.cluster):
        return GONE
    inside = {key for key, spot in state.spots.items() if state.top(spot.group) == said.cluster}
    if not said.notes or not set(said.notes) < inside:
        return say("Choose some of the group's notes, not all of them.")
    return None


def wrong_titled(state: State, asked: Asked, said: bodies.Titled) -> str | None:
    """A title while the groups still form."""
    if state.phase(asked.stage) == GROUP:
        return LOCKED
    return None if is_group(state, said.cluster) else GONE


def wrong_related(state: State, asked: Asked, said: bodies.Related) -> str | None:
    """An arrow before its time, without two ends, or without a meaning."""
    if state.phase(asked.stage) not in (RELATIONS, COMBINE):
        return say("Arrows come once the groups have their titles.")
    if not is_group(state, said.start) or not is_group(state, said.end):
        return GONE
    if said.start == said.end:
        return say("An arrow goes from one group to another.")
    return None if said.arrow in RELATIONS_OF else say("Say what the arrow means.")


def wrong_arrow(state: State, asked: Asked, said: bodies.Unrelated) -> str | None:
    """An arrow that is not there."""
    return None if said.relation in state.relations else GONE


def wrong_asked(state: State, asked: Asked, said: bodies.MergeAsked) -> str | None:
    """A question before the vote, or not of two groups."""
    if state.phase(asked.stage) != COMBINE:
        return say("Groups are joined after the vote, and only if everyone agrees.")
    if len(set(said.groups)) != 2 or not all(is_group(state, key) for key in said.groups):
        return say("Choose two groups.")
    return _nested(state, said.pair)


def wrong_answer(state: State, asked: Asked, said: bodies.MergeAnswer | bodies.MergeHands) -> str | None:
    """An answer after the question was settled."""
    poll = state.polls.get(said.poll)
    return None if poll and poll.result is None else SETTLED


def wrong_settled(state: State, asked: Asked, said: bodies.MergeSettled) -> str | None:
    """Two made one although not all agree: of those present, where it says how many they are."""
    poll = state.polls.get(said.poll)
    if poll is None or poll.result is not None:
        return SETTLED
    if said.merge and not (poll.by_all(said.present) if said.present else poll.unanimous):
        return say("Not everyone agrees that they are the same, so they stay apart.")
    return _nested(state, poll.groups) if said.merge else None


def unconfirmed(said: bodies.MergeSettled) -> str | None:
    """Two made one without saying how many are present."""
    if said.merge and said.present < 1:
        return say("Say how many are in the room: two groups become one only if each of them says so.")
    return None


def is_group(state: State, group: str) -> bool:
    """Whether that group was formed and not joined with another since."""
    return group in state.groups and not state.groups[group].merged_into


def _nested(state: State, pair: Sequence[str]) -> str | None:
    one, other = pair
    if _within(state, one, other) or _within(state, other, one):
        return say("One of them stands inside the other.")
    deep = max(state.depth(one) + state.height(other), state.depth(one) + state.height(one)) - 1
    return say("Groups can be inside each other {most} deep at most.", most=DEPTH) if deep > DEPTH else None


def _within(state: State, inner: str, outer: str) -> bool:
    while inner in state.groups:
        if inner == outer:
            return True
        inner = state.groups[inner].parent
    return False
