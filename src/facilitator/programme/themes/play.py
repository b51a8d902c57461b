"""The themes of a sample of a whole programme, and how its comments are sorted into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from facilitator.model.entry import Draft
from facilitator.programme.aspect import Key
from facilitator.programme.themes.bodies import Coded, CoderTold, ThemeTold, Unplaced


def made(said: Mapping[str, Any], key: Key) -> list[Draft]:
    """The themes, who sorts, and comment after comment where it belongs."""
    coder = said["themes"]["coder"]
    themes = [ThemeTold.read(each).draft("") for each in said["themes"]["themes"]]
    each = (one for workshop in said["workshops"] for one in workshop["play"]["comments"])
    sorted_in = (draft for one in each for draft in _sorted(one, key(one["id"]), coder["id"]))
    return [*themes, CoderTold(coder["id"], coder["name"]).draft(""), *sorted_in]


def _sorted(one: Mapping[str, Any], target: str, by: str) -> Iterator[Draft]:
    """What is said of one comment; nothing of one that was taken back."""
    if one.get("status") == "withdrawn":
        return
    if theme := one.get("theme"):
        yield Coded((target,), theme, by=by).draft("")
    else:
        yield Unplaced((target,), by).draft("")
    if further := one.get("further"):
        yield Coded((target,), further, further=True, by=by).draft("")
