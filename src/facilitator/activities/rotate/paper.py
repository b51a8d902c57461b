"""Paper for a room without phones: a number card for each person, a card for each place, and the move map."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.activities import slips
from facilitator.activities.rotate import pace, stations
from facilitator.activities.rotate.facts import DIGEST, SEATS, SET, STORM, Seat, State
from facilitator.looks.blocks import (
    Block,
    Column,
    Sheet,
    Slip,
    Table,
    TableRow,
    Ticks,
    WritingLines,
    cell,
    large,
    remark,
    strong,
)
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, say, say_as

_JOTS = say("What I heard: an offer, a need, something useful")
_AGAIN = say("Numbers I would like to meet again (only if they want to as well):")
ASKED = (say("I need to stay in one place"), say("I need a quiet corner"), say("I would rather watch than talk"))
"""What somebody may tick on their card, as on a phone."""
_TO_WRITE: tuple[Block, ...] = (remark(_AGAIN), WritingLines(1), remark(_JOTS), slips.ROOM)
_COLUMNS = (Column(say("round"), 0.7, "small"), Column(say("go to"), 1.3), Column(say("you meet number"), 1.6))

Card = tuple[Block, ...]


def forms(run: StageRun, blank: slips.Blank) -> list[Block]:
    """Cards to cut out, one a person and one a place, then the move map; before the plan, cards to fill in.

    Where the rounds are held, the cards serve; boards have slips.
    """
    state: State = run.state
    phase = state.phase(run.id)
    if phase == SET:
        return []
    if state.play == STORM:
        words = say("One headline for your board") if phase == DIGEST else say("Your line")
        return slips.slips(run, blank, words=words, first=_board(state))
    if phase != SEATS:
        return slips.slips(run, blank, ahead=("kind",))
    if not state.rounds:
        card = _blank_card(run, blank)
        return [slips.cut([Slip(card, blank.foot(number)) for number in blank.numbers], blank.all)]
    people = [Slip(card, blank.foot(number)) for number, card in number_cards(state)]
    places = [
        Slip(card, say("{workshop}, {day}: place {no}", workshop=blank.workshop, day=blank.day, no=place))
        for place, card in place_cards(state)
    ]
    return [
        slips.cut(people, say("{place}, number cards", place=blank.place)),
        slips.cut(places, say("{place}, place cards", place=blank.place)),
        move_map(state, say("{place}, move map", place=blank.place)),
    ]


def _board(state: State) -> list[Block]:
    """Whose line it is, and where several boards stand, for which."""
    teams = Ticks(tuple(stations.team_name(n) for n in range(1, stations.team_count(state) + 1)))
    letters = [station.letter for station in stations.stations(state)]
    boards: list[Block] = [remark(say("Which board?")), Ticks(tuple(letters))] if len(letters) > 1 else []
    return [remark(say("Which colour is your group?")), teams, *boards]


def number_cards(state: State) -> list[tuple[int, Card]]:
    """`(number, what stands on the card)` for everybody whom the plan places: where they go, whom they meet there."""
    return [(seat.no, _number_card(state, seat)) for seat in state.seats.values() if seat.plays]


def _number_card(state: State, seat: Seat) -> Card:
    rows: list[TableRow] = []
    before = 0
    for n in range(1, len(state.rounds) + 1):
        found = state.place_of(seat.key, n)
        place, keys = found or (0, ())
        others = tuple(state.seats[key].no for key in keys if key != seat.key and key in state.seats)
        met = say("{numbers}", numbers=Listed(others, "")) if others else "\u2013"
        rows.append([str(n), cell(_where(place, before), bold=True), met])
        before = place
    stays = [remark(say("You stay in one place: others come to you."))] if seat.stays else []
    return (large(say("Number {no}", no=seat.no)), *stays, Table(rows, _COLUMNS), *_TO_WRITE)


def _where(place: int, before: int) -> str:
    """Where somebody goes, who was in another place before."""
    if not place:
        return say("join any pair")
    return say("stay at P{no}", no=place) if place == before else _place(place)


def _place(place: int) -> str:
    return say("P{no}", no=place)


def _blank_card(run: StageRun, blank: slips.Blank) -> Card:
    """A card to fill in by hand while there is no plan: the place of each round is written into it."""
    groups: list[Block] = [Ticks(tuple(group.short for group in blank.groups))] if blank.groups else []
    place = say_as("before the number of a place", "P")
    rows: list[TableRow] = [[str(n), place, ""] for n in range(1, pace.rounds_of(run) + 1)]
    asked = [strong(say("Number")), remark(say("First name (optional):")), *groups, Ticks(ASKED)]
    return (*asked, Table(rows, _COLUMNS), *_TO_WRITE)


def place_cards(state: State) -> list[tuple[int, Card]]:
    """`(place, what stands on the card)`: to stand on each pair of chairs or table, with who comes when."""
    return [(place, _place_card(state, place)) for place in range(1, _places(state) + 1)]


def _place_card(state: State, place: int) -> Card:
    rows: list[TableRow] = [[str(n), _numbers(state, here, place)] for n, here in enumerate(state.rounds, 1)]
    columns = [Column(say("round"), 0.5, "small"), Column(say("numbers that meet here"), 2.0)]
    return (large(_place(place)), Table(rows, columns))


def move_map(state: State, code: str) -> Sheet:
    """Places down, rounds across: which numbers sit where. A page to hang on the wall."""
    rows: list[TableRow] = [
        [cell(_place(place), bold=True), *(_numbers(state, here, place) for here in state.rounds)]
        for place in range(1, _places(state) + 1)
    ]
    rounds = [Column(say("round {no}", no=n), 1.0) for n in range(1, len(state.rounds) + 1)]
    table = Table(rows, [Column(say("place"), 0.6, "small"), *rounds])
    return Sheet(say("Move map"), code, (remark(say("Find your number, go to its place.")), table))


def _places(state: State) -> int:
    return max((len(here) for here in state.rounds), default=0)


def _numbers(state: State, here: Sequence[tuple[str, ...]], place: int) -> str:
    keys = here[place - 1] if place <= len(here) else ()
    return str(Listed(tuple(state.seats[key].no for key in keys if key in state.seats), "\u00b7"))
