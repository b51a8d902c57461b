"""The phone's side of a questionnaire: one step after another, nothing that must be answered, one form to send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.activities import words
from facilitator.activities.contract import Refused, Sender
from facilitator.activities.survey.bodies import FilledIn
from facilitator.activities.survey.figures import options
from facilitator.activities.survey.form import Form
from facilitator.activities.survey.instrument import NONE, WAVES, Question
from facilitator.activities.survey.pairing import CARD, FACTS, PARTS, code_of, own_code, read_code, shown_code
from facilitator.activities.survey.rules import State
from facilitator.model.entry import clean
from facilitator.model.people import OTHER, Groups
from facilitator.model.run import RunOf
from facilitator.model.say import say

BACK, CODE = "take_back", "code"
"""The form fields that take a form back, and that bring a card's code; the parts of a code of one's own follow it."""
NO_CARD = say("This is no card code. A card has six signs, such as K7M-2QD. Leave it empty if you have none.")
NOT_USED = say("Nobody used this code the first time. Look at your card again, or leave it empty: your answers count.")
NOT_WHOLE = say("Fill in all four parts of your code, or none of them: your answers count all the same.")


def view(run: RunOf[State], sender: Sender, groups: Groups) -> dict[str, Any]:
    """What the template is given: the steps with their questions, and what this very phone has sent."""
    state, wave = run.state, run.state.wave_of(run.id)
    instrument = state.instrument
    mine, known = state.mine(sender.token, wave), state.mine(sender.token, WAVES[0])
    return {
        "title": instrument.title,
        "intro": instrument.intro,
        "version": instrument.version,
        "steps": [[_question(q, groups) for q in step] for step in _steps(state, groups, wave)],
        "sent": mine is not None,
        "mark": mine.seq if mine else 0,
        "mine": _typed(mine) if mine else _again(state, known),
        "wave": wave,
        "pairs": _pairs(state, sender, known) if wave else {},
        "assisted": bool(mine and mine.assisted),
        "shown": (),
    }


def _typed(form: Form) -> dict[str, Any]:
    """The answers of a form as a page has them."""
    found: dict[str, Any] = {}
    for name, value in form.answers.items():
        found |= {f"{name}.{one}": "1" for one in value} if isinstance(value, list | tuple) else {name: str(value)}
    return found


def _again(state: State, known: Form | None) -> dict[str, Any]:
    """Of the second time: the group that somebody named the first time."""
    asked = [question.id for question in state.instrument.with_role("group")]
    return {name: str(known.answers[name]) for name in asked if known and name in known.answers}


def _pairs(state: State, sender: Sender, known: Form | None) -> dict[str, Any]:
    """How this phone's two forms find each other: the code of its card, whether it was used, or parts to fill in."""
    if state.way != CARD:
        return {"facts": FACTS, "code": ""}
    code = (known and known.code) or code_of(sender.token)
    return {"facts": (), "code": shown_code(code), "known": known is not None}


def _steps(state: State, groups: Groups, wave: str) -> list[list[Question]]:
    """The steps without a question for groups where there are none."""
    steps = [[q for q in step if q.kind != "group" or groups] for step in state.instrument.in_wave(wave).steps()]
    return [step for step in steps if step]


def _question(question: Question, groups: Groups) -> dict[str, Any]:
    choices = [(str(value), label) for value, label in options(question)]
    if question.kind == "group":
        choices = [(group.id, group.label) for group in groups] + [(OTHER, say("Another group"))]
    if question.kind == "scale" and question.none:
        choices.append((NONE, question.none))
    return {
        "id": question.id,
        "kind": question.kind,
        "text": question.text,
        "choices": choices,
        "low": question.low,
        "high": question.high,
        "named": bool(question.points),
        "limit": question.limit,
    }


def read(run: RunOf[State], form: Mapping[str, Any], sender: Sender) -> FilledIn:
    """A filled-in form; one without answers that says `take_back` takes an earlier one back. Raises Refused."""
    state, wave = run.state, run.state.wave_of(run.id)
    instrument = state.instrument.in_wave(wave)
    if form.get(BACK):
        return FilledIn(instrument.version, {}, wave=wave, token=sender.token)
    version = words.one_line(form, "version", 40) or instrument.version
    given = {question.id: answer(question, form) for question in instrument.questions}
    answers = {name: value for name, value in given.items() if value is not None}
    if not answers:
        raise Refused(say("Answer at least one question, then send the form."))
    assisted, code = bool(form.get("assisted")), code_in(state, wave, form, sender) if wave else ""
    return FilledIn(version, answers, assisted=assisted, wave=wave, code=code, token=sender.token)


def code_in(state: State, wave: str, form: Mapping[str, Any], sender: Sender) -> str:
    """The code in a form, as it is stored; empty where it brings none, or that of this very phone. Raises Refused."""
    if state.way != CARD:
        parts = [words.one_line(form, f"{CODE}{n}", 20) for n in range(1, PARTS + 1)]
        made = own_code(parts)
        if any(parts) and not made:
            raise Refused(NOT_WHOLE)
        return made
    typed = words.one_line(form, CODE, 20) if wave != WAVES[0] else ""
    found = read_code(typed)
    if typed and not found:
        raise Refused(NO_CARD)
    if not found or found == code_of(sender.token):
        return ""
    if state.came(WAVES[0]) and not state.knows_code(found):
        raise Refused(NOT_USED, 409)
    return found


def _several(question: Question, form: Mapping[str, Any]) -> list[str] | None:
    """All that was chosen, in the order of the question: each by its own box, or in a list."""
    given = form.get(question.id)
    known = [choice.value for choice in question.choices]
    if isinstance(given, list):
        if odd := next((one for one in given if one not in known), None):
            raise Refused(words.no_answer(str(odd), question.text))
        return [one for one in known if one in given] or None
    return [one for one in known if form.get(f"{question.id}.{one}")] or None


def answer(question: Question, form: Mapping[str, Any]) -> str | int | list[str] | None:
    """The answer to one question in a form; None when it was left out. Raises Refused."""
    if question.kind == "several":
        return _several(question, form)
    given = form.get(question.id, "")
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    if not isinstance(given, str):
        raise Refused(say("The answer to '{question}' must be text.", question=question.text))
    if question.kind == "text":
        return words.words({question.id: given}, question.id, question.limit, needed=False) or None
    said = " ".join(clean(given).split())
    if not said:
        return None
    value: str | int = said
    if question.kind in ("scale", "score") and said.isascii() and said.isdigit() and len(said) < 3:
        value = int(said)
    if not question.accepts(value):
        raise Refused(words.no_answer(said, question.text))
    return value
