"""People past each other in short talks, or groups past boards."""

from __future__ import annotations

from facilitator.activities.contract import Activity
from facilitator.activities.rotate import bodies
from facilitator.model.kinds import Kind, Told
from facilitator.model.say import say

ACTIVITY = Activity(
    say("Move round: pairs, tables, boards"),
    (
        Kind(
            bodies.Seated,
            quiet=True,
            slow=True,
            thanks=say("Your seat in the circle is saved on the facilitator's laptop."),
            words=("name", "contact"),
            echo=True,
            once=True,
        ),
        Kind(bodies.Left, told=Told.STATE, thanks=say("It is noted that you have left. Your seat is given up.")),
        Kind(bodies.Planned, told=Told.STATE),
        Kind(bodies.Round, told=Told.STAGE),
        Kind(bodies.Rounds),
        Kind(
            bodies.Wish,
            quiet=True,
            slow=True,
            told=Told.STATE,
            thanks=say("Your answer about this person is saved on the facilitator's laptop."),
        ),
        Kind(
            bodies.Team,
            quiet=True,
            slow=True,
            thanks=say("Your group is saved on the facilitator's laptop."),
        ),
        Kind(bodies.TeamSize),
        Kind(
            bodies.Tick,
            quiet=True,
            slow=True,
            thanks=say("Your group's tick is saved on the facilitator's laptop."),
            back=say("Your group's tick is taken back."),
        ),
        Kind(
            bodies.Highlight,
            quiet=True,
            slow=True,
            thanks=say("The highlight is saved on the facilitator's laptop."),
            back=say("The line is no longer a highlight."),
        ),
    ),
    plays=True,
    prints=True,
)
