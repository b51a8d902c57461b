"""The evaluation summary of one workshop on paper: at a glance, then word for word, then how to read it."""

from __future__ import annotations

import io
from pathlib import Path

from facilitator.activities import contract
from facilitator.activities.paper import Context, count, having, joined_notes, note_rows, standing
from facilitator.activities.parking import became
from facilitator.looks.pdf import Cell, Column, Document, Flowable, Fonts, heading, keep, small, table, text
from facilitator.model.notes import MERGED
from facilitator.model.run import StageRun
from facilitator.model.workshop import Programme, Workshop
from facilitator.records.files import write_whole
from facilitator.records.reading import how_to_read
from facilitator.records.summary_head import moment, opening, rated, times

REHEARSAL = "Rehearsal: not a record."

__all__ = ["Context", "pages", "write_summary"]


def write_summary(workshop: Workshop, programme: Programme, out: Path, *, made_at: int, file_name: str = "") -> None:
    """Write the summary as a PDF, whole or not at all. `made_at` (milliseconds since 1970) is printed in the foot.

    `file_name` is the programme file it was made from. Raises Fault when `out` cannot be written.
    """
    info = workshop.info
    fonts = Fonts()
    target = io.BytesIO()
    made = f"Made {moment(made_at)}"
    document = Document(
        target,
        info.title,
        fonts=fonts,
        head_left=info.title,
        head_right="Evaluation summary",
        foot_left=REHEARSAL if workshop.rehearsal else "",
        foot_below=info.notice,
        foot_middle=f"{made} from {file_name}" if file_name else made,
        author=info.facilitator or info.sponsor or "Facilitator",
        subject=f"Evaluation summary \u00b7 {programme.title}" if programme.title else "Evaluation summary",
        stamp="REHEARSAL" if workshop.rehearsal else "",
    )
    document.add(*pages(workshop, programme, Context(fonts, workshop.groups, made_at, workshop.people.present())))
    document.build()
    write_whole({out: target.getvalue()})


def pages(workshop: Workshop, programme: Programme, context: Context) -> list[Flowable]:
    """All parts of the summary in order."""
    found = [*opening(workshop, programme, context), *rated(workshop, context), *times(workshop, context)]
    for number, run in enumerate(workshop.stages, 1):
        found += _stage(number, run, context)
    found += _parking(workshop, context)
    said = [*how_to_read(workshop), context.fonts.missing_note()]
    reading = keep(*(small(words, context.fonts) for words in said if words))
    return [*found, heading("How to read this summary", 2, context.fonts), reading]


def _stage(number: int, run: StageRun, context: Context) -> list[Flowable]:
    printed = standing(run)
    joined = len(having(run, MERGED)) - sum(note.status == MERGED for note in printed)
    also = f" and {joined} joined with them" if joined else ""
    thing = "line" if run.stage.decides else "note"
    things = [run.stage.goal, f"{count(len(printed), thing)}{also}" if printed else ""]
    head = heading(f"{number}. {run.stage.title}", 2, context.fonts, aside=", ".join(t for t in things if t))
    return [head, *contract.report(run.stage.activity).section(run, context)]


def _parking(workshop: Workshop, context: Context) -> list[Flowable]:
    fonts = context.fonts
    parked = workshop.parked()
    found: list[Flowable] = [heading("Parking lot", 2, fonts, aside=count(len(parked), "item") if parked else "")]
    if not parked:
        return [*found, text("body", "No contributions.", fonts)]
    columns = [Column("no.", 0.06, "small"), Column("kept for later", 0.42), Column("from", 0.2, "small")]
    columns.append(Column("what became of it", 0.32))
    rows: list[list[Cell]] = []
    for run, note in parked:
        outcome = became(note)
        outcome = outcome[:1].upper() + outcome[1:]
        made = note_rows(run, note, joined_notes(run).get(note.key, ()), context)
        rows += [[*cells, "" if at else outcome] for at, cells in enumerate(made)]
    return [*found, table(rows, columns, fonts)]
