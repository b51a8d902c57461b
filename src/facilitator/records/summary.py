"""The evaluation summary of one workshop on paper: at a glance, then word for word, then how to read it."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from facilitator.activities import contract
from facilitator.activities.paper import Context, count, having, joined_notes, note_rows, standing
from facilitator.activities.parking import became
from facilitator.looks.pdf import Cell, Column, Document, Flowable, Fonts, heading, keep, small, table, text
from facilitator.model.notes import MERGED
from facilitator.model.programme import Programme
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop
from facilitator.records.files import write_whole
from facilitator.records.last_resort import Part, lines_of, printable, safely
from facilitator.records.reading import how_to_read
from facilitator.records.summary_head import moment, opening, rated, times, told

REHEARSAL = "Rehearsal: not a record."
READING = "How to read this summary"

logger = logging.getLogger(__name__)

__all__ = ["Context", "pages", "write_summary"]


def write_summary(
    workshop: Workshop, programme: Programme, out: Path, *, made_at: int, file_name: str = ""
) -> list[str]:
    """Write the summary as a PDF, whole or not at all. `made_at` (milliseconds since 1970) is printed in the foot.

    `file_name` is the programme file it was made from. Returns the titles of the parts that could only be printed
    plainly, which is none unless something is wrong with the program. Raises Fault when `out` cannot be written.
    """
    plain: list[str] = []
    context = _context(workshop, made_at)
    try:
        made = _document(workshop, programme, context, pages(workshop, programme, context), file_name)
    except Exception:
        logger.exception("The summary could not be made in one go; it is made part by part")
        context = _context(workshop, made_at)
        found: list[Flowable] = []
        for part in parts(workshop, programme, context):
            flowables, well = safely(part, context)
            found += flowables
            plain += [] if well else [part.title]
        made = _document(workshop, programme, context, found, file_name, say=partial(printable, context=context))
    write_whole({out: made})
    return plain


def _context(workshop: Workshop, made_at: int) -> Context:
    return Context(Fonts(), workshop.groups, made_at, workshop.people.present())


def _document(
    workshop: Workshop,
    programme: Programme,
    context: Context,
    flowables: list[Flowable],
    file_name: str,
    *,
    say: Callable[[str], str] = str,
) -> bytes:
    """The summary's pages, with their head and foot; each word in these goes through `say`."""
    info = workshop.info
    target = io.BytesIO()
    made = f"Made {moment(context.now)}"
    document = Document(
        target,
        info.title,
        fonts=context.fonts,
        head_left=say(info.title),
        head_right="Evaluation summary",
        foot_left=REHEARSAL if workshop.rehearsal else "",
        foot_below=say(info.notice),
        foot_middle=f"{made} from {say(file_name)}" if file_name else made,
        author=info.facilitator or info.sponsor or "Facilitator",
        subject=f"Evaluation summary \u00b7 {programme.title}" if programme.title else "Evaluation summary",
        stamp="REHEARSAL" if workshop.rehearsal else "",
    )
    document.add(*flowables)
    document.build()
    return target.getvalue()


def pages(workshop: Workshop, programme: Programme, context: Context) -> list[Flowable]:
    """All parts of the summary in order."""
    return [flowable for part in parts(workshop, programme, context) for flowable in part.make()]


def parts(workshop: Workshop, programme: Programme, context: Context) -> list[Part]:
    """The parts of the summary in order, each ready to be made."""
    return [
        Part(workshop.info.title, lambda: opening(workshop, programme, context), lambda: told(workshop)),
        Part("Evaluation", lambda: rated(workshop, context)),
        Part("Planned and actual minutes", lambda: times(workshop, context)),
        *(
            Part(f"{n}. {run.stage.title}", partial(_stage, n, run, context), partial(lines_of, run))
            for n, run in enumerate(workshop.stages, 1)
        ),
        Part(
            "Parking lot",
            lambda: _parking(workshop, context),
            lambda: [f"{note.seq}. {note.text}" for _run, note in workshop.parked()],
        ),
        Part(READING, lambda: _reading(workshop, context), lambda: how_to_read(workshop)),
    ]


def _reading(workshop: Workshop, context: Context) -> list[Flowable]:
    said = [*how_to_read(workshop), context.fonts.missing_note()]
    reading = keep(*(small(words, context.fonts) for words in said if words))
    return [heading(READING, 2, context.fonts), reading]


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
