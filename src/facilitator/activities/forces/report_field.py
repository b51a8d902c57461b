"""The force field as a figure: an arrow for each force, and the same as a table."""

from __future__ import annotations

from facilitator.activities.forces import figures, rules
from facilitator.activities.forces.facts import DRIVER, RESTRAINER, Spread
from facilitator.looks.arrows import Arrows, Push
from facilitator.looks.blocks import (
    Column,
    Figure,
    Table,
    TableRow,
)
from facilitator.model.say import say

DASH = "\u2013"
SIDE_WORDS = {"driver": say("Driving forces (push towards it)"), "restrainer": say("Restraining forces (hold it back)")}


def field(state: rules.State, *, after: bool = False) -> Figure:
    """All forces with their strength today; with `after` also what is expected, and the new drivers."""
    left, right = (tuple(_pushes(state, side, after=after)) for side in (DRIVER, RESTRAINER))
    titles = (say("Driving, {count}", count=len(left)), say("Restraining, {count}", count=len(right)))
    alt = say(
        "Arrows from the left drive towards the change, arrows from the right hold it back; the thicker and longer, "
        "the stronger. The table has every number."
    )
    meanings = ("", "") if after else (say("drives"), say("restrains"))
    drawing = Arrows(titles, left, right, meanings, expected=after)
    title = say("Today, and as expected after the actions") if after else say("The field")
    return Figure(title, alt, drawing, _table(left, right, after=after))


def _pushes(state: rules.State, side: str, *, after: bool) -> list[Push]:
    """The arrows of one side in list order; with `after` the new drivers too, which have no strength today."""
    found = []
    for force in figures.forces(state, side):
        spread = force.spread["strength"]
        aside = _range(spread) if spread.n else ""
        found.append(Push(force.note.text, force.strength or 0, *_later(force.after if after else None, aside)))
    if after and side == DRIVER:
        new = figures.new_drivers(state)
        found += [Push(say("New: {force}", force=note.text), 0, *_later(strength)) for note, strength in new]
    return found


def _later(after: int | None, aside: str = "") -> tuple[int | None, str, str]:
    """What an arrow says of what is expected, with what stands beside it."""
    return after, aside, "" if after is None else say("expected {count}", count=after)


def _range(spread: Spread) -> str:
    return say("{low}\u2013{high}, n={n}", low=spread.low, high=spread.high, n=spread.n)


def _table(left: tuple[Push, ...], right: tuple[Push, ...], *, after: bool) -> Table:
    columns = [Column(say("side"), 1.0), Column(say("force"), 3.0), Column(say("strength"), 0.8, "number")]
    columns += [Column(say("lowest to highest"), 1.2)] + [Column(say("expected after"), 1.0, "number")] * after
    rows: list[TableRow] = []
    for side, pushes in ((say("drives"), left), (say("restrains"), right)):
        for push in pushes:
            cells = [side, push.words, str(push.strength) if push.strength else DASH, push.aside or DASH]
            rows.append(cells + [DASH if push.after is None else str(push.after)] * after)
    return Table(rows, columns)
