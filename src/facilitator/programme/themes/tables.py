"""The themes of a programme in the records for others: how many comments each has, and what each comment is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from facilitator.model.entry import iso
from facilitator.model.programme import Programme
from facilitator.model.suppression import Decision
from facilitator.programme.comments import by_number
from facilitator.programme.themes import counts
from facilitator.programme.themes.counts import EVERYWHERE, NOWHERE, OPEN, counted
from facilitator.programme.themes.rules import Coding, State

Row = dict[str, Any]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "themes": ("theme", "definition", "workshop", "group", "n", "shown", "first_raised", "last_raised"),
    "codings": ("comment_id", "theme", "primary", "coder", "at", "suggested"),
}
"""The tables with their columns, as the outside is promised them."""
_NO_THEME = {NOWHERE: "could not be placed", OPEN: "not sorted yet"}


def tables(programme: Programme, decision: Decision) -> dict[str, list[Row]]:
    """`themes` and `codings`; neither where there is no theme."""
    state: State = programme.aspects["themes"]
    if not state.themes:
        return {}
    return {"themes": list(_themes(programme, state, decision)), "codings": list(_codings(programme, state))}


def _themes(programme: Programme, state: State, decision: Decision) -> Iterator[Row]:
    """For each theme all its comments, then those of each workshop, by group after that; what has no theme comes last.

    A row without a workshop is of all of them, one without a group of everybody.
    """
    made = counted(programme, decision.least)
    places = [("", EVERYWHERE), *((title, where) for where, title in counts.titles(made))]
    for theme in (*made.themes, NOWHERE, OPEN):
        known = state.themes.get(theme)
        told = (known.name, known.inside) if known else ("", _NO_THEME[theme])
        for title, where in places:
            head = {"theme": told[0], "definition": told[1], "workshop": title}
            yield {**head, "group": "", **_figures(programme, made.of(theme, where))}
            for name, group in made.groups.items() if known else ():
                if made.wrote(where, name):
                    shown = made.told(decision, theme, where, name)
                    yield {**head, "group": group.label, **_figures(programme, shown)}


def _figures(programme: Programme, those: counts.Comments | None) -> Row:
    if those is None:
        return {"n": "", "shown": False, "first_raised": "", "last_raised": ""}
    first, last = counts.raised(programme, those)
    return {"n": len(those), "shown": True, "first_raised": first, "last_raised": last}


def _codings(programme: Programme, state: State) -> Iterator[Row]:
    """A row a comment and theme, the best match first; without a theme where somebody found none that fits.

    What was written on a form has no number: the answers of one form could be joined by it.
    """
    for comment in by_number(programme):
        codes = state.of(comment.key)
        for coding in filter(None, (codes.primary, *codes.further, codes.unplaced)):
            yield {"comment_id": comment.no or "", **_coding(state, coding, coding is codes.primary)}


def _coding(state: State, coding: Coding, primary: bool) -> Row:
    theme = state.themes.get(coding.theme)
    return {
        "theme": theme.name if theme else "",
        "primary": primary if theme else "",
        "coder": state.coders.get(coding.by, ""),
        "at": iso(coding.at),
        "suggested": coding.kept,
    }


def about(programme: Programme, key: str) -> tuple[str, ...]:
    """The names of a comment's themes by its key, the best match first."""
    state: State = programme.aspects["themes"]
    return tuple(state.themes[theme].name for theme in state.of(key).all if theme in state.themes)
