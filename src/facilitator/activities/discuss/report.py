"""A led conversation in the record: the lines that were agreed on, who takes them on, and how many support each."""

from __future__ import annotations

from typing import Any

from facilitator.activities.discuss.rules import SUPPORT, State, takes_support
from facilitator.model.notes import Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

Row = dict[str, Any]


def rows(run: StageRun, groups: Groups) -> dict[str, list[Row]]:
    """`decisions`: a row a line that stands, with its kind, owner, date, table and support."""
    state: State = run.state
    return {"decisions": [_row(state, note) for note in state.notes.having("live")]}


def _row(state: State, note: Note) -> Row:
    kind = state.stage.field("kind")
    chosen = note.fields.get("kind", "")
    labels = {c.value: c.label for c in kind.choices} if kind else {}
    support = state.support(note.key)
    phones, hands = counted(state, note.key)
    asked = takes_support(state.stage) or phones or hands
    counts: Row = {choice: support[choice] if asked else "" for choice in SUPPORT}
    return {
        "comment_id": note.seq,
        "line": note.text,
        "kind": labels.get(chosen, str(chosen)),
        "owner": str(note.fields.get("owner", "")),
        "by": str(note.fields.get("by", "")),
        "table": note.table,
        **counts,
        "n": phones + hands if asked else "",
        "by_phone": phones if asked else "",
        "by_hands": hands if asked else "",
    }


def counted(state: State, line: str) -> tuple[int, int]:
    """How many answers to a line came by phone, and how many were counted as hands."""
    return len(state.votes.get(line, {})), sum(state.hands.get(line, {}).values())
