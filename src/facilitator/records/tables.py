"""The records as plain tables, one list of rows each: what every file format of the exports is made from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from facilitator.activities import contract
from facilitator.model.clock import MINUTE
from facilitator.model.entry import iso
from facilitator.model.method import Field, Stage
from facilitator.model.mixing import keeps_nobody
from facilitator.model.notes import HIDDEN, MERGED, REFILED, WITHDRAWN, Note
from facilitator.model.programme import Programme
from facilitator.model.record import (
    asked,
    attendance,
    cells,
    day,
    everything,
    for_others,
    group_label,
    named_groups,
    shown_table,
    written_at,
)
from facilitator.model.run import StageRun
from facilitator.model.suppression import place
from facilitator.model.workshop import PARKING, Workshop
from facilitator.programme import contract as programmes
from facilitator.programme.across import rows as programme_rows
from facilitator.programme.disclosure import decided

Row = dict[str, Any]

HEAD = ("programme", "workshop_id", "workshop", "date")
_OWN: Mapping[str, tuple[str, ...]] = {
    "comments": (
        *(*HEAD, "stage_no", "stage", "method", "prompt", "comment_id", "text", "partner_group", "source"),
        *("submitted_at", "theme", "status", "status_reason", "votes", "score"),
    ),
    "answers": (*HEAD, "stage_no", "stage", "comment_id", "question", "answer"),
    "edits": (*HEAD, "stage_no", "stage", "comment_id", "edited_at", "text", "original_text"),
    "stage_times": (
        *(*HEAD, "stage_no", "method", "stage", "planned_minutes", "actual_minutes", "opened", "closed"),
        *("times_opened", "planned_date"),
    ),
    "attendance": (*HEAD, "partner_group", "people", "basis"),
    "parking_lot": (
        *(*HEAD, "comment_id", "text", "partner_group", "raised_in", "submitted_at", "outcome", "outcome_words"),
    ),
}
"""The columns of each table that every workshop has. Those of `comments` are promised to the outside."""


_OF_A_WRITER = ("partner_group", "role")
"""Columns that tell the group of a writer, or for which they spoke: only groups that may stand beside words."""
_GUARDED = "withheld to protect a person"
"""Stands where old words would, that an edit took out because they name somebody, or may."""


def tables(programme: Programme, workshop: Workshop, now: int) -> dict[str, list[Row]]:
    """Every table by name, rows in the order of the log. `now` (ms) ends a stage that is still open."""
    decision, named = decided(programme, workshop), named_groups(workshop, programme.least)
    unnamed = programmes.unnamed(programme, workshop, decision)
    here = cells(workshop, programme.least)
    known = {note.no: (run, note) for run, note in everything(workshop)}
    labels = {group_label(workshop, group) for group in named}

    def placed(row: Row) -> Row:
        run, note = known.get(row.get("comment_id", 0), (None, None))
        table = {}
        if run and note and row.get("table"):
            table = {"table": shown_table(note, here, decides=run.stage.decides)}
        apart = note is not None and note.key in unnamed
        nameless = {name: "" for name in _OF_A_WRITER if apart or row.get(name, "") not in labels}
        return {**row, **table, **{cell: value for cell, value in nameless.items() if cell in row}}

    head = {
        "programme": programme.title,
        "workshop_id": workshop.id,
        "workshop": workshop.info.title,
        "date": day(workshop),
    }
    found: dict[str, list[Row]] = {name: [] for name in common()}
    for number, run in enumerate(workshop.stages, 1):
        where, report = {"stage_no": number, "stage": run.stage.title}, contract.report(run.stage.activity)
        for name, rows in report.rows(run, workshop.groups).items():
            found.setdefault(name, []).extend({**where, **row} for row in _summed([placed(row) for row in rows]))
        by_group = report.rows_by_group(run, workshop.groups, decision, place(workshop.id, run.id))
        for name, rows in by_group.items():
            found.setdefault(name, []).extend({**where, **row} for row in rows)
    found["comments"] = [placed(row) for row in _comments(programme, workshop)]
    found["answers"], found["edits"] = _answers(workshop, named), _edits(workshop)
    found["stage_times"] = _stage_times(workshop, now)
    found["attendance"] = [
        {"partner_group": group_label(workshop, p.group), "people": p.people, "basis": p.basis}
        for p in attendance(workshop)
    ]
    found["parking_lot"] = [placed(row) for row in _parking(workshop)]
    return {
        name: [{**head, **{cell: _plain(value) for cell, value in row.items()}} for row in rows]
        for name, rows in found.items()
    }


def _summed(rows: list[Row]) -> list[Row]:
    """Rows that count what roles said, with those together of which the role may not be told."""
    if not any(row.get("role") == "" and "n" in row for row in rows):
        return rows
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        same = tuple(value for name, value in row.items() if name != "n")
        found[same] = {**row, "n": found[same]["n"] + row["n"]} if same in found else row
    return list(found.values())


def across(programme: Programme) -> dict[str, list[Row]]:
    """The rows of several workshops together, by the table that they belong to, after those of the workshops."""
    return {
        name: [{"programme": programme.title, **{cell: _plain(value) for cell, value in row.items()}} for row in rows]
        for name, rows in programme_rows(programme, decided(programme)).items()
    }


def _plain(value: Any) -> Any:
    """A value as it stands in a cell: there is one way of saying yes and no."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def common() -> dict[str, tuple[str, ...]]:
    """The tables that have the same columns in every workshop, in order, with them."""
    reports = [contract.report(kind) for kind in contract.KINDS]
    shared = {name: _placed(cells) for report in reports for name, cells in report.shared.items()}
    last = {"parking_lot": _OWN["parking_lot"]}
    return {name: cells for name, cells in _OWN.items() if name not in last} | always() | shared | last


