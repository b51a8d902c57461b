"""Collected entries in the record: every one that stands, word for word, under the question it answers.

Under a lens the list says which; one that finds gaps adds what is still to be found out, one whose notes answer adds
which idea each risk got.
A form is printed as counts alone: what a person agreed to, or needs, is nobody else's business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from facilitator.activities import lenses, paper
from facilitator.activities.collect.rules import counted, counts, is_form
from facilitator.activities.contract import Report, as_notes
from facilitator.looks.blocks import (
    Band,
    Bar,
    Block,
    Column,
    Heading,
    Listing,
    SideBySide,
    Table,
    TableRow,
    Worn,
    remark,
    strong,
)
from facilitator.model.clock import MINUTE
from facilitator.model.method import Field
from facilitator.model.notes import LIVE, Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import say

Row = dict[str, Any]

MOST_TITLES = 3
"""So many closing lines stand under a document's title; more stand only in their own section."""


def section(run: StageRun, context: paper.Context) -> list[Block]:
    """The stage's notes, then what was left out and why."""
    if is_form(run.stage):
        return _form(run)
    tallied = [f.id for f in run.stage.fields if f.kind == "choice"] if run.stage.options.get("tally") else []
    found = [*_worn(run, context), *paper.verbatim(run, context, told=tallied)]
    if run.stage.options.get("tally") and any(map(counts, run.own_notes())):
        found += _tally(run)
    lens = lenses.of(run.stage)
    if lens and lens.gap:
        found += _open_questions(run, lens.gap)
    if lens and lens.answers:
        found += _answers(run)
    if lens and lens.again:
        found += _before_and_now(run, context)
    return [*found, *paper.left_out(run, context)]


def _worn(run: StageRun, context: paper.Context) -> list[Block]:
    lens = lenses.of(run.stage)
    if lens is None:
        return []
    took = round(run.actual(context.now) / MINUTE)
    asked, planned = say("{lens}: {ask}.", lens=lens.full, ask=lens.ask), run.stage.minutes
    held = say("Planned {planned} min, took {took} min.", planned=planned, took=took)
    times = held if run.spans else say("Planned {planned} min.", planned=planned)
    secret = (
        say("No seats, groups or tables were kept.")
        if not any(n.person or n.group or n.table for n in run.own_notes())
        else ""
    )
    return [Worn(lens.colour, lens.symbol, lens.full), remark(paper.together(asked, times, secret))]


def _before_and_now(run: StageRun, context: paper.Context) -> list[Block]:
    """What an earlier stage of the same lens and method found, beside what this one did."""
    lens = lenses.of(run.stage)
    same = {r.id: r for r, _note in context.written.values() if r.block == run.block and lenses.of(r.stage) == lens}
    earlier = [r for r in same.values() if r.id != run.id and r.spans and run.spans and r.spans[0] < run.spans[0]]
    if not earlier or not paper.standing(run):
        return []
    first = min(earlier, key=lambda r: r.spans[0])
    left, right = (_gathered(r) for r in (first, run))
    head = Heading(say("Before and now, side by side"), 3)
    made: list[Block] = [head, SideBySide((strong(say("Before")), left), (strong(say("Now")), right))]
    if any(note.person for r in (first, run) for note in r.own_notes()):
        return made
    return [*made, remark(say("Nobody’s words are compared with their own: no names were kept."))]


def _gathered(run: StageRun) -> Block:
    """Each thing that was said once, with how many said it, those of most people first."""
    told = Counter(note.text.strip() for note in paper.standing(run))
    words = [say("{words} ({times})", words=text, times=n) if n > 1 else text for text, n in told.most_common()]
    return Listing(tuple(words), numbered=False)


def as_counted(run: StageRun, notes: Sequence[Note]) -> str:
    """How many notes there are, or how many forms count."""
    filled = sum(map(counts, notes))
    return say("{n} form", "{n} forms", n=filled) if is_form(run.stage) else as_notes(run, notes)


