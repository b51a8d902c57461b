"""The phone's side of rotating: whom to meet where and about what; at the boards, where to go and what stands there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.activities import words
from facilitator.activities.contract import Refused, Sender
from facilitator.activities.rotate import pace, stations
from facilitator.activities.rotate.bodies import Highlight, Left, Line, Seated, Team, Tick, Wish
from facilitator.activities.rotate.facts import (
    ANSWER,
    BUILDS,
    DATING,
    DIGEST,
    HEADLINE,
    HOME,
    MOVE,
    NEW,
    QUERY,
    READ_OUT,
    ROUNDS,
    SET,
    Seat,
    State,
)
from facilitator.model.bodies import Noted
from facilitator.model.clock import figures
from facilitator.model.entry import public
from facilitator.model.notes import Note
from facilitator.model.packed import Packed
from facilitator.model.people import Groups
from facilitator.model.run import RunOf
from facilitator.model.say import say

SHOWN = 30
"""So many of the lines of a board are listed on a phone."""
_YES = (True, "1", "on", "true", "yes")


def view(run: RunOf[State], sender: Sender, groups: Groups) -> dict[str, Any]:
    """What the template is given: `play` says which half of it is used."""
    state = run.state
    shown = _dating(run, state, sender, groups) if state.play == DATING else _storm(run, state, sender)
    return {"play": state.play, "phase": state.phase(run.id), **shown}


# ---------------------------------------------------------------------- people


def _dating(run: RunOf[State], state: State, sender: Sender, groups: Groups) -> dict[str, Any]:
    seat = state.seat_of(sender.person)
    rounds = state.phase(run.id) == ROUNDS
    n = max(1, state.round if run.round else 1)
    return {
        "seat": seat if seat and not seat.left else None,
        "was": seat,
        "no": n,
        "of": pace.rounds_of(run),
        "part": pace.part_of(run) if rounds else "",
        "begun": bool(run.round),
        "question": asks[min(n, len(asks)) - 1] if (asks := run.stage.asks) else "",
        "swap": figures(pace.talk_s(run, n) * 500),
        "third": pace.talk_s(run, n) // 3,
        "place": _place(state, seat, n, groups) if seat and seat.plays else None,
        "fields": [f for f in run.stage.fields if f.who == "all"] if state.begun else [],
        "met": _met(state, seat, groups) if seat else [],
        "matches": _matches(state, seat) if seat else [],
    }


def _place(state: State, seat: Seat, n: int, groups: Groups) -> dict[str, Any] | None:
    found = state.place_of(seat.key, n)
    if found is None:
        return None
    with_whom = [_person(state.seats[key], groups) for key in found[1] if key != seat.key and key in state.seats]
    before = state.place_of(seat.key, n - 1)
    return {"no": found[0], "with": with_whom, "stays": before is not None and before[0] == found[0]}


def _person(seat: Seat, groups: Groups) -> dict[str, Any]:
    said = groups.label(seat.group) if seat.group else ""
    return {"name": seat.said, "number": seat.no, "group": said, "no": groups.no(seat.group)}


def _met(state: State, seat: Seat, groups: Groups) -> list[dict[str, Any]]:
    """Whom somebody met so far, the last first, with their own wish about each."""
    keys = [k for here in reversed(state.rounds[: state.begun]) for place in here if seat.key in place for k in place]
    found = []
    for key in dict.fromkeys(k for k in keys if k != seat.key and k in state.seats):
        wish = state.wishes.get((seat.key, key))
        mine = "" if wish is None else "yes" if wish else "no"
        found.append({"target": public(key), "mine": mine, **_person(state.seats[key], groups)})
    return found


def _matches(state: State, seat: Seat) -> list[dict[str, str]]:
    """The people with whom the wish is mutual, and how to reach them; nobody else's wish is ever told."""
    others = [(set(pair) - {seat.key}).pop() for pair in state.mutual() if seat.key in pair]
    return [{"name": state.seats[k].said, "contact": state.seats[k].contact} for k in others if k in state.seats]


# ---------------------------------------------------------------------- boards


