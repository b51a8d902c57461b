"""Grouping in the record: the groups with their notes word for word, titles, the chart, what was merged, the story."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
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
    look,
    outermost,
    unvoted,
)
from facilitator.activities.cluster.proposed import candidates, proposals
from facilitator.activities.cluster.report_rows import rows
from facilitator.activities.cluster.strokes import STROKES
from facilitator.activities.contract import Report
from facilitator.looks.arrows import Link, LinkBox, Links
from facilitator.looks.blocks import (
    Band,
    Block,
    Cell,
    Column,
    Figure,
    Heading,
    Member,
    Named,
    Table,
    TableRow,
    body,
    narrowed,
    remark,
)
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, Time, say, say_as

Row = dict[str, Any]


def section(run: StageRun, context: paper.Context) -> list[Block]:
    """What one part of the method left, by its phase: groups, titles, chart, merges and story."""
    state: State = run.state
    made = _SECTIONS[state.phase(run.id)]
    return [*made(run, state, look(state), context), *paper.left_out(run, context)]


# ---------------------------------------------------------------------- the groups and their notes


def _groups(run: StageRun, state: State, now: Look, context: paper.Context) -> list[Block]:
    if not now.slips:
        return paper.not_held(run)
    copies = sum(slip.copy for slip in now.slips.values())
    notes = len(now.slips) - copies
    inside = len(now.slips) - len(now.loners)
    both = say("{notes} and {n} copy", "{notes} and {n} copies", notes=paper.notes_words(notes), n=copies)
    said = paper.together(
        _how_moved(state, now),
        say("People grouped them; the program proposed nothing.") if now.groups else "",
        say(
            "{notes}: {inside} in {groups}, {alone}.",
            notes=both if copies else paper.notes_words(notes),
            inside=inside,
            groups=say("{n} group", "{n} groups", n=len(now.groups)),
            alone=say("{n} on its own", "{n} on their own", n=len(now.loners)),
        ),
    )
    rows: list[TableRow] = []
    for group in now.of():
        rows += _group_rows(state, now, group, context)
    if now.loners:
        title = say("On its own", "On their own", n=len(now.loners))
        rows.append(Band(title, paper.notes_words(len(now.loners))))
        rows += _note_rows(now.loners, context)
    columns = [Column(say("no."), 0.06, "small"), Column(say("notes as written"), 0.74)]
    columns.append(Column(say("from"), 0.2, "small"))
    if not any(slip.partner for slip in now.slips.values()):
        columns, rows = columns[:2], narrowed(rows, 2)
    found: list[Block] = [remark(said), Table(rows, columns)]
    return [*found, remark(_moved(state, now))]


def _how_moved(state: State, now: Look) -> str:
    """How the notes came to where they hang, as far as moves show it."""
    phones = any(move.by_phone for move in state.moves)
    if not state.moves:
        return ""
    if state.mode == "phones" and not phones:
        return say("Notes were moved at the desk.")
    if state.mode == "tables" and not any(group.table for group in state.groups.values()):
        return say("Notes were moved from phones.") if phones else say("Notes were moved at the desk.")
    return say("Notes were moved {how}.", how=MODES[state.mode])


def _group_rows(state: State, now: Look, group: Group, context: paper.Context) -> list[TableRow]:
    members = now.members.get(group.key, [])
    outer = now.groups.get(group.parent)
    within = say("inside {group}", group=paper.quoted(outer.name)) if outer else ""
    made_of = [g.name for g in state.groups.values() if state.top(g.key) == group.key and g.key != group.key]
    joined = say("joined with: {groups}", groups=Listed(tuple(made_of), ";")) if made_of else ""
    at_table = group.table and state.mode == "tables"
    table_no = say("formed at table {no}", no=group.table) if at_table else ""
    asides = tuple(filter(None, (paper.notes_words(len(members)) if members else "", within, table_no, joined)))
    name = say("Group {no}: {name}", no=group.no, name=group.name) if group.title else group.name
    rows: list[TableRow] = [Band(name, say("{asides}", asides=Listed(asides, "")) if asides else "")]
    rows += _note_rows(members, context)
    for child in now.of(group.key):
        rows += _group_rows(state, now, child, context)
    return rows


def _note_rows(slips: Sequence[Slip], context: paper.Context) -> list[list[Cell]]:
    """The notes with all that is known of them; a copy has its number and its words alone."""
    found: list[list[Cell]] = []
    for slip in slips:
        partner = slip.partner if context.may_name(slip.partner, slip.note) else ""
        source = context.written.get(slip.note)
        who = Member(context.groups.no(partner) or "other", context.groups.short(partner)) if partner else ""
        rows: list[list[Cell]] = [[str(source[1].no) if source else "", slip.text, who]]
        if source and not slip.copy:
            run, note = source
            rows = paper.note_rows(run, note, paper.joined_notes(run).get(note.key, ()), context, sorts=False)
        sign = say("copy") if slip.copy else "\u21c4" if slip.contested else ""
        rows[0][0] = _signed(rows[0][0], sign) if sign else rows[0][0]
        found += rows
    return found


def _signed(no: Cell, sign: str) -> Cell:
    """A number with a sign behind it."""
    if isinstance(no, Named):
        return replace(no, words=say("{no} {sign}", no=no.words, sign=sign))
    return say("{no} {sign}", no=no, sign=sign)


def _shows(run: StageRun) -> Collection[str]:
    """The notes that hang on the wall, where the groups are printed."""
    state: State = run.state
    return {slip.note for slip in look(state).slips.values()} if state.phase(run.id) == GROUP else ()


def _moved(state: State, now: Look) -> str:
    contested = sum(s.contested for s in now.slips.values())
    phones = sum(m.by_phone for m in state.moves)
    copies, n = sum(s.copy for s in now.slips.values()), len(state.moves)
    moves = say("{n} move into or out of groups.", "{n} moves into or out of groups.", n=n)
    from_phones = say(
        "{n} move into or out of groups, {phones} of them from phones.",
        "{n} moves into or out of groups, {phones} of them from phones.",
        n=n,
        phones=phones,
    )
    often = say(
        "{n} note moved more than three times (\u21c4).", "{n} notes moved more than three times (\u21c4).", n=contested
    )
    twice = say("{n} note hung in two places (copy).", "{n} notes hung in two places (copy).", n=copies)
    return paper.together(from_phones if phones else moves, often if contested else "", twice if copies else "")


# ---------------------------------------------------------------------- titles


def _titles(run: StageRun, state: State, now: Look, context: paper.Context) -> list[Block]:
    if not now.groups:
        return paper.verbatim(run, context)
    rows: list[TableRow] = []
    bare = unvoted(now)
    for group in now.groups.values():
        offered = candidates(state, group.key)
        said = paper.apart(*(each.words for each in offered))
        earlier = [say("Earlier: {title}.", title=paper.quoted(title)) for title in group.earlier]
        title = group.title or _untitled(group, bare)
        rows.append([str(group.no), title, paper.together(said or say("None."), *earlier)])
    columns = [Column(say("no."), 0.06, "small"), Column(say("title chosen or blended"), 0.4, "strong")]
    columns.append(Column(say("titles people proposed, alone"), 0.54))
    found: list[Block] = [Table(rows, columns)]
    proposed = sum(c.said for g in now.groups for c in candidates(state, g))
    found.append(
        remark(
            say(
                "{n} title proposed; only identical wording is counted as one.",
                "{n} titles proposed; only identical wording is counted as one.",
                n=proposed,
            )
        )
    )
    gone = [
        note
        for note in paper.standing(run)
        if state.top(str(note.fields.get("for", ""))) not in now.groups and state.phase(note.stage) == TITLE
    ]
    if gone:
        quoted = Listed(tuple(paper.quoted(note.text) for note in gone), ";")
        found.append(remark(say(
            "{n} title was proposed for a group that is not on the wall any more: {titles}.",
            "{n} titles were proposed for groups that are not on the wall any more: {titles}.",
            n=len(gone), titles=quoted,
        )))  # fmt: skip
    return [*found, *(remark(words) for words in _split_words(state, context))]


def _untitled(group: Group, bare: Sequence[Group]) -> str:
    if group in bare:
        return say("No title was given, so it could not be voted on.")
    return say("No title was given.")


def _split_words(state: State, context: paper.Context) -> list[str]:
    found: list[str] = []
    for split in state.splits:
        old, new = state.groups[split.group], state.groups[split.new]
        at, notes, why = Time(split.at, context.zone), paper.notes_words(split.notes), split.why
        plain = say(
            "{time} Group {no} was split: {notes} became group {new}.", time=at, no=old.no, notes=notes, new=new.no
        )
        reason = say(
            "{time} Group {no} was split: {notes} became group {new} ({why}).",
            time=at,
            no=old.no,
            notes=notes,
            new=new.no,
            why=why,
        )
        found.append(reason if why else plain)
    return found


# ---------------------------------------------------------------------- the chart


def _chart(run: StageRun, state: State, now: Look, context: paper.Context) -> list[Block]:
    if not now.relations:
        return paper.not_held(run, say("No arrows were drawn."))
    groups = say("{n} group", "{n} groups", n=len(now.of()))
    arrows = say("{n} arrow", "{n} arrows", n=len(now.relations))
    alt = say(
        "{groups} as boxes with {arrows} between them. The table says which arrow leads from where to where.",
        groups=groups,
        arrows=arrows,
    )
    found: list[Block] = [Figure(say("The chart"), alt, _links(now), _arrow_table(now), also_table=True)]
    waiting = proposals(state, now)
    if waiting:
        found.append(
            remark(
                say(
                    "{n} more arrow proposed from phones, not drawn.",
                    "{n} more arrows proposed from phones, not drawn.",
                    n=len(waiting),
                )
            )
        )
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
    notes, names = paper.notes_words(len(now.all_slips(group.key))), Listed(tuple(child.name for child in inside), ";")
    said = say("{notes}, in it: {groups}", notes=notes, groups=names) if inside else notes
    return LinkBox(group.key, group.name, said)


def _arrow_table(now: Look) -> Table:
    rows: list[TableRow] = [[now.groups[r.start].name, r.words, now.groups[r.end].name, r.why] for r in now.relations]
    columns = [
        Column(say("group"), 0.34),
        Column(say("arrow"), 0.16, "strong"),
        Column(say("group"), 0.34),
        Column(say("why"), 0.16, "small"),
    ]
    return Table(rows, columns)


# ---------------------------------------------------------------------- merges and the story


def _combined(run: StageRun, state: State, now: Look, context: paper.Context) -> list[Block]:
    polls, story = list(state.polls.values()), state.story()
    if not polls and not story:
        return paper.not_held(run, say("No groups were joined, and no story was written down."))
    found: list[Block] = []
    if polls:
        rows: list[TableRow] = [_poll_row(poll, context) for poll in polls]
        columns = [Column(say_as("a time", "at"), 0.08, "small"), Column(say("are these the same?"), 0.44)]
        columns += [Column(say("same"), 0.1, "number"), Column(say("two"), 0.1, "number")]
        columns += [Column(say("n"), 0.12, "number"), Column(say_as("what came of it", "so"), 0.2)]
        found.append(Table(rows, columns))
        if all(poll.unanimous for poll in polls if poll.result):
            found.append(remark(_rule_words(polls)))
        if any(p.result for p in polls):
            found.append(remark(say("Where they are ranked, the points of joined groups are read together.")))
    if story:
        found.append(Heading(say("The chart as a story"), 3))
        found += [body(note.text) for note in story]
    return found


def _rule_words(polls: Sequence[Poll]) -> str:
    """When two groups become one; of old it was enough that nobody who answered said no."""
    if any(poll.result and not poll.present for poll in polls):
        return say("Two groups only become one if everyone who answered says they are the same.")
    return say("Two groups only become one if everyone present says they are the same.")


def _poll_row(poll: Poll, context: paper.Context) -> list[Cell]:
    names = say("{groups}", groups=Listed(tuple(map(paper.quoted, poll.names))))
    n = poll.same + poll.different
    joined = say("joined, as {same} of {of} who answered said", same=poll.same, of=n)
    joined = joined if n else say("joined; nobody answered")
    if poll.present:
        joined = say("joined: {same} of {of} present said so", same=poll.same, of=poll.present)
    so = {True: joined, False: say("left as two"), None: say("not settled")}[poll.result]
    time = say("{time}", time=Time(poll.at, context.zone))
    return [time, names, str(poll.same), str(poll.different), context.n_of(n), so]


_SECTIONS: Mapping[str, Callable[[StageRun, State, Look, paper.Context], list[Block]]] = {
    GROUP: _groups,
    TITLE: _titles,
    RELATIONS: _chart,
    COMBINE: _combined,
}


def marked(run: StageRun) -> bool:
    """Whether it is kept which phone moved a note, proposed a title or said that two groups are the same."""
    state: State = run.state
    return {
        GROUP: any(spot.last for spot in state.spots.values()),
        COMBINE: any(poll.answers for poll in state.polls.values()),
    }.get(state.phase(run.id), any(note.fields.get("token") for note in run.own_notes()))


REPORT = Report(section, rows, marked=marked, shows=_shows)
