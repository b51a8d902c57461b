"""Grouping by affinity, the KJ way: notes become groups, groups get titles, arrows and, if all agree, become one.

One state runs through the stages by their option `phase`: group, title, relations, combine. People group, never the
program. Titles are locked until the title stage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

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
from facilitator.activities.cluster.limits import GONE, MOVES, is_group, keys_of, notes_of, wrong
from facilitator.model.entry import Body, Draft, Entry
from facilitator.model.item import Item
from facilitator.model.method import Stage
from facilitator.model.notes import NOTE_KINDS
from facilitator.model.run import Feed, no_feed

__all__ = ["State", "check", "fold", "items", "start", "wrong"]

_REACH = 100_000


def start(stage: Stage, feed: Feed = no_feed) -> State:
    """The state before the first entry."""
    return State(stage, feed)


# ---------------------------------------------------------------------- what is refused


def check(state: State, draft: Draft) -> str | None:
    """Refuse what the phase does not take, and acts on notes that are not there."""
    if draft.kind == "note":
        return _note(state, draft)
    sentence = wrong(state, draft.kind, draft.body, draft.stage)
    if sentence or draft.kind not in MOVES:
        return sentence
    there = look(state).slips
    return GONE if any(key not in there for key in notes_of(draft.body)) else None


def _note(state: State, draft: Draft) -> str | None:
    phase, phone = state.phase(draft.stage), draft.body.get("source") == "phone"
    if phase == GROUP and phone and state.mode not in ("phones", "tables"):
        return "Here the notes hang on one wall. Tell the facilitator what is missing."
    fields = draft.body.get("fields", {})
    if phase == TITLE and str(fields.get("for", "")) not in look(state).groups:
        return "Say which group it is a title for: one that is on the wall."
    if phase == RELATIONS:
        return wrong(state, "related", fields, draft.stage)
    if phase == COMBINE and phone:
        return "This part is told aloud. The facilitator writes it down."
    return None


# ---------------------------------------------------------------------- what an entry does


def fold(state: State, entry: Entry) -> set[str]:
    """Apply one entry in place; returns the notes and groups it touched. What is against the rules changes nothing."""
    if entry.kind in NOTE_KINDS:
        return state.notes.fold(entry)
    act = _ACTS.get(entry.kind)
    if act is None or entry.body.get("erased") or wrong(state, entry.kind, entry.body, entry.stage):
        return set()
    return act(state, entry)


def _place(state: State, entry: Entry) -> set[str]:
    note = str(entry.body.get("note", ""))
    touched = _put(state, entry, [note], "")
    spot = state.spots.setdefault(note, Spot())
    if (place := _xy(entry.body)) is not None:
        spot.x, spot.y = place
    return touched | {note}


def _group(state: State, entry: Entry) -> set[str]:
    key = str(entry.body.get("cluster", ""))
    if not key:
        key = entry.key
        table = str(entry.body.get("table", "")) if state.mode == "tables" else ""
        state.groups[key] = Group(key, len(state.groups) + 1, table=table, wall=_xy(entry.body))
    touched = {key}
    for other in keys_of(entry.body, "groups"):
        if other != key:
            inside = [n for n, s in state.spots.items() if state.top(s.group) == other]
            touched |= _put(state, entry, inside, key)
            for child in state.groups.values():
                if child.parent == other:
                    child.parent = "" if child.key == key else key
    return touched | _put(state, entry, keys_of(entry.body, "notes"), key)


def _put(state: State, entry: Entry, notes: Iterable[str], group: str) -> set[str]:
    """Hang notes into a group ("" is alone), and log those that change their group."""
    mover, by_phone = str(entry.body.get("token", "")), entry.body.get("source") == "phone"
    touched = set()
    for note in notes:
        spot = state.spots.setdefault(note, Spot())
        if spot.group == group:
            continue
        state.moves.append(Move(entry.seq, entry.at, note, spot.group, group, by_phone))
        touched |= {note, spot.group} - {""}
        spot.group, spot.x, spot.y = group, None, None
        if not mover or mover != spot.last:
            spot.moves += 1
        spot.last = mover
    return touched


def _xy(body: Body) -> tuple[int, int] | None:
    x, y = body.get("x"), body.get("y")
    if isinstance(x, (int, float)) and isinstance(y, (int, float)) and abs(x) < _REACH and abs(y) < _REACH:
        return round(x), round(y)
    return None


def _move_group(state: State, entry: Entry) -> set[str]:
    group, place = state.groups.get(str(entry.body.get("cluster", ""))), _xy(entry.body)
    if group is None or place is None:
        return set()
    if entry.body.get("chart"):
        group.chart = place
    else:
        group.wall = place
    return {group.key}


def _copy(state: State, entry: Entry) -> set[str]:
    note, group = str(entry.body.get("note", "")), str(entry.body.get("cluster", ""))
    state.copies[entry.key] = note
    state.spots[entry.key] = Spot(group if is_group(state, group) else "")
    if note in state.spots:
        state.spots[note].moves = 0
    return {note, entry.key}


def _uncopy(state: State, entry: Entry) -> set[str]:
    copy = str(entry.body.get("note", ""))
    note = state.copies.pop(copy, "")
    return {copy, note} if note else set()


def _nest(state: State, entry: Entry) -> set[str]:
    groups, parent = keys_of(entry.body, "groups"), str(entry.body.get("parent", ""))
    if entry.body.get("out"):
        parent = ""
    elif not parent:
        parent = entry.key
        state.groups[parent] = Group(parent, len(state.groups) + 1, wall=_xy(entry.body))
        outer = {state.groups[key].parent for key in groups}
        if len(outer) == 1:
            state.groups[parent].parent = outer.pop()
    for key in groups:
        state.groups[key].parent = parent
    return {*groups, parent} - {""}


def _split(state: State, entry: Entry) -> set[str]:
    old, notes = state.groups[str(entry.body["cluster"])], keys_of(entry.body, "notes")
    state.groups[entry.key] = Group(entry.key, len(state.groups) + 1, parent=old.parent, table=old.table)
    state.splits.append(Split(entry.at, old.key, entry.key, len(notes), str(entry.body.get("why", ""))))
    return _put(state, entry, notes, entry.key) | {entry.key}


def _title(state: State, entry: Entry) -> set[str]:
    group, title = state.groups[str(entry.body["cluster"])], " ".join(str(entry.body.get("title", "")).split())
    if group.title and group.title != title:
        group.earlier.append(group.title)
    group.title = title
    return {group.key}


def _relate(state: State, entry: Entry) -> set[str]:
    body = entry.body
    start, end, kind = str(body["from"]), str(body["to"]), str(body["kind"])
    ends = ends_of(kind, start, end)
    for known in state.relations.values():
        if ends_of(known.kind, known.start, known.end) == ends:
            known.why = str(body.get("why", "")) or known.why
            return {start, end}
    state.relations[entry.key] = Relation(entry.key, start, end, kind, str(body.get("why", "")))
    state.declined.discard(ends)
    return {start, end}


def _decline(state: State, entry: Entry) -> set[str]:
    start, end = str(entry.body["from"]), str(entry.body["to"])
    state.declined.add(ends_of(str(entry.body["kind"]), start, end))
    return {start, end}


def _unrelate(state: State, entry: Entry) -> set[str]:
    relation = state.relations.pop(str(entry.body["relation"]))
    return {relation.start, relation.end}


def _ask(state: State, entry: Entry) -> set[str]:
    one, other = keys_of(entry.body, "groups")[:2]
    earlier = state.open_poll()
    if earlier is not None:
        earlier.result = False
    names = state.groups[one].name, state.groups[other].name
    state.polls[entry.key] = Poll(entry.key, (one, other), names, entry.at)
    return {one, other}


def _answer(state: State, entry: Entry) -> set[str]:
    poll = state.polls[str(entry.body["poll"])]
    poll.answers[str(entry.body.get("token", entry.key))] = bool(entry.body.get("same"))
    return set(poll.groups)


def _hands(state: State, entry: Entry) -> set[str]:
    poll = state.polls[str(entry.body["poll"])]
    yes, no = entry.body.get("same", 0), entry.body.get("different", 0)
    poll.hands = (max(0, yes) if isinstance(yes, int) else 0, max(0, no) if isinstance(no, int) else 0)
    return set(poll.groups)


def _settle(state: State, entry: Entry) -> set[str]:
    poll = state.polls[str(entry.body["poll"])]
    poll.result = bool(entry.body.get("merge"))
    if poll.result:
        _merge(state, *poll.groups, " ".join(str(entry.body.get("title", "")).split()))
    return set(poll.groups)


def _merge(state: State, into: str, gone: str, title: str) -> None:
    kept, lost = state.groups[into], state.groups[gone]
    lost.merged_into = into
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


_ACTS: Mapping[str, Callable[[State, Entry], set[str]]] = {
    "placed": _place,
    "grouped": _group,
    "group_moved": _move_group,
    "copied": _copy,
    "uncopied": _uncopy,
    "nested": _nest,
    "split": _split,
    "titled": _title,
    "related": _relate,
    "declined": _decline,
    "unrelated": _unrelate,
    "merge_asked": _ask,
    "merge_answer": _answer,
    "merge_hands": _hands,
    "merge_settled": _settle,
}


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
            words = f"{gone.title} (joined with: {home.name})"
            found.append(Item(gone.key, words, state.stage.id, into=home.key))
    if state.stage.options.get("loners"):
        found += [Item(s.key, s.text, state.stage.id, s.partner) for s in now.loners]
    return found


def _titled(state: State, now: Look, group: Group) -> list[Item]:
    if group.title:
        return [Item(group.key, group.title, state.stage.id)]
    return [item for child in now.of(group.key) for item in _titled(state, now, child)]