def always() -> dict[str, tuple[str, ...]]:
    """The tables of activities that are written even when they are empty, with their columns."""
    reports = [contract.report(kind) for kind in contract.KINDS]
    return {name: _placed(cells) for report in reports for name, cells in report.always.items()}


def _placed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of an activity's table, with those that say where it was."""
    return (*HEAD, "stage_no", "stage", *cells)


def of_programme(programme: Programme) -> dict[str, tuple[Sequence[str], list[Row]]]:
    """The programme's own tables, `(columns, rows)` by name."""
    made = programmes.tables(programme, decided(programme))
    return {
        name: (heads, [{cell: _plain(value) for cell, value in row.items()} for row in rows])
        for name, (heads, rows) in made.items()
    }


def columns(name: str, rows: list[Row]) -> tuple[str, ...]:
    """The columns of a table in order; those of an activity's own table as its rows give them."""
    return common().get(name) or tuple(dict.fromkeys(key for row in rows for key in row))


def shown_answer(stage_field: Field, value: Any, workshop: Workshop) -> str:
    """An answer as people read it: the label of a choice, `yes` for a flag, the name of a group,
    the words of a note that an idea answers.
    """
    if stage_field.kind == "flag":
        return "yes" if value else "no"
    if stage_field.kind == "item":
        found = workshop.find(str(value))
        return for_others(found[1]) if found else str(value)
    if stage_field.kind == "group":
        return group_label(workshop, str(value))
    return next((c.label for c in stage_field.choices if c.value == value), str(value))


def _number(workshop: Workshop) -> dict[str, int]:
    return {run.id: number for number, run in enumerate(workshop.stages, 1)}


