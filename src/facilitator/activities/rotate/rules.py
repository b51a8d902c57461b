"""Rotating: people past each other in short talks, or groups past boards. All order and every rule is decided here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from facilitator.activities.rotate import stations
from facilitator.activities.rotate.facts import (
    ANSWER,
    BUILDS,
    DATING,
    DEBRIEF,
    MOST_HIGHLIGHTS,
    NEW,
    QUERY,
    READ_OUT,
    ROUNDS,
    STORM_KINDS,
    TALK,
    Seat,
    State,
)
from facilitator.model.entry import Draft, Entry
from facilitator.model.item import Item
from facilitator.model.method import Stage
from facilitator.model.notes import LIVE, NOTE_KINDS, WITHDRAWN, Note
from facilitator.model.run import Feed, no_feed

MOST_SEATS = 300


def start(stage: Stage, feed: Feed = no_feed) -> State:
    """The state before the first entry."""
    return stations.TypedState(stage, feed)


# ---------------------------------------------------------------------- refusing


def check(state: State, draft: Draft) -> str | None:
    """A sentence that refuses what the rotation does not take now, or None."""
    checker = _CHECKS.get(draft.kind)
    return checker(state, draft) if checker else None


def _check_seat(state: State, draft: Draft) -> str | None:
    if state.play != DATING:
        return "Nobody takes a seat here."
    if draft.body.get("target") or state.seat_of(draft.person) or len(state.playing()) < MOST_SEATS:
        return None
    return f"All {MOST_SEATS} seats are taken. Ask the facilitator."


def _check_wish(state: State, draft: Draft) -> str | None:
    me = state.seat_of(draft.person) or (None if draft.person else state.seats.get(str(draft.body.get("from", ""))))
    if me is None:
        return "Take a number first; then you meet people."
    if not have_met(state, me.key, str(draft.body.get("target", ""))):
        return "You have not met this person here."
    return None


def _check_note(state: State, draft: Draft) -> str | None:
    if state.play == DATING:
        if state.phase(draft.stage) not in (ROUNDS, DEBRIEF):
            return "Nothing is written down yet. After each round you are asked what you heard."
        return None
    kind = str(draft.body.get("fields", {}).get("kind") or NEW)
    if kind in (NEW, BUILDS, QUERY) and not stations.written_on(state, draft.stage):
        return "No new lines now: the boards are read and summed up."
    return None


def _check_highlight(state: State, draft: Draft) -> str | None:
    note = state.notes.get(draft.body.get("target", ""))
    if note is None or note.status != LIVE:
        return "That line is no longer there."
    here = stations.highlights_of(state, int(note.fields.get("board", 0)))
    if draft.body.get("on", True) and note not in here and len(here) >= MOST_HIGHLIGHTS:
        return f"This board has {MOST_HIGHLIGHTS} highlights. Take one back to choose another."
    return None


_CHECKS: dict[str, Callable[[State, Draft], str | None]] = {
    "seat": _check_seat,
    "wish": _check_wish,
    "note": _check_note,
    "highlight": _check_highlight,
}


# ---------------------------------------------------------------------- folding


def fold(state: State, entry: Entry) -> set[str]:
    """Apply one entry in place; return the keys of the notes it touched."""
    if entry.kind in NOTE_KINDS:
        touched = state.notes.fold(entry)
        if entry.kind == "note":
            _place_note(state, entry, state.notes.by_key[entry.key])
        return touched
    folder = _FOLDS.get(entry.kind)
    return (folder(state, entry) or set()) if folder else set()


def _place_note(state: State, entry: Entry, note: Note) -> None:
    """Put a note down at the board where its group is, or in the round that it is about."""
    note.fields["round"] = state.begun if state.play == DATING else max(1, state.round)
    if state.play == DATING:
        asks = state.phases[entry.stage].asks if entry.stage in state.phases else ()
        note.question = note.question or (asks[min(max(0, state.begun - 1), len(asks) - 1)] if asks else "")
        return
    team = _team(state, entry)
    kind = note.fields.get("kind")
    note.fields["kind"] = kind if kind in STORM_KINDS else NEW
    on = state.notes.get(note.fields.get("on", ""))
    if note.fields["kind"] in (BUILDS, QUERY, ANSWER) and on is None:
        note.fields["kind"] = NEW
    here = stations.station_now(state, entry.stage, team or 1)
    if state.phase(entry.stage) == READ_OUT and state.reading:
        here = state.reading
    board = _number(entry.body.get("board", 0) or note.fields.get("board"))
    known = stations.station_at(state, board) is not None
    note.fields["board"] = on.fields.get("board", here) if on is not None else board if known else here
    note.fields["team"] = team
    station = stations.station_at(state, int(note.fields["board"]))
    note.question = station.question if station is not None else ""


def _team(state: State, entry: Entry) -> int:
    """The group behind an entry: as it says, else the table; 0 when nobody knows."""
    said = _number(entry.body.get("team", 0) or entry.body.get("fields", {}).get("team"))
    if 1 <= said <= stations.team_count(state):
        return said
    return stations.team_of_table(state, str(entry.body.get("table", "")))


def _number(value: object) -> int:
    """A place in a list as people or the desk's lists name it; 0 for anything else."""
    if isinstance(value, str):
        return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 0
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _seat(state: State, entry: Entry) -> set[str]:
    """Take a seat, or change what is said about one. Who comes while a round goes on joins its smallest place."""
    body = entry.body
    known = state.seats.get(str(body.get("target", ""))) or state.seat_of(entry.person)
    seat = known or Seat(entry.key, len(state.seats) + 1, person=entry.person)
    played = known is not None and known.plays
    for name in ("name", "group", "contact", "source"):
        if name in body:
            setattr(seat, name, str(body[name]))
    for name in ("stays", "quiet", "observer"):
        if name in body:
            setattr(seat, name, bool(body[name]))
    seat.left = False
    state.seats[seat.key] = seat
    if seat.plays and not played:
        _join_round(state, seat.key)
    elif not seat.plays and played:
        _leave_round(state, seat.key)
    return {seat.key}


