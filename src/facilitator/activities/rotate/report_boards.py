"""Boards on paper: a page each with question, headline, highlights, lines by round with ticks, queries and answers."""

from __future__ import annotations

from typing import Any

from facilitator.activities import paper
from facilitator.activities.rotate import stations
from facilitator.activities.rotate.facts import HEADLINE, QUERY, State
from facilitator.activities.rotate.stations import Station
from facilitator.looks.blocks import (
    Band,
    Block,
    Callout,
    Cell,
    Column,
    Heading,
    Listing,
    Table,
    TableRow,
    body,
    cell,
    remark,
    strong,
)
from facilitator.model.notes import LIVE, Note
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, say

Row = dict[str, Any]
READING = say(
    "Board storm is read here as a timed storm of ideas at boards, after which groups move on, add and pick "
    "highlights. The name is used for other things too; this is an interpretation."
)


def boards(run: StageRun, state: State, context: paper.Context) -> list[Block]:
    """Every board, printed once: under the last part of the storm. The other parts say where to look."""
    last = state.phases[list(state.phases)[-1]]
    own = paper.having(run, LIVE)
    if run.id != last.id:
        if not run.spans:
            return paper.not_held(run)
        n, where = len(own), say("All boards are under \u201c{stage}\u201d.", stage=last.title)
        lines = say("{n} line written in this part.", "{n} lines written in this part.", n=n)
        return [body(paper.together(lines if own else say("Nothing written in this part."), where))]
    found: list[Block] = [remark(READING)]
    every = stations.stations(state)
    ticks = say("A tick is the agreement of one group, counted by groups and not by people; it is no vote.")
    found.append(remark(paper.together(ticks, say("{n} group.", "{n} groups.", n=stations.team_count(state)))))
    for question in dict.fromkeys(station.question for station in every):
        twins = [s for s in every if s.question == question]
        apart = stations.movement(state) == "relay"
        for those in [[s] for s in twins] if apart else [twins]:
            found += _board(run, state, those)
    return found


def _board(run: StageRun, state: State, twins: list[Station]) -> list[Block]:
    """One question; twin boards of it are printed together."""
    lines = [note for s in twins for note in stations.entries_at(state, s.no)]
    letters, question = Listed(tuple(s.letter for s in twins)), twins[0].question
    one = say("Board {letters}: {question}", letters=letters, question=question)
    title = say("Boards {letters}: {question}", letters=letters, question=question) if len(twins) > 1 else one
    found: list[Block] = [Heading(title, 3, aside=paper.lines_words(len(lines)) if lines else "")]
    for station in twins:
        found += _headlines(run, stations.at_board(state, station.no, HEADLINE))
    chosen = [note for s in twins for note in stations.highlights_of(state, s.no)]
    if chosen:
        found.append(strong(say("Highlights")))
        found.append(Listing(tuple(note.text for note in chosen)))
    queries = [note for s in twins for note in stations.queries_at(state, s.no)]
    stray = [note for s in twins for note in stations.stray_answers(state, s.no)]
    if lines:
        found.append(_lines(state, lines))
    elif not (queries or stray or len(found) > 1):
        found.append(body(paper.NOTHING))
    found += _queries(state, queries) if queries else []
    for note in stray:
        gone = say("An answer to a query that does not stand any more: {words}", words=paper.quoted(note.text))
        found += [remark(say("{no}  {words}", no=note.no, words=gone)), *paper.joined_under(run, note)]
    return found


def _headlines(run: StageRun, written: list[Note]) -> list[Block]:
    """The headline of a board, which is the last that was written, and under it those before it."""
    if not written:
        return []
    *before, last = written
    found: list[Block] = [Callout(last.text, say("Headline:"), settled=True), *paper.joined_under(run, last)]
    for note in before:
        earlier = say("An earlier headline: {words}", words=paper.quoted(note.text))
        found += [remark(say("{no}  {words}", no=note.no, words=earlier)), *paper.joined_under(run, note)]
    return found


def _lines(state: State, lines: list[Note]) -> Block:
    rows: list[TableRow] = []
    for number in sorted({_round(note) for note in lines}, key=lambda number: number or len(lines) + 1):
        those = [note for note in lines if _round(note) == number]
        title = say("Round {no}", no=number) if number else say("Late, at the read-out")
        rows.append(Band(title, paper.lines_words(len(those))))
        for note in those:
            rows += [_row(state, note), *_joined_rows(state, note, 2)]
    columns = [Column(say("no."), 0.07, "small"), Column(say("lines as written"), 0.64)]
    columns += [Column(say("group"), 0.17, "small"), Column(say("ticks"), 0.12, "number")]
    return Table(rows, columns)


def _row(state: State, note: Note) -> list[Cell]:
    on = state.notes.get(note.fields.get("on", ""))
    words: Cell = note.text
    if on is not None:
        words = cell(say("{line} (builds on no. {no})", line=note.text, no=on.no))
    return [paper.number(note), words, _group(note), str(len(state.ticked(note.key)))]


def _joined_rows(state: State, note: Note, more: int) -> list[list[Cell]]:
    """What was joined with a line or a query, a row each, with so many columns left empty."""
    return [[paper.number(n), paper.joined_words(note.no, n), *[""] * more] for n in state.notes.sources(note.key)]


def _queries(state: State, queries: list[Note]) -> list[Block]:
    rows: list[TableRow] = []
    for note in queries:
        on = state.notes.get(note.fields.get("on", ""))
        query = say("{line} (on no. {no})", line=note.text, no=on.no) if on is not None else note.text
        said = [part for n in stations.answers_to(state, note.key) for part in (n, *state.notes.sources(n.key))]
        answers = paper.apart(*(n.text for n in said))
        rows.append([paper.number(note), query, answers or say("No answer was written down.")])
        rows += _joined_rows(state, note, 1)
    columns = [Column(say("no."), 0.07, "small"), Column(say("queries"), 0.43)]
    return [Table(rows, [*columns, Column(say("answers of the home group"), 0.5)])]


def _round(note: Note) -> int:
    """The round in which a line was written; 0 for a late one, at the read-out."""
    return int(note.fields.get("round", 1))


def _group(note: Note) -> str:
    team = int(note.fields.get("team") or 0)
    return stations.team_name(team) if team else ""


def board_rows(run: StageRun, state: State) -> dict[str, list[Row]]:
    """`boards`: the lines of this very part, each with its board, round, group, ticks, links and whether chosen."""
    every = {s.no: s for s in stations.stations(state)}
    found = []
    for note in paper.having(run, LIVE):
        board = every.get(int(note.fields.get("board") or 0))
        on = state.notes.get(note.fields.get("on", ""))
        found.append(
            {
                "board": board.letter if board else "",
                "question": board.question if board else "",
                "round": _round(note) or "",
                "group_colour": _group(note),
                "kind": stations.kind_of(note),
                "comment_id": note.no,
                "text": note.text,
                "on_comment": on.no if on else "",
                "ticks_by_groups": len(state.ticked(note.key)) if stations.kind_of(note) != QUERY else "",
                "highlight": state.highlighted(note.key),
            }
        )
    return {"boards": found}