def _form(run: StageRun) -> list[Block]:
    """Counts of a form's answers; its words are not printed."""
    forms = [note for note in run.own_notes() if counts(note)]
    if not forms:
        return paper.not_held(run, say("Nobody filled in the form."))
    needs = sum(1 for note in forms if note.text.strip())
    more = (
        say(
            "{n} of them wrote what would help; this is not printed.",
            "{n} of them wrote what would help; this is not printed.",
            n=needs,
        )
        if needs
        else ""
    )
    return [*_tally(run), remark(paper.together(_filled_in(forms), more, _seats_kept(forms)))]


def _filled_in(forms: Sequence[Note]) -> str:
    """How many forms there are, and which of a person's answers counts where it is known whose they are."""
    if all(note.person for note in forms):
        return say("{n} person filled in the form; the last answer of each counts.",
                   "{n} people filled in the form; the last answer of each counts.", n=len(forms))  # fmt: skip
    if not any(note.person for note in forms):
        return say("{n} form was filled in; whose it is was not kept.",
                   "{n} forms were filled in; whose they are was not kept.", n=len(forms))  # fmt: skip
    return say("{n} form was filled in; of each seat the last one counts.",
               "{n} forms were filled in; of each seat the last one counts.", n=len(forms))  # fmt: skip


def _seats_kept(forms: Sequence[Note]) -> str:
    """Whether the records tell which seat gave which answers."""
    without = sum(not note.person for note in forms)
    if without == len(forms):
        return say("Answers are counts; the records keep no seat with them.")
    if not without:
        return say("Answers are counts; the records keep which seat gave them.")
    return say("Answers are counts; the records keep which seat gave them, and {n} form came without a seat.",
               "Answers are counts; the records keep which seat gave them, and {n} forms came without a seat.",
               n=without)  # fmt: skip


def _tally(run: StageRun) -> list[Block]:
    """Each question with a bar for every answer that could be given; answers that nobody gave stay in."""
    rows: list[TableRow] = []
    for field in (f for f in run.stage.fields if f.kind == "choice"):
        given = counted(run.notes, field)
        answers = [(c.label, given[c.value]) for c in field.choices]
        if other := sum(given.values()) - sum(n for _label, n in answers):
            answers.append((say("Another answer"), other))
        largest = max((n for _label, n in answers), default=0)
        rows.append(Band(field.label, say("n={n}", n=sum(given.values()))))
        rows += [[label, Bar(n, max(1, largest), str(n))] for label, n in answers]
    columns = [Column(say("answer"), 0.4), Column(say("how many gave it"), 0.6)]
    return [Table(rows, columns, heads=False)] if rows else []


def _open_questions(run: StageRun, gap: lenses.Gap) -> list[Block]:
    needed = [note for note in paper.standing(run) if gap.within(note.fields)]
    if not needed:
        return []
    rows: list[TableRow] = [
        [paper.number(n), n.text, str(n.fields.get(gap.who) or say("Nobody yet")), str(n.fields.get(gap.source, ""))]
        for n in needed
    ]
    columns = [Column(say("no."), 0.06, "small"), Column(say("still to find out"), 0.46)]
    columns.append(Column(say("who finds out"), 0.26))
    head = Heading(say("Open questions"), 3, aside=say("{n} question", "{n} questions", n=len(needed)))
    return [head, Table(rows, [*columns, Column(say("source"), 0.22, "small")])]


def _linked(run: StageRun) -> list[tuple[lenses.Seen, list[Note]]]:
    """What an idea may answer, in order, each with its ideas."""
    field = next((f for f in run.stage.fields if f.kind == "item"), None)
    feed = run.state.feed()
    known, ideas = lenses.by_key(feed), dict[str, list[Note]]()
    for note in paper.having(run, LIVE):
        item = known.get(str(note.fields.get(field.id, ""))) if field else None
        if item:
            ideas.setdefault(item.id, []).append(note)
    return [(item, ideas.get(item.id, [])) for item in lenses.answerable(feed)]


