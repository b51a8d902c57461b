"""The facts of a programme: what it is for, who is in it, and how far its challenges are answered."""

from __future__ import annotations

from facilitator.model.kinds import Kind
from facilitator.model.say import say
from facilitator.programme.aspect import Aspect
from facilitator.programme.facts import bodies, play, rules

_ABOUT = say("About the programme")

ASPECT = Aspect(
    (
        Kind(
            bodies.FactsTold,
            words=(
                *("title", "sponsor", "objectives.*", "groups.*.label", "groups.*.short"),
                "task_group.*.name",
            ),
            about="",
            called=_ABOUT,
        ),
        Kind(
            bodies.ChallengeTold,
            words=("text", "settled", "open", "unknown"),
            about="id",
            called=say("A challenge of the programme"),
        ),
        Kind(bodies.ChallengeRemoved),
    ),
    planned=play.planned,
    groups=rules.groups,
)
