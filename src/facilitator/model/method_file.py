"""Reads and checks a method file (TOML). Errors name the file, the stage and the field."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.model.clock import PROFILES
from facilitator.model.method import Choice, Field, Method, Preset, Stage

VISIBILITY = ("private", "live", "host")
ANONYMITY = ("named", "group", "nothing")
GROUPING = ("plenary", "tables", "mixed tables", "own-group tables", "pairs", "stations")
SCREENS = ("prompt", "notes", "object", "count", "join", "nothing")
FIELD_KINDS = ("choice", "text", "date", "flag", "group", "item")
KEY = re.compile(r"[a-z][a-z0-9-]{0,40}")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a method file, and where. `stage` and `field` are empty when the whole file is meant."""

    file: str
    stage: str
    field: str
    sentence: str

    def __str__(self) -> str:
        where = [self.file]
        if self.stage:
            where.append(f"stage '{self.stage}'")
        if self.field:
            where.append(f"field '{self.field}'")
        return f"{', '.join(where)}: {self.sentence}"


class MethodError(ValueError):
    """A method file that cannot be used; `problems` says why, each in a sentence."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = problems


def load(path: Path, activities: Collection[str]) -> Method:
    """Read and check one method file. `activities` are the kinds that exist. Raises MethodError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise MethodError([Problem(path.name, "", "", f"the file cannot be read: {why}.")]) from None
    return parse(text, path.name, activities)


