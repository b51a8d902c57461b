"""What pretend people do in a led conversation: tables agree on lines, and answer them."""

from __future__ import annotations

from facilitator.activities.discuss.rules import ROOM_FACTOR, SUPPORT
from facilitator.activities.playing import Act, Cast, Turn, answer, enter, halves
from facilitator.model.bodies import Noted
from facilitator.model.run import StageRun


def people(run: StageRun, cast: Cast) -> list[Turn]:
    """Each table agrees on lines, as many as the stage takes but at most two; then its people answer them."""
    most = int(run.stage.options.get("lines", 0))
    left = most * ROOM_FACTOR if run.stage.anonymity == "nothing" else len(cast.roles) * most
    turns: list[Turn] = []
    for seats in cast.tables().values() if most else ():
        for number in range(min(most, 2, left)):
            left -= 1
            who = seats[number % len(seats)]
            words, more = halves(cast.line(run.stage))
            form = {"text": words, "question": "0", **cast.answers(run.stage), **cast.sorted(run.stage, more)}
            line = Turn(who.id, run.id, cast.rng.uniform(0.15, 0.5), form, cast.key())
            turns.append(line)
            if run.stage.options.get("support"):
                turns += answer(line, seats, cast, cast.rng.choices(tuple(SUPPORT), (7, 2, 1), k=len(seats)))
    return turns


def deeds(run: StageRun, cast: Cast) -> list[Act]:
    """The facilitator offers the rules that a stage has ready, and answers of people by hand in the room."""
    lines = run.stage.options.get("offered", ())
    return [enter(run.id, 0.05 + 0.01 * n, Noted(line, source="facilitator")) for n, line in enumerate(lines)]
