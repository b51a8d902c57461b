"""A programme that asks the same statements before in one workshop and after in another, months apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from survey_day import AT, GROUPS
from waves_day import method, people

from facilitator.activities.survey.pairing import code_of
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.model.method import Method
from facilitator.model.programme import Programme
from facilitator.programme import contract as programmes

DAY = 24 * 60 * 60 * 1000
Form = Mapping[str, Any]


def asks(wave: str, version: str = "S1", **options: Any) -> Method:
    """The method with the stage of one wave only; another version has the first statement in other words."""
    found = method(**options)
    (stage,) = (replace(each, continues="") for each in found.stages if each.id == wave)
    survey = dict(stage.options["survey"])
    if version != "S1":
        questions = [dict(q) for q in survey["questions"]]
        questions[2]["text"] = "Joining a consortium would cost a small group more than it gains"
        survey |= {"version": version, "questions": questions}
    return replace(found, stages=(replace(stage, options={**stage.options, "survey": survey}),))


def held(
    workshop: str, title: str, wave: str, forms: Sequence[tuple[str, Form]], version: str = "S1", **options: Any
) -> list[Draft]:
    """A workshop that asked one wave; `forms` are `(card code, answers)`, each from a phone of its own."""
    drafts = acts.create(
        {"title": title, "date": "2011-11-15"}, [asks(wave, version, **options)], groups=GROUPS, workshop=workshop
    )
    drafts.append(Draft("attendance", {"groups": {"VCS": 10, "CCM": 6, "LA": 5, "PAR": 4}}, workshop))
    drafts.append(Draft("stage_opened", {}, workshop, wave))
    for n, (code, answers) in enumerate(forms):
        body = {"version": version, "answers": dict(answers), "token": f"{workshop}-{n}", "wave": wave, "code": code}
        drafts.append(Draft("answers", {**body, "source": "phone"}, workshop, wave))
    return [*drafts, Draft("stage_closed", {}, workshop, wave)]


def both(pairs: Sequence[tuple[Form, Form]] | None = None) -> tuple[list[tuple[str, Form]], list[tuple[str, Form]]]:
    """The forms of the same people before and after, each with the code of their card; the sample day's by default."""
    some = people() if pairs is None else pairs
    first = [(code_of(f"card {n}"), before) for n, (before, _after) in enumerate(some)]
    return first, [(code_of(f"card {n}"), after) for n, (_before, after) in enumerate(some)]


def programme(*workshops: Sequence[Draft], apart: int = 60) -> Programme:
    """The workshops one after another, so many days apart."""
    made, seq = programmes.empty(), 0
    for number, drafts in enumerate(workshops):
        for draft in drafts:
            seq += 1
            at = AT + number * apart * DAY + seq
            made.fold(Entry(seq, draft.key, draft.workshop, draft.stage, at, "", draft.kind, dict(draft.body)))
    return made
