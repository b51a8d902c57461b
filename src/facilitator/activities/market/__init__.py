"""Open Space: people build and run their own agenda."""

from __future__ import annotations

from facilitator.activities.contract import Activity
from facilitator.model.entry import Body
from facilitator.model.kinds import Kind, switched_off
from facilitator.model.say import say


def _placed_nowhere(body: Body) -> bool:
    return not (body.get("room") and body.get("slot"))


def _said_no(body: Body) -> bool:
    return not body.get("yes")


def _nobody(body: Body) -> bool:
    return not body.get("name")


ACTIVITY = Activity(
    "Market of topics",
    (
        Kind(
            "placed",
            thanks=say("The place and time of your topic are saved on the facilitator's laptop."),
            back=say("Your topic is off the grid. It waits for another place."),
            takes_back=_placed_nowhere,
        ),
        Kind("swapped"),
        Kind(
            "interest",
            quiet=True,
            slow=True,
            thanks=say("Your interest in the topic is saved on the facilitator's laptop."),
            back=say("Your interest in the topic is taken back."),
            takes_back=switched_off,
        ),
        Kind("hands", quiet=True),
        Kind(
            "came",
            quiet=True,
            thanks=say("Who came to the session is saved on the facilitator's laptop."),
            words=("names",),
        ),
        Kind("read", quiet=True, thanks=say("That you read the report is saved on the facilitator's laptop.")),
        Kind(
            "convening",
            thanks=say("Who convenes the topic is saved on the facilitator's laptop."),
            back=say("The topic is an open conversation now, without a convener."),
            takes_back=_nobody,
            words=("name",),
        ),
        Kind(
            "dropped",
            thanks=say("Your topic is off the grid. Its words stay in the record."),
            back=say("Your topic is there again."),
            takes_back=switched_off,
            words=("reason",),
        ),
        Kind(
            "merge_offered",
            thanks=say("Your offer is saved on the facilitator's laptop. The other convener answers it."),
        ),
        Kind(
            "merge_answered",
            thanks=say("You said yes to the offer: the two topics are one now."),
            back=say("You said no to the offer: the two topics stay apart."),
            takes_back=_said_no,
        ),
        Kind("room"),
        Kind("slot"),
        Kind("theme"),
        Kind("people"),
    ),
    decided=True,
    plays=True,
)
