"""What grouping refuses, and when: the sentences that people read, and what decides in `fold`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

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
from facilitator.model.entry import Body

LOCKED = "Titles come later: first let the groups form, in silence."
VOTED = "The groups were voted on and stay as they are. Ask the room whether two of them are the same."
GONE = "That is no longer there. Look at the list again."
MOVES = frozenset({"placed", "grouped", "copied", "uncopied", "nested", "split"})


def wrong(state: State, kind: str, body: Body, stage: str) -> str | None:
    """What breaks the rules in an act, in a sentence; None when nothing does. Decides in `fold` too."""
    phase = state.phase(stage)
    by_phone = body.get("source") == "phone"
    if kind in MOVES:
        if phase == COMBINE:
            return VOTED
        if by_phone and (phase != GROUP or state.mode not in ("phones", "tables")):
            return "The notes are not moved from phones just now."
    finder = _WRONG.get(kind)
    return finder(state, body, phase) if finder else None


def _wrong_grouped(state: State, body: Body, phase: str) -> str | None:
    known = [*keys_of(body, "groups"), *filter(None, [str(body.get("cluster", ""))])]
    if any(not is_group(state, key) for key in known):
        return GONE
    if not keys_of(body, "notes") and not body.get("groups"):
        return "Choose a note first."
    return None


def _wrong_copied(state: State, body: Body, phase: str) -> str | None:
    note = str(body.get("note", ""))
    spot = state.spots.get(note, Spot())
    if body.get("source") == "phone" and spot.moves <= CONTESTED:
        return "Only a note that is pulled two ways is copied."
    return "This one is a copy already." if note in state.copies else None


def _wrong_nested(state: State, body: Body, phase: str) -> str | None:
    groups, parent = keys_of(body, "groups"), str(body.get("parent", ""))
    if not groups or any(not is_group(state, key) for key in groups) or (parent and not is_group(state, parent)):
        return GONE
    if body.get("out"):
        return None
    if parent in groups or any(_within(state, parent, key) for key in groups):
        return "A group cannot stand inside itself."
    outer = {state.groups[key].parent for key in groups}
    above = state.depth(parent) if parent else 1 + (state.depth(next(iter(outer))) if len(outer) == 1 else 0)
    if above + max(state.height(key) for key in groups) > DEPTH:
        return f"Groups stand in each other {DEPTH} deep at most."
    return None


def _wrong_split(state: State, body: Body, phase: str) -> str | None:
    group, notes = str(body.get("cluster", "")), keys_of(body, "notes")
    if not is_group(state, group):
        return GONE
    inside = {key for key, spot in state.spots.items() if state.top(spot.group) == group}
    if not notes or not set(notes) < inside:
        return "Choose some of the group's notes, not all of them."
    return None


def _wrong_titled(state: State, body: Body, phase: str) -> str | None:
    if phase == GROUP:
        return LOCKED
    return None if is_group(state, str(body.get("cluster", ""))) else GONE


def _wrong_related(state: State, body: Body, phase: str) -> str | None:
    ends = str(body.get("from", "")), str(body.get("to", ""))
    if phase not in (RELATIONS, COMBINE):
        return "Arrows come once the groups have their titles."
    if not all(is_group(state, end) for end in ends):
        return GONE
    if ends[0] == ends[1]:
        return "An arrow goes from one group to another."
    return None if body.get("kind") in RELATIONS_OF else "Say what the arrow means."


def _wrong_arrow(state: State, body: Body, phase: str) -> str | None:
    return None if str(body.get("relation", "")) in state.relations else GONE


def _wrong_asked(state: State, body: Body, phase: str) -> str | None:
    groups = keys_of(body, "groups")
    if phase != COMBINE:
        return "Groups are joined after the vote, and only if everybody agrees."
    if len(set(groups)) != 2 or not all(is_group(state, key) for key in groups):
        return "Choose two groups."
    return _nested(state, groups)


def _wrong_answer(state: State, body: Body, phase: str) -> str | None:
    poll = state.polls.get(str(body.get("poll", "")))
    return None if poll and poll.result is None else "That question is settled."


def _wrong_settled(state: State, body: Body, phase: str) -> str | None:
    poll = state.polls.get(str(body.get("poll", "")))
    if poll is None or poll.result is not None:
        return "That question is settled."
    if body.get("merge") and not poll.unanimous:
        return "Not everybody agrees that they are the same: they stay two."
    return _nested(state, poll.groups) if body.get("merge") else None


_WRONG: Mapping[str, Callable[[State, Body, str], str | None]] = {
    "grouped": _wrong_grouped,
    "copied": _wrong_copied,
    "nested": _wrong_nested,
    "split": _wrong_split,
    "titled": _wrong_titled,
    "related": _wrong_related,
    "declined": _wrong_related,
    "unrelated": _wrong_arrow,
    "merge_asked": _wrong_asked,
    "merge_answer": _wrong_answer,
    "merge_hands": _wrong_answer,
    "merge_settled": _wrong_settled,
}


def is_group(state: State, group: str) -> bool:
    """Whether that group was formed and not joined with another since."""
    return group in state.groups and not state.groups[group].merged_into


def _nested(state: State, pair: Sequence[str]) -> str | None:
    one, other = pair
    if _within(state, one, other) or _within(state, other, one):
        return "One of them stands inside the other."
    deep = max(state.depth(one) + state.height(other), state.depth(one) + state.height(one)) - 1
    return f"Groups stand in each other {DEPTH} deep at most." if deep > DEPTH else None


def _within(state: State, inner: str, outer: str) -> bool:
    while inner in state.groups:
        if inner == outer:
            return True
        inner = state.groups[inner].parent
    return False


def keys_of(body: Body, name: str) -> list[str]:
    """A list of keys in an entry's body; empty when it is none."""
    found = body.get(name, ())
    return [str(key) for key in found] if isinstance(found, (list, tuple)) else []


def notes_of(body: Body) -> list[str]:
    """The notes that an act is about."""
    return [*keys_of(body, "notes"), *([str(body["note"])] if "note" in body else [])]
