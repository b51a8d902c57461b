"""The proposals of a programme in documents: theme by theme, in the room's words and as firm as people left them."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.activities.paper import source_id
from facilitator.looks.blocks import (
    Band,
    Block,
    Cell,
    Column,
    Counted,
    Heading,
    Source,
    Table,
    TableRow,
    cell,
    keep,
    remark,
)
from facilitator.model.programme import Programme
from facilitator.model.say import as_day, say
from facilitator.model.suppression import Decision
from facilitator.programme.aspect import Report
from facilitator.programme.listed import Behind, numbers
from facilitator.programme.proposals.listed import by_theme
from facilitator.programme.proposals.rules import BASES, FIRMNESS, Proposal, Said, State
from facilitator.programme.proposals.tables import COLUMNS, tables
from facilitator.programme.proposals.told import hands


def section(programme: Programme, decision: Decision) -> list[Block]:
    """Every proposal under its theme, and every theme without one; nothing where there is no proposal."""
    state: State = programme.aspects["proposals"]
    if not state.proposals:
        return []
    behind = numbers(programme)
    rows: list[TableRow] = []
    for subject, those in by_theme(programme):
        rows.append(Band(subject.name or say("No theme")))
        rows += [_row(each, behind) for each in those] or [[say("No proposal for this theme"), "", "", ""]]
    columns = [
        Column(say("proposal, and what the room said"), 3.0),
        Column(say("rests on"), 0.9, "small"),
        Column(say("how firm"), 0.9),
        Column(say("comments"), 0.7, "number"),
    ]
    main = sum(each.main for each in state.proposals.values())
    told = say("{n} proposal, {main} of them the main one of its theme. The program makes none firmer than people did.",
               "{n} proposals, {main} of them the main one of its theme. The program makes none firmer than people "
               "did.", n=len(state.proposals), main=main)  # fmt: skip
    return [
        Heading(say("Proposals, and where they stand"), 3, aside=say("as firm as people left them")),
        Table(rows, columns),
        remark(told),
    ]


def _row(proposal: Proposal, behind: Behind) -> list[Cell]:
    now, those = proposal.now, behind.those(proposal.targets)
    words: list[Block] = [cell(proposal.text or say("Its words were taken out."), bold=proposal.main)]
    if proposal.main:
        words.insert(0, remark(say("Main proposal")))
    if now.words:
        words.append(remark(say("\u201c{words}\u201d", words=now.words)))
    words += [remark(each) for each in _told(proposal, now)]
    sources = tuple(Source(source_id(each.key), str(each.no), each.where) for each in those if each.no)
    basis = BASES.get(proposal.basis, "")
    rests = keep(cell(basis), remark(proposal.evidence)) if proposal.evidence else basis
    return [keep(*words), rests, FIRMNESS[now.firmness], Counted(str(len(those)), sources)]


def _told(proposal: Proposal, now: Said) -> Iterator[str]:
    """Who will do it, how many were for it, and whether its words were changed."""
    if now.who and now.by:
        yield say("{who}, by {day}", who=now.who, day=as_day(now.by))
    if now.hands:
        yield hands(now)
    if proposal.edited:
        yield say("The wording was edited.")


REPORT = Report(section, tables=tables, columns=COLUMNS)
