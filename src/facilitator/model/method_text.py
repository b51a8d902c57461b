"""Writes a method back to the text of a method file, and tells on which line of a text something stands.

`write` and `model.method_file.parse` are each other's reverse. `text_of` writes plain tables, so that a method can be
changed while something in it is still wrong; it keeps the comments of an older text that stand above a line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from facilitator.model.method import LAST, Field, Method, Preset, Stage

WIDTH = 120
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]")
_NAME = re.compile(r"""\s*(?:([A-Za-z0-9_-]+)|("(?:[^"\\]|\\.)*"))\s*=""")
_CALLED = re.compile(r"\s*(?:id|key)\s*=\s*[\"']([^\"']*)[\"']")
_FENCE = re.compile(r'"""|\'\'\'')
_LEFT_OUT: dict[str, Any] = {
    "level": "", "hint": "", "prompt": "", "example": "", "goal": "", "continues": "", "questions": [], "script": [],
    "host_script": [], "feeds": [], "decides": False, "limit": 500, "options": {}, "fields": [],
}  # fmt: skip
_STAGE = (
    "id", "title", "goal", "level", "activity", "minutes", "priority", "timer", "prompt", "example", "questions",
    "hint", "script", "host_script", "screen", "visibility", "anonymity", "grouping", "feeds", "continues", "decides",
    "limit", "options", "fields",
)  # fmt: skip
_LISTS = ("stages", "presets", "questions")
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A line (from 0) and what begins there: ("stages", "write", "minutes") for minutes of the stage `write`."""

    line: int
    path: Path


def write(method: Method) -> str:
    """The method as the text of a method file."""
    return text_of(table_of(method))


def table_of(method: Method) -> dict[str, Any]:
    """The method as the tables of its file; what has its usual value is left out."""
    made: dict[str, Any] = {n: getattr(method, n) for n in ("key", "title", "purpose", "summary", "credit")}
    made["people"] = [method.people_min, method.people_max]
    made |= {"picture": method.picture, "order": method.order if method.order != LAST else 0}
    made |= {"aims": list(method.aims), "object": method.object, "prepare": list(method.prepare)}
    made = {name: value for name, value in made.items() if value}
    made["stages"] = [stage_table(stage) for stage in method.stages]
    if method.presets:
        made["presets"] = [_preset_table(preset) for preset in method.presets]
    if method.other:
        made["other"] = _plain(method.other)
    return made


def stage_table(stage: Stage) -> dict[str, Any]:
    """One stage as the table of its file."""
    made = {name: _plain(value) for name, value in asdict(stage).items()}
    made["minutes"] = {"default": stage.minutes, "min": stage.minutes_min, "max": stage.minutes_max}
    made["fields"] = [_field_table(field) for field in stage.fields]
    return {name: made[name] for name in _STAGE if name not in _LEFT_OUT or made[name] != _LEFT_OUT[name]}


def _field_table(field: Field) -> dict[str, Any]:
    made: dict[str, Any] = {"id": field.id, "label": field.label, "kind": field.kind}
    made |= {name: True for name in ("required", "columns") if getattr(field, name)}
    if field.who != "all":
        made["who"] = field.who
    if field.choices:
        made["choices"] = [{n: v for n, v in asdict(c).items() if v or n != "symbol"} for c in field.choices]
    return made


def _preset_table(preset: Preset) -> dict[str, Any]:
    made = {"key": preset.key, "title": preset.title, "stages": list(preset.stages)}
    made |= {name: _plain(value) for name in ("minutes", "options") if (value := getattr(preset, name))}
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


# ------------------------------------------------------------------ writing tables


def text_of(table: Mapping[str, Any], old: str = "") -> str:
    """The tables of a method file, or of a questionnaire's, as text. Comments of `old` that stand above a line stay
    above the same line.
    """
    lines = _body(table)
    for name, what in table.items():
        if name == "scale" and isinstance(what, Mapping):
            lines += ["", "[scale]", *_pairs(what)]
        for inner in what if _is_tables(what) and name in _LISTS else ():
            lines += ["", f"[[{name}]]", *_body(inner)]
            if isinstance(options := inner.get("options"), Mapping) and name == "stages":
                lines += ["", "[stages.options]", *_pairs(options)] if options else []
            if name == "stages" and _is_tables(inner.get("fields")):
                for field in inner["fields"]:
                    lines += ["", "[[stages.fields]]", *_pairs(field)]
    for language, words in table.get("other", {}).items() if _is_other(table.get("other")) else ():
        lines += ["", f"[other.{_key(language)}]", *_pairs(words)]
    return _with_comments("\n".join(lines) + "\n", old) if old else "\n".join(lines) + "\n"


def _body(table: Mapping[str, Any]) -> list[str]:
    below = {name for name in (*_LISTS, "fields") if _is_tables(table.get(name))}
    if isinstance(table.get("scale"), Mapping):
        below.add("scale")
    if "key" not in table and isinstance(table.get("options"), Mapping):  # a stage; a preset keeps it on one line
        below.add("options")
    if _is_other(table.get("other")):
        below.add("other")
    return _pairs({name: value for name, value in table.items() if name not in below})


def _is_other(value: object) -> bool:
    return isinstance(value, Mapping) and all(isinstance(inner, Mapping) for inner in value.values())


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(inner, Mapping) for inner in value)


def _pairs(table: Mapping[str, Any]) -> list[str]:
    lines: list[str] = []
    for name, value in table.items():
        line = f"{_key(name)} = {value_text(value)}"
        if isinstance(value, list) and value and (len(line) > WIDTH or _is_tables(value)):
            lines += [f"{_key(name)} = [", *(f"  {value_text(inner)}," for inner in value), "]"]
        else:
            lines.append(line)
    return lines


def pairs_text(table: Mapping[str, Any]) -> str:
    """One table as lines `name = value`, without a header."""
    return "\n".join(_pairs(table))


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def value_text(value: Any) -> str:
    """One value as TOML writes it, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(name)} = {value_text(v)}" for name, v in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, Sequence):
        return f"[{', '.join(value_text(v) for v in value)}]"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return repr(value)


