"""Paper for a room without phones: a number card for each person, a card for each place, and the move map."""

from __future__ import annotations

from typing import Any

from facilitator.activities.rotate.facts import Seat, State
from facilitator.looks.pdf.document import Cell, Column, Flowable, Fonts, heading, small, table, text
from facilitator.model.run import StageRun

_JOTS = "What I heard: an offer, a need, something useful"
_AGAIN = "Numbers I would like to meet again (only if they wish it too):"
ASKED = ("I need to stay in one place", "I need a quiet corner", "I would rather watch than talk")
"""What somebody may tick on their card, as on a phone."""


def number_cards(run: StageRun, fonts: Fonts) -> list[tuple[int, list[Flowable]]]:
    """`(number, what stands on the card)` for everybody whom the plan places: where they go, whom they meet there."""
    state: State = run.state
    return [(seat.no, _number_card(state, seat, fonts)) for seat in state.seats.values() if seat.plays]


def _number_card(state: State, seat: Seat, fonts: Fonts) -> list[Flowable]:
    rows: list[list[Cell]] = []
    before = 0
    for n in range(1, len(state.rounds) + 1):
        found = state.place_of(seat.key, n)
        place, keys = found or (0, ())
        others = ", ".join(str(state.seats[key].no) for key in keys if key != seat.key and key in state.seats)
        where = f"stay at P{place}" if place and place == before else f"P{place}" if place else "join any pair"
        rows.append([str(n), text("table_strong", where, fonts), others or "\u2013"])
        before = place
    columns = [Column("round", 0.7, "small"), Column("go to", 1.3), Column("you meet number", 1.6)]
    stays = [small("You stay in one place: others come to you.", fonts)] if seat.stays else []
    return [
        _big(f"Number {seat.no}", fonts),
        *stays,
        table(rows, columns, fonts),
        small(_AGAIN, fonts),
        small(_JOTS, fonts),
    ]


def blank_card(rounds: int, fonts: Fonts) -> list[Flowable]:
    """The top of a card to fill in by hand while there is no plan: the place of each round is written into it."""
    rows: list[list[Cell]] = [[str(n), "P", ""] for n in range(1, rounds + 1)]
    columns = [Column("round", 0.7, "small"), Column("go to", 1.3), Column("you meet number", 1.6)]
    return [table(rows, columns, fonts), small(_AGAIN, fonts), small(_JOTS, fonts)]


def place_cards(run: StageRun, fonts: Fonts) -> list[tuple[int, list[Flowable]]]:
    """`(place, what stands on the card)`: to stand on each pair of chairs or table, with who comes when."""
    state: State = run.state
    most = max((len(here) for here in state.rounds), default=0)
    return [(place, _place_card(state, place, fonts)) for place in range(1, most + 1)]


def _place_card(state: State, place: int, fonts: Fonts) -> list[Flowable]:
    rows: list[list[Cell]] = [[str(n), _numbers(state, here, place)] for n, here in enumerate(state.rounds, 1)]
    columns = [Column("round", 0.5, "small"), Column("numbers that meet here", 2.0)]
    return [_big(f"P{place}", fonts), table(rows, columns, fonts)]


def move_map(run: StageRun, fonts: Fonts) -> list[Flowable]:
    """Places down, rounds across: which numbers sit where. A page to hang on the wall."""
    state: State = run.state
    most = max((len(here) for here in state.rounds), default=0)
    rows: list[list[Cell]] = [
        [text("table_strong", f"P{place}", fonts), *(_numbers(state, here, place) for here in state.rounds)]
        for place in range(1, most + 1)
    ]
    columns = [Column("place", 0.6, "small"), *(Column(f"round {n}", 1.0) for n in range(1, len(state.rounds) + 1))]
    return [heading("Move map", 2, fonts, aside="find your number, go to its place"), table(rows, columns, fonts)]


def _numbers(state: State, here: list[tuple[str, ...]], place: int) -> str:
    keys: Any = here[place - 1] if place <= len(here) else ()
    return "  \u00b7  ".join(str(state.seats[key].no) for key in keys if key in state.seats)


def _big(words: str, fonts: Fonts) -> Flowable:
    return text("figure", words, fonts)
