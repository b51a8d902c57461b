"""The evaluation summary of one workshop: at a glance, then word for word, then how to read it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from facilitator.activities import contract
from facilitator.activities.paper import Context, count, having, joined_notes, note_rows, standing
from facilitator.activities.parking import became
from facilitator.documents.contract import Document, Order, Say
from facilitator.documents.last_resort import Part, lines_of
from facilitator.documents.reading import how_to_read
from facilitator.documents.summary_head import moment, opening, rated, times, told
from facilitator.looks.blocks import About, Block, Column, Heading, Table, TableRow, body, keep, remark
from facilitator.model.notes import MERGED
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes

KIND = "Evaluation summary"
REHEARSAL = "Rehearsal: not a record."
READING = "How to read this summary"


def _about(order: Order, say: Say) -> About:
    """What the summary says of itself; everybody's words in it go through `say`."""
    info, programme = order.workshop.info, order.programme
    made = f"Made {moment(order.made_at)}"
    return About(
        title=say(info.title),
        kind=KIND,
        author=say(info.facilitator or info.sponsor or "Facilitator"),
        subject=say(f"{KIND} \u00b7 {programme.title}") if programme.title else KIND,
        stamp=order.stamp,
        warning=REHEARSAL if order.stamp else "",
        made=f"{made} from {say(order.file_name)}" if order.file_name else made,
        notice=say(info.notice),
        made_at=order.made_at,
        lang=order.lang,
        paper=order.paper,
    )


def _parts(order: Order, missing: Callable[[], str]) -> list[Part]:
    """The parts in order, each ready to be made."""
    workshop, context = order.workshop, order.context
    return [
        Part(workshop.info.title, lambda: opening(workshop, order.programme, context), lambda: told(workshop)),
        Part("The programme", lambda: programmes.sections(order.programme)),
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


DOCUMENT = Document("evaluation-summary", KIND, _parts, _about)
