"""The evaluation summary of one workshop: at a glance, then word for word, then how to read it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from facilitator.activities import contract
from facilitator.activities.paper import Context, count, having, joined_notes, note_rows, standing
from facilitator.activities.parking import became
from facilitator.looks.blocks import About, Block, Column, Heading, Table, TableRow, body, keep, remark
from facilitator.looks.fonts import Fonts
from facilitator.looks.rendering import Form, renderer
from facilitator.model.notes import MERGED
from facilitator.model.programme import Programme
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop
from facilitator.records.files import write_whole
from facilitator.records.last_resort import Part, lines_of, printable, safely
from facilitator.records.reading import how_to_read
from facilitator.records.summary_head import moment, opening, rated, times, told

KIND = "Evaluation summary"
REHEARSAL = "Rehearsal: not a record."
READING = "How to read this summary"

logger = logging.getLogger(__name__)

__all__ = ["Context", "parts", "write_summary"]


def write_summary(
    workshop: Workshop, programme: Programme, out: Path, *, made_at: int, file_name: str = "", form: Form = "pdf"
) -> list[str]:
    """Write the summary, whole or not at all. `made_at` (milliseconds since 1970) is printed in the foot.

    `file_name` is the programme file it was made from. Returns the titles of the parts that could only be shown
    plainly, which is none unless something is wrong with the program. Raises Fault when `out` cannot be written.
    """
    plain: list[str] = []
    context, fonts, render = Context(workshop.groups, made_at, workshop.people.present()), Fonts(), renderer(form)
    missing = fonts.missing_note if form == "pdf" else str
    about = _about(workshop, programme, made_at, file_name)
    try:
        made = render(about, (part.make() for part in parts(workshop, programme, context, missing)), fonts)
    except Exception:
        logger.exception("The summary could not be made in one go; it is made part by part")

        def trial(blocks: list[Block]) -> bytes:
            return render(About(""), [blocks], fonts)

        found: list[list[Block]] = []
        for part in parts(workshop, programme, context, missing):
            blocks, well = safely(part, trial)
            found.append(blocks)
            plain += [] if well else [part.title]
        made = render(_about(workshop, programme, made_at, file_name, partial(printable, trial=trial)), found, fonts)
    write_whole({out: made})
    return plain


def _about(
    workshop: Workshop, programme: Programme, made_at: int, file_name: str, say: Callable[[str], str] = str
) -> About:
    """What the summary says of itself; everybody's words in it go through `say`."""
    info = workshop.info
    made = f"Made {moment(made_at)}"
    return About(
        title=say(info.title),
        kind=KIND,
        author=say(info.facilitator or info.sponsor or "Facilitator"),
        subject=say(f"{KIND} \u00b7 {programme.title}") if programme.title else KIND,
        stamp="REHEARSAL" if workshop.rehearsal else "",
        warning=REHEARSAL if workshop.rehearsal else "",
        made=f"{made} from {say(file_name)}" if file_name else made,
        notice=say(info.notice),
        made_at=made_at,
    )


def parts(workshop: Workshop, programme: Programme, context: Context, missing: Callable[[], str] = str) -> list[Part]:
    """The parts of the summary in order, each ready to be made; `missing` tells what could not be shown before it."""
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
        Part(READING, lambda: _reading(workshop, missing()), lambda: how_to_read(workshop)),
    ]


def _reading(workshop: Workshop, missing: str) -> list[Block]:
    said = [*how_to_read(workshop), missing]
    reading = keep(*(remark(words) for words in said if words))
    return [Heading(READING, 2), reading]


def _stage(number: int, run: StageRun, context: Context) -> list[Block]:
    printed = standing(run)
    joined = len(having(run, MERGED)) - sum(note.status == MERGED for note in printed)
    also = f" and {joined} joined with them" if joined else ""
    thing = "line" if run.stage.decides else "note"
    things = [run.stage.goal, f"{count(len(printed), thing)}{also}" if printed else ""]
    head = Heading(f"{number}. {run.stage.title}", 2, aside=", ".join(t for t in things if t))
    return [head, *contract.report(run.stage.activity).section(run, context)]


def _parking(workshop: Workshop, context: Context) -> list[Block]:
    parked = workshop.parked()
    found: list[Block] = [Heading("Parking lot", 2, aside=count(len(parked), "item") if parked else "")]
    if not parked:
        return [*found, body("No contributions.")]
    columns = [Column("no.", 0.06, "small"), Column("kept for later", 0.42), Column("from", 0.2, "small")]
    columns.append(Column("what became of it", 0.32))
    rows: list[TableRow] = []
    for run, note in parked:
        outcome = became(note)
        outcome = outcome[:1].upper() + outcome[1:]
        made = note_rows(run, note, joined_notes(run).get(note.key, ()), context)
        rows += [[*cells, "" if at else outcome] for at, cells in enumerate(made)]
    return [*found, Table(rows, columns)]
