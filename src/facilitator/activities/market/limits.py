"""What an open space does not take, each in a sentence. People decide; the program only keeps places from clashing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from facilitator.activities.market.facts import HUDDLE, PROPOSING, TITLE, Cell, State
from facilitator.model.entry import Body
from facilitator.model.notes import Note

GONE = "That topic is no longer there. Look at the grid again."
NO_CELL = "That place or time is no longer there. Look at the grid again."
NO_CONVENER = "A topic needs somebody who convenes it before it gets a place."


def wrong(state: State, kind: str, body: Body, stage: str) -> str | None:
    """Why an entry cannot be, or None. The same for phones and the desk; the order of entries decides."""
    test = _TESTS.get(kind)
    return test(state, body, stage) if test else None


def by_phone(body: Body) -> bool:
    """Whether a phone sent it."""
    return body.get("source") == "phone"


def is_conveners(state: State, topic: str, body: Body) -> bool:
    """Whether the sender may decide about a topic: its convener's own phone, or the desk for a convener who asked."""
    token = str(body.get("token", ""))
    return not by_phone(body) or (bool(token) and state.tokens.get(topic) == token)


def same_convener(state: State, topic: Note, slot: str, but: str = "") -> Note | None:
    """Another topic that the same person convenes at that time."""
    name, token = state.convener(topic).casefold(), state.tokens.get(topic.key, "")
    for (_room, at), other in state.grid().items():
        if at != slot or other.key in (topic.key, but) or other.key in state.left:
            continue
        if (token and state.tokens.get(other.key) == token) or (name and state.convener(other).casefold() == name):
            return other
    return None


def _note(state: State, body: Body, stage: str) -> str | None:
    fields = body.get("fields", {})
    phase = state.phase(stage)
    if phase in PROPOSING:
        text = " ".join(str(body.get("text", "")).split())
        if len(text) > TITLE:
            return f"A title has at most {TITLE} characters, to be read from far away. This has {len(text)}."
        if by_phone(body) and not fields.get("convener"):
            return "Give the name of the person who convenes it: you, for instance."
        return None
    topic = fields.get("topic", "")
    there = {item.id for item in state.feed()} if phase == HUDDLE else {note.key for note in state.topics()}
    return None if topic in there or (not by_phone(body) and not topic) else GONE


def _placed(state: State, body: Body, stage: str) -> str | None:
    topic = state.topic(body.get("target", ""))
    if topic is None:
        return GONE
    if not is_conveners(state, topic.key, body):
        return "Only its convener moves a topic. Ask them, or ask the facilitator."
    cell = cell_of(body)
    if cell == ("", ""):
        return None
    return cell_wrong(state, topic, cell)


def cell_wrong(state: State, topic: Note, cell: Cell, but: str = "") -> str | None:
    """Why a topic cannot stand in a cell; `but` is a topic that leaves its own place at the same moment."""
    if state.room(cell[0]) is None or state.slot(cell[1]) is None:
        return NO_CELL
    if not state.convener(topic) and topic.key not in state.left:
        return NO_CONVENER
    there = state.grid().get(cell)
    if there is not None and there.key not in (topic.key, but):
        return f"\u201c{there.text}\u201d has that place. Choose a free one, or ask its convener to swap."
    clash = same_convener(state, topic, cell[1], but)
    if clash is not None:
        who = state.convener(topic) or "The same person"
        return f"{who} already convenes \u201c{clash.text}\u201d at that time. Choose another time."
    return None


def cell_of(body: Body) -> Cell:
    """The cell that an entry names."""
    return str(body.get("room", "")), str(body.get("slot", ""))


def _swapped(state: State, body: Body, stage: str) -> str | None:
    one, other = state.topic(body.get("target", "")), state.topic(body.get("with", ""))
    if one is None or other is None:
        return GONE
    if by_phone(body):
        return "Two topics swap only when both conveners want it. Ask the facilitator."
    here, there = state.cell(one.key), state.cell(other.key)
    if ("", "") in (here, there):
        return "Both topics need a place before they can swap."
    return cell_wrong(state, one, there, other.key) or cell_wrong(state, other, here, one.key)


def _about_topic(state: State, body: Body, stage: str) -> str | None:
    return GONE if state.topic(body.get("target", "")) is None else None


def _offered(state: State, body: Body, stage: str) -> str | None:
    topic, into = state.topic(body.get("target", "")), state.topic(body.get("into", ""))
    if topic is None or into is None or topic is into:
        return GONE
    if not is_conveners(state, topic.key, body):
        return "Only its convener may offer to merge a topic."
    return None


def _answered(state: State, body: Body, stage: str) -> str | None:
    offer = state.offers.get(str(body.get("offer", "")))
    if offer is None or offer.answer is not None or state.topic(offer.topic) is None or state.topic(offer.into) is None:
        return "That offer is no longer open."
    if not is_conveners(state, offer.into, body):
        return "Only the other convener may answer that."
    return None


def _merged(state: State, body: Body, stage: str) -> str | None:
    keys = [*body.get("targets", ()), body.get("into", "")]
    if any((note := state.notes.get(key)) is not None and state.is_topic(note) for key in keys):
        return "Topics are not joined like notes. Each convener must say yes: offer a merge instead."
    return None


def _convening(state: State, body: Body, stage: str) -> str | None:
    topic = state.topic(body.get("target", ""))
    if topic is None:
        return GONE
    if by_phone(body) and state.convener(topic) and not is_conveners(state, topic.key, body):
        return "This topic has a convener. Ask them first."
    return None


def _dropped(state: State, body: Body, stage: str) -> str | None:
    key = str(body.get("target", ""))
    if state.topic(key) is None and key not in state.dropped:
        return GONE
    return None if is_conveners(state, key, body) else "Only its convener may take a topic off the grid."


def _desk_only(state: State, body: Body, stage: str) -> str | None:
    return "Places and times are the facilitator's to set." if by_phone(body) else None


_TESTS: dict[str, Callable[[State, Body, str], str | None]] = {
    "note": _note,
    "placed": _placed,
    "swapped": _swapped,
    "interest": _about_topic,
    "hands": _about_topic,
    "came": _about_topic,
    "read": _about_topic,
    "convening": _convening,
    "dropped": _dropped,
    "merge_offered": _offered,
    "merge_answered": _answered,
    "merged": _merged,
    "room": _desk_only,
    "slot": _desk_only,
    "theme": _desk_only,
    "people": _desk_only,
}


def number(value: Any, most: int = 2000) -> int:
    """A whole number from 0 to `most`, of whatever was sent."""
    return min(most, max(0, value)) if isinstance(value, int) and not isinstance(value, bool) else 0
