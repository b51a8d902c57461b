"""A rotation in the record: questions, rounds, how many could meet; offers and needs; boards one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facilitator.activities import paper
from facilitator.activities.contract import Report
from facilitator.activities.rotate import pace, planning
from facilitator.activities.rotate.facts import DATING, DEBRIEF, ROUNDS, State
from facilitator.activities.rotate.report_boards import board_rows, boards
from facilitator.looks.blocks import Block, Column, Heading, KeyFigures, SideBySide, Table, TableRow, body, remark
from facilitator.model.notes import REFILED, WITHDRAWN, Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import Decimal, Listed, say

Row = dict[str, Any]
_KINDS = (("offer", say("Offers")), ("need", say("Needs")))


def section(run: StageRun, context: paper.Context) -> list[Block]:
    """What one part of a rotation left."""
    state: State = run.state
    if state.play != DATING:
        return [*boards(run, state, context), *paper.left_out(run, context)]
    phase = state.phase(run.id)
    if phase == ROUNDS:
        return [*_rounds(run, state), *_heard(run), *paper.left_out(run, context)]
    if phase == DEBRIEF:
        return [*_heard(run), *paper.left_out(run, context)]
    return _numbers(run, state)


def _numbers(run: StageRun, state: State) -> list[Block]:
    if not state.seats:
        return paper.not_held(run, say("Nobody took a number."))
    seats = list(state.seats.values())
    stays, quiet = sum(seat.stays for seat in seats), sum(seat.quiet for seat in seats)
    watched, left = sum(seat.observer for seat in seats), sum(seat.left for seat in seats)
    said = [say("{n} stayed in one place", "{n} stayed in one place", n=stays)] if stays else []
    said += [say("{n} asked for a quiet corner", "{n} asked for a quiet corner", n=quiet)] if quiet else []
    said += [say("{n} watched", "{n} watched", n=watched)] if watched else []
    said += [say("{n} left before the end", "{n} left before the end", n=left)] if left else []
    people = say("{n} person took a number", "{n} people took a number", n=len(seats))
    if not said:
        return [body(say("{people}.", people=people))]
    return [body(say("{people}; {others}.", people=people, others=Listed(tuple(said), "")))]


def _rounds(run: StageRun, state: State) -> list[Block]:
    """The questions round by round, and what the plan achieved."""
    got = planning.figures(state)
    if not got["rounds"]:
        return [body(say("No round was held."))]
    met = say("{count} of {of}", count=got["met"], of=got["possible"])
    figures: list[tuple[str, str]] = [
        (str(got["rounds"]), say("rounds held")),
        (met, say("pairs met, n = {n} person", "pairs met, n = {n} people", n=got["people"])),
    ]
    if got["known"]:
        crossing = say("{count} of {of}", count=got["crossing"], of=got["known"])
        figures.append((crossing, say("meetings were across partner groups")))
    figures.append((str(len(state.mutual())), say("pairs who both want to meet again")))
    asks = run.stage.asks
    rows: list[TableRow] = [
        [str(n), asks[min(n - 1, len(asks) - 1)] if asks else "", str(_people(state, n)), _minutes(run, n)]
        for n in range(1, got["rounds"] + 1)
    ]
    columns = [Column(say("round"), 0.5, "small"), Column(say("question"), 4), Column(say("people"), 0.7, "number")]
    columns.append(Column(say("minutes"), 0.8, "number"))
    return [KeyFigures(tuple(figures)), Table(rows, columns), remark(_how_it_went(got))]


def _how_it_went(got: Mapping[str, int]) -> str:
    """Who met twice, who talked by three, who waited; and what is not printed."""
    again, trios, waited = got["again"], got["trios"], got["waited"]
    twice = say("{n} pair met more than once.", "{n} pairs met more than once.", n=again)
    three = say("{n} talk by three.", "{n} talks by three.", n=trios)
    wait = say("The longest wait was {n} round.", "The longest wait was {n} rounds.", n=waited)
    return paper.together(
        twice if again else say("No pair met twice."),
        three if trios else "",
        wait if waited else say("Nobody waited."),
        say("Who met whom is not printed, nor any wish that only one of two had."),
    )


def _people(state: State, n: int) -> int:
    return sum(len(place) for place in state.rounds[n - 1])


def _minutes(run: StageRun, n: int) -> str:
    seconds = pace.talk_s(run, n)
    places = 0 if not seconds % 60 else 1 if not seconds % 6 else 2
    return say("{minutes}", minutes=Decimal(seconds / 60, places))


def _heard(run: StageRun) -> list[Block]:
    """Offers and needs side by side, then whatever else was worth knowing; word for word."""
    notes = paper.standing(run)
    if not notes:
        return paper.not_held(run, say("Nothing was written down."))
    sides = [_column(run, title, [n for n in notes if n.fields.get("kind") == kind]) for kind, title in _KINDS]
    rest = [n for n in notes if n.fields.get("kind") not in [kind for kind, _title in _KINDS]]
    found: list[Block] = [SideBySide(tuple(sides[0]), tuple(sides[1]))]
    return [*found, *(_column(run, say("Useful to know"), rest) if rest else [])]


def _column(run: StageRun, title: str, notes: list[Note]) -> list[Block]:
    head = Heading(title, 3, aside=paper.notes_words(len(notes)) if notes else "")
    if not notes:
        return [head, body(say("None."))]
    rows: list[TableRow] = []
    for note in notes:
        rows.append([paper.number(note), note.text, _round_of(note)])
        others = run.notes.sources(note.key)
        rows += [[paper.number(other), paper.joined_words(note.no, other), _round_of(other)] for other in others]
    columns = [Column(say("no."), 0.14, "small"), Column(say("words as written"), 0.68)]
    return [head, Table(rows, [*columns, Column(say("round"), 0.18, "small")])]


def _round_of(note: Note) -> str:
    return str(note.fields.get("round") or "")


# ---------------------------------------------------------------------- exports


def rows(run: StageRun, groups: Groups) -> dict[str, list[Row]]:
    """`meetings`: a row a round and place, people by their numbers; `coverage`: how far the plan reached. Boards have
    `boards`: a row a line with its round, group, ticks and links.
    """
    state: State = run.state
    if state.play != DATING:
        return board_rows(run, state)
    if state.phase(run.id) != ROUNDS:
        return {}
    found: list[Row] = [
        {
            "round": n,
            "place": number,
            "people": ";".join(str(state.seats[key].no) for key in place if key in state.seats),
        }
        for n, here in enumerate(state.rounds[: state.begun], 1)
        for number, place in enumerate(here, 1)
        if place
    ]
    got = planning.figures(state)
    coverage = {
        "people": got["people"],
        "rounds": got["rounds"],
        "pairs_met": got["met"],
        "pairs_possible": got["possible"],
        "met_again": got["again"],
        "meetings_with_groups_known": got["known"],
        "across_groups": got["crossing"],
        "longest_wait_rounds": got["waited"],
        "mutual_wishes": len(state.mutual()),
    }
    heard = [n for n in run.own_notes() if n.status not in (WITHDRAWN, REFILED)]
    counts = [
        {"question": "What was heard", "answer": title, "n": sum(n.fields.get("kind") == kind for n in heard)}
        for kind, title in (*_KINDS, ("useful", "Useful to know"))
    ]
    return {"meetings": found, "coverage": [coverage] if got["rounds"] else [], "counts": counts}


def marked(run: StageRun) -> bool:
    """Whether it is kept which group a phone is in."""
    state: State = run.state
    return state.play != DATING and bool(state.teams)


def as_counted(run: StageRun, notes: Sequence[Note]) -> str:
    """How many lines stand on boards, or how many notes were made of talks."""
    return paper.notes_words(len(notes)) if run.state.play == DATING else paper.lines_words(len(notes))


REPORT = Report(section, rows, shared=paper.COUNTS, marked=marked, counted=as_counted)
