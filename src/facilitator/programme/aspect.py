"""What an aspect says of itself, in its `__init__.py`, without any toolkit; and what its `report.py` has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facilitator.looks.blocks import Block
from facilitator.model.entry import Draft
from facilitator.model.kinds import Kind
from facilitator.model.people import Groups
from facilitator.model.programme import Programme
from facilitator.model.suppression import Decision, Table
from facilitator.model.workshop import Workshop
from facilitator.programme.codebook import Code, Taking


def nothing(programme: Programme) -> Sequence[Table]:
    """Of an aspect that shows no figures by partner group."""
    return ()


Key = Callable[[str], str]
"""The key in the log of something that a sample says, by the id that it has there."""


def nothing_planned(said: Mapping[str, Any]) -> list[Draft]:
    """Of an aspect of which a sample says nothing before its workshops are held."""
    return []


def nothing_made(said: Mapping[str, Any], key: Key) -> list[Draft]:
    """Of one of which it says nothing afterwards."""
    return []


@dataclass(frozen=True, slots=True)
class Subject:
    """A theme as every aspect knows it: its id, its name, and the ids of those that became part of it."""

    id: str
    name: str
    also: frozenset[str] = frozenset()


def no_subjects(programme: Programme) -> Sequence[Subject]:
    """Of an aspect that has no themes."""
    return ()


def no_groups(programme: Programme) -> Groups:
    """Of an aspect that has no partner groups."""
    return Groups()


@dataclass(frozen=True, slots=True)
class Aspect:
    """The kinds of entry that an aspect folds, with what follows from each: which of its words can be erased.

    `place` is the place of the window in which its desk stands, `title` what it is called there. `published` are the
    figures by partner group that any part of it may show (see `model/suppression`). `planned` is what a sample of a
    whole programme (`said`, its file) has entered before its workshops are held, and `made` what after them.
    `subjects` are the themes, and `groups` the partner groups, that the other aspects speak of.
    """

    kinds: tuple[Kind, ...]
    place: str = "programme"
    title: str = ""
    published: Callable[[Programme], Sequence[Table]] = nothing
    planned: Callable[[Mapping[str, Any]], list[Draft]] = nothing_planned
    made: Callable[[Mapping[str, Any], Key], list[Draft]] = nothing_made
    subjects: Callable[[Programme], Sequence[Subject]] = no_subjects
    groups: Callable[[Programme], Groups] = no_groups


def nothing_suggested(programme: Programme, workshop: str, many: int) -> list[dict[str, Any]]:
    """Of an aspect that suggests nothing."""
    return []


def nothing_about(programme: Programme, key: str) -> Sequence[str]:
    """Of an aspect that says nothing about single comments."""
    return ()


def no_tables(programme: Programme, decision: Decision) -> Mapping[str, list[dict[str, Any]]]:
    """Of an aspect that adds no tables to the records."""
    return {}


def nothing_said(programme: Programme, decision: Decision) -> list[Block]:
    """Of an aspect that has nothing to say in a document."""
    return []


def no_codes(programme: Programme) -> Sequence[Code]:
    """Of an aspect that is no codebook."""
    return ()


def takes_none(programme: Programme, codes: Sequence[Code]) -> Taking:
    """Of an aspect that takes no codebook in."""
    return Taking()


def nothing_behind(programme: Programme, workshop: Workshop, decision: Decision) -> list[Block]:
    """Of an aspect whose figures are counted from nothing that can be read."""
    return []


def any_group(programme: Programme, workshop: Workshop, decision: Decision) -> Collection[str]:
    """Of an aspect from which nobody can find out a number that may not be told."""
    return ()


@dataclass(frozen=True, slots=True)
class Report:
    """`report.py` has one, its `REPORT`: what an aspect adds to documents and records, and what it suggests.

    `section` is blocks, none where there is nothing to say, with what the decision lets be told. `suggested` are themes
    for the comments of one workshop, or "" for all, at most so many, or 0 for as many as fit: `name`, `terms`,
    `example` and the ids of the `comments` of each. `about` says what the comment of that key is about, the best match
    first. `tables` are the aspect's own tables in the records of the whole programme, `columns` their columns.
    `overall` is what only the overall summary says, `parts` what stands in other documents, by the name by which they
    ask for it. `behind` is what the figures of its section were counted from, for the document of one workshop.
    `unnamed` are the keys of a workshop's comments beside which no partner group may stand. `codebook` is what it has
    of codes, and `takes` what one from elsewhere would bring.
    """

    section: Callable[[Programme, Decision], list[Block]] = nothing_said
    suggested: Callable[[Programme, str, int], list[dict[str, Any]]] = nothing_suggested
    about: Callable[[Programme, str], Sequence[str]] = nothing_about
    tables: Callable[[Programme, Decision], Mapping[str, list[dict[str, Any]]]] = no_tables
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unnamed: Callable[[Programme, Workshop, Decision], Collection[str]] = any_group
    behind: Callable[[Programme, Workshop, Decision], list[Block]] = nothing_behind
    codebook: Callable[[Programme], Sequence[Code]] = no_codes
    takes: Callable[[Programme, Sequence[Code]], Taking] = takes_none
    overall: Callable[[Programme, Decision], list[Block]] = nothing_said
    parts: Mapping[str, Callable[[Programme, Decision], list[Block]]] = field(default_factory=dict)