def parse(text: str, name: str, activities: Collection[str]) -> Method:
    """Read and check the text of a method file called `name`. Raises MethodError with every problem found."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MethodError([Problem(name, "", "", f"this is not TOML: {error}.")]) from None
    reader = _Reader(name, activities)
    method = reader.method(data)
    if reader.problems or method is None:
        raise MethodError(reader.problems)
    return method


class _Reader:
    """Turns parsed TOML into a Method, collecting every problem instead of stopping at the first."""

    def __init__(self, name: str, activities: Collection[str]) -> None:
        self.name, self.activities = name, activities
        self.problems: list[Problem] = []
        self.stage = self.within = ""

    def wrong(self, where: str, sentence: str) -> None:
        self.problems.append(Problem(self.name, self.stage, self.within + where, sentence))

    def text(self, data: dict[str, Any], name: str, *, needed: bool = False, limit: int = 2000) -> str:
        value = data.pop(name, "")
        if not isinstance(value, str):
            self.wrong(name, "must be text in quotes.")
            return ""
        if needed and not value.strip():
            self.wrong(name, "is needed.")
        if len(value) > limit:
            self.wrong(name, f"is longer than {limit} characters.")
        return value.strip()

    def texts(self, data: dict[str, Any], name: str) -> tuple[str, ...]:
        value = data.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            self.wrong(name, 'must be a list of texts, such as ["one", "two"].')
            return ()
        return tuple(v.strip() for v in value)

    def one_of(self, data: dict[str, Any], name: str, allowed: Collection[str], default: str) -> str:
        value = data.pop(name, default)
        if value not in allowed:
            self.wrong(name, f"must be one of: {', '.join(allowed)}.")
            return default
        return str(value)

    def whole(self, data: dict[str, Any], name: str, default: int, low: int, high: int) -> int:
        value = data.pop(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            self.wrong(name, f"must be a whole number from {low} to {high}.")
            return default
        return value

    def yes_no(self, data: dict[str, Any], name: str) -> bool:
        value = data.pop(name, False)
        if not isinstance(value, bool):
            self.wrong(name, "must be true or false.")
            return False
        return value

    def table(self, data: dict[str, Any], name: str) -> dict[str, Any]:
        value = data.pop(name, {})
        if not isinstance(value, dict):
            self.wrong(name, "must be a table.")
            return {}
        return value

    def left_over(self, data: Mapping[str, Any]) -> None:
        for name in data:
            self.wrong(name, "is not a name this program knows.")

    def method(self, data: dict[str, Any]) -> Method | None:
        key = self.text(data, "key", needed=True)
        if key and not KEY.fullmatch(key):
            self.wrong("key", "must be small letters, figures and hyphens, and begin with a letter.")
        head: dict[str, Any] = {name: self.text(data, name, needed=True) for name in ("title", "purpose", "credit")}
        head |= {name: self.text(data, name) for name in ("summary", "object")}
        head |= {name: self.texts(data, name) for name in ("aims", "prepare")}
        people = data.pop("people", [2, 200])
        if not (isinstance(people, list) and len(people) == 2 and all(isinstance(p, int) for p in people)):
            self.wrong("people", "must be the smallest and the largest group, such as [5, 60].")
            people = [2, 200]
        stages = self.stages(data.pop("stages", None))
        presets = self.presets(data.pop("presets", []), {s.id: s for s in stages})
        self.left_over(data)
        if self.problems:
            return None
        return Method(key=key, stages=stages, presets=presets, people_min=people[0], people_max=people[1], **head)

    def stages(self, data: object) -> tuple[Stage, ...]:
        if not isinstance(data, list) or not data or not all(isinstance(s, dict) for s in data):
            self.wrong("stages", "a method needs at least one [[stages]] table.")
            return ()
        found: list[Stage] = []
        for number, table in enumerate(data, 1):
            self.stage = str(table.get("id", number))
            stage = self.one_stage(dict(table))
            earlier = [s.id for s in found]
            if stage.id in earlier:
                self.wrong("id", "is used by an earlier stage.")
            for fed in stage.feeds:
                if fed not in earlier:
                    self.wrong("feeds", f"'{fed}' is not an earlier stage.")
            if stage.continues and stage.continues not in [s.id for s in found if s.activity == stage.activity]:
                self.wrong("continues", f"'{stage.continues}' is not an earlier stage of the same activity.")
            found.append(stage)
        self.stage = ""
        return tuple(found)

    def presets(self, data: object, stages: Mapping[str, Stage]) -> tuple[Preset, ...]:
        if not isinstance(data, list) or not all(isinstance(p, dict) for p in data):
            self.wrong("presets", "must be [[presets]] tables.")
            return ()
        found = [self.one_preset(dict(table), number, stages) for number, table in enumerate(data, 1)]
        self.within = ""
        return tuple(found)

    def one_preset(self, data: dict[str, Any], number: int, stages: Mapping[str, Stage]) -> Preset:
        self.within = f"presets.{data.get('key', number)}."
        key, title = self.text(data, "key", needed=True), self.text(data, "title", needed=True)
        order = self.texts(data, "stages")
        minutes, options = self.table(data, "minutes"), self.table(data, "options")
        if not order:
            self.wrong("stages", "a preset needs the ids of its stages in order.")
        for name in {*order, *minutes, *options} - set(stages):
            self.wrong("stages", f"'{name}' is not a stage of this method.")
        if not all(isinstance(m, int) and not isinstance(m, bool) and 1 <= m <= 600 for m in minutes.values()):
            self.wrong("minutes", "must be whole minutes by stage, such as { write = 5 }.")
        if not all(isinstance(o, dict) for o in options.values()):
            self.wrong("options", "must be tables by stage.")
        self.left_over(data)
        return Preset(key, title, order, minutes, options)

    def one_stage(self, data: dict[str, Any]) -> Stage:
        key = self.text(data, "id", needed=True)
        if key and (not KEY.fullmatch(key) or key == "parking"):
            self.wrong("id", "must be small letters, figures and hyphens, and not 'parking'.")
        words: dict[str, Any] = {
            name: self.text(data, name) for name in ("goal", "prompt", "hint", "level", "continues")
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
        self.wrong("minutes", "must be { default, min, max } in whole minutes, with min <= default <= max.")
        return 5, 1, 60

    def fields(self, data: object) -> tuple[Field, ...]:
        if not isinstance(data, list) or not all(isinstance(f, dict) for f in data):
            self.wrong("fields", "must be [[stages.fields]] tables.")
            return ()
        found = [self.one_field(dict(table), number) for number, table in enumerate(data, 1)]
        names = [f.id for f in found]
        for name in {n for n in names if names.count(n) > 1}:
            self.wrong(f"fields.{name}", "is used twice.")
        if sum(f.columns for f in found) > 1:
            self.wrong("fields", "only one field may have columns = true.")
        return tuple(found)

    def one_field(self, data: dict[str, Any], number: int) -> Field:
        name = data.pop("id", "")
        self.within = f"fields.{name or number}."
        if not isinstance(name, str) or not KEY.fullmatch(name.replace("_", "-")) or name in ("text", "key", "group"):
            self.wrong("id", "must be small letters, figures and underscores.")
            name = f"field{number}"
        kind = self.one_of(data, "kind", FIELD_KINDS, "text")
        choices = self.choices(data.pop("choices", []))
        if (kind == "choice") != bool(choices):
            self.wrong("choices", "a choice field needs choices, and only a choice field may have them.")
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
            self.wrong("choices", "must be a list of { value, label } or { value, label, symbol }.")
            return ()
        return tuple(Choice(**c) for c in data)
