"""Collected entries in the record: every one that stands, word for word, under the question it answers.

Under a lens the list says which; one that finds gaps adds what is still to be found out, one whose notes answer adds
which idea each risk got.
A form is printed as counts alone: what a person agreed to, or needs, is nobody else's business.
"""

from __future__ import annotations

from typing import Any

from facilitator.activities import lenses, paper
from facilitator.activities.collect.rules import counted, is_form
from facilitator.activities.contract import Report
from facilitator.looks.blocks import Band, Block, Column, Heading, Table, TableRow, body, remark
from facilitator.model.clock import MINUTE
from facilitator.model.method import Field
from facilitator.model.notes import LIVE, Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

Row = dict[str, Any]

MOST_TITLES = 3
"""So many closing lines stand under a document's title; more stand only in their own section."""


def section(run: StageRun, context: paper.Context) -> list[Block]:
    """The stage's notes, then what was left out and why."""
    if is_form(run.stage):
        return _form(run)
    tallied = [f.id for f in run.stage.fields if f.kind == "choice"] if run.stage.options.get("tally") else []
    found = [*_worn(run, context), *paper.verbatim(run, context, told=tallied)]
    if run.stage.options.get("tally") and paper.having(run, LIVE):
        found += _tally(run)
    lens = lenses.of(run.stage)
    if lens and lens.gap:
        found += _open_questions(run, lens.gap)
    if lens and lens.answers:
        found += _answers(run)
    return [*found, *paper.left_out(run, context)]


def _worn(run: StageRun, context: paper.Context) -> list[Block]:
    lens = lenses.of(run.stage)
    if lens is None:
        return []
    took = round(run.actual(context.now) / MINUTE)
    times = f"Planned {run.stage.minutes} min, took {took} min." if run.spans else f"Planned {run.stage.minutes} min."
    secret = " No names, groups or tables were kept." if run.stage.anonymity == "nothing" else ""
    return [remark(f"{lens.full}: {lens.ask}. {times}{secret}")]


def _form(run: StageRun) -> list[Block]:
    """Counts of a form's answers; its words are not printed."""
    forms = paper.having(run, LIVE)
    if not forms:
        return [body("Nobody filled in the form." if run.spans else "This stage was not held.")]
    needs = sum(1 for note in forms if note.text.strip())
    said = f"{paper.count(len(forms), 'person', 'people')} filled in the form; the last answer of each counts."
    more = f" {paper.count(needs, 'of them', 'of them')} wrote what would help; this is not printed." if needs else ""
    return [*_tally(run), remark(f"{said}{more} Answers are counts; no name is kept with them.")]


def _tally(run: StageRun) -> list[Block]:
    rows: list[TableRow] = []
    for field in (f for f in run.stage.fields if f.kind == "choice"):
        given = counted(run.notes, field)
        said = ", ".join(f"{choice.label} {given[choice.value]}" for choice in field.choices)
        rows.append([field.label, said, f"{sum(given.values())}"])
    columns = [Column("question", 0.4), Column("answers", 0.5), Column("n", 0.1, "number")]
    return [Table(rows, columns)] if rows else []


def _open_questions(run: StageRun, gap: lenses.Gap) -> list[Block]:
    needed = [note for note in paper.standing(run) if gap.within(note.fields)]
    if not needed:
        return []
    rows: list[TableRow] = [
        [str(n.seq), n.text, str(n.fields.get(gap.who) or "Nobody yet"), str(n.fields.get(gap.source, ""))]
        for n in needed
    ]
    columns = [Column("no.", 0.06, "small"), Column("still to find out", 0.46), Column("who finds out", 0.26)]
    head = Heading("Open questions", 3, aside=paper.count(len(needed), "question"))
    return [head, Table(rows, [*columns, Column("source", 0.22, "small")])]


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
            rows.append(Band(f"{lens.full}: {lens.ask}", minor=True))
        for item, notes in those:
            because = f"{item.text}, because {item.why}" if item.why else item.text
            rows += [[str(item.seq), because, "", "No idea yet"]] if not notes else []
            rows += [
                [str(item.seq) if not at else "", because if not at else "", str(note.seq), note.text]
                for at, note in enumerate(notes)
            ]
    answered = sum(1 for _, notes in pairs if notes)
    head = Heading("Risks and benefits, and the ideas that answer them", 3)
    columns = [Column("no.", 0.06, "small"), Column("risk or benefit", 0.44), Column("no.", 0.06, "small")]
    said = remark(f"{answered} of {len(pairs)} have an idea. An idea answers one of them at most.")
    return [head, Table(rows, [*columns, Column("idea", 0.44)]), said]


def called(run: StageRun) -> list[str]:
    """What the room itself called the day, where it was asked for a title at the end and gave no more than a few."""
    lines = [note.text for note in paper.having(run, LIVE)] if run.id.endswith("close") else []
    return lines if len(lines) <= MOST_TITLES else []


def rows(run: StageRun, groups: Groups) -> dict[str, list[Row]]:
    """`counts`: how many of the entries that stand gave each answer to the stage's own questions.

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
                "comment_id": n.seq,
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
        "comment_id": item.seq,
        "risk_or_benefit": item.text,
        "because": item.why,
    }
    return [{**own, "idea_id": n.seq, "idea": n.text} for n in notes] or [{**own, "idea_id": "", "idea": ""}]


def _counts(run: StageRun, field: Field, groups: Groups) -> list[Row]:
    values = [note.fields.get(field.id) for note in paper.having(run, LIVE)]
    answers: list[tuple[Any, str]] = [(c.value, c.label) for c in field.choices]
    if field.kind == "flag":
        answers = [(True, "yes")]
    elif field.kind == "group":
        answers = [(value, groups.label(str(value))) for value in sorted({str(v) for v in values if v})]
    return [{"question": field.label, "answer": label, "n": values.count(value)} for value, label in answers]


REPORT = Report(section, rows, shared=paper.COUNTS, called=called)