def _left(state: State, entry: Entry) -> None:
    """Somebody goes: whoever would sit alone joins the place beside."""
    seat = state.seats.get(str(entry.body.get("target", ""))) or state.seat_of(entry.person)
    if seat is not None and not seat.left:
        seat.left = True
        _leave_round(state, seat.key)


def _going_on(state: State) -> int:
    """The index of the round that people are placed for now; -1 when there is none."""
    return state.round - 1 if state.part and 0 < state.round <= len(state.rounds) else -1


def _join_round(state: State, key: str) -> None:
    at = _going_on(state)
    if at < 0 or any(key in place for place in state.rounds[at]):
        return
    here = state.rounds[at]
    if not here:
        here.append((key,))
        return
    smallest = min(range(len(here)), key=lambda n: (len(here[n]), n))
    here[smallest] = (*here[smallest], key)


def _leave_round(state: State, key: str) -> None:
    at = _going_on(state)
    if at < 0:
        return
    here = state.rounds[at]
    for n, place in enumerate(here):
        if key not in place:
            continue
        rest = tuple(k for k in place if k != key)
        here[n] = rest
        others = [i for i in range(len(here)) if i != n and here[i]]
        if len(rest) == 1 and others:
            near = min(others, key=lambda i: (len(here[i]), abs(i - n)))
            here[near], here[n] = (*here[near], *rest), ()


def _plan(state: State, entry: Entry) -> None:
    """A plan from round `from` on. Rounds that have begun stay as they were."""
    first = int(entry.body.get("from", 1))
    made = [[tuple(map(str, place)) for place in here] for here in entry.body.get("rounds", ())]
    skip = max(0, state.begun + 1 - first)
    state.rounds = [*state.rounds[: first - 1 + skip], *made[skip:]]


