"""How rounds follow each other: how long each lasts, and what the desk starts when a clock has run out."""

from __future__ import annotations

from facilitator.activities.rotate.bodies import Round
from facilitator.activities.rotate.facts import DATING, JOT, MOVE, READ_OUT, ROUNDS, SEATS, TALK, State
from facilitator.activities.rotate.planning import needs_plan, planned
from facilitator.activities.rotate.stations import LETTERS, stations
from facilitator.model.bodies import Asked
from facilitator.model.clock import figures
from facilitator.model.packed import Packed
from facilitator.model.run import RunOf
from facilitator.model.say import Decimal, say


def number(run: RunOf[State], name: str, default: int) -> int:
    """A whole number among a stage's options."""
    value = run.stage.options.get(name, default)
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def rounds_of(run: RunOf[State]) -> int:
    """The number of the last round of a stage."""
    state = run.state
    phase = state.phase(run.id)
    if phase == READ_OUT:
        return len(stations(state))
    if state.play == DATING:
        return state.total or number(run, "rounds", 4)
    if phase != ROUNDS:
        return 1
    return state.total or len(stations(state))


def first_of(run: RunOf[State]) -> int:
    """The number of the first round of a stage: groups that were at home go on with the second."""
    state = run.state
    return 2 if state.play != DATING and state.phase(run.id) == ROUNDS else 1


def has_rounds(run: RunOf[State]) -> bool:
    """Whether a stage runs in rounds with a clock each."""
    return run.state.phase(run.id) in (ROUNDS, READ_OUT)


def talk_s(run: RunOf[State], round_no: int) -> int:
    """Seconds of one round. A list of seconds falls from round to round; its last number holds on."""
    falling = run.stage.options.get("seconds")
    if isinstance(falling, (list, tuple)) and falling:
        return int(falling[min(max(0, round_no - first_of(run)), len(falling) - 1)])
    return number(run, "talk_s", 240)


def move_s(run: RunOf[State]) -> int:
    """Seconds for finding the next place; 0 for none."""
    return number(run, "move_s", 45 if run.state.phase(run.id) == ROUNDS else 0)


def part_of(run: RunOf[State]) -> str:
    """Which part of a round a stage is in; empty before its first round."""
    return run.state.part if run.round else ""


def minutes_needed(run: RunOf[State]) -> float:
    """Minutes that all rounds of a stage take with their moves."""
    every = range(first_of(run), rounds_of(run) + 1)
    return sum(talk_s(run, n) + move_s(run) for n in every) / 60


def first_step(run: RunOf[State]) -> list[Packed]:
    """What the desk asks for to begin the first round: a plan where people are placed, then the round itself."""
    n = first_of(run)
    if run.state.phase(run.id) == ROUNDS and run.state.play != DATING:
        return [_begin(run, n, MOVE)]
    return [*_plan(run, n), *_talk(run, n)]


def next_step(run: RunOf[State]) -> list[Packed]:
    """What follows the part that goes on now; nothing once the last round is over."""
    if not run.round:
        return first_step(run)
    part, n = run.state.part, run.round
    if part == MOVE:
        return [*_plan(run, n), *_talk(run, n)]
    if part == JOT:
        return []
    if n < rounds_of(run):
        if not move_s(run):
            return [*_plan(run, n + 1), *_talk(run, n + 1)]
        return [*_plan(run, n + 1), _begin(run, n + 1, MOVE), *_question(run, n + 1)]
    writes = run.state.play == DATING and run.state.phase(run.id) == ROUNDS
    return [_begin(run, n, JOT)] if writes and move_s(run) else []


def _plan(run: RunOf[State], n: int) -> list[Packed]:
    state = run.state
    if state.play != DATING or state.phase(run.id) not in (SEATS, ROUNDS) or n <= state.begun:
        return []
    total = rounds_of(run)
    return [planned(state, n, total)] if needs_plan(state, n, total) else []


def _begin(run: RunOf[State], n: int, part: str) -> Round:
    seconds = talk_s(run, n) if part == TALK else move_s(run)
    return Round(n, seconds, part)


def _talk(run: RunOf[State], n: int) -> list[Packed]:
    return [_begin(run, n, TALK), *_question(run, n)]


def _question(run: RunOf[State], n: int) -> list[Packed]:
    """The round's own question, where each round has one; it stands on the screen while people still move."""
    wanted = min(n, len(run.stage.asks)) - 1
    if len(run.stage.asks) < 2 or run.state.phase(run.id) != ROUNDS or wanted == run.asking:
        return []
    return [Asked(wanted)]


def said(run: RunOf[State], now: int) -> str:
    """Where a stage is, in one line: `Round 2 of 4, talk: 1:20 left, swap in 0:20`."""
    n, total, part = run.round, rounds_of(run), part_of(run)
    if not n:
        return say(
            "{n} round, about {minutes} min with the moves",
            "{n} rounds, about {minutes} min with the moves",
            n=total - first_of(run) + 1,
            minutes=Decimal(minutes_needed(run), 0),
        )
    left = max(0, run.clock.remaining(now))
    time = figures(left)
    if run.state.phase(run.id) == READ_OUT:
        return say(
            "Reading out board {letter}, {round} of {rounds}: {left} left",
            letter=LETTERS[n - 1],
            round=n,
            rounds=total,
            left=time,
        )
    if part == MOVE:
        return say("Moving to round {round} of {rounds}: {left} left", round=n, rounds=total, left=time)
    if part == TALK:
        half = left - run.clock.total // 2
        if run.state.play == DATING and half > 0:
            return say(
                "Round {round} of {rounds}: swap in {swap}",
                round=n,
                rounds=total,
                swap=figures(half),
            )
        return say("Round {round} of {rounds}: {left} left", round=n, rounds=total, left=time)
    if run.state.play != DATING:
        return say("The round is over", "All {n} rounds are over", n=total)
    return say(
        "The round is over: {left} to write down", "All {n} rounds are over: {left} to write down", n=total, left=time
    )
