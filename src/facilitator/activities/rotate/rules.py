"""Rotating: people past each other in short talks, or groups past boards. All order and every rule is decided here."""

from __future__ import annotations

from dataclasses import replace

from facilitator.activities.rotate import bodies, stations
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
from facilitator.model.bodies import Opened
from facilitator.model.deciding import Act, Acts, Asked
from facilitator.model.entry import Draft, Entry
from facilitator.model.item import Item
from facilitator.model.method import Stage
from facilitator.model.notes import LIVE, WITHDRAWN, Note
from facilitator.model.run import Feed, no_feed
from facilitator.model.say import say

MOST_SEATS = 300


def start(stage: Stage, feed: Feed = no_feed) -> State:
    """The state before the first entry."""
    return stations.TypedState(stage, feed)


# ---------------------------------------------------------------------- refusing


def check(state: State, draft: Draft) -> str | None:
    """A sentence that refuses what the rotation does not take now, or None."""
    return _ACTS.refuse(state, draft)


def _wrong_seat(state: State, asked: Asked, said: bodies.Seated) -> str | None:
    if state.play != DATING:
        return say("Nobody takes a seat here.")
    if said.target or state.seat_of(asked.person) or len(state.playing()) < MOST_SEATS:
        return None
    return say("The seat is taken. Ask the facilitator.", "All {n} seats are taken. Ask the facilitator.", n=MOST_SEATS)


def _wrong_wish(state: State, asked: Asked, said: bodies.Wish) -> str | None:
    me = state.seat_of(asked.person) or (None if asked.person else state.seats.get(said.about))
    if me is None:
        return say("Take a number first; then you meet people.")
    return None if have_met(state, me.key, said.target) else say("You have not met this person here.")


def _wrong_line(state: State, asked: Asked, said: bodies.Line) -> str | None:
    if state.play == DATING:
        if state.phase(asked.stage) not in (ROUNDS, DEBRIEF):
            return say("Nothing is written down yet. After each round you are asked what you heard.")
        return None
    kind = str(said.fields.get("kind") or NEW)
    if kind in (NEW, BUILDS, QUERY) and not stations.written_on(state, asked.stage):
        return say("No new lines now: the boards are read and summed up.")
    return None


def _wrong_highlight(state: State, asked: Asked, said: bodies.Highlight) -> str | None:
    note = state.notes.get(said.target)
    if note is None or note.status != LIVE:
        return say("That line is no longer there.")
    here = stations.highlights_of(state, int(note.fields.get("board", 0)))
    if said.on and note not in here and len(here) >= MOST_HIGHLIGHTS:
        return say(
            "This board has {n} highlight. Take it back to choose another.",
            "This board has {n} highlights. Take one back to choose another.",
            n=MOST_HIGHLIGHTS,
        )
    return None


# ---------------------------------------------------------------------- folding


def fold(state: State, entry: Entry) -> set[str]:
    """Apply one entry in place; return the keys of the notes it touched."""
    return _ACTS.fold(state, entry) if entry.kind in _ACTS.by_kind else state.notes.fold(entry)


def _line(state: State, entry: Entry, said: bodies.Line) -> set[str]:
    """Put a note down at the board where its group is, or in the round that it is about."""
    touched = state.notes.fold(entry)
    note = state.notes.by_key[entry.key]
    late = state.phase(entry.stage) == READ_OUT
    note.fields["round"] = state.begun if state.play == DATING else 0 if late else max(1, state.round)
    if state.play == DATING:
        asks = state.phases[entry.stage].asks if entry.stage in state.phases else ()
        note.question = note.question or (asks[min(max(0, state.begun - 1), len(asks) - 1)] if asks else "")
    else:
        _place(state, note, said)
    return touched


def _place(state: State, note: Note, said: bodies.Line) -> None:
    team = _team(state, said.team or bodies.place_in_list(said.fields.get("team")), said.table)
    kind = note.fields.get("kind")
    note.fields["kind"] = kind if kind in STORM_KINDS else NEW
    on = state.notes.get(note.fields.get("on", ""))
    if note.fields["kind"] in (BUILDS, QUERY, ANSWER) and on is None:
        note.fields["kind"] = NEW
    here = stations.station_now(state, note.stage, team or 1)
    if state.phase(note.stage) == READ_OUT and state.reading:
        here = state.reading
    board = said.board or bodies.place_in_list(note.fields.get("board"))
    known = stations.station_at(state, board) is not None
    note.fields["board"] = on.fields.get("board", here) if on is not None else board if known else here
    note.fields["team"] = team
    station = stations.station_at(state, int(note.fields["board"]))
    note.question = station.question if station is not None else ""


def _team(state: State, said: int, table: str) -> int:
    """The group behind an entry: as it says, else the table; 0 when nobody knows."""
    return said if 1 <= said <= stations.team_count(state) else stations.team_of_table(state, table)


def _seat(state: State, entry: Entry, said: bodies.Seated) -> set[str]:
    """Take a seat, or change what is said about one. Who comes while a round goes on joins its smallest place."""
    known = state.seats.get(said.target) or state.seat_of(entry.person)
    seat = known or Seat(entry.key, len(state.seats) + 1, person=entry.person)
    played = known is not None and known.plays
    state.seats[seat.key] = seat = replace(
        seat,
        name=seat.name if said.name is None else said.name,
        group=seat.group if said.partner is None else said.partner,
        contact=seat.contact if said.contact is None else said.contact,
        source=said.source or seat.source,
        stays=seat.stays if said.stays is None else said.stays,
        quiet=seat.quiet if said.quiet is None else said.quiet,
        observer=seat.observer if said.observer is None else said.observer,
        left=False,
    )
    if seat.plays and not played:
        _join_round(state, seat.key)
    elif not seat.plays and played:
        _leave_round(state, seat.key)
    return {seat.key}