def _round(state: State, entry: Entry) -> None:
    n = int(entry.body.get("n", state.round + 1))
    if state.phase(entry.stage) == READ_OUT:
        state.reading = n
        return
    state.round, state.part = n, str(entry.body.get("part", TALK))
    if state.part == TALK:
        state.begun = max(state.begun, n)


def _rounds(state: State, entry: Entry) -> None:
    """Another number of rounds: the last ones are dropped, never those begun."""
    state.total = max(1, state.begun, int(entry.body.get("count", 1)))
    if state.play == DATING:
        del state.rounds[state.total :]


def _opened(state: State, entry: Entry) -> None:
    state.part = "" if state.phase(entry.stage) != ROUNDS else state.part


def have_met(state: State, one: str, other: str) -> bool:
    """Whether two people sat together in a round that has begun."""
    return one != other and any(one in place and other in place for h in state.rounds[: state.begun] for place in h)


def _wish(state: State, entry: Entry) -> set[str]:
    """Whether somebody wishes to meet a person again. Only those who met count; the last word counts."""
    me, other = state.seat_of(entry.person), str(entry.body.get("target", ""))
    about = str(entry.body.get("from", ""))
    key = me.key if me else about if about in state.seats else ""
    if key and have_met(state, key, other):
        state.wishes[(key, other)] = entry.body.get("choice") == "yes"
    return {key} - {""}


def _stands_with(state: State, entry: Entry) -> None:
    """A phone says with which group it stands."""
    team = entry.body.get("team", 0)
    if isinstance(team, int) and 1 <= team <= stations.team_count(state):
        state.teams[str(entry.body.get("token", entry.key))] = team


def _team_size(state: State, entry: Entry) -> None:
    team, people = int(entry.body.get("team", 0)), int(entry.body.get("people", 0))
    if 1 <= team <= stations.team_count(state):
        state.sizes[team] = max(0, people)


def _tick(state: State, entry: Entry) -> set[str]:
    """A group ticks a line, or takes its tick back. A group counts once, however many of it tick; nobody ticks a line
    of their own group.
    """
    note, team = state.notes.get(entry.body.get("target", "")), _team(state, entry)
    if note is None or not team or team == note.fields.get("team"):
        return set()
    ticks = state.ticks.setdefault(note.key, set())
    (ticks.add if entry.body.get("on", True) else ticks.discard)(team)
    return {note.key}


def _highlight(state: State, entry: Entry) -> set[str]:
    """A line becomes one of the highlights of its board, the first five of them, or stops being one."""
    note = state.notes.get(entry.body.get("target", ""))
    if note is None or note.status != LIVE or stations.kind_of(note) not in (NEW, BUILDS):
        return set()
    if not entry.body.get("on", True):
        state.highlights = [key for key in state.highlights if key != note.key]
    elif note.key not in state.highlights:
        if len(stations.highlights_of(state, int(note.fields.get("board", 0)))) >= MOST_HIGHLIGHTS:
            return set()
        state.highlights.append(note.key)
    return {note.key}


_FOLDS: dict[str, Callable[[State, Entry], Any]] = {
    "stage_opened": _opened,
    "seat": _seat,
    "left": _left,
    "plan": _plan,
    "round": _round,
    "rounds": _rounds,
    "wish": _wish,
    "team": _stands_with,
    "team_size": _team_size,
    "tick": _tick,
    "highlight": _highlight,
}


def items(state: State) -> list[Item]:
    """What later stages build on: what was heard; of boards the highlights, or while there are none every line."""
    if state.play == DATING:
        return state.notes.items(state.stage.id)
    lines = [n for n in state.notes if stations.kind_of(n) in (NEW, BUILDS) and n.status in (LIVE, WITHDRAWN)]
    chosen = [n for n in lines if n.key in state.highlights]
    return [
        Item(n.key, n.text, n.stage, n.group, float(len(state.ticks.get(n.key, ()))), n.status == WITHDRAWN)
        for n in (chosen or lines)
    ]
