"""Force-field analysis: what drives a change, what holds it back."""

from __future__ import annotations

from facilitator.activities.contract import Activity
from facilitator.activities.forces.bodies import Clear, Rating, Verdict
from facilitator.model.entry import Body
from facilitator.model.kinds import Kind, Told
from facilitator.model.say import say


def _no_answer(body: Body) -> bool:
    return not Verdict.read(body).choice


ACTIVITY = Activity(
    "Force field",
    (
        Kind("change", told=Told.STATE),
        Kind(
            "clear",
            quiet=True,
            slow=True,
            thanks=say("Whether the change is clear to you is saved on the facilitator's laptop."),
            body=Clear,
        ),
        Kind("clear_hands"),
        Kind(
            "rating", quiet=True, slow=True, thanks=say("Your score is saved on the facilitator's laptop."), body=Rating
        ),
        Kind("tally"),
        Kind("agreed"),
        Kind("after"),
        Kind(
            "verdict",
            quiet=True,
            slow=True,
            thanks=say("Your verdict is saved on the facilitator's laptop."),
            back=say("Your verdict is taken back."),
            takes_back=_no_answer,
            body=Verdict,
        ),
        Kind("hands", quiet=True),
        Kind("focus"),
    ),
    plays=True,
)
