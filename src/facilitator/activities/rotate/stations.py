"""Groups at boards: which board has which question, which group is where, and what the groups made of their boards."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.activities.rotate.facts import (
    ANSWER,
    BUILDS,
    DATING,
    DIGEST,
    HEADLINE,
    HOME,
    MOVE,
    NEW,
    QUERY,
    READ_OUT,
    ROUNDS,
    SET,
    TEAM_NAMES,
    State,
)
from facilitator.activities.rotate.schedule import latin
from facilitator.model.method import Field, Stage
from facilitator.model.notes import LIVE, Note
from facilitator.model.say import say

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LEAST = 3
"""A smaller group is better joined with another."""
_TEAM, _BOARD = Field("team", say("Group"), "item"), Field("board", say("Board"), "item")
_KIND = Field("kind", say("What it is"), "item")


@dataclass(frozen=True, slots=True)
class Station:
    """One board: `no` from 1, its letter, its question; `twin_of` names the board with the same question, or 0."""

    no: int
    question: str
    twin_of: int = 0

    @property
    def letter(self) -> str:
        """What people call it: A, B, C."""
        return LETTERS[(self.no - 1) % len(LETTERS)]

    @property
    def words(self) -> str:
        """`A  What helps?`."""
        return say("{letter}  {question}", letter=self.letter, question=self.question)


def movement(state: State) -> str:
    """`carousel`, `relay` or `fixed`."""
    return str(state.stage.options.get("movement", "carousel"))


def team_count(state: State) -> int:
    """How many groups there are: as many as boards with questions, unless the stage says otherwise."""
    wanted = state.stage.options.get("teams", 0)
    asked = len(state.stage.questions or state.stage.asks) or 1
    return min(len(TEAM_NAMES), wanted if isinstance(wanted, int) and wanted > 0 else asked)


def stations(state: State) -> list[Station]:
    """Every board. Where there are more groups than questions, a question comes again on a twin board."""
    asks = state.stage.questions or state.stage.asks or (state.stage.title,)
    count = max(len(asks), team_count(state))
    return [Station(n + 1, asks[n % len(asks)], n % len(asks) + 1 if n >= len(asks) else 0) for n in range(count)]


def station_at(state: State, board: int) -> Station | None:
    """The board of that number, from 1; None where it was taken away after somebody had written on it."""
    return next((station for station in stations(state) if station.no == board), None)


def station_of(state: State, team: int, round_no: int) -> int:
    """The board of a group in a round, both from 1. Everybody keeps their own board unless groups move."""
    if movement(state) != "carousel":
        return team
    boards = len(stations(state))
    return latin(team_count(state), boards, max(1, round_no))[round_no - 1][team - 1] + 1


def station_now(state: State, stage_id: str, team: int) -> int:
    """The board where a group is in a stage: on its way in the rounds, at home before and after."""
    moving = state.phase(stage_id) == ROUNDS
    return station_of(state, team, max(2, state.round) if moving else 1)


def team_name(team: int) -> str:
    """The colour of a group."""
    return TEAM_NAMES[(team - 1) % len(TEAM_NAMES)]


def team_of_table(state: State, table: str) -> int:
    """The group that a table is; 0 where no table is named."""
    return (int(table) - 1) % team_count(state) + 1 if table.isascii() and table.isdigit() and int(table) else 0


def is_moving(state: State) -> bool:
    """Whether groups walk to their next board just now."""
    return state.part == MOVE and state.play != DATING


def at_board(state: State, station: int, *kinds: str) -> list[Note]:
    """The live notes of one board, of some kinds or all, in order."""
    return [
        note
        for note in state.notes.having(LIVE)
        if note.fields.get("board") == station and (not kinds or kind_of(note) in kinds)
    ]


def kind_of(note: Note) -> str:
    """What a note is at its board."""
    return str(note.fields.get("kind") or NEW)


def entries_at(state: State, station: int) -> list[Note]:
    """What groups wrote on one board: new lines and lines that build on others."""
    return at_board(state, station, NEW, BUILDS)


def headline_of(state: State, station: int) -> str:
    """The headline of a board: the last one written; empty when there is none."""
    found = at_board(state, station, HEADLINE)
    return max(found, key=lambda note: note.seq).text if found else ""


def highlights_of(state: State, station: int) -> list[Note]:
    """The highlights of a board that still stand, in the order of its entries."""
    return [note for note in entries_at(state, station) if state.highlighted(note.key)]


def answers_to(state: State, query: str) -> list[Note]:
    """The answers to a query and to those that were joined with it, in order."""
    parts = state.notes.with_it(query)
    return [n for n in state.notes.having(LIVE) if kind_of(n) == ANSWER and n.fields.get("on") in parts]


def stray_answers(state: State, station: int) -> list[Note]:
    """The answers on one board whose query does not stand any more, in order."""
    known = {answer.key for query in state.notes.having(LIVE) for answer in answers_to(state, query.key)}
    return [note for note in at_board(state, station, ANSWER) if note.key not in known]


def queries_at(state: State, station: int) -> list[Note]:
    """The queries on one board, in order."""
    return at_board(state, station, QUERY)


def written_on(state: State, stage_id: str) -> bool:
    """Whether new lines are written in a stage."""
    return state.phase(stage_id) in (HOME, ROUNDS, READ_OUT)


@dataclass(slots=True)
class TypedState(State):
    """The state, with what the desk names beside words: a group, a board, or that they are the board's headline.

    Without a board a line goes where its group stands.
    """

    def unasked(self, stage: Stage) -> bool:
        """Never where the boards have questions of their own."""
        return not self.stage.questions and State.unasked(self, stage)

    def typed(self, stage: str) -> tuple[Field, ...]:
        """The fields that are asked at the desk besides those of the stage."""
        phase = self.phase(stage)
        if self.play == DATING or phase == SET:
            return ()
        return (_KIND, _BOARD) if phase == DIGEST else (_TEAM, _BOARD)

    def choices(self, stage: str, item: Field) -> list[tuple[str, str]]:
        """What a field may name, `(value, words)`: a colour, a board, or that the words are the board's headline."""
        if item.id == "team":
            return [(str(team), team_name(team)) for team in range(1, team_count(self) + 1)]
        if item.id == "board":
            return [(str(one.no), one.words) for one in stations(self)]
        return [(HEADLINE, say("Headline of the board"))] if item.id == "kind" else []
