"""Answers from a table, one a row: strictly what the questionnaire asks in that wave, and nothing near it."""

from __future__ import annotations

import hashlib
from typing import Any

from facilitator.activities.contract import Refused
from facilitator.activities.intake import Asked, Filled, Intake
from facilitator.activities.survey.bodies import FilledIn
from facilitator.activities.survey.instrument import NONE, POINTS, SCORES, Question
from facilitator.activities.survey.keyed import parse
from facilitator.activities.survey.pairing import CARD, own_code, read_code
from facilitator.activities.survey.rules import State
from facilitator.model.entry import clean
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, Message, say

_UNSURE = frozenset({"dk", "na", "n", "don't know", "don\u2019t know"})


def asked(run: StageRun) -> Asked | None:
    """What a stage asks, and in which wave."""
    state: State = run.state
    return Asked(state.instrument.key, state.instrument.version, state.wave_of(run.id))


def answer(run: StageRun, item: str, value: str, groups: Groups) -> tuple[str, Any] | None:
    """The question that is meant and the answer to it; None for an empty cell. Raises Refused."""
    state: State = run.state
    wave = state.wave_of(run.id)
    here = _here(run)
    question = next((q for q in here if q.id.casefold() == item.casefold()), None)
    if question is None:
        raise Refused(_unknown(state, wave, item, [q.id for q in here]))
    found = _value(question, value, groups)
    return None if found is None else (question.id, found)


def items(run: StageRun) -> list[str]:
    """What may be answered in a stage."""
    return [question.id for question in _here(run)]


def _here(run: StageRun) -> list[Question]:
    state: State = run.state
    return [q for q in state.instrument.in_wave(state.wave_of(run.id)).questions if q.role != "group"]


def _unknown(state: State, wave: str, item: str, known: list[str]) -> Message:
    if any(q.id.casefold() == item.casefold() for q in state.instrument.questions if q.role != "group"):
        return say("'{item}' is not asked in the wave '{wave}'.", item=item[:40], wave=wave)
    return say("There is no item '{item}' in {survey}. There are: {known}.", item=item[:40],
               survey=state.instrument.key, known=Listed(tuple(known), ""))  # fmt: skip


def _value(question: Question, value: str, groups: Groups) -> Any:
    said = clean(value)
    if question.kind == "scale":
        return _number(question, said, POINTS)
    if question.kind == "score":
        return _number(question, said, SCORES)
    if question.kind in ("choice", "pick"):
        exact = next((c.value for c in question.choices if said.casefold() == c.value.casefold()), said)
        return parse(question, exact, groups)
    return parse(question, said.replace(";", " ") if question.kind == "several" else said, groups)


def _number(question: Question, said: str, fits: tuple[int, ...]) -> Any:
    """A number of the scale, or the way out of it, where it has one."""
    small = said.casefold()
    if not small:
        return None
    way_out = question.kind == "scale" and bool(question.none)
    if way_out and small in _UNSURE:
        return NONE
    if small.isascii() and small.isdigit() and len(small) < 3 and int(small) in fits:
        return int(small)
    told = {"value": said[:40], "item": question.id, "first": fits[0], "last": fits[-1]}
    if way_out:
        raise Refused(say("'{value}' is not an answer to {item}: {first} to {last}, or dk.", **told))
    raise Refused(say("'{value}' is not an answer to {item}: {first} to {last}.", **told))


def form(run: StageRun, filled: Filled) -> FilledIn:
    """A form of one person: its token pairs it with the other wave, and leads to nothing else."""
    state: State = run.state
    wave, instrument = state.wave_of(run.id), state.instrument
    asks = instrument.with_role("group")
    answers = {**({asks[0].id: filled.group} if asks and filled.group else {}), **filled.answers}
    told = f"{instrument.key} {filled.token}"
    token = hashlib.sha256(f"answers {told}".encode()).hexdigest()[:32]
    return FilledIn(
        instrument.version, answers, wave=wave, code=_code(state, filled.token) if wave else "", token=token,
        source=filled.source,
    )  # fmt: skip


def _code(state: State, token: str) -> str:
    """A card's code, or one of the writer's own, in the one way it is written; any other token as it is."""
    found = read_code(token) if state.way == CARD else own_code(token.split("-"))
    return found or token


INTAKE = Intake(asked, answer, form, items)
