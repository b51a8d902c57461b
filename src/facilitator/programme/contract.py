"""What an aspect of a programme is: a folder with what spans its workshops. To add one: its folder, its name here.

`__init__.py` has its `ASPECT`, without any toolkit: its kinds of entry, and which words of each can be erased.
`rules.py` has the functions of `facilitator.model.programme.AspectRules`; it folds the entries that belong to no
workshop, which are undone, exported and taken in as a workshop's are. `desk.py` has the `Desk`, whose shape stands in
`facilitator.programme.desks`, and which only the window loads; `report.py` has its `REPORT`: what is said of it in
documents and records.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

from facilitator.activities import contract
from facilitator.looks.blocks import Block
from facilitator.model.kinds import COMMON, Kind
from facilitator.model.people import Groups
from facilitator.model.programme import AspectRules, Programme
from facilitator.model.suppression import Decision
from facilitator.model.workshop import Workshop
from facilitator.programme.aspect import Aspect, Report, Subject
from facilitator.programme.codebook import Code, Taking

ASPECTS = ("facts", "themes", "events", "proposals", "plan", "delivery")
"""Every aspect there is, in one place."""


@cache
def aspect(name: str) -> Aspect:
    """What an aspect says of itself. Raises KeyError for an unknown one."""
    if name not in ASPECTS:
        raise KeyError(name)
    return cast(Aspect, importlib.import_module(f"facilitator.programme.{name}").ASPECT)


@cache
def _kinds() -> Mapping[str, Kind]:
    return {**COMMON, **{kind.name: kind for name in ASPECTS for kind in aspect(name).kinds}}


def kind_of(name: str) -> Kind:
    """A kind of entry that belongs to no workshop, by its name."""
    return _kinds().get(name) or contract.UNKNOWN


def rules(name: str) -> AspectRules:
    """The rules of an aspect, imported only now. Raises KeyError for an unknown one."""
    if name not in ASPECTS:
        raise KeyError(name)
    return cast(AspectRules, importlib.import_module(f"facilitator.programme.{name}.rules"))


def report(name: str) -> Report:
    """What an aspect adds to documents and records. Raises KeyError for an unknown one."""
    if name not in ASPECTS:
        raise KeyError(name)
    return cast(Report, importlib.import_module(f"facilitator.programme.{name}.report").REPORT)


def sections(programme: Programme, decision: Decision) -> list[Block]:
    """What every aspect says in a document, as far as it may be told; nothing where nothing was filled in."""
    return [block for name in ASPECTS for block in report(name).section(programme, decision)]


def overall(programme: Programme, decision: Decision) -> list[Block]:
    """What every aspect adds to the overall summary alone."""
    return [block for name in ASPECTS for block in report(name).overall(programme, decision)]


def part(name: str, programme: Programme, decision: Decision) -> list[Block]:
    """What the aspects say in the part of a document that has that name."""
    found = (report(each).parts.get(name) for each in ASPECTS)
    return [block for made in found if made for block in made(programme, decision)]


def behind(programme: Programme, workshop: Workshop, decision: Decision) -> list[Block]:
    """What the figures of the sections were counted from, for the document of one workshop."""
    return [block for name in ASPECTS for block in report(name).behind(programme, workshop, decision)]


def tables(programme: Programme, decision: Decision) -> dict[str, tuple[Sequence[str], list[dict[str, Any]]]]:
    """The programme's own tables in the records, `(columns, rows)` by name, of every aspect that has any."""
    return {
        table: (report(name).columns[table], rows)
        for name in ASPECTS
        for table, rows in report(name).tables(programme, decision).items()
    }


def about(programme: Programme, key: str) -> list[str]:
    """What the comment of that key is about: the names of its themes, the best match first."""
    return [words for name in ASPECTS for words in report(name).about(programme, key)]


def subjects(programme: Programme) -> list[Subject]:
    """The themes of a programme in their order, for whatever is said of them."""
    return [each for name in ASPECTS for each in aspect(name).subjects(programme)]


def groups(programme: Programme) -> Groups:
    """The partner groups of a programme; without any of its own those of its newest workshop that has some."""
    of_workshops = (each.groups for each in reversed(programme.workshops.values()))
    every = (*(aspect(name).groups(programme) for name in ASPECTS), *of_workshops)
    return next((found for found in every if found), Groups())


def unnamed(programme: Programme, workshop: Workshop, decision: Decision) -> frozenset[str]:
    """The keys of the workshop's comments beside which no partner group may stand, lest they be counted."""
    return frozenset(key for name in ASPECTS for key in report(name).unnamed(programme, workshop, decision))


def suggested(programme: Programme, workshop: str, many: int) -> list[dict[str, Any]]:
    """What every aspect suggests for the comments of one workshop ("" for all); see `Report.suggested`."""
    return [each for name in ASPECTS for each in report(name).suggested(programme, workshop, many)]


def codebook(programme: Programme) -> list[Code]:
    """The codes of a programme."""
    return [code for name in ASPECTS for code in report(name).codebook(programme)]


def taken(programme: Programme, codes: Sequence[Code]) -> Taking:
    """What a codebook from elsewhere would bring to a programme, of the first aspect that says anything of it."""
    every = [report(name).takes(programme, codes) for name in ASPECTS]
    return next((each for each in every if each != Taking()), Taking())


def empty() -> Programme:
    """A programme before its first entry, that knows every activity and every aspect."""
    return Programme(contract.rules, {name: rules(name) for name in ASPECTS})
