"""Grouping by affinity, the KJ way: notes become groups, groups get titles, arrows and, if all agree, become one.

One state runs through the stages by their option `phase`: group, title, relations, combine. People group, never the
program. Titles are locked until the title stage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from facilitator.activities.cluster import bodies, limits
from facilitator.activities.cluster.facts import (
    COMBINE,
    GROUP,
    RELATIONS,
    TITLE,
    Group,
    Look,
    Move,
    Poll,
    Relation,
    Split,
    Spot,
    State,
    ends_of,
    look,
)
from facilitator.activities.cluster.limits import GONE, is_group, moving
from facilitator.model.bodies import Noted
from facilitator.model.deciding import Act, Acts
from facilitator.model.entry import Body, Draft, Entry
from facilitator.model.item import Item
from facilitator.model.method import Stage
from facilitator.model.notes import NOTE_KINDS
from facilitator.model.packed import Packed
from facilitator.model.run import Feed, no_feed
from facilitator.model.say import say

__all__ = ["State", "check", "fold", "items", "start"]


def start(stage: Stage, feed: Feed = no_feed) -> State:
    """The state before the first entry."""
    return State(stage, feed)


# ---------------------------------------------------------------------- what is refused


def check(state: State, draft: Draft) -> str | None:
    """Refuse what the phase does not take, and moves of notes that are not there."""
    if draft.kind == Noted.kind:
        return _note(state, draft, Noted.read(draft.body))
    sentence = _ACTS.refuse(state, draft)
    if not sentence and draft.kind == bodies.MergeSettled.kind:
        return limits.unconfirmed(bodies.MergeSettled.read(draft.body))
    if sentence or draft.kind not in _MOVED:
        return sentence
    there = look(state).slips
    return GONE if any(key not in there for key in _MOVED[draft.kind](draft.body)) else None


def _note(state: State, draft: Draft, said: Noted) -> str | None:
    phase = state.phase(draft.stage)
    if phase == GROUP and said.by_phone and state.mode not in ("phones", "tables"):
        return say("Here the notes are on one wall. Tell the facilitator what is missing.")
    if phase == TITLE and str(said.fields.get("for", "")) not in look(state).groups:
        return say("Say which group it is a title for: one that is on the wall.")
    if phase == RELATIONS:
        return limits.wrong_related(state, draft, bodies.Related.read(said.fields))
    if phase == COMBINE and said.by_phone:
        return say("This part is told aloud. The facilitator writes it down.")
    return None


_MOVED: Mapping[str, Callable[[Body], tuple[str, ...]]] = {
    bodies.Placed.kind: lambda body: (bodies.Placed.read(body).note,),
    bodies.Copied.kind: lambda body: (bodies.Copied.read(body).note,),
    bodies.Uncopied.kind: lambda body: (bodies.Uncopied.read(body).note,),
    bodies.Grouped.kind: lambda body: bodies.Grouped.read(body).notes,
    bodies.SplitOff.kind: lambda body: bodies.SplitOff.read(body).notes,
}
"""The notes that a move is about."""


# ---------------------------------------------------------------------- what an entry does


def fold(state: State, entry: Entry) -> set[str]:
    """Apply one entry in place; returns the notes and groups it touched. What is against the rules changes nothing."""
    return state.notes.fold(entry) if entry.kind in NOTE_KINDS else _ACTS.fold(state, entry)


def _place(state: State, entry: Entry, said: bodies.Placed) -> set[str]:
    touched = _put(state, entry, said, [said.note], "")
    spot = state.spots.setdefault(said.note, Spot())
    if said.place is not None:
        spot.x, spot.y = said.place
    return touched | {said.note}


def _group(state: State, entry: Entry, said: bodies.Grouped) -> set[str]:
    key = said.cluster
    if not key:
        key = entry.key
        table = said.table if state.mode == "tables" else ""
        state.groups[key] = Group(key, len(state.groups) + 1, table=table, wall=said.place)
    touched = {key}
    for other in said.groups:
        if other != key:
            inside = [n for n, s in state.spots.items() if state.top(s.group) == other]
            touched |= _put(state, entry, said, inside, key)
            for child in state.groups.values():
                if child.parent == other:
                    child.parent = "" if child.key == key else key
    touched |= _put(state, entry, said, said.notes, key)
    if said.order:
        state.groups[key].order = [note for note in dict.fromkeys(said.order) if _hangs(state, note, key)]
    return touched


def _hangs(state: State, note: str, group: str) -> bool:
    return note in state.spots and state.top(state.spots[note].group) == group


def _put(state: State, entry: Entry, said: Packed, notes: Iterable[str], group: str) -> set[str]:
    """Hang notes into a group ("" is alone), and log those that change their group."""
    touched = set()
    for note in notes:
        spot = state.spots.setdefault(note, Spot())
        if spot.group == group:
            continue
        state.moves.append(Move(entry.seq, entry.at, note, spot.group, group, said.by_phone))
        touched |= {note, spot.group} - {""}
        if spot.group in state.groups:
            left = state.groups[state.top(spot.group)]
            left.order = [each for each in left.order if each != note]
        spot.group, spot.x, spot.y = group, None, None
        if not said.token or said.token != spot.last:
            spot.moves += 1
        spot.last = said.token
    return touched


def _move_group(state: State, entry: Entry, said: bodies.GroupMoved) -> set[str]:
    group = state.groups.get(said.cluster)
    if group is None or said.place is None:
        return set()
    if said.chart:
        group.chart = said.place
    else:
        group.wall = said.place
    return {group.key}


def _copy(state: State, entry: Entry, said: bodies.Copied) -> set[str]:
    state.copies[entry.key] = said.note
    state.spots[entry.key] = Spot(said.cluster if is_group(state, said.cluster) else "")
    if said.note in state.spots:
        state.spots[said.note].moves = 0
    return {said.note, entry.key}


def _uncopy(state: State, entry: Entry, said: bodies.Uncopied) -> set[str]:
    note = state.copies.pop(said.note, "")
    return {said.note, note} if note else set()


def _nest(state: State, entry: Entry, said: bodies.Nested) -> set[str]:
    parent = said.parent
    if said.out:
        parent = ""
    elif not parent:
        parent = entry.key
        state.groups[parent] = Group(parent, len(state.groups) + 1, wall=said.place)
        outer = {state.groups[key].parent for key in said.groups}
        if len(outer) == 1:
            state.groups[parent].parent = outer.pop()
    for key in said.groups:
        state.groups[key].parent = parent
    return {*said.groups, parent} - {""}


def _split(state: State, entry: Entry, said: bodies.SplitOff) -> set[str]:
    old = state.groups[said.cluster]
    order = [note for note in old.order if note in said.notes]
    state.groups[entry.key] = Group(entry.key, len(state.groups) + 1, parent=old.parent, table=old.table, order=order)
    state.splits.append(Split(entry.at, old.key, entry.key, len(said.notes), said.why))
    return _put(state, entry, said, said.notes, entry.key) | {entry.key}


def _title(state: State, entry: Entry, said: bodies.Titled) -> set[str]:
    group, title = state.groups[said.cluster], " ".join(said.title.split())
    if group.title and group.title != title:
        group.earlier.append(group.title)
    group.title = title
    return {group.key}


def _relate(state: State, entry: Entry, said: bodies.Related) -> set[str]:
    ends = ends_of(said.arrow, said.start, said.end)
    for known in state.relations.values():
        if ends_of(known.kind, known.start, known.end) == ends:
            known.why = said.why or known.why
            return {said.start, said.end}
    state.relations[entry.key] = Relation(entry.key, said.start, said.end, said.arrow, said.why)
    state.declined.discard(ends)
    return {said.start, said.end}


def _decline(state: State, entry: Entry, said: bodies.Declined) -> set[str]:
    state.declined.add(ends_of(said.arrow, said.start, said.end))
    return {said.start, said.end}


def _unrelate(state: State, entry: Entry, said: bodies.Unrelated) -> set[str]:
    relation = state.relations.pop(said.relation)
    return {relation.start, relation.end}


def _ask(state: State, entry: Entry, said: bodies.MergeAsked) -> set[str]:
    one, other = said.pair
    earlier = state.open_poll()
    if earlier is not None:
        earlier.result = False
    names = state.groups[one].name, state.groups[other].name
    state.polls[entry.key] = Poll(entry.key, (one, other), names, entry.at)
    return {one, other}


def _answer(state: State, entry: Entry, said: bodies.MergeAnswer) -> set[str]:
    poll = state.polls[said.poll]
    poll.answers[said.token or entry.key] = said.same
    return set(poll.groups)


def _hands(state: State, entry: Entry, said: bodies.MergeHands) -> set[str]:
    poll = state.polls[said.poll]
    poll.hands = max(0, said.same), max(0, said.different)
    return set(poll.groups)


def _settle(state: State, entry: Entry, said: bodies.MergeSettled) -> set[str]:
    poll = state.polls[said.poll]
    poll.result, poll.present = said.merge, max(0, said.present)
    if poll.result:
        _merge(state, *poll.groups, " ".join(said.title.split()))
    return set(poll.groups)


def _merge(state: State, into: str, gone: str, title: str) -> None:
    kept, lost = state.groups[into], state.groups[gone]
    lost.merged_into = into
    kept.order += lost.order
    for child in state.groups.values():
        if child.parent == gone:
            child.parent = into
    if title and title != kept.title:
        kept.earlier.append(kept.title)
        kept.title = title
    for relation in list(state.relations.values()):
        relation.start = into if relation.start == gone else relation.start
        relation.end = into if relation.end == gone else relation.end
        if relation.start == relation.end:
            del state.relations[relation.key]


_ACTS: Acts[State] = Acts(
    Act(bodies.Placed, _place, moving()),
    Act(bodies.Grouped, _group, moving(limits.wrong_grouped)),
    Act(bodies.GroupMoved, _move_group),
    Act(bodies.Copied, _copy, moving(limits.wrong_copied)),
    Act(bodies.Uncopied, _uncopy, moving()),
    Act(bodies.Nested, _nest, moving(limits.wrong_nested)),
    Act(bodies.SplitOff, _split, moving(limits.wrong_split)),
    Act(bodies.Titled, _title, limits.wrong_titled),
    Act(bodies.Related, _relate, limits.wrong_related),
    Act(bodies.Declined, _decline, limits.wrong_related),
    Act(bodies.Unrelated, _unrelate, limits.wrong_arrow),
    Act(bodies.MergeAsked, _ask, limits.wrong_asked),
    Act(bodies.MergeAnswer, _answer, limits.wrong_answer),
    Act(bodies.MergeHands, _hands, limits.wrong_answer),
    Act(bodies.MergeSettled, _settle, limits.wrong_settled),
)


# ---------------------------------------------------------------------- what later stages build on


def items(state: State) -> list[Item]:
    """The titled groups in the order they formed; of groups in a titled group only the outer one.

    A group that was joined with another stays in the list and says into which, so that its votes count there.
    With the option `loners`, notes that stand alone are among them.
    """
    now = look(state)
    found = [item for group in now.of() for item in _titled(state, now, group)]
    for gone in state.groups.values():
        home = now.groups.get(state.top(gone.key))
        if gone.merged_into and gone.title and home:
            words = say("{title} (joined with: {name})", title=gone.title, name=home.name)
            found.append(Item(gone.key, words, state.stage.id, into=home.key, was=gone.title))
    if state.stage.options.get("loners"):
        found += [Item(s.key, s.text, state.stage.id, s.partner, no=s.no, joined=s.joined) for s in now.loners]
    return found


def _before(state: State, group: str) -> str:
    """What a group was called when it was first joined with another; "" where it never was."""
    return next((poll.names[0] for poll in state.polls.values() if poll.result and poll.groups[0] == group), "")


def _titled(state: State, now: Look, group: Group) -> list[Item]:
    if group.title:
        return [Item(group.key, group.title, state.stage.id, was=_before(state, group.key))]
    return [item for child in now.of(group.key) for item in _titled(state, now, child)]
