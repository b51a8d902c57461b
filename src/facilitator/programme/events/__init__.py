"""All events of a programme together: who was expected and came, and what became of what people meant to do."""

from __future__ import annotations

from facilitator.model.kinds import Kind
from facilitator.model.say import say
from facilitator.programme.aspect import Aspect
from facilitator.programme.events import attendance, bodies, play

ASPECT = Aspect(
    (
        Kind(bodies.PeopleTold),
        Kind(bodies.ExpectedTold),
        Kind(bodies.PromiseFollowed),
    ),
    place="evaluate",
    title=say("All events"),
    published=attendance.published,
    made=play.made,
)
