"""People past each other in short talks, or groups past boards."""

from __future__ import annotations

from facilitator.activities.contract import Activity
from facilitator.model.kinds import Kind, Told, switched_off
from facilitator.model.say import say

ACTIVITY = Activity(
    "Move round: pairs, tables, boards",
    (
        Kind(
            "seat",
            quiet=True,
            slow=True,
            thanks=say("Your seat in the circle is saved on the facilitator's laptop."),
            words=("name", "contact"),
            echo=True,
            once=True,
        ),
        Kind("left", told=Told.STATE, thanks=say("It is noted that you have left. Your seat is given up.")),
        Kind("plan", told=Told.STATE),
        Kind("rounds"),
        Kind(
            "wish",
            quiet=True,
            slow=True,
            told=Told.STATE,
            thanks=say("Your answer about this person is saved on the facilitator's laptop."),
        ),
        Kind(
            "team",
            quiet=True,
            slow=True,
            thanks=say("Which group you stand with is saved on the facilitator's laptop."),
        ),
        Kind("team_size"),
        Kind(
            "tick",
            quiet=True,
            slow=True,
            thanks=say("Your group's tick is saved on the facilitator's laptop."),
            back=say("Your group's tick is taken back."),
            takes_back=switched_off,
        ),
        Kind(
            "highlight",
            quiet=True,
            slow=True,
            thanks=say("The highlight is saved on the facilitator's laptop."),
            back=say("The line is a highlight no more."),
            takes_back=switched_off,
        ),
    ),
    plays=True,
)
