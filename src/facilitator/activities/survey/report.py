"""A questionnaire in the record: what came back, every question with its n, the worst as plainly as the best."""

from __future__ import annotations

from typing import Any

from facilitator.activities import paper
from facilitator.activities.survey import report_rows, report_words
from facilitator.activities.survey.figures import (
    SMALL,
    Count,
    by_group,
    count,
    counts,
    enough,
    recommendation,
    response,
)
from facilitator.activities.survey.rules import State
from facilitator.activities.survey.suppress import LEAST
from facilitator.looks.pdf import (
    Cell,
    Column,
    Flowable,
    Pattern,
    bar,
    heading,
    keep,
    legend,
    small,
    stacked_bar,
    table,
    text,
    two_columns,
)
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

SCALE: tuple[Pattern, ...] = ("dark", "mid", "light", "diagonal-up", "solid")
"""The areas of the answers 1 to 5, told apart in ink alone."""
TOO_FEW = f"Fewer than {LEAST} forms came back, so that answers are not printed: nobody should be recognised by them."


def section(run: StageRun, context: paper.Context) -> list[Flowable]:
    """What came back, and what the first page does not hold: all other questions, words, intentions, how to read it."""
    state: State = run.state
    said = response(state, context.took_part)
    found: list[Flowable] = [text("body", "None returned." if not said.forms else said.sentence(), context.fonts)]
    if said.forms and not enough(state):
        found.append(text("body", TOO_FEW, context.fonts))
    if enough(state):
        others = [c for c in counts(state) if c.question.role == "detail" and c.question.kind == "scale"]
        if others:
            found += _rated("Details of the day", others, context)
        found += _by_group(state, context)
        found += report_words.comments(state, context)
        found += report_words.intentions(state, context)
        found += [_recommended(c, context) for c in counts(state) if c.question.role == "recommend"]
        found.append(context.remark(report_words.reading(state, said)))
    return [*found, *report_words.own_notes(run, context), *paper.left_out(run, context)]


def glance(run: StageRun, context: paper.Context) -> list[Flowable]:
    """What belongs on a summary's first page: ratings, the parts of the day, pace, and what people would change."""
    state: State = run.state
    if state.instrument.sort != "evaluation" or not (run.spans or state.counted()):
        return []
    said = response(state, context.took_part)
    if not enough(state):
        words = TOO_FEW if said.forms else "None returned."
        return [heading("How people rated the day", 2, context.fonts), text("body", words, context.fonts)]
    made = counts(state)
    rated = [c for c in made if c.question.role == "headline" and c.question.kind == "scale"]
    useful = [_parts(one, context) for one in made if one.question.role in ("most", "least")]
    asked = f"{said.forms} forms, counts of people"
    found = _rated("How people rated the day", rated, context, asked) if rated else []
    if useful:
        found.append(two_columns(useful[0], [part for parts in useful[1:] for part in parts]))
    return [*found, keep(*report_words.pace_and_changes(state, made, context))]


def rows(run: StageRun, groups: Groups) -> dict[str, list[dict[str, Any]]]:
    """`counts`: a row an answer. `survey_answers`: a row an answer given; without group where that would tell who."""
    return report_rows.rows(run, groups)


def _rated(title: str, counted: list[Count], context: paper.Context, aside: str = "") -> list[Flowable]:
    """Questions on the scale of 1 to 5, a stacked bar each, and what the areas mean: kept on one page."""
    fonts = context.fonts
    rows: list[list[Cell]] = []
    for one in counted:
        told: Cell = (
            keep(text("table_strong", high_words(one), fonts), small("gave 4 or 5", fonts))
            if one.n
            else small("nobody answered", fonts)
        )
        more = [f"does not apply {one.none}" if one.none else "", f"left out {one.skipped}" if one.skipped else ""]
        aside_words = ", ".join(words for words in more if words)
        name: list[Flowable] = [text("table", one.question.name, fonts)]
        if aside_words:
            name.append(small(f"n={one.n}; {aside_words}", fonts))
        rows.append([keep(*name), stacked_bar(one.numbers, SCALE, fonts), told])
    columns = [Column("", 0.35), Column("", 0.47), Column("", 0.18)]
    first = counted[0].question
    ends = {1: first.low, 5: first.high}
    marks = [(pattern, f"{point} {ends.get(point, '')}".strip()) for point, pattern in enumerate(SCALE, 1)]
    head = heading(title, 2 if aside else 3, fonts, aside=aside)
    return [head, keep(table(rows, columns, fonts, head=False), legend(marks, fonts))]


def _parts(counted: Count, context: paper.Context) -> list[Flowable]:
    """The parts of the day with how many people chose each, most chosen first; parts that nobody chose stay in."""
    title = heading(counted.question.name, 2, context.fonts, aside=f"n={counted.n}")
    if not counted.n:
        return [title, text("body", "Nobody answered.", context.fonts)]
    ordered = sorted(counted.answers, key=lambda answer: -answer[2])
    largest = ordered[0][2]
    rows: list[list[Cell]] = [[label, bar(number, largest, context.fonts)] for _value, label, number in ordered]
    return [title, table(rows, [Column("", 0.5), Column("", 0.5)], context.fonts, head=False)]


def _by_group(state: State, context: paper.Context) -> list[Flowable]:
    """How many of each group gave 4 or 5, question by question, for groups that may be told apart there."""
    asked = [q for q in state.instrument.with_role("headline") if q.kind == "scale"]
    told = {q.id: dict(by_group(state, q)) for q in asked}
    groups = [g.id for g in context.groups if any(g.id in of for of in told.values())]
    if not groups:
        return []
    rows: list[list[Cell]] = []
    for question in asked:
        whole = count(question, state.counted())
        made = [told[question.id].get(group) for group in groups]
        rows.append([question.name, *(group_words(one) if one else "not shown" for one in made), high_words(whole)])
    columns = [Column("gave 4 or 5", 2.4)]
    columns += [Column(context.groups.label(group), 1.2, "number") for group in groups]
    columns.append(Column("all", 0.9, "number"))
    return [heading("By partner group", 3, context.fonts), table(rows, columns, context.fonts)]


def high_words(counted: Count) -> str:
    """`19 of 23`."""
    return f"{counted.high} of {counted.n}"


def group_words(counted: Count) -> str:
    """As `high_words`, but of a small group of one mind not exactly: everybody's answer would be known."""
    if counted.n < SMALL and counted.high == counted.n:
        return f"all or nearly all of {counted.n}"
    if counted.n < SMALL and not counted.high:
        return f"none or nearly none of {counted.n}"
    return high_words(counted)


def _recommended(counted: Count, context: paper.Context) -> Flowable:
    title = heading(counted.question.name, 3, context.fonts)
    return keep(title, text("body", recommendation(counted), context.fonts))
