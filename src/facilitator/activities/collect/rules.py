"""Collecting short structured entries on a prompt."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.model.entry import Draft, Entry
from facilitator.model.item import Item
from facilitator.model.method import Stage
from facilitator.model.notes import NOTE_KINDS
from facilitator.model.run import ActivityState, Feed, no_feed


@dataclass(slots=True)
class State(ActivityState):
    """The notes of one collecting stage."""



def start(stage: Stage, feed: Feed = no_feed) -> State:
    """The state before the first entry."""
    return State(stage, feed)


def check(state: State, draft: Draft) -> str | None:
    """Refuse what the stage does not take: more notes than each person may write."""
    most = int(state.stage.options.get("each", 0))
    if draft.kind == "note" and most and draft.person:
        written = sum(1 for n in state.notes if n.person == draft.person and n.status != "withdrawn")
        if written >= most:
            return f"You have sent {written} already; {most} each is the limit here. Take one back to send another."
    return None


def fold(state: State, entry: Entry) -> set[str]:
    """Apply one entry in place; return the keys of the notes it touched."""
    return state.notes.fold(entry) if entry.kind in NOTE_KINDS else set()


def items(state: State) -> list[Item]:
    """The notes that stand, for later stages."""
    return state.notes.items(state.stage.id)
