"""The overall evaluation: questions in the same words added up, others side by side, and a row for each workshop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from facilitator.activities.across import Across
from facilitator.activities.survey import evaluation_rows
from facilitator.activities.survey.evaluations import Asked, Pool, evaluations, instead, pools, published, waiting
from facilitator.activities.survey.figures import Count, options, points
from facilitator.activities.survey.instrument import Question
from facilitator.activities.survey.rules import quotable
from facilitator.looks.bars import Pattern, ShareRow, Shares
from facilitator.looks.blocks import (
    Block,
    Column,
    Figure,
    Heading,
    Keep,
    SideBySide,
    Table,
    TableRow,
    body,
    remark,
    strong,
)
from facilitator.model.record import attendance, day, held
from facilitator.model.say import Day, Listed, say
from facilitator.model.suppression import LEAST, Decision, per_cent
from facilitator.model.workshop import Workshop

SCALE: tuple[Pattern, ...] = ("dark", "mid", "light", "diagonal-up", "solid")
_ROWS = ("headline",)


def overall(workshops: Sequence[Workshop], decision: Decision) -> list[Block]:
    """What people said of all workshops together; nothing where no form came back."""
    asked = evaluations(workshops)
    if not asked:
        return []
    every = [pool for pool in pools(workshops) if _told(pool, decision)]
    worded: dict[str, list[Pool]] = {}
    for pool in every:
        worded.setdefault(pool.question.id, []).append(pool)
    same = [some[0] for some in worded.values() if len(some) == 1]
    other = [some for some in worded.values() if len(some) > 1]
    return [
        Heading(say("How people rated the workshops"), 2),
        body(_rate(asked)),
        *_added(same, decision),
        *[block for some in other for block in _panels(some, decision)],
        *_by_workshop(workshops, asked, decision),
    ]


def _told(pool: Pool, decision: Decision) -> bool:
    """Whether the sum may be told; of one workshop alone whether its own answers may."""
    if len(pool.asked) > 1:
        return decision.shows(pool.key) and pool.count().n >= decision.least
    one, question = pool.asked[0]
    return one.count(question, decision) is not None


def _rate(asked: Sequence[Asked]) -> str:
    """`88 forms of 92 people present when they were given out (96 %).`"""
    said = [one.said for one in asked]
    forms = say("{n} form", "{n} forms", n=sum(each.forms for each in said))
    where = say("{n} workshop", "{n} workshops", n=len({one.workshop.id for one in asked}))
    known = [each for each in said if each.present is not None]
    present = sum(each.present or 0 for each in known)
    if len(known) < len(said) or not present:
        return say("{forms} from {workshops}. How many people were present was not counted everywhere.", forms=forms,
                   workshops=where)  # fmt: skip
    people = say("{n} person present", "{n} people present", n=present)
    share = per_cent(sum(each.forms for each in said), present)
    if not share:
        return say("{forms} from {workshops}, of {people} when they were given out.", forms=forms, workshops=where,
                   people=people)  # fmt: skip
    return say("{forms} from {workshops}, of {people} when they were given out ({share}).", forms=forms,
               workshops=where, people=people, share=share)  # fmt: skip


def _added(same: Sequence[Pool], decision: Decision) -> list[Block]:
    """Everything that was asked in the same words wherever it was asked: scales as bars, choices as counts."""
    scales = [pool for pool in same if pool.question.kind == "scale"]
    others = [pool for pool in same if pool.question.kind != "scale"]
    found: list[Block] = []
    by_ends: dict[tuple[str, ...], list[Pool]] = {}
    for pool in scales:
        by_ends.setdefault(tuple(points(pool.question)), []).append(pool)
    for ends, some in by_ends.items():
        found.append(_chart(say("The same words everywhere, counts added"), list(ends), some, decision))
    rows: list[TableRow] = []
    for pool in others:
        made = pool.count()
        answers = tuple(say("{answer} {count}", answer=label, count=n) for _value, label, n in made.answers)
        rows.append([pool.question.name, say("{answers}", answers=Listed(answers, "")), str(made.n)])
    if rows:
        columns = [Column(say("question"), 1.6), Column(say("answers"), 3.0), Column(say("n"), 0.4, "number")]
        found.append(Table(rows, columns))
    if found:
        why = say("Counts are of forms, not of people: who came twice may have filled in two. n leaves out who skipped "
                  "a question or said it does not apply.")  # fmt: skip
        found.append(remark(why))
    return found


def _panels(some: Sequence[Pool], decision: Decision) -> list[Block]:
    """One question whose words were changed: a panel each, never added up."""
    title = say("The words changed: shown side by side, never added")
    found: list[Block] = [Heading(title, 3)]
    panels: list[Block] = []
    for pool in some:
        years = sorted({day(one.workshop)[:4] for one, _question in pool.asked})
        n = len({one.workshop.id for one, _question in pool.asked})
        when = say("Form {versions}, {years}, {workshops}", versions=Listed(tuple(pool.versions), "and"),
                   years=Listed(tuple(years), "and"),
                   workshops=say("{n} workshop", "{n} workshops", n=n))  # fmt: skip
        if pool.question.kind == "scale":
            chart = _chart(when, points(pool.question), [pool], decision, named=False)
            panels.append(Keep((strong(pool.question.text), remark(when), chart)))
        else:
            made = pool.count()
            rows: list[TableRow] = [[label, str(n)] for _value, label, n in made.answers]
            table = Table(rows, [Column(pool.question.text, 3.0), Column(say("n={n}", n=made.n), 1.0, "number")])
            panels.append(Keep((remark(when), table)))
    for at in range(0, len(panels), 2):
        left, right = panels[at], panels[at + 1 : at + 2]
        found.append(SideBySide((left,), tuple(right)) if right else left)
    return found


def _chart(title: str, scale: list[str], some: Sequence[Pool], decision: Decision, *, named: bool = True) -> Block:
    """Bars of the answers; not `named` where their question stands over them."""
    made = [pool.count() for pool in some]
    rows = tuple(_share(pool, c, named, decision) for pool, c in zip(some, made, strict=True))
    alt = say("A bar for each question shows how many forms gave each answer. The table has every number.")
    columns = [Column(say("question"), 2.4), *(Column(point, 0.8, "number") for point in scale)]
    columns += [Column(say("n"), 0.5, "number"), Column(say("gave 4 or 5"), 1.0), Column(say("does not apply"), 0.8)]
    cells: list[TableRow] = [
        [c.question.text, *map(str, c.numbers), str(c.n), _high(c), str(c.none) if c.none else ""] for c in made
    ]
    return Figure(title, alt, Shares(tuple(zip(SCALE, scale, strict=True)), rows), Table(cells, columns))


def _share(pool: Pool, counted: Count, named: bool, decision: Decision) -> ShareRow:
    told = (_high(counted), say("gave 4 or 5")) if counted.n else ("", _high(counted))
    behind = tuple(_behind(pool, value, decision.least) for value, _label, _n in counted.answers)
    return ShareRow(counted.question.text if named else "", tuple(counted.numbers), _aside(counted), *told, behind)


def _behind(pool: Pool, value: object, least: int) -> tuple[str, ...] | None:
    """What those wrote on their forms who gave an answer, as far as it may be quoted; None where they are too few."""
    forms = {
        (one.where, form.token)
        for one, q in pool.asked
        for form in one.state.counted()
        if form.answers.get(q.id) == value
    }
    if len(forms) < least:
        return None
    return tuple(sorted(
        words
        for one, _question in pool.asked
        for question in one.state.instrument.questions
        if question.kind == "text"
        for form, words in quotable(one.state, question)
        if (one.where, form.token) in forms
    ))  # fmt: skip


def _aside(counted: Count) -> str:
    return say("n={n}; does not apply {none}", n=counted.n, none=counted.none) if counted.none else ""


def _high(counted: Count) -> str:
    """`72 of 88 (82 %)`."""
    if not counted.n:
        return say("nobody answered")
    if share := per_cent(counted.high, counted.n):
        return say("{count} of {of} ({share})", count=counted.high, of=counted.n, share=share)
    return say("{count} of {of}", count=counted.high, of=counted.n)


def _by_workshop(workshops: Sequence[Workshop], asked: Sequence[Asked], decision: Decision) -> list[Block]:
    """A row for each workshop with enough forms: who came, forms, and its own counts as far as they may be told."""
    scales = [q for q in _headlines(asked) if q.kind == "scale"]
    few = [one for one in asked if not one.has_row(decision)]
    rows: list[TableRow] = []
    for workshop in workshops:
        own = [one for one in asked if one.workshop is workshop]
        came = str(sum(each.people for each in attendance(workshop)))
        head = [workshop.info.title, say("{day}", day=Day(date.fromisoformat(day(workshop)))), came]
        if not own and held(workshop):
            none = say("not counted yet") if waiting(workshop) else say("no form came back")
            rows.append([*head, none, *("" for _q in scales), ""])
        rows += [
            [*head, one.said.figure, *(_own(one, q, decision) for q in scales), one.version]
            for one in own
            if one.has_row(decision)
        ]
    columns = [Column(say("workshop"), 2.0), Column(say("date"), 1.7, "small"), Column(say("came"), 0.6, "number")]
    columns += [Column(say("forms"), 0.8), *(Column(q.name, 1.2) for q in scales), Column(say("form"), 0.5, "small")]
    found: list[Block] = [Heading(say("Workshop by workshop"), 3, aside=say("how many answered 1, 2, 3, 4, 5"))]
    found += [Table(rows, columns)] if rows else []
    if n := sum(one.is_added for one in few):
        found.append(remark(say(
            "{n} workshop with fewer than {least} forms is in the sums and has no row of its own.",
            "{n} workshops with fewer than {least} forms are in the sums and have no rows of their own.",
            n=n, least=decision.least,
        )))  # fmt: skip
    if n := sum(not one.is_added for one in few):
        found.append(remark(say(
            "{n} workshop with fewer than {least} forms is in no sum and has no row of its own.",
            "{n} workshops with fewer than {least} forms are in no sum and have no rows of their own.",
            n=n, least=LEAST,
        )))  # fmt: skip
    if any("not shown" in str(cell) for row in rows if isinstance(row, list) for cell in row):
        found.append(remark(say(
            "What is not shown would tell, beside the sums, what was answered in a workshop with few forms."
        )))  # fmt: skip
    return found


def _headlines(asked: Sequence[Asked]) -> list[Question]:
    """The main questions by their ids, in the words in which they were asked first."""
    found: dict[str, Question] = {}
    for one in asked:
        for question in one.state.instrument.with_role(*_ROWS):
            if options(question):
                found.setdefault(question.id, question)
    return list(found.values())


def _own(one: Asked, question: Question, decision: Decision) -> str:
    """`0, 1, 3, 11, 8` of one workshop."""
    own = one.state.instrument.question(question.id)
    if own is None:
        return say("not asked")
    counted = one.count(own, decision)
    if counted is None:
        return say("not shown")
    return say("{answers}", answers=Listed(tuple(map(str, counted.numbers)), ""))


ACROSS = Across(published, instead, rows=evaluation_rows.across, overall=overall)
