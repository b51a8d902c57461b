"""Grouping in the record: the groups with their notes word for word, titles, the chart, what was merged, the story."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from facilitator.activities import paper
from facilitator.activities.cluster.facts import (
    COMBINE,
    GROUP,
    MODES,
    RELATIONS,
    RELATIONS_OF,
    TITLE,
    Group,
    Look,
    Poll,
    Slip,
    State,
    candidates,
    look,
    outermost,
    proposals,
)
from facilitator.activities.cluster.strokes import STROKES
from facilitator.activities.contract import Report
from facilitator.looks.blocks import (
    Band,
    Block,
    Cell,
    Column,
    Figure,
    Heading,
    Link,
    LinkBox,
    Links,
    Member,
    Table,
    TableRow,
    body,
    narrowed,
    remark,
)
from facilitator.model.entry import local
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

Row = dict[str, Any]


def section(run: StageRun, context: paper.Context) -> list[Block]:
    """What one part of the method left, by its phase: groups, titles, chart, merges and story."""
    state: State = run.state
    made = _SECTIONS[state.phase(run.id)]
    return [*made(run, state, look(state), context), *paper.left_out(run, context)]


def _nothing(run: StageRun) -> list[Block]:
    return [body("No contributions." if run.spans else "This stage was not held.")]


# ---------------------------------------------------------------------- the groups and their notes


def _groups(run: StageRun, state: State, now: Look, context: paper.Context) -> list[Block]:
    if not now.slips:
        return _nothing(run)
    notes = len({s.note for s in now.slips.values()})
    inside = notes - len(now.loners)
    said = f"Notes were moved {MODES[state.mode]}. People grouped them; the program proposed nothing."
    said += f" {paper.count(notes, 'note')}: {inside} in {paper.count(len(now.groups), 'group')}"
    said += f", {len(now.loners)} on their own." if len(now.loners) != 1 else ", 1 on its own."
    rows: list[TableRow] = []
    for group in now.of():
        rows += _group_rows(state, now, group, context)
    if now.loners:
        title = "On its own" if len(now.loners) == 1 else "On their own"
        rows.append(Band(title, paper.count(len(now.loners), "note")))
        rows += [_note_row(slip, context) for slip in now.loners]
    columns = [Column("sign", 0.06, "small"), Column("notes as written", 0.74), Column("from", 0.2, "small")]
    if not any(slip.partner for slip in now.slips.values()):
        columns, rows = columns[:2], narrowed(rows, 2)
    found: list[Block] = [remark(said), Table(rows, columns)]
    return [*found, remark(_moved(state, now))]


def _group_rows(state: State, now: Look, group: Group, context: paper.Context) -> list[TableRow]:
    members = now.members.get(group.key, [])
    within = f"inside \u201c{now.groups[group.parent].name}\u201d" if group.parent in now.groups else ""
    made_of = [g.name for g in state.groups.values() if state.top(g.key) == group.key and g.key != group.key]
    joined = f"joined, by all, with: {'; '.join(made_of)}" if made_of else ""
    table_no = f"formed at table {group.table}" if group.table and state.mode == "tables" else ""
    asides = [paper.count(len(members), "note") if members else "", within, table_no, joined]
    number = f"Group {group.no}: " if group.title else ""
    rows: list[TableRow] = [Band(f"{number}{group.name}", ", ".join(a for a in asides if a))]
    rows += [_note_row(slip, context) for slip in members]
    for child in now.of(group.key):
        rows += _group_rows(state, now, child, context)
    return rows


def _note_row(slip: Slip, context: paper.Context) -> list[Cell]:
    sign, partner = "copy" if slip.copy else "\u21c4" if slip.contested else "", slip.partner
    who = Member(context.groups.no(partner) or "other", context.groups.short(partner)) if partner else ""
    return [sign, slip.text, who]


def _moved(state: State, now: Look) -> str:
    contested = sum(s.contested for s in now.slips.values())
    phones = sum(m.by_phone for m in state.moves)
    said = f"{paper.count(len(state.moves), 'move')} into or out of groups"
    said += f", {phones} of them from phones" if phones else ""
    said += f". {paper.count(contested, 'note')} moved more than three times (\u21c4)" if contested else ""
    copies = sum(s.copy for s in now.slips.values())
    return said + (f". {paper.count(copies, 'note')} hung in two places (copy)." if copies else ".")


# ---------------------------------------------------------------------- titles


def _titles(run: StageRun, state: State, now: Look, context: paper.Context) -> list[Block]:
    if not now.groups:
        return _nothing(run)
    rows: list[TableRow] = []
    for group in now.groups.values():
        offered = candidates(state, group.key)
        said = "; ".join(f"\u201c{c.text}\u201d{f' ({c.said})' if c.said > 1 else ''}" for c in offered)
        earlier = "".join(f" Earlier: \u201c{title}\u201d." for title in group.earlier)
        rows.append([str(group.no), group.title or "No title was given.", (said or "None.") + earlier])
    columns = [Column("no.", 0.06, "small"), Column("title chosen or blended", 0.4, "strong")]
    columns.append(Column("titles people proposed, alone", 0.54))
    found: list[Block] = [Table(rows, columns)]
    proposed = sum(c.said for g in now.groups for c in candidates(state, g))
    found.append(remark(f"{paper.count(proposed, 'title')} proposed; only identical wording is counted as one."))
    return [*found, *(remark(words) for words in _split_words(state))]


def _split_words(state: State) -> list[str]:
    found = []
    for split in state.splits:
        old, new = state.groups[split.group], state.groups[split.new]
        why = f" ({split.why})" if split.why else ""
        parts = f"{paper.count(split.notes, 'note')} became group {new.no}"
        found.append(f"{local(split.at):%H:%M} Group {old.no} was split: {parts}{why}.")
    return found


# ---------------------------------------------------------------------- the chart


def _chart(run: StageRun, state: State, now: Look, context: paper.Context) -> list[Block]:
    if not now.relations:
        said = "No arrows were drawn." if run.spans else "This stage was not held."
        return [body(said)]
    groups, arrows = paper.count(len(now.of()), "group"), paper.count(len(now.relations), "arrow")
    alt = f"{groups} as boxes with {arrows} between them. The table says which arrow leads from where to where."
    found: list[Block] = [Figure("The chart", alt, _links(now), _arrow_table(now), also_table=True)]
    waiting = proposals(state, now)
    if waiting:
        found.append(remark(f"{paper.count(len(waiting), 'more arrow')} proposed from phones, not drawn."))
    return found


def _links(now: Look) -> Links:
    """The outermost groups as boxes, with how many notes each holds, and the arrows between them."""
    outer = {key: outermost(now, key) for key in now.groups}
    kinds = dict.fromkeys(r.kind for r in now.relations)
    return Links(
        tuple(_link_box(now, group) for group in now.of()),
        tuple(Link(outer[r.start], outer[r.end], r.words, STROKES[r.kind]) for r in now.relations),
        tuple((STROKES[kind], RELATIONS_OF[kind]) for kind in kinds),
    )


def _link_box(now: Look, group: Group) -> LinkBox:
    inside = now.of(group.key)
    said = paper.count(len(now.all_slips(group.key)), "note")
    said += f", in it: {'; '.join(child.name for child in inside)}" if inside else ""
    return LinkBox(group.key, group.name, said)


def _arrow_table(now: Look) -> Table:
    rows: list[TableRow] = [[now.groups[r.start].name, r.words, now.groups[r.end].name, r.why] for r in now.relations]
    columns = [
        Column("group", 0.34),
        Column("arrow", 0.16, "strong"),
        Column("group", 0.34),
        Column("why", 0.16, "small"),
    ]
    return Table(rows, columns)


# ---------------------------------------------------------------------- merges and the story


def _combined(run: StageRun, state: State, now: Look, context: paper.Context) -> list[Block]:
    polls, story = list(state.polls.values()), state.story()
    if not polls and not story:
        said = "No groups were joined, and no story was written down." if run.spans else "This stage was not held."
        return [body(said)]
    found: list[Block] = []
    if polls:
        rows: list[TableRow] = [_poll_row(poll) for poll in polls]
        columns = [Column("at", 0.08, "small"), Column("are these the same?", 0.44)]
        columns += [Column("same", 0.1, "number"), Column("two", 0.1, "number"), Column("n", 0.08, "number")]
        columns.append(Column("so", 0.2))
        found.append(Table(rows, columns))
        found.append(remark("Two groups become one only if everybody who answered says they are the same."))
        if any(p.result for p in polls):
            found.append(remark("In the ranking, the points of joined groups are read together."))
    if story:
        found.append(Heading("The chart as a story", 3))
        found += [body(note.text) for note in story]
    return found


def _poll_row(poll: Poll) -> list[Cell]:
    names = " and ".join(f"\u201c{name}\u201d" for name in poll.names)
    so = {True: "joined, by all", False: "left as two", None: "not settled"}[poll.result]
    n = poll.same + poll.different
    return [f"{local(poll.at):%H:%M}", names, str(poll.same), str(poll.different), str(n), so]


_SECTIONS: Mapping[str, Callable[[StageRun, State, Look, paper.Context], list[Block]]] = {
    GROUP: _groups,
    TITLE: _titles,
    RELATIONS: _chart,
    COMBINE: _combined,
}


# ---------------------------------------------------------------------- tables for the exports


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
        "title": group.title,
        "level": now.level(group) if group.key in now.groups else "",
        "inside": parent.no if parent else "",
        "notes": len(now.members.get(group.key, ())),
        "table": group.table,
        "joined_with": into.no if into and group.merged_into else "",
        "standing": "yes" if group.key in now.groups else "no",
        "mode": state.mode,
    }


def _member_row(now: Look, slip: Slip, groups: Groups) -> Row:
    home = next((now.groups[k] for k, those in now.members.items() if slip in those and k in now.groups), None)
    return {
        "group": home.no if home else "",
        "title": home.title if home else "",
        "text": slip.text,
        "partner_group": groups.label(slip.partner) if slip.partner else "",
        "copy": "yes" if slip.copy else "",
        "moves": slip.spot.moves,
    }


def _move_rows(state: State, now: Look) -> list[Row]:
    def number(key: str) -> int | str:
        return state.groups[key].no if key in state.groups else ""

    return [
        {
            "seq": m.seq,
            "at": local(m.at).isoformat(timespec="seconds"),
            "text": now.slips[m.note].text if m.note in now.slips else "",
            "from_group": number(m.start),
            "to_group": number(m.end),
            "by": "phone" if m.by_phone else "laptop",
        }
        for m in state.moves
    ]


def _title_rows(state: State, now: Look) -> list[Row]:
    return [
        {"group": g.no, "chosen_title": g.title, "proposed": c.text, "n": c.said}
        for g in now.groups.values()
        for c in candidates(state, g.key)
    ]


def _relation_row(now: Look, start: str, end: str, words: str, why: str) -> Row:
    one, other = now.groups[start], now.groups[end]
    return {"from": one.name, "relation": words, "to": other.name, "why": why}


def _merge_row(poll: Poll) -> Row:
    return {
        "first": poll.names[0],
        "second": poll.names[1],
        "same": poll.same,
        "different": poll.different,
        "n": poll.same + poll.different,
        "unanimous": "yes" if poll.unanimous else "no",
        "joined": {True: "yes", False: "no", None: ""}[poll.result],
    }


REPORT = Report(section, rows)
