"""What pretend people do in a rotation: take numbers, meet, note what they heard; or go round the boards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facilitator.activities.playing import Act, Cast, Role, Turn, enter, halves
from facilitator.activities.rotate import pace, planning, stations
from facilitator.activities.rotate.bodies import Planned, Round, Seated, TeamSize
from facilitator.activities.rotate.facts import (
    DATING,
    DEBRIEF,
    DIGEST,
    HOME,
    MOVE,
    READ_OUT,
    ROUNDS,
    SEATS,
    TALK,
    Seat,
    State,
)
from facilitator.model.entry import public
from facilitator.model.run import RunOf

_NAMES = ("Ana", "Bilal", "Chris", "Dorota", "Ewan", "", "Farah", "Gwen", "", "Hana", "Ivo", "Joan")
_LEAVES = 3
"""Before this round one person leaves and others come, so that the rest of the plan is made anew."""
_AGAIN = 8
"""One in so many thinks again of whom to meet."""


def people(run: RunOf[State], cast: Cast) -> list[Turn]:
    """By the phase of the stage."""
    state = run.state
    phones = sorted(cast.here(run.id), key=lambda role: role.late is not None)
    if not phones:
        return []
    if state.play == DATING:
        parts = {SEATS: _take_seats, ROUNDS: _meet, DEBRIEF: _debrief}
        return parts[state.phase(run.id)](run, cast, phones)
    walks: Mapping[str, Any] = {HOME: _fill, ROUNDS: _visit, DIGEST: _digest, READ_OUT: _late_voices}
    walk = walks.get(state.phase(run.id))
    return walk(run, cast, phones) if walk else []


def deeds(run: RunOf[State], cast: Cast) -> list[Act]:
    """What the facilitator enters in one stage, as it was invented together with the turns."""
    return [act for act in cast.acts if act.stage == run.id]


# ---------------------------------------------------------------------- people


def _take_seats(run: RunOf[State], cast: Cast, phones: Sequence[Role]) -> list[Turn]:
    """Everybody takes a number; the facilitator adds those without a phone and makes the plan."""
    turns: list[Turn] = []
    seats: list[Seat] = []
    for number, role in enumerate(phones):
        form = {"act": "seat", "name": _NAMES[number % len(_NAMES)], "contact": f"{role.id}@example.org"}
        if number == 5:
            form["stays"] = "1"
        if number == len(phones) - 1 and len(phones) > 6:
            form["observer"] = "1"
        turn = Turn(role.id, run.id, cast.rng.uniform(0.05, 0.5), form, cast.key(), name=f"seat-{role.id}")
        turns.append(turn)
        seats.append(Seat(turn.key, number + 1, group=role.group, stays="stays" in form, observer="observer" in form))
    for role in (r for r in cast.roles if not r.phone):
        seat = Seat(cast.key(), len(seats) + 1, group=role.group, source="facilitator")
        seats.append(seat)
        said = Seated(name="", partner=role.group, source="facilitator")
        cast.acts.append(enter(run.id, 0.3, said, key=seat.key))
    cast.made[run.id] = [seat.key for seat in seats if seat.plays]
    state = State(run.stage, seats={seat.key: seat for seat in seats})
    plan = planning.planned(state, 1, pace.rounds_of(run))
    cast.acts.append(enter(run.id, 0.8, plan, after=[turn.name for turn in turns]))
    cast.made[f"{run.id}-seats"] = [f"{s.key} {s.group} {int(s.stays)}" for s in seats if s.plays]
    return turns


def _meet(run: RunOf[State], cast: Cast, phones: Sequence[Role]) -> list[Turn]:
    """All rounds in their time; on the way one person leaves and others come; people write, and wish to meet again."""
    brief = run.stage.continues
    state = _planned(run, cast, brief)
    by_role = {t.by: t.key for t in cast.turns if t.stage == brief and t.key in state.seats}
    total = pace.rounds_of(run)
    starts = _round_acts(run, cast)
    turns: list[Turn] = []
    if total >= _LEAVES and len(by_role) > 6:
        who, key = next(iter(by_role.items()))
        leaving = Turn(who, run.id, starts[_LEAVES] - 0.06, {"act": "left"}, cast.key(), name=f"left-{run.id}")
        turns.append(leaving)
        state.seats[key].left = True
        coming = _come_late(run, cast, state, starts[_LEAVES] - 0.06)
        turns += coming
        plan = planning.planned(state, _LEAVES, total)
        names = [leaving.name, *(turn.name for turn in coming)]
        cast.acts.append(enter(run.id, starts[_LEAVES] - 0.01, plan, after=names))
    for number, role in enumerate(phones):
        key = by_role.get(role.id, "")
        if not key:
            continue
        turns.append(Turn(role.id, run.id, cast.rng.uniform(0.35, 0.95), _heard(run, cast), cast.key()))
        first = state.place_of(key, 1)
        for other in (k for k in first[1] if k != key) if first else ():
            choice = "yes" if cast.rng.random() < 0.7 else "no"
            wish = Turn(role.id, run.id, cast.rng.uniform(0.8, 0.9), {"target": other, "choice": choice}, cast.key())
            turns.append(wish)
            if number % _AGAIN == _AGAIN - 1:
                form = {"target": other, "choice": "no" if choice == "yes" else "yes"}
                turns.append(Turn(role.id, run.id, 0.95, form, cast.key(), after=wish))
    return turns


def _come_late(run: RunOf[State], cast: Cast, state: State, by: float) -> list[Turn]:
    """Those who come while people talk take a number, and are in the plan that is made next."""
    turns = []
    for role in (role for role in cast.roles if role.phone and role.late and role.late[0] == run.id):
        form = {"act": "seat", "name": role.id, "contact": f"{role.id}@example.org"}
        at = min(role.late[1] if role.late else by, by)
        turns.append(Turn(role.id, run.id, at, form, cast.key(), name=f"seat-{role.id}"))
        state.seats[turns[-1].key] = Seat(turns[-1].key, len(state.seats) + 1, group=role.group)
    return turns


def _heard(run: RunOf[State], cast: Cast) -> dict[str, Any]:
    """An offer, a need, or what is useful to know."""
    words, kind = halves(cast.line(run.stage))
    return {"text": words, **cast.answers(run.stage), **cast.sorted(run.stage, kind)}


def _planned(run: RunOf[State], cast: Cast, brief: str) -> State:
    """The people and the plan as the stage before made them."""
    seats: dict[str, Seat] = {}
    for number, line in enumerate(cast.made.get(f"{brief}-seats", ()), 1):
        key, group, stays = line.split(" ")
        seats[key] = Seat(key, number, group=group, stays=stays == "1")
    state = State(run.state.stage, seats=seats)
    made = (act.what.get("said") for act in cast.acts if act.stage == brief)
    state.rounds = next((list(said.rounds) for said in made if isinstance(said, Planned)), [])
    return state


def _round_acts(run: RunOf[State], cast: Cast) -> dict[int, float]:
    """Enter every round with its move in its time; gives when each begins, as a part of the stage."""
    first, last = pace.first_of(run), pace.rounds_of(run)
    whole = max(pace.minutes_needed(run), run.stage.minutes) * 60
    at, starts = 0.005, {}
    for n in range(first, last + 1):
        if (n > first or first > 1) and pace.move_s(run):
            cast.acts.append(_round(run, at, n, pace.move_s(run), MOVE))
            at += pace.move_s(run) / whole
        starts[n] = at
        cast.acts.append(_round(run, at, n, pace.talk_s(run, n), TALK))
        at += pace.talk_s(run, n) / whole
    return starts


def _round(run: RunOf[State], at: float, n: int, seconds: int, part: str) -> Act:
    return enter(run.id, at, Round(n, seconds, part), clock=seconds)


def _debrief(run: RunOf[State], cast: Cast, phones: Sequence[Role]) -> list[Turn]:
    """Two or three voices."""
    chosen = cast.rng.sample(list(phones), min(3, len(phones)))
    return [Turn(role.id, run.id, cast.rng.uniform(0.1, 0.8), _heard(run, cast), cast.key()) for role in chosen]


# ---------------------------------------------------------------------- boards


def _teams(run: RunOf[State], cast: Cast, phones: Sequence[Role]) -> tuple[dict[str, int], dict[str, Turn]]:
    """Each phone's group: its table's, else the colour that it says first."""
    state = run.state
    teams: dict[str, int] = {}
    said: dict[str, Turn] = {}
    for number, role in enumerate(phones):
        team = stations.team_of_table(state, role.table)
        if not team:
            team = number % stations.team_count(state) + 1
            said[role.id] = Turn(role.id, run.id, 0.02, {"choice": f"team-{team}"}, cast.key())
        teams[role.id] = team
    return teams, said


def _fill(run: RunOf[State], cast: Cast, phones: Sequence[Role]) -> list[Turn]:
    """Two lines a person at the home board; the facilitator has counted the groups."""
    teams, said = _teams(run, cast, phones)
    turns = list(said.values())
    for role in phones:
        for _line in range(2):
            form = {"text": cast.say(run.stage), "kind": "new"}
            turns.append(Turn(role.id, run.id, cast.rng.uniform(0.1, 0.9), form, cast.key(), after=said.get(role.id)))
    for team in sorted(set(teams.values())):
        people = sum(t == team for t in teams.values())
        cast.acts.append(enter(run.id, 0.03, TeamSize(team, people)))
    return turns


def _home_lines(run: RunOf[State], cast: Cast, phones: Sequence[Role]) -> dict[int, list[Turn]]:
    """The lines of the home round by group."""
    state = run.state
    home = next((s.id for s in state.phases.values() if state.phase(s.id) == HOME), "")
    order = {role.id: n for n, role in enumerate(phones)}
    found: dict[int, list[Turn]] = {}
    for turn in cast.turns:
        if turn.stage == home and "text" in turn.form and turn.by in order:
            role = phones[order[turn.by]]
            team = stations.team_of_table(state, role.table) or order[turn.by] % stations.team_count(state) + 1
            found.setdefault(team, []).append(turn)
    return found


def _visit(run: RunOf[State], cast: Cast, phones: Sequence[Role]) -> list[Turn]:
    """In every round each group ticks, asks, links and adds at the board where it then is."""
    state = run.state
    teams, said = _teams(run, cast, phones)
    lines = _home_lines(run, cast, phones)
    starts = _round_acts(run, cast)
    turns = list(said.values())
    for number, role in enumerate(phones):
        n = pace.first_of(run) + number % max(1, len(starts))
        here = lines.get(stations.station_of(state, teams[role.id], n), []) if n in starts else []
        at, first = starts.get(n, 0.5) + cast.rng.uniform(0.02, 0.12), said.get(role.id)
        turns.append(Turn(role.id, run.id, at, {"text": cast.say(run.stage), "kind": "new"}, cast.key(), after=first))
        for line in cast.rng.sample(here, min(2, len(here))):
            form = {"target": line.key, "choice": "tick"}
            turns.append(Turn(role.id, run.id, at + 0.02, form, cast.key(), after=first))
        if here and number % 3 == 0:
            kind = "query" if number % 2 else "builds"
            words = "Who would do this?" if kind == "query" else "and ask the school as well"
            form = {"text": words, "kind": kind, "on": public(here[0].key)}
            turns.append(Turn(role.id, run.id, at + 0.03, form, cast.key(), after=first))
    return turns


def _digest(run: RunOf[State], cast: Cast, phones: Sequence[Role]) -> list[Turn]:
    """One phone of each group picks highlights, writes the headline and answers what was asked."""
    teams, said = _teams(run, cast, phones)
    lines = _home_lines(run, cast, phones)
    queries = [t for t in cast.turns if t.form.get("kind") == "query"]
    turns = list(said.values())
    for team in sorted(set(teams.values())):
        who = next(id_ for id_, t in teams.items() if t == team)
        first = said.get(who)
        own = lines.get(team, [])
        for line in own[:3]:
            form: dict[str, Any] = {"target": line.key, "choice": "highlight"}
            turns.append(Turn(who, run.id, cast.rng.uniform(0.2, 0.5), form, cast.key(), after=first))
        names = {public(line.key) for line in own}
        for query in (q for q in queries if q.form["on"] in names):
            form = {"text": "Two of us, with the centre", "kind": "answer", "on": public(query.key)}
            turns.append(Turn(who, run.id, cast.rng.uniform(0.3, 0.6), form, cast.key(), after=first))
        form = {"text": cast.say(run.stage), "kind": "headline"}
        turns.append(Turn(who, run.id, 0.7, form, cast.key(), after=first))
    return turns


def _late_voices(run: RunOf[State], cast: Cast, phones: Sequence[Role]) -> list[Turn]:
    """The boards are read out one by one; one person adds a line."""
    _round_acts(run, cast)
    _teams_said, said = _teams(run, cast, phones)
    role = phones[-1]
    form = {"text": "Grandparents are missing here", "kind": "new"}
    return [*said.values(), Turn(role.id, run.id, 0.6, form, cast.key(), after=said.get(role.id))]
