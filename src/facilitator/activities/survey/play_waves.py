"""What pretend people say before and after: a sample's own answers, or invented ones that move a little."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from facilitator.activities.playing import Act, Cast, Role, Turn, enter
from facilitator.activities.survey.bodies import FilledIn, GivenOut
from facilitator.activities.survey.form import paper_token
from facilitator.activities.survey.instrument import NONE, POINTS, WAVES, Instrument, Question
from facilitator.activities.survey.pairing import CARD, PARTS, code_of, own_code
from facilitator.activities.survey.rules import State
from facilitator.model.run import StageRun

STEPS = (-1, 0, 0, 1, 1)
"""How an answer may move the second time, by chance; more often the way that is hoped for."""

Invent = Callable[[Instrument, Role, Cast], dict[str, Any]]
"""Answers of somebody for whom a sample has none."""


def people(run: StageRun, cast: Cast, invent: Invent) -> list[Turn]:
    """A form from everybody with a phone who is there."""
    state: State = run.state
    found = []
    for role in cast.roles:
        if role.phone and _there(run, cast, role):
            form = {"version": state.instrument.version, **_answers(run, cast, role, invent), **_own(state, role)}
            found.append(Turn(role.id, run.id, cast.rng.uniform(0.2, 0.8), form, cast.key()))
    return found


def deeds(run: StageRun, cast: Cast, invent: Invent) -> list[Act]:
    """How many are present, and the paper forms of those without a phone, with the code of their strip."""
    state: State = run.state
    there = [role for role in cast.roles if _there(run, cast, role)]
    acts = [enter(run.id, 0.02, GivenOut(len(there)))]
    for number, role in enumerate((role for role in cast.roles if not role.phone), 1):
        if role not in there:
            continue
        own = _own(state, role)
        code = own_code(list(own.values())) if own else code_of(f"strip {run.root} {number}")
        answers = _answers(run, cast, role, invent)
        form = FilledIn(
            state.instrument.version,
            answers,
            number,
            assisted=number == 1,
            wave=state.wave_of(run.id),
            code=code,
            token=paper_token(number),
            source="paper",
        )
        acts.append(enter(run.id, 0.9, form))
    return acts


def _there(run: StageRun, cast: Cast, role: Role) -> bool:
    """Whether somebody answers this time: in a sample who has an answer, else whoever has not left."""
    own = _given(cast).get(role.id)
    if own is not None:
        return any(_digit(pair, run) in POINTS for pair in own.values())
    return not role.late if run.state.wave_of(run.id) == WAVES[0] else not role.leaves


def _given(cast: Cast) -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = cast.given.get("attitudes", {})
    return found


def _digit(pair: str, run: StageRun) -> int:
    """Of an answer before and one after the one of this wave; 0 where there is none."""
    sign = pair[WAVES.index(run.state.wave_of(run.id))]
    return int(sign) if sign.isdigit() else 0


def _answers(run: StageRun, cast: Cast, role: Role, invent: Invent) -> dict[str, Any]:
    state: State = run.state
    instrument = state.instrument.in_wave(state.wave_of(run.id))
    group = {q.id: role.group for q in instrument.with_role("group") if role.group}
    if own := _given(cast).get(role.id):
        said = {name: _digit(pair, run) for name, pair in own.items() if instrument.question(name)}
        return {**group, **{name: value for name, value in said.items() if value in POINTS}}
    said = invent(instrument, role, cast)
    before = next((turn.form for turn in cast.turns if turn.by == role.id and turn.stage == run.root), None)
    if before is None or run.id == run.root:
        return said
    moved = {q.id: _moved(q, before[q.id], cast) for q in instrument.with_role("statement") if q.id in before}
    return {**said, **group, **moved}


def _moved(question: Question, value: Any, cast: Cast) -> Any:
    if value not in POINTS:
        return NONE
    step = cast.rng.choice(STEPS) * (question.direction or 1)
    return min(max(value + step, POINTS[0]), POINTS[-1])


def _own(state: State, role: Role) -> dict[str, str]:
    """The parts of somebody's own code, the same both times; none where a card pairs."""
    if state.way == CARD:
        return {}
    code = code_of(role.id)
    return {f"code{n}": code[n] for n in range(1, PARTS + 1)}
