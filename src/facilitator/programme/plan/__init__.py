"""The development plan of a programme: who does what by when, how one will know, and what its reviews found."""

from __future__ import annotations

from facilitator.model.kinds import Kind
from facilitator.model.say import say
from facilitator.programme.aspect import Aspect
from facilitator.programme.plan import bodies, play

ASPECT = Aspect(
    (
        Kind(
            bodies.RowTold,
            words=("objective", "action", "lead", "success_measure", "evidence", "resources"),
            about="id",
            called=say("An action of the development plan"),
        ),
        Kind(
            bodies.Reviewed,
            words=("words", "short", "where"),
            about="id",
            called=say("What a review said of an action"),
        ),
        Kind(bodies.RowRemoved),
        Kind(bodies.NextReview),
        Kind(bodies.MadeTogether),
    ),
    place="evaluate",
    title=say("Development plan"),
    made=play.made,
)
