"""The proposals of a programme: what people propose for each theme, what it rests on, and how firm they left it."""

from __future__ import annotations

from facilitator.model.kinds import Kind
from facilitator.model.say import say
from facilitator.programme.aspect import Aspect
from facilitator.programme.proposals import bodies, play

ASPECT = Aspect(
    (
        Kind(bodies.ProposalTold, words=("text", "evidence"), about="id", called=say("A proposal")),
        Kind(bodies.MainChosen),
        Kind(bodies.FirmnessTold, words=("words", "who"), about="id", called=say("What was said of a proposal")),
        Kind(bodies.ProposalRemoved),
    ),
    place="evaluate",
    title=say("Proposals"),
    made=play.made,
)
