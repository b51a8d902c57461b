"""The force field as a figure: an arrow for each force, and the same as a table."""

from __future__ import annotations

from facilitator.activities.forces import figures, rules
from facilitator.activities.forces.facts import DRIVER, RESTRAINER
from facilitator.looks.blocks import Arrows, Column, Figure, Push, Table, TableRow

DASH = "\u2013"


def field(state: rules.State, *, after: bool = False) -> Figure:
    """All forces with their strength today; with `after` also what is expected, and the new drivers."""
    left, right = (tuple(_pushes(state, side, after=after)) for side in (DRIVER, RESTRAINER))
    titles = (f"Driving, {len(left)}", f"Restraining, {len(right)}")
    alt = (
        "Arrows from the left drive towards the change, arrows from the right hold it back; the thicker and longer, "
        "the stronger. The table has every number."
    )
    meanings = ("", "") if after else ("drives", "restrains")
    drawing = Arrows(titles, left, right, meanings, expected=after)
    title = "Today, and as expected after the actions" if after else "The field"
    return Figure(title, alt, drawing, _table(left, right, after=after))


def _pushes(state: rules.State, side: str, *, after: bool) -> list[Push]:
    """The arrows of one side in list order; with `after` the new drivers too, which have no strength today."""
    found = []
    for force in figures.forces(state, side):
        spread = force.spread["strength"]
        aside = f"{spread.low}\u2013{spread.high}, n={spread.n}" if spread.n else ""
        found.append(Push(force.note.text, force.strength or 0, force.after if after else None, aside))
    if after and side == DRIVER:
        found += [Push(f"New: {note.text}", 0, strength) for note, strength in figures.new_drivers(state)]
    return found


def _table(left: tuple[Push, ...], right: tuple[Push, ...], *, after: bool) -> Table:
    columns = [Column("side", 1.0), Column("force", 3.0), Column("strength", 0.8, "number")]
    columns += [Column("lowest to highest", 1.2)] + [Column("expected after", 1.0, "number")] * after
    rows: list[TableRow] = []
    for side, pushes in (("drives", left), ("restrains", right)):
        for push in pushes:
            cells = [side, push.words, str(push.strength) if push.strength else DASH, push.aside or DASH]
            rows.append(cells + [DASH if push.after is None else str(push.after)] * after)
    return Table(rows, columns)
