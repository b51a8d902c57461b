"""A questionnaire's tables for the exports, with the same rule on small groups as on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from facilitator.activities.contract import Promised, Text
from facilitator.activities.survey import evaluation_rows, others, wave_rows
from facilitator.activities.survey.figures import (
    count,
    enough,
    groups_of,
    telling_forms,
    telling_groups,
    told_counts,
    what,
)
from facilitator.activities.survey.form import Form
from facilitator.activities.survey.instrument import Question, answer_words
from facilitator.activities.survey.rules import State, is_withheld, may_quote, quotable, written
from facilitator.model.entry import public
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.suppression import Decision, Reported

Row = dict[str, Any]
NOT_SHOWN = "not shown"


def rows(run: StageRun, groups: Groups, decision: Decision, where: str) -> dict[str, list[Row]]:
    """`counts`, `survey_answers` and `intentions`; nothing at all where too few forms came back."""
    state: State = run.state
    if state.instrument.sort == "attitudes":
        return _attitudes(run, groups, decision, where)
    if not enough(state, decision.least):
        return {}
    return {
        "counts": _counts(state, groups, decision, where),
        "survey_answers": _answers(state, groups, decision, where),
        "intentions": _intentions(state),
        "evaluation": evaluation_rows.rows(state, groups, decision, where),
    }


def _attitudes(run: StageRun, groups: Groups, decision: Decision, where: str) -> dict[str, list[Row]]:
    """What moved, and of what was asked beside the statements the counts, and the words of whoever wrote some."""
    state: State = run.state
    found = {"attitudes": wave_rows.rows(run, groups, decision, where)}
    if more := others.rows(run, decision, where):
        found["counts"] = more
    words = _words(state, state.wave_of(run.id), groups, decision.least)
    return {**found, "survey_answers": words} if words else found


def _words(state: State, wave: str, groups: Groups, least: int) -> list[Row]:
    """What people wrote in a wave, without their groups; nothing where there are fewer forms than `least`."""
    forms = state.counted(wave)
    if len(forms) < least:
        return []
    found = [
        {
            "version": form.version,
            "question": question.text,
            "answer": answer_words(question, form.answers[question.id], groups),
            "partner_group": "",
            "may_be_quoted": any(free.key == form.key for free, _said in quotable(state, question)),
        }
        for question in state.instrument.in_wave(wave).questions
        if question.kind == "text"
        for form in forms
        if question.id in form.answers
    ]
    return sorted(found, key=lambda row: (str(row["question"]), str(row["answer"]).casefold()))


def _counts(state: State, groups: Groups, decision: Decision, where: str) -> list[Row]:
    told = {c.question.id for c in told_counts(state, decision, where)}
    forms, found = state.counted(), []
    for question in state.instrument.questions:
        if question.role == "group":
            found += _group_counts(question, state, groups, telling_forms(state, decision, where))
        if question.id not in told:
            continue
        made = count(question, forms)
        found += [{"question": question.text, "answer": label, "n": number} for _value, label, number in made.answers]
        if question.none:
            found.append({"question": question.text, "answer": question.none, "n": made.none})
    return found


def _group_counts(question: Question, state: State, groups: Groups, allowed: Sequence[Reported]) -> list[Row]:
    """How many of each group filled in a form; groups that may not be told apart in one row together."""
    into = {partner: each.id for each in allowed for partner in each.of}
    given = Counter(into.get(group, NOT_SHOWN) for group in groups_of(state).values())
    label = {each.id: groups.label(each.label) for each in allowed} | {NOT_SHOWN: "not shown or not said"}
    return [{"question": question.text, "answer": label[group], "n": n} for group, n in sorted(given.items())]


def _answers(state: State, groups: Groups, decision: Decision, where: str) -> list[Row]:
    """A row an answer, in the order of the answers: no form's number is kept, so that rows cannot be joined again."""
    found: list[Row] = []
    of = groups_of(state)
    for question in state.instrument.questions:
        if question.role == "group" or not decision.counts((what(state, question), where)):
            continue
        telling = telling_groups(state, question, decision, where)
        label = {partner: groups.label(each.label) for each in telling for partner in each.of}
        free = {form.key for form, _words in quotable(state, question)}
        rows = [
            {
                "version": form.version,
                "question": question.text,
                "answer": answer_words(question, form.answers[question.id], groups),
                "partner_group": label.get(of[form.token], ""),
                "may_be_quoted": form.key in free if question.kind == "text" else "",
            }
            for form in state.counted()
            if question.id in form.answers
        ]
        found += sorted(rows, key=lambda row: (row["answer"].casefold(), row["partner_group"]))
    return found


def texts(run: StageRun) -> list[Text]:
    """What people wrote on the forms, each by the public name of its form, and of whichever group."""
    state: State = run.state
    found = []
    for question in state.instrument.questions:
        if question.kind != "text":
            continue
        for form, words in written(state, question):
            key, held = f"{public(form.key)}/{question.id}", is_withheld(state, question, form)
            found.append(Text(key, question.text, words, may_quote(state, form), held))
    return found


def promised(run: StageRun) -> list[Promised]:
    """What people mean to do, whoever wrote it, with day and likelihood."""
    state: State = run.state
    found = []
    for question in state.instrument.with_role("intention"):
        free = {form.key for form, _words in quotable(state, question)}
        for form, words in written(state, question):
            by, likely = (_answer(state, role, form) for role in ("by", "likely"))
            sure = likely if isinstance(likely, int) else 0
            found.append(Promised(f"{public(form.key)}/{question.id}", words, str(by), sure, form.key in free))
    return found


def _answer(state: State, role: str, form: Form) -> Any:
    """What a form says to the question with a role; empty where it says nothing."""
    return next((form.answers[q.id] for q in state.instrument.with_role(role) if q.id in form.answers), "")


def _intentions(state: State) -> list[Row]:
    """What people mean to do, with day and likelihood: only those that may be printed."""
    return sorted(
        (
            {
                "intention": words,
                "by": _answer(state, "by", form),
                "how_likely": _answer(state, "likely", form),
            }
            for question in state.instrument.with_role("intention")
            for form, words in quotable(state, question)
        ),
        key=lambda row: str(row["intention"]),
    )
