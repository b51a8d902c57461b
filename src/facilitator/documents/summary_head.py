"""The first page of a summary: title, figures at a glance, who took part, the challenge, the minutes."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.activities import contract
from facilitator.activities.paper import Context, count, date_words, having
from facilitator.looks.blocks import (
    Block,
    Column,
    Heading,
    KeyFigures,
    Listing,
    Member,
    Quote,
    SideBySide,
    Table,
    TableRow,
    body,
    remark,
)
from facilitator.model.clock import MINUTE
from facilitator.model.entry import local
from facilitator.model.notes import HIDDEN, LIVE, MERGED, PARKED, WITHDRAWN
from facilitator.model.programme import Programme
from facilitator.model.record import PHONE, ROOM, attendance, day, everything, group_label
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop


def moment(at: int) -> str:
    """`15 November 2011, 15:31` on this computer's clock."""
    return f"{date_words(local(at).date().isoformat())}, {local(at):%H:%M}"


def opening(workshop: Workshop, programme: Programme, context: Context) -> list[Block]:
    """Everything above the minutes."""
    info = workshop.info
    ids = list(programme.workshops)
    place = f"workshop {ids.index(workshop.id) + 1} of {len(ids)}" if len(ids) > 1 and workshop.id in ids else ""
    running = " \u00b7 ".join(words for words in ("Evaluation summary", place, programme.title) if words)
    return [
        remark(running),
        Heading(info.title, 1),
        *(Quote(words) for run in workshop.stages for words in contract.report(run.stage.activity).called(run)),
        body(" ".join(_facts(workshop))),
        KeyFigures(tuple(_figures(workshop, context))),
        SideBySide((*_who(workshop), *_object(workshop)), tuple(_what_for(workshop))),
    ]


def told(workshop: Workshop) -> list[str]:
    """The facts of the first page as plain lines."""
    info = workshop.info
    where = (day(workshop), info.place, info.sponsor, info.facilitator)
    people = [f"{group_label(workshop, p.group)}: {p.people}" for p in attendance(workshop)]
    return [words for words in (*where, info.challenge, *info.aims, info.object, *people) if words]


def _facts(workshop: Workshop) -> list[str]:
    info = workshop.info
    where = ", ".join(words for words in (date_words(day(workshop)), info.place) if words)
    found = [f"{where}."]
    if info.sponsor:
        found.append(f"Sponsor: {info.sponsor}.")
    if info.facilitator:
        found.append(f"Facilitator: {info.facilitator}.")
    spans = [span for run in workshop.stages for span in run.spans]
    if spans:
        first, last = min(a for a, _ in spans), max(b or a for a, b in spans)
        found.append(f"{local(first):%H:%M} to {local(last):%H:%M}.")
    return found


def _figures(workshop: Workshop, context: Context) -> Sequence[tuple[str, str]]:
    present = attendance(workshop)
    people = sum(p.people for p in present)
    basis = "took part, as counted in the room" if any(p.basis == ROOM for p in present) else "joined by phone"
    noted = [(run, note) for run, note in everything(workshop) if not run.stage.decides]
    kept = [note for _run, note in noted if note.status in (LIVE, MERGED, PARKED)]
    hidden, gone = (sum(note.status == status for _run, note in noted) for status in (HIDDEN, WITHDRAWN))
    comments = f"{'comment' if len(kept) == 1 else 'comments'}; {hidden} withheld, {gone} withdrawn"
    took_part = (f"{people:,}", basis) if people else ("\u2013", "people; nobody was counted")
    figures = [took_part, (f"{len(kept):,}", comments)]
    if decided := [note for run in workshop.stages if run.stage.decides for note in having(run, LIVE)]:
        lines = [note for note in decided if note.fields.get("kind") != "open"]
        owned = sum(bool(note.fields.get("owner")) for note in lines)
        still = len(decided) - len(lines)
        thing = "decision line" if len(lines) == 1 else "decision lines"
        figures.append((str(len(lines)), f"{thing}, {owned} with an owner; {still} still open"))
    for run in workshop.stages:
        figures += contract.report(run.stage.activity).figures(run, context)
    actual = sum(_whole(run.actual(context.now)) for run in workshop.stages)
    planned = sum(run.planned() for run in workshop.stages)
    figures.append((f"{_minutes(actual)} min", f"held, of {planned // MINUTE} planned"))
    return figures


