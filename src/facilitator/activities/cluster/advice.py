"""What may be wrong with a title, how many to vote for, what to watch on the wall. Advice only: nothing is refused."""

from __future__ import annotations

import re

from facilitator.activities import results
from facilitator.activities.cluster.facts import GROUP, RELATIONS, TITLE, Look, State, look, proposals

_BINS = re.compile(
    r"\b(misc(ellaneous)?|others?|various|general|sundry|assorted|the rest|left ?overs?|odds and ends)\b", re.IGNORECASE
)


def doubts(title: str) -> list[str]:
    """What may be wrong with a title, in sentences; advice only."""
    words = re.findall(r"[^\W_]+(?:['\u2019-][^\W_]+)*", title)
    found = []
    if title.strip() and len(words) < 4:
        found.append("A short title is often a label. Say what these notes say together, in four words or more.")
    if _BINS.search(title) and len(words) < 6:
        found.append("This is a bin, not a meaning. Let its notes stand alone, or say what joins them.")
    return found


FEW, MANY, LARGE = 12, 80, 6


def hints(state: State, stage: str) -> list[str]:
    """What the facilitator may want to know now, in sentences."""
    phase, now = state.phase(stage), look(state)
    if phase == GROUP:
        return _group_hints(state, now)
    tops = now.of()
    found = []
    if phase == TITLE:
        bare = [g.name for g in now.groups.values() if not g.title]
        found += [f"Still without a title: {', '.join(bare)}."] if bare else []
        found += [f"\u201c{g.title}\u201d: {said}" for g in tops for said in doubts(g.title)]
    if phase in (TITLE, RELATIONS) and tops:
        found.append(_vote_hint(len(tops)))
    if phase == RELATIONS:
        waiting = len(proposals(state, now))
        found += [f"{waiting} proposed arrow{'s' if waiting > 1 else ''} to settle."] if waiting else []
    return found


def _group_hints(state: State, now: Look) -> list[str]:
    found, notes = [], len(now.slips) - len(state.copies)
    if notes < FEW:
        found.append(f"Only {notes} notes. Two more minutes of writing may help: what would each partner group add?")
    if notes > MANY and state.mode != "tables":
        found.append(f"{notes} notes are many for one wall. Let each table group its own first.")
    contested = sum(s.contested for s in now.slips.values())
    if contested:
        found.append(f"{contested} contested: copy a note that is pulled two ways.")
    large = [g.name for g in now.groups.values() if len(now.members.get(g.key, ())) > LARGE]
    if large:
        found.append(f"More than {LARGE} notes in {', '.join(large)}: look for two groups in it.")
    return found


def _vote_hint(groups: int) -> str:
    most = results.picks(groups)
    if groups <= 4:
        return f"{groups} groups: everybody ranks all of them in the vote."
    return f"{groups} groups: in the vote each person ranks {most}, at most half of them."
