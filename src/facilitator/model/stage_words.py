"""What a stage's settings are called, for whoever plans one, leads it or reads of it on paper."""

from __future__ import annotations

from facilitator.model.say import say

TIMERS = (
    ("SOFT", say("Soft: nothing locks")),
    ("HARD", say("Hard: phones close at zero")),
    ("OPEN", say("Open: counts up")),
    ("ROUND", say("Round: a bell at zero")),
    ("QUIET", say("Quiet: no warnings")),
    ("BREAK", say("Break")),
)
VISIBLE = (
    ("live", say("At once")),
    ("private", say("When you reveal them")),
    ("host", say("Never: only you see them")),
)
KEPT = (
    ("named", say("Group, table, and which notes are one person’s")),
    ("group", say("Group and table, no person")),
    ("nothing", say("Nothing but the words")),
)
GROUPINGS = {
    "plenary": say("Plenary"),
    "tables": say("Tables"),
    "mixed tables": say("Mixed tables"),
    "own-group tables": say("Own-group tables"),
    "pairs": say("Pairs"),
    "stations": say("Stations"),
}
PRIORITIES = (("1", say("Keep")), ("2", say("May shrink")), ("3", say("May go")))
SEEN = (
    ("notes", say("The notes")),
    ("prompt", say("The question")),
    ("object", say("What everyone looks at")),
    ("count", say("How many notes there are")),
    ("join", say("How to join")),
    ("nothing", say("Nothing")),
)
"""What the room's screen shows."""
