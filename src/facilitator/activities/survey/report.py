"""A questionnaire in the record: what came back, every question with its n, the worst as plainly as the best."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitator.activities import paper
from facilitator.activities.across import both
from facilitator.activities.contract import Report
from facilitator.activities.survey import (
    evaluation_rows,
    others,
    report_across,
    report_evaluations,
    report_rows,
    report_waves,
    report_words,
    told_waves,
    wave_rows,
)
from facilitator.activities.survey.figures import (
    STILL_OPEN,
    Count,
    by_group,
    count,
    counts,
    enough,
    enough_written,
    points,
    recommendation,
    response,
    told_counts,
)
from facilitator.activities.survey.figures import published as tables_of
from facilitator.activities.survey.rules import State
from facilitator.activities.survey.sheet import INTAKE
from facilitator.looks.bars import Pattern, ShareRow, Shares
from facilitator.looks.blocks import (
    Bar,
    Block,
    Column,
    Figure,
    Heading,
    SideBySide,
    Table,
    TableRow,
    body,
    keep,
    remark,
)
from facilitator.model import suppression
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, say
from facilitator.model.suppression import Reported

SCALE: tuple[Pattern, ...] = ("dark", "mid", "light", "diagonal-up", "solid")
"""The areas of the answers 1 to 5, told apart in ink alone."""
RATED = say("How people rated the day")
LEFT_OUT = say(
    "Some answers are not printed here: beside those of all workshops together they would tell what was answered in a "
    "workshop with few forms."
)
NONE_CAME = say("None returned.")


def too_few(least: int) -> str:
    """Why answers are not printed where there are some."""
    return say(
        "No form came back, so that answers are not printed: nobody should be recognised by them.",
        "Fewer than {n} forms came back, so that answers are not printed: nobody should be recognised by them.",
        n=least,
    )


def section(run: StageRun, context: paper.Context) -> list[Block]:
    """What came back, and what the first page does not hold: all other questions, words, intentions, how to read it."""
    state: State = run.state
    if state.instrument.sort == "attitudes":
        compared = [*report_waves.section(run, context), *others.section(run, context)]
        if told_waves.compares(run) and enough_written(state, context.decision.least):
            compared += report_words.comments(state, context)
        return [*compared, *report_words.own_notes(run, context), *paper.left_out(run, context)]
    said, least = response(state, context.took_part), context.decision.least
    found: list[Block] = [body(said.sentence() if said.forms else NONE_CAME)]
    found += [body(words) for words in said.on_the_way()]
    if said.counted and not enough(state, least):
        found.append(body(too_few(least)))
    if enough(state, least):
        made = told_counts(state, context.decision, context.where(run))
        if len(made) < len(counts(state, least)):
            found.append(body(LEFT_OUT))
        details = [c for c in made if c.question.role == "detail" and c.question.kind == "scale"]
        if details:
            found += _rated(say("Details of the day"), details)
        found += _by_group(run, context)
        found += report_words.comments(state, context)
        found += report_words.intentions(state, context)
        found += [_recommended(c) for c in made if c.question.role == "recommend"]
        found.append(remark(report_words.reading(run, said, context)))
    return [*found, *report_words.own_notes(run, context), *paper.left_out(run, context)]


def _evaluates(run: StageRun) -> bool:
    """Whether people filled in an evaluation of the day."""
    state: State = run.state
    return state.instrument.sort == "evaluation" and bool(run.spans or state.came())


def figures(run: StageRun, context: paper.Context) -> list[tuple[str, str]]:
    """How many of the people present filled in a form."""
    if not _evaluates(run):
        return []
    said = response(run.state, context.took_part)
    known = said.present and said.stated
    return [(said.figure, say("present filled in a form") if known else say("filled in a form"))]


def glance(run: StageRun, context: paper.Context) -> list[Block]:
    """What belongs on a summary's first page: ratings, the parts of the day, pace, and what people would change."""
    state: State = run.state
    if not _evaluates(run):
        return []
    said, least = response(state, context.took_part), context.decision.least
    if not enough(state, least):
        why = STILL_OPEN if said.open and said.waiting else too_few(least)
        return [Heading(RATED, 2), body(why if said.forms else NONE_CAME)]
    made = told_counts(state, context.decision, context.where(run))
    rated = [c for c in made if c.question.role == "headline" and c.question.kind == "scale"]
    useful = [_parts(one) for one in made if one.question.role in ("most", "least")]
    asked = say("{n} form, counts of people", "{n} forms, counts of people", n=said.counted)
    found = _rated(RATED, rated, asked) if rated else []
    if useful:
        found.append(SideBySide(tuple(useful[0]), tuple(part for parts in useful[1:] for part in parts)))
    return [*found, keep(*report_words.pace_and_changes(state, made, context))]


def rows(run: StageRun, groups: Groups) -> dict[str, list[dict[str, Any]]]:
    """Nothing: all of its tables tell partner groups apart."""
    return {}


def published(run: StageRun, where: str, reported: Sequence[Reported]) -> list[suppression.Table]:
    """The answers by partner group; of two waves what moved, by reporting group."""
    state: State = run.state
    if state.instrument.sort == "attitudes":
        return [*told_waves.published(run, where), *others.published(run, where)]
    return tables_of(state, where, reported)