def _answers(run: StageRun) -> list[Block]:
    """The table of risks and benefits against ideas."""
    pairs = _linked(run)
    if not pairs:
        return []
    rows: list[TableRow] = []
    for lens in lenses.load().answered:
        those = [(item, notes) for item, notes in pairs if item.lens == lens.id]
        if those:
            rows.append(Band(say("{lens}: {ask}", lens=lens.full, ask=lens.ask), minor=True))
        for item, notes in those:
            because = say("{risk}, because {why}", risk=item.text, why=item.why) if item.why else item.text
            rows += [[str(item.no), because, "", say("No idea yet")]] if not notes else []
            rows += [
                [str(item.no) if not at else "", because if not at else "", paper.number(note), note.text]
                for at, note in enumerate(notes)
            ]
    answered = sum(1 for _, notes in pairs if notes)
    head = Heading(say("Risks and benefits, and the ideas that answer them"), 3)
    columns = [Column(say("no."), 0.06, "small"), Column(say("risk or benefit"), 0.44)]
    columns += [Column(say("no."), 0.06, "small"), Column(say("idea"), 0.44)]
    have = say("{n} of {of} has an idea.", "{n} of {of} have an idea.", n=answered, of=len(pairs))
    said = remark(paper.together(have, say("An idea answers one of them at most.")))
    return [head, Table(rows, columns), said]


def called(run: StageRun) -> list[str]:
    """What the room itself called the day, where it was asked for a title at the end and gave no more than a few."""
    lines = [note.text for note in paper.having(run, LIVE)] if run.id.endswith("close") else []
    return lines if len(lines) <= MOST_TITLES else []


def rows(run: StageRun, groups: Groups) -> dict[str, list[Row]]:
    """`counts`: how many gave each answer to the stage's own questions, whatever became of the words beside it.

    Under a lens whose notes answer also `risk_ideas`: a row for each risk or benefit and idea; under one that finds
    gaps `open_questions`.
    """
    fields = [field for field in run.stage.fields if field.kind in ("choice", "flag", "group")]
    found = {"counts": [row for field in fields for row in _counts(run, field, groups)]}
    lens = lenses.of(run.stage)
    if lens and lens.answers:
        found["risk_ideas"] = [row for item, notes in _linked(run) for row in _pairs(item, notes)]
    if lens and lens.gap:
        found["open_questions"] = [
            {
                "comment_id": n.no,
                "question": n.text,
                "who_finds_out": n.fields.get(lens.gap.who, ""),
                "source": n.fields.get(lens.gap.source, ""),
            }
            for n in paper.having(run, LIVE)
            if lens.gap.within(n.fields)
        ]
    return found


def _pairs(item: lenses.Seen, notes: list[Note]) -> list[Row]:
    """A row for each idea that answers an item; one with an empty idea where none does."""
    own: Row = {
        lenses.load().option: item.lens,
        "comment_id": item.no,
        "risk_or_benefit": item.text,
        "because": item.why,
    }
    return [{**own, "idea_id": n.no, "idea": n.text} for n in notes] or [{**own, "idea_id": "", "idea": ""}]


def _counts(run: StageRun, field: Field, groups: Groups) -> list[Row]:
    values = [note.fields.get(field.id) for note in run.own_notes() if counts(note)]
    answers: list[tuple[Any, str]] = [(c.value, c.label) for c in field.choices]
    if field.kind == "flag":
        answers = [(True, "yes")]
    elif field.kind == "group":
        answers = [(value, groups.label(str(value))) for value in sorted({str(v) for v in values if v})]
    return [{"question": field.label, "answer": label, "n": values.count(value)} for value, label in answers]


def first_wording(run: StageRun, note: Note) -> bool:
    """Whether the first wording of a note that was edited is printed with it: not of a form."""
    return not is_form(run.stage)


def lists(run: StageRun) -> bool:
    """Whether the section is a list of words: unless it is a form."""
    return not is_form(run.stage)


def forms(run: StageRun) -> bool:
    """Whether its notes are forms."""
    return is_form(run.stage)


REPORT = Report(
    section,
    rows,
    shared=paper.COUNTS,
    called=called,
    first_wording=first_wording,
    lists=lists,
    forms=forms,
    counted=as_counted,
)
