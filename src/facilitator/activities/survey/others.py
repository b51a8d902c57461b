"""What a survey of attitudes asks beside its statements: choices, ratings, days and words, counted wave by wave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any

from facilitator.activities import paper
from facilitator.activities.survey.figures import Count, count, options
from facilitator.activities.survey.form import Form
from facilitator.activities.survey.instrument import NONE, Question
from facilitator.activities.survey.rules import State
from facilitator.activities.survey.told_waves import one_wave
from facilitator.looks.blocks import Bar, Block, Column, Heading, Table, TableRow, keep, remark, strong
from facilitator.model.run import StageRun
from facilitator.model.say import say
from facilitator.model.suppression import Decision, Tally, by_group
from facilitator.model.suppression import Table as Published

_BESIDE = ("statement", "group", "consent")


def asked(state: State, wave: str) -> list[Question]:
    """The questions of a wave that are counted, statements left out."""
    here = state.instrument.in_wave(wave).questions
    return [q for q in here if q.role not in _BESIDE and (options(q) or q.kind == "date")]


def published(run: StageRun, where: str) -> list[Published]:
    """How all people answered each of them in the wave of this stage: never by group."""
    state: State = run.state
    wave = state.wave_of(run.id)
    return [
        by_group(one_wave(question, wave), where, _tally(question, state.counted(wave)), {})
        for question in asked(state, wave)
    ]


def _tally(question: Question, forms: Sequence[Form]) -> dict[str, Tally]:
    given: Counter[Hashable] = Counter()
    for form in forms:
        if (value := form.answers.get(question.id, NONE)) != NONE:
            given[str(value)] += 1
    return {"": Tally(given.total(), (given,))} if given else {}


def counted(run: StageRun, decision: Decision, where: str) -> list[tuple[Question, Count | None]]:
    """Each of them with its counts, None where they may not be told."""
    state: State = run.state
    wave = state.wave_of(run.id)
    return [
        (question, _count(question, state.counted(wave)) if decision.shows((one_wave(question, wave), where)) else None)
        for question in asked(state, wave)
    ]


def _count(question: Question, forms: Sequence[Form]) -> Count:
    if question.kind != "date":
        return count(question, forms)
    days = Counter(str(form.answers[question.id]) for form in forms if question.id in form.answers)
    answers = tuple((day, paper.date_words(day), n) for day, n in sorted(days.items()))
    return Count(question, answers, days.total(), 0, len(forms) - days.total())


def section(run: StageRun, context: paper.Context) -> list[Block]:
    """Each question with how many gave which answer; nothing where nobody was asked anything else."""
    state: State = run.state
    made = counted(run, context.decision, context.where(run))
    if not made or not state.counted(state.wave_of(run.id)):
        return []
    return [Heading(say("What else was asked"), 3), *(_one(question, one) for question, one in made)]


def _one(question: Question, made: Count | None) -> Block:
    title = strong(question.text)
    if made is None:
        return keep(title, remark(say("Too few people answered to show.")))
    most = max(made.numbers, default=0) or 1
    rows: list[TableRow] = [[label, Bar(n, most, str(n))] for _value, label, n in made.answers]
    if made.none:
        rows.append([question.none, str(made.none)])
    columns = [Column(say("answer"), 0.5), Column(say("people"), 0.5)]
    told = (
        say("n={n}; several answers were possible.", n=made.n) if question.kind == "several" else say("n={n}", n=made.n)
    )
    return keep(title, Table(rows, columns, heads=False), remark(told))


def rows(run: StageRun, decision: Decision, where: str) -> list[dict[str, Any]]:
    """The counts for the records: a row an answer."""
    found: list[dict[str, Any]] = []
    for question, made in counted(run, decision, where):
        if made is not None:
            found += [{"question": question.text, "answer": label, "n": n} for _value, label, n in made.answers]
            if question.none:
                found.append({"question": question.text, "answer": question.none, "n": made.none})
    return found
