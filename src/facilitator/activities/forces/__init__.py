"""Force-field analysis: what drives a change, what holds it back."""

from __future__ import annotations

from facilitator.activities.contract import Activity
from facilitator.activities.forces import bodies
from facilitator.model.kinds import Kind, Told
from facilitator.model.say import say

ACTIVITY = Activity(
    say("Force field"),
    (
        Kind(
            bodies.Changed,
            told=Told.STATE,
            words=("now", "wanted", "by", "scope"),
            about="",
            called=say("The change"),
        ),
        Kind(
            bodies.Clear,
            quiet=True,
            slow=True,
            thanks=say("How clear the change is to you is saved on the facilitator's laptop."),
        ),
        Kind(bodies.ClearHands),
        Kind(bodies.Rating, quiet=True, slow=True, thanks=say("Your score is saved on the facilitator's laptop.")),
        Kind(bodies.Tally),
        Kind(bodies.Agreed, words=("reason",), echo=True, about="target", called=say("Why a score was agreed")),
        Kind(bodies.After),
        Kind(
            bodies.Verdict,
            quiet=True,
            slow=True,
            thanks=say("Your verdict is saved on the facilitator's laptop."),
            back=say("Your verdict is taken back."),
        ),
        Kind(bodies.Hands, quiet=True, words=("condition",), about="", called=say("The condition of the verdict")),
        Kind(bodies.Focus),
    ),
    plays=True,
    prints=True,
)
