"""What an open space does not take, each in a sentence. People decide; the program only keeps places from clashing."""

from __future__ import annotations

from facilitator.activities.market import bodies
from facilitator.activities.market.facts import HUDDLE, PROPOSING, TITLE, Cell, State
from facilitator.model.bodies import Merged, Noted
from facilitator.model.deciding import Asked
from facilitator.model.notes import Note
from facilitator.model.packed import Packed
from facilitator.model.say import say

GONE = say("That topic is no longer there. Look at the grid again.")
NO_CELL = say("That place or time is no longer there. Look at the grid again.")
OVER = say("That time is over. Choose a later one.")
NO_CONVENER = say("A topic needs a convener before it gets a place.")


def is_conveners(state: State, topic: str, said: Packed) -> bool:
    """Whether the sender may decide about a topic: its convener's own phone, or the desk for a convener who asked."""
    return not said.by_phone or (bool(said.token) and state.tokens.get(topic) == said.token)


def same_convener(state: State, topic: Note, slot: str, but: str = "") -> Note | None:
    """Another topic that the same person convenes at that time: the same phone, whatever the name."""
    token = state.tokens.get(topic.key, "")
    return next((other for other in _others(state, topic, slot, but) if token == state.tokens.get(other.key)), None)


def same_name(state: State, topic: Note) -> Note | None:
    """Another topic at its time whose convener gave the same name, where no phones tell the two apart."""
    name, token = state.convener(topic).casefold(), state.tokens.get(topic.key, "")
    for other in _others(state, topic, state.cell(topic.key)[1]):
        told_apart = token and state.tokens.get(other.key)
        if name and not told_apart and state.convener(other).casefold() == name:
            return other
    return None


def _others(state: State, topic: Note, slot: str, but: str = "") -> list[Note]:
    """The other topics of a time that somebody convenes."""
    there = [other for (_room, at), other in state.grid().items() if at == slot]
    return [other for other in there if other.key not in (topic.key, but) and other.key not in state.left]


def wrong_note(state: State, asked: Asked, said: Noted) -> str | None:
    """A topic that is too long or has no convener; a report on nothing."""
    phase = state.phase(asked.stage)
    if phase in PROPOSING:
        text = " ".join(said.text.split())
        if len(text) > TITLE:
            return say(
                "A title has at most {n} character, to be read from far away. This has {has}.",
                "A title has at most {n} characters, to be read from far away. This has {has}.",
                n=TITLE,
                has=len(text),
            )
        if said.by_phone and not said.fields.get("convener"):
            return say("Give the name of the person who convenes it: yours, for instance.")
        return None
    topic = said.fields.get("topic", "")
    there = topic in {item.id for item in state.feed()} if phase == HUDDLE else state.may_report(str(topic))
    return None if there or (not said.by_phone and not topic) else GONE


def wrong_placed(state: State, asked: Asked, said: bodies.Placed) -> str | None:
    """Somebody else's topic, or a cell where it cannot stand."""
    topic = state.topic(said.target)
    if topic is None:
        return GONE
    if not is_conveners(state, topic.key, said):
        return say("Only its convener moves a topic. Ask them, or ask the facilitator.")
    return None if said.cell == ("", "") else cell_wrong(state, topic, said.cell)


def cell_wrong(state: State, topic: Note, cell: Cell, but: str = "") -> str | None:
    """Why a topic cannot stand in a cell; `but` is a topic that leaves its own place at the same moment."""
    if state.room(cell[0]) is None or state.slot(cell[1]) is None:
        return NO_CELL
    if cell[1] in state.over and cell[1] != state.stood(topic.key)[1]:
        return OVER
    if not state.convener(topic) and topic.key not in state.left:
        return NO_CONVENER
    there = state.grid().get(cell)
    if there is not None and there.key not in (topic.key, but):
        return say("“{text}” has that place. Choose a free one, or ask its convener to swap.", text=there.text)
    clash = same_convener(state, topic, cell[1], but)
    if clash is not None:
        who = state.convener(topic)
        if not who:
            return say("The same person already convenes “{text}” at that time. Choose another time.", text=clash.text)
        return say("{who} already convenes “{text}” at that time. Choose another time.", who=who, text=clash.text)
    return None


def wrong_swapped(state: State, asked: Asked, said: bodies.Swapped) -> str | None:
    """Topics that have no place, or would clash in the other's."""
    one, other = state.topic(said.target), state.topic(said.other)
    if one is None or other is None:
        return GONE
    if said.by_phone:
        return say("Two topics swap only when both conveners want it. Ask the facilitator.")
    here, there = state.cell(one.key), state.cell(other.key)
    if ("", "") in (here, there):
        return say("Both topics need a place before they can swap.")
    return cell_wrong(state, one, there, other.key) or cell_wrong(state, other, here, one.key)


def wrong_topic(state: State, asked: Asked, said: bodies.AboutTopic) -> str | None:
    """A topic that does not stand."""
    return GONE if state.topic(said.target) is None else None


def wrong_session(state: State, asked: Asked, said: bodies.AboutTopic) -> str | None:
    """A topic that neither stands nor met."""
    return None if state.may_report(said.target) else GONE


def wrong_offer(state: State, asked: Asked, said: bodies.MergeOffered) -> str | None:
    """An offer of somebody else's topic."""
    topic, into = state.topic(said.target), state.topic(said.into)
    if topic is None or into is None or topic is into:
        return GONE
    return None if is_conveners(state, topic.key, said) else say("Only its convener can offer to merge a topic.")


def wrong_answer(state: State, asked: Asked, said: bodies.MergeAnswered) -> str | None:
    """An answer that is not the sender's to give, or too late."""
    offer = state.offers.get(said.offer)
    if offer is None or offer.answer is not None or state.topic(offer.topic) is None or state.topic(offer.into) is None:
        return say("That offer is no longer open.")
    return None if is_conveners(state, offer.into, said) else say("Only the other convener can answer that.")


def wrong_merged(state: State, asked: Asked, said: Merged) -> str | None:
    """Topics that are joined over their conveners' heads."""
    if any((note := state.notes.get(key)) is not None and state.is_topic(note) for key in (*said.targets, said.into)):
        return say("Topics are not joined like notes. Each convener must say yes: offer a merge instead.")
    return None


def wrong_convening(state: State, asked: Asked, said: bodies.Convening) -> str | None:
    """A topic that somebody else convenes."""
    topic = state.topic(said.target)
    if topic is None:
        return GONE
    if said.by_phone and state.convener(topic) and not is_conveners(state, topic.key, said):
        return say("This topic has a convener. Ask them first.")
    return None


def wrong_dropped(state: State, asked: Asked, said: bodies.Dropped) -> str | None:
    """Somebody else's topic."""
    if state.topic(said.target) is None and said.target not in state.dropped:
        return GONE
    return None if is_conveners(state, said.target, said) else say("Only its convener can take a topic off the grid.")


def desk_only(state: State, asked: Asked, said: Packed) -> str | None:
    """What a phone does not decide."""
    return say("Only the facilitator sets places and times.") if said.by_phone else None
