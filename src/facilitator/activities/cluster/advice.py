"""What may be wrong with a title, how many to vote for, what to watch on the wall. Advice only: nothing is refused."""

from __future__ import annotations

import re

from facilitator.activities import results
from facilitator.activities.cluster.facts import GROUP, RELATIONS, TITLE, Look, State, look
from facilitator.activities.cluster.proposed import proposals
from facilitator.model.say import Listed, Message, say

_BINS = re.compile(
    r"\b(misc(ellaneous)?|others?|various|general|sundry|assorted|the rest|left ?overs?|odds and ends)\b", re.IGNORECASE
)


def doubts(title: str) -> list[Message]:
    """What may be wrong with a title, in sentences; advice only."""
    words = re.findall(r"[^\W_]+(?:['\u2019-][^\W_]+)*", title)
    found: list[Message] = []
    if title.strip() and len(words) < 4:
        found.append(say("A short title is often a label. Say what these notes say together, in four words or more."))
    if _BINS.search(title) and len(words) < 6:
        found.append(say("This is a bin, not a meaning. Let its notes stand alone, or say what joins them."))
    return found


FEW, MANY, LARGE = 12, 80, 6


def hints(state: State, stage: str, now: Look | None = None) -> list[Message]:
    """What the facilitator may want to know now, in sentences. `now` is what stands on the wall, if that is known."""
    phase, now = state.phase(stage), now or look(state)
    if phase == GROUP:
        return _group_hints(state, now)
    if not now.groups:
        return [say("There are no groups yet. Group the notes first.")]
    tops = now.of()
    found: list[Message] = []
    if phase == TITLE:
        bare = [g.name for g in now.groups.values() if not g.title]
        found += [say("Still without a title: {groups}.", groups=Listed(tuple(bare), ""))] if bare else []
        found += [say("“{title}”: {doubt}", title=g.title, doubt=said) for g in tops for said in doubts(g.title)]
    if phase in (TITLE, RELATIONS) and tops:
        found.append(_vote_hint(len(tops)))
    if phase == RELATIONS:
        waiting = len(proposals(state, now))
        found += [say("{n} proposed arrow to settle.", "{n} proposed arrows to settle.", n=waiting)] if waiting else []
    return found


def _group_hints(state: State, now: Look) -> list[Message]:
    found: list[Message] = []
    notes = len(now.slips) - len(state.copies)
    if not notes:
        return [say("There are no notes to group yet. Have some written first.")]
    if notes < FEW:
        said = say(
            "Only {n} note. Two more minutes of writing may help: what would each partner group add?",
            "Only {n} notes. Two more minutes of writing may help: what would each partner group add?",
            n=notes,
        )
        found.append(said)
    if notes > MANY and state.mode != "tables":
        found.append(
            say(
                "{n} note is many for one wall. Let each table group its own first.",
                "{n} notes are many for one wall. Let each table group its own first.",
                n=notes,
            )
        )
    contested = sum(s.contested for s in now.slips.values())
    if contested:
        found.append(
            say(
                "{n} contested: copy a note that is pulled two ways.",
                "{n} contested: copy a note that is pulled two ways.",
                n=contested,
            )
        )
    large = [g.name for g in now.groups.values() if len(now.members.get(g.key, ())) > LARGE]
    if large:
        found.append(
            say(
                "More than {n} note in {groups}: look for two groups in it.",
                "More than {n} notes in {groups}: look for two groups in it.",
                n=LARGE,
                groups=Listed(tuple(large), ""),
            )
        )
    return found


def _vote_hint(groups: int) -> Message:
    most = results.picks(groups)
    if groups <= 4:
        return say(
            "{n} group: everyone ranks all of them in the vote.",
            "{n} groups: everyone ranks all of them in the vote.",
            n=groups,
        )
    return say(
        "{n} group: in the vote each person ranks {most}, at most half of them.",
        "{n} groups: in the vote each person ranks {most}, at most half of them.",
        n=groups,
        most=most,
    )
