"""The themes of a programme in documents: how many comments each has, and how far suggestions were used."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.looks.blocks import Block, Column, Heading, Table, TableRow, cell, keep, remark
from facilitator.model.programme import Programme
from facilitator.model.record import day
from facilitator.model.say import as_day, say
from facilitator.model.suppression import Decision
from facilitator.programme.aspect import Report
from facilitator.programme.comments import Comment, of_programme
from facilitator.programme.themes import report_groups
from facilitator.programme.themes.codes import codebook, taken
from facilitator.programme.themes.counts import NOWHERE, OPEN, Counts, beside, counted, raised, unnamed
from facilitator.programme.themes.offering import suggested
from facilitator.programme.themes.report_groups import figure
from facilitator.programme.themes.report_second import second
from facilitator.programme.themes.report_trail import behind
from facilitator.programme.themes.rules import State, Theme
from facilitator.programme.themes.tables import COLUMNS, about, tables

_MOST = 10
"""So many themes stand beside each other; of more there is no table by workshop."""


def section(programme: Programme, decision: Decision) -> list[Block]:
    """Every theme with what is in it and how many comments it fits best, by workshop and by partner group; nothing
    where there is no theme.
    """
    state: State = programme.aspects["themes"]
    if not state.themes:
        return []
    made = counted(programme, decision.least)
    return [
        Heading(say("What the comments are about"), 3),
        _themes(programme, state, made),
        remark(_sorted(len(made.comments), sum(len(made.of(theme)) for theme in made.themes))),
        *map(remark, beside(made)),
        *_used(programme, state),
        *second(state),
        *_by_workshop(made),
        *report_groups.by_group(state, made, decision),
    ]


def _themes(programme: Programme, state: State, made: Counts) -> Table:
    """A row a theme, and where the other comments are, so that all of them are there."""
    further: dict[str, list[Comment]] = {}
    for each in made.comments:
        for coding in state.of(each.key).further:
            further.setdefault(coding.theme, []).append(each)
    rows: list[TableRow] = [
        [
            str(number),
            keep(*_told(theme)),
            figure(made, made.of(theme.id)),
            figure(made, further.get(theme.id, [])),
            *(_on(day) for day in raised(programme, made.of(theme.id))),
        ]
        for number, theme in enumerate(state.themes.values(), 1)
    ]
    rest = {which: figure(made, made.of(which)) for which in (NOWHERE, OPEN)}
    rows.append(["", say("Could not be placed"), rest[NOWHERE], "", "", ""])
    rows.append(["", cell(say("Sorted"), bold=True), figure(made, made.sorted()), "", "", ""])
    rows.append(["", say("Not sorted yet"), rest[OPEN], "", "", ""])
    rows.append(["", say("Every comment"), figure(made, made.comments), "", "", ""])
    columns = [
        Column(say("no."), 0.3, "number"),
        Column(say("theme, and what is in it"), 2.6),
        Column(say("best match"), 0.7, "number"),
        Column(say("also"), 0.5, "number"),
        Column(say("first raised"), 1.25, "small"),
        Column(say("last raised"), 1.25, "small"),
    ]
    return Table(rows, columns, total=True)


def _on(day: str) -> str:
    return say("{day}", day=as_day(day)) if day else ""


def _by_workshop(made: Counts) -> Iterator[Block]:
    """A row a workshop; each comment is in one of its columns, which are called by the numbers of the themes."""
    if len(made.workshops) < 2 or len(made.themes) > _MOST:
        return
    whole = [*made.themes, NOWHERE]
    rows: list[TableRow] = [
        [
            keep(cell(workshop.info.title), remark(_on(day(workshop)))),
            *(figure(made, made.of(theme, workshop.id)) for theme in whole),
            figure(made, made.sorted(workshop.id)),
            figure(made, made.of(OPEN, workshop.id)),
            figure(made, made.within(workshop.id)),
        ]
        for workshop in made.workshops
    ]
    last = (made.sorted(), made.of(OPEN), made.comments)
    every = [figure(made, those) for those in (*(made.of(theme) for theme in whole), *last)]
    rows.append([say("All workshops"), *every])
    columns = [Column(say("best match, by workshop"), 2.4)]
    columns += [Column(str(number), 0.5, "number") for number in range(1, len(made.themes) + 1)]
    columns += [Column(label, 0.7, "number") for label in (say("none"), say("sorted"), say("to do"), say("all"))]
    yield Heading(say("By workshop"), 3)
    yield Table(rows, columns, total=True)
    yield remark(say("The numbers over the columns are those of the themes. These are comments, not people: one person "
                     "may have written several."))  # fmt: skip


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


REPORT = Report(section, suggested, about, tables, COLUMNS, unnamed, behind, codebook, taken)