def _storm(run: RunOf[State], state: State, sender: Sender) -> dict[str, Any]:
    phase = state.phase(run.id)
    team = stations.team_of_table(state, sender.table) or state.teams.get(sender.token, 0)
    every = stations.stations(state)
    at = stations.station_now(state, run.id, team) if team else 0
    if phase == READ_OUT:
        at = max(1, state.reading)
    board = stations.station_at(state, at)
    moving = phase == ROUNDS and pace.part_of(run) == MOVE
    lines = stations.entries_at(state, at) if at else []
    return {
        "team": team,
        "team_name": stations.team_name(team) if team else "",
        "by_table": bool(stations.team_of_table(state, sender.table)),
        "teams": [(n, stations.team_name(n)) for n in range(1, stations.team_count(state) + 1)],
        "board": board,
        "moves": stations.movement(state) == "carousel",
        "one": len(every) == 1 or stations.movement(state) == "relay",
        "begun": bool(run.round) or phase != ROUNDS,
        "moving": moving,
        "no": max(1, state.round),
        "of": pace.rounds_of(run),
        "writes": phase in (HOME, ROUNDS, READ_OUT),
        "visits": phase == ROUNDS,
        "lines": [_line(state, n, team) for n in state.notes.first_seen(lines, SHOWN)],
        "queries": [_query(state, n) for n in stations.queries_at(state, at)] if at and phase == DIGEST else [],
        "headline": stations.headline_of(state, at) if at else "",
        "setting": phase == SET,
    }


def _line(state: State, note: Note, team: int) -> dict[str, Any]:
    ticks = state.ticked(note.key)
    on = state.notes.get(note.fields.get("on", ""))
    return {
        "target": public(note.key),
        "text": note.text,
        "on": on.text if on is not None else "",
        "ticks": len(ticks),
        "ticked": team in ticks,
        "own": bool(team) and note.fields.get("team") == team,
        "chosen": state.highlighted(note.key),
    }


def _query(state: State, note: Note) -> dict[str, Any]:
    on = state.notes.get(note.fields.get("on", ""))
    answers = [n.text for n in stations.answers_to(state, note.key)]
    return {"target": public(note.key), "text": note.text, "on": on.text if on else "", "answers": answers}


# ---------------------------------------------------------------------- reading


def read(run: RunOf[State], form: Mapping[str, Any], sender: Sender) -> Packed:
    """A form as what it asks for. Raises Refused."""
    return _read_dating(run, form) if run.state.play == DATING else _read_storm(run, form, sender)


def _read_dating(run: RunOf[State], form: Mapping[str, Any]) -> Packed:
    act = words.one_line(form, "act", 20)
    if act == "seat":
        name, contact = (words.one_line(form, each, 40) for each in ("name", "contact"))
        stays, quiet, observer = (form.get(each) in _YES for each in ("stays", "quiet", "observer"))
        return Seated(name=name, contact=contact, stays=stays, quiet=quiet, observer=observer)
    if act == "left":
        return Left()
    if "target" in form:
        target = words.target(form, run.state.seats)
        choice = words.one_line(form, "choice")
        if choice not in ("yes", "no"):
            raise Refused(say("Answer yes or no."))
        return Wish(target, choice)
    return Noted(words.words(form, limit=run.stage.limit), fields=words.answers(run.stage, form))


def _read_storm(run: RunOf[State], form: Mapping[str, Any], sender: Sender) -> Packed:
    state = run.state
    choice = words.one_line(form, "choice", 20)
    if choice.startswith("team-"):
        number = choice.removeprefix("team-")
        if not (number.isascii() and number.isdigit() and 1 <= int(number) <= stations.team_count(state)):
            raise Refused(say("There is no such group here."))
        return Team(int(number), token=sender.token)
    team = stations.team_of_table(state, sender.table) or state.teams.get(sender.token, 0)
    if not team:
        raise Refused(say("Say first which colour your group is."), 409)
    if choice in ("tick", "untick", "highlight", "unhighlight"):
        target = words.target(form, (n.key for n in state.notes if stations.kind_of(n) in (NEW, BUILDS)))
        if choice in ("tick", "untick") and state.notes.by_key[target].fields.get("team") == team:
            raise Refused(say("This line is your own group's. Tick what others wrote."), 409)
        act = Tick if choice.endswith("tick") else Highlight
        return act(target, team, on=not choice.startswith("un"))
    return _line_said(run, form, team)


def _line_said(run: RunOf[State], form: Mapping[str, Any], team: int) -> Line:
    """A line for the board where the group is; one that builds on, queries or answers another names it."""
    kind = words.one_line(form, "kind", 20) or NEW
    if kind not in (NEW, BUILDS, QUERY, ANSWER, HEADLINE):
        raise Refused(say("'{kind}' is not something people write on a board.", kind=kind))
    fields: dict[str, Any] = {"kind": kind}
    if kind in (BUILDS, QUERY, ANSWER):
        wanted = (QUERY,) if kind == ANSWER else (NEW, BUILDS)
        found = (n.key for n in run.state.notes if stations.kind_of(n) in wanted)
        fields["on"] = words.target(form, found, "on")
    return Line(words.words(form, limit=run.stage.limit), fields=fields, team=team)
