"""What the wall draws of a rotation, as plain values: rounds, places, boards, columns of words. No names."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.activities.rotate import pace, planning, stations
from facilitator.activities.rotate.facts import (
    DATING,
    DEBRIEF,
    DIGEST,
    JOT,
    MOVE,
    READ_OUT,
    ROUNDS,
    SEATS,
    SET,
    TALK,
    State,
)
from facilitator.model.run import StageRun, on_screen
from facilitator.model.say import Listed, say

MAP, WORDS, READING = "map", "words", "reading"


@dataclass(frozen=True, slots=True)
class Cell:
    """One place on the map: its head, who goes there, a line under it; `dashed` where two that move meet.

    `name` is what people call it.
    """

    name: str
    head: str
    big: str
    small: str = ""
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """What stands on the wall. `loud` is drawn as a band that the whole room sees at once; `dots` are
    `(rounds done, whether one goes on, rounds in all)`; `columns` are headings with the words under them.
    """

    kind: str = MAP
    title: str = ""
    loud: bool = False
    dots: tuple[int, bool, int] = (0, False, 0)
    cells: tuple[Cell, ...] = ()
    left: str = ""
    aside: str = ""
    arrow: str = ""
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    halves: bool = False


def picture(run: StageRun) -> Picture:
    """What the room may see of a stage now."""
    state: State = run.state
    return _people(run, state) if state.play == DATING else _boards(run, state)


# ---------------------------------------------------------------------- people


def _people(run: StageRun, state: State) -> Picture:
    phase = state.phase(run.id)
    if phase == DEBRIEF:
        return Picture(WORDS, columns=_heard(run))
    n, total = (run.round or 1), pace.rounds_of(run)
    part = pace.part_of(run) if phase == ROUNDS else ""
    cells = place_cells(state, n)
    if phase == SEATS or not run.round:
        count = len(state.playing())
        people = say("{n} number taken", "{n} numbers taken", n=count)
        arrow = say("At the bell: look at the map and go to the place of your number.") if cells else ""
        return Picture(title=people, cells=cells, left=_FIND if cells else "", aside=_aside(cells), arrow=arrow)
    dots = (n if part == JOT else n - 1, part == TALK, total)
    if part == JOT:
        return Picture(title=say("The talks are over. Write down what you heard"), loud=True, dots=dots)
    return Picture(
        title=say("Move now: places of round {round}", round=n) if part == MOVE else _round(n, total),
        loud=part == MOVE,
        dots=dots,
        cells=cells,
        left=_FIND,
        aside=_aside(cells),
        arrow=_arrow(state, n, total, part),
        halves=part == TALK and planning.size_of(state) == 2,
    )


_FIND = say("Find your number")


def _round(n: int, total: int) -> str:
    return say("Round {round} of {rounds}", round=n, rounds=total)


def place_cells(state: State, n: int) -> tuple[Cell, ...]:
    """The places of a round with the numbers that go there; where one side sits, only the numbers of those who move."""
    if not 1 <= n <= len(state.rounds):
        return ()
    sitting = set(planning.sides_of(state)[0]) if planning.form_of(state) == "two-sided" else set()
    found = []
    for number, place in enumerate(state.rounds[n - 1], 1):
        seats = [state.seats[key] for key in place if key in state.seats]
        moving = [seat for seat in seats if seat.key not in sitting]
        shown = moving if sitting and moving else seats
        if not shown:
            continue
        alone = bool(sitting) and len(moving) == len(seats)
        name = say("P{number}", number=number)
        found.append(Cell(name, name, "\u00b7".join(str(s.no) for s in shown), dashed=alone))
    return tuple(found)


def _aside(cells: tuple[Cell, ...]) -> str:
    if any(cell.dashed for cell in cells):
        return say("P = place; dashed: numbers that talk together")
    return say("P = place")


def _arrow(state: State, n: int, total: int, part: str) -> str:
    """Who moves, in one line."""
    if part == MOVE:
        stay = len(planning.stayers(state, n))
        stays = say("Go to your place. {stay} of you stay where they are.", stay=stay)
        return stays if stay else say("Go to your place.")
    if n >= total:
        return say("This is the last round. Stay where you are at the bell.")
    if planning.form_of(state) == "two-sided" and planning.sides_of(state)[0]:
        return say("At the bell: numbered cards move. The seated side stays.")
    return say("At the bell: look here for the next place of your number.")


def _heard(run: StageRun) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Offers and needs side by side, and what else was useful where there is some."""
    notes = on_screen(run)
    titles = (("offer", say("Offers")), ("need", say("Needs")), ("useful", say("Useful to know")))
    columns = [(kind, title, tuple(n.text for n in notes if n.fields.get("kind") == kind)) for kind, title in titles]
    if not any(words for _kind, _title, words in columns):
        return ((say("Nothing is written down yet"), ()),)
    return tuple((title, words) for kind, title, words in columns if words or kind != "useful")


