"""Proceedings of an open space: the grid as a table, then a page for each topic in the order of the times."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitator.activities import paper
from facilitator.activities.contract import Report
from facilitator.activities.market import figures, report_talks, rules
from facilitator.activities.market.facts import (
    HARVEST,
    HUDDLE,
    LAW,
    OPEN,
    PARTS,
    PLACE,
    PRINCIPLES,
    PROPOSE,
    ROLES,
    SESSIONS,
    State,
    part_of,
)
from facilitator.looks.blocks import (
    Band,
    Block,
    Cell,
    Column,
    Heading,
    Listing,
    Table,
    TableRow,
    body,
    cell,
    keep,
    remark,
)
from facilitator.model.notes import LIVE, Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, say

Row = dict[str, Any]

_ACROSS = 5
"""More places than these do not fit side by side."""


def section(run: StageRun, context: paper.Context) -> list[Block]:
    """Each part prints what it made: topics, the grid with moves and merges, the reports once, actions."""
    state: State = run.state
    parts = {OPEN: _opened, PROPOSE: _proposed, PLACE: _placed, HUDDLE: _actions}
    phase = rules.phase_of(run)
    if run.id == _proceedings(state):
        found = _whole(state)
    elif phase in parts:
        found = parts[phase](run, state, context)
    else:
        found = _small(run, state)
    return [*found, *paper.left_out(run, context)]


def _whole(state: State) -> list[Block]:
    """The grid where no other part prints it, then the reports."""
    apart = any(state.phase(stage) == PLACE for stage in state.phases)
    grid = [] if apart or not state.in_order() else [_grid(state), *_moved(state)]
    return [*grid, *([] if apart else _not_run(state)), *report_talks.reports(state)]


def _proceedings(state: State) -> str:
    """The stage that prints the reports: the harvest, else the last one in which people met, else where they placed."""
    for phase in (HARVEST, SESSIONS, PLACE, PROPOSE):
        stages = [stage for stage in state.phases if state.phase(stage) == phase]
        if stages:
            return stages[-1]
    return ""


def _opened(run: StageRun, state: State, context: paper.Context) -> list[Block]:
    """How the day works, as it was said: the principles, the law and the roles."""
    if not run.spans:
        return paper.not_held(run)
    theme = state.theme or state.challenge
    about = [body(theme, say("The theme:"))] if theme else [body(say("Nobody had written down a theme."))]
    return [*about, *principles(), *([] if not paper.having(run, LIVE) else _small(run, state))]


def principles() -> list[Block]:
    """The principles, the law and the roles, to be read from a sheet."""
    return [Listing(tuple(PRINCIPLES)), body(LAW), body(ROLES)]


def _small(run: StageRun, state: State) -> list[Block]:
    """A part whose words stand elsewhere: how many came of it."""
    notes = paper.having(run, LIVE)
    topics = sum(state.is_topic(note) for note in notes)
    if not notes:
        return paper.not_held(run, say("Nothing was written in this part."))
    if topics:
        titles = Listed(tuple(note.text for note in notes), ";")
        said = say("{n} topic proposed: {titles}.", "{n} topics proposed: {titles}.", n=topics, titles=titles)
        return [remark(said)]
    said = say(
        "{n} line for the reports, which stand with their topics.",
        "{n} lines for the reports, which stand with their topics.",
        n=len(notes),
    )
    return [remark(said)]


def _proposed(run: StageRun, state: State, context: paper.Context) -> list[Block]:
    """How many topics there were, and how many of them had been prepared beforehand."""
    topics = [n for n in run.own_notes() if state.is_topic(n) and n.status == LIVE]
    if not topics:
        return paper.not_held(run, say("Nobody proposed a topic."))
    seeded = sum(bool(n.fields.get("seeded")) for n in topics)
    said = say("{n} topic proposed.", "{n} topics proposed.", n=len(topics))
    some = say("{n} of them had been prepared beforehand.", "{n} of them had been prepared beforehand.", n=seeded)
    return [body(paper.together(said, some if seeded else say("None had been prepared beforehand.")))]


def _placed(run: StageRun, state: State, context: paper.Context) -> list[Block]:
    """The grid, what was moved, what was joined, and what did not run."""
    if not state.in_order():
        return [*paper.not_held(run, say("No topic got a place.")), *_not_run(state)]
    return [_grid(state), *_moved(state), *_not_run(state)]


def _grid(state: State) -> Block:
    """Times as rows and places as columns; the other way round where more places than fit meet at few times."""
    there: dict[tuple[str, str], list[Note]] = {}
    for note in state.in_order():  # two stand in one cell where one met there and another was put there afterwards
        there.setdefault(state.stood(note.key), []).append(note)
    rooms = [r for r in state.every_room() if not r.gone or any(cell[0] == r.id for cell in there)]
    slots = [s for s in state.every_slot() if not s.gone or any(cell[1] == s.id for cell in there)]
    names = {r.id: r.name if r.step_free else say("{room} (stairs only)", room=r.name) for r in rooms}

    def at(room: str, slot: str) -> Cell:
        those = there.get((room, slot), [])
        return keep(*(_cell(state, note) for note in those)) if those else "\u2013"

    rows: list[TableRow]
    if len(rooms) > _ACROSS and len(slots) <= len(rooms):
        columns = [Column(say("place"), 1.2, "small"), *(Column(slot.words, 2.0) for slot in slots)]
        rows = [[names[room.id], *(at(room.id, slot.id) for slot in slots)] for room in rooms]
    else:
        columns = [Column(say("time"), 1.0, "small"), *(Column(names[room.id], 2.0) for room in rooms)]
        rows = [[slot.words, *(at(room.id, slot.id) for room in rooms)] for slot in slots]
    return Table(rows, columns)


def _cell(state: State, note: Note) -> Block:
    who = state.convener(note) or say("open conversation")
    prepared = say("{who}, prepared beforehand.", who=who) if note.fields.get("seeded") else say("{who}.", who=who)
    interested = say("{n} interested.", "{n} interested.", n=state.interested(note.key))
    access = say("Asked for step-free.") if figures.no_access(state, note) else ""
    return keep(cell(note.text, bold=True), remark(paper.together(prepared, interested, access)))


def _moved(state: State) -> list[Block]:
    moved = [m for m in state.moves if m.before != ("", "")]
    if not moved:
        return []
    phones = sum(m.by_phone for m in moved)
    said = say(
        "{n} move between places: {phones} by conveners' phones, {desk} at the desk.",
        "{n} moves between places: {phones} by conveners' phones, {desk} at the desk.",
        n=len(moved),
        phones=phones,
        desk=len(moved) - phones,
    )
    return [remark(said)]


def _not_run(state: State) -> list[Block]:
    """Topics that did not run, with why."""
    gone = figures.not_run(state)
    if not gone:
        return []
    rows: list[TableRow] = []
    for note, _why in gone:
        shown = {"hidden": say("Withheld"), "withdrawn": say("Taken back")}.get(note.status, note.text)
        rows.append([paper.number(note), shown, report_talks.why_not(state, note)])
    columns = [Column(say("no."), 0.5, "small"), Column(say("topic"), 3.0), Column(say("why"), 3.0, "small")]
    return [Heading(say("Topics that did not run"), 3), Table(rows, columns)]


def _actions(run: StageRun, state: State, context: paper.Context) -> list[Block]:
    """What the huddles wrote, under their topics; those without a person stand out."""
    notes = paper.having(run, LIVE)
    if not notes:
        return paper.not_held(run, say("No action was written."))
    columns = [Column(say("no."), 0.5, "small"), Column(say("action"), 4.0), Column(say("who"), 1.6)]
    columns.append(Column(say("by when"), 1.4))
    rows: list[TableRow] = []
    topics = [(item.id, item.text) for item in state.feed()]
    home = _homes(state)
    for key, title in [*topics, ("", say("Without a topic"))]:
        those = [n for n in notes if home.get(str(n.fields.get("topic", "")), "") == key]
        if those:
            rows.append(Band(title, say("{n} action", "{n} actions", n=len(those))))
        for note in those:
            by = paper.date_words(str(note.fields.get("by", "")))
            rows.append([paper.number(note), note.text, str(note.fields.get("who", "")) or say("Nobody yet"), by])
    found: list[Block] = [Table(rows, columns)]
    unowned = sum(not note.fields.get("who") for note in notes)
    if unowned:
        said = say(
            "{n} action without a person: no action until someone takes it on.",
            "{n} actions without a person: no action until someone takes it on.",
            n=unowned,
        )
        found.append(remark(said))
    return found


def _homes(state: State) -> dict[str, str]:
    """The topic that feeds a stage, by its own key and by those of what was joined with it."""
    return {part: item.id for item in state.feed() for part in (item.id, *item.joined)}


def decided(run: StageRun) -> str:
    """How actions came about, as a clause; nothing where none did."""
    if rules.phase_of(run) != HUDDLE or not run.own_notes():
        return ""
    return say(
        "in {stage} those who care for a topic wrote down who does what; nobody decided for others",
        stage=run.stage.title,
    )


def rows(run: StageRun, groups: Groups) -> dict[str, list[Row]]:
    """`topics` once, with the proposing part; `reports` once, with the proceedings; `actions` with the huddles."""
    state: State = run.state
    found: dict[str, list[Row]] = {}
    if rules.phase_of(run) == PROPOSE:
        told = {note.key for note in figures.reported(state)}
        topics = [note for note in state.notes if state.is_topic(note)]
        found["topics"] = [_topic_row(state, n) for n in topics if n.status != "withdrawn" or n.key in told]
    if run.id == _proceedings(state):
        found["reports"] = [
            {
                "topic_id": note.no,
                "topic": figures.title_of(state, note),
                "part": label,
                "comment_id": line.no,
                "text": line.text,
            }
            for note in figures.reported(state)
            for part, label in PARTS.items()
            for line in state.report(note.key, part)
        ]
        found["reports"] += [
            {"topic_id": "", "topic": "", "part": PARTS[part_of(line)], "comment_id": line.no, "text": line.text}
            for line in state.strays()
        ]
    if rules.phase_of(run) == HUDDLE:
        items, home = {item.id: item for item in state.feed()}, _homes(state)
        found["actions"] = [
            {
                "comment_id": note.no,
                "topic_id": topic.no or "" if topic else "",
                "topic": topic.text if topic else "",
                "action": note.text,
                "who": str(note.fields.get("who", "")),
                "by": str(note.fields.get("by", "")),
            }
            for note in paper.having(run, LIVE)
            for topic in [items.get(home.get(str(note.fields.get("topic", "")), ""))]
        ]
    return found


def _topic_row(state: State, note: Note) -> Row:
    at = state.stood(note.key)
    room = next((room for room in state.every_room() if room.id == at[0]), None)
    slot = next((slot for slot in state.every_slot() if slot.id == at[1]), None)
    came = state.came.get(note.key)
    why = next((words for other, words in figures.not_run(state) if other is note), "")
    gone = note.status in ("hidden", "withdrawn")
    return {
        "comment_id": note.no,
        "title": "" if note.status == "hidden" else figures.title_of(state, note),
        "question": "" if gone else str(note.fields.get("question", "")),
        "convener": "" if gone else state.convener(note),
        "place": room.name if room else "",
        "time": slot.words if slot else "",
        "interested": state.interested(note.key),
        "came": came.n if came else "",
        "report_lines": len(state.report(note.key)),
        "prepared": bool(note.fields.get("seeded")),
        "did_not_run": why,
    }


def marked(run: StageRun) -> bool:
    """Whether it is kept which phone proposed a topic, is interested in one, or has read a report."""
    state: State = run.state
    return {
        PROPOSE: any(note.key in state.tokens for note in run.own_notes()),
        PLACE: any(state.interest.values()),
        HARVEST: any(state.readers.values()),
    }.get(rules.phase_of(run), False)


def owner(run: StageRun, note: Note) -> str:
    """Who takes an action on; empty for nobody."""
    return str(note.fields.get("who", "")) if rules.phase_of(run) == HUDDLE else ""


def first_wording(run: StageRun, note: Note) -> bool:
    """Whether the first wording of a note that was edited is printed with it: with a line of a report."""
    return not run.state.is_topic(note) and rules.phase_of(run) != HUDDLE


def as_counted(run: StageRun, notes: Sequence[Note]) -> str:
    """How many topics were proposed where nothing else was written; else how many lines."""
    topics = all(run.state.is_topic(note) for note in notes)
    many = say("{n} topic", "{n} topics", n=len(notes))
    return many if topics else say("{n} line", "{n} lines", n=len(notes))


REPORT = Report(
    section,
    rows,
    decided=decided,
    marked=marked,
    first_wording=first_wording,
    owner=owner,
    counted=as_counted,
    proceeds=True,
)
