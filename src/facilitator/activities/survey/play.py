"""What pretend people answer in a questionnaire, and what the facilitator types in from paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.activities.playing import Act, Cast, Role, Turn, enter
from facilitator.activities.survey import play_given, play_waves
from facilitator.activities.survey.bodies import FilledIn, GivenOut
from facilitator.activities.survey.form import paper_token
from facilitator.activities.survey.instrument import NO, NONE, POINTS, SCORES, YES, Instrument, Question, of_stage
from facilitator.model.run import StageRun

FILLS_IN = 0.92
"""How likely a pretend person with a phone fills in the form."""
SKIPS = 0.06
WEIGHTS = (1, 2, 5, 10, 7)
COMMENTS = {
    "comment": ("Meeting people I knew by e-mail", "Being asked first", "The pace after lunch", "The wall of notes"),
    "change": ("Not enough time to read the wall", "The room echoed", "Too many people at one table", "Start later"),
    "intention": (
        "Ring the group next door before the next bid",
        "Say at the start who pays for what",
        "Ask two parents to chair",
    ),
}
WRITES = 0.5
DAY = "2027-03-31"


def people(run: StageRun, cast: Cast) -> list[Turn]:
    """Most people with a phone send one form; a few send it again with another answer, and the last one counts."""
    instrument = of_stage(run.stage)
    if instrument.sort == "attitudes":
        return play_waves.people(run, cast, filled)
    if given := cast.given.get("survey"):
        return _given(run, cast, instrument, given)
    turns: list[Turn] = []
    for role in cast.roles:
        if not role.phone or cast.rng.random() > FILLS_IN:
            continue
        form = {"version": instrument.version, **filled(instrument, role, cast)}
        first = Turn(role.id, run.id, cast.rng.uniform(0.2, 0.8), form, cast.key())
        turns.append(first)
        if cast.rng.random() < SKIPS:
            again = {**form, **filled(instrument, role, cast)}
            turns.append(Turn(role.id, run.id, 0.85, again, cast.key(), after=first))
    return turns


def deeds(run: StageRun, cast: Cast) -> list[Act]:
    """The facilitator says how many are present, and types in the paper forms of those without a phone."""
    instrument = of_stage(run.stage)
    if instrument.sort == "attitudes":
        return play_waves.deeds(run, cast, filled)
    if given := cast.given.get("survey"):
        return _given_paper(run, cast, instrument, given)
    acts = [enter(run.id, 0.02, GivenOut(len(cast.roles)))]
    for number, role in enumerate((role for role in cast.roles if not role.phone), 1):
        answers = filled(instrument, role, cast)
        token, helped = paper_token(number), number == 1
        form = FilledIn(instrument.version, answers, number, assisted=helped, token=token, source="paper")
        acts.append(enter(run.id, 0.9, form))
    return acts


def _given(run: StageRun, cast: Cast, instrument: Instrument, given: Mapping[str, Any]) -> list[Turn]:
    """One form from each phone that is still there, with the answers of the sample."""
    there = play_given.present(given, cast.roles)
    return [
        Turn(role.id, run.id, cast.rng.uniform(0.2, 0.8), {"version": instrument.version, **form}, cast.key())
        for role, form in zip(there, _forms(cast, instrument, given), strict=True)
        if role.phone
    ]


def _given_paper(run: StageRun, cast: Cast, instrument: Instrument, given: Mapping[str, Any]) -> list[Act]:
    """The paper forms of the sample's people without a phone, and how many people were there."""
    there = play_given.present(given, cast.roles)
    told = zip(there, _forms(cast, instrument, given), strict=True)
    acts = [enter(run.id, 0.02, GivenOut(len(there)))]
    for number, answers in enumerate((form for role, form in told if not role.phone), 1):
        form = FilledIn(instrument.version, answers, number, token=paper_token(number), source="paper")
        acts.append(enter(run.id, 0.9, form))
    return acts


def _forms(cast: Cast, instrument: Instrument, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The sample's answers, with the partner group that each person names."""
    there = play_given.present(given, cast.roles)
    made = play_given.forms(given, instrument, len(there))
    group = next((question.id for question in instrument.with_role("group")), "")
    named = [{group: role.group} if group and role.group else {} for role in there]
    return [{**form, **said} for form, said in zip(made, named, strict=True)]


def filled(instrument: Instrument, role: Role, cast: Cast) -> dict[str, Any]:
    """One person's answers, as a phone sends them; at least one."""
    found = {}
    for place, question in enumerate(instrument.questions):
        if place and cast.rng.random() < SKIPS:
            continue
        value = _answer(question, role, cast)
        if value is not None:
            found[question.id] = value
    return found


def _answer(question: Question, role: Role, cast: Cast) -> Any:
    rng = cast.rng
    if question.kind == "scale":
        no_matter = question.none and question.role in ("detail", "statement") and rng.random() < SKIPS
        return NONE if no_matter else rng.choices(POINTS, WEIGHTS)[0]
    if question.kind == "score":
        return rng.choice(SCORES)
    if question.kind == "group":
        return role.group or None
    if question.kind == "consent":
        return YES if rng.random() < 0.7 else NO
    if question.kind == "date":
        return DAY if rng.random() < WRITES else None
    if question.kind == "text":
        return rng.choice(COMMENTS.get(question.role, COMMENTS["comment"])) if rng.random() < WRITES else None
    if question.kind == "several":
        return [choice.value for choice in question.choices if rng.random() < WRITES] or None
    return rng.choice(question.choices).value