# ---------------------------------------------------------------------- boards


def _boards(run: StageRun, state: State) -> Picture:
    phase = state.phase(run.id)
    if phase == READ_OUT:
        return _reading(state)
    part = pace.part_of(run) if phase == ROUNDS else ""
    n, total = (run.round or pace.first_of(run)), pace.rounds_of(run)
    cells = station_cells(state, run.id)
    if phase == ROUNDS:
        moving = part in ("", MOVE)
        title = say("Move now: boards of round {round}", round=n) if part == MOVE else _round(n, total)
        dots = (n - 1, part == TALK, total)
        return Picture(title=title, loud=part == MOVE, dots=dots, cells=cells, arrow=_told(moving, n >= total))
    if phase == SET:
        return Picture(title=say("Your colour, your board"), cells=cells, arrow=say("Go to your home board."))
    if phase == DIGEST:
        todo = say("Answer, pick three to five highlights, write one headline.")
        return Picture(title=say("Home again"), cells=cells, arrow=todo)
    title = say("Pass the pen") if stations.movement(state) == "relay" else say("Home board")
    return Picture(title=title, cells=cells, arrow=say("Quantity first. Pass the pen after each line."))


def _told(moving: bool, last: bool) -> str:
    """What the groups do in a round."""
    if moving:
        return say("Go to the board that shows your colour.")
    if last:
        return say("Read, tick, ask, add. Next: home again.")
    return say("Read, tick, ask, add. At the bell: look here for your next board.")


def station_cells(state: State, stage_id: str) -> tuple[Cell, ...]:
    """The boards with the group that is at each, and how many lines stand on it."""
    at: dict[int, list[str]] = {}
    for team in range(1, stations.team_count(state) + 1):
        at.setdefault(stations.station_now(state, stage_id, team), []).append(stations.team_name(team))
    found = []
    for station in stations.stations(state):
        lines = len(stations.entries_at(state, station.no))
        chosen = len(stations.highlights_of(state, station.no))
        head: str = say("{letter}  {n} line", "{letter}  {n} lines", n=lines, letter=station.letter)
        if state.phase(stage_id) == DIGEST and chosen:
            head = say(
                "{letter}  {n} line, {chosen} chosen",
                "{letter}  {n} lines, {chosen} chosen",
                n=lines,
                letter=station.letter,
                chosen=chosen,
            )
        who = at.get(station.no, [])
        big = say("{teams}", teams=Listed(tuple(who), "")) if who else say("free now")
        found.append(Cell(station.letter, head, big, station.question, dashed=not who))
    return tuple(found)


def _reading(state: State) -> Picture:
    every = stations.stations(state)
    if not state.reading:
        heads = [(s.words, stations.headline_of(state, s.no)) for s in every]
        return Picture(WORDS, columns=tuple((head, (line,) if line else ()) for head, line in heads))
    station = every[min(state.reading, len(every)) - 1]
    lines = tuple(note.text for note in stations.highlights_of(state, station.no))
    headline = stations.headline_of(state, station.no) or station.question
    dots = (state.reading - 1, True, len(every))
    return Picture(READING, title=headline, dots=dots, left=station.words, columns=(("", lines),))
