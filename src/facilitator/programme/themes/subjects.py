"""The themes as the other aspects of a programme know them."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.model.programme import Programme
from facilitator.programme.aspect import Subject
from facilitator.programme.themes.rules import State


def subjects(programme: Programme) -> list[Subject]:
    """Every theme in its order, with those that were merged into it, directly or by way of others."""
    state: State = programme.aspects["themes"]
    became: dict[str, set[str]] = {}
    for gone in state.into:
        became.setdefault(_at_last(state.into, gone), set()).add(gone)
    return [Subject(each.id, each.name, frozenset(became.get(each.id, ()))) for each in state.themes.values()]


def _at_last(into: Mapping[str, str], theme: str) -> str:
    """The theme that it is part of now, as far as there is one; a circle, which no rule makes, ends where it began."""
    seen = {theme}
    while (following := into.get(theme, "")) and following not in seen:
        theme = following
        seen.add(theme)
    return theme