def rated(workshop: Workshop, context: Context) -> list[Block]:
    """What each stage adds to the first page: how people rated the day, and which parts of it were useful."""
    return [part for run in workshop.stages for part in contract.report(run.stage.activity).glance(run, context)]


def _who(workshop: Workshop) -> list[Block]:
    present = attendance(workshop)
    found: list[Block] = [Heading("Who took part", 2)]
    if not any(p.people for p in present):
        return [*found, body("Nobody was counted and nobody joined by phone.")]
    mixed = len({p.basis for p in present if p.people}) > 1
    rows: list[TableRow] = []
    for p in present:
        label = group_label(workshop, p.group)
        mark = f" ({p.basis})" if mixed and p.basis == PHONE else ""
        no = workshop.groups.no(p.group) or "other"
        short = workshop.groups.short(p.group) if workshop.groups.get(p.group) else ""
        rows.append([Member(no, label + mark), short, str(p.people)])
    rows.append(["All", "", str(sum(p.people for p in present))])
    columns = [Column("partner group", 0.72), Column("in short", 0.14, "small"), Column("people", 0.14, "number")]
    return [*found, Table(rows, columns, heads=False, total=True), remark(_basis(workshop, mixed))]


def _basis(workshop: Workshop, mixed: bool) -> str:
    if not workshop.people.counted:
        return "People who joined by phone; the room was not counted."
    phones = count(len(workshop.people), "phone")
    return f"As counted in the room{', except where marked' if mixed else ''}. {phones} joined."


def _what_for(workshop: Workshop) -> list[Block]:
    info = workshop.info
    challenges = list(dict.fromkeys(c for c in (info.challenge, *(b.challenge for b in workshop.blocks)) if c))
    found: list[Block] = []
    if challenges:
        found.append(Heading("The challenge" if len(challenges) == 1 else "The challenges", 2))
        found.append(Listing(tuple(challenges)) if len(challenges) > 1 else body(challenges[0]))
    if info.aims:
        found += [Heading("Aims", 2), Listing(tuple(info.aims))]
    return found or [Heading("The method", 2), body(_methods(workshop))]


def _object(workshop: Workshop) -> list[Block]:
    found: list[Block] = []
    if workshop.info.object:
        found += [Heading("What people looked at", 2), body(workshop.info.object)]
    return found


def _methods(workshop: Workshop) -> str:
    return " ".join(f"{b.method.title}: {b.method.purpose}" for b in workshop.blocks)


def times(workshop: Workshop, context: Context) -> list[Block]:
    """Minutes planned and actual for each stage, with the drift."""
    rows: list[TableRow] = []
    for number, run in enumerate(workshop.stages, 1):
        if not run.spans:
            figures = [str(run.stage.minutes), "0", _signed(-run.planned())]
            rows.append([f"{number}. {run.stage.title}", "not held", *figures])
            continue
        actual = run.actual(context.now)
        figures = [str(run.stage.minutes), _minutes(actual), _signed(_whole(actual) - run.planned())]
        rows.append([f"{number}. {run.stage.title}", _held(run), *figures])
    planned = sum(run.planned() for run in workshop.stages)
    held = sum(_whole(run.actual(context.now)) for run in workshop.stages)
    rows.append(["All", "", _minutes(planned), _minutes(held), _signed(held - planned)])
    columns = [Column("stage", 2.4), Column("held", 2.2), Column("planned", 0.8, "number")]
    columns += [Column("actual", 0.8, "number"), Column("difference", 0.9, "number")]
    return [
        Heading("Planned and actual minutes", 2, aside=_methods_line(workshop)),
        Table(rows, columns, total=True),
    ]


def _held(run: StageRun) -> str:
    first, last = run.spans[0][0], run.closed_at
    again = f", opened {len(run.spans)} times" if len(run.spans) > 1 else ""
    until = f" to {local(last):%H:%M}" if last is not None else ", still open"
    return f"{local(first):%H:%M}{until}{again}"


def _methods_line(workshop: Workshop) -> str:
    return ", ".join(b.method.title for b in workshop.blocks)


def _whole(milliseconds: int) -> int:
    """Rounded to whole minutes, in milliseconds, so that printed figures add up."""
    return round(milliseconds / MINUTE) * MINUTE


def _minutes(milliseconds: int) -> str:
    return str(round(milliseconds / MINUTE))


def _signed(milliseconds: int) -> str:
    minutes = round(milliseconds / MINUTE)
    return f"+{minutes}" if minutes > 0 else f"\u2212{-minutes}" if minutes < 0 else "0"
