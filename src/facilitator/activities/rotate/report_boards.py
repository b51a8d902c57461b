"""Boards on paper: a page each with question, headline, highlights, lines by round with ticks, queries and answers."""

from __future__ import annotations

from typing import Any

from facilitator.activities import paper
from facilitator.activities.rotate import stations
from facilitator.activities.rotate.facts import QUERY, State
from facilitator.activities.rotate.stations import Station
from facilitator.looks.blocks import (
    Band,
    Block,
    Callout,
    Cell,
    Column,
    Heading,
    Listing,
    PageBreak,
    Table,
    TableRow,
    body,
    cell,
    remark,
    strong,
)
from facilitator.model.notes import LIVE, Note
from facilitator.model.run import StageRun

Row = dict[str, Any]
_HEAD = 2
"""So many remarks stand over the first board."""
READING = (
    "Board storm is read here as a timed storm of ideas at boards, after which groups move on, add and pick "
    "highlights. The name is used for other things too; this is an interpretation."
)


def boards(run: StageRun, state: State, context: paper.Context) -> list[Block]:
    """Every board, printed once: under the last part of the storm. The other parts say where to look."""
    last = state.phases[list(state.phases)[-1]]
    own = paper.having(run, LIVE)
    if run.id != last.id:
        if not run.spans:
            return [body("This stage was not held.")]
        count = paper.count(len(own), "line") if own else "Nothing"
        said = f"{count} written in this part. All boards stand under \u201c{last.title}\u201d."
        return [body(said)]
    found: list[Block] = [remark(READING)]
    every = stations.stations(state)
    ticks = "A tick is the agreement of one group, counted by groups and not by people; it is no vote."
    found.append(remark(f"{ticks} {paper.count(stations.team_count(state), 'group')}."))
    for question in dict.fromkeys(station.question for station in every):
        twins = [s for s in every if s.question == question]
        apart = stations.movement(state) == "relay"
        for those in [[s] for s in twins] if apart else [twins]:
            found += [PageBreak()] if len(found) > _HEAD else []
            found += _board(state, those)
    return found


def _board(state: State, twins: list[Station]) -> list[Block]:
    """One question; twin boards of it are printed together."""
    letters = " and ".join(s.letter for s in twins)
    lines = [note for s in twins for note in stations.entries_at(state, s.no)]
    title = f"Board{'s' if len(twins) > 1 else ''} {letters}: {twins[0].question}"
    found: list[Block] = [Heading(title, 3, aside=paper.count(len(lines), "line") if lines else "")]
    headlines = [words for station in twins if (words := stations.headline_of(state, station.no))]
    found += [Callout(words, "Headline:", settled=True) for words in headlines]
    chosen = [note for s in twins for note in stations.highlights_of(state, s.no)]
    if chosen:
        found.append(strong("Highlights"))
        found.append(Listing(tuple(note.text for note in chosen)))
    if not lines:
        return [*found, body("No contributions.")]
    found.append(_lines(state, lines))
    queries = [note for s in twins for note in stations.queries_at(state, s.no)]
    return [*found, *(_queries(state, queries) if queries else [])]


def _lines(state: State, lines: list[Note]) -> Block:
    rows: list[TableRow] = []
    for number in sorted({_round(note) for note in lines}):
        those = [note for note in lines if _round(note) == number]
        rows.append(Band(f"Round {number}", paper.count(len(those), "line")))
        rows += [_row(state, note) for note in those]
    columns = [Column("no.", 0.07, "small"), Column("lines as written", 0.64), Column("group", 0.17, "small")]
    return Table(rows, [*columns, Column("ticks", 0.12, "number")])


def _row(state: State, note: Note) -> list[Cell]:
    on = state.notes.get(note.fields.get("on", ""))
    words: Cell = note.text
    if on is not None:
        words = cell(f"{note.text} (builds on no. {on.seq})")
    return [str(note.seq), words, _group(note), str(len(state.ticks.get(note.key, ())))]


def _queries(state: State, queries: list[Note]) -> list[Block]:
    rows: list[TableRow] = []
    for note in queries:
        on = state.notes.get(note.fields.get("on", ""))
        about = f" (on no. {on.seq})" if on is not None else ""
        answers = "; ".join(n.text for n in stations.answers_to(state, note.key))
        rows.append([str(note.seq), f"{note.text}{about}", answers or "No answer was written down."])
    columns = [Column("no.", 0.07, "small"), Column("queries", 0.43), Column("answers of the home group", 0.5)]
    return [Table(rows, columns)]


def _round(note: Note) -> int:
    return int(note.fields.get("round") or 1)


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
                "round": _round(note),
                "group_colour": _group(note),
                "kind": stations.kind_of(note),
                "comment_id": note.seq,
                "text": note.text,
                "on_comment": on.seq if on else "",
                "ticks_by_groups": len(state.ticks.get(note.key, ())) if stations.kind_of(note) != QUERY else "",
                "highlight": "yes" if note.key in state.highlights else "",
            }
        )
    return {"boards": found}
