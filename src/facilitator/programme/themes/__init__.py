"""The themes of a programme: what its comments are about, whichever workshop and stage they come from."""

from __future__ import annotations

from facilitator.model.kinds import Kind
from facilitator.model.say import say
from facilitator.programme.aspect import Aspect
from facilitator.programme.themes import bodies, counts, play, subjects

ASPECT = Aspect(
    (
        Kind(bodies.ThemeTold, words=("name", "inside", "outside", "under"), about="id", called=say("A theme")),
        Kind(bodies.ThemesMerged),
        Kind(bodies.ThemeRemoved),
        Kind(bodies.CoderTold, words=("name",), about="id", called=say("Someone who sorts comments into themes")),
        Kind(bodies.Coded),
        Kind(bodies.Uncoded),
        Kind(bodies.Unplaced),
        Kind(bodies.SecondDrawn),
        Kind(bodies.SecondCoded),
    ),
    place="evaluate",
    title=say("Themes"),
    published=counts.published,
    made=play.made,
    subjects=subjects.subjects,
)
