"""Grouping in the exports: groups and who is in them, moves, titles, arrows, and whether two groups are one."""

from __future__ import annotations

from typing import Any

from facilitator.activities.cluster.facts import (
    GROUP,
    RELATIONS,
    TITLE,
    Group,
    Look,
    Poll,
    Slip,
    State,
    look,
)
from facilitator.activities.cluster.proposed import candidates
from facilitator.model.entry import iso, public
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

Row = dict[str, Any]


def rows(run: StageRun, groups: Groups) -> dict[str, list[Row]]:
    """By phase: `groups`, `group_notes` and `moves`; `group_titles`; `relations`; `merges`."""
    state: State = run.state
    now, phase = look(state), state.phase(run.id)
    if phase == GROUP:
        return {
            "groups": [_group_row(state, now, g) for g in state.groups.values()],
            "group_notes": [_member_row(now, s, groups) for s in now.slips.values()],
            "moves": _move_rows(state, now),
        }
    if phase == TITLE:
        return {"group_titles": _title_rows(state, now)}
    if phase == RELATIONS:
        return {"relations": [_relation_row(now, r.start, r.end, r.words, r.why) for r in now.relations]}
    return {"merges": [_merge_row(poll) for poll in state.polls.values()]}


def _group_row(state: State, now: Look, group: Group) -> Row:
    parent = now.groups.get(group.parent)
    into = state.groups.get(state.top(group.key))
    return {
        "group": group.no,
        "group_id": public(group.key),
        "title": group.title,
        "level": now.level(group) if group.key in now.groups else "",
        "inside": parent.no if parent else "",
        "inside_id": public(parent.key) if parent else "",
        "notes": len(now.members.get(group.key, ())),
        "table": group.table,
        "joined_with": into.no if into and group.merged_into else "",
        "joined_with_id": public(into.key) if into and group.merged_into else "",
        "standing": group.key in now.groups,
        "mode": state.mode,
    }


def _member_row(now: Look, slip: Slip, groups: Groups) -> Row:
    home = next((now.groups[k] for k, those in now.members.items() if slip in those and k in now.groups), None)
    return {
        "group": home.no if home else "",
        "group_id": public(home.key) if home else "",
        "title": home.title if home else "",
        "comment_id": slip.no,
        "text": slip.text,
        "partner_group": groups.label(slip.partner) if slip.partner else "",
        "copy": slip.copy,
        "moves": slip.spot.moves,
    }


def _move_rows(state: State, now: Look) -> list[Row]:
    def group(what: str, key: str) -> Row:
        there = state.groups.get(key)
        return {what: there.no if there else "", f"{what}_id": public(there.key) if there else ""}

    return [
        {
            "seq": m.seq,
            "at": iso(m.at),
            "comment_id": now.slips[m.note].no if m.note in now.slips else "",
            "text": now.slips[m.note].text if m.note in now.slips else "",
            **group("from_group", m.start),
            **group("to_group", m.end),
            "by": "phone" if m.by_phone else "laptop",
        }
        for m in state.moves
    ]


def _title_rows(state: State, now: Look) -> list[Row]:
    return [
        {"group": g.no, "group_id": public(g.key), "chosen_title": g.title, "proposed": c.text, "n": c.said}
        for g in now.groups.values()
        for c in candidates(state, g.key)
    ]


def _relation_row(now: Look, start: str, end: str, words: str, why: str) -> Row:
    one, other = now.groups[start], now.groups[end]
    ends = {"from_id": public(one.key), "from": one.name, "relation": words, "to_id": public(other.key)}
    return {**ends, "to": other.name, "why": why}


def _merge_row(poll: Poll) -> Row:
    return {
        "first_id": public(poll.groups[0]),
        "first": poll.names[0],
        "second_id": public(poll.groups[1]),
        "second": poll.names[1],
        "same": poll.same,
        "different": poll.different,
        "n": poll.same + poll.different,
        "unanimous": poll.unanimous,
        "joined": "" if poll.result is None else poll.result,
        "present": poll.present or "",
    }
