"""The phone's side of a questionnaire: one step after another, nothing that must be answered, one form to send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.activities import words
from facilitator.activities.contract import Refused, Sender
from facilitator.activities.survey.bodies import FilledIn
from facilitator.activities.survey.figures import options
from facilitator.activities.survey.instrument import NONE, Question
from facilitator.activities.survey.rules import State
from facilitator.model.entry import clean
from facilitator.model.people import OTHER, Groups
from facilitator.model.run import RunOf
from facilitator.model.say import say

BACK = "take_back"
"""The form field that takes a form back."""


def view(run: RunOf[State], sender: Sender, groups: Groups) -> dict[str, Any]:
    """What the template is given: the steps with their questions, and what this very phone has sent."""
    state = run.state
    instrument = state.instrument
    mine = state.mine(sender.token)
    return {
        "title": instrument.title,
        "intro": instrument.intro,
        "version": instrument.version,
        "steps": [[_question(q, groups) for q in step] for step in _steps(state, groups)],
        "sent": mine is not None,
        "mark": mine.seq if mine else 0,
        "mine": {name: str(value) for name, value in mine.answers.items()} if mine else {},
        "assisted": bool(mine and mine.assisted),
        "shown": (),
    }


def _steps(state: State, groups: Groups) -> list[list[Question]]:
    """The steps without a question for groups where there are none."""
    steps = [[q for q in step if q.kind != "group" or groups] for step in state.instrument.steps()]
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
        "limit": question.limit,
    }


def read(run: RunOf[State], form: Mapping[str, Any], sender: Sender) -> FilledIn:
    """A filled-in form; one without answers that says `take_back` takes an earlier one back. Raises Refused."""
    state = run.state
    instrument = state.instrument
    wave = str(run.stage.options.get("wave", ""))
    if form.get(BACK):
        return FilledIn(instrument.version, {}, wave=wave, token=sender.token)
    version = words.one_line(form, "version", 40) or instrument.version
    given = {question.id: answer(question, form) for question in instrument.questions}
    answers = {name: value for name, value in given.items() if value is not None}
    if not answers:
        raise Refused(say("Answer at least one question, then send the form."))
    assisted = bool(form.get("assisted"))
    return FilledIn(version, answers, assisted=assisted, wave=wave, token=sender.token)


def answer(question: Question, form: Mapping[str, Any]) -> str | int | None:
    """The answer to one question in a form; None when it was left out. Raises Refused."""
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