def _left(state: State, entry: Entry, said: bodies.Left) -> None:
    """Somebody goes: whoever would sit alone joins the place beside."""
    seat = state.seats.get(said.target) or state.seat_of(entry.person)
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
    taken = [n for n in range(len(here)) if here[n]] if state.anew else list(range(len(here)))
    smallest = min(taken or [0], key=lambda n: (len(here[n]), _known(state, key, here[n]), n))
    here[smallest] = (*here[smallest], key)


def _known(state: State, key: str, place: tuple[str, ...]) -> int:
    """How many at a place somebody has met; nobody asked in the first release."""
    return sum(have_met(state, key, other) for other in place) if state.anew else 0


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
            alone = rest[0]
            near = min(others, key=lambda i: (_known(state, alone, here[i]), len(here[i]), abs(i - n)))
            here[near], here[n] = (*here[near], alone), ()


def _plan(state: State, entry: Entry, said: bodies.Planned) -> None:
    """A plan from a round on. Rounds that have begun stay as they were."""
    state.anew = said.anew
    skip = max(0, state.begun + 1 - said.first)
    state.rounds = [*state.rounds[: said.first - 1 + skip], *map(list, said.rounds[skip:])]


def _round(state: State, entry: Entry, said: bodies.Round) -> None:
    n = state.round + 1 if said.n is None else said.n
    if state.phase(entry.stage) == READ_OUT:
        state.reading = n
        return
    state.round, state.part = n, said.part or TALK
    if state.part == TALK:
        state.begun = max(state.begun, n)


def _rounds(state: State, entry: Entry, said: bodies.Rounds) -> None:
    """Another number of rounds: the last ones are dropped, never those begun."""
    state.total = max(1, state.begun, said.count)
    if state.play == DATING:
        del state.rounds[state.total :]


def _opened(state: State, entry: Entry, said: Opened) -> None:
    state.part = "" if state.phase(entry.stage) != ROUNDS else state.part


def have_met(state: State, one: str, other: str) -> bool:
    """Whether two people sat together in a round that has begun."""
    return one != other and any(one in place and other in place for h in state.rounds[: state.begun] for place in h)


def _wish(state: State, entry: Entry, said: bodies.Wish) -> set[str]:
    """Whether somebody wishes to meet a person again. Only those who met count; the last word counts."""
    me = state.seat_of(entry.person)
    key = me.key if me else said.about if said.about in state.seats else ""
    if key and have_met(state, key, said.target):
        state.wishes[(key, said.target)] = said.choice == "yes"
    return {key} - {""}


def _stands_with(state: State, entry: Entry, said: bodies.Team) -> None:
    """A phone says with which group it stands."""
    if 1 <= said.team <= stations.team_count(state):
        state.teams[said.token or entry.key] = said.team


def _team_size(state: State, entry: Entry, said: bodies.TeamSize) -> None:
    if 1 <= said.team <= stations.team_count(state):
        state.sizes[said.team] = max(0, said.people)


def _tick(state: State, entry: Entry, said: bodies.Tick) -> set[str]:
    """A group ticks a line, or takes its tick back. A group counts once, however many of it tick; nobody ticks a line
    of their own group.
    """
    note, team = state.notes.get(said.target), _team(state, said.team, said.table)
    if note is None or not team or team == note.fields.get("team"):
        return set()
    if said.on:
        state.ticks.setdefault(note.key, set()).add(team)
    for part in () if said.on else state.notes.with_it(note.key):
        state.ticks.get(part, set()).discard(team)
    return {note.key}


def _highlight(state: State, entry: Entry, said: bodies.Highlight) -> set[str]:
    """A line becomes one of the highlights of its board, the first five of them, or stops being one."""
    note = state.notes.get(said.target)
    if note is None or note.status != LIVE or stations.kind_of(note) not in (NEW, BUILDS):
        return set()
    if not said.on:
        parts = state.notes.with_it(note.key)
        state.highlights = [key for key in state.highlights if key not in parts]
    elif not state.highlighted(note.key):
        if len(stations.highlights_of(state, int(note.fields.get("board", 0)))) >= MOST_HIGHLIGHTS:
            return set()
        state.highlights.append(note.key)
    return {note.key}


_ACTS: Acts[State] = Acts(
    Act(Opened, _opened),
    Act(bodies.Line, _line, _wrong_line, binding=False),
    Act(bodies.Seated, _seat, _wrong_seat, binding=False),
    Act(bodies.Left, _left),
    Act(bodies.Planned, _plan),
    Act(bodies.Round, _round),
    Act(bodies.Rounds, _rounds),
    Act(bodies.Wish, _wish, _wrong_wish, binding=False),
    Act(bodies.Team, _stands_with),
    Act(bodies.TeamSize, _team_size),
    Act(bodies.Tick, _tick),
    Act(bodies.Highlight, _highlight, _wrong_highlight, binding=False),
)


def items(state: State) -> list[Item]:
    """What later stages build on: what was heard; of boards the highlights, or while there are none every line."""
    if state.play == DATING:
        return state.notes.items(state.stage.id)
    lines = [n for n in state.notes if stations.kind_of(n) in (NEW, BUILDS) and n.status in (LIVE, WITHDRAWN)]
    chosen = [n for n in lines if state.highlighted(n.key)]
    return [
        Item(
            n.key,
            n.text,
            n.stage,
            n.group,
            float(len(state.ticked(n.key))),
            n.status == WITHDRAWN,
            no=n.no,
            joined=state.notes.with_it(n.key)[1:],
        )
        for n in (chosen or lines)
    ]
