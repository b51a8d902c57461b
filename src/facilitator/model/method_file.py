"""Reads and checks a method file (TOML). Errors name the file, the stage and the field."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from facilitator.model.clock import PROFILES
from facilitator.model.method import LAST, Choice, Field, Method, Preset, Stage
from facilitator.model.options import whole
from facilitator.model.say import say
from facilitator.model.toml_file import MOST, FileError, Problem, Reader, tables_of, text_of

__all__ = ["KEY", "MethodError", "Problem", "load", "parse"]

VISIBILITY = ("private", "live", "host")
ANONYMITY = ("named", "group", "nothing")
GROUPING = ("plenary", "tables", "mixed tables", "own-group tables", "pairs", "stations")
SCREENS = ("prompt", "notes", "object", "count", "join", "nothing")
FIELD_KINDS = ("choice", "text", "date", "flag", "group", "item")
_PEOPLE = whole(1, 1_000_000)
KEY = re.compile(r"[a-z][a-z0-9-]{0,40}")


class MethodError(FileError):
    """A method file that cannot be used; `problems` says why, each in a sentence."""


def load(path: Path, activities: Collection[str]) -> Method:
    """Read and check one method file. `activities` are the kinds that exist. Raises MethodError."""
    try:
        text = text_of(path)
    except FileError as error:
        raise MethodError(error.problems) from None
    return _of_file(text, path.name, tuple(activities))


@lru_cache(maxsize=128)
def _of_file(text: str, name: str, activities: tuple[str, ...]) -> Method:
    """What a file says that says this: it is read again and again, and changes seldom."""
    return parse(text, name, activities)


def parse(text: str, name: str, activities: Collection[str]) -> Method:
    """Read and check the text of a method file called `name`. Raises MethodError with every problem found."""
    try:
        data = tables_of(text, name)
    except FileError as error:
        raise MethodError(error.problems) from None
    reader = _Reader(name, activities)
    method = reader.method(data)
    if reader.problems or method is None:
        raise MethodError(reader.problems)
    return method


class _Reader(Reader):
    """Turns the tables of a file into a Method."""

    def __init__(self, name: str, activities: Collection[str]) -> None:
        super().__init__(name)
        self.activities = activities

    def method(self, data: dict[str, Any]) -> Method | None:
        key = self.text(data, "key", needed=True)
        if key and not KEY.fullmatch(key):
            self.wrong("key", say("Must be small letters, figures and hyphens, and begin with a letter."))
        head: dict[str, Any] = {name: self.text(data, name, needed=True) for name in ("title", "purpose", "credit")}
        head |= {name: self.text(data, name) for name in ("summary", "object")}
        head |= {name: self.texts(data, name) for name in ("aims", "prepare")}
        head |= {"picture": self.text(data, "picture"), "order": self.whole(data, "order", LAST, 0, LAST)}
        if head["picture"] and not KEY.fullmatch(head["picture"]):
            self.wrong("picture", say("must be small letters, figures and hyphens, and begin with a letter."))
        people = data.pop("people", [2, 200])
        if not (isinstance(people, list) and len(people) == 2 and all(map(_PEOPLE, people)) and people[0] <= people[1]):
            self.wrong("people", say("Must be the smallest and the largest group, such as [5, 60]."))
            people = [2, 200]
        stages = self.stages(data.pop("stages", None))
        presets = self.presets(data.pop("presets", []), {s.id: s for s in stages})
        other = self.others(data)
        self.left_over(data)
        if self.problems:
            return None
        size = {"people_min": people[0], "people_max": people[1]}
        made = Method(key=key, stages=stages, presets=presets, other=other, **size, **head)
        self.check_others(other, made)
        return made

    def stages(self, data: object) -> tuple[Stage, ...]:
        if not isinstance(data, list) or not data or not all(isinstance(s, dict) for s in data):
            self.wrong("stages", say("A method needs at least one [[stages]] table."))
            return ()
        self.few("stages", data)
        found: list[Stage] = []
        for number, table in enumerate(data[:MOST], 1):
            self.stage = str(table.get("id", number))
            stage = self.one_stage(dict(table))
            earlier = [s.id for s in found]
            if stage.id in earlier:
                self.wrong("id", say("Is used by an earlier stage."))
            for fed in stage.feeds:
                if fed not in earlier:
                    self.wrong("feeds", say("'{fed}' is not an earlier stage.", fed=fed))
            if stage.continues and stage.continues not in [s.id for s in found if s.activity == stage.activity]:
                self.wrong(
                    "continues",
                    say("'{continues}' is not an earlier stage of the same activity.", continues=stage.continues),
                )
            found.append(stage)
        self.stage = ""
        return tuple(found)

    def presets(self, data: object, stages: Mapping[str, Stage]) -> tuple[Preset, ...]:
        if not isinstance(data, list) or not all(isinstance(p, dict) for p in data):
            self.wrong("presets", say("Must be [[presets]] tables."))
            return ()
        self.few("presets", data)
        found = [self.one_preset(dict(table), number, stages) for number, table in enumerate(data[:MOST], 1)]
        self.within = ""
        return tuple(found)

    def one_preset(self, data: dict[str, Any], number: int, stages: Mapping[str, Stage]) -> Preset:
        self.within = f"presets.{data.get('key', number)}."
        key, title = self.text(data, "key", needed=True), self.text(data, "title", needed=True)
        order = self.texts(data, "stages")
        minutes, options = self.table(data, "minutes"), self.table(data, "options")
        if not order:
            self.wrong("stages", say("A preset needs the ids of its stages in order."))
        for name in {*order, *minutes, *options} - set(stages):
            self.wrong("stages", say("'{name}' is not a stage of this method.", name=name))
        if not all(isinstance(m, int) and not isinstance(m, bool) and 1 <= m <= 600 for m in minutes.values()):
            self.wrong("minutes", say("Must be whole minutes by stage, such as { write = 5 }."))
        if not all(isinstance(o, dict) for o in options.values()):
            self.wrong("options", say("Must be tables by stage."))
        self.left_over(data)
        return Preset(key, title, order, minutes, options)

    def one_stage(self, data: dict[str, Any]) -> Stage:
        key = self.text(data, "id", needed=True)
        if key and (not KEY.fullmatch(key) or key == "parking"):
            self.wrong("id", say("Must be small letters, figures and hyphens, and not 'parking'."))
        words: dict[str, Any] = {
            name: self.text(data, name) for name in ("goal", "prompt", "example", "hint", "level", "continues")
        }
        words |= {name: self.texts(data, name) for name in ("script", "host_script", "questions", "feeds")}
        minutes = self.minutes(data.pop("minutes", {"default": 5, "min": 1, "max": 60}))
        options = self.table(data, "options")
        stage = Stage(
            id=key,
            title=self.text(data, "title", needed=True, limit=60),
            activity=self.one_of(data, "activity", self.activities, next(iter(self.activities))),
            minutes=minutes[0],
            minutes_min=minutes[1],
            minutes_max=minutes[2],
            priority=self.whole(data, "priority", 1, 1, 3),
            timer=self.one_of(data, "timer", PROFILES, "SOFT"),
            fields=self.fields(data.pop("fields", [])),
            limit=self.whole(data, "limit", 500, 20, 2000),
            screen=self.one_of(data, "screen", SCREENS, "notes"),
            visibility=self.one_of(data, "visibility", VISIBILITY, "live"),
            anonymity=self.one_of(data, "anonymity", ANONYMITY, "group"),
            grouping=self.one_of(data, "grouping", GROUPING, "plenary"),
            decides=self.yes_no(data, "decides"),
            options=options,
            **words,
        )
        self.left_over(data)
        return stage

    def minutes(self, data: object) -> tuple[int, int, int]:
        if isinstance(data, dict) and set(data) == {"default", "min", "max"}:
            low, usual, high = data["min"], data["default"], data["max"]
            whole = all(isinstance(m, int) and not isinstance(m, bool) for m in (low, usual, high))
            if whole and 1 <= low <= usual <= high <= 600:
                return usual, low, high
        self.wrong("minutes", say("Must be { default, min, max } in whole minutes, with min <= default <= max."))
        return 5, 1, 60

    def fields(self, data: object) -> tuple[Field, ...]:
        if not isinstance(data, list) or not all(isinstance(f, dict) for f in data):
            self.wrong("fields", say("Must be [[stages.fields]] tables."))
            return ()
        self.few("fields", data)
        found = [self.one_field(dict(table), number) for number, table in enumerate(data[:MOST], 1)]
        names = [f.id for f in found]
        for name in {n for n in names if names.count(n) > 1}:
            self.wrong(f"fields.{name}", say("Is used twice."))
        if sum(f.columns for f in found) > 1:
            self.wrong("fields", say("Only one field may have columns = true."))
        return tuple(found)

    def one_field(self, data: dict[str, Any], number: int) -> Field:
        name = data.pop("id", "")
        self.within = f"fields.{name or number}."
        if not isinstance(name, str) or not KEY.fullmatch(name.replace("_", "-")) or name in ("text", "key", "group"):
            self.wrong("id", say("Must be small letters, figures and underscores."))
            name = f"field{number}"
        kind = self.one_of(data, "kind", FIELD_KINDS, "text")
        choices = self.choices(data.pop("choices", []))
        if (kind == "choice") != bool(choices):
            self.wrong("choices", say("A choice field needs choices, and only a choice field may have them."))
        result = Field(
            id=name,
            label=self.text(data, "label", needed=True, limit=80),
            kind=kind,
            choices=choices,
            required=self.yes_no(data, "required"),
            columns=self.yes_no(data, "columns"),
            who=self.one_of(data, "who", ("all", "host"), "all"),
        )
        self.left_over(data)
        self.within = ""
        return result

    def choices(self, data: object) -> tuple[Choice, ...]:
        shape = isinstance(data, list) and all(
            isinstance(c, dict)
            and {"value", "label"} <= set(c) <= {"value", "label", "symbol"}
            and all(isinstance(v, str) for v in c.values())
            for c in data
        )
        if not shape or not isinstance(data, list):
            self.wrong("choices", say("Must be a list of { value, label } or { value, label, symbol }."))
            return ()
        self.few("choices", data)
        self.short("choices", [text for choice in data for text in choice.values()], 300)
        return tuple(Choice(**c) for c in data)
