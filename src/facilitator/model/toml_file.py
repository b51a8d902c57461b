"""Reading a TOML file of ours part by part: what is wrong is collected, named by file, part and field."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sized
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.model.entry import shows
from facilitator.model.packed import is_deep
from facilitator.model.reasons import reason
from facilitator.model.say import Listed, Message, messages_in, say

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_TOO_DEEP = say("its tables and lists are nested too deep")
_DEEPEST = 20
_LARGEST, _TRANSLATION = 4_000_000, 6000
MOST = 100
"""So many texts, stages, fields, choices or questions may stand in one list."""
_AT = re.compile(r"line (\d+), column (\d+)")
_NAMES = re.compile(r"\{\w*\}")
_PARTS = {"stage": say("stage"), "question": say("question")}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file, and where. `stage` and `field` are empty when the whole file is meant.

    `stage` is the id of the part that is meant; `part` what such a part is called. `at` is the line and the column,
    from 1, where that is known.
    """

    file: str
    stage: str
    field: str
    sentence: str
    part: str = "stage"
    at: tuple[int, int] = (0, 0)

    @property
    def message(self) -> Message:
        """Where it is and what it is, in one sentence."""
        stage, field, sentence = self.stage, self.field, self.sentence
        line, column = self.at
        file = say("{file}, line {line}, column {column}", file=self.file, line=str(line), column=str(column))
        where = {"file": file if line else self.file, "part": _PARTS.get(self.part, self.part), "sentence": sentence}
        if stage and field:
            return say("{file}, {part} '{stage}', field '{field}': {sentence}", stage=stage, field=field, **where)
        if stage:
            return say("{file}, {part} '{stage}': {sentence}", stage=stage, **where)
        if field:
            return say("{file}, field '{field}': {sentence}", file=where["file"], field=field, sentence=sentence)
        return say("{file}: {sentence}", file=where["file"], sentence=sentence)

    def __str__(self) -> str:
        return str(self.message)