# ------------------------------------------------------------------ where what stands


def spots(text: str) -> list[Spot]:
    """What begins on which line, in order. Works on a text with mistakes as well."""
    found: list[tuple[int, list[str], str]] = []
    counts: dict[str, int] = {}
    called: dict[Path, str] = {}
    table: list[str] = []
    fence = ""
    for number, line in enumerate(text.split("\n")):
        if not fence and (header := _HEADER.match(line)):
            table = _table(header[2], header[1] == "[[", counts)
            found.append((number, table, ""))
        elif not fence and (name := _NAME.match(line)):
            found.append((number, table, name[1] or _unquoted(name[2])))
            if called_so := _CALLED.match(line):
                called.setdefault(tuple(table), called_so[1])
        for mark in _FENCE.findall(line):
            fence = "" if fence == mark else fence or mark
    return [Spot(number, (*_named(within, called), *([name] if name else []))) for number, within, name in found]


def _unquoted(text: str) -> str:
    try:
        return str(json.loads(text))
    except ValueError:
        return text.strip('"')


def _table(header: str, is_list: bool, counts: dict[str, int]) -> list[str]:
    """The way to a table with numbers for the members of lists: stages, 2, fields, 1."""
    made: list[str] = []
    parts = header.split(".")
    for at, part in enumerate(parts):
        made.append(part)
        way = "/".join(made)
        if at == len(parts) - 1 and is_list:
            counts[way] = counts.get(way, 0) + 1
        if way in counts:
            made.append(str(counts[way]))
    return made


def _named(table: Sequence[str], called: Mapping[Path, str]) -> list[str]:
    return [called.get(tuple(table[: at + 1]), part) if part.isdigit() else part for at, part in enumerate(table)]


def line_of(text: str, stage: str, field: str) -> int:
    """The line (from 0) that a problem of `method_file` with this stage and field is about; 0 when none is."""
    parts = field.split(".", 2 if field.startswith("other.") else -1) if field else ()
    way = (("stages", stage) if stage else ()) + tuple(parts)
    last = field == "id"
    known = spots(text)
    for end in range(len(way), 0, -1):
        lines = [spot.line for spot in known if spot.path == way[:end]]
        if lines:
            return lines[-1 if last else 0]
    return 0


def _with_comments(text: str, old: str) -> str:
    above: dict[Path, list[str]] = {}
    lines = old.split("\n")
    begin = 0
    for spot in spots(old):
        comments = [line for line in lines[begin : spot.line] if line.lstrip().startswith("#")]
        if begin == 0 and comments and not lines[spot.line - 1].strip():
            comments.append("")
        above.setdefault(spot.path, comments)
        begin = spot.line + 1
    made = text.split("\n")
    for spot in reversed(spots(text)):
        made[spot.line : spot.line] = above.pop(spot.path, [])
    return "\n".join(made)
