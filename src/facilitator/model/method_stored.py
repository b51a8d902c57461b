"""A method as a log holds it. Whatever stands there, reading it never raises: what is no such value is as usual."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from facilitator.model.clock import LONGEST_MINUTES, PROFILES
from facilitator.model.method import Choice, Field, Method, Preset, Stage
from facilitator.model.method_file import ANONYMITY, GROUPING, SCREENS, VISIBILITY
from facilitator.model.packed import filled, listed, named, text, texts, whole

_MOST = 1_000_000

T = TypeVar("T")
Read = Callable[[object], Any]


def read_method(data: object) -> Method | None:
    """The method that `Method.to_dict` wrote, of this or an earlier release; None where it is no method with stages.

    Its stages are those that have an id, a title and an activity, the first of each id.
    """
    return _made(Method, data, _METHOD, ("key", "title", "purpose", "credit", "stages"))


def changed_stage(stage: Stage, changes: Mapping[str, Any]) -> Stage:
    """A stage with other facts, those that can be read; which activity it is, and where it stands, does not change."""
    fixed = ("id", "activity", "feeds", "continues")
    return replace(stage, **{name: value for name, value in _said(changes, _STAGE).items() if name not in fixed})


def _said(given: Mapping[str, Any], reads: Mapping[str, Read]) -> dict[str, Any]:
    """What can be read of what is given, by name."""
    found = {name: read(given[name]) for name, read in reads.items() if name in given}
    return {name: value for name, value in found.items() if value is not None}


def _made(cls: type[T], data: object, reads: Mapping[str, Read], needed: Collection[str]) -> T | None:
    """The value of a dataclass, of what can be read; None where something that it cannot do without is missing."""
    said = _said(data, reads) if isinstance(data, Mapping) else {}
    return cls(**said) if all(name in said for name in needed) else None


def _each(cls: type[T], reads: Mapping[str, Read], needed: Collection[str]) -> Read:
    def read(value: object) -> tuple[T, ...]:
        made = (_made(cls, each, reads, needed) for each in listed(value) or ())
        return tuple(found for found in made if found is not None)

    return read


def _one_of(allowed: Collection[str]) -> Read:
    return lambda value: value if isinstance(value, str) and value in allowed else None


def _whole(most: int = _MOST) -> Read:
    return lambda value: found if (found := whole(value)) is not None and 0 <= found <= most else None


def _yes_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _stages(value: object) -> tuple[Stage, ...] | None:
    """The stages, each with an id of its own; None where there is none."""
    found: dict[str, Stage] = {}
    for stage in _each(Stage, _STAGE, ("id", "title", "activity"))(value):
        found.setdefault(stage.id, stage)
    return tuple(found.values()) or None


def _words_of(value: object) -> dict[str, dict[str, str]] | None:
    tables = {str(name): named(table) or {} for name, table in (named(value) or {}).items()}
    return {name: {one: str(other) for one, other in table.items()} for name, table in tables.items()} or None


def _tables(value: object) -> dict[str, dict[str, Any]]:
    return {name: dict(table) for name, table in (named(value) or {}).items() if isinstance(table, Mapping)}


def _minutes(value: object) -> dict[str, int]:
    read = _whole(LONGEST_MINUTES)
    return {name: found for name, each in (named(value) or {}).items() if (found := read(each)) is not None}


def _all(read: Read, names: str) -> dict[str, Read]:
    return dict.fromkeys(names.split(), read)


_CHOICE = _all(text, "value label symbol")
_FIELD = {
    **_all(text, "id label kind"),
    **_all(_yes_no, "required columns"),
    "choices": _each(Choice, _CHOICE, ("value", "label")),
    "who": _one_of(("all", "host")),
}
_STAGE = {
    **_all(text, "id title activity goal prompt example hint continues level"),
    **_all(_whole(LONGEST_MINUTES), "minutes minutes_min minutes_max"),
    **_all(_whole(), "priority limit"),
    **_all(filled, "script host_script questions"),
    **_all(texts, "feeds"),
    "timer": _one_of(PROFILES),
    "fields": _each(Field, _FIELD, ("id", "label")),
    "screen": _one_of(SCREENS),
    "visibility": _one_of(VISIBILITY),
    "anonymity": _one_of(ANONYMITY),
    "grouping": _one_of(GROUPING),
    "decides": _yes_no,
    "options": named,
}
_PRESET = {"key": text, "title": text, "stages": texts, "minutes": _minutes, "options": _tables}
_METHOD = {
    **_all(text, "key title purpose credit summary object"),
    **_all(_whole(), "people_min people_max"),
    **_all(texts, "aims prepare"),
    "stages": _stages,
    "presets": _each(Preset, _PRESET, ("key", "title", "stages")),
    "other": _words_of,
}