def _rated(title: str, counted: list[Count], aside: str = "") -> list[Block]:
    """Questions on the scale of 1 to 5 as bars of people, and what the areas mean."""
    scale = points(counted[0].question)
    drawing = Shares(tuple(zip(SCALE, scale, strict=True)), tuple(_share(one) for one in counted))
    alt = say("A bar for each question shows how many people gave each answer. The table has every number.")
    return [Heading(title, 2 if aside else 3, aside=aside), Figure(title, alt, drawing, _shares_table(counted, scale))]


def _share(one: Count) -> ShareRow:
    more = _left_over(one)
    told = (_high_told(one), say("gave 4 or 5")) if one.n else ("", _high_told(one))
    aside = say("n={n}; {more}", n=one.n, more=Listed(tuple(more), "")) if more else ""
    return ShareRow(one.question.name, tuple(one.numbers), aside, *told)


def _high_told(one: Count) -> str:
    return high_words(one) if one.n else say("nobody answered")


def _left_over(one: Count) -> list[str]:
    none = [say("does not apply {count}", count=one.none)] if one.none else []
    return [*none, *([say("left out {count}", count=one.skipped)] if one.skipped else [])]


def _shares_table(counted: list[Count], scale: list[str]) -> Table:
    columns = [Column(say("question"), 2.4), *(Column(point, 0.8, "number") for point in scale)]
    columns += [Column(say("n"), 0.5, "number"), Column(say("gave 4 or 5"), 0.8), Column(say("not in n"), 1.2)]
    return Table([_shares_row(one) for one in counted], columns)


def _shares_row(one: Count) -> list[str]:
    more = _left_over(one)
    left = say("{items}", items=Listed(tuple(more), "")) if more else ""
    return [one.question.name, *map(str, one.numbers), str(one.n), _high_told(one), left]


def _parts(counted: Count) -> list[Block]:
    """The parts of the day with how many people chose each, most chosen first; parts that nobody chose stay in."""
    title = Heading(counted.question.name, 2, aside=say("n={n}", n=counted.n))
    if not counted.n:
        return [title, body(say("Nobody answered."))]
    ordered = sorted(counted.answers, key=lambda answer: -answer[2])
    largest = ordered[0][2]
    rows: list[TableRow] = [[label, Bar(number, largest, str(number))] for _value, label, number in ordered]
    return [title, Table(rows, [Column(say("part of the day"), 0.5), Column(say("people"), 0.5)], heads=False)]


def _by_group(run: StageRun, context: paper.Context) -> list[Block]:
    """How many of each group gave 4 or 5, question by question, for groups that may be told apart there."""
    state: State = run.state
    asked = [q for q in state.instrument.with_role("headline") if q.kind == "scale"]
    told = {q.id: dict(by_group(state, q, context.decision, context.where(run))) for q in asked}
    named = list(context.decision.reported) or list(context.groups)
    groups = [each.id for each in named if any(each.id in of for of in told.values())]
    if not groups:
        return []
    rows: list[TableRow] = []
    for question in asked:
        whole = count(question, state.counted())
        made = [told[question.id].get(group) for group in groups]
        cells = [group_words(one) if one else say("not shown") for one in made]
        rows.append([question.name, *cells, high_words(whole)])
    columns = [Column(say("gave 4 or 5"), 2.4)]
    columns += [Column(paper.group_label(context, group), 1.2, "number") for group in groups]
    columns.append(Column(say("all"), 0.9, "number"))
    return [Heading(say("By partner group"), 3), Table(rows, columns)]


def high_words(counted: Count) -> str:
    """`19 of 23`."""
    return say("{count} of {of}", count=counted.high, of=counted.n)


def group_words(counted: Count) -> str:
    """As `high_words`, but of a small group of one mind not exactly: everybody's answer would be known."""
    if counted.n < suppression.SMALL and counted.high == counted.n:
        return say("all or nearly all of {n}", "all or nearly all of {n}", n=counted.n)
    if counted.n < suppression.SMALL and not counted.high:
        return say("none or nearly none of {n}", "none or nearly none of {n}", n=counted.n)
    return high_words(counted)


def _recommended(counted: Count) -> Block:
    title = Heading(counted.question.name, 3)
    return keep(title, body(recommendation(counted)))


def marked(run: StageRun) -> bool:
    """Whether single forms of phones are kept with a mark; where the stage is named they stand with the seat."""
    state: State = run.state
    return run.stage.anonymity != "named" and any(form.number == 0 for form in state.forms.values())


def reporting(run: StageRun) -> list[Reported]:
    """The groups by which waves are reported."""
    state: State = run.state
    return [Reported(each.id, each.label, each.of) for each in state.reporting]


REPORT = Report(
    section,
    rows,
    shared={**paper.COUNTS, "attitudes": wave_rows.COLUMNS, "evaluation": evaluation_rows.COLUMNS},
    figures=figures,
    glance=glance,
    marked=marked,
    published=published,
    rows_by_group=report_rows.rows,
    texts=report_rows.texts,
    across=both(report_across.ACROSS, report_evaluations.ACROSS),
    reporting=reporting,
    intake=INTAKE,
    promised=report_rows.promised,
)
