"""What is kept of a form and what is not: words made from the kinds of entry that it sends, which cannot differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from facilitator.activities import contract
from facilitator.model import cards
from facilitator.model.bodies import Joined, Noted
from facilitator.model.kinds import COMMON, Kind
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, say

_JOINED, _NOTED = COMMON[Joined.kind], COMMON[Noted.kind]


_FILLED = ("name", "contact", "code")
"""The fields of a body that somebody fills in with what tells of them, so that a promise is made of it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form sends: entries of these kinds, with so much of their sender (`named`, `group` or `nothing`).

    `shares` are the titles of the stages in which a phone has one number for its answers; none where it has no number.
    With `card` the number is the one of the card whose code the phone gave.
    Where the form itself has the group among its questions nothing is said of the group (`asks_group` is False).
    """

    kinds: frozenset[str]
    words: bool
    fills: frozenset[str]
    anonymity: str
    shares: tuple[str, ...] = ()
    asks_group: bool = True
    card: bool = False


def at_stage(run: StageRun) -> Sent:
    """What the forms of a stage send: notes, and the kinds for which a phone is thanked."""
    own = [kind for kind in contract.activity(run.stage.activity).kinds if kind.thanks]
    unasked = frozenset(name for kind in own for name in kind.unasked(run.stage))
    sent = _sent((_NOTED, *own), run.stage.anonymity)
    sent = replace(sent, fills=sent.fills - unasked)
    shares = tuple(stage.title for stage in run.phases) if own else ()
    return replace(sent, shares=shares, asks_group=contract.activity(run.stage.activity).keeps_group,
                   card=bool(own) and cards.asked(run.stage))  # fmt: skip


JOINING = Sent(frozenset({Joined.kind}), False, frozenset(), "named")
"""What the form sends by which somebody joins: it is kept with the seat, whatever stage is open."""


def _sent(kinds: Iterable[Kind], anonymity: str) -> Sent:
    some = tuple(kinds)
    fills = frozenset(each.name for kind in some for each in fields(kind.body) if each.name in _FILLED)
    return Sent(frozenset(kind.name for kind in some), any(kind.words for kind in some), fills, anonymity)


def kept_words(sent: Sent, *, groups: bool, tables: bool) -> tuple[Listed, Listed]:
    """`(kept, not kept)` as two lists in a sentence."""
    sender = [
        name for name, there in ((say("your group"), groups and sent.asks_group), (say("your table"), tables)) if there
    ]
    named, nobody = sent.anonymity == "named", sent.anonymity == "nothing"
    kept = [say("your words")] if sent.words else []
    kept += [say("what you choose")] if sent.kinds - {Noted.kind, Joined.kind} else []
    kept += [say("a name if you give one")] if "name" in sent.fills else []
    kept += [say("how people can reach you, if you say so")] if "contact" in sent.fills else []
    kept += [say("a code that pairs your forms, if you type one in")] if "code" in sent.fills else []
    kept += [] if nobody else sender
    kept.append(say("the time, until this question is over") if nobody else say("the time"))
    if sent.card:
        kept.append(say("a number that tells which answers to this question are from the same card"))
    elif len(sent.shares) > 1:
        stages = Listed(sent.shares, "and")
        kept.append(say("a number that tells which answers in {stages} are from the same phone", stages=stages))
    elif sent.shares:
        kept.append(say("a number that tells which answers to this question are from the same phone"))
    if named:
        kept.append(say("a seat code that tells what is from the same phone"))
    dropped = [] if "name" in sent.fills else [say("your name, unless you write it yourself")]
    dropped.append(say("your phone number"))
    return Listed(tuple(kept), "and"), Listed((*dropped, *(sender if nobody else ())), "or")
