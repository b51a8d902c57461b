"""The themes of a programme in documents: how many comments each has, and how far suggestions were used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from facilitator.looks.blocks import Block, Column, Heading, Table, TableRow, cell, keep, remark
from facilitator.model.programme import Programme
from facilitator.model.say import say
from facilitator.model.suppression import Decision
from facilitator.programme.aspect import Report
from facilitator.programme.comments import of_programme
from facilitator.programme.themes.counts import unnamed
from facilitator.programme.themes.offering import suggested
from facilitator.programme.themes.rules import State, Theme
from facilitator.programme.themes.tables import COLUMNS, about, tables


def section(programme: Programme, decision: Decision) -> list[Block]:
    """Every theme with what is in it and how many comments it fits best; nothing where there is no theme."""
    state: State = programme.aspects["themes"]
    if not state.themes:
        return []
    codes = [state.of(each.key) for each in of_programme(programme)]
    best, further = Counter(each.theme for each in codes), Counter(f.theme for each in codes for f in each.further)
    rows: list[TableRow] = [
        [str(number), keep(*_told(theme)), str(best[theme.id]), str(further[theme.id])]
        for number, theme in enumerate(state.themes.values(), 1)
    ]
    columns = [
        Column(say("no."), 0.3, "number"),
        Column(say("theme, and what is in it"), 3.0),
        Column(say("best match"), 0.7, "number"),
        Column(say("also"), 0.5, "number"),
    ]
    done = sum(each.primary is not None for each in codes)
    nowhere = sum(each.unplaced is not None for each in codes)
    return [
        Heading(say("What the comments are about"), 3),
        Table(rows, columns),
        remark(_sorted(len(codes), done)),
        *([remark(_nowhere(nowhere))] if nowhere else []),
        *([remark(_left(left))] if (left := len(codes) - done - nowhere) else []),
        *_used(programme, state),
    ]


def _told(theme: Theme) -> Iterator[Block]:
    yield cell(theme.name or say("A theme without a name"), bold=True)
    if theme.inside:
        yield cell(theme.inside)
    if theme.outside:
        yield cell(theme.outside, say("Not in it:"))


def _sorted(n: int, done: int) -> str:
    return say(
        "{done} of {n} comment has a best match. A comment that was taken back is not counted.",
        "{done} of {n} comments have a best match. A comment that was taken back is not counted.",
        n=n,
        done=done,
    )


def _nowhere(n: int) -> str:
    return say("{n} comment could not be placed.", "{n} comments could not be placed.", n=n)


def _left(n: int) -> str:
    return say("{n} comment is not sorted yet.", "{n} comments are not sorted yet.", n=n)


def _used(programme: Programme, state: State) -> Iterator[Block]:
    """How often a suggestion that was shown was kept, of what stands now."""
    every = [state.of(each.key) for each in of_programme(programme)]
    shown = [coding for each in every if (coding := each.primary or each.unplaced) and coding.offered]
    if shown:
        kept = sum(coding.kept for coding in shown)
        told = say(
            "The program suggested a theme for {n} of them, and it was kept {kept} times.",
            "The program suggested a theme for {n} of them, and it was kept {kept} times.",
            n=len(shown),
            kept=kept,
        )
        yield remark(told)


REPORT = Report(section, suggested, about, tables, COLUMNS, unnamed)