class FileError(ValueError):
    """A file that cannot be used; `problems` says why, each in a sentence."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = problems


def text_of(path: Path) -> str:
    """What stands in a file. Raises FileError."""
    try:
        if path.stat().st_size > _LARGEST:
            trouble = say("The file is larger than such a file can be.")
            raise FileError([Problem(path.name, "", "", trouble)])
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        trouble = say("The file cannot be read: {why}.", why=reason(error))
        raise FileError([Problem(path.name, "", "", trouble)]) from None


class NotToml(ValueError):
    """A text that is not TOML, or that nobody could work with; what it says is for whoever wrote it."""


def parsed(text: str) -> dict[str, Any]:
    """The tables in a text. Raises NotToml."""
    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotToml(_TOO_DEEP if isinstance(error, RecursionError) else _where(str(error), text)) from None
    if is_deep(tables, _DEEPEST):
        raise NotToml(_TOO_DEEP)
    return tables


def _where(error: str, text: str) -> Message:
    """Where a text stops being TOML, as the reader of TOML says it; at its end, where something was not closed."""
    if found := _AT.search(error):
        return say("look at line {line}, column {column}", line=found[1], column=found[2])
    lines = text.rstrip("\n").split("\n")
    line, column = str(len(lines)), str(len(lines[-1]) + 1)
    return say("it ends too early, in line {line}, column {column}", line=line, column=column)


def tables_of(text: str, name: str) -> dict[str, Any]:
    """The tables in the text of a file called `name`. Raises FileError."""
    try:
        return parsed(text)
    except NotToml as error:
        raise FileError([Problem(name, "", "", say("This is not TOML: {error}.", error=error.args[0]))]) from None


class Reader:
    """Takes values out of tables, collecting every problem instead of stopping at the first.

    `stage` is the part being read, `within` what goes before the names of its fields.
    """

    part = "stage"

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.stage = self.within = ""

    def wrong(self, where: str, sentence: str) -> None:
        """Note what is wrong with one field."""
        self.problems.append(Problem(self.name, self.stage, self.within + where, sentence, self.part))

    def text(self, data: dict[str, Any], name: str, *, needed: bool = False, limit: int = 2000) -> str:
        """A text; empty when it is not there."""
        value = data.pop(name, "")
        if not isinstance(value, str):
            self.wrong(name, say("Must be text in quotes."))
            return ""
        if needed and not shows(value):
            self.wrong(name, say("Is needed."))
        self.short(name, [value], limit)
        return value.strip()

    def few(self, where: str, list_: Sized, most: int = MOST) -> None:
        """Note that a list is longer than anybody could work with."""
        if len(list_) > most:
            self.wrong(where, say("Has more than {n} entry.", "Has more than {n} entries.", n=most))

    def short(self, where: str, texts: Iterable[str], limit: int = 2000) -> None:
        """Note a text that is too long."""
        if any(len(text) > limit for text in texts):
            self.wrong(where, say("Is longer than {n} character.", "Is longer than {n} characters.", n=limit))

    def texts(self, data: dict[str, Any], name: str) -> tuple[str, ...]:
        """A list of texts."""
        value = data.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and shows(v) for v in value):
            self.wrong(name, say('Must be a list of texts, such as ["one", "two"].'))
            return ()
        self.few(name, value)
        self.short(name, value)
        return tuple(v.strip() for v in value)

    def one_of(self, data: dict[str, Any], name: str, allowed: Collection[str], default: str) -> str:
        """One of the values allowed."""
        value = data.pop(name, default)
        if value not in allowed:
            self.wrong(name, say("Must be one of: {known}.", known=Listed(tuple(allowed), "")))
            return default
        return str(value)

    def whole(self, data: dict[str, Any], name: str, default: int, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = data.pop(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            self.wrong(name, say("Must be a whole number from {low} to {high}.", low=low, high=high))
            return default
        return value

    def yes_no(self, data: dict[str, Any], name: str) -> bool:
        """True or false; false when it is not there."""
        value = data.pop(name, False)
        if not isinstance(value, bool):
            self.wrong(name, say("Must be true or false."))
            return False
        return value

    def table(self, data: dict[str, Any], name: str) -> dict[str, Any]:
        """A table; empty when it is not there."""
        value = data.pop(name, {})
        if not isinstance(value, dict):
            self.wrong(name, say("Must be a table."))
            return {}
        return value

    def others(self, data: dict[str, Any]) -> dict[str, dict[str, str]]:
        """The tables `[other.LANG]`: words of the file in other languages, by their English text."""
        tables = self.table(data, "other")
        for language, table in tables.items():
            if not LANGUAGE.fullmatch(language):
                self.wrong(f"other.{language}", say("Must be a language such as cy or pt-BR."))
            if not isinstance(table, dict) or not all(isinstance(text, str) for text in table.values()):
                self.wrong(
                    f"other.{language}", say('Must be a table of lines such as "English text" = "its translation".')
                )
                return {}
        return tables

    def check_others(self, other: Mapping[str, Mapping[str, str]], made: object) -> None:
        """Note each translation of what the file does not say, and each that lost a {name} or has one too many."""
        known = {said.one for said in messages_in(made)}
        for language, table in other.items():
            for text, translation in table.items():
                where = f"other.{language}.{text}"
                self.short(where[:80], [translation], _TRANSLATION)
                if text not in known:
                    self.wrong(where, say("Is not a text of this file: copy the English words letter for letter."))
                elif set(_NAMES.findall(text)) != set(_NAMES.findall(translation)):
                    self.wrong(
                        where,
                        say("Must have the same {{names}} as the English: {translation}", translation=translation),
                    )

    def left_over(self, data: Mapping[str, Any]) -> None:
        """Note the names that nobody took."""
        for name in data:
            self.wrong(name, say("Is not a name this program knows."))
