"""What an aspect of a programme is: a folder with what spans its workshops. To add one: its folder, its name here.

`__init__.py` has its `ASPECT`, without any toolkit: its kinds of entry, and which words of each can be erased.
`rules.py` has the functions of `facilitator.model.programme.AspectRules`; it folds the entries that belong to no
workshop, which are undone, exported and taken in as a workshop's are. `desk.py` has the `Desk`, whose shape stands in
`facilitator.programme.desks`, and which only the window loads; `report.py` has what a document says of it.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cache
from typing import cast

from facilitator.activities import contract
from facilitator.looks.blocks import Block
from facilitator.model.kinds import COMMON, Kind
from facilitator.model.programme import AspectRules, Programme
from facilitator.programme.aspect import Aspect

ASPECTS = ("facts",)
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


def sections(programme: Programme) -> list[Block]:
    """What every aspect says in a document; nothing where nothing was filled in."""
    reports = ((name, importlib.import_module(f"facilitator.programme.{name}.report")) for name in ASPECTS)
    return [block for name, each in reports for block in each.section(programme.aspects[name], programme.title)]


def empty() -> Programme:
    """A programme before its first entry, that knows every activity and every aspect."""
    return Programme(contract.rules, {name: rules(name) for name in ASPECTS})
