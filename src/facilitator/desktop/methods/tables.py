"""Changes to the tables of a method file: names, and the order of its stages, with what points from one to another."""

from __future__ import annotations

import re
from typing import Any

from facilitator.desktop.methods.stage import NEW
from facilitator.looks.qt.forms import Table, texts

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_KEPT_EMPTY = ("key", "title", "purpose", "credit", "id", "goal")
_EMPTY: tuple[Any, ...] = ("", [], {}, False)


def stages(table: Table) -> list[Table]:
    """The stages as they stand, whatever else is in the file."""
    found = table.get("stages")
    return [stage for stage in found if isinstance(stage, dict)] if isinstance(found, list) else []


def edit(table: Table, names: Table) -> None:
    """Set names of a table; one that becomes empty goes, unless it is needed."""
    for name, value in names.items():
        if value in _EMPTY and name not in _KEPT_EMPTY:
            table.pop(name, None)
        else:
            table[name] = value


def edit_stage(table: Table, at: int, names: Table) -> None:
    """Set names of a stage; what points to it follows a new id, and an empty id is not taken."""
    stage = stages(table)[at]
    names = {name: value for name, value in names.items() if name != "id" or value}
    old, new = str(stage.get("id", "")), str(names.get("id", stage.get("id", "")))
    edit(stage, names)
    if new and new != old:
        _point(table, old, new)


def add(table: Table, at: int) -> None:
    """Put a new stage there."""
    known = {str(stage.get("id")) for stage in stages(table)}
    name = next(name for n in range(1, 1000) if (name := f"stage-{n}") not in known)
    table.setdefault("stages", []).insert(at, {"id": name, **NEW})


def move(table: Table, at: int, to: int) -> None:
    """Move a stage to another place."""
    found = table["stages"]
    found.insert(to, found.pop(at))


def remove(table: Table, at: int) -> None:
    """Take a stage out, and what points to it."""
    gone = table["stages"].pop(at)
    _point(table, str(gone.get("id", "")), "")


def _point(table: Table, old: str, new: str) -> None:
    """Let what points to the stage `old` point to `new`, or to nothing."""
    for stage in stages(table):
        if isinstance(stage.get("feeds"), list):
            edit(stage, {"feeds": _renamed(texts(stage["feeds"]), old, new)})
        if stage.get("continues") == old:
            edit(stage, {"continues": new})
    presets = [preset for preset in table.get("presets", []) if isinstance(preset, dict)]
    for preset in presets:
        preset["stages"] = _renamed(texts(preset.get("stages")), old, new)
        for name in ("minutes", "options"):
            if isinstance(inner := preset.get(name), dict) and old in inner:
                preset[name] = {new if key == old else key: value for key, value in inner.items() if new or key != old}
    if presets:
        edit(table, {"presets": [preset for preset in presets if preset["stages"]]})


def _renamed(names: list[str], old: str, new: str) -> list[str]:
    return [new if name == old else name for name in names if new or name != old]


def line_in(sentence: str, usual: int) -> int:
    """The line (from 0) that a sentence about the text itself names; else the usual one."""
    found = _AT_LINE.search(sentence)
    return int(found[1]) - 1 if found else usual
