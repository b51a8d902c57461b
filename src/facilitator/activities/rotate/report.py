"""A rotation in the record: questions, rounds, how many could meet; offers and needs; boards one by one."""

from __future__ import annotations

from typing import Any

from facilitator.activities import paper
from facilitator.activities.contract import Report
from facilitator.activities.rotate import pace, planning
from facilitator.activities.rotate.facts import DATING, DEBRIEF, ROUNDS, State
from facilitator.activities.rotate.report_boards import board_rows, boards
from facilitator.looks.blocks import Block, Column, Heading, KeyFigures, SideBySide, Table, TableRow, body, remark
from facilitator.model.notes import LIVE, Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

Row = dict[str, Any]
_KINDS = (("offer", "Offers"), ("need", "Needs"))


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
        return [body("Nobody took a number." if run.spans else "This stage was not held.")]
    seats = list(state.seats.values())
    counted = (
        (sum(seat.stays for seat in seats), "stayed in one place"),
        (sum(seat.quiet for seat in seats), "asked for a quiet corner"),
        (sum(seat.observer for seat in seats), "watched"),
        (sum(seat.left for seat in seats), "left before the end"),
    )
    said = [f"{number} {words}" for number, words in counted if number]
    people = f"{len(seats)} {'person' if len(seats) == 1 else 'people'} took a number"
    return [body(f"{people}{'; ' if said else ''}{', '.join(said)}.")]


def _rounds(run: StageRun, state: State) -> list[Block]:
    """The questions round by round, and what the plan achieved."""
    got = planning.figures(state)
    if not got["rounds"]:
        return [body("No round was held.")]
    share = round(100 * got["met"] / got["possible"]) if got["possible"] else 0
    figures = [
        (str(got["rounds"]), "rounds held"),
        (f"{got['met']} of {got['possible']}", f"pairs met ({share} %), n = {got['people']} people"),
    ]
    if got["known"]:
        crossing = round(100 * got["crossing"] / got["known"])
        figures.append((f"{crossing} %", f"of {got['known']} meetings were across partner groups"))
    figures.append((str(len(state.mutual())), "pairs who both wish to meet again"))
    asks = run.stage.asks
    rows: list[TableRow] = [
        [str(n), asks[min(n - 1, len(asks) - 1)] if asks else "", str(_people(state, n)), _minutes(run, n)]
        for n in range(1, got["rounds"] + 1)
    ]
    columns = [Column("round", 0.5, "small"), Column("question", 4), Column("people", 0.7, "number")]
    columns.append(Column("minutes", 0.8, "number"))
    more = f"{paper.count(got['again'], 'pair')} met more than once. " if got["again"] else "No pair met twice. "
    more += f"{paper.count(got['trios'], 'talk')} by three. " if got["trios"] else ""
    more += f"The longest wait was {paper.count(got['waited'], 'round')}. " if got["waited"] else "Nobody waited. "
    more += "Who met whom is not printed, and no wish that was not mutual."
    return [KeyFigures(tuple(figures)), Table(rows, columns), remark(more)]


def _people(state: State, n: int) -> int:
    return sum(len(place) for place in state.rounds[n - 1])


def _minutes(run: StageRun, n: int) -> str:
    return f"{pace.talk_s(run, n) / 60:g}"


def _heard(run: StageRun) -> list[Block]:
    """Offers and needs side by side, then whatever else was worth knowing; word for word."""
    notes = paper.standing(run)
    if not notes:
        return [body("Nothing was written down." if run.spans else "This stage was not held.")]
    sides = [_column(title, [n for n in notes if n.fields.get("kind") == kind]) for kind, title in _KINDS]
    rest = [n for n in notes if n.fields.get("kind") not in dict(_KINDS)]
    found: list[Block] = [SideBySide(tuple(sides[0]), tuple(sides[1]))]
    return [*found, *(_column("Useful to know", rest) if rest else [])]


def _column(title: str, notes: list[Note]) -> list[Block]:
    head = Heading(title, 3, aside=paper.count(len(notes), "note") if notes else "")
    if not notes:
        return [head, body("None.")]
    rows: list[TableRow] = [[str(note.seq), note.text, _round_of(note)] for note in notes]
    columns = [Column("no.", 0.14, "small"), Column("words as written", 0.68), Column("round", 0.18, "small")]
    return [head, Table(rows, columns)]


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
    heard = [n for n in run.own_notes() if n.status == LIVE]
    counts = [
        {"question": "What was heard", "answer": title, "n": sum(n.fields.get("kind") == kind for n in heard)}
        for kind, title in (*_KINDS, ("useful", "Useful to know"))
    ]
    return {"meetings": found, "coverage": [coverage] if got["rounds"] else [], "counts": counts}


REPORT = Report(section, rows, shared=paper.COUNTS)
