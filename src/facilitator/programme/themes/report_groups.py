"""The comments of each theme by partner group, as far as they may be told; and a figure with the comments behind it."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.activities.paper import source_id
from facilitator.looks.blocks import Band, Block, Cell, Column, Counted, Heading, Source, Table, TableRow, remark
from facilitator.model.say import Listed, say
from facilitator.model.suppression import Decision
from facilitator.programme.comments import Comment
from facilitator.programme.themes.counts import EVERYWHERE, Counts
from facilitator.programme.themes.rules import State, Theme

DASH = "\u2013"
"""Stands for a number that may not be told."""


def figure(made: Counts, those: Sequence[Comment]) -> Cell:
    """How many they are, with the comments behind it. The answers on forms stand together: they have no number."""
    where = {each.id: each.info.title for each in made.workshops} if len(made.workshops) > 1 else {}
    numbered = sorted((each for each in those if each.no), key=lambda each: (list(where).index(each.workshop), each.no)
                      if where else (0, each.no))  # fmt: skip
    sources = [Source(source_id(each.key), str(each.no), where.get(each.workshop, "")) for each in numbered]
    if n := len(those) - len(numbered):
        words = say("{n} answer on a form, without a number", "{n} answers on forms, without a number", n=n)
        sources.append(Source("", words))
    return Counted(str(len(those)), tuple(sources))


def by_group(state: State, made: Counts, decision: Decision) -> list[Block]:
    """A row a theme, or of several workshops for each theme a row a workshop, with a column a group."""
    if not made.groups:
        return []
    rows: list[TableRow] = []
    for theme in state.themes.values():
        name = theme.name or say("A theme without a name")
        if len(made.workshops) < 2:
            rows.append([name, *_row(made, decision, theme, made.workshops[0].id)])
            continue
        rows.append(Band(name))
        there = [each for each in made.workshops if made.of(theme.id, each.id)]
        rows += [[each.info.title, *_row(made, decision, theme, each.id)] for each in there]
        rows.append([say("All workshops"), *_row(made, decision, theme, EVERYWHERE)])
    columns = [Column(say("best match, by partner group"), 2.4), Column(say("all"), 0.6, "number")]
    columns += [Column(group.short, 0.7, "number") for group in made.groups.values()]
    found: list[Block] = [Heading(say("By partner group"), 3), Table(rows, columns)]
    names = [
        say("{short}: {label}", short=group.short, label=group.label)
        for group in made.groups.values()
        if group.short != group.label
    ]
    if names:
        found.append(remark(say("{groups}.", groups=Listed(tuple(names), ";"))))
    found.append(remark(say("A comment of which no group is known is counted under all.")))
    if any(DASH in row for row in rows if not isinstance(row, Band)):
        found.append(remark(say(
            "A dash stands for fewer than {n} comment of a group, or a group of fewer people, and for a number that "
            "would tell such a one by subtraction.",
            "A dash stands for fewer than {n} comments of a group, or a group of fewer people, and for a number that "
            "would tell such a one by subtraction.",
            n=decision.least,
        )))  # fmt: skip
    if made.alone:
        found.append(remark(say("A workshop in which one group said everything is not told by group.")))
    return found


def _row(made: Counts, decision: Decision, theme: Theme, where: str) -> list[Cell]:
    """Everybody's comments, then each group's; those of all workshops are opened only where each is told by itself."""
    found: list[Cell] = [figure(made, made.of(theme.id, where))]
    for group in made.groups:
        told = made.told(decision, theme.id, where, group)
        opens = where != EVERYWHERE or all(
            made.told(decision, theme.id, each.id, group) is not None
            for each in made.workshops
            if made.of(theme.id, each.id, group)
        )
        shown = "" if told is None else figure(made, told) if opens else str(len(told))
        found.append(DASH if told is None and made.kept_back(where, group) else shown)
    return found
