"""Open Space: people build and run their own agenda."""

from __future__ import annotations

from facilitator.activities.contract import Activity
from facilitator.activities.market import bodies
from facilitator.model.kinds import Kind
from facilitator.model.say import say

ACTIVITY = Activity(
    say("Market of topics"),
    (
        Kind(
            bodies.Placed,
            thanks=say("The place and time of your topic are saved on the facilitator's laptop."),
            back=say("Your topic is off the grid. It waits for another place."),
        ),
        Kind(bodies.Swapped),
        Kind(
            bodies.Interest,
            quiet=True,
            slow=True,
            thanks=say("Your interest in the topic is saved on the facilitator's laptop."),
            back=say("Your interest in the topic is taken back."),
        ),
        Kind(bodies.Hands, quiet=True),
        Kind(
            bodies.Came,
            quiet=True,
            thanks=say("Who came to the session is saved on the facilitator's laptop."),
            words=("names",),
        ),
        Kind(bodies.Read, quiet=True, thanks=say("Marked as read, and saved on the facilitator's laptop.")),
        Kind(
            bodies.Convening,
            thanks=say("The topic's convener is saved on the facilitator's laptop."),
            back=say("The topic is an open conversation now, without a convener."),
            words=("name",),
            echo=True,
        ),
        Kind(
            bodies.Dropped,
            thanks=say("Your topic is off the grid. Its words stay in the record."),
            back=say("Your topic is there again."),
            words=("reason",),
            echo=True,
        ),
        Kind(
            bodies.MergeOffered,
            thanks=say("Your offer is saved on the facilitator's laptop. The other convener answers it."),
        ),
        Kind(
            bodies.MergeAnswered,
            thanks=say("You said yes to the offer: the two topics are one now."),
            back=say("You said no to the offer: the two topics stay apart."),
        ),
        Kind(bodies.RoomSet, words=("name",)),
        Kind(bodies.SlotSet),
        Kind(bodies.Theme, words=("text",), about="", called=say("What the day is about")),
        Kind(bodies.People),
    ),
    plays=True,
    prints=True,
)