def _comments(programme: Programme, workshop: Workshop) -> list[Row]:
    """A row a comment and theme, the best match first; one where it has none."""
    numbers = _number(workshop)
    reports = [(run, contract.report(run.stage.activity)) for run in workshop.stages]
    votes = {no: n for run, report in reports for no, n in report.voters(run).items()}
    scores = {item.id: item.score for run in workshop.stages for item in run.items()}
    found = []
    for run, note in everything(workshop):
        block = workshop.block_of(run)
        n = votes.get(note.no)
        score = None if n is None and note.no in votes else scores.get(note.key)
        row = {
            **_place(numbers, run.stage),
            "method": block.method.key if block else "",
            "prompt": asked(run, note),
            "comment_id": note.no,
            "text": for_others(note),
            "partner_group": group_label(workshop, note.group) if note.group else "",
            "source": note.source,
            "submitted_at": iso(written_at(workshop, run, note)),
            "status": note.status,
            "status_reason": _reason(run, note),
            "votes": "" if n is None else n,
            "score": "" if score is None or note.status == WITHDRAWN else f"{score:g}",
        }
        themes = programmes.about(programme, note.key) if note.status not in (WITHDRAWN, REFILED) else []
        found += [(note.seq, {**row, "theme": theme}) for theme in themes or [""]]
    return [row for _seq, row in sorted(found, key=lambda each: each[0])]


def _reason(run: StageRun, note: Note) -> str:
    if note.status == MERGED:
        into = run.notes.get(note.merged_into)
        return f"merged into comment {into.no}" if into else "merged"
    if note.status == REFILED:
        return f"filed again under {note.reason}" if note.reason else "filed again elsewhere"
    return note.reason if note.status in (HIDDEN, WITHDRAWN) else ""


def _answers(workshop: Workshop, named: Collection[str]) -> list[Row]:
    """A row an answer, but for the role of a group that may not stand beside words (it is not in `named`). Where
    nobody is kept no row says beside which words it was given, nor does their order.
    """
    numbers = _number(workshop)
    found = [
        {
            **_place(numbers, run.stage),
            "comment_id": "" if keeps_nobody(run) and not field.columns else note.no,
            "question": field.label,
            "answer": shown_answer(field, note.fields[field.id], workshop),
        }
        for run, note in everything(workshop)
        for field in run.stage.fields
        if field.id in note.fields
        and _may_tell(note, field)
        and (field.id not in _OF_A_WRITER or note.fields[field.id] in named)
    ]
    loose = sorted((row for row in found if row["comment_id"] == ""), key=lambda row: (row["question"], row["answer"]))
    return [row for row in found if row["comment_id"] != ""] + loose


def _may_tell(note: Note, field: Field) -> bool:
    """Whether an answer beside a note may be told to others: of a withheld one only what was chosen."""
    return note.status != WITHDRAWN and (note.status != HIDDEN or field.kind in ("choice", "flag", "group"))


def _edits(workshop: Workshop) -> list[Row]:
    numbers = _number(workshop)
    return [
        {
            **_place(numbers, run.stage),
            "comment_id": note.no,
            "edited_at": iso(at),
            "text": text,
            "original_text": _GUARDED if note.guarded else note.original,
        }
        for run, note in everything(workshop)
        if for_others(note)
        for at, text in note.edits
    ]


def _place(numbers: Mapping[str, int], stage: Stage) -> Row:
    return {"stage_no": numbers.get(stage.id, ""), "stage": stage.title}


def _stage_times(workshop: Workshop, now: int) -> list[Row]:
    found = []
    for number, run in enumerate(workshop.stages, 1):
        block = workshop.block_of(run)
        closed = run.closed_at
        found.append(
            {
                "stage_no": number,
                "method": block.method.key if block else "",
                "stage": run.stage.title,
                "planned_minutes": run.stage.minutes,
                "actual_minutes": round(run.actual(now) / MINUTE, 1) if run.spans else "",
                "opened": iso(run.spans[0][0]) if run.spans else "",
                "closed": iso(closed) if closed is not None else "",
                "times_opened": len(run.spans),
                "planned_date": workshop.info.date,
            }
        )
    return found


def _parking(workshop: Workshop) -> list[Row]:
    return [
        {
            "comment_id": note.no,
            "text": for_others(note),
            "partner_group": group_label(workshop, note.group) if note.group else "",
            "raised_in": "" if run.id == PARKING else run.stage.title,
            "submitted_at": iso(written_at(workshop, run, note)),
            "outcome": note.outcome,
            "outcome_words": note.outcome_words,
        }
        for run, note in workshop.parked()
    ]
