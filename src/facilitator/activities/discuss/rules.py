"""A led conversation: timed questions, lines that a table or the room agrees on, and how many support each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from facilitator.activities import lenses
from facilitator.activities.discuss.bodies import HandCount, Support
from facilitator.model import options
from facilitator.model.bodies import Noted
from facilitator.model.deciding import Act, Acts, Asked
from facilitator.model.entry import Draft, Entry
from facilitator.model.item import Item
from facilitator.model.method import Stage
from facilitator.model.notes import NOTE_KINDS, Note
from facilitator.model.run import CLOSED, ActivityState, Feed, RunOf, no_feed
from facilitator.model.say import Message, say

SUPPORT = {"support": say("support"), "live_with": say("can live with it"), "not_yet": say("not yet")}
"""The three answers to a decision line, and the words for them."""


ROOM_FACTOR = 4
"""A room without tables may agree on this many times the lines of one table."""


@dataclass(slots=True)
class State(ActivityState):
    """The lines of one conversation (as notes), who supports them by token, and hands counted in the room."""

    takes: ClassVar[Mapping[str, options.Fits]] = {
        "lines": options.whole(0, 100),
        "most": options.by_name(options.whole(0, 100)),
        "offered": options.each(options.words()),
    }

    votes: dict[str, dict[str, str]] = field(default_factory=dict)
    hands: dict[str, dict[str, int]] = field(default_factory=dict)

    def covers(self, stage: Stage) -> bool:
        """Also the counts, where people answer the lines: everybody decides before they see what others say."""
        return takes_support(stage) or ActivityState.covers(self, stage)

    def mine(self, line: str, token: str) -> str:
        """The answer that a token gave to a line; empty when none."""
        return self.votes.get(line, {}).get(token, "")

    def support(self, line: str) -> dict[str, int]:
        """How many gave each of the three answers: phones and hands together."""
        counted = Counter(self.votes.get(line, {}).values())
        hands = self.hands.get(line, {})
        return {choice: counted[choice] + hands.get(choice, 0) for choice in SUPPORT}

    def answered_by(self, stage: str) -> int:
        """The most that answered any one line that stands."""
        lines = self.notes.having("live") if takes_support(self.stage) else ()
        return max((sum(self.support(line.key).values()) for line in lines), default=0)


def start(stage: Stage, feed: Feed = no_feed) -> State:
    """The state before the first entry."""
    return State(stage, feed)


def lines_of(state: State, table: str) -> list[Note]:
    """The standing lines of one table ('' for the whole room)."""
    return [n for n in state.notes.having("live") if n.table == table]


def takes_lines(stage: Stage) -> int:
    """How many lines each table may agree on; 0 when the stage only talks."""
    return int(stage.options.get("lines", 0))


def takes_support(stage: Stage) -> bool:
    """Whether people answer each line with support, live with it, or not yet."""
    return bool(stage.options.get("support", False))


def counts_shown(run: RunOf[State]) -> bool:
    """Whether the room may see how many gave each answer: once it is revealed, or the part is over."""
    return run.revealed or run.status == CLOSED


def answered_words(n: int) -> Message:
    """How many have answered a line, and nothing of what."""
    return say("{n} answered", "{n} answered", n=n)


def support_words(counts: dict[str, int]) -> Message:
    """ "4 support · 1 can live with it · 0 not yet (5 answered)"."""
    return say(
        "{support} support · {live_with} can live with it · {not_yet} not yet ({answered})",
        **{choice: counts[choice] for choice in SUPPORT},
        answered=answered_words(sum(counts.values())),
    )


def check(state: State, draft: Draft) -> str | None:
    """Refuse a line beyond the limit, and support for a line that is not there."""
    return _ACTS.refuse(state, draft)


def _wrong_line(state: State, asked: Asked, said: Noted) -> str | None:
    most = takes_lines(state.stage)
    if not most:
        return say("There is nothing to type in this part.")
    most = most if said.table else most * ROOM_FACTOR
    if len(lines_of(state, said.table)) >= most:
        if not said.table:
            return say(
                "The room has {n} line already. Take one back, or put two into one.",
                "The room has {n} lines already. Take one back, or put two into one.",
                n=most,
            )
        return say(
            "Table {table} has {n} line already. Take one back, or put two into one.",
            "Table {table} has {n} lines already. Take one back, or put two into one.",
            n=most,
            table=said.table,
        )
    return _too_many_of_kind(state, str(said.fields.get("kind", "")), said.table)


def _too_many_of_kind(state: State, kind: str, table: str) -> str | None:
    """The option `most` says how many lines of one kind a table may have, such as `{ conclusion = 3 }`."""
    most = int(dict(state.stage.options.get("most", {})).get(kind, 0)) * (1 if table else ROOM_FACTOR)
    there = sum(n.fields.get("kind") == kind for n in lines_of(state, table))
    if not most or there < most:
        return None
    field = state.stage.field("kind")
    label = next((c.label for c in field.choices if c.value == kind), kind) if field else kind
    return say("{most} of these fit: {label}. Take one back, or put two into one.", most=most, label=label)


def _wrong_support(state: State, asked: Asked, said: Support) -> str | None:
    if not takes_support(state.stage):
        return say("Nobody is asked for support here.")
    note = state.notes.get(said.target)
    return say("That line is no longer there.") if note is None or note.status != "live" else None


def fold(state: State, entry: Entry) -> set[str]:
    """Apply one entry in place. The last answer of a token counts; counted hands replace the hands before."""
    return state.notes.fold(entry) if entry.kind in NOTE_KINDS else _ACTS.fold(state, entry)


def _answered(state: State, entry: Entry, said: Support) -> set[str]:
    if said.erased or said.target not in state.notes.by_key:
        return set()
    votes, token = state.votes.setdefault(said.target, {}), said.token or entry.key
    if said.choice in SUPPORT:
        votes[token] = said.choice
    else:
        votes.pop(token, None)
    return {said.target}


def _counted(state: State, entry: Entry, said: HandCount) -> set[str]:
    if said.target not in state.notes.by_key:
        return set()
    state.hands[said.target] = {choice: said.counts.get(choice, 0) for choice in SUPPORT}
    return {said.target}


_ACTS: Acts[State] = Acts(
    Act(Noted, wrong=_wrong_line),
    Act(Support, _answered, _wrong_support, binding=False),
    Act(HandCount, _counted),
)


def items(state: State) -> list[Item]:
    """The lines that stand, with support as their score."""
    if lens := lenses.of(state.stage):
        scores = {n.key: float(state.support(n.key)["support"]) for n in state.notes}
        return lenses.items(state.notes, state.stage, lens, scores)
    return [
        Item(
            n.key,
            n.text,
            state.stage.id,
            n.group,
            float(state.support(n.key)["support"]),
            n.status == "withdrawn",
            no=n.no,
            joined=state.notes.with_it(n.key)[1:],
        )
        for n in state.notes
        if n.status in ("live", "withdrawn")
    ]
