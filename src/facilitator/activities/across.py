"""What an activity says of several workshops of a programme together: figures of all its stages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facilitator.looks.blocks import Block
from facilitator.model.suppression import Decision, Key, Table
from facilitator.model.workshop import Workshop


def nothing(workshops: Sequence[Workshop]) -> list[Any]:
    """Of an activity whose figures are those of one workshop each."""
    return []


def no_blocks(workshops: Sequence[Workshop], decision: Decision) -> list[Block]:
    """Of one that has nothing to say of several together."""
    return []


def no_rows(workshops: Sequence[Workshop], decision: Decision) -> Mapping[str, list[dict[str, Any]]]:
    """Of one that tells nothing of several together."""
    return {}


@dataclass(frozen=True, slots=True)
class Across:
    """Functions of all workshops of a programme, in the order of their days.

    `published` are the figures by partner group that any part of it may show (see `model/suppression`); `instead` the
    keys of figures of single workshops that are not told there, since what is told here would tell them apart.
    `section` is blocks, none where there is nothing to say; `rows` go into the activity's own tables, after those of
    the workshops, and name the workshops that they are of. `overall` is what only the overall summary says.
    """

    published: Callable[[Sequence[Workshop]], list[Table]] = nothing
    instead: Callable[[Sequence[Workshop]], Collection[Key]] = nothing
    section: Callable[[Sequence[Workshop], Decision], list[Block]] = no_blocks
    rows: Callable[[Sequence[Workshop], Decision], Mapping[str, list[dict[str, Any]]]] = no_rows
    overall: Callable[[Sequence[Workshop], Decision], list[Block]] = no_blocks


def both(one: Across, other: Across) -> Across:
    """What two parts of an activity say, one after the other."""

    def rows(workshops: Sequence[Workshop], decision: Decision) -> Mapping[str, list[dict[str, Any]]]:
        return {**one.rows(workshops, decision), **other.rows(workshops, decision)}

    return Across(
        lambda workshops: [*one.published(workshops), *other.published(workshops)],
        lambda workshops: [*one.instead(workshops), *other.instead(workshops)],
        lambda workshops, decision: [*one.section(workshops, decision), *other.section(workshops, decision)],
        rows,
        lambda workshops, decision: [*one.overall(workshops, decision), *other.overall(workshops, decision)],
    )
